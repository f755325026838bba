"""The process that runs a user's program: `python -m report138.engine.schedule.notify_process`.

It reads command, record and limit as one line of JSON and writes what went wrong, or nothing.  When
its input ends, the service is gone, and so it ends with all that the program has started.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from typing import Any

from report138.engine.run import marks
from report138.engine.run.processes import end_family

TAIL = 500  # characters of what a failing program wrote to standard error


def run_program(command: Sequence[str], record: dict[str, Any], limit: float, mark: str) -> str:
    """Run a command with a run's JSON on its standard input; return what went wrong, or nothing."""
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
            return f"took longer than {limit:g} s and was ended"
        except OSError as error:
            return f"could not be run: {error.strerror or error}"
        finally:
            end_family(None, marks.NOTIFICATION, mark)
        if not done.returncode:
            return ""
        errors.seek(0)
        words = " ".join(errors.read().decode(errors="replace").split())[-TAIL:]
        return f"ended with status {done.returncode}" + (f": {words}" if words else "")


def _end_with_service(mark: str) -> None:
    os.read(0, 1)  # not sys.stdin: a thread that holds its lock would abort an orderly end
    end_family(None, marks.NOTIFICATION, mark)
    os._exit(1)


def main() -> None:
    """Run one program."""
    order = json.loads(sys.stdin.buffer.readline())
    mark = secrets.token_hex(8)
    threading.Thread(target=_end_with_service, args=(mark,), daemon=True).start()
    print(json.dumps(run_program(**order, mark=mark)), flush=True)


if __name__ == "__main__":
    main()
