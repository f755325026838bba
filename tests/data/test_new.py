"""A new framework: a folder that is valid at once, says what it is, and shares nothing with 138."""

import csv
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from large_sample import call
from planning import plan
from sample import read_rows

from report138.data.check import check_framework
from report138.data.new import EXAMPLE, NewFrameworkError, is_example, make_framework
from report138.data.schema import FILES
from report138.engine.documents.rendering import render_document

MADE = [name for name in FILES if (EXAMPLE / name).exists()]
EACH = pytest.mark.parametrize("name", MADE)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the command makes it."""
    return make_framework("fresh", tmp_path_factory.mktemp("new"))


def test_it_is_valid_in_both_languages(fresh: Path) -> None:
    """Nobody has to fill anything in before the first check and the first report."""
    checked = check_framework(fresh)
    assert checked.languages == ("zh", "en")
    assert checked.notes == []
    assert checked.package["name"] == "fresh"


@EACH
def test_a_file_opens_in_a_spreadsheet(fresh: Path, name: str) -> None:
    """Byte order mark and Windows line ends: Excel shows Chinese and rows as they are."""
    raw = (fresh / name).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\xef\xbb\xbf") == 1
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")


@EACH
def test_a_file_has_every_column_and_two_examples(fresh: Path, name: str) -> None:
    """The header names each column of the contract; two rows or more show how to fill them."""
    header, *rows = read_rows(fresh / name)
    assert header == [column.name for column in FILES[name].fields]
    assert len(rows) >= 2
    assert {len(row) for row in rows} == {len(header)}
    # each column is shown filled once, but for the few that need no example
    empty = {label for n, label in enumerate(header) if not any(row[n] for row in rows)}
    assert empty <= {"quality_zh", "quality_en", "source", "stage", "note_zh", "note_en"}


def test_the_elements_say_that_they_are_examples(fresh: Path) -> None:
    """Every name carries the mark, in its language, and the title does too."""
    header, *rows = read_rows(fresh / "elements.csv")
    names = [row[header.index(f"name_{code}")] for row in rows for code in ("zh", "en")]
    package = json.loads((fresh / "datapackage.json").read_text(encoding="utf-8"))
    titles = [package[key] for key in ("title", "title_zh", "title_en")]
    assert all(map(is_example, [*names, *titles]))


def test_the_package_describes_every_file(fresh: Path) -> None:
    """datapackage.json lists the files with their columns, as they are."""
    package = json.loads((fresh / "datapackage.json").read_text(encoding="utf-8"))
    described = {
        item["path"]: [field["name"] for field in item["schema"]["fields"]]
        for item in package["resources"]
    }
    assert described == {name: read_rows(fresh / name)[0] for name in MADE}


def test_nothing_of_138_is_in_it(fresh: Path) -> None:
    """No cell is an id, name, driver or quote of the shipped framework."""
    with (ROOT / "data/138/elements.csv").open(encoding="utf-8-sig", newline="") as file:
        elements = list(csv.DictReader(file))
    with (ROOT / "data/138/segments.csv").open(encoding="utf-8-sig", newline="") as file:
        quotes = [row[f"quote_{code}"] for row in csv.DictReader(file) for code in ("zh", "en")]
    texts = {
        row[key] for row in elements for key in row if key not in ("level", "order", "locator")
    }
    cells = {cell for name in MADE for row in read_rows(fresh / name)[1:] for cell in row}
    assert (cells - {""}) & {*texts, *quotes} == set()


def test_the_readme_tells_both_languages_what_to_do(fresh: Path) -> None:
    """Which file first, and the command that checks the folder."""
    chinese, english = (fresh / "README.md").read_text(encoding="utf-8").split("This is")
    for text in (chinese, english):
        assert "python render.py check fresh" in text
        assert text.index("elements.csv") < text.index("segments.csv") < text.index("coding.csv")


@pytest.mark.parametrize("name", ["../x", "A B", "", "a/b", ".x", "-x", "X", "甲", "a\n", "/tmp/x"])
def test_a_bad_name_is_refused(tmp_path: Path, name: str) -> None:
    """A name that could leave the folder or start no file name makes nothing at all."""
    with pytest.raises(NewFrameworkError, match="lower-case letters, digits"):
        make_framework(name, tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_there_stays(tmp_path: Path, kind: str) -> None:
    """A folder or file of that name is refused, and nothing in it is touched."""
    path = tmp_path / "mine"
    if kind == "folder":
        path.mkdir()
        (path / "elements.csv").write_text("mine")
    else:
        path.write_text("mine")
    with pytest.raises(NewFrameworkError, match="mine is there already"):
        make_framework("mine", tmp_path)
    kept = path / "elements.csv" if kind == "folder" else path
    assert kept.read_text() == "mine"
    assert len(list(tmp_path.rglob("*"))) == (2 if kind == "folder" else 1)


def test_the_command_says_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`render.py new` makes the folder and names the check; a second time is a mistake."""
    assert call("new", "fresh", "--in", tmp_path) == 0
    assert f"python render.py check {tmp_path / 'fresh'}" in capsys.readouterr().out
    assert call("new", "fresh", "--in", tmp_path) == 2
    assert capsys.readouterr().err == f"error: {tmp_path / 'fresh'} is there already\n"


def test_it_renders_at_once(fresh: Path, tmp_path: Path) -> None:
    """The examples make a whole report: its title, its names, one cell of four found."""
    options = {"languages": ("en",), "formats": ("html",), "data": str(fresh)}
    (job,), _ = plan(**options)
    content = render_document(job, tmp_path / "out", lambda *_: None).contents
    page = BeautifulSoup(content["fresh-report-en.html"], "lxml")
    assert page.h1.get_text() == "fresh (example)"
    text = page.main.get_text()
    assert "the text states a link in 1 of 4 cells" in text
    for name in ("Goal (example)", "Track two (example)", "Scenario one (example)"):
        assert name in text
