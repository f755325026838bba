"""The whole way: `python render.py` makes the report on the shipped framework."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from commands import ROOT, Run, render
from pdf_text import read_text

from report138.view.report import Report
from report138.view.tables.glossary import list_used

Reports = dict[str, Report]
STEMS = ["138-report-en", "138-report-zh"]
FILES = [f"{stem}.{form}" for stem in STEMS for form in ("html", "pdf")]
BOTH = pytest.mark.parametrize("language", ["zh", "en"])


def read_all(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder, but for the lock."""
    files = (path for path in folder.iterdir() if path.is_file() and path.name != ".lock")
    return {path.name: path.read_bytes() for path in files}


def read_times(folder: Path) -> dict[str, int]:
    """Return when every file of a folder and below was last written, but for the lock."""
    paths = (path for path in folder.rglob("*") if path.name != ".lock")
    return {str(path): path.stat().st_mtime_ns for path in paths}


def list_unquoted(report: Report, text: str) -> list[tuple[str, ...]]:
    """Return the units that a reading coded directly for a cell, of which no quotation is shown."""
    direct = report.fills[report.fills["basis"] == "direct"]
    units = direct.groupby(["scenario_id", "track_id", "unit"])["quote_zh"]
    return [key for key, quotes in units if not any("".join(q.split()) in text for q in quotes)]


@pytest.fixture(scope="module")
def again(rendered: Run) -> Iterator[tuple[Run, dict[str, bytes], dict[str, int]]]:
    """A second run on the same folder: the run, and what stood there before it."""
    before = read_all(rendered.folder)
    times = read_times(rendered.folder)
    yield render(out=rendered.folder), before, times


