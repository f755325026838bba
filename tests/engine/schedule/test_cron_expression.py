"""Five fields of cron: every mistake is named, and nothing but a mistake is refused."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report138.engine.errors import UsageError
from report138.engine.schedule.cron import CronSchedule, read_expression

MISTAKES = [
    ("0 7 * *", "five fields"),
    ("0", "in quotes"),
    ("0 7 * * MON extra", "five fields"),
    ("@reboot", "five fields"),
    ("60 7 * * *", "minute 60: 0-59"),
    ("0 24 * * *", "hour 24: 0-23"),
    ("0 7 0 * *", "day of month 0: 1-31"),
    ("0 7 * 13 *", "month 13: 1-12 or JAN-DEC"),
    ("0 7 * * 8", "day of week 8: 0-7 or SUN-SAT"),
    ("0 7 * * MONDAY", "day of week MONDAY"),
    ("0 7 * * L", "day of week L"),
    ("0 7 5-1 * *", "day of month 5-1"),
    ("0 7 */0 * *", "day of month */0"),
    ("0 7 * * FRI-MON", "day of week FRI-MON: 0-7 or SUN-SAT"),
    ("0 7 * * MON#1/2", "day of week MON#1/2"),
    ("0 7 1,,2 * *", "day of month 1,,2"),
    ("-1 7 * * *", "minute -1"),
    ("٣ 7 * * *", "minute ٣"),
    ("0 0 30 2 *", "never comes"),
    ("0 0 31 4,6,9,11 *", "never comes"),
    ("0 0 31 2 */2", "never comes"),
    ("0 0 LW * */6", "never comes"),  # a weekday that is a Saturday or Sunday
]


@pytest.mark.parametrize(("text", "part"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_named(text: str, part: str) -> None:
    """The message says which field is wrong, and what it may be."""
    with pytest.raises(UsageError) as caught:
        read_expression(text)
    assert part in str(caught.value)


@given(st.text("0123456789*/,-@ MONjan٣", max_size=25))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a UsageError comes of nonsense, and what is read has a next time."""
    try:
        expression = read_expression(text)
    except UsageError:
        return
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert CronSchedule(expression, UTC).find_next(now) > now
