"""One render at a time in an output folder: a lock that the system drops with its process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from report138.engine.errors import PublishError

LOCK = ".lock"
WAIT = 600.0  # seconds


@contextmanager
def hold(out: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold an output folder; wait for another render that holds it, but not for ever."""
    out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"{out}: another render works here; waiting for it to end")
        try:
            lock.acquire(timeout=WAIT)
        except Timeout:
            raise PublishError(
                f"{out}: another render has worked here for {WAIT / 60:.0f} minutes; "
                "end it or choose another --out"
            ) from None
    try:
        yield
    finally:
        lock.release()
