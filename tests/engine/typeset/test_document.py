"""An executed notebook as a document: which cells, which numbers, which links."""

from typing import Any

import nbformat
import pytest
from executed import Node, make_notebook, show, show_item, write
from nbformat.v4 import new_code_cell, new_notebook, new_output

from report138.engine.typeset.document import Document, read_document
from report138.engine.typeset.outputs import FIGURE_TYPE, TABLE_TYPE, Prose, Table, make_cell
from report138.engine.typeset.outputs import Column as TableColumn
from report138.engine.typeset.shown import Shown

# three by two pixels, grey
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAADklEQVR4nGNoaGhgAGIADAgDAcWhuYYAAAAASUVORK5CYII="


def make_figure(key: str, target: str = "") -> Node:
    """Make a cell that shows a figure, with a link if there is a target."""
    links = [{"target": target, "title": "t", "x": 0, "y": 0, "width": 1, "height": 1}]
    words = {"headline": f"finding of {key}", "reading": "r", "caption": "c", "alt": "a"}
    svg = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    sizes = {"svg": svg, "width_mm": 1, "height_mm": 1}
    data = {"key": key, **words, **sizes, "links": links}
    return show({FIGURE_TYPE: data, "text/html": "<b>no</b>"})


def make_table(key: str, anchor: str = "") -> Node:
    """Make a cell that shows a table, with an anchor in its only cell."""
    cell = {"lines": [], "level": None, "anchor": anchor}
    columns, rows = [{"label": ""}], [{"cells": [cell]}]
    data = {"key": key, "caption": f"caption of {key}", "columns": columns, "rows": rows}
    return show({TABLE_TYPE: data})


def get_blocks(document: Document, kind: str) -> list[Any]:
    """Return the blocks of one type."""
    return [block for block in document.blocks if block.type == kind]


@pytest.mark.parametrize(("language", "kept"), [("zh", "甲"), ("en", "A")])
def test_only_cells_of_the_language_stay(language: str, kept: str) -> None:
    """Of a pair of cells the document has the one in its language; untagged ones stay."""
    notebook = make_notebook(
        write("甲", "lang-zh"), write("A", "lang-en"), write("both"), language=language
    )
    texts = [block.inlines[0].text for block in read_document(notebook).blocks]
    assert texts == [kept, "both"]


def test_metadata_come_from_the_report_and_from_the_renderer() -> None:
    """The output of the report names title and language; the renderer adds the subtitle."""
    notebook = make_notebook(created="2020-02-29")
    notebook.metadata["report138"] = {"subtitle": "S"}
    meta = read_document(notebook).meta
    assert (meta["title"], meta["subtitle"], meta["created"]) == ("T", "S", "2020-02-29")
    assert read_document(notebook).language == "en"


def test_a_plain_notebook_is_a_document_too() -> None:
    """Without any metadata the first title heads it; without a title it is a Report."""
    titled = new_notebook(cells=[write("# My *title*\n\nText"), write("## sub")])
    assert read_document(titled).meta["title"] == "My title"
    assert read_document(new_notebook()).meta["title"] == "Report"


def test_headings_are_numbered_through() -> None:
    """Chapters and sections count on, a new chapter starts its sections anew."""
    source = "# a\n\n## b\n\n## c\n\n### d\n\n# e\n\n## f"
    headings = get_blocks(read_document(make_notebook(write(source))), "heading")
    assert [block.number for block in headings] == ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]
    assert [block.id for block in headings][3] == "sec-1-2-1"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 3], [1, 2]),
        ([2, 3], [1, 2]),
        ([1, 2, 1, 3], [1, 2, 1, 2]),
        ([1, 4, 4, 6], [1, 2, 2, 3]),
        ([3, 2, 1, 2, 3], [1, 1, 1, 2, 3]),
        ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
    ],
)
def test_no_level_of_heading_is_skipped(levels: list[int], expected: list[int]) -> None:
    """On the way down each heading is one level below the one around it, whatever it was given."""
    source = "\n\n".join(f"{'#' * level} h" for level in levels)
    headings = get_blocks(read_document(make_notebook(write(source))), "heading")
    assert [block.level for block in headings] == expected


def test_the_contents_list_two_levels() -> None:
    """Chapters and sections stand in the contents, what is below them does not."""
    document = read_document(make_notebook(write("# a\n\n## b\n\n### c")))
    assert [block.text for block in document.contents] == ["a", "b"]


def test_figures_and_tables_are_counted_apart() -> None:
    """Figure 1, table 1, figure 2, each with an anchor from its key."""
    cells = make_figure("one"), make_table("two"), make_figure("three")
    blocks = read_document(make_notebook(*cells)).blocks
    assert [(block.id, block.number) for block in blocks] == [
        ("fig-one", 1),
        ("tab-two", 1),
        ("fig-three", 2),
    ]


def test_a_figure_shown_again_becomes_a_reference() -> None:
    """The second showing points to the first one by number; nothing is numbered twice."""
    cells = make_figure("zero"), make_figure("one"), make_figure("one"), make_figure("two")
    blocks = read_document(make_notebook(*cells)).blocks
    reference = blocks[2]
    assert reference.type == "reference"
    assert (reference.kind, reference.url, reference.number) == ("figure", "fig-one", 2)
    assert reference.text == "finding of one"
    assert blocks[3].number == 3


