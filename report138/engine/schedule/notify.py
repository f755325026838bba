"""Notify a program of the user's of how a run ended; whatever it does changes nothing."""

import json
import os
import secrets
import subprocess
import tempfile
from collections.abc import Sequence
from typing import Any

from report138.engine.run import marks
from report138.engine.run.processes import end_family

LIMIT = 60.0  # seconds
TAIL = 500  # characters of what a failing program wrote to standard error


def notify(command: Sequence[str], record: dict[str, Any], limit: float = LIMIT) -> str:
    """Run a command with a run's JSON on its standard input; return what went wrong, or nothing."""
    if not command:
        return ""
    mark = secrets.token_hex(8)
    # into a file: a child that it leaves behind would keep a pipe open for ever
    with tempfile.TemporaryFile() as errors:
        try:
            done = subprocess.run(
                list(command),
                input=(json.dumps(record, ensure_ascii=False) + "\n").encode(),
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env={**os.environ, marks.NOTIFICATION: mark},
                timeout=limit,
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"notify: {command[0]} took longer than {limit:g} s and was ended"
        except OSError as error:
            return f"notify: {command[0]}: {error.strerror or error}"
        finally:
            end_family(None, marks.NOTIFICATION, mark)
        if not done.returncode:
            return ""
        errors.seek(0)
        words = " ".join(errors.read().decode(errors="replace").split())[-TAIL:]
        return f"notify: {command[0]} ended with status {done.returncode}" + (
            f": {words}" if words else ""
        )