@pytest.fixture(scope="module")
def forced(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The report rendered once more, two documents at a time, into another folder."""
    return render("--force", "--jobs", "2", out=tmp_path_factory.mktemp("forced"))


def test_four_documents_and_a_manifest_are_made(rendered: Run) -> None:
    """HTML and PDF in both languages, entered in the manifest, with data, index and archive."""
    names = [".lock", "138-data.zip", *FILES, "archive", "index.html", "manifest.json"]
    assert sorted(path.name for path in rendered.folder.iterdir()) == names
    manifest = json.loads((rendered.folder / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["documents"]) == ["138-data", *STEMS]
    entered = {name for entry in manifest["documents"].values() for name in entry["files"]}
    assert entered == {"138-data.zip", *FILES}


def test_the_run_names_every_file(rendered: Run) -> None:
    """Path, size and time of each document stand in the output, and no warning beside it."""
    for name in FILES:
        (line,) = (line for line in rendered.out.splitlines() if name in line)
        assert " KB " in line
        assert line.endswith(" s")
    assert rendered.err == ""


@BOTH
def test_the_pdf_holds_the_framework(
    rendered: Run, shipped_reports: Reports, language: str
) -> None:
    """Every element, driver and term in use, and words of every unit, are in the PDF's text."""
    report = shipped_reports[language]
    with pikepdf.open(rendered.folder / f"138-report-{language}.pdf") as pdf:
        text = read_text(pdf)
    wanted = [*report.names.values(), *report.scenarios[f"driver_{language}"]]
    wanted += list(list_used(report)[f"term_{language}"])
    missing = [words for words in wanted if "".join(words.split()) not in text]
    assert missing == []
    assert list_unquoted(report, text) == []


@BOTH
def test_the_page_holds_the_framework(
    rendered: Run, shipped_reports: Reports, language: str
) -> None:
    """The HTML has the same, as text, under one heading and without a script."""
    report = shipped_reports[language]
    source = (rendered.folder / f"138-report-{language}.html").read_text(encoding="utf-8")
    page = BeautifulSoup(source, "lxml")
    text = "".join(page.main.get_text().split())
    wanted = [*report.names.values(), *report.scenarios[f"driver_{language}"]]
    assert [words for words in wanted if "".join(words.split()) not in text] == []
    assert list_unquoted(report, text) == []
    assert page.h1.get_text() == report.framework.get_title(language)
    assert len(page.find_all("h1")) == 1
    assert page.find("script") is None


@BOTH
def test_every_link_of_the_page_arrives(rendered: Run, language: str) -> None:
    """All anchors are there once, and all links within the page have theirs."""
    source = (rendered.folder / f"138-report-{language}.html").read_text(encoding="utf-8")
    page = BeautifulSoup(source, "lxml")
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = {link["href"][1:] for link in page.find_all("a") if link["href"].startswith("#")}
    assert targets <= set(ids)
    assert len([target for target in targets if target.startswith("cell-")]) == 24


@BOTH
def test_pdf_and_page_have_the_same_chapters(rendered: Run, language: str) -> None:
    """The bookmarks of the PDF are the chapters of the page; both end in a colophon."""
    source = (rendered.folder / f"138-report-{language}.html").read_text(encoding="utf-8")
    page = BeautifulSoup(source, "lxml")
    colophon = page.footer.h2.get_text()
    with (
        pikepdf.open(rendered.folder / f"138-report-{language}.pdf") as pdf,
        pdf.open_outline() as outline,
    ):
        titles = [item.title for item in outline.root if item.title != colophon]
        last = [outline.root[-1].title, *(item.title for item in outline.root[-1].children)][-1]
    assert titles == [item.get_text() for item in page.main.find_all("h2")]
    assert last == colophon


@BOTH
def test_no_document_tells_when_it_was_made(rendered: Run, language: str) -> None:
    """The date in a document is that of the data; paths of this machine are in none."""
    created = json.loads((ROOT / "data/138/datapackage.json").read_text("utf-8"))["created"]
    source = (rendered.folder / f"138-report-{language}.html").read_text(encoding="utf-8")
    assert created[:10] in source
    assert str(rendered.folder) not in source
    with pikepdf.open(rendered.folder / f"138-report-{language}.pdf") as pdf:
        raw = pdf.Root.Metadata.read_bytes().decode()
        assert raw.count(created[:10]) == raw.count("T00:00:00+00:00")


def test_a_second_run_leaves_everything_as_it_is(
    again: tuple[Run, dict[str, bytes], dict[str, int]], rendered: Run
) -> None:
    """Nothing changed: the run says so and no file is written, not even the manifest."""
    run, before, times = again
    assert run.status == 0
    for stem in STEMS:
        assert f"{stem}: unchanged" in run.out.splitlines()
    assert read_all(rendered.folder) == before
    assert read_times(rendered.folder) == times


def test_a_forced_run_makes_the_same_bytes(rendered: Run, forced: Run) -> None:
    """Elsewhere, in parallel, once more: HTML and PDF are equal to the last byte."""
    assert forced.status == 0, forced.err
    first, second = read_all(rendered.folder), read_all(forced.folder)
    assert [name for name in FILES if first[name] != second[name]] == []


def test_an_edition_is_the_same_wherever_it_is_made(rendered: Run, forced: Run) -> None:
    """Same data, same versions: the archive has the same name, and pages are counted."""
    names = [
        [path.name for path in (run.folder / "archive").iterdir()] for run in (rendered, forced)
    ]
    assert names[0] == names[1]
    documents = json.loads((rendered.folder / "manifest.json").read_text("utf-8"))["documents"]
    for stem in STEMS:
        entry = documents[stem]
        with pikepdf.open(rendered.folder / f"{stem}.pdf") as pdf:
            assert entry["files"][f"{stem}.pdf"]["pages"] == len(pdf.pages)


def test_bad_data_leave_the_published_documents(rendered: Run, tmp_path: Path) -> None:
    """With a fault in the data nothing is rendered and nothing published is touched."""
    data = tmp_path / "138"
    shutil.copytree(ROOT / "data" / "138", data)
    coding = (data / "coding.csv").read_text(encoding="utf-8")
    (data / "coding.csv").write_text(coding.replace(",direct,", ",firm,", 1), encoding="utf-8")
    before = read_all(rendered.folder)
    run = render("--data", data, out=rendered.folder)
    assert run.status == 2
    assert "coding.csv, row 2, column basis: “firm”; allowed: direct, inferred" in run.err
    assert read_all(rendered.folder) == before


def test_another_framework_is_rendered_by_the_same_notebooks(
    english_folder: Path, tmp_path: Path
) -> None:
    """A folder of one's own, in one language, from any working folder: two documents and the data."""
    out = tmp_path / "out"
    run = render("--data", english_folder, cwd=tmp_path, out=out)
    assert run.status == 0, run.err
    assert "skipped report in zh: tiny has only en" in run.out
    names = sorted(path.name for path in out.iterdir())
    documents = ["tiny-data.zip", "tiny-report-en.html", "tiny-report-en.pdf"]
    assert names == [".lock", "archive", "index.html", "manifest.json", *documents]
    page = BeautifulSoup((out / "tiny-report-en.html").read_text(encoding="utf-8"), "lxml")
    text = page.get_text()
    assert "Book bus" in text
    assert not [char for char in text if "\u4e00" <= char <= "\u9fff"]
