"""Describe how a schedule is doing: the last success, the last failure and why, the next run."""

from datetime import datetime, timedelta
from pathlib import Path

from report138.engine.errors import UsageError
from report138.engine.schedule.clock import format_time, now
from report138.engine.schedule.runs import Record, read_runs
from report138.engine.schedule.state import STATE, Process, State, read_state

LATE = timedelta(minutes=15)  # that a run may begin after its time, before it counts as overdue


def describe_schedule(out: Path) -> tuple[list[str], bool]:
    """Return lines for people, and whether all is well: the last run done, none overdue."""
    state = read_state(out)
    if state is None:
        raise UsageError(f"{out}: no schedule has worked here; there is no {STATE}")
    runs, moment = read_runs(out), now()
    alive = is_alive(state.running)
    overdue = find_overdue(state, moment, alive)
    newest = next((run for run in reversed(runs) if run["status"] != "abandoned"), None)
    failed = (newest is not None and newest["status"] != "done") or bool(
        state.running and not alive
    )
    lines = [
        f"schedule: {state.expression}, {state.zone}",
        f"last success: {_describe_run(_find(runs, 'done'), state.zone)}",
        f"last failure: {_describe_run(_find(runs, 'failed', 'lost'), state.zone)}",
    ]
    if state.running:
        since = format_time(datetime.fromisoformat(state.running.started), state.zone)
        lines.append(f"running: since {since}" if alive else f"lost: the run of {since}")
    if overdue:
        lines.append(f"overdue: since {format_time(overdue, state.zone)}")
    upcoming = format_time(state.due_times.find_next(moment), state.zone)
    waits = "" if is_alive(state.service) else ", if a schedule is running then: none is now"
    lines.append(f"next run: {upcoming}{waits}")
    return lines, not failed and overdue is None


def find_overdue(state: State, moment: datetime, alive: bool) -> datetime | None:
    """Return when the run was due that should have begun by now, if one should have."""
    if alive or state.covered is None:
        return None
    due = state.due_times.find_next(datetime.fromisoformat(state.covered))
    return due if due + LATE < moment else None


def is_alive(process: Process | None) -> bool:
    """Return whether a process of a schedule still runs, not a newer one of its number."""
    import psutil

    if process is None:
        return False
    try:
        born = psutil.Process(process.pid).create_time()
    except psutil.Error:
        return False
    # the clock may have been set by a little since
    return born < datetime.fromisoformat(process.started).timestamp() + 60


def _find(runs: list[Record], *statuses: str) -> Record | None:
    return next((run for run in reversed(runs) if run["status"] in statuses), None)


def _describe_run(run: Record | None, zone: str) -> str:
    if run is None:
        return "none"
    when = format_time(datetime.fromisoformat(run["started"]), zone)
    if run["status"] != "done":
        return f"{when}: {run['error']}"
    counts = ", ".join(f"{count} {status}" for status, count in sorted(run["documents"].items()))
    return f"{when}, {run['seconds']} s ({counts})"
