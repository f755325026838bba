"""Warm kernels: forked for one document each, like plain ones, and gone when their run is."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from report138.render.errors import NotebookError
from report138.render.execute import execute, open_work_folder
from report138.render.jobs import Job, Request, plan_jobs
from report138.render.limits import Limits
from report138.render.plan import ReportPlan
from report138.render.rendering import render_document
from report138.warm import pool
from report138.warm.pool import get_source, keep_warm, take_kernel

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PATIENCE = 20  # seconds; nothing here is a matter of speed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm kernels are for Linux")


@pytest.fixture(scope="module")
def source() -> Iterator[pool.Source]:
    """A fork server for the tests of this file."""
    with keep_warm() as started:
        assert started is not None
        yield started


def run(folder: Path, *cells: str, **options: Any) -> list[str]:
    """Run cells as the document of a job; return what each printed."""
    path = folder / f"n{len(list(folder.glob('*.ipynb')))}.ipynb"
    code = [new_code_cell(cell) for cell in cells]
    nbformat.write(new_notebook(cells=[new_markdown_cell("# T"), *code], metadata=KERNEL), path)
    plan = ReportPlan("r", (path,), {"en": "", "zh": ""}, ("html",), {}, {})
    job = Job(plan, "tiny", folder, "en", ("html",), {"language": "en"})
    with open_work_folder() as work:
        executed = execute(job, work, lambda *_: None, **options)
    return [
        "".join(output.get("text", "") for output in cell.outputs).strip()
        for cell in executed.cells
        if cell.cell_type == "code" and "injected-parameters" not in cell.metadata.tags
    ]


def wait_until(condition: Any) -> bool:
    """Wait for something that another process does."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


PARENT = "import psutil; print(psutil.Process().parent().cmdline()[2])"


def test_a_kernel_comes_from_the_server(source: pool.Source, tmp_path: Path) -> None:
    """The parent of the notebook's process is the fork server, and pandas is there already."""
    early = "import sys; print('pandas' in sys.modules)"
    assert run(tmp_path, early, PARENT) == ["True", "report138.warm.server"]


def test_nothing_of_one_document_is_in_the_next(source: pool.Source, tmp_path: Path) -> None:
    """Module state, variables, working folder, environment, warnings and names stay apart."""
    leave = """
import os, sys, warnings, pandas, matplotlib
import report138.look as look
look.INK = "changed"; pandas.left = 1; matplotlib.rcParams["font.size"] = 99
os.environ["LEFT"] = "1"; os.chdir("/"); sys.path.insert(0, "/left"); left = 1
sys.modules["left"] = sys; warnings.simplefilter("error"); os.umask(0)
"""
    look = """
import os, sys, pandas, matplotlib
import report138.look as look
print(look.INK != "changed", hasattr(pandas, "left"), matplotlib.rcParams["font.size"] == 99)
print("LEFT" in os.environ, os.getcwd() == "/", "/left" in sys.path, "left" in globals())
print("left" in sys.modules, os.umask(0o22) == 0)
"""
    clean = run(tmp_path, look)
    run(tmp_path, leave)
    assert (
        run(tmp_path, look) == clean == ["True False False\nFalse False False False\nFalse False"]
    )


