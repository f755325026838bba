"""Read the five fields of a cron expression: minute, hour, day of month, month, day of week.

The meaning is that of POSIX: Sunday is 0 (and 7, as everywhere), and when both days are restricted
one of them is enough.  Names, steps and @daily are those of the usual crons; as in them, a field
that begins with * does not restrict.
"""

import calendar
import re
from dataclasses import dataclass

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
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
PART = re.compile(r"(\*|(\w+)(?:-(\w+))?)(?:/(\d+))?")


@dataclass(frozen=True)
class Field:
    """One of the five: its name, its first and last value, and the names of values."""

    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()

    def read(self, text: str) -> frozenset[int]:
        """Return the values that a field's text allows; raise UsageError if it allows none."""
        return frozenset(value for part in text.split(",") for value in self._read_part(part, text))

    def _read_part(self, part: str, text: str) -> range:
        found = PART.fullmatch(part)
        if not found or (found[4] and not (found[1] == "*" or found[3])):
            raise self._refuse(text)
        step = int(found[4] or 1)
        first = self.low if found[1] == "*" else self._read_value(found[2], text)
        last = first if found[2] else self.high
        if found[3]:
            last = self._read_value(found[3], text)
            if self.names == WEEKDAYS and last == 0 < first:  # FRI-SUN
                last = 7
        if step == 0 or last < first:
            raise self._refuse(text)
        return range(first, last + 1, step)

    def _read_value(self, word: str, text: str) -> int:
        if word.lower() in self.names:
            return self.names.index(word.lower()) + self.low
        # int() would also read digits of other scripts
        value = int(word) if re.fullmatch(r"[0-9]{1,4}", word) else -1
        if not self.low <= value <= self.high:
            raise self._refuse(text)
        return value

    def _refuse(self, text: str) -> UsageError:
        names = f" or {self.names[0].upper()}-{self.names[-1].upper()}" if self.names else ""
        return UsageError(
            f"schedule, {self.name} {text}: {self.low}-{self.high}{names}, as *, 1, 1-5, 1,3 or */2"
        )


FIELDS = (
    Field("minute", 0, 59),
    Field("hour", 0, 23),
    Field("day of month", 1, 31),
    Field("month", 1, 12, MONTHS),
    Field("day of week", 0, 7, WEEKDAYS),
)


@dataclass(frozen=True)
class Expression:
    """When something is due, by the clock on the wall."""

    text: str
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]  # Sunday is 0
    any_day: bool  # the day of the month does not restrict
    any_weekday: bool
    follows_clock: bool  # every minute or hour, or every so many: not at a time of its own

    @property
    def either_day(self) -> bool:
        """Tell whether the day of the month or the day of the week is enough."""
        return not self.any_day and not self.any_weekday

    @property
    def has_a_date(self) -> bool:
        """Tell whether one of its months has one of its days: February has no 30th."""
        leap_year = 2024
        longest = (calendar.monthrange(leap_year, month)[1] for month in self.months)
        return min(self.days) <= max(longest)


def read_expression(text: str) -> Expression:
    """Read a cron expression; raise UsageError for one that is wrong or never comes."""
    words = SHORTCUTS.get(text.strip().lower(), text).split()
    if len(words) != len(FIELDS):
        raise UsageError(
            f"schedule {text!r}: five fields are needed, in quotes "
            "(minute, hour, day of month, month, day of week), "
            f"such as '0 7 * * MON', or one of {', '.join(SHORTCUTS)}"
        )
    values = [field.read(word) for field, word in zip(FIELDS, words, strict=True)]
    starred = [word.startswith("*") for word in words]
    expression = Expression(
        " ".join(words),
        *values[:4],
        frozenset(value % 7 for value in values[4]),
        any_day=starred[2],
        any_weekday=starred[4],
        follows_clock=starred[0] or starred[1],
    )
    if not expression.either_day and not expression.has_a_date:
        raise UsageError(f"schedule {text!r}: that day never comes")
    return expression
