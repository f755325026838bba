"""Notify a program of the user's of how a run ended; whatever it does changes nothing."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from report138.engine.documents.own_code import make_paths
from report138.engine.schedule.supervise import PULSE

LIMIT = 60.0  # seconds
GRACE = 15.0  # seconds that what runs the program has to end it in


def notify(
    command: Sequence[str],
    record: dict[str, Any],
    limit: float = LIMIT,
    is_stopping: Callable[[], bool] = lambda: False,
) -> str:
    """Run a command with a run's JSON on its standard input; return what went wrong, or nothing.

    It runs below a process that ends it when this one is gone, however it went.
    """
    if not command:
        return ""
    process = subprocess.Popen(
        [sys.executable, "-m", "report138.engine.schedule.notify_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=make_paths(),
        start_new_session=True,  # a Ctrl-C is for the service
    )
    order = {"command": list(command), "record": record, "limit": limit}
    try:
        with suppress(OSError):  # it died; no answer says so
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.flush()
        ended = _wait(process, limit + GRACE, is_stopping)
    finally:
        _end(process)
    if not ended:
        return f"notify: {command[0]} was ended"
    with process.stdout:
        trouble = json.loads(process.stdout.read() or '"was cut off"')
    return trouble and f"notify: {command[0]} {trouble}"


def _wait(
    process: subprocess.Popen[bytes], seconds: float, is_stopping: Callable[[], bool]
) -> bool:
    """Wait for a process, unless the schedule stops; return whether it has ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not is_stopping():
        with suppress(subprocess.TimeoutExpired):
            process.wait(PULSE)
            return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """Have it end the program, and see it gone."""
    with suppress(OSError):
        process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
        return
    process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
