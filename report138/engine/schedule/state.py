"""What a schedule remembers in its output folder, and what follows from it: what is due.

`covered` is the moment up to which everything that was due has been taken care of.  A run that is
under way is noted before it starts, so that the next start can tell if it was cut off.
"""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from report138.engine.schedule.cron import CronSchedule
from report138.engine.schedule.settings import Settings, make_schedule
from report138.whole_file import write_whole

STATE = "schedule.json"
SCHEMA = 1
# The options that say what is rendered; the others say how.
WHAT = ("names", "every", "data", "languages", "formats", "assignments", "fonts")


@dataclass
class State:
    """The memory of one output folder; times as ISO 8601 in UTC."""

    expression: str
    zone: str
    options: dict[str, Any]
    covered: str | None = None
    last_due: str | None = None
    last_done: str | None = None
    running: dict[str, Any] | None = None

    @property
    def due_times(self) -> CronSchedule:
        """The times at which the remembered schedule is due."""
        return make_schedule(self.expression, self.zone)


def read_state(out: Path) -> State | None:
    """Read the state of an output folder; one that is absent or broken counts as none."""
    try:
        facts = json.loads((out / STATE).read_text(encoding="utf-8"))
        if facts.pop("schema") != SCHEMA:
            return None
        state = State(**{field.name: facts[field.name] for field in fields(State)})
        state.due_times  # noqa: B018 -- raises if it cannot be read
        for moment in (state.covered, state.last_due, state.last_done):
            _ = moment and datetime.fromisoformat(moment).timestamp()
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return state


def write_state(out: Path, state: State) -> None:
    """Write the state, whole or not at all."""
    text = json.dumps({"schema": SCHEMA, **asdict(state)}, ensure_ascii=False, indent=2) + "\n"
    write_whole(out / STATE, text.encode())


def find_due(state: State | None, settings: Settings, moment: datetime) -> datetime | None:
    """Return the newest time due that nothing has taken care of, or None.

    A schedule without a memory is due now, and so is one that renders something else than before.
    A new expression or zone holds from now on; what was due by the old one is still due.
    """
    if state is None or state.covered is None:
        return moment
    if any(state.options.get(name) != settings.options.get(name) for name in WHAT):
        return moment
    return state.due_times.find_last(datetime.fromisoformat(state.covered), moment)


def adopt(state: State | None, settings: Settings, moment: datetime, due: bool) -> State:
    """Return the state of new settings; where nothing is due, they count from now.

    So does a schedule whose clock ran ahead once: it must not wait until that time comes.
    """
    given = (settings.expression, settings.zone, settings.options)
    if state is None:
        return State(*given)
    changed = (state.expression, state.zone) != given[:2]
    ahead = state.covered and datetime.fromisoformat(state.covered) > moment
    covered = moment.isoformat() if (changed and not due) or ahead else state.covered
    return State(*given, covered, state.last_due, state.last_done, state.running)
