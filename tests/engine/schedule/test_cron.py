"""When a schedule is due: as cron says, also where clocks change; against times reckoned by hand."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from report138.engine.errors import UsageError
from report138.engine.schedule.cron import CronSchedule, read_expression

LIMITS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")

BERLIN = ZoneInfo("Europe/Berlin")  # clocks: 2026-03-29 from 2 to 3, 2026-10-25 from 3 to 2

# The first times due after midnight of 2026-01-01, a Thursday; reckoned with a calendar.
TABLE = [
    ("0 7 * * MON", ["01-05 07:00", "01-12 07:00"]),
    ("0 7 * * 1", ["01-05 07:00", "01-12 07:00"]),
    ("0 7 * * 0", ["01-04 07:00", "01-11 07:00"]),
    ("0 7 * * 7", ["01-04 07:00", "01-11 07:00"]),
    ("0 7 * * sun", ["01-04 07:00", "01-11 07:00"]),
    ("0 0 * * 5-7", ["01-02 00:00", "01-03 00:00", "01-04 00:00", "01-09 00:00"]),
    ("0 0 * * FRI-SUN", ["01-02 00:00", "01-03 00:00", "01-04 00:00", "01-09 00:00"]),
    ("0 0 * * SAT-SUN", ["01-03 00:00", "01-04 00:00", "01-10 00:00"]),
    ("30 9 13 * FRI", ["01-02 09:30", "01-09 09:30", "01-13 09:30", "01-16 09:30"]),
    ("30 9 1,15 * 3", ["01-01 09:30", "01-07 09:30", "01-14 09:30", "01-15 09:30"]),
    ("30 9 13 * *", ["01-13 09:30", "02-13 09:30", "03-13 09:30"]),
    # a field that begins with * does not restrict: both days must fit
    ("0 0 */10 * MON", ["05-11 00:00", "06-01 00:00"]),
    ("0 0 30 2 MON", ["02-02 00:00", "02-09 00:00"]),
    ("0 0 1 */3 *", ["04-01 00:00", "07-01 00:00"]),
    ("0 0 1 jan,JUL *", ["07-01 00:00"]),
    ("*/20 8-9 * * 1-5", ["01-01 08:00", "01-01 08:20", "01-01 08:40", "01-01 09:00"]),
    ("10-30/10 6 * * *", ["01-01 06:10", "01-01 06:20", "01-01 06:30", "01-02 06:10"]),
    ("5,10 0 31 * *", ["01-31 00:05", "01-31 00:10", "03-31 00:05"]),
    ("59 23 31 12 *", ["12-31 23:59"]),
    ("* * * * *", ["01-01 00:01", "01-01 00:02"]),
    ("0 7 L * *", ["01-31 07:00", "02-28 07:00", "03-31 07:00"]),
    ("0 7 * * MON#1", ["01-05 07:00", "02-02 07:00", "03-02 07:00"]),
    ("0 7 25-25/3 * *", ["01-25 07:00", "02-25 07:00"]),
    ("0 7 25/3 * *", ["01-25 07:00", "01-28 07:00", "01-31 07:00", "02-25 07:00"]),
    ("@weekly", ["01-04 00:00", "01-11 00:00"]),
    ("@monthly", ["02-01 00:00", "03-01 00:00"]),
]


def list_due(expression: str, start: datetime, count: int) -> list[datetime]:
    """List the first times due after a start, by the clock of its zone."""
    schedule = CronSchedule(read_expression(expression), start.tzinfo)
    moment, found = start, []
    for _ in range(count):
        moment = schedule.find_next(moment)
        found.append(moment.astimezone(start.tzinfo))
    return found


@pytest.mark.parametrize(("expression", "times"), TABLE, ids=[row[0] for row in TABLE])
def test_times_are_those_of_posix(expression: str, times: list[str]) -> None:
    """Each expression is due at the times that a calendar gives, and at none between them."""
    found = list_due(expression, datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")), len(times))
    assert [f"{time:%m-%d %H:%M}" for time in found] == times


def test_leap_days_come(expression: str = "0 12 29 2 *") -> None:
    """2028 is the next leap year, and 2100 is none."""
    assert list_due(expression, datetime(2026, 1, 1, tzinfo=UTC), 1)[0].year == 2028
    assert list_due(expression, datetime(2096, 3, 1, tzinfo=UTC), 1)[0].year == 2104


CHANGES = [
    # a time that the clock skips is due when it has jumped; the day before and after as always
    ("30 2 * * *", "2026-03-28 12:00", ["29 03:00+0200", "30 02:30+0200"]),
    ("0,30 2 * * *", "2026-03-28 12:00", ["29 03:00+0200", "30 02:00+0200"]),
    ("0 2,3 * * *", "2026-03-28 12:00", ["29 03:00+0200", "30 02:00+0200"]),
    ("30 2,3 * * *", "2026-03-28 12:00", ["29 03:00+0200", "29 03:30+0200", "30 02:30+0200"]),
    # a time that comes twice is due the first time only
    ("30 2 * * *", "2026-10-24 12:00", ["25 02:30+0200", "26 02:30+0100"]),
    ("30 2 25 10 *", "2026-10-24 12:00", ["25 02:30+0200"]),
    # what follows the clock is due whenever the clock shows it
    ("0 * * * *", "2026-03-29 00:30", ["29 01:00+0100", "29 03:00+0200", "29 04:00+0200"]),
    ("*/30 * * * *", "2026-03-29 01:10", ["29 01:30+0100", "29 03:00+0200"]),
    (
        "0 * * * *",
        "2026-10-25 01:30",
        ["25 02:00+0200", "25 02:00+0100", "25 03:00+0100", "25 04:00+0100"],
    ),
    ("*/40 2 * * *", "2026-03-28 12:00", ["30 02:00+0200"]),
]


@pytest.mark.parametrize(
    ("expression", "start", "times"), CHANGES, ids=[f"{row[0]} {row[1][5:10]}" for row in CHANGES]
)
def test_where_clocks_change_no_run_is_lost_or_doubled(
    expression: str, start: str, times: list[str]
) -> None:
    """In Berlin, in spring and in autumn."""
    found = list_due(expression, datetime.fromisoformat(start).replace(tzinfo=BERLIN), len(times))
    assert [f"{time:%d %H:%M%z}" for time in found] == times


def test_a_change_of_half_an_hour_is_understood() -> None:
    """On Lord Howe Island 2:00 becomes 2:30: what is due at 2:15 is due then."""
    zone = ZoneInfo("Australia/Lord_Howe")
    found = list_due("15 2 * * *", datetime(2026, 10, 3, 12, tzinfo=zone), 2)
    assert [f"{time:%d %H:%M}" for time in found] == ["04 02:30", "05 02:15"]


Fields = list[tuple[str, frozenset[int]]]  # the text of each field, and what it means


def make_field(place: int) -> st.SearchStrategy[tuple[str, frozenset[int]]]:
    """Draw a field's text with the values that it means."""
    low, high = LIMITS[place]
    value = st.integers(low, high)
    names = {4: WEEKDAYS, 3: MONTHS}.get(place)

    def write(number: int, as_name: bool) -> str:
        return names[number % 7 if place == 4 else number - 1] if names and as_name else str(number)

    single = st.tuples(value, st.booleans()).map(lambda p: (write(*p), frozenset([p[0]])))
    spans = st.tuples(value, value, st.integers(1, 9)).map(
        lambda p: (
            f"{min(p[:2])}-{max(p[:2])}/{p[2]}",
            frozenset(range(min(p[:2]), max(p[:2]) + 1, p[2])),
        )
    )
    steps = st.integers(1, 40).map(lambda n: (f"*/{n}", frozenset(range(low, high + 1, n))))
    lists = st.lists(st.one_of(single, spans), min_size=1, max_size=3).map(
        lambda parts: (",".join(p[0] for p in parts), frozenset().union(*(p[1] for p in parts)))
    )
    any_value = st.just(("*", frozenset(range(low, high + 1))))
    return st.one_of(any_value, steps, lists)


