"""Documents rendered on a Dask cluster: the same bytes, workers that die, workers that differ."""

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
import sample
from planning import patch_settings

from report138.engine.documents import usable_workers
from report138.engine.documents.build import Outcome, build
from report138.engine.documents.options import RenderOptions
from report138.engine.errors import ClusterError
from report138.engine.plan.job import Job
from report138.engine.publish.destination import Destination
from report138.engine.publish.manifest import read_manifest
from report138.engine.typeset.fonts import get_font_paths

pytest.importorskip("distributed", reason="distributed, of the extra dask, is not installed")

from cluster_sample import (
    STATED,
    WAITING,
    Cluster,
    is_alive,
    make,
    make_other_code,
    make_other_package,
    open_cluster,
    wait_for,
)

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A scheduler with two workers."""
    with open_cluster() as made:
        made.add_worker()
        made.add_worker()
        yield made


@pytest.fixture(autouse=True)
def framework(tmp_path: Path) -> Path:
    """The tiny framework, whose folder the documents of a test come from."""
    return sample.write_tiny(tmp_path)


def run(jobs: list[Job], out: Path, cluster: Cluster | None = None) -> dict[str, Outcome]:
    """Build documents, on a cluster or here; return what became of each report."""
    options = RenderOptions(dask=cluster.address if cluster else "", force=True)
    outcomes = build(jobs, options, Destination(out), lambda *_: None, said.append)
    return {outcome.job.report.name: outcome for outcome in outcomes}


said: list[str] = []


@pytest.fixture(autouse=True)
def forget() -> None:
    """Forget what earlier tests were told."""
    said.clear()


def read(out: Path) -> dict[str, bytes]:
    """Return the flat documents of an output folder."""
    return {path.name: path.read_bytes() for path in out.glob("tiny-*")}


def list_left(cluster: Cluster) -> list[str]:
    """List what rendering left in the temporary folder of the workers."""
    return [path.name for path in cluster.temporary.glob("r138-*")]


def test_the_bytes_are_those_of_a_local_run(cluster: Cluster, tmp_path: Path) -> None:
    """HTML, PDF and cells of a framework that the worker is only sent, known there by its path."""
    cells = (STATED, "report", "sentences.state_answer(report)", "figures.draw_matrix(report)")
    job = make(tmp_path, "n", *cells)
    job = replace(job, formats=("html", "pdf", "ipynb"))
    for out, where in (("here", None), ("there", cluster)):
        assert run([job], tmp_path / out, where)["n"].status == "done"
    here, there = read(tmp_path / "here"), read(tmp_path / "there")
    cells = [
        [(cell.source, cell.get("outputs")) for cell in nbformat.reads(text, as_version=4).cells]
        for text in (made.pop("tiny-n-en.ipynb") for made in (here, there))
    ]
    assert cells[0] == cells[1]  # the rest of a notebook is when and how long
    assert sorted(here) == ["tiny-data.zip", "tiny-n-en.html", "tiny-n-en.pdf"]
    assert here == there
    assert list_left(cluster) == []


def test_data_notebooks_and_fonts_are_sent(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a kernel there reads are copies in a folder of its own."""
    font = shutil.copy(get_font_paths()[0], tmp_path / "added.otf")
    patch_settings(monkeypatch, fonts=(str(font),))
    ask = "from report138.engine.typeset.fonts import get_added_paths\nprint(report.framework.folder)\n"
    ask += "print(*get_added_paths())\nprint(get_added_paths()[0].stat().st_size)"
    job = make(tmp_path, "n", STATED, ask)
    assert run([job], tmp_path / "out", cluster)["n"].status == "done"
    page = read(tmp_path / "out")["tiny-n-en.html"].decode()
    assert f"{cluster.temporary}/r138-" in page or "/tmp/r138-" in page
    assert str(tmp_path) not in page
    assert "/fonts/added.otf" in page
    assert str(Path(font).stat().st_size) in page


def test_a_failing_document_is_named_and_kept(cluster: Cluster, tmp_path: Path) -> None:
    """The message names notebook, cell and place; the other document is published."""
    jobs = [make(tmp_path, "bad", 'raise KeyError("lost")'), make(tmp_path, "good", "print(1)")]
    outcomes = run(jobs, tmp_path / "out", cluster)
    assert [outcomes[name].status for name in ("bad", "good")] == ["failed", "done"]
    (kept,) = (tmp_path / "out" / "failed").rglob("*.ipynb")
    assert outcomes["bad"].error == f"bad.ipynb, cell 3: KeyError: 'lost'\n  kept: {kept}"
    assert b"KeyError" in kept.read_bytes()
    assert list_left(cluster) == []


