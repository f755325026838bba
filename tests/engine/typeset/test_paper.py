"""How the PDF uses its paper: pages that lie across, chapters that share one, tables that go on."""

import io
import json
import re
from typing import Any

import pikepdf
import pytest
import typst
from executed import Node, make_notebook, show_item, write
from pdf_text import read_pages, read_text

from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.outputs import Cell, Column, Figure, Group, Run, Table, make_cell
from report138.engine.typeset.pdf import PdfExporter

MANY = "A paragraph of its own. " * 20
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'
HASH = {"data_hash": "0" * 64, "command": "make it", "license": "CC0", "framework": "f"}
DATA = {**HASH, "version": "1.0", "created": "2020-02-29"}


def set_pdf(*cells: Node, **meta: object) -> pikepdf.Pdf:
    """Export a notebook of some cells and open the PDF."""
    body, _ = PdfExporter().from_notebook_node(make_notebook(*cells, **meta))
    return pikepdf.open(io.BytesIO(body))


def make_table(columns: int, rows: int, word: str = "cell") -> Node:
    """Make a cell that shows a table, its rows numbered from 1."""
    made = [
        tuple(make_cell(f"row{row}.{word}" if not column else word) for column in range(columns))
        for row in range(1, rows + 1)
    ]
    heads = tuple(Column(f"head{column}", header=not column) for column in range(columns))
    return show_item(Table("wide", "A caption", heads, tuple(made)))


def find_page(pages: list[str], word: str) -> int:
    """Return the number of the page where a word stands, counted from 1."""
    (number,) = [number for number, text in enumerate(pages, 1) if word in text]
    return number


def list_outline(pdf: pikepdf.Pdf) -> list[tuple[str, list[str]]]:
    """List the bookmarks of the top level, each with those below it."""
    with pdf.open_outline() as outline:
        return [(item.title, [inner.title for inner in item.children]) for item in outline.root]


@pytest.fixture(scope="module")
def wide() -> pikepdf.Pdf:
    """A chapter with a table of twelve long words a row, and one more after it."""
    return set_pdf(
        write(f"# One\n\n{MANY}\n\n## Wide\n\nIt leads to the table."),
        make_table(12, 30, "Telecommunications"),
        write("# Two\n\nAfterwards."),
        **DATA,
    )


def test_a_wide_table_lies_across(wide: pikepdf.Pdf) -> None:
    """Its pages are as wide as the others are high, turned by their size and not by a flag."""
    pages = read_pages(wide)
    across = [
        number for number, page in enumerate(wide.pages, 1) if page.mediabox[2] > page.mediabox[3]
    ]
    assert across == [n for n, text in enumerate(pages, 1) if "Telecommunications" in text]
    assert len(across) > 1
    assert not any("/Rotate" in page.obj for page in wide.pages)


def test_what_leads_to_a_wide_table_goes_with_it(wide: pikepdf.Pdf) -> None:
    """Heading and sentence stand above the table, and what follows is upright again."""
    pages = read_pages(wide)
    first = find_page(pages, "row1.")
    assert find_page(pages, "Itleadstothetable.") == first
    after = wide.pages[find_page(pages, "Afterwards.") - 1]
    assert after.mediabox[2] < after.mediabox[3]


def test_pages_across_have_header_footer_and_label(wide: pikepdf.Pdf) -> None:
    """The chapter above, title, version and page number below, columns named again, and labels."""
    pages = read_pages(wide)
    for number, text in enumerate(pages, 1):
        if "Telecommunications" in text:
            assert text.startswith("One")
            assert "head11" in text
            assert f"T·data1.0,2020-02-29{number}" in text
    assert [page.label for page in wide.pages] == [str(n) for n in range(1, len(pages) + 1)]


def test_pages_across_stay_accessible(wide: pikepdf.Pdf, tmp_path: object) -> None:
    """The checker of PDF/UA finds nothing, and the table is one table."""
    pdfua = pytest.importorskip("pdfua")
    path = f"{tmp_path}/wide.pdf"
    wide.save(path)
    assert [str(finding) for finding in pdfua.validate(path).findings] == []
    kinds = [
        str(item.get("/S", "")) for item in wide.objects if isinstance(item, pikepdf.Dictionary)
    ]
    assert kinds.count("/Table") == 1


def test_a_long_table_goes_on_with_its_header() -> None:
    """Sixty rows: each page names the columns, and no row is lost or stands twice."""
    pages = read_pages(set_pdf(write("# One"), make_table(3, 60)))
    with_rows = [text for text in pages if ".cell" in text]
    assert len(with_rows) > 1
    assert all("head0head1head2" in text for text in with_rows)
    rows = re.findall(r"row(\d+)\.", "".join(pages))
    assert rows == [str(number) for number in range(1, 61)]


