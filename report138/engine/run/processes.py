"""Find and end every process that a kernel started, wherever it went.

A process may leave its parent, its group and its session; the mark in its environment stays.
"""

import os
import time
from contextlib import suppress

import psutil

from report138.engine.run import marks

PATIENCE = 10.0  # seconds; what is killed is gone at once, unless it waits for a disk
PAUSE = 0.05


def find_family(root: psutil.Process | None, name: str, mark: str) -> list[psutil.Process]:
    """Return the living processes below a root, in its session, or with `name=mark` around them.

    A mark that is none would be that of every process: it raises ValueError.
    """
    if not (isinstance(mark, str) and marks.FORM.fullmatch(mark)):
        raise ValueError(f"{mark!r} is no mark")
    family = dict.fromkeys(find_descendants(root)) if root else {}
    for process in psutil.process_iter():
        if process not in family and _belongs(process, root, name, mark):
            family[process] = None
    family.pop(psutil.Process(), None)
    return [process for process in family if _is_alive(process)]


def find_descendants(root: psutil.Process) -> list[psutil.Process]:
    """Return a process and what it started, as far as each one's parent still lives."""
    try:
        return [root, *root.children(recursive=True)]
    except psutil.Error:
        return []


def _belongs(process: psutil.Process, root: psutil.Process | None, name: str, mark: str) -> bool:
    try:
        if root and hasattr(os, "getsid") and os.getsid(process.pid) == root.pid:
            return True
        return process.environ().get(name) == mark
    except (psutil.Error, OSError):  # another user's, or gone meanwhile
        return False


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def end_family(root: psutil.Process | None, name: str, mark: str) -> bool:
    """Kill a family; halt it first, so that nothing forks away meanwhile.  Return whether all is gone."""
    end = time.monotonic() + PATIENCE
    halted = dict.fromkeys([root] if root else [])
    for process in halted:
        _signal(process, "suspend")
    while family := find_family(root, name, mark):
        if time.monotonic() > end:
            return False
        fresh = [process for process in family if process not in halted]
        for process in fresh:
            _signal(process, "suspend")
        halted |= dict.fromkeys(fresh)
        if fresh:  # what it forked before it was halted is found while its parent lives
            continue
        for process in halted:
            _signal(process, "kill")
        psutil.wait_procs(list(halted), timeout=PAUSE)
    return True


def _signal(process: psutil.Process, step: str) -> None:
    with suppress(psutil.Error, OSError):  # gone meanwhile
        getattr(process, step)()


def measure_memory(family: list[psutil.Process], limit: int) -> int:
    """Return the resident memory of a family in bytes, exactly only where it may be too much.

    The plain sum counts pages that forked processes share once for each; where the system can
    tell (Linux), shared pages are then divided among those that share them.
    """
    plain = sum(_read(process, "memory_info", "rss") for process in family)
    if plain <= limit or len(family) < 2:
        return plain
    return sum(_read(process, "memory_full_info", "pss", "rss") for process in family)


def _read(process: psutil.Process, function: str, *fields: str) -> int:
    try:
        facts = getattr(process, function)()
    except psutil.Error:
        return 0
    return next(getattr(facts, field) for field in fields if hasattr(facts, field))