def test_a_document_that_kills_its_process_fails_alone(cluster: Cluster, tmp_path: Path) -> None:
    """The process on the worker dies twice: the document is named, the worker goes on."""
    deadly = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"
    jobs = [make(tmp_path, "bad", deadly), make(tmp_path, "good", "print(1)")]
    outcomes = run(jobs, tmp_path / "out", cluster)
    assert [outcomes[name].status for name in ("bad", "good")] == ["failed", "done"]
    assert "the process that rendered it on tcp://127.0.0.1:" in outcomes["bad"].error
    assert cluster.count() == 2
    for left in cluster.temporary.glob("r138-*"):
        shutil.rmtree(left)


def test_a_worker_killed_in_mid_document_costs_nothing(
    own_cluster: Cluster, tmp_path: Path
) -> None:
    """The document is rendered by the other worker; no process and no folder stays of the first."""
    for _ in range(2):
        own_cluster.add_worker()
    job = make(tmp_path, "n", WAITING.replace("FOLDER", repr(str(tmp_path))), "print(1)")
    result: dict[str, Outcome] = {}
    thread = threading.Thread(target=lambda: result.update(run([job], tmp_path / "o", own_cluster)))
    thread.start()
    wait_for((tmp_path / "pids").exists, "the document to begin")
    first = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    (tmp_path / "pids").unlink()
    os.kill(first[0], signal.SIGKILL)
    wait_for((tmp_path / "pids").exists, "the document to begin again")
    second = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    wait_for(lambda: not any(map(is_alive, first)), "process and kernel to end")
    (tmp_path / "go on").touch()
    thread.join()
    assert set(first).isdisjoint(second)
    assert (result["n"].status, result["n"].error) == ("done", "")
    wait_for(lambda: not list_left(own_cluster), "the folder to go")


@pytest.mark.parametrize(
    ("make_other", "words"),
    [
        (make_other_package, "jinja2 is 0.0.1 there, "),
        (make_other_code, "the code of report138 is "),
    ],
    ids=["package", "code"],
)
def test_a_worker_that_differs_gets_nothing(
    own_cluster: Cluster, tmp_path: Path, make_other: object, words: str
) -> None:
    """Alone it is refused by name, with both versions; beside a good one, that one does the work."""
    own_cluster.add_worker(path=make_other(tmp_path / "other"))
    jobs = [make(tmp_path, name, "print(1)") for name in ("a", "b")]
    with pytest.raises(ClusterError, match="no worker may be used: worker tcp:") as caught:
        run(jobs, tmp_path / "out", own_cluster)
    assert words in str(caught.value)
    assert " here" in str(caught.value)
    own_cluster.add_worker()
    said.clear()
    outcomes = run(jobs, tmp_path / "out", own_cluster)
    assert [outcome.status for outcome in outcomes.values()] == ["done", "done"]
    assert [line for line in said if line.startswith("not used: worker") and words in line]


def test_a_lost_scheduler_fails_what_is_left(own_cluster: Cluster, tmp_path: Path) -> None:
    """The document that was done is published, the other is named, nothing hangs."""
    own_cluster.add_worker()
    waiting = WAITING.replace("FOLDER", repr(str(tmp_path)))
    jobs = [make(tmp_path, "a", "print(1)"), make(tmp_path, "b", waiting)]
    result: dict[str, Outcome] = {}
    thread = threading.Thread(target=lambda: result.update(run(jobs, tmp_path / "o", own_cluster)))
    thread.start()
    wait_for((tmp_path / "pids").exists, "the second document to begin")
    own_cluster.processes[0].kill()
    thread.join()
    assert [result[name].status for name in ("a", "b")] == ["done", "failed"]
    assert "the cluster was lost" in result["b"].error
    assert list(read_manifest(tmp_path / "o")["documents"]) == ["tiny-a-en", "tiny-data"]


def test_a_cluster_without_workers_is_said(
    own_cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody comes: one message, and nothing is published."""
    monkeypatch.setattr(usable_workers, "PATIENCE", 1.0)
    with pytest.raises(ClusterError, match="no worker for 1 seconds"):
        run([make(tmp_path, "a", "print(1)")], tmp_path / "out", own_cluster)
    assert list(read_manifest(tmp_path / "out")["documents"]) == []
