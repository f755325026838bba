"""Any framework: the code knows none, and one that nobody here has seen is rendered as it is."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from large_sample import CODE, LETTERS, NOTE, PACKAGE, write_foreign
from pdf_text import read_text
from planning import plan

from report138.engine.documents.rendering import render_document

CODE_FILES = [
    path
    for path in (*ROOT.glob("report138/**/*"), ROOT / "render.py", *ROOT.glob("notebooks/*.ipynb"))
    if path.is_file() and path.suffix not in (".pyc", ".ttf")
]
DATA = ROOT / "data" / "138"
NAMES = [*CODE, "Quiet harbour", *(f"Quay {letter}" for letter in LETTERS)]


def read_records(name: str) -> list[dict[str, str]]:
    """Read a file of the shipped framework."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def list_texts(name: str, *stems: str) -> list[str]:
    """Return what stands in some bilingual columns of a file of the shipped framework."""
    records = read_records(name)
    columns = [f"{stem}_{language}" for stem in stems for language in ("zh", "en")]
    return [record[column] for record in records for column in columns if record[column]]


def find_any(texts: Iterable[str], where: str) -> list[str]:
    """Return the texts that occur somewhere, in whatever case and with whatever line breaks."""
    squeezed = "".join(where.split()).lower()
    return [text for text in texts if "".join(text.split()).lower() in squeezed]


# --- the code -----------------------------------------------------------------------------------


def test_the_code_names_no_element() -> None:
    """No name, driver, quality or aim of the shipped framework stands in code or notebooks."""
    texts = list_texts("elements.csv", "name", "driver", "quality", "aim")
    found = {path: find_any(texts, path.read_text(encoding="utf-8")) for path in CODE_FILES}
    assert {path: names for path, names in found.items() if names} == {}


def test_the_code_quotes_no_id() -> None:
    """No id of an element stands between quotation marks of any kind, as a whole."""
    ids = {record["id"] for record in read_records("elements.csv")}
    for path in CODE_FILES:
        quoted = re.findall(r"""["'`]([\w.-]+)\\?["'`]""", path.read_text(encoding="utf-8"))
        assert ids & set(quoted) == set(), path


def test_the_number_stands_for_the_default_alone() -> None:
    """The text "138" is the default framework: once in the code, and once in each notebook.

    The notebook to play in has it twice, as it opens another framework beside its own.
    """
    counts = {path: path.read_text(encoding="utf-8").count('"138') for path in CODE_FILES}
    found = {path.name: number for path, number in counts.items() if number}
    notebooks = [path.name for path in ROOT.glob("notebooks/*.ipynb")]
    assert found == dict.fromkeys(["frameworks.py", *notebooks], 1) | {"explore.ipynb": 2}


# --- a framework never seen ---------------------------------------------------------------------

ELEMENT = "element=way.2"  # of which the brief is


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The report and a brief on the foreign framework in HTML and PDF, rendered once, by file name."""
    base = tmp_path_factory.mktemp("foreign")
    folder = write_foreign(base / "harbour")
    jobs, notes = plan("report", "brief", data=str(folder), assignments=(ELEMENT,))
    assert notes == [f"skipped {name} in zh: harbour has only en" for name in ("report", "brief")]
    made = [render_document(job, base / "out", lambda *_: None).contents for job in jobs]
    return made[0] | made[1]


@pytest.fixture(scope="module")
def page(documents: dict[str, bytes]) -> BeautifulSoup:
    """The page, parsed as browsers do."""
    return BeautifulSoup(documents["harbour-report-en.html"], "lxml")


@pytest.fixture(scope="module")
def pdf_words(documents: dict[str, bytes]) -> str:
    """The text of the PDF, without white space."""
    return read_pdf(documents["harbour-report-en.pdf"])


def read_pdf(content: bytes) -> str:
    """Return the text of a PDF, without white space."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return read_text(pdf)


def test_code_in_names_is_text_of_the_page(page: BeautifulSoup) -> None:
    """Every name can be read, none became an element, and links lead to this plan's documents."""
    assert page.find("script") is None
    assert page.find("b", string="one") is None
    text = page.main.get_text()
    assert [name for name in NAMES if name not in text] == []
    assert page.h1.get_text() == PACKAGE["title"]
    links = {link["href"] for link in page.find_all("a") if not link["href"].startswith("#")}
    elements = [f"way.{n}" for n in range(1, 6)] + [f"q_{n:02}" for n in range(1, 18)]
    briefs = {f"harbour-brief-{element}-en.html" for element in elements}
    assert links == briefs | {"harbour-report-en.pdf", "harbour-data.zip"}


def test_code_in_names_is_text_of_the_pdf(pdf_words: str) -> None:
    """Nothing was taken for Typst: names, title and source stand as they were typed."""
    wanted = [*NAMES, PACKAGE["title"], "=2+2, a chart"]
    assert [words for words in wanted if "".join(words.split()) not in pdf_words] == []


def test_every_quote_is_in_both(page: BeautifulSoup, pdf_words: str) -> None:
    """Quotes join the names of a track and a scenario: 29 of 85 cells, none is lost."""
    cells = [f"{way} serves Quay {letter}" for letter in LETTERS for way in CODE]
    page_words = "".join(page.main.get_text().split())
    for quote in cells[::3]:
        assert "".join(quote.split()) in page_words
        assert "".join(quote.split()) in pdf_words


def test_a_long_note_is_whole_on_the_page(page: BeautifulSoup) -> None:
    """The 4,000 characters stand in one cell of the ledger."""
    assert NOTE in [cell.get_text() for cell in page.find(id="tab-ledger").find_all("td")]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_long_note_is_whole_on_the_sheets(documents: dict[str, bytes], tmp_path: Path) -> None:
    """Each of its words lies on a page, where it can be read, and not below the paper's edge."""
    path = tmp_path / "report.pdf"
    path.write_bytes(documents["harbour-report-en.pdf"])
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    shown = set(re.findall(r"\bw\d{4}\b", done.stdout.decode()))
    assert [word for word in re.findall(r"\bw\d{4}\b", NOTE) if word not in shown] == []


def test_nothing_of_the_shipped_framework_is_in_it(documents: dict[str, bytes]) -> None:
    """No name, driver, quote, prose or title of 138 in report or brief, and no Chinese at all."""
    texts = list_texts("elements.csv", "name", "driver", "quality", "aim")
    texts += list_texts("segments.csv", "quote") + list_texts("about.csv", "text")
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    texts += [package["title"], package["title_zh"], package["title_en"]]
    assert len(documents) == 4
    for name, content in documents.items():
        pdf = name.endswith(".pdf")
        words = read_pdf(content) if pdf else BeautifulSoup(content, "lxml").get_text()
        assert find_any(texts, words) == []
        assert re.findall("[\u4e00-\u9fff]", words) == []


def test_it_counts_its_own_parts(page: BeautifulSoup) -> None:
    """One goal, five tracks, 17 scenarios, 29 of 85 cells: nothing is counted in advance."""
    headlines = [line.get_text() for line in page.find_all("p", class_="headline")]
    assert "One goal, five tracks, 17 scenarios" in headlines
    assert "Evidence in 29 of 85 cells, none in 56 (one reading)" in headlines


def test_the_document_says_how_to_make_it_again(page: BeautifulSoup) -> None:
    """The command in the colophon names the framework, and no path of this machine."""
    assert "python render.py build --data harbour --language en" in page.get_text()
    assert "/tmp" not in page.get_text()
