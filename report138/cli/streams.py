"""Standard streams that are closed, full, or read by nobody: no command depends on them.

A reader that has left, as in `render.py build | head`, is no failure: documents are made for their
folder, and the exit status is theirs.  A stream that cannot take what is said, as on a full disk,
makes it 1, as with other programs; nothing is lost but words.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any


class Stream:
    """A standard stream whose failures nobody hears of who writes to it."""

    def __init__(self, stream: Any) -> None:
        """Stand for a stream that can be written to for now."""
        self.stream, self.error = stream, None

    def __getattr__(self, name: str) -> Any:
        """Be that stream in all else."""
        return getattr(self.stream, name)

    def write(self, text: Any) -> int:
        """Write, as long as that is possible."""
        with self._guard():
            self.stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, as long as that is possible."""
        with self._guard():
            self.stream.flush()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.error = self.error or error
            self._lead_nowhere()

    def _lead_nowhere(self) -> None:
        """Have what is still written, also at the end of Python, go nowhere."""
        with suppress(OSError, ValueError):
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, self.stream.fileno())
            os.close(nothing)

    @property
    def failed(self) -> bool:
        """Whether it could not take what was said, though somebody may want to read it."""
        return self.error is not None and not isinstance(self.error, BrokenPipeError)


def run_apart(function: Callable[[], Any]) -> Any:
    """Run a command whatever becomes of the standard streams; return its exit status."""
    _open_missing()
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err = [Stream(stream) for stream in before]
    try:
        status = function()
    except SystemExit as end:
        status = end.code
    finally:
        out.flush()
        err.flush()
        sys.stdout, sys.stderr = before
    if out.failed and not status:
        err.write(f"error: standard output: {out.error.strerror}; all else is done\n")
        return 1
    return status


def _open_missing() -> None:
    """Open what was closed when the program started: the next file would get its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is not None:
            continue
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, number)  # which also has other programs inherit it
        if nothing != number:
            os.close(nothing)
        os.set_inheritable(number, True)
        setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", closefd=False))
