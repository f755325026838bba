"""Start the process of a run, follow its events, and leave nothing of it behind."""

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from report138.engine.documents.own_code import make_paths
from report138.engine.run import marks
from report138.engine.run.failures import describe_status
from report138.engine.run.processes import end_family
from report138.engine.run.scratch import FOLDERS

PULSE = 0.25  # seconds between two looks at whether to stop
GRACE = 20.0  # seconds that a run's process has to end in after SIGTERM
# Seconds without news, beyond the limit of a document, after which a run counts as stuck: the
# largest report tried needs about 200 to be set.
SILENCE = 1200.0
TAIL = 2000  # characters of what a crashed process printed last

Event = dict[str, Any]


@dataclass
class Result:
    """What became of one try: error and kind of the whole, and failures of documents."""

    kind: str = "crash"  # "" when the process came to its end; data, publishing, crash, stopped
    error: str = ""
    retryable: bool = True
    documents: dict[str, int] = field(default_factory=dict)  # how many by status
    failures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Return whether the run ended and no document failed."""
        return not self.kind and not self.failures

    @property
    def worth_another_try(self) -> bool:
        """Return whether something failed that can pass."""
        if self.kind:
            return self.retryable
        return any(failure["retryable"] for failure in self.failures)

    def take(self, event: Event) -> None:
        """Add what an event says."""
        if event["event"] == "document":
            self.documents[event["status"]] = self.documents.get(event["status"], 0) + 1
            if event["status"] == "failed":
                kept = ("name", "error", "retryable")
                self.failures.append({name: event[name] for name in kept})
        elif event["event"] == "end":
            self.kind, self.error, self.retryable = (
                event[k] for k in ("kind", "error", "retryable")
            )


def make_environment(run: str, folder: Path) -> dict[str, str]:
    """Return the environment of a run's process: its mark, its folder, and the code that runs here."""
    folders = dict.fromkeys(FOLDERS, str(folder))
    return {**make_paths(), marks.RUN: run, **folders}


def supervise_run(
    run: str,
    folder: Path,
    options: dict[str, Any],
    on_event: Callable[[Event], None],
    is_stopping: Callable[[], bool],
) -> Result:
    """Render in a process of its own; however it ends, its processes and files are gone afterwards."""
    silence = SILENCE + (options.get("timeout") or 0)
    result = Result()
    with (folder / "log").open("w+b") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "report138.engine.schedule.run_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=make_environment(run, folder),
            start_new_session=True,  # a Ctrl-C is for the service, which then ends the run
        )
        try:
            process.stdin.write(json.dumps(options).encode() + b"\n")
            process.stdin.flush()
            for event in _follow(process, silence, is_stopping):
                result.take(event)
                on_event(event)
        except OSError:  # it died before it read its options
            pass
        finally:
            _end(process, run)
        if result.kind == "crash":
            result.error = result.error or _explain_crash(process, log)
    return result


def _follow(
    process: subprocess.Popen[bytes], silence: float, is_stopping: Callable[[], bool]
) -> Iterator[Event]:
    """Yield the events of a run until it ends, is silent for too long, or the schedule stops."""
    lines: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
    end = time.monotonic() + silence
    while True:
        try:
            line = lines.get(timeout=PULSE)
        except queue.Empty:
            if is_stopping():
                yield _make_end("stopped", "the schedule was ended")
                return
            if time.monotonic() > end:
                yield _make_end("crash", f"the run reported nothing for {silence:.0f} s: ended")
                return
            continue
        if not line:
            return
        end = time.monotonic() + silence
        try:
            yield json.loads(line)
        except ValueError:  # cut off when it was killed
            return


def _make_end(kind: str, error: str) -> Event:
    return {"event": "end", "kind": kind, "error": error, "retryable": True}


def _read(channel: IO[bytes], lines: queue.Queue[bytes]) -> None:
    for line in channel:
        lines.put(line)
    lines.put(b"")


def _end(process: subprocess.Popen[bytes], run: str) -> None:
    """End a run's process: let it clean up, then kill everything that carries the run's mark."""
    if process.poll() is None:
        try:
            process.wait(PULSE)
        except subprocess.TimeoutExpired:
            process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        with suppress(subprocess.TimeoutExpired):  # such as one that waits for a disk
            process.wait(GRACE)
    end_family(None, marks.RUN, run)
    for channel in (process.stdin, process.stdout):
        with suppress(OSError):
            channel.close()


def _explain_crash(process: subprocess.Popen[bytes], log: IO[bytes]) -> str:
    log.seek(max(0, log.seek(0, os.SEEK_END) - TAIL))
    last = log.read().decode(errors="replace").strip().splitlines()
    return f"the run broke off{describe_status(process.returncode)}" + (
        f"; {last[-1]}" if last else ""
    )


def clean_up(run: str, folder: str | None) -> None:
    """Remove the processes and files of a run whose service was killed."""
    end_family(None, marks.RUN, run)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