def test_a_table_shown_again_becomes_a_reference() -> None:
    """A table is referred to by its caption; a figure of the same key is something else."""
    blocks = read_document(
        make_notebook(make_figure("one"), make_table("one"), make_table("one"))
    ).blocks
    assert [block.type for block in blocks] == ["figure", "table", "reference"]
    assert blocks[2].text == "caption of one"


def test_links_between_parts_of_the_document_stay() -> None:
    """From a figure to a row of a table, and from prose to a figure."""
    cells = make_figure("one", "row"), make_table("two", "row"), write("[x](#fig-one)")
    figure, _, paragraph = read_document(make_notebook(*cells)).blocks
    assert figure.links[0].target == "row"
    assert paragraph.inlines[0].url == "fig-one"


def test_links_to_nowhere_are_dropped() -> None:
    """Where the target is not in the document the text stays and the link goes."""
    figure, paragraph = read_document(
        make_notebook(make_figure("one", "row"), write("[x](#fig-two)"))
    ).blocks
    assert figure.links[0].target == ""
    assert paragraph.inlines[0].url == ""


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("../other.html", "../other.html"),
        ("data.csv", "./data.csv"),
        ("//example.org/a", "https://example.org/a"),
    ],
)
def test_only_web_mail_and_files_beside_it_lead_out(url: str, kept: str) -> None:
    """A link out of the document is an address of the web, a mailbox or a path, never code."""
    (paragraph,) = read_document(make_notebook(write(f"[x]({url})"))).blocks
    assert paragraph.inlines[0].url == kept


def test_reading_leaves_the_notebook_as_it_was() -> None:
    """Both exporters read the same notebook: numbers and dropped links must not reach it."""
    notebook = make_notebook(make_figure("one", "nowhere"))
    before = nbformat.writes(notebook)
    first, second = read_document(notebook), read_document(notebook)
    assert nbformat.writes(notebook) == before
    assert first.blocks == second.blocks


def test_code_is_shown_only_when_asked_for() -> None:
    """A report has no code; with show_code each cell's source stands before its output."""
    notebook = make_notebook(new_code_cell("x = 1"), make_table("one"))
    assert get_blocks(read_document(notebook), "source") == []
    sources = get_blocks(read_document(notebook, shown=Shown(show_code=True)), "source")
    assert [block.text for block in sources] == ["call()", "x = 1", "call()"]


def test_printed_text_is_kept_and_warnings_are_not() -> None:
    """What a cell prints is text of the document; what it logs is not."""
    outputs = [
        new_output("stream", name="stderr", text="warning\n"),
        new_output("stream", name="stdout", text="printed\n"),
    ]
    (block,) = read_document(make_notebook(new_code_cell("f()", outputs=outputs))).blocks
    assert (block.type, block.text) == ("code", "printed")


def test_html_of_other_libraries_is_not_taken() -> None:
    """Their HTML may hold scripts or requests, so the plain text beside it is set."""
    cell = show({"text/html": "<script>x</script>", "text/plain": "   a\n0  1"})
    (block,) = read_document(make_notebook(cell)).blocks
    assert (block.type, block.text) == ("code", "   a\n0  1")


def test_a_bitmap_has_its_size_and_words() -> None:
    """A picture of another library is set at its size, three by two, with its text."""
    cell = show({"image/png": PIXEL, "text/plain": "Six grey points"})
    (block,) = read_document(make_notebook(cell)).blocks
    assert (block.type, block.alt) == ("picture", "Six grey points")
    assert (block.width, block.height) == (3, 2)


def test_prose_is_parsed_as_markdown() -> None:
    """Sentences from code become blocks like those of Markdown cells; empty ones nothing."""
    cells = (show_item(Prose(text)) for text in ("- a\n- b", ""))
    (block,) = read_document(make_notebook(*cells)).blocks
    assert (block.type, len(block.items)) == ("list", 2)


def test_a_real_table_becomes_a_block() -> None:
    """What a notebook shows arrives with its columns and caption."""
    table = Table("k", "caption", (TableColumn("c", header=True),), ((make_cell("v"),),))
    (block,) = read_document(make_notebook(show_item(table))).blocks
    assert (block.id, block.caption) == ("tab-k", "caption")
    assert block.columns[0].label == "c"


def test_a_table_without_rows_says_so() -> None:
    """Nothing to list is a sentence, not an empty grid."""
    table = Table("k", "caption", (TableColumn("c", header=True),), ())
    (block,) = read_document(make_notebook(show_item(table))).blocks
    assert block.type == "paragraph"
    assert block.inlines[0].text.startswith("caption")


def test_a_section_that_shows_nothing_is_left_out() -> None:
    """Its heading and its question go with it; its chapter and the sections beside it stay."""
    nothing = show_item(Prose(""))
    cells = write("# a"), write("## b\n\nwhy?"), nothing, write("## c"), make_table("t")
    blocks = read_document(make_notebook(*cells)).blocks
    assert [getattr(block, "text", "") or block.key for block in blocks] == ["a", "c", "t"]
    assert [block.number for block in blocks[:2]] == ["1", "1.1"]


def test_a_section_of_prose_alone_stays() -> None:
    """Where nothing was to be computed nothing is missing."""
    blocks = read_document(make_notebook(write("# a\n\n## b\n\ntext"))).blocks
    assert [block.type for block in blocks] == ["heading", "heading", "paragraph"]