@pytest.mark.parametrize("lines", range(31, 36))
def test_a_table_does_not_begin_at_the_foot_of_a_page(lines: int) -> None:
    """However much stands above it, caption, header and two rows stand together."""
    above = "\n\n".join(["A line."] * lines)
    pages = read_pages(set_pdf(write(f"# One\n\n{above}\n\n## Here"), make_table(3, 60)))
    opening = pages[find_page(pages, "Acaption") - 1]
    assert all(word in opening for word in ("Here", "head0", "row1.", "row2."))


def test_short_chapters_share_a_page() -> None:
    """The first has a page of its own, the second begins one, the third goes on below."""
    pages = read_pages(set_pdf(*(write(f"# {name}\n\nof-{name}") for name in "abc")))
    assert [find_page(pages, f"of-{name}") for name in "abc"] == [2, 3, 3]


def test_what_runs_over_page_two_leaves_no_blank_page() -> None:
    """50 lines are more than the first chapter’s page holds: the second goes on below the rest."""
    above = "\n\n".join(["A line."] * 50)
    pages = read_pages(set_pdf(write(f"# a\n\n{above}\n\nlast-of-a"), write("# b\n\nof-b")))
    assert find_page(pages, "of-b") == find_page(pages, "last-of-a") == 3


@pytest.mark.parametrize("lines", range(30, 42))
def test_a_chapter_does_not_begin_low_on_a_page(lines: int) -> None:
    """However much stands above it, 50 mm are left below its title: six lines follow it there."""
    above = "\n\n".join(["A line."] * lines)
    after = "\n\n".join(f"of-{number}." for number in range(6))
    pages = read_pages(set_pdf(write("# a"), write(f"# b\n\n{above}"), write(f"# Low\n\n{after}")))
    assert find_page(pages[1:], "Low") == find_page(pages[1:], "of-5.")


@pytest.mark.parametrize(("lines", "page"), [(12, 3), (25, 4)])
def test_a_chapter_takes_its_first_figure_along(lines: int, page: int) -> None:
    """A drawing of 80 mm after its text: there is room below 12 lines, below 25 for the text alone."""
    above = "\n\n".join(["A line."] * lines)
    figure = Figure("f", "A finding", "", "", "a", SVG, b"", 100, 80)
    cells = write("# a"), write(f"# b\n\n{above}"), write(f"# c\n\nof-c {MANY}"), show_item(figure)
    pages = read_pages(set_pdf(*cells))
    assert find_page(pages, "of-c") == find_page(pages, "Afinding") == page


def test_a_chapter_begins_a_page_where_its_cell_says_so() -> None:
    """The tag new-page on the cell of a heading, of a chapter or below it, in any document."""
    cells = (
        write("# a\n\nof-a"),
        write("## b\n\nof-b", "new-page"),
        write("# c\n\nof-c"),
        write("# d\n\nof-d", "new-page"),
    )
    for layout, expected in (("report", [2, 3, 3, 4]), ("brief", [1, 2, 2, 3])):
        pages = read_pages(set_pdf(*cells, layout=layout))
        assert [find_page(pages, f"of-{name}") for name in "abcd"] == expected


# ---- the ends of tables and groups -----------------------------------------------------


def make_groups(*sizes: int) -> Node:
    """Make a cell that shows a table of groups with so many rows each, all of one line."""
    rows: list[Any] = []
    for group, size in enumerate(sizes):
        back = Run("back", link="cell-0")
        rows.append(Group(Cell(((Run(f"group{group}."), back),), anchor=f"cell-{group}")))
        rows += [(make_cell(f"row{group}-{row}."), make_cell("x")) for row in range(size)]
    return show_item(Table("k", "A caption", (Column("a", header=True), Column("b")), tuple(rows)))


def test_a_group_that_goes_on_is_named_again() -> None:
    """On each further page its header stands again, says so, and leads nowhere."""
    pages = read_pages(set_pdf(write("# One"), make_groups(3, 90)))
    parts = [text for text in pages if "row1-" in text]
    assert len(parts) == 3
    assert ["group1.(continued)" in text for text in parts] == [False, True, True]
    assert ["group1.back" in text for text in parts] == [True, False, False]
    assert "group0.(continued)" not in "".join(pages)


@pytest.mark.parametrize("first", range(28, 36))
def test_no_group_begins_with_its_header_alone(first: int) -> None:
    """However many rows stand above it, a row of its own follows the header on its page."""
    pages = read_pages(set_pdf(write("# One"), make_groups(first, 20)))
    assert find_page(pages, "group1.back") == find_page(pages, "row1-0.")


def find_last(pages: list[str]) -> int:
    """Count the rows on the last page that has any."""
    return [count for text in pages if (count := len(re.findall(r"row[\d-]+\.", text)))][-1]


