"""Building documents: what is rendered and why, and what a failure leaves alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
import sample
from one_notebook import make_job, write_notebook
from planning import describe_folder

from report138.engine.documents.build import Outcome, build, select_due
from report138.engine.documents.options import RenderOptions
from report138.engine.documents.rendering import Rendered
from report138.engine.errors import NotebookError
from report138.engine.plan.job import Job
from report138.engine.publish.destination import Destination
from report138.engine.publish.manifest import (
    ARCHIVE,
    MANIFEST,
    read_manifest,
)
from report138.engine.publish.publish import INDEX

GOOD = 'print(f"in {language}")'
BAD = 'raise KeyError("a lost segment")'


def run(jobs: list[Job], out: Path, **options: bool) -> list[Outcome]:
    """Build documents and return what became of them."""
    return list(build(jobs, RenderOptions(**options), Destination(out), lambda *_: None))


def read_all(out: Path) -> dict[str, bytes]:
    """Return the content of every published file."""
    files = (path for path in out.iterdir() if path.is_file() and path.name != ".lock")
    return {path.name: path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny framework and notebooks to come."""
    return sample.write_tiny(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="module")
def story(workshop: Path) -> dict[str, tuple[list[Outcome], dict[str, bytes]]]:
    """Three builds of two documents: both good; then one broken; then the good one forced."""
    out = workshop / "out"
    jobs = [
        make_job(write_notebook(workshop / "first.ipynb", GOOD), workshop),
        make_job(write_notebook(workshop / "second.ipynb", GOOD), workshop),
    ]

    def tell() -> Iterator[tuple[str, tuple[list[Outcome], dict[str, bytes]]]]:
        yield "new", (run(jobs, out), read_all(out))
        write_notebook(workshop / "first.ipynb", "x = language", BAD, GOOD)
        yield "broken", (run(jobs, out), read_all(out))
        yield "forced", (run(jobs, out, force=True), read_all(out))

    return dict(tell())


Story = dict[str, tuple[list[Outcome], dict[str, bytes]]]


def test_new_documents_are_rendered_and_entered(story: Story, workshop: Path) -> None:
    """Each has its files and its entry, the data theirs; the manifest says what was published."""
    outcomes, files = story["new"]
    assert [outcome.status for outcome in outcomes] == ["done", "done"]
    assert [outcome.reasons for outcome in outcomes] == [("not rendered yet",)] * 2
    stems = ["tiny-first-en", "tiny-second-en"]
    assert set(files) == {f"{s}.{form}" for s in stems for form in ("html", "ipynb")} | {
        "tiny-data.zip",
        MANIFEST,
        INDEX,
    }
    documents = read_manifest(workshop / "out")["documents"]
    assert list(documents) == ["tiny-data", *stems]
    assert documents["tiny-second-en"]["files"]["tiny-second-en.html"]["bytes"] == len(
        files["tiny-second-en.html"]
    )


def test_parameters_reach_the_notebook(story: Story) -> None:
    """The document was made with the language of its job, not the notebook's default."""
    _, files = story["new"]
    assert b"in en" in files["tiny-first-en.html"]


def test_a_failing_notebook_is_named(story: Story) -> None:
    """The error names the notebook, its fourth cell, and what went wrong there."""
    (failed,) = (item for item in story["broken"][0] if item.status == "failed")
    assert failed.job.report.name == "first"
    # title, parameters, x = language, raise
    assert failed.error.startswith("first.ipynb, cell 4: KeyError: 'a lost segment'")


def test_a_failure_leaves_published_files_alone(story: Story) -> None:
    """Readers still find the document from before, to the byte; the index says what failed."""
    before, after = story["new"][1], story["broken"][1]
    assert {name for name in before if before[name] != after[name]} == {MANIFEST, INDEX}
    assert b"a lost segment" in after[INDEX]


def test_a_failure_leaves_the_other_documents_alone(story: Story) -> None:
    """The second document is unchanged, and rendered after the failing one when forced."""
    for name, status in (("broken", "unchanged"), ("forced", "done")):
        statuses = {item.job.report.name: item.status for item in story[name][0]}
        assert statuses == {"first": "failed", "second": status}


def test_the_failed_notebook_is_kept(story: Story, workshop: Path) -> None:
    """What ran before the failure, and the traceback, can be read in failed/<run>/."""
    kept = sorted((workshop / "out" / "failed").glob("*/tiny-first-en.ipynb"))
    assert kept
    (failed,) = (item for item in story["forced"][0] if item.status == "failed")
    assert str(kept[-1]) in failed.error
    outputs = [
        output
        for cell in nbformat.read(kept[-1], as_version=4).cells
        for output in cell.get("outputs", [])
    ]
    assert [output.ename for output in outputs if output.output_type == "error"] == ["KeyError"]


def test_forcing_makes_the_same_page(story: Story) -> None:
    """Rendered again from the same input, the second document is the same to the byte."""
    name = "tiny-second-en.html"
    assert story["forced"][1][name] == story["new"][1][name]


def test_nothing_but_documents_is_left_behind(story: Story, workshop: Path) -> None:
    """No half-written file and no work folder stays in the output folder."""
    names = {path.name for path in (workshop / "out").rglob("*")}
    assert not [name for name in names if name.endswith(".part") or "merged" in name]


def test_a_dead_kernel_is_a_failure(tmp_path: Path) -> None:
    """A kernel that ends in mid-cell fails its document and not the program."""
    path = write_notebook(tmp_path / "dies.ipynb", "import os; os._exit(1)")
    (outcome,) = run([make_job(path, tmp_path)], tmp_path / "out")
    assert outcome.status == "failed"
    assert "died" in outcome.error.lower()
    manifest = read_manifest(tmp_path / "out")
    assert (manifest["documents"], list(manifest["failures"])) == ({}, ["tiny-dies-en"])


