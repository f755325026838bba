"""Quotations as an output of the project's own: checked, read, and set in both formats."""

import io
import json
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup, Tag
from executed import Node, make_notebook, show, show_item, write
from pdf_text import read_pages
from sample import HOSTILE

from report138.engine.typeset import blocks as b
from report138.engine.typeset.document import read_document
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.outputs import (
    QUOTES_TYPE,
    Cell,
    Column,
    Quotation,
    Quotes,
    Run,
    Table,
    make_cell,
)
from report138.engine.typeset.pdf import PdfExporter
from report138.engine.typeset.web_fonts import FACES, find_characters

WORDS = (Run("以"), Run("数字", "mark"), Run("为牵引"))
ONE = Quotation(WORDS, "P3, lending", "cell-a", "driven by the digital", "zh")
PLAIN = {"text/plain": "words"}


def write_short(count: int) -> Quotation:
    """Write a quotation of so many Chinese characters."""
    return Quotation((Run("字" * count),))


def make_target() -> Node:
    """Make a cell that shows a table with the place that quotations lead to."""
    anchored = Cell(((Run("a"),),), anchor="cell-a")
    return show_item(Table("k", "c", (Column("a"), Column("b")), ((anchored, make_cell("b")),)))


def read(item: Any) -> list[b.Block]:
    """Return the blocks of a cell that shows quotations."""
    return read_document(make_notebook(show_item(item))).blocks


def read_data(data: Any) -> list[b.Block]:
    """Return the blocks of an output whose content is given, with plain text beside it."""
    return read_document(make_notebook(show({QUOTES_TYPE: data, **PLAIN}))).blocks


# ---- in a notebook ---------------------------------------------------------------------


def test_quotations_carry_their_structure() -> None:
    """Beside the HTML stand plain data that survive JSON, and the words as text."""
    bundle = json.loads(json.dumps(Quotes((ONE,))._repr_mimebundle_()))
    assert bundle["text/plain"] == "以数字为牵引\ndriven by the digital\nP3, lending"
    (given,) = bundle[QUOTES_TYPE]["quotations"]
    assert [run["style"] for run in given["words"]] == ["", "mark", ""]
    assert (given["link"], given["lang"]) == ("cell-a", "zh")


def test_jupyter_shows_a_quotation_as_one() -> None:
    """Quoted words in their language with the triggers marked, translation, place; all escaped."""
    one = Quotation((Run(HOSTILE, "mark"),), HOSTILE, "", HOSTILE, "zh")
    page = BeautifulSoup(Quotes((one,))._repr_mimebundle_()["text/html"], "html.parser")
    assert page.blockquote["lang"] == "zh"
    shown = page.mark, page.small, page.figure.figcaption
    assert [part.get_text() for part in shown] == [HOSTILE] * 3
    assert page.find("script") is None


# ---- reading ---------------------------------------------------------------------------


def test_a_quotation_is_read_as_it_was_written() -> None:
    """Words, place, translation and language arrive; a link to nowhere does not."""
    (block,) = read(Quotes((ONE,)))
    assert isinstance(block, b.Quotes)
    (one,) = block.quotations
    assert (one.words, one.locator, one.translation) == (WORDS, ONE.locator, ONE.translation)
    assert (one.link, one.lang) == ("", "zh")


@pytest.mark.parametrize(
    ("lengths", "columns"),
    [((45, 45, 45), 3), ((45, 10), 2), ((46, 10), 1), ((10,), 1), ((5, 5, 5, 5), 1)],
)
def test_two_or_three_short_ones_stand_side_by_side(lengths: tuple[int, ...], columns: int) -> None:
    """Short is up to 45 Chinese characters; what is longer, or more of them, is stacked."""
    (block,) = read(Quotes(tuple(map(write_short, lengths))))
    assert block.columns == columns


def test_two_latin_letters_count_as_one_chinese_character() -> None:
    """Ninety letters are short, one more is not."""
    short, long = (Quotation((Run("x" * count),)) for count in (90, 91))
    assert [read(Quotes((short, other)))[0].columns for other in (short, long)] == [2, 1]


def test_no_quotations_are_nothing_to_list() -> None:
    """A section that calls for them and has none is left out."""
    cells = write("# a"), write("## b\n\nwhy?"), show_item(Quotes(()))
    assert [block.text for block in read_document(make_notebook(*cells)).blocks] == ["a"]


