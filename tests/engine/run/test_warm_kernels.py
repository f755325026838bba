"""Warm kernels: forked for one document each, and like plain ones."""

import os
import signal
import sys
from pathlib import Path

import pytest
from planning import plan
from warm_run import PARENT, run

from report138.engine.documents.rendering import render_document
from report138.engine.run.warm import pool
from report138.engine.run.warm.pool import take_kernel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm kernels are for Linux")


def test_a_kernel_comes_from_the_server(fork_server: pool.KernelServer, tmp_path: Path) -> None:
    """The parent of the notebook's process is the fork server, and pandas is there already."""
    early = "import sys; print('pandas' in sys.modules)"
    assert run(tmp_path, early, PARENT) == ["True", "report138.engine.run.warm.server"]


def test_nothing_of_one_document_is_in_the_next(
    fork_server: pool.KernelServer, tmp_path: Path
) -> None:
    """Module state, variables, working folder, environment, warnings and names stay apart."""
    leave = """
import os, sys, warnings, pandas, matplotlib
from report138 import style
style.INK = "changed"; pandas.left = 1; matplotlib.rcParams["font.size"] = 99
os.environ["LEFT"] = "1"; os.chdir("/"); sys.path.insert(0, "/left"); left = 1
sys.modules["left"] = sys; warnings.simplefilter("error"); os.umask(0)
"""
    look = """
import os, sys, pandas, matplotlib
from report138 import style
print(style.INK != "changed", hasattr(pandas, "left"), matplotlib.rcParams["font.size"] == 99)
print("LEFT" in os.environ, os.getcwd() == "/", "/left" in sys.path, "left" in globals())
print("left" in sys.modules, os.umask(0o22) == 0)
"""
    clean = run(tmp_path, look)
    run(tmp_path, leave)
    assert (
        run(tmp_path, look) == clean == ["True False False\nFalse False False False\nFalse False"]
    )


def test_a_kernel_is_what_a_plain_one_is(
    fork_server: pool.KernelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arguments, path, folder, signals, threads to come and the inline backend are the same."""
    monkeypatch.setenv("FOR_NOTEBOOKS", "yes")
    ask = """
import os, signal, sys, threading
print(os.path.basename(sys.argv[0]), sys.argv[1], sys.path, os.getcwd(), sys.flags)
print(*map(signal.getsignal, (signal.SIGCHLD, signal.SIGTERM)), os.getpgid(0) == os.getpid(), sys.stdin.__class__)
# a folder of the run, a mark of the document; and warm kernels do without a debugger
own = ("_", "IPYTHONDIR", "REPORT138_DOCUMENT", "PYDEVD_USE_FRAME_EVAL")
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
        pool.join(fork_server)
    assert warm[0] != plain[0]
    assert warm[1] == plain[1]


def test_a_document_is_the_same_bytes(fork_server: pool.KernelServer) -> None:
    """A brief rendered in a warm kernel and in a plain one: page and PDF are equal."""
    (job,), _ = plan("brief", languages=("zh",), assignments=("element=S1",))
    warm = render_document(job, Path("out"), lambda *_: None)
    pool.join(None)
    try:
        plain = render_document(job, Path("out"), lambda *_: None)
    finally:
        pool.join(fork_server)
    assert list(warm.contents) == [f"{job.stem}.html", f"{job.stem}.pdf"]
    assert warm == plain


def test_chance_differs_between_kernels(fork_server: pool.KernelServer, tmp_path: Path) -> None:
    """No two documents draw the same numbers from unseeded generators."""
    draw = "import random, numpy; print(random.random(), numpy.random.random(), numpy.random.default_rng().random())"
    first, second = run(tmp_path, draw)[0].split(), run(tmp_path, draw)[0].split()
    assert not set(first) & set(second)


@pytest.mark.parametrize("name", ["PYTHONHASHSEED", "PYTHONPATH", "MPLBACKEND", "OMP_NUM_THREADS"])
def test_what_acts_at_the_start_makes_a_plain_kernel(
    fork_server: pool.KernelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A variable that a forked process would read too late is obeyed by starting a new one."""
    monkeypatch.setenv(name, {"PYTHONPATH": str(tmp_path), "MPLBACKEND": "agg"}.get(name, "3"))
    ask = f"import os; print(os.environ['{name}'])"
    parent, value = run(tmp_path, PARENT, ask)
    assert (parent == "report138.engine.run.warm.server", value) == (False, os.environ[name])


def test_another_folder_makes_a_plain_kernel(
    fork_server: pool.KernelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run in a folder that the server does not know (a matplotlibrc may be there) is plain."""
    monkeypatch.chdir(tmp_path)
    parent, here = run(tmp_path, PARENT, "import os; print(os.getcwd())")
    assert (parent == "report138.engine.run.warm.server", here) == (False, str(tmp_path))


def test_only_this_pythons_kernel_is_warm(fork_server: pool.KernelServer) -> None:
    """The command line of another interpreter or kernel is never answered with a fork."""
    environment = {**os.environ, **fork_server.homes}
    for command in (
        ["/usr/bin/other", "-m", "ipykernel_launcher", "-f", "x"],
        [sys.executable, "-m", "bash_kernel", "-f", "x"],
        [sys.executable, "-I", "-m", "ipykernel_launcher", "-f", "x"],
    ):
        assert take_kernel(command, environment, None) is None


def test_a_kernel_is_held_like_a_process(fork_server: pool.KernelServer) -> None:
    """It can be asked whether it runs, told to end, and waited for."""
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(fork_server.folder / "c.json")]
    kernel = take_kernel(command, {**os.environ, **fork_server.homes}, None)
    assert kernel is not None
    assert kernel.poll() is None
    kernel.terminate()
    assert kernel.wait() == -signal.SIGTERM
    assert kernel.poll() == -signal.SIGTERM
    kernel.kill()  # of one that has ended: no error
