"""Words that no line holds: broken within the column, on paper and on the page, never cut."""

import io

import pikepdf
import pytest
from executed import Node, make_notebook, show, show_item, write

from report138.engine.typeset.document import read_document
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.outputs import Column, Quotation, Quotes, Run, Table, make_cell
from report138.engine.typeset.pdf import set_pdf

HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
LONG = HASH * 3
CASES: dict[str, list[Node]] = {
    "prose": [write(f"a {LONG} **{LONG}** `{LONG}` [{LONG}](https://example.org)")],
    "heading": [write(f"# {LONG}\n\n## {LONG}\n\n### {LONG}")],
    "quote and list": [write(f"> {LONG}\n\n- {LONG}\n\n1. {LONG}")],
    "printed": [show({"text/plain": LONG})],
    "table of another": [show({"text/html": f"<table><tr><td>{LONG}</td><td>a</td></tr></table>"})],
    "table": [
        show_item(
            Table(
                "k",
                f"caption {LONG}",
                (Column("a"), Column(LONG), Column("c", header=True)),
                (
                    (
                        make_cell(HASH),
                        make_cell(Run(LONG, "muted")),
                        make_cell(Run(HASH, "strong")),
                    ),
                    (make_cell("a"), make_cell(f"note {HASH}"), make_cell("b" * 40)),
                ),
                (f"note {LONG}",),
            )
        )
    ],
    "quotations": [
        show_item(Quotes((Quotation((Run(LONG),), f"P {LONG}", "", LONG),))),
        show_item(Quotes((Quotation((Run(HASH),), HASH), Quotation((Run("a"),), HASH)))),
    ],
    "notice": [show({f"x/{LONG}": "a"})],
}


def list_right_edges(pdf: bytes) -> list[float]:
    """List by how many points the rightmost glyph of each page stays from the page's edge."""
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is in the extra `charts`")
    edges = []
    for page in pdfium.PdfDocument(pdf):
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        edges.append(page.get_width() - max((box[2] for box in boxes), default=0.0))
    return edges


@pytest.mark.parametrize("name", CASES)
def test_no_word_runs_off_the_paper(name: str) -> None:
    """Whatever it stands in, a hash three times as long as usual ends before the margin does."""
    document = read_document(make_notebook(*CASES[name], title=f"Title {HASH}", subtitle=LONG))
    edges = list_right_edges(set_pdf(document))
    assert min(edges) > 30


def test_what_is_broken_is_still_one_word() -> None:
    """Copied from the PDF, a hash in a table is the hash."""
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is in the extra `charts`")
    pdf = set_pdf(read_document(make_notebook(*CASES["table"])))
    words = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf))
    assert HASH in "".join(words.split())
    assert "\u200b" not in words


def test_a_title_of_any_length_is_set() -> None:
    """A PDF holds no piece of metadata longer than 32,767 characters."""
    document = read_document(make_notebook(write("# a"), title="t" * 40_000, author=["a" * 40_000]))
    with pikepdf.open(io.BytesIO(set_pdf(document))) as pdf:
        assert len(str(pdf.docinfo.Title)) == 2_000


def test_a_page_lets_them_break() -> None:
    """Cells of a table with such a word say so; other cells break between words alone."""
    page = HtmlExporter().make_page(read_document(make_notebook(*CASES["table"])))
    assert page.count('class="long"') == 5
    assert ".long { overflow-wrap: anywhere; }" in page
