"""A Dask cluster whose workers come, go, stumble and change while documents are rendered."""

import os
import shutil
import signal
import threading
from pathlib import Path

import pytest
import sample

from report138.engine.documents.build import Outcome, build
from report138.engine.documents.options import RenderOptions
from report138.engine.plan.job import Job
from report138.engine.publish.destination import Destination
from report138.engine.publish.manifest import read_manifest

pytest.importorskip("distributed", reason="distributed, of the extra dask, is not installed")

from cluster_sample import LONG, WAITING, Cluster, make, wait_for
from commands import ROOT

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")

STUMBLE = """\
import os, signal
from pathlib import Path
if not Path(MARK).exists():
    Path(MARK).touch()
    os.kill(os.getppid(), signal.SIGKILL)
"""


@pytest.fixture
def waiting(tmp_path: Path) -> Job:
    """A document that goes on when the file `go on` is there, in a folder with a framework."""
    sample.write_tiny(tmp_path)
    return make(tmp_path, "a", WAITING.replace("FOLDER", repr(str(tmp_path))))


class Batch:
    """Documents that are rendered in the background."""

    def __init__(self, jobs: list[Job], out: Path, cluster: Cluster) -> None:
        self.out, self.outcomes, self.jobs = out, {}, jobs
        self.options = RenderOptions(dask=cluster.address)
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        for outcome in build(
            self.jobs, self.options, Destination(self.out), lambda *_: None, lambda _: None
        ):
            self.outcomes[outcome.job.report.name] = outcome

    def finish(self) -> dict[str, Outcome]:
        """Wait for the end."""
        self.thread.join(LONG)
        assert not self.thread.is_alive()
        return self.outcomes


def test_a_process_that_dies_once_is_called_again(own_cluster: Cluster, tmp_path: Path) -> None:
    """What ended it may have passed, as a lack of memory does."""
    sample.write_tiny(tmp_path)
    own_cluster.add_worker()
    job = make(tmp_path, "a", STUMBLE.replace("MARK", repr(str(tmp_path / "mark"))), "print(1)")
    outcome = Batch([job], tmp_path / "out", own_cluster).finish()["a"]
    assert (outcome.status, outcome.error) == ("done", "")
    assert (tmp_path / "mark").exists()


def test_a_document_whose_worker_went_is_given_to_one_that_comes(
    own_cluster: Cluster, tmp_path: Path, waiting: Job
) -> None:
    """The only worker is killed in mid-document, and another joins."""
    own_cluster.add_worker()
    batch = Batch([waiting], tmp_path / "out", own_cluster)
    wait_for((tmp_path / "pids").exists, "the document to begin")
    worker = int((tmp_path / "pids").read_text().split()[0])
    (tmp_path / "pids").unlink()
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: own_cluster.count() == 0, "the scheduler to miss it")
    own_cluster.add_worker()
    wait_for((tmp_path / "pids").exists, "the document to begin again")
    (tmp_path / "go on").touch()
    assert batch.finish()["a"].status == "done"


def test_a_worker_that_comes_later_takes_its_share(
    own_cluster: Cluster, tmp_path: Path, waiting: Job
) -> None:
    """While the first is busy with one document, the second renders the others."""
    own_cluster.add_worker()
    others = [make(tmp_path, name, "print(1)") for name in ("b", "c")]
    batch = Batch([waiting, *others], tmp_path / "out", own_cluster)
    wait_for((tmp_path / "pids").exists, "the first document to begin")
    own_cluster.add_worker()
    wait_for(lambda: {"b", "c"} <= set(batch.outcomes), "the other documents")
    (tmp_path / "go on").touch()
    assert [outcome.status for outcome in batch.finish().values()] == ["done"] * 3


def test_a_worker_whose_code_changes_gets_no_more(
    own_cluster: Cluster, tmp_path: Path, waiting: Job
) -> None:
    """It was asked for its versions before that; the document it began is done, the next is not."""
    code = tmp_path / "code"
    shutil.copytree(ROOT / "report138", code / "report138")
    own_cluster.add_worker(path=code)
    batch = Batch([waiting, make(tmp_path, "b", "print(1)")], tmp_path / "out", own_cluster)
    wait_for((tmp_path / "pids").exists, "the first document to begin")
    with (code / "report138" / "style.py").open("a") as file:
        file.write("# another version\n")
    (tmp_path / "go on").touch()
    outcomes = batch.finish()
    assert [outcomes[name].status for name in ("a", "b")] == ["done", "failed"]
    assert "no worker may be used: worker tcp:" in outcomes["b"].error
    assert ": the code of report138 is " in outcomes["b"].error
    assert list(read_manifest(tmp_path / "out")["documents"]) == ["tiny-a-en", "tiny-data"]
