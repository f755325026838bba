"""When a schedule is due: an APScheduler trigger that means by an expression what cron means.

Where clocks change, as in Debian's and Red Hat's cron: a run at a time of its own is never lost
and never doubled.  A time that is skipped is due when the clock has jumped, and a time that comes
twice is due the first time.  A schedule that follows the clock (* or */n in the minute or hour)
is due whenever the clock shows it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

from report138.engine.errors import UsageError
from report138.engine.schedule.expression import WEEKDAYS, Expression

MOMENT = timedelta(microseconds=1)
# How far back the last time due is looked for, step by step: most are near.
WINDOWS = tuple(timedelta(days=days) for days in (1 / 24, 1, 40, 400, 3_000, 30_000))


def to_utc(time: datetime) -> datetime:
    """Return a moment in UTC: Python compares times of one zone by the clock, which may go back."""
    return time.astimezone(UTC)


def find_zone(name: str | None) -> ZoneInfo:
    """Return a time zone by its name, or the machine's own."""
    if name is None:
        from tzlocal import get_localzone

        found = get_localzone()
        return found if isinstance(found, ZoneInfo) else ZoneInfo("UTC")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(
            f"--tz {name}: no such time zone; write one such as Asia/Shanghai or UTC"
        ) from None


class DueTrigger(BaseTrigger):
    """Fires when an expression is due in a time zone."""

    def __init__(self, expression: Expression, zone: tzinfo) -> None:
        """Make the trigger that knows the clock on the wall, as if it were in UTC."""
        self.expression, self.zone = expression, zone
        self._wall = make_wall_trigger(expression)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """Return the next time due, as APScheduler asks for it."""
        return self.find_next(max(filter(None, (previous, now - MOMENT)), key=to_utc))

    def find_next(self, after: datetime) -> datetime:
        """Return the first time due after a moment, in UTC."""
        after = to_utc(after)
        return next(time for time in self._list_from(after) if time > after)

    def find_last(self, after: datetime, until: datetime) -> datetime | None:
        """Return the last time due after one moment and until another, in UTC."""
        after, until = to_utc(after), to_utc(until)
        for window in WINDOWS:
            start, last = max(after, until - window), None
            for time in self._list_from(start):
                if time > until:
                    break
                if time > start:
                    last = time
            if last or start == after:
                return last
        return None

    def _list_from(self, moment: datetime) -> Iterator[datetime]:
        """List times due in UTC, in order, from some time before a moment; one may come twice."""
        if self.expression.follows_clock:
            yield from self._follow_clock(moment)
            return
        # clocks are set by less than a day
        wall = moment.astimezone(self.zone).replace(tzinfo=UTC) - timedelta(days=1)
        while wall := self._wall.get_next_fire_time(None, wall):
            yield skip_gap(wall.replace(tzinfo=self.zone, fold=0))
            wall += MOMENT

    def _follow_clock(self, moment: datetime) -> Iterator[datetime]:
        """List every moment at which the clock shows a time that is due.

        Between two changes of the clock its time runs like the time of UTC.
        """
        start = moment
        while True:
            offset = start.astimezone(self.zone).utcoffset()
            wall = self._wall.get_next_fire_time(None, start + offset)
            time = wall - offset
            if time.astimezone(self.zone).utcoffset() == offset:
                yield time
                start = time + MOMENT
            else:  # the clock is set before that
                start = find_change(start, time, self.zone)


def make_wall_trigger(expression: Expression) -> BaseTrigger:
    """Make APScheduler's trigger for an expression; two, when either day is enough."""
    common = {
        "minute": _join(expression.minutes),
        "hour": _join(expression.hours),
        "month": _join(expression.months),
        "timezone": UTC,
    }
    days = _join(expression.days)
    weekdays = ",".join(WEEKDAYS[day] for day in sorted(expression.weekdays))
    if not expression.either_day:
        return CronTrigger(day=days, day_of_week=weekdays, **common)
    by_weekday = CronTrigger(day_of_week=weekdays, **common)
    if not expression.has_a_date:  # APScheduler would look for it until the year 9999
        return by_weekday
    return OrTrigger([CronTrigger(day=days, **common), by_weekday])


def _join(values: frozenset[int]) -> str:
    return ",".join(map(str, sorted(values)))


def skip_gap(time: datetime) -> datetime:
    """Return a time on the clock in UTC, or, if the clock skips it, the moment of the skip."""
    real = time.astimezone(UTC).astimezone(time.tzinfo)
    if real.replace(tzinfo=None, fold=0) == time.replace(tzinfo=None, fold=0):
        return to_utc(real)
    before, after = (time.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    return find_change(before, after, time.tzinfo)


def find_change(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return the first moment, to the second, at which the clock is as it is at the later one."""
    offset = after.astimezone(zone).utcoffset()
    low, high = int(before.timestamp()), int(after.timestamp())
    while low + 1 < high:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, UTC)
