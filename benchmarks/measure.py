"""Run a command as a process of its own: how long it takes, and how much memory its tree holds."""

import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Result:
    """Wall-clock seconds, and the memory of all its processes in MB: highest, and in the second half.

    The second is the median of the looks after half of the time.  Memory is proportional (PSS): a
    page that processes share counts once.  To look at it costs a tenth of the time, so a run is
    either timed or weighed.
    """

    seconds: float
    peak_mb: float = 0.0
    late_mb: float = 0.0


def run(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, look: float = 0.0
) -> Result:
    """Run a command to its end, and weigh it every `look` seconds, if at all.

    Stops the bench with the command's words if it fails.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        env=dict(environment),
        cwd=folder,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        looks, ended = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, looks, ended, look))
        watcher.start()
        words, _ = process.communicate()
        seconds = time.perf_counter() - started
        ended.set()
        watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{words}")
    return Result(seconds, max(looks), statistics.median(looks[len(looks) // 2 :]))


def _watch(pid: int, looks: list[float], ended: threading.Event, look: float) -> None:
    while look and not ended.wait(look):
        looks.append(_measure_tree(pid))


def _measure_tree(pid: int) -> float:
    total = 0
    try:
        tree = [psutil.Process(pid)]
        tree += tree[0].children(recursive=True)
    except psutil.Error:
        return 0.0
    for process in tree:
        try:
            facts = process.memory_full_info()
        except psutil.Error:
            continue
        total += getattr(facts, "pss", facts.rss)
    return total / 1e6


def add(results: Sequence[Result]) -> Result:
    """Return what commands took that ran one after the other."""
    return Result(sum(item.seconds for item in results), max(item.peak_mb for item in results))


def get_median(results: Sequence[Result]) -> float:
    """Return the median of the seconds."""
    return statistics.median(item.seconds for item in results)


def show(results: Sequence[Result]) -> str:
    """Show the median and the spread of the seconds."""
    seconds = [item.seconds for item in results]
    low, high = min(seconds), max(seconds)
    spread = f" ({low:.2f}–{high:.2f})" if len(seconds) > 1 else ""
    return f"{get_median(results):.2f} s{spread}"
