"""A Dask cluster on this machine: a scheduler and workers, each a process, all ended in the end."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from commands import ROOT
from one_notebook import make_job, write_notebook

from report138.engine.plan.job import Job

LONG = 120.0  # seconds that anything here may take on a busy machine

STATED = """\
from report138.view import figures, sentences
from report138.view.report import start
report = start(framework, language)
"""
# A document that says who renders it, and goes on when it may.
WAITING = """\
import os, time
from pathlib import Path
def find_parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
folder = Path(FOLDER)
process = find_parent(os.getpid())
(folder / "pids.new").write_text(f"{find_parent(process)} {process} {os.getpid()}")
(folder / "pids.new").rename(folder / "pids")
while not (folder / "go on").exists():
    time.sleep(0.05)
"""


def make(folder: Path, name: str, *sources: str) -> Job:
    """Make the job of a one-notebook report in every format."""
    path = write_notebook(folder / f"{name}.ipynb", *sources)
    declared = 'language: str = \\"zh\\"'
    text = path.read_text().replace(declared, f'{declared}\\nframework: str = \\"\\"')
    path.write_text(text)
    job = make_job(path, folder, ("html", "ipynb"))
    return replace(job, parameters={"language": "en", "framework": str(folder)})


def wait_for(happened: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + LONG
    while not happened():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs, and is not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@dataclass
class Cluster:
    """A scheduler, its address, and the processes of the cluster."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def temporary(self) -> Path:
        """Where its workers make their temporary folders."""
        return self.folder / "tmp"

    def start(self, program: str, *options: str, path: Path | None = None) -> int:
        """Start a scheduler or worker; `path` comes before all that it could import."""
        self.temporary.mkdir(exist_ok=True)
        env = os.environ | {"TMPDIR": str(self.temporary)}
        env |= {"PYTHONPATH": os.pathsep.join([str(path), str(ROOT)])} if path else {}
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *options]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env=env, cwd=self.folder, **quiet)
        self.processes.append(process)
        return process.pid

    def add_worker(self, *options: str, path: Path | None = None) -> int:
        """Add a worker with one thread, in one process; wait until the scheduler has it."""
        before = self.count()
        basic = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--host", "127.0.0.1")
        pid = self.start("worker", self.address, *basic, *options, path=path)
        wait_for(lambda: self.count() > before, "a worker")
        return pid

    def count(self) -> int:
        """Return how many workers the scheduler has."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            return len(client.nthreads())

    def end(self) -> None:
        """End all processes."""
        for process in reversed(self.processes):
            process.send_signal(signal.SIGKILL)
            process.wait()


@contextmanager
def open_cluster() -> Iterator[Cluster]:
    """Start a scheduler, in a folder with a short path; end the cluster and it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="c", dir="/tmp"))
    cluster = Cluster(folder)
    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter")
    try:
        cluster.start("scheduler", *options, "--scheduler-file", str(file))
        wait_for(lambda: file.exists() and "address" in file.read_text(), "the scheduler")
        cluster.address = json.loads(file.read_text())["address"]
        yield cluster
    finally:
        cluster.end()
        shutil.rmtree(folder)


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A scheduler without workers, which a test may break."""
    with open_cluster() as made:
        yield made


def make_other_code(folder: Path) -> Path:
    """Copy the package with a comment more; return the folder to import it from."""
    shutil.copytree(ROOT / "report138", folder / "report138")
    with (folder / "report138" / "look.py").open("a") as file:
        file.write("# another version\n")
    return folder


def make_other_package(folder: Path) -> Path:
    """Make a folder that has jinja2 look as if it were of another version."""
    info = folder / "jinja2-0.0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: jinja2\nVersion: 0.0.1\n")
    return folder
