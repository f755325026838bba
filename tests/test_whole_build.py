"""Every document of the plan on the tiny framework: the links between them, and what a page brings."""

import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
import sample
from bs4 import BeautifulSoup
from commands import Run, render

from report138.engine.publish.publish import INDEX

STEMS = ["tiny-report", *(f"tiny-brief-{name}" for name in ("R1", "R2", "C1", "C2", "C3"))]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All documents, rendered by the command."""
    folder = tmp_path_factory.mktemp("all")
    data = sample.write_tiny(folder / "tiny")
    run = render("--all", "--data", data, out=folder / "out")
    assert run.status == 0, run.err
    return run


def read_page(path: Path) -> BeautifulSoup:
    """Read a page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def list_files(page: BeautifulSoup) -> list[str]:
    """Return the files that a page links to; addresses elsewhere and its own places are none."""
    links = [unquote(link["href"]) for link in page.find_all("a", href=True)]
    return [link for link in links if not link.startswith(("#", "http:", "https:", "mailto:"))]


def test_no_link_between_pages_is_dead(runs: Run) -> None:
    """In the output folder and in the edition every link leads to a file."""
    (edition,) = (runs.folder / "archive").iterdir()
    for folder in (runs.folder, edition):
        pages = sorted(folder.glob("*.html"))
        assert len(pages) == 12 + (folder == runs.folder)
        for page in pages:
            found = list_files(read_page(page))
            assert found
            assert [link for link in found if not (folder / link).is_file()] == [], page.name


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("stem", STEMS)
def test_a_page_names_its_other_forms_at_head_and_foot(runs: Run, stem: str, language: str) -> None:
    """Other language, PDF, data; a report its briefs, a brief its report; twice the same."""
    page = read_page(runs.folder / f"{stem}-{language}.html")
    other = "en" if language == "zh" else "zh"
    others = STEMS[1:] if stem == STEMS[0] else STEMS[:1]
    expected = [
        f"{stem}-{other}.html",
        f"{stem}-{language}.pdf",
        "tiny-data.zip",
        *(f"{name}-{language}.html" for name in others),
    ]
    assert list_files(page.header) == list_files(page.footer) == expected
    assert page.header.find("a", hreflang=True)["lang"] == {"zh": "zh-CN", "en": "en"}[other]


def test_the_report_alone_is_the_same_as_among_all(runs: Run) -> None:
    """Its page does not show what else was rendered in the run."""
    data, out = runs.folder.parent / "tiny", runs.folder.parent / "alone"
    alone = render("--data", data, "--language", "en", "--format", "html", out=out)
    assert alone.status == 0, alone.err
    name = "tiny-report-en.html"
    assert (out / name).read_bytes() == (runs.folder / name).read_bytes()


def test_the_data_are_linked_from_the_index(runs: Run) -> None:
    """In both parts, and the zip can be opened."""
    links = list_files(read_page(runs.folder / INDEX))
    assert links.count("tiny-data.zip") == 2
    with zipfile.ZipFile(runs.folder / "tiny-data.zip") as archive:
        assert archive.testzip() is None
