"""What a schedule is told: when, in which zone, what to render, whom to tell."""

import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError
from report138.engine.schedule.due import DueTrigger, find_zone
from report138.engine.schedule.expression import read_expression

# Seconds of waiting before another try, where a failure can pass.
DELAYS = (60.0, 300.0, 1500.0)


def now() -> datetime:
    """Return the time now; its own function, so that a test can let time pass."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Settings:
    """The settings of one schedule; its output folder is among the options."""

    expression: str
    zone: str
    options: dict[str, Any]  # those of a build, as JSON can hold them
    notify: tuple[str, ...] = ()
    delays: tuple[float, ...] = DELAYS

    @property
    def out(self) -> Path:
        """The output folder, where the state of the schedule is kept too."""
        return Path(self.options["out"])

    @property
    def trigger(self) -> DueTrigger:
        """The trigger that knows when it is due."""
        return make_trigger(self.expression, self.zone)


def format_time(moment: datetime, zone: str) -> str:
    """Write a moment by the clock of a zone, to the minute."""
    return f"{moment.astimezone(find_zone(zone)):%Y-%m-%d %H:%M} {zone}"


def make_trigger(expression: str, zone: str) -> DueTrigger:
    """Make the trigger of an expression in a zone."""
    return DueTrigger(read_expression(expression), find_zone(zone))


def read_settings(
    expression: str, tz: str | None, notify: str | None, options: Mapping[str, Any]
) -> Settings:
    """Check what the command line says, and return it; raise UsageError for a mistake."""
    zone = find_zone(tz).key
    text = read_expression(expression).text
    return Settings(text, zone, _to_plain(options), read_command(notify))


def read_command(text: str | None) -> tuple[str, ...]:
    """Split a command into words, without a shell, and see that its program is there."""
    try:
        words = tuple(shlex.split(text)) if text else ()
    except ValueError as error:
        raise UsageError(f"--notify {text}: {error}") from None
    if words and not shutil.which(words[0]):
        raise UsageError(f"--notify {text}: there is no program {words[0]}")
    return words


def _to_plain(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return options as JSON would give them back."""
    plain: dict[str, Any] = {}
    for name, value in options.items():
        if isinstance(value, tuple):
            plain[name] = [str(item) for item in value]
        else:
            plain[name] = str(value) if isinstance(value, Path) else value
    return plain