def test_a_kernel_is_what_a_plain_one_is(
    source: pool.Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arguments, path, folder, signals, threads to come and the inline backend are the same."""
    monkeypatch.setenv("FOR_NOTEBOOKS", "yes")
    ask = """
import os, signal, sys, threading
print(os.path.basename(sys.argv[0]), sys.argv[1], sys.path, os.getcwd(), sys.flags)
print(signal.getsignal(signal.SIGCHLD), os.getpgid(0) == os.getpid(), sys.stdin.__class__)
own = ("_", "REPORT138_DOCUMENT")  # the second marks each document's processes by chance
print(sorted(item for item in os.environ.items() if item[0] not in own))
import subprocess; print(subprocess.run(["false"]).returncode, sys.stdin.read())
import matplotlib.pyplot; print(matplotlib.get_backend())
import multiprocessing; print(multiprocessing.get_start_method(), __name__)
"""
    warm = run(tmp_path, PARENT, ask)
    pool.join(None)
    try:
        plain = run(tmp_path, PARENT, ask)
    finally:
        pool.join(source)
    assert warm[0] != plain[0]
    assert warm[1] == plain[1]


def test_a_document_is_the_same_bytes(source: pool.Source) -> None:
    """A brief rendered in a warm kernel and in a plain one: page and PDF are equal."""
    (job,), _ = plan_jobs(
        Request(Path("out"), ("brief",), languages=("zh",), assignments=("element=S1",))
    )
    warm = render_document(job, Path("out"), lambda *_: None)
    pool.join(None)
    try:
        plain = render_document(job, Path("out"), lambda *_: None)
    finally:
        pool.join(source)
    assert list(warm) == [f"{job.stem}.html", f"{job.stem}.pdf"]
    assert warm == plain


def test_chance_differs_between_kernels(source: pool.Source, tmp_path: Path) -> None:
    """No two documents draw the same numbers from unseeded generators."""
    draw = "import random, numpy; print(random.random(), numpy.random.random(), numpy.random.default_rng().random())"
    first, second = run(tmp_path, draw)[0].split(), run(tmp_path, draw)[0].split()
    assert not set(first) & set(second)


@pytest.mark.parametrize("name", ["PYTHONHASHSEED", "PYTHONPATH", "MPLBACKEND", "OMP_NUM_THREADS"])
def test_what_acts_at_the_start_makes_a_plain_kernel(
    source: pool.Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A variable that a forked process would read too late is obeyed by starting a new one."""
    monkeypatch.setenv(name, {"PYTHONPATH": str(tmp_path), "MPLBACKEND": "agg"}.get(name, "3"))
    ask = f"import os; print(os.environ['{name}'])"
    parent, value = run(tmp_path, PARENT, ask)
    assert (parent == "report138.warm.server", value) == (False, os.environ[name])


def test_another_folder_makes_a_plain_kernel(
    source: pool.Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run in a folder that the server does not know (a matplotlibrc may be there) is plain."""
    monkeypatch.chdir(tmp_path)
    parent, here = run(tmp_path, PARENT, "import os; print(os.getcwd())")
    assert (parent == "report138.warm.server", here) == (False, str(tmp_path))


def test_only_this_pythons_kernel_is_warm(source: pool.Source) -> None:
    """The command line of another interpreter or kernel is never answered with a fork."""
    environment = dict(os.environ)
    for command in (
        ["/usr/bin/other", "-m", "ipykernel_launcher", "-f", "x"],
        [sys.executable, "-m", "bash_kernel", "-f", "x"],
        [sys.executable, "-I", "-m", "ipykernel_launcher", "-f", "x"],
    ):
        assert take_kernel(command, environment, None) is None


@pytest.fixture
def apart() -> Iterator[None]:
    """This process without its fork server, for the length of a test."""
    held = get_source()
    pool.join(None)
    yield
    pool.join(held)


def find_servers() -> set[psutil.Process]:
    """Return the fork servers that this process has started."""
    return {
        child for child in psutil.Process().children() if "report138.warm.server" in child.cmdline()
    }


def test_a_dead_server_is_no_failure(apart: None, tmp_path: Path) -> None:
    """When the server was killed, the document is rendered in a plain kernel."""
    before = find_servers()
    with keep_warm():
        (server,) = find_servers() - before
        server.kill()
        server.wait(PATIENCE)
        assert run(tmp_path, PARENT) != ["report138.warm.server"]


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
        assert run(tmp_path, PARENT) != ["report138.warm.server"]


def test_the_server_holds_no_open_file(source: pool.Source, tmp_path: Path) -> None:
    """An open font would be shared by all kernels, and read by two at the same time."""
    ask = "import psutil; print([file.path for file in psutil.Process().parent().open_files()])"
    assert run(tmp_path, ask) == ["[]"]


def test_the_server_has_one_thread(source: pool.Source, tmp_path: Path) -> None:
    """A fork keeps only the thread that forks, so there must be no other."""
    ask = "import psutil; print(psutil.Process().parent().num_threads())"
    assert run(tmp_path, ask) == ["1"]


def test_a_failing_cell_ends_its_kernel(source: pool.Source, tmp_path: Path) -> None:
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


def test_what_a_notebook_started_ends_with_it(source: pool.Source, tmp_path: Path) -> None:
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
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from report138.render import jobs as jobs_module
from report138.render.build import build
from report138.render.jobs import Job, Request
from report138.render.plan import ReportPlan
folder = Path(sys.argv[1])
plan = ReportPlan("r", (folder / "slow.ipynb",), {{"en": "", "zh": ""}}, ("html",), {{}}, {{}})
jobs = [Job(plan, name, folder, "en", ("html",), {{"language": "en"}}) for name in ("a", "b")]
list(build(jobs, Request(folder / "out", jobs=int(sys.argv[2])), lambda *_: None))
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_run_leaves_nothing(tmp_path: Path, jobs: str, number: int) -> None:
    """However a run ends, its server, workers, kernels and folders end with it."""
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
            RUNNER.format(tests=str(Path(__file__).parent)),
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
        assert wait_until(lambda: not list(temporary.glob("r138-*")))
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
    assert get_source() is None


def test_elsewhere_kernels_are_plain(
    apart: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another system no server is started, and documents come out all the same."""
    monkeypatch.setattr(sys, "platform", "darwin")
    with keep_warm() as started:
        assert started is None
        assert run(tmp_path, "print(1)") == ["1"]


def test_a_kernel_is_held_like_a_process(source: pool.Source) -> None:
    """It can be asked whether it runs, told to end, and waited for."""
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(source.folder / "c.json")]
    kernel = take_kernel(command, dict(os.environ), None)
    assert kernel is not None
    assert kernel.poll() is None
    kernel.terminate()
    assert kernel.wait() == -signal.SIGTERM
    assert kernel.poll() == -signal.SIGTERM
    kernel.kill()  # of one that has ended: no error
