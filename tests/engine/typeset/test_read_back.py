"""Nothing of a table leaves its page, however high its rows; what is cut all the same is said."""

import io
import re

import pikepdf
import pytest
from executed import Node, make_notebook, show_item, write
from pdf_text import read_text

from report138.engine.typeset.document import read_document
from report138.engine.typeset.outputs import Cell, Column, Group, Table, make_cell
from report138.engine.typeset.pdf import set_pdf
from report138.engine.typeset.read_back import find_strays

LONG = "information " * 60


def show_table(columns: int, *rows: "tuple[Cell, ...] | Group", label: str = "head") -> Node:
    """Make a cell that shows a table with some rows and a caption."""
    heads = tuple(Column(f"{label}{number}") for number in range(columns))
    return show_item(Table("high", "The caption", heads, rows))


def make_row(name: str, columns: int, *lines: str) -> tuple[Cell, ...]:
    """Make a row with a name in its first cell and more lines below it."""
    return (make_cell(f"{name} begins", *lines), *[make_cell("x")] * (columns - 1))


HIGH = {
    "rows of long words in narrow columns": show_table(
        20, make_row("first", 20, LONG, "first ends"), make_row("last", 20, LONG, "last ends")
    ),
    "rows of many lines": show_table(
        3,
        make_row("first", 3, *["line"] * 90, "first ends"),
        make_row("last", 3, *["line"] * 90, "last ends"),
    ),
    "a header higher than a page": show_table(
        6, make_row("first", 6, "first ends"), make_row("last", 6, "last ends"), label=LONG
    ),
    "a header of half a page": show_table(
        6,
        *[make_row("first", 6, *["line"] * 20, "first ends")] * 3,
        make_row("last", 6, "last ends"),
        label=LONG[:360],
    ),
    "a group's heading higher than a page": show_table(
        6,
        Group(make_cell("information " * 1500)),
        make_row("first", 6, "first ends"),
        make_row("last", 6, "last ends"),
    ),
    "a last row that pulls the one before": show_table(
        3, make_row("first", 3, "first ends"), make_row("last", 3, *["line"] * 55, "last ends")
    ),
}


def read(pdf: bytes) -> str:
    """Return the text of a PDF without white space."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return read_text(opened)


@pytest.mark.parametrize("cell", HIGH.values(), ids=list(HIGH))
def test_no_part_of_a_table_leaves_its_page(cell: Node) -> None:
    """Caption, header, first and last row are there from end to end, and nothing beyond an edge."""
    document = read_document(make_notebook(write("# Title"), cell))
    pdf = set_pdf(document)
    assert find_strays(pdf) == []
    assert document.warnings == []
    text = read(pdf)
    for words in ("Thecaption", "firstbegins", "firstends", "lastbegins", "lastends"):
        assert words in text, words
    assert re.search(r"(head|information)0", text)


def test_what_begins_beyond_an_edge_is_found() -> None:
    """A page of a PDF with a piece of text above its top, and one with text beyond its right edge."""
    pdf = pikepdf.new()
    for x, y in ((100, 100), (100, 900), (700, 100)):
        pdf.add_blank_page(page_size=(595, 842))
        content = f"q 1 0 0 -1 {x} {y} cm BT (x) Tj ET Q".encode()
        pdf.pages[-1].Contents = pdf.make_stream(content)
    written = io.BytesIO()
    pdf.save(written)
    assert find_strays(written.getvalue()) == [2, 3]


def test_what_no_page_can_hold_is_a_warning() -> None:
    """A formula of 150 rows, which cannot break, is cut, and the build says on which page."""
    rows = "a\\\\" * 150
    document = read_document(
        make_notebook(write("# Title"), write(f"$$\\begin{{matrix}}{rows}\\end{{matrix}}$$"))
    )
    (page,) = find_strays(set_pdf(document))
    assert document.warnings == [f"what no page of the PDF can hold is cut: page {page}"]


def test_a_title_of_a_paragraph_is_short_where_it_runs() -> None:
    """The foot of the page has its first ninety characters, or it would push itself off the page."""
    document = read_document(make_notebook(write(f"# {LONG}"), write("Words.")))
    assert find_strays(set_pdf(document)) == []
    assert document.warnings == []
