"""Documents rendered at the same time: the same bytes, apart from each other, and explained."""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import nbformat
import pikepdf
import pytest
import sample
from bs4 import BeautifulSoup
from commands import Run
from conftest import LANGUAGES, ROOT
from large_sample import call
from nbformat.v4 import new_code_cell, new_notebook
from pdf_text import read_text
from planning import patch_settings

from report138.cli.frameworks import CATALOG
from report138.engine.documents import build as build_module
from report138.engine.documents import rendering, worker_pool
from report138.engine.plan import reports_yaml
from report138.engine.plan.fingerprint import hash_file
from report138.engine.plan.job import Job
from report138.engine.publish.manifest import ARCHIVE, read_manifest
from report138.engine.typeset.fonts import get_added_paths

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PLAN = """\
reports:
  r:
    notebooks: [w]
    parameters:
      word: [left, fall, right]
      language: en
"""
PARAMETERS = 'language: str = "en"\nframework: str = "138"\nword: str = ""\nn: int = 1'
# One word fails; the others stand in a figure and around it.
CELL = """\
from report138.engine.typeset.fonts import get_added_paths
from report138.engine.typeset.outputs import Figure
if word == "fall":
    raise ValueError("it fell")
size = 'width="170pt" height="57pt" viewBox="0 0 170 57"'
text = f'<text x="9" y="30" font-family="Noto Sans SC" font-size="8">drawn {word}</text>'
svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{text}</svg>'
Figure("k", f"head {word}", "reading", "caption", f"alt {word}", svg, b"", 60, 20)
"""
GOOD = {"left": "right", "right": "left"}  # each with the word that it must not hold
FILES = [f"tiny-r-{word}-en.{form}" for word in GOOD for form in ("html", "pdf")]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan, its notebook, and a tiny framework."""
    folder = tmp_path_factory.mktemp("parallel")
    (folder / "notebooks").mkdir()
    parameters = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[parameters, new_code_cell(CELL)], metadata=KERNEL)
    nbformat.write(notebook, folder / "notebooks" / "w.ipynb")
    (folder / "reports.yaml").write_text(PLAN)
    sample.write_tiny(folder / "tiny")
    return folder


def build(base: Path, out: Path, *options: str, data: Path | None = None) -> Run:
    """Run the command line on the plan of a folder, and catch what it prints."""
    hash_file.cache_clear()
    printed, complained = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        plan = reports_yaml.read_plan(CATALOG, base / "reports.yaml")
        patch.setattr(reports_yaml, "read_plan", lambda _: plan)
        with redirect_stdout(printed), redirect_stderr(complained):
            status = call("build", "r", "--data", data or base / "tiny", "--out", out, *options)
    return Run(status, printed.getvalue(), complained.getvalue(), out)


@pytest.fixture(scope="module")
def runs(base: Path) -> dict[int, Run]:
    """All three documents, one after the other and two at a time, by number of jobs."""
    return {
        number: build(base, base / f"out-{number}", "--jobs", str(number), "--explain")
        for number in (1, 2)
    }


@pytest.fixture(params=[1, 2], ids=["in turn", "in parallel"])
def run(request: pytest.FixtureRequest, runs: dict[int, Run]) -> Run:
    """One run after the other."""
    return runs[request.param]


@pytest.mark.parametrize("name", FILES)
def test_in_parallel_the_bytes_are_the_same(runs: dict[int, Run], name: str) -> None:
    """HTML and PDF do not depend on how many documents were rendered at a time."""
    one, two = ((runs[number].folder / name).read_bytes() for number in (1, 2))
    assert one == two


def test_a_failing_document_does_not_stop_the_others(run: Run) -> None:
    """The second of three fails: two are published, and nothing of it."""
    assert sorted(path.name for path in run.folder.glob("tiny-*")) == ["tiny-data.zip", *FILES]
    stems = ["tiny-data", "tiny-r-left-en", "tiny-r-right-en"]
    assert list(read_manifest(run.folder)["documents"]) == stems


def test_status_and_summary_say_what_failed(run: Run) -> None:
    """Status 1; the document, its notebook, cell and error; how many of how many."""
    assert run.status == 1
    first, *_, last = run.err.strip().splitlines()
    assert first == "tiny-r-fall-en: failed: w.ipynb, cell 2: ValueError: it fell"
    assert last == "1 of 3 documents failed"
    listed = [line for line in run.out.splitlines() if " KB " in line]
    assert sorted(Path(line.split("  ")[0]).name for line in listed) == FILES


def test_the_failed_notebook_is_kept(run: Run) -> None:
    """What ran stands in failed/, and only that."""
    kept = [path.name for path in (run.folder / "failed").rglob("*") if path.is_file()]
    assert kept == ["tiny-r-fall-en.ipynb"]


@pytest.mark.parametrize(("word", "other"), GOOD.items())
def test_nothing_of_one_is_in_the_other(run: Run, word: str, other: str) -> None:
    """Figure, headline and description carry the document's own word."""
    page = BeautifulSoup((run.folder / f"tiny-r-{word}-en.html").read_text("utf-8"), "lxml")
    with pikepdf.open(run.folder / f"tiny-r-{word}-en.pdf") as pdf:
        words = read_text(pdf)
    assert f"drawn {word}" in page.svg.get_text()
    assert f"alt {word}" in page.svg.desc.get_text()
    assert f"drawn{word}" in words
    for text in (page.get_text(), words):
        assert f"head{word}" in text.replace(" ", "")
        assert other not in text


