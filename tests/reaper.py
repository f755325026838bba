"""End what tests have started when pytest ends, however it ends: done, Ctrl-C, SIGTERM or SIGKILL.

A process of its own watches pytest, which cannot clean up once it is killed.  What the tests
started carries a mark in its environment: servers, clusters, kernels, pytest-xdist's workers.
"""

import os
import secrets
import subprocess
import sys
import time

import psutil
import pytest

from report138.engine.run.processes import end_family

MARK = "REPORT138_TESTS"
PAUSE = 0.2
NOTHING = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def pytest_configure(config: pytest.Config) -> None:
    """Mark what this session starts, and start the process that watches it."""
    if hasattr(config, "workerinput"):  # a worker of pytest-xdist carries the mark of its session
        return
    os.environ[MARK] = secrets.token_hex(8)
    command = [sys.executable, __file__, str(os.getpid()), os.environ[MARK]]
    # in a session of its own: Ctrl-C is for pytest
    subprocess.Popen(command, start_new_session=True, **NOTHING)


def watch(parent: int, mark: str) -> None:
    """Wait until the parent is gone, then end everything that carries the mark."""
    while psutil.pid_exists(parent) and (os.name != "posix" or os.getppid() == parent):
        time.sleep(PAUSE)
    end_family(None, MARK, mark)


if __name__ == "__main__":
    watch(int(sys.argv[1]), sys.argv[2])
