"""Characters that the fonts lack: named by the check, numbered in the PDF, or given a font."""

import io
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import pikepdf
import pytest
import sample
from conftest import ROOT
from drawing import read_drawing
from executed import make_notebook, show_item, write
from large_sample import call
from pdf_text import read_text
from planning import patch_settings, plan

from report138.data.check import check_framework
from report138.engine.plan.fingerprint import (
    explain_difference,
    fingerprint,
    hash_file,
    list_inputs,
)
from report138.engine.typeset import fonts
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.outputs import Figure
from report138.engine.typeset.pdf import PdfExporter
from report138.view import canvas
from report138.view import missing_characters as characters
from report138.view.canvas import finish
from report138.view.missing_characters import list_missing

ALEF, ROCKET = "\u0627", "\U0001f680"  # Arabic letter, emoji
DEJAVU = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"  # it has both
CACHES = (fonts.get_added_families, fonts._covered, fonts.measure_mm)


def forget() -> None:
    """Forget what is known of the fonts."""
    for cache in CACHES:
        cache.cache_clear()


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A font that has the characters, added as `--font` adds it."""
    patch_settings(monkeypatch)  # so that the variable is put back
    forget()
    fonts.add_fonts([DEJAVU])
    yield
    monkeypatch.undo()
    forget()


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    """With status 2 and its name, before anything is rendered."""
    (tmp_path / "x.ttf").write_text("text")
    with pytest.raises(fonts.FontError, match=r"x\.ttf: not a font file"):
        fonts.add_fonts([tmp_path / "x.ttf"])
    assert call("build", "--font", tmp_path / "x.ttf", "--out", tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()


def test_two_fonts_of_one_name_are_refused(tmp_path: Path) -> None:
    """They would count as one among what a document depends on; the same file twice is one."""
    other = tmp_path / DEJAVU.name
    other.write_bytes(DEJAVU.read_bytes())
    with pytest.raises(fonts.FontError, match="two files of one name"):
        fonts.add_fonts([DEJAVU, other])


def list_notes(folder: Path) -> list[str]:
    """Check a folder and return the notes on its characters."""
    return list_missing(check_framework(folder))


def test_nothing_is_missing_in_the_shipped_framework(folder: Path) -> None:
    """Every character of 138 and of the tiny framework is in both fonts."""
    assert list_notes(ROOT / "data" / "138") == []
    assert list_notes(folder) == []


def test_a_missing_character_is_named_with_file_and_row(folder: Path) -> None:
    """Each once, with its code point, and every row in which it stands."""
    sample.set_cell(folder, "elements.csv", 4, "name_en", f"Repair {ALEF}{ALEF}")
    sample.set_cell(folder, "coding.csv", 3, "note_en", f"see {ROCKET}, {ALEF}")
    alef, grin = list_notes(folder)
    assert alef.startswith(
        f"U+0627 {ALEF} is not in the fonts: elements.csv row 4, coding.csv row 3;"
    )
    assert grin.startswith(f"U+1F680 {ROCKET} is not in the fonts: coding.csv row 3;")
    assert "--font FILE" in alef


def test_many_places_are_cut_to_three(folder: Path) -> None:
    """In all six rows of the elements: three are named, three are counted."""
    sample.fill_column(folder, "elements.csv", "aim_en", ALEF)
    (note,) = list_notes(folder)
    assert "elements.csv row 2, elements.csv row 3, elements.csv row 4 and 3 more;" in note


def test_the_check_prints_them_as_notes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing character is no fault: status 0, and a line that starts with note."""
    sample.set_cell(folder, "about.csv", 2, "text_en", ROCKET)
    assert call("check", folder) == 0
    assert "note: U+1F680" in capsys.readouterr().out


def test_what_is_taken_as_known_is_in_the_fonts() -> None:
    """The characters that the check passes without opening a font are in both of them."""
    every = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    common = "".join(char for char in every if characters._COMMON.fullmatch(char))
    assert fonts.find_missing(common) == []


def test_a_line_break_of_windows_is_no_missing_character() -> None:
    """A quoted line break may be two characters, after an editor has saved the file."""
    assert fonts.replace_missing("one\r\ntwo") == "one\r\ntwo"


def set_sheet(words: str) -> str:
    """Set a paragraph as PDF and return the text of its pages."""
    body, _ = PdfExporter().from_notebook_node(make_notebook(write(words)))
    with pikepdf.open(io.BytesIO(body)) as pdf:
        return read_text(pdf)


def make_drawing(words: str) -> Figure:
    """Write words on a sheet of a figure."""
    sheet = canvas.Canvas(60, 10, "en")
    sheet.text(5, 5, words)
    return finish(sheet, key="k", headline="h", reading="r", caption="c", alt="a")


def draw_words(words: str) -> str:
    """Write words on a sheet of a figure and return what stands there."""
    figure = make_drawing(words)
    return "".join(read_drawing(figure, "en").texts)


def test_the_page_leaves_them_to_the_browser() -> None:
    """HTML has the characters themselves: every system has some font for them."""
    body, _ = HtmlExporter().from_notebook_node(make_notebook(write(f"a{ALEF}{ROCKET}b")))
    assert f"<p>a{ALEF}{ROCKET}b</p>" in body


def test_a_figure_in_the_pdf_takes_letters_from_the_fallback() -> None:
    """A label with Polish and Czech letters and an index is set whole."""
    notebook = make_notebook(show_item(make_drawing("Łódź 义乌 ž₂")))
    body, _ = PdfExporter().from_notebook_node(notebook)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert "Łódź义乌ž₂" in read_text(pdf)


@pytest.mark.usefixtures("added")
def test_an_added_font_has_them(folder: Path) -> None:
    """Nothing is missing then, and the check says nothing more."""
    sample.set_cell(folder, "about.csv", 2, "text_en", ALEF)
    assert fonts.find_missing(ALEF) == []
    assert list_notes(folder) == []
    assert fonts.get_added_families() == ["DejaVu Sans"]


@pytest.mark.usefixtures("added")
def test_pdf_and_figures_are_set_with_it() -> None:
    """The characters themselves stand in the PDF and in the drawing."""
    text = set_sheet(f"a{ALEF}b")
    assert ALEF in text
    assert "U+" not in text
    assert draw_words(f"a{ALEF}") == f"a{ALEF}"


@pytest.mark.usefixtures("added")
def test_a_width_is_that_of_the_added_glyph() -> None:
    """A label is measured as it will be drawn: one letter, not the six of its code point."""
    wide = fonts.measure_mm("U+0627", 10)
    assert 0 < fonts.measure_mm(ALEF, 10) < wide / 3


def test_an_added_font_is_a_reason_to_render(added: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The font's content counts among what a document depends on, and the reason names it."""
    (job, *_), _ = plan(data=str(ROOT / "data" / "138"))
    plain = {"parameters": {}, "versions": {}, "title": "", "links": "", "code": ""}
    after = plain | {"inputs": list_inputs(job)}
    assert after["inputs"]["fonts/DejaVuSans.ttf"] == hash_file(DEJAVU)
    patch_settings(monkeypatch, fonts=())
    before = plain | {"inputs": list_inputs(job)}
    assert fingerprint(before) != fingerprint(after)
    assert explain_difference(before, after) == ["changed: fonts/DejaVuSans.ttf"]
