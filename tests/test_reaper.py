"""An interrupted run of the tests leaves no process behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from house import wait_for
from lab_server import SECONDS

TESTS = Path(__file__).parent
PATHS = os.pathsep.join([str(TESTS), str(TESTS.parent)])

pytestmark = pytest.mark.skipif(os.name != "posix", reason="ends processes by signals")

# Deaf to all that can be ignored, and in a session of its own, as a server in the background.
DEAF = """\
import signal, subprocess, sys, time
CODE = '''
import os, signal, sys, time
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
open(sys.argv[1] + ".new", "w").write(str(os.getpid()))
os.replace(sys.argv[1] + ".new", sys.argv[1])
time.sleep(600)
'''
def test_that_hangs(tmp_path):
    subprocess.Popen([sys.executable, "-c", CODE, PID_FILE], start_new_session=True)
    time.sleep(600)
"""
SERVER = """\
import time
from pathlib import Path
from lab_server import serve
def test_that_hangs(tmp_path):
    with serve(tmp_path, tmp_path) as lab:
        Path(PID_FILE).write_text(str(lab.process))
        time.sleep(600)
"""


def interrupt(folder: Path, code: str, number: int) -> int:
    """Send a signal to a pytest whose only test hangs; return the process id that it noted."""
    note = folder / "pid"
    (folder / "conftest.py").write_text("from reaper import pytest_configure\n")
    (folder / "test_hanging.py").write_text(code.replace("PID_FILE", repr(str(note))))
    session = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": PATHS},
        stdout=subprocess.DEVNULL,
        # a shell that runs the tests in the background has it ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        wait_for(lambda: note.exists() and note.read_text(), "the test hangs", SECONDS)
        session.send_signal(number)
        session.wait(60)
    finally:
        session.kill()
    return int(note.read_text())


def is_gone(pid: int) -> bool:
    """Return whether a process has ended, whether or not anyone has collected its status."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_no_process(tmp_path: Path, number: int) -> None:
    """Not even one that ignores signals and is in a session of its own."""
    pid = interrupt(tmp_path, DEAF, number)
    wait_for(lambda: is_gone(pid), "the process ends")


@pytest.mark.slow
def test_an_interrupted_run_leaves_no_server(tmp_path: Path) -> None:
    """JupyterLab ends with the pytest that started it."""
    pytest.importorskip(
        "jupyterlab", reason="JupyterLab is not installed: it is in the extra `lab`"
    )
    pid = interrupt(tmp_path, SERVER, signal.SIGTERM)
    wait_for(lambda: is_gone(pid), "JupyterLab ends")
