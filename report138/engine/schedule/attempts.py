"""One run: as many tries as it takes, and what the log says of them."""

import secrets
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from report138.engine.run.folders import is_ours, make_folder, remove_folder, sweep_folders
from report138.engine.schedule.log import LOGGER
from report138.engine.schedule.supervise import PULSE, Event, Result, supervise_run
from report138.errors import count

MARK = "run"  # a file in a run's folder that has its name


def make_run_id(moment: datetime) -> str:
    """Return a name for a run: when it started, and what makes it the only one."""
    return f"{moment:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def is_of_run(folder: str | None, run: str) -> bool:
    """Return whether a folder, named in a file that others could have changed, is one of a run."""
    if folder is None or not is_ours(Path(folder)):
        return False
    try:
        return (Path(folder) / MARK).read_text() == run
    except (OSError, ValueError):
        return False


def try_until_done(
    run: str,
    options: dict[str, Any],
    delays: tuple[float, ...],
    is_stopping: Callable[[], bool],
    note_folder: Callable[[Path], None],
) -> tuple[Result, int]:
    """Try to render, again after a while if what failed can pass; return result and tries."""
    sweep_folders()
    for number, delay in enumerate((*delays, None), start=1):
        folder = make_folder(40)  # all temporary files of a run go there
        (folder / MARK).write_text(run)
        note_folder(folder)
        try:
            result = supervise_run(
                run, folder, options, lambda event: log_event(run, event), is_stopping
            )
        finally:
            remove_folder(folder)
        if result.kind == "stopped" or not result.worth_another_try or delay is None:
            return result, number
        LOGGER.warning(
            "try %d failed: %s; another try in %.0f s",
            number,
            describe(result),
            delay,
            extra={"run": run},
        )
        if not wait(delay, is_stopping):
            return Result("stopped", "the schedule was ended"), number
    raise AssertionError("the last try returns")


def wait(seconds: float, is_stopping: Callable[[], bool]) -> bool:
    """Wait until the time has passed or the schedule stops; return whether it has passed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_stopping():
            return False
        time.sleep(min(PULSE, max(0.0, end - time.monotonic())))
    return not is_stopping()


def describe(result: Result) -> str:
    """Describe in one line what failed."""
    if result.kind:
        return shorten(result.error)
    named = [f"{item['name']}: {item['error'].splitlines()[0]}" for item in result.failures]
    more = f" (and {len(named) - 3} more)" if len(named) > 3 else ""
    return "; ".join(named[:3]) + more


def shorten(text: str) -> str:
    """Return a message on one line: its heading and the first item below it."""
    heading, *items = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    more = f" (and {len(items) - 1} more)" if len(items) > 1 else ""
    return f"{heading.rstrip(':')}: {items[0]}{more}" if items else heading


def log_event(run: str, event: Event) -> None:
    """Log an event of a run."""
    if event["event"] == "document":
        failed = event["status"] == "failed"
        shown = f"{event['name']}: {event['status']}"
        shown += f": {event['error']}" if failed else f" in {event['seconds']} s"
        facts = {key: event[key] for key in ("name", "status", "seconds", "error")}
        extra = {"run": run, "facts": {"document": facts}}
        (LOGGER.error if failed else LOGGER.info)(shown, extra=extra)
    elif event["event"] == "planned":
        LOGGER.info("%s", count(event["documents"], "document"), extra={"run": run})
    elif event["event"] == "message":
        LOGGER.info("%s", event["text"], extra={"run": run})