@pytest.mark.parametrize(
    "data",
    [
        "text",
        [],
        {},
        {"quotations": 5},
        {"quotations": ["text"]},
        {"quotations": [{}]},
        {"quotations": [{"words": []}]},
        {"quotations": [{"words": [{"text": " "}]}]},
        {"quotations": [{"words": [{"text": 5}]}]},
        {"quotations": [{"words": ["text"]}]},
        {"quotations": [{"words": [{"text": "a", "style": "red"}]}]},
        {"quotations": [{"words": [{"text": "a", "lang": "fr"}]}]},
        {"quotations": [{"words": [{"text": "a"}], "locator": None}]},
        {"quotations": [{"words": [{"text": "a" * 100_001}]}]},
    ],
)
def test_what_is_no_quotation_is_named(data: Any) -> None:
    """One visible line in the document and one warning, whatever stands beside it."""
    document = read_document(make_notebook(show({QUOTES_TYPE: data, **PLAIN})))
    assert [block.type for block in document.blocks] == ["notice"]
    (warning,) = document.warnings
    assert QUOTES_TYPE in warning


# ---- HTML ------------------------------------------------------------------------------


def set_page(*quotations: Quotation) -> Tag:
    """Set quotations in English, with the table that they lead to, and return their box."""
    notebook = make_notebook(show_item(Quotes(quotations)), make_target())
    body, _ = HtmlExporter().from_notebook_node(notebook)
    return BeautifulSoup(body, "lxml").find(class_="quotes")


def test_the_serif_of_the_page_has_the_quoted_words() -> None:
    """Quotation and translation stand in a figure, yet in the face of running text; the place does not."""
    body, _ = HtmlExporter().from_notebook_node(make_notebook(show_item(Quotes((ONE,)))))
    serif = find_characters(body)[FACES[-1]]
    assert set("以数字为牵引drivenbythedigital") <= serif
    assert "P" not in serif


def test_the_page_quotes_with_place_and_translation() -> None:
    """A figure each: a blockquote in its language, a translation outside it, a place that leads on."""
    figure = set_page(ONE).figure
    assert figure.blockquote["lang"] == "zh-CN"
    assert figure.blockquote.get_text() == "以数字为牵引"
    assert figure.blockquote.mark.get_text() == "数字"
    assert figure.find(class_="translation").get_text() == "driven by the digital"
    assert figure.find(class_="translation").find_parent("blockquote") is None
    assert figure.figcaption.a["href"] == "#cell-a"


def test_words_in_the_documents_language_need_no_mark() -> None:
    """And what is not given leaves no empty element."""
    figure = set_page(Quotation((Run("plain"),))).figure
    assert "lang" not in figure.blockquote.attrs
    assert figure.find(["figcaption", "small"]) is None
    assert figure.find(class_="translation") is None


def test_code_in_quotations_is_text_on_the_page() -> None:
    """Words, translation and place come out as they went in."""
    box = set_page(Quotation((Run(HOSTILE),), HOSTILE, "", HOSTILE))
    assert box.get_text().count(HOSTILE) == 3
    assert box.find("script") is None


# ---- PDF -------------------------------------------------------------------------------


def set_pdf(*quotations: Quotation, **meta: str) -> pikepdf.Pdf:
    """Set quotations in English, with the table that they lead to."""
    notebook = make_notebook(write("# One"), show_item(Quotes(quotations)), make_target(), **meta)
    body, _ = PdfExporter().from_notebook_node(notebook)
    return pikepdf.open(io.BytesIO(body))


def count_tags(pdf: pikepdf.Pdf, kind: str) -> int:
    """Count the structure elements of one kind."""
    items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    return sum(str(item.get("/S", "")) == kind and "/P" in item for item in items)


@pytest.mark.parametrize("count", [1, 3, 4])
def test_the_pdf_quotes_with_place_and_translation(count: int) -> None:
    """Stacked or side by side: each is tagged as a quotation, with its words and its link."""
    pdf = set_pdf(*[ONE] * count)
    text = read_pages(pdf)[1]
    assert text.count("以数字为牵引drivenbythedigitalP3,lending") == count
    assert count_tags(pdf, "/BlockQuote") == count
    assert len(pdf.pages[1].Annots) == count


def test_code_in_quotations_is_text_in_the_pdf() -> None:
    """Typst's own marks too."""
    marks = "#panic(1)$a$@b<c>"
    pdf = set_pdf(Quotation((Run(marks),), marks, "", marks))
    assert read_pages(pdf)[1].count(marks) == 3


def test_three_short_ones_take_a_short_band() -> None:
    """With 45 characters and four lines of translation each, the band is lower than 60 mm."""
    words = Run("字" * 45)
    short = Quotation((words,), "P3", "cell-a", "The quoted words in English. " * 4, "zh")
    pdf = set_pdf(short, short, short)
    places = [float(link.Rect[1]) for link in pdf.pages[1].Annots]
    top = 297 - 20 - 20  # millimetres from the foot: below margin and title
    assert top - min(places) / 72 * 25.4 < 60