@pytest.mark.parametrize("rows", range(38, 46))
def test_a_table_does_not_end_in_one_row_alone(rows: int) -> None:
    """However long it is, its last page has two rows or more, and no row is lost."""
    pages = read_pages(set_pdf(write("# One"), make_table(2, rows)))
    assert find_last(pages) > 1
    assert re.findall(r"row(\d+)\.", "".join(pages)) == [str(n) for n in range(1, rows + 1)]


@pytest.mark.parametrize("last", [1, 2])
@pytest.mark.parametrize("rows", range(36, 42))
def test_a_last_group_does_not_end_in_one_row_alone(rows: int, last: int) -> None:
    """Of a group of one row the row before it comes along; one of two rows stays together."""
    pages = read_pages(set_pdf(write("# One"), make_groups(rows, last)))
    assert find_last(pages) > 1
    assert find_page(pages, "group1.back") == find_page(pages, "row1-0.")


@pytest.mark.parametrize("rows", range(38, 48))
def test_a_table_from_elsewhere_does_not_end_in_one_row_alone(rows: int) -> None:
    """The same of Markdown's tables."""
    lines = "\n".join(f"| row{row}. | x |" for row in range(1, rows + 1))
    pages = read_pages(set_pdf(write(f"# One\n\n| a | b |\n|---|---|\n{lines}")))
    assert find_last(pages) > 1


def test_tables_that_move_each_other_are_set_where_they_fall(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the layout finds no rest the ends are let go, and the document is set all the same."""
    asked = []
    compile_typst = typst.compile_with_warnings

    def compile_unsteadily(*given: Any, **options: Any) -> Any:
        keeps = json.loads(options["sys_inputs"]["document"])["look"]["keep_ends"]
        asked.append(keeps)
        result, _ = compile_typst(*given, **options)
        return result, ["layout did not converge within 5 attempts"] if keeps else []

    monkeypatch.setattr(typst, "compile_with_warnings", compile_unsteadily)
    assert "row41." in read_text(set_pdf(write("# One"), make_table(2, 41)))
    assert asked == [True, False]


def test_the_colophon_is_a_chapter_of_the_outline() -> None:
    """It stands beside the chapters and not under the last, and the contents lead to it."""
    pdf = set_pdf(write("# a\n\n## b"), **DATA)
    assert list_outline(pdf) == [("a", ["b"]), ("Colophon", [])]
    assert "Colophon2" in read_pages(pdf)[0]


def test_the_colophon_has_the_licence_as_it_is_given() -> None:
    """Nothing is added to it, in either form: who makes the report knows whether it quotes."""
    page, _ = HtmlExporter().from_notebook_node(make_notebook(write("# a"), **DATA))
    assert "<dd>CC0</dd>" in page
    assert "CC0Fonts" in read_pages(set_pdf(write("# a"), **DATA))[-1]


def test_the_colophon_is_on_one_page() -> None:
    """However many lines stand above it, heading and last line are on the same page."""
    for lines in range(28, 40):
        above = "\n\n".join(["A line."] * lines)
        pages = read_pages(set_pdf(write(f"# a\n\n{above}"), **DATA))[1:]
        assert find_page(pages, "Thisdocumentismade") == find_page(pages, "Fonts")


def test_the_metadata_say_who_what_and_of_what() -> None:
    """Author, subject and keywords stand in the information and in XMP."""
    about = {"author": ["An office"], "source": "A leaflet", "keywords": ["lending", "repair"]}
    pdf = set_pdf(write("# a"), **DATA, **about)
    info = [str(pdf.docinfo[key]) for key in ("/Author", "/Subject", "/Keywords")]
    assert info == ["An office", "A leaflet", "lending, repair"]
    xmp = pdf.Root.Metadata.read_bytes().decode()
    for words in ("An office", "A leaflet", "lending"):
        assert words in xmp


def test_a_rare_character_in_a_heading_is_set_in_the_regular_weight() -> None:
    """The semibold has the characters of GB 2312; one more comes from the font that has it."""
    text = read_text(set_pdf(write("# 镕基\n\n**镕**"), language="zh"))
    assert text.count("镕") >= 3  # contents, chapter, emphasis


def test_chinese_words_in_english_say_their_language() -> None:
    """A screen reader learns where to change its voice."""
    pdf = set_pdf(write("# a\n\nOne 数字 two."))
    marks = [
        operands[1].get("/Lang")
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[1])
        if str(operator) == "BDC"
    ]
    assert list(map(str, filter(None, marks))) == ["zh-CN"]


def test_a_paragraph_is_tagged_as_one() -> None:
    """Prose is a paragraph to a reader that follows the tags, each its own."""
    counts = []
    for text in ("One.", "One.\n\nTwo.\n\nThree."):
        pdf = set_pdf(write(f"# a\n\n{text}"))
        kinds = [item.get("/S") for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        counts.append(kinds.count(pikepdf.Name.P))
    assert counts[1] - counts[0] == 2
