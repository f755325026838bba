"""What a notebook starts is ended with its kernel, whichever way it tries to leave."""

import secrets
import shutil
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import psutil
import pytest
from warm_run import run, wait_until

from report138.engine.run.warm import pool
from report138.engine.run.warm.pool import get_kernel_server, keep_warm

SLEEP = shutil.which("sleep")
LEAVE = """
import os, time
if os.fork() == 0:
    if {session}:
        os.setsid()
    if {parent} and os.fork():
        os._exit(0)
    os.execve({sleep!r}, ["sleep", {seconds!r}], {{}} if {mark} else os.environ)
time.sleep(0.3)  # the cell ends after that
"""

LOOK = """
import psutil
found = psutil.process_iter(["cmdline"])
print(any(process.info["cmdline"] == ["sleep", {seconds!r}] for process in found))
"""

WAYS = ("parent", "session", "mark")
# What wipes out every trace can be told from others below a warm kernel only.
CASES = [
    pytest.param(kind, left, id=f"{kind}, leaves {' and '.join(left) or 'nothing'}")
    for kind in ("warm", "plain")
    for count in range(len(WAYS) + (kind == "warm"))
    for left in combinations(WAYS, count)
]

pytestmark = pytest.mark.skipif(SLEEP is None or sys.platform == "win32", reason="needs sleep")


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> Iterator[str]:
    """Kernels from a fork server, or plain ones."""
    held = get_kernel_server()
    pool.join(None)
    if request.param == "plain":
        yield "plain"
    elif sys.platform != "linux":
        pytest.skip("warm kernels are for Linux")
    else:
        with keep_warm():
            yield "warm"
    pool.join(held)


def list_sleepers(seconds: str) -> list[psutil.Process]:
    """List the processes that sleep for so long."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if process.info["cmdline"] == ["sleep", seconds]
    ]


@pytest.mark.parametrize(("kind", "left"), CASES, indirect=["kind"])
def test_what_leaves_is_ended(kind: str, left: tuple[str, ...], tmp_path: Path) -> None:
    """A process is found by its parents, its session, or the mark in its environment."""
    seconds = f"60.{secrets.randbelow(10**9):09d}"
    ways = {way: way in left for way in WAYS}
    look = LOOK.format(seconds=seconds)
    _, there = run(tmp_path, LEAVE.format(sleep=SLEEP, seconds=seconds, **ways), look)
    assert there == "True"
    assert wait_until(lambda: not list_sleepers(seconds))
