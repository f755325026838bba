"""The settings of a schedule: when, in which zone, what to render, whom to notify."""

import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError
from report138.engine.schedule.clock import find_zone
from report138.engine.schedule.cron import CronSchedule, read_expression

# Seconds of waiting before another try, where a failure can pass.
DELAYS = (60.0, 300.0, 1500.0)


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
    def due_times(self) -> CronSchedule:
        """The times at which it is due."""
        return make_schedule(self.expression, self.zone)


def make_schedule(expression: str, zone: str) -> CronSchedule:
    """Return the times at which an expression is due in a zone; raise UsageError if it is wrong."""
    return CronSchedule(read_expression(expression), find_zone(zone))


def read_settings(
    expression: str, tz: str | None, notify: str | None, options: Mapping[str, Any]
) -> Settings:
    """Return the settings that the command line gives; raise UsageError if they are wrong."""
    zone = find_zone(tz).key
    return Settings(read_expression(expression), zone, _to_plain(options), read_command(notify))


def read_command(text: str | None) -> tuple[str, ...]:
    """Split a command into words, without a shell, and check that its program exists."""
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