def test_the_first_run_explains_each_document(run: Run) -> None:
    """Three documents are new, and each says so."""
    stems = ["tiny-r-fall-en", "tiny-r-left-en", "tiny-r-right-en"]
    told = [line for line in run.out.splitlines() if line.endswith(": not rendered yet")]
    assert sorted(told) == [f"{stem}: not rendered yet" for stem in stems]


# --- why a document is rendered -----------------------------------------------------------------


@pytest.fixture
def explain(
    base: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Build one document without rendering it, and return what --explain says of it."""

    def render(job: Job, *_: object) -> rendering.Rendered:
        return rendering.Rendered(dict.fromkeys(job.files, b"content"))

    monkeypatch.setattr(rendering, "render_document", render)

    def tell(*options: str) -> str:
        options = ("-p", "word=left", "--format", "html", "--explain", *options)
        printed = build(base, tmp_path / "out", *options, data=folder).out
        return "; ".join(re.findall("(?m)^tiny-r-left-en: (.*)$", printed))

    assert tell() == "not rendered yet"
    return tell


def test_nothing_changed_is_said(explain: Callable[..., str]) -> None:
    """A second run renders nothing and says why not."""
    assert explain() == "nothing changed"


def test_a_changed_data_file_is_said(explain: Callable[..., str], folder: Path) -> None:
    """The file is named, and after that nothing has changed any more."""
    sample.set_cell(folder, "about.csv", 2, "text_en", "another")
    assert explain() == "changed: data/about.csv"
    assert explain() == "nothing changed"


def test_a_value_asked_for_once_leaves_the_plans_document(explain: Callable[..., str]) -> None:
    """Another value of a parameter that the plan does not vary makes another document."""
    assert explain("-p", "n=2") == ""
    assert explain() == "nothing changed"


def test_changed_code_is_said(explain: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The package's code is one thing: which module changed is not told."""
    monkeypatch.setattr(build_module, "hash_code", lambda: "other")
    assert explain() == "changed: the code of report138"


def test_a_missing_file_is_said(explain: Callable[..., str], tmp_path: Path) -> None:
    """A file that somebody removed from its edition is made again."""
    (kept,) = (tmp_path / "out" / ARCHIVE).rglob("tiny-r-left-en.html")
    kept.unlink()
    assert explain() == "a published file is missing or was changed"
    assert explain() == "nothing changed"


def test_showing_code_is_said(explain: Callable[..., str]) -> None:
    """Asking for the code is a change, and so is not asking for it any more."""
    assert explain("--show-code") == "changed: --show-code"
    assert explain("--show-code") == "nothing changed"
    assert explain() == "changed: --show-code"


def test_force_is_said(explain: Callable[..., str]) -> None:
    """What was asked for is a reason of its own, beside others."""
    assert explain("--force") == "--force"
    assert explain("--force", "--show-code") == "changed: --show-code; --force"


def test_the_list_shows_the_plan_expanded(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the shipped plan: the report and eleven briefs, each in both languages, in order."""
    with (ROOT / "data/138/elements.csv").open(encoding="utf-8-sig") as file:
        ids = [line.split(",")[0] for line in file if ",track," in line or ",scenario," in line]
    assert call("list", "--data", "138") == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    documents = [line for line in lines if line.startswith("138-")]
    assert documents == [
        *(f"138-report-{language}" for language in LANGUAGES),
        *(f"138-brief-{element}-{language}" for element in ids for language in LANGUAGES),
    ]
    assert len(documents) == 24


@pytest.mark.parametrize(
    ("asked", "cores", "documents", "count"),
    [
        (None, 2, 24, 3),
        (None, 1, 24, 1),
        (None, 64, 24, 8),
        (None, 2, 1, 1),
        (1, 2, 24, 1),
        (12, 2, 24, 12),
        (9, 2, 3, 3),
    ],
)
def test_the_number_of_workers(
    asked: int | None, cores: int, documents: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more than cores and at most eight, or what was asked; never more than there are documents."""
    monkeypatch.setattr(worker_pool, "count_cores", lambda: cores)
    assert worker_pool.count_workers(asked, documents) == count


def test_workers_have_the_environment_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are forked from a process that was there before; an added font reaches them too."""
    for font in ("/a.otf", "/b.otf"):
        patch_settings(monkeypatch, fonts=(font,))
        assert list(worker_pool.call_each(get_added_paths, [()], 1)) == [(0, [Path(font)])]