def drop_seven(fields: Fields) -> Fields:
    """Write Sunday as 0 in what a field means."""
    text, weekdays = fields[4]
    return [*fields[:4], (text, frozenset(day % 7 for day in weekdays))]


def matches(fields: Fields, wall: datetime) -> bool:
    """Return whether a minute on the clock fits the five fields, as POSIX says, by brute force."""
    (_, minutes), (_, hours), (day, days), (_, months), (weekday, weekdays) = fields
    fits_day, fits_weekday = wall.day in days, wall.isoweekday() % 7 in weekdays
    both_restrict = not day.startswith("*") and not weekday.startswith("*")
    right_day = (fits_day or fits_weekday) if both_restrict else (fits_day and fits_weekday)
    return wall.minute in minutes and wall.hour in hours and wall.month in months and right_day


FIVE = st.tuples(*(make_field(place) for place in range(5))).map(list).map(drop_seven)


@settings(max_examples=40)
@given(FIVE, st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1)), st.data())
def test_no_time_is_missed_or_invented(
    fields: Fields, start: datetime, data: st.DataObject
) -> None:
    """In UTC: of the minutes of two days, exactly those are due that fit the fields."""
    try:
        schedule = CronSchedule(read_expression(" ".join(text for text, _ in fields)), UTC)
    except UsageError as error:
        assert "never comes" in str(error)
        assert max(fields[2][1] & {29, 30, 31} or {0}) == max(fields[2][1])
        return
    start = start.replace(tzinfo=UTC, second=0, microsecond=0)
    minutes = [start + timedelta(minutes=number) for number in range(1, 2 * 1440)]
    expected = [minute for minute in minutes if matches(fields, minute)]
    found, moment = [], start
    while (moment := schedule.find_next(moment)) <= minutes[-1]:
        found.append(moment)
    assert found == expected
    until = data.draw(st.sampled_from(minutes))
    before = [minute for minute in expected if minute <= until]
    assert schedule.find_last(start, until) == (before[-1] if before else None)


