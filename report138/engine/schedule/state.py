"""What a schedule remembers in its output folder, and what follows from it: what is due.

`covered` is the moment up to which everything that was due has been taken care of.  A run that is
under way is noted before it starts, so that the next start can tell if it was cut off.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct, to_builtins

from report138.engine.run.marks import RUN_NAME
from report138.engine.schedule.cron import CronSchedule
from report138.engine.schedule.settings import Settings, make_schedule
from report138.engine.stored import Moment, Value, decode, read_stored
from report138.whole_file import write_whole

STATE = "schedule.json"
SCHEMA = 1
ADVICE = "move it away: the schedule then starts anew, and is due at once"
# The options that say what is rendered; the others say how.
WHAT = ("names", "every", "data", "languages", "formats", "assignments", "fonts")

RunName = Annotated[str, Meta(pattern=rf"^{RUN_NAME}\Z")]
Pid = Annotated[int, Meta(gt=0, lt=2**31)]


class Process(Struct, forbid_unknown_fields=True):
    """The process of a schedule, and since when it has been there."""

    pid: Pid
    started: Moment


class Running(Process, kw_only=True, forbid_unknown_fields=True):
    """A run that is under way; all its temporary files are in its folder."""

    run: RunName
    due: Moment
    folder: str | None = None


class State(Struct, forbid_unknown_fields=True):
    """The memory of one output folder; times as ISO 8601 in UTC."""

    SCHEMA: ClassVar[int] = SCHEMA

    expression: str
    zone: str
    options: dict[str, Value]
    covered: Moment | None = None
    last_due: Moment | None = None
    last_done: Moment | None = None
    running: Running | None = None
    service: Process | None = None  # the schedule that worked here last
    schema: Literal[1] = SCHEMA

    def __post_init__(self) -> None:
        """Check that the schedule and the times can be read."""
        self.due_times  # noqa: B018 -- raises if it cannot be read
        processes = [process.started for process in (self.running, self.service) if process]
        due = [self.running.due] if self.running else []
        for moment in (self.covered, self.last_due, self.last_done, *processes, *due):
            _ = moment and datetime.fromisoformat(moment)

    @property
    def due_times(self) -> CronSchedule:
        """The times at which the remembered schedule is due."""
        return make_schedule(self.expression, self.zone)


def read_state(out: Path) -> State | None:
    """Read the state of an output folder, None where none is; raise StoredFileError if it is broken."""
    content = read_stored(out / STATE)
    return None if content is None else decode(content, State, out / STATE, ADVICE)


def write_state(out: Path, state: State) -> None:
    """Write the state, whole or not at all."""
    text = json.dumps(to_builtins(state), ensure_ascii=False, indent=2) + "\n"
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


def adopt(
    state: State | None, settings: Settings, moment: datetime, due: bool, service: Process
) -> State:
    """Return the state of new settings; where nothing is due, they count from now.

    So does a schedule whose clock ran ahead once: it must not wait until that time comes.
    """
    given: tuple[str, str, dict[str, Any]] = (settings.expression, settings.zone, settings.options)
    if state is None:
        return State(*given, service=service)
    changed = (state.expression, state.zone) != given[:2]
    ahead = state.covered and datetime.fromisoformat(state.covered) > moment
    covered = moment.isoformat() if (changed and not due) or ahead else state.covered
    return State(*given, covered, state.last_due, state.last_done, state.running, service)