def test_a_kernel_stored_without_its_language_is_run(tmp_path: Path) -> None:
    """Some editors store a kernel's name alone, and papermill asks for more."""
    path = write_notebook(tmp_path / "plain.ipynb", GOOD)
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(notebook, path)
    (outcome,) = run([make_job(path, sample.write_tiny(tmp_path / "tiny"))], tmp_path / "out")
    assert (outcome.status, outcome.error) == ("done", "")


@pytest.mark.parametrize("error", [NotebookError("no glyph"), ValueError("no such day")])
def test_an_exporter_that_fails_fails_its_document_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Whatever stops one document, the next one is still rendered."""

    def render(job: Job, *_: object) -> Rendered:
        if job.report.name == "first":
            raise error
        return Rendered(dict.fromkeys(job.files, b"content"))

    monkeypatch.setattr("report138.engine.documents.rendering.render_document", render)
    sample.write_tiny(tmp_path)
    paths = [write_notebook(tmp_path / f"{name}.ipynb") for name in ("first", "second")]
    outcomes = run([make_job(path, tmp_path) for path in paths], tmp_path / "out")
    assert [outcome.status for outcome in outcomes] == ["failed", "done"]
    assert str(error) in outcomes[0].error


def list_reasons(job: Job, out: Path, **options: bool) -> tuple[str, ...]:
    """Return why a document would be rendered."""
    (task,) = select_due([job], out, read_manifest(out)["documents"], RenderOptions(**options))
    return task.reasons


@pytest.fixture
def entered(workshop: Path, tmp_path: Path) -> Job:
    """A document that is published and entered in out/."""
    job = make_job(write_notebook(tmp_path / "a.ipynb", GOOD), workshop)
    assert [outcome.status for outcome in run([job], tmp_path / "out")] == ["done"]
    return job


def test_nothing_changed_gives_no_reason(entered: Job, tmp_path: Path) -> None:
    """A published document whose inputs are the same is left as it is, unless forced."""
    assert list_reasons(entered, tmp_path / "out") == ()
    assert list_reasons(entered, tmp_path / "out", force=True) == ("--force",)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"edited")])
def test_a_damaged_file_is_a_reason(entered: Job, tmp_path: Path, damage: object) -> None:
    """A file of the edition that is gone or was edited is made again."""
    (copy,) = (tmp_path / "out" / ARCHIVE).glob(f"*/{entered.files[0]}")
    damage(copy)
    (reason,) = list_reasons(entered, tmp_path / "out")
    assert "missing or was changed" in reason


def test_another_format_is_a_reason(entered: Job, tmp_path: Path) -> None:
    """A format that has not been made yet is named."""
    job = replace(entered, formats=("html", "pdf"))
    assert list_reasons(job, tmp_path / "out") == (f"not rendered yet: {job.stem}.pdf",)


def test_a_changed_input_is_a_reason(entered: Job, tmp_path: Path) -> None:
    """Another parameter or another notebook is named."""
    job = replace(entered, parameters={"language": "en", "rows": 2})
    assert list_reasons(job, tmp_path / "out") == ("changed: parameter rows",)
    write_notebook(tmp_path / "a.ipynb", "other()")
    assert list_reasons(entered, tmp_path / "out") == ("changed: notebooks/a.ipynb",)


def test_two_frameworks_have_an_edition_each(tmp_path: Path) -> None:
    """Documents of two frameworks in one run: each edition holds its own document and data."""
    notebook = write_notebook(tmp_path / "n.ipynb", GOOD)
    folders = [sample.write_tiny(tmp_path / name) for name in ("tiny", "other")]
    sample.set_package(folders[1], name="other")
    jobs = [
        replace(make_job(notebook, one), framework=describe_folder(one, one.name))
        for one in folders
    ]
    assert [outcome.status for outcome in run(jobs, tmp_path / "out")] == ["done", "done"]
    editions = read_manifest(tmp_path / "out")["editions"].values()
    assert [(entry["framework"], list(entry["documents"])) for entry in editions] == [
        ("tiny", ["tiny-data", "tiny-n-en"]),
        ("other", ["other-data", "other-n-en"]),
    ]


LOSSY = """
from IPython.display import display
display({"application/vnd.plotly.v1+json": {"data": [], "layout": {}}}, raw=True)
"""


def test_what_a_document_cannot_show_is_said_each_time(workshop: Path, tmp_path: Path) -> None:
    """A warning with notebook and cell; again when the document is left as it is."""
    job = make_job(write_notebook(tmp_path / "lossy.ipynb", LOSSY), workshop, ("html",))
    first, second = (run([job], tmp_path / "out")[0] for _ in range(2))
    assert (first.status, second.status) == ("done", "unchanged")
    (warning,) = first.warnings
    assert warning.startswith("lossy.ipynb, cell 3: an interactive chart (plotly)")
    assert second.warnings == first.warnings


def test_strict_fails_what_cannot_be_shown(workshop: Path, tmp_path: Path) -> None:
    """Nothing is published in its place; what was there before stays."""
    out = tmp_path / "out"
    job = make_job(write_notebook(tmp_path / "lossy.ipynb", LOSSY), workshop, ("html",))
    run([job], out)
    before = read_all(out)
    (outcome,) = run([job], out, strict=True)
    assert (outcome.status, outcome.retryable) == ("failed", False)
    assert "lossy.ipynb, cell 3: an interactive chart (plotly)" in outcome.error
    changed = {name for name, content in read_all(out).items() if before.get(name) != content}
    assert changed <= {MANIFEST, INDEX}