@settings(max_examples=20)
@given(FIVE, st.sampled_from(["2026-03-28", "2026-10-24", "2026-04-04"]))
def test_clock_changes_agree_with_brute_force(fields: Fields, day: str) -> None:
    """Around a change of clocks: what follows the clock at each minute, the rest once a day."""
    zone = ZoneInfo("Australia/Lord_Howe") if day == "2026-04-04" else BERLIN
    start = datetime.fromisoformat(day).replace(tzinfo=zone)
    try:
        schedule = CronSchedule(read_expression(" ".join(text for text, _ in fields)), zone)
    except UsageError:
        return
    real = [start.astimezone(UTC) + timedelta(minutes=n) for n in range(1, 2 * 1440)]
    found, moment = [], real[0] - timedelta(minutes=1)
    while (moment := schedule.find_next(moment)) <= real[-1]:
        found.append(moment)
    if fields[0][0].startswith("*") or fields[1][0].startswith("*"):
        assume(zone == BERLIN)  # half an hour is too little for cronsim
        assert found == [m for m in real if matches(fields, m.astimezone(zone))]
        assert schedule.find_last(start, real[-1]) == (found[-1] if found else None)
        return
    assert schedule.find_last(start, real[-1]) == (found[-1] if found else None)
    shown = {}  # the first moment at which the clock shows a time
    for moment in real:
        shown.setdefault(moment.astimezone(zone).replace(tzinfo=None, fold=0), moment)
    expected, shown_next, wall = set(), real[-1], start.replace(tzinfo=None)
    for number in range(2 * 1440, 0, -1):
        minute = wall + timedelta(minutes=number)
        shown_next = shown.get(minute, shown_next)  # for one that the clock skips, the next
        if matches(fields, minute):
            expected.add(shown_next)
    # the last day is an hour longer or shorter by the clock: compare what both have
    end = real[-1] - timedelta(hours=2)
    assert [m for m in found if m < end] == sorted(m for m in expected if m < end)


# In Berlin on 2026-10-25 the clock shows 2:10 twice: at 0:10 and at 1:10 UTC.
BACK = [
    ("30 2 * * *", "25T00:10", "24T00:30"),
    ("30 2 * * *", "25T01:10", "25T00:30"),
    ("30 2 * * *", "25T01:30", "25T00:30"),
    ("0 3 * * *", "25T01:59", "24T01:00"),
    ("0 3 * * *", "25T02:00", "25T02:00"),
    ("*/30 * * * *", "25T01:10", "25T01:00"),
]


@pytest.mark.parametrize(("expression", "until", "last"), BACK)
def test_the_last_time_is_found_while_the_clock_shows_an_hour_again(
    expression: str, until: str, last: str
) -> None:
    """A time in the first of the two hours has passed in the second, whatever the clock shows."""
    schedule = CronSchedule(expression, BERLIN)
    found = schedule.find_last(
        datetime(2026, 10, 1, tzinfo=UTC), datetime.fromisoformat(f"2026-10-{until}:00+00:00")
    )
    assert f"{found:%dT%H:%M}" == last


def test_a_long_absence_is_reckoned_at_once() -> None:
    """Twenty years of minutes are not walked through to find the last one."""
    schedule = CronSchedule(read_expression("* * * * *"), UTC)
    last = schedule.find_last(datetime(2006, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    assert last == datetime(2026, 1, 1, tzinfo=UTC)
