"""Warm kernels where there can be none, and that they are gone when their document or run is."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from warm_run import KERNEL, PARENT, PATIENCE, run, wait_until

from report138.engine.errors import NotebookError
from report138.engine.run.folders import remove_if_left
from report138.engine.run.limits import Limits
from report138.engine.run.warm import pool
from report138.engine.run.warm.pool import get_kernel_server, keep_warm

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm kernels are for Linux")


@pytest.fixture
def apart() -> Iterator[None]:
    """This process without its fork server, for the length of a test."""
    held = get_kernel_server()
    pool.join(None)
    yield
    pool.join(held)


def find_servers() -> set[psutil.Process]:
    """Return the fork servers that this process has started."""
    return {
        child
        for child in psutil.Process().children()
        if "report138.engine.run.warm.server" in child.cmdline()
    }


def test_a_dead_server_is_no_failure(apart: None, tmp_path: Path) -> None:
    """When the server was killed, the document is rendered in a plain kernel."""
    before = find_servers()
    with keep_warm():
        assert wait_until(lambda: find_servers() - before)  # its command line comes a little later
        (server,) = find_servers() - before
        server.kill()
        server.wait(PATIENCE)
        assert run(tmp_path, PARENT) != ["report138.engine.run.warm.server"]


def test_a_server_that_cannot_start_is_no_failure(
    apart: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When Python itself does not come up in the server, kernels are plain."""
    start = subprocess.Popen
    monkeypatch.setattr(
        pool.subprocess, "Popen", lambda command, **options: start(["false"], **options)
    )
    with keep_warm():
        monkeypatch.undo()
        assert run(tmp_path, PARENT) != ["report138.engine.run.warm.server"]


def test_the_server_holds_no_open_file(fork_server: pool.KernelServer, tmp_path: Path) -> None:
    """An open font would be shared by all kernels, and read by two at the same time."""
    ask = "import psutil; print([file.path for file in psutil.Process().parent().open_files()])"
    assert run(tmp_path, ask) == ["[]"]


def test_the_server_has_one_thread(fork_server: pool.KernelServer, tmp_path: Path) -> None:
    """A fork keeps only the thread that forks, so there must be no other."""
    ask = "import psutil; print(psutil.Process().parent().num_threads())"
    assert run(tmp_path, ask) == ["1"]


def test_a_failing_cell_ends_its_kernel(fork_server: pool.KernelServer, tmp_path: Path) -> None:
    """After an error, a kernel that dies, and one that hangs, nothing runs on."""
    note = tmp_path / "pid"
    start = f"import os, pathlib; pathlib.Path({str(note)!r}).write_text(str(os.getpid()))\n"
    for cell, options in (
        ("raise ValueError('no')", {}),
        ("os.kill(os.getpid(), 9)", {}),
        ("import time; time.sleep(600)", {"limits": Limits(seconds=2)}),
    ):
        with pytest.raises(NotebookError):
            run(tmp_path, start + cell, **options)
        assert wait_until(lambda: not is_running(int(note.read_text())))


def test_what_a_notebook_started_ends_with_it(
    fork_server: pool.KernelServer, tmp_path: Path
) -> None:
    """A child that a cell left running is in the kernel's group and is killed with it."""
    start = "import subprocess; print(subprocess.Popen(['sleep', '600']).pid)"
    (child,) = run(tmp_path, start)
    assert wait_until(lambda: not is_running(int(child)))


def count_kernels() -> int:
    """Count the processes that descend from this one, kernels and spare ones included."""
    return len(psutil.Process().children(recursive=True))


def is_running(pid: int) -> bool:
    """Tell whether a process is there and not a zombie."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


RUNNER = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
from pathlib import Path
sys.path.insert(0, {tests!r})
from report138.engine.documents.build import build
from report138.engine.documents.options import RenderOptions
from report138.engine.plan.catalog import Framework
from report138.engine.plan.job import Job
from report138.engine.publish.destination import Destination
from report138.engine.plan.reports_yaml import ReportPlan
folder = Path(sys.argv[1])
plan = ReportPlan("r", (folder / "slow.ipynb",), {{"en": "", "zh": ""}}, ("html",), {{}}, {{}})
jobs = [
    Job(plan, Framework(name, folder), "en", ("html",), {{"language": "en"}}) for name in ("a", "b")
]
options = RenderOptions(jobs=int(sys.argv[2]))
list(build(jobs, options, Destination(folder / "out"), lambda *_: None))
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_run_leaves_nothing(tmp_path: Path, jobs: str, number: int) -> None:
    """However a run ends, its server, workers, kernels and their folders end with it.

    The copy of its data goes with the next run.
    """
    marker = tmp_path / "begun"
    cell = f"import time, pathlib; pathlib.Path({str(marker)!r}).touch(); time.sleep(600)"
    nbformat.write(
        new_notebook(cells=[new_code_cell(cell)], metadata=KERNEL), tmp_path / "slow.ipynb"
    )
    temporary = Path(tempfile.mkdtemp(dir="/tmp"))  # short, or sockets would go elsewhere
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            RUNNER.format(tests=str(Path(__file__).parents[2])),
            str(tmp_path),
            jobs,
        ],
        env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert wait_until(marker.exists)
        family = psutil.Process(process.pid).children(recursive=True)
        assert len(family) >= 2
        assert list(temporary.glob("r138-*"))
        send = os.killpg if number == signal.SIGINT else os.kill  # Ctrl-C is for the group
        send(process.pid, number)
        process.wait(PATIENCE)
        assert wait_until(lambda: not any(is_running(child.pid) for child in family))
        assert wait_until(lambda: all((f / "notebooks").is_dir() for f in temporary.iterdir()))
        for folder in temporary.iterdir():
            remove_if_left(folder)
        assert list(temporary.iterdir()) == []
    finally:
        process.kill()
        shutil.rmtree(temporary)


def test_a_run_leaves_no_process_and_no_folder(apart: None, tmp_path: Path) -> None:
    """After a run that ends well, the server is gone and so is its folder."""
    before = count_kernels()
    with keep_warm() as started:
        assert started is not None
        run(tmp_path, "print(1)")
        assert started.folder.exists()
    assert not started.folder.exists()
    assert wait_until(lambda: count_kernels() <= before)
    assert get_kernel_server() is None


def test_elsewhere_kernels_are_plain(
    apart: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another system no server is started, and documents come out all the same."""
    monkeypatch.setattr(sys, "platform", "darwin")
    with keep_warm() as started:
        assert started is None
        assert run(tmp_path, "print(1)") == ["1"]
