"""Hold the kernel of a document to its limits, and leave nothing of it behind."""

import os
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from report138.engine.errors import UsageError
from report138.engine.run import marks
from report138.engine.sizes import format_size

if TYPE_CHECKING:
    import psutil

INTERVAL = 0.2  # seconds between two looks at a kernel and its children
SWEEP = 5  # every so many looks, all processes of the machine: it costs more, 10 ms for 100
# A kernel with pandas and matplotlib holds about 200 MB; below this no report can be made.
MEMORY_MINIMUM = 300_000_000
# A longer message from a kernel, in bytes, is never taken in: its connection is cut.
MESSAGE = 64_000_000
PROCESSES = 200  # as many as a kernel may have, with all it starts
SHARE = 0.75  # of the machine's memory: what a kernel may hold where no limit is named


@dataclass(frozen=True)
class Limits:
    """What the notebooks of one document may use."""

    seconds: float | None = None  # None: as long as it takes
    memory: int | None = None  # bytes, resident; None: a share of the machine's

    def __post_init__(self) -> None:
        """Refuse a limit that no document could keep to."""
        if self.memory is not None and self.memory < MEMORY_MINIMUM:
            raise UsageError(
                f"--memory-limit {format_size(self.memory)}: "
                f"a kernel needs {format_size(MEMORY_MINIMUM)} or more"
            )


USUAL = Limits()


class Guard:
    """Watches one kernel in a thread of its own; ends it, with all it started, past a limit."""

    def __init__(self, limits: Limits) -> None:
        """Count the time from now."""
        self.limits, self.mark = limits, secrets.token_hex(8)
        self.deadline = time.monotonic() + limits.seconds if limits.seconds else None
        self.verdict = ""  # why the kernel was ended, if this ended it
        self.memory = limits.memory or 0  # bytes, known when a kernel is there
        self.kernel: psutil.Process | None = None
        self._ended = False  # with all that it started
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._handle: Any = None  # the kernel's Popen, where it has one

    @property
    def environment(self) -> dict[str, str]:
        """The environment to start a kernel with."""
        return {**os.environ, marks.DOCUMENT: self.mark}

    def watch(self, provisioner: Any) -> None:
        """Begin to watch a kernel that runs, as its provisioner knows it."""
        import psutil

        self._handle = getattr(provisioner, "process", None)
        # of this machine: one of a cluster may have another size
        self.memory = self.limits.memory or int(psutil.virtual_memory().total * SHARE)
        try:
            self.kernel = psutil.Process(provisioner.pid)
        except psutil.NoSuchProcess:  # dead already; its client will notice
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, name="guard", daemon=True)
            self._thread.start()

    @property
    def status(self) -> int | None:
        """The status that the kernel ended with, as Popen has it; None if that is not known."""
        return self._handle.poll() if self._handle else None

    def stop(self, verdict: str) -> None:
        """End the kernel and all it started, for a reason; the first reason counts."""
        self.verdict = self.verdict or verdict
        self.end_kernel()

    def close(self) -> None:
        """Stop watching, and end what the kernel left behind."""
        self._over.set()
        if self._thread:
            self._thread.join()
        self.end_kernel()

    def end_kernel(self) -> None:
        """End the kernel and all it started, unless that has been done."""
        from report138.engine.run.processes import end_family

        self._ended = self._ended or end_family(self.kernel, marks.DOCUMENT, self.mark)

    def _watch(self) -> None:
        from report138.engine.run.processes import find_descendants, find_family

        # where no limit is named it only keeps the machine usable, and costs less
        pace = SWEEP if self.limits == USUAL else 1
        family = [self.kernel]
        for number in count(1):
            if self._over.wait(INTERVAL):
                return
            if number % (SWEEP * pace) == 0:
                family = find_family(self.kernel, marks.DOCUMENT, self.mark)
            elif number % pace == 0:
                known = [process for process in family if process.is_running()]
                family = list(dict.fromkeys([*known, *find_descendants(self.kernel)]))
            verdict = self._judge(family)
            if verdict:
                self.stop(verdict)
                return

    def _judge(self, family: "list[psutil.Process]") -> str:
        """Say which limit is passed, if one is."""
        from report138.engine.run.processes import measure_memory

        if self.deadline and time.monotonic() > self.deadline:
            return f"stopped: the document took longer than {self.limits.seconds:g} s (--timeout)"
        if len(family) > PROCESSES:
            return f"stopped: its kernel started more than {PROCESSES} processes"
        held = measure_memory(family, self.memory)
        if held > self.memory:
            return (
                f"stopped: its kernel held {format_size(held)} of memory, "
                f"more than {format_size(self.memory)} (--memory-limit)"
            )
        return ""


@contextmanager
def guard_kernel(limits: Limits) -> Iterator[Guard]:
    """Guard one kernel as long as it is needed; whatever happens, nothing of it is left."""
    guard = Guard(limits)
    try:
        yield guard
    finally:
        guard.close()
