"""What a run starts before it has read its plan, and what its workers are forked with."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from warm_run import run

from report138.engine.documents.prestart import prestart
from report138.engine.publish.destination import Url
from report138.engine.run.warm import pool
from report138.engine.run.warm.pool import get_kernel_server, keep_warm

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm kernels are for Linux")


def are_started(out: Any, **options: Any) -> bool:
    """Tell whether kernels warm up for a run with these options."""
    defaults = {"force": False, "dask": "", "fonts": (), "jobs": 1, "languages": ()}
    with prestart({"out": out, **defaults, **options}):
        return get_kernel_server() is not None


def test_kernels_warm_up_where_nothing_was_rendered(tmp_path: Path) -> None:
    """An output folder that is not there yet needs every document."""
    assert are_started(tmp_path / "new")


def test_nothing_is_started_for_what_may_be_there(tmp_path: Path) -> None:
    """A folder with a manifest may need nothing, unless all is forced."""
    (tmp_path / "manifest.json").touch()
    assert not are_started(tmp_path)
    assert are_started(tmp_path, force=True)


@pytest.mark.parametrize(
    "options", [{"out": Url("s3://b/f")}, {"dask": "tcp://h:1"}, {"fonts": ("f",)}], ids=str
)
def test_nothing_is_started_for_other_places(tmp_path: Path, options: dict[str, Any]) -> None:
    """Not for a remote place, nor for a cluster, nor with fonts that are not known yet."""
    assert not are_started(**{"out": tmp_path / "new", **options})


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The fork servers that a test starts, as they are started."""
    start, servers = pool._start_server, []

    def note(folder: Path, environment: Any) -> Any:
        process, keepalive = start(folder, environment)
        servers.append(process)
        return process, keepalive

    monkeypatch.setattr(pool, "_start_server", note)
    return servers


def test_a_server_that_warms_up_ends_at_once(started: list[subprocess.Popen[bytes]]) -> None:
    """A mistake in the command is not told after all has been imported, for nothing."""
    with keep_warm() as source:
        pass
    assert started[0].returncode == -signal.SIGTERM
    assert not source.folder.exists()


def test_a_warm_server_ends_in_order(
    started: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    """Once it has kernels it ends them first: no signal ends it before."""
    with keep_warm():
        run(tmp_path, "pass")
    assert started[0].returncode == 0


def test_what_is_set_up_for_workers_has_one_thread() -> None:
    """A fork keeps only the thread that forks, so there must be no other."""
    count = (
        "import os, report138.engine.documents.preload; print(len(os.listdir('/proc/self/task')))"
    )
    done = subprocess.run([sys.executable, "-c", count], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
