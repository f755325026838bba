"""When a schedule is due: cron expressions, read by cronsim as Debian's cron reads them.

Where clocks change, a run at a time of its own is never lost and never doubled: a time that is
skipped is due when the clock has jumped, and a time that comes twice is due the first time.  A
schedule that follows the clock (* or */n in the minute or hour) is due whenever the clock shows it,
except that cronsim goes by whole hours: where clocks change by half an hour (Lord Howe Island), it
may be due half an hour late in that night.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from cronsim import CronSim, CronSimError

from report138.engine.errors import UsageError

SHORTCUTS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
# The five fields, each with the values that a message names.
FIELDS = {
    "minute": "0-59",
    "hour": "0-23",
    "day of month": "1-31",
    "month": "1-12 or JAN-DEC",
    "day of week": "0-7 or SUN-SAT",
}
YEAR = 2000  # a leap year; any time of an expression comes within 50 years of it, or never


@dataclass(frozen=True)
class CronSchedule:
    """The times at which an expression is due by the clock of a zone."""

    expression: str
    zone: tzinfo

    def find_next(self, after: datetime) -> datetime:
        """Return the first time due after a moment, in UTC."""
        times = CronSim(self.expression, after.astimezone(self.zone))
        # in the second hour of two that the clock shows, the times of the first come again
        return next(time for time in map(_to_utc, times) if time > _to_utc(after))

    def find_last(self, after: datetime, until: datetime) -> datetime | None:
        """Return the last time due after one moment and until another, in UTC."""
        start = until.astimezone(self.zone)
        # cronsim starts before a moment; in the second hour of two, times later in the first are due
        ahead = timedelta(days=1) if start.fold else timedelta(microseconds=1)
        start = (_to_utc(until) + ahead).astimezone(self.zone)
        times = map(_to_utc, CronSim(self.expression, start, reverse=True))
        last = next((time for time in times if time <= _to_utc(until)), None)
        return last if last and last > _to_utc(after) else None


def _to_utc(time: datetime) -> datetime:
    # Python compares two times of one zone by the clock, which may go back
    return time.astimezone(UTC)


def read_expression(text: str) -> str:
    """Return a cron expression as five fields; raise UsageError for one that is wrong or never due."""
    words = SHORTCUTS.get(text.strip().lower(), text).split()
    if len(words) != len(FIELDS):
        raise UsageError(
            f"schedule {text!r}: five fields are needed, in quotes ({', '.join(FIELDS)}), "
            f"such as '0 7 * * MON', or one of {', '.join(SHORTCUTS)}"
        )
    # for cronsim Sunday comes before Monday only, and 5-5/2 is 5/2, which goes on to the last value
    words[4] = re.sub(r"-SUN\b", "-7", words[4], flags=re.IGNORECASE)
    words = [re.sub(r"\b(\w+)-\1/[1-9]\d*", r"\1", word) for word in words]
    for number, (name, allowed) in enumerate(FIELDS.items()):
        alone = [word if place == number else "*" for place, word in enumerate(words)]
        if not _is_ever_due(alone):
            raise UsageError(
                f"schedule, {name} {words[number]}: {allowed}, as *, 1, 1-5, 1,3 or */2"
            )
    if not _is_ever_due(words):
        raise UsageError(f"schedule {text!r}: that day never comes")
    return " ".join(words)


def _is_ever_due(words: list[str]) -> bool:
    """Return whether the fields can be read and some day fits them."""
    try:
        return next(CronSim(" ".join(words), datetime(YEAR, 1, 1)), None) is not None
    except (CronSimError, AssertionError):  # the latter for a step after MON#1
        return False
