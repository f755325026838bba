"""How a document talks to its kernel: by sockets in its folder, or by ports that may be taken."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.connect import LocalPortCache
from nbformat.v4 import new_code_cell, new_notebook
from planning import describe_folder

from report138.engine.documents.rendering import make_run, render_document
from report138.engine.errors import NotebookError
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ReportPlan
from report138.engine.run import kernels
from report138.engine.run.client import GuardedClient
from report138.engine.run.execute import execute, open_work_folder
from report138.engine.run.kernels import holds_sockets

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
ASK = "from ipykernel.connect import get_connection_info\nprint(get_connection_info())"


def make_job(folder: Path, source: str) -> Job:
    """Make the job of a notebook with one cell."""
    path = folder / "n.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(source)], metadata=KERNEL), path)
    report = ReportPlan("n", (path,), {"zh": "", "en": ""}, ("html",), {}, {})
    return Job(report, describe_folder(folder), "en", ("html",))


def run(folder: Path) -> str:
    """Execute a notebook that prints how it is connected; return what it prints."""
    with open_work_folder() as work:
        done = execute(make_run(make_job(folder, ASK)), work, lambda *_: None)
    return done.cells[-1].outputs[0].text


@pytest.fixture
def ports_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose folders hold no sockets."""
    monkeypatch.setattr(kernels, "holds_sockets", lambda _: False)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens at."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.skipif(os.name != "posix", reason="needs sockets that are files")
def test_a_kernel_is_reached_through_its_folder(tmp_path: Path) -> None:
    """No port is opened where files can be sockets."""
    assert '"transport": "ipc"' in run(tmp_path)


def test_without_such_sockets_it_is_reached_through_ports(ports_only: None, tmp_path: Path) -> None:
    """The loopback address, which no other machine can reach."""
    told = run(tmp_path)
    assert '"transport": "tcp"' in told
    assert '"ip": "127.0.0.1"' in told


def lend(monkeypatch: pytest.MonkeyPatch, taken: int, times: int) -> None:
    """Have a taken port chosen for so many kernels, as another program may take one in between."""
    find, left = LocalPortCache.find_available_port, [taken] * times

    def choose(cache: LocalPortCache, address: str) -> int:
        return left.pop() if left else find(cache, address)

    monkeypatch.setattr(LocalPortCache, "find_available_port", choose)


def test_a_port_that_was_taken_is_made_up_for(
    ports_only: None, taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel that could not have it has died; a second one gets others."""
    lend(monkeypatch, taken, 1)
    assert '"transport": "tcp"' in run(tmp_path)


def test_a_second_failure_is_told(
    ports_only: None, taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody tries for ever."""
    lend(monkeypatch, taken, 99)
    with pytest.raises(NotebookError, match="Kernel died"):
        run(tmp_path)


def test_a_kernel_that_dies_while_it_starts_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was killed before it answers costs nothing."""
    connect, killed = GuardedClient._connect, []

    def kill_first(client: GuardedClient) -> Any:
        if not killed:
            killed.append(client.km.provisioner.pid)
            os.kill(killed[0], signal.SIGKILL)
        return connect(client)

    monkeypatch.setattr(GuardedClient, "_connect", kill_first)
    assert run(tmp_path)
    assert killed


def test_what_a_dying_kernel_has_shown_is_kept(tmp_path: Path) -> None:
    """The notebook that is left holds what the cell printed before its kernel died."""
    die = "import os, sys, time\nprint('near the end', flush=True)\ntime.sleep(0.5)\nos._exit(1)"
    with pytest.raises(NotebookError, match="Kernel died"):
        render_document(make_job(tmp_path, die), tmp_path, lambda *_: None)
    (kept,) = (tmp_path / "failed").rglob("*.ipynb")
    assert nbformat.read(kept, as_version=4).cells[-1].outputs[0].text == "near the end\n"


@pytest.mark.skipif(os.name != "posix", reason="needs sockets that are files")
def test_a_folder_says_whether_it_holds_sockets(tmp_path: Path) -> None:
    """A short path does and stays empty; one longer than a socket may have does not."""
    with open_work_folder() as work:
        assert holds_sockets(work)
        assert not list(work.glob("ipc*"))
        deep = work / ("d" * 120)
        deep.mkdir()
        assert not holds_sockets(deep)
