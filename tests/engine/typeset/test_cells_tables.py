"""Tables of other libraries in both formats: structure, layout, and nothing that acts."""

import io
import re
from tempfile import NamedTemporaryFile

import pikepdf
import pytest
from bs4 import BeautifulSoup
from grid_reading import make_notebook, open_cell, open_html, set_html, set_pdf
from pdf_text import read_pages, read_text

from report138 import style
from report138.engine.typeset import blocks as b
from report138.engine.typeset.contrast import make_readable, measure_contrast
from report138.engine.typeset.document import read_document
from report138.engine.typeset.fonts import measure_mm
from report138.engine.typeset.grid_width import lay_out_grids
from report138.engine.typeset.grids import make_grid
from report138.engine.typeset.table_width import INSET_MM, SIZE

EVIL = "example.invalid"
HOSTILE = f"""<script>alert(1)</script>
<style>@import "http://{EVIL}/y.css"; td {{ background: url(http://{EVIL}/x.png) }} }} {{</style>
<table onclick="alert(1)"><tr><th onmouseover="x()">a</th><th>b</th></tr>
<tr><td><a href="javascript:alert(3)">js</a><img src="http://{EVIL}/p.png" onerror="alert(4)">
<svg onload="alert(5)"><text>t</text></svg><iframe src="http://{EVIL}/"></iframe></td>
<td style="background: url(http://{EVIL}/z.png); color: expression(alert(1))">
#import "x" $ \\ [x] {{{{ 7*7 }}}} &lt;script&gt;</td></tr></table>"""


def find_tables(page: BeautifulSoup) -> list[list[list[str]]]:
    """Return the texts of each table's cells."""
    return [
        [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
        for table in page.find_all("table")
    ]


def count(pdf: pikepdf.Pdf, kind: str) -> int:
    """Count the structure elements of one kind."""
    return sum(
        1
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind and "/P" in item
    )


def make_wide(columns: int, rows: int = 1, caption: str = "") -> str:
    """Make a table of numbers with names for its rows."""
    head = "".join(f"<th>column{n}</th>" for n in range(columns))
    body = "".join(
        f"<tr><th>r{row}</th>{'<td>123456.78</td>' * columns}</tr>" for row in range(rows)
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{title}<thead><tr><th></th>{head}</tr></thead>{body}</table>"


@pytest.mark.parametrize("name", ["out-df", "out-html-only"])
def test_a_dataframe_is_a_table(name: str) -> None:
    """With header cells for columns and index, numbers to the right, as printed."""
    page = set_html(open_cell(name))
    expected = [["", "country", "value"], ["0", "China", "1.5"], ["1", "India", "22.25"]]
    assert find_tables(page) == [expected]
    assert [cell["scope"] for cell in page.table.find_all("th")] == ["col", "col", "row", "row"]
    assert [cell.get("class") for cell in page.table.find_all("td")[1:3]] == [None, ["right"]]
    pdf = set_pdf(open_cell(name))
    assert "countryvalue0China1.51India22.25" in read_text(pdf)
    assert count(pdf, "/Table") == 1


def test_a_styler_has_its_caption_a_number_and_its_colours() -> None:
    """Not its address; red takes black ink, which is 5.3:1."""
    page = set_html(open_cell("styler"))
    assert page.caption.get_text() == "Table 1 My caption"
    assert page.find("td")["style"] == "background: #ff0000; color: #000000"
    text = read_text(set_pdf(open_cell("styler")))
    assert "Table1Mycaptionx1.00" in text
    assert "0x7f" not in text


def test_the_markup_of_a_markdown_table_is_kept() -> None:
    """Link, bold and code, under header cells."""
    page = set_html(open_cell("table-markup"))
    assert [cell.get_text() for cell in page.find_all("th", scope="col")] == ["a", "b"]
    assert page.table.a["href"] == "https://example.org"
    assert page.table.strong.get_text() == "bold"
    assert "linkboldcode" in read_text(set_pdf(open_cell("table-markup")))


def test_a_markdown_table_is_aligned_as_its_author_says_or_by_content() -> None:
    """Centred where the colons say so; numbers go to the right by themselves."""
    text = "| a | b | c |\n|:-:|---|:--|\n| 1 | 2 | 3 |"
    page = set_html(make_notebook(text=text))
    assert [cell.get("class") for cell in page.find_all("td")] == [["center"], ["right"], None]


def test_fifteen_columns_turn_the_page() -> None:
    """No number of 15 columns stands over another, so each is read whole."""
    pdf = set_pdf(open_cell("table-15-cols"))
    across = [page for page in pdf.pages if page.MediaBox[2] > page.MediaBox[3]]
    assert len(across) == 1
    assert read_text(pdf).count("123456.78") == 15


def test_columns_are_never_narrower_than_their_numbers() -> None:
    """Fifteen numbers of nine characters at 7 points: 12 mm each."""
    cell = b.GridCell([b.Text("123456.78")])
    (grid,) = lay_out_grids(make_grid([], [[cell] * 15]), "en")
    assert grid.landscape
    assert min(grid.widths) > 12
    assert sum(grid.widths) == pytest.approx(style.LANDSCAPE_MM)


@pytest.mark.parametrize(
    ("language", "where"), [("en", "columns1–7of40"), ("zh", "第1–7列，共40列")]
)
def test_forty_columns_are_split_with_their_row_headers(language: str, where: str) -> None:
    """Each part says which columns it shows; nothing is lost."""
    notebook = make_notebook(make_wide(40, 2))
    notebook.metadata["report138"] = {"language": language}
    pdf = set_pdf(notebook)
    text = read_text(pdf)
    parts = count(pdf, "/Table")
    assert parts == 6
    assert where in text
    assert text.count("123456.78") == 80
    assert len(re.findall("r1(?=123456.78)", text)) == parts


def test_a_split_table_has_one_number() -> None:
    """Its parts share it, and their captions tell them apart."""
    text = read_text(set_pdf(make_notebook(make_wide(40, caption="Wide"))))
    assert text.count("Table1Wide,columns") == 6
    assert "Table2" not in text


def test_a_header_cell_over_a_split_is_on_both_sides() -> None:
    """A span is cut to the columns of its part."""
    words = "Telecommunications"
    head = [[b.GridCell([b.Text("all")], "col", colspan=20)]]
    row = [b.GridCell([b.Text(words)]) for _ in range(20)]
    parts = lay_out_grids(make_grid(head, [row]), "en")
    assert [part.head[0][0].colspan for part in parts] == [4, 4, 4, 4, 4]  # 32 mm each


def test_header_rows_stand_on_every_page() -> None:
    """A table of 120 rows goes over three pages."""
    notebook = make_notebook(make_wide(3, 120))
    pages = [page for page in read_pages(set_pdf(notebook)) if "123456.78" in page]
    assert len(pages) >= 3
    assert all("column0column1column2" in page for page in pages)


@pytest.mark.parametrize("place", ["cell", "head"])
def test_a_row_higher_than_a_page_keeps_caption_and_end(place: str) -> None:
    """Three thousand words in one cell: they break over pages and nothing is lost."""
    words = "word " * 3000
    first, cell = (words, "x") if place == "head" else ("a", words)
    rows = f"<tr><td>{cell}</td><td>1</td></tr><tr><td>END</td><td>2</td></tr>"
    head = f"<thead><tr><th>{first}</th><th>HEAD</th></tr></thead>"
    pdf = set_pdf(make_notebook(f"<table><caption>Tall</caption>{head}{rows}</table>"))
    text = read_text(pdf)
    assert text.count("word") == 3000
    assert "Table1Tall" in text
    assert "HEAD" in text
    assert "END2" in text
    caption = next(page for page in read_pages(pdf) if "Table1Tall" in page)
    assert "word" in caption  # the table begins where its caption stands


def test_a_cell_over_many_rows_goes_over_pages() -> None:
    """A group of 150 rows cannot stand on one."""
    rows = "".join(
        f"<tr>{'<th rowspan=150>G</th>' if n == 0 else ''}<td>n{n:03}</td></tr>" for n in range(150)
    )
    pages = read_pages(set_pdf(make_notebook(f"<table>{rows}</table>")))
    found = [[int(n) for n in re.findall(r"n(\d{3})", page)] for page in pages]
    assert [n for page in found for n in page] == list(range(150))
    assert max(map(len, found)) < 60  # rows of 4.4 mm on a page of 257


def test_a_word_wider_than_its_column_is_broken() -> None:
    """An address of 140 characters stays within the page, and beside it the number."""
    address = "https://example.org/" + "a" * 120
    notebook = make_notebook(f"<table><tr><td>{address}</td><td>1,234</td></tr></table>")
    text = read_text(set_pdf(notebook))
    assert address in text.replace("\u200b", "")
    assert "1,234" in text
    cells = [b.GridCell([b.Text(address)]), b.GridCell([b.Text("1,234")])]
    (grid,) = lay_out_grids(make_grid([], [cells]), "en")
    pieces = b.flatten(grid.rows[0][0].inlines).split("\u200b")
    widest = max(measure_mm(piece, SIZE) for piece in pieces)
    assert widest < grid.widths[0] - INSET_MM


@pytest.mark.parametrize("name", ["great-tables", "pandas-pivot", "pandas-styler", "statsmodels"])
def test_tables_of_other_libraries_are_set_in_both_formats(name: str) -> None:
    """Every text of their cells is in the page and in the PDF."""
    notebook = make_notebook(open_html(name))
    source = BeautifulSoup(open_html(name), "lxml")
    texts = [cell.get_text().strip() for cell in source.find_all(["td", "th"])]
    page, pdf = set_html(notebook).main.get_text(), read_text(set_pdf(notebook))
    for text in texts:
        assert text in page
        assert re.sub(r"\s", "", text) in pdf


def test_spans_have_their_scope() -> None:
    """A name over several columns or rows heads a group of them."""
    table = set_html(make_notebook(open_html("pandas-pivot"))).table
    assert table.find("th", string="sum")["scope"] == "colgroup"
    assert table.find("th", string="N")["scope"] == "rowgroup"
    assert table.find("th", string="2020")["scope"] == "row"


def test_nothing_of_a_hostile_table_acts() -> None:
    """No script, handler, address or code is left in the page; its text stays text."""
    page = set_html(make_notebook(HOSTILE))
    main = str(page.main)
    assert EVIL not in main
    for word in ("<script", "onclick", "onmouseover", "onerror", "onload", "<iframe", "<svg"):
        assert word not in main
    assert "javascript:" not in main
    assert '#import "x" $ \\ [x] {{ 7*7 }} <script>' in page.main.get_text()
    assert '#import"x"$\\[x]{{7*7}}<script>' in read_text(set_pdf(make_notebook(HOSTILE)))


@pytest.mark.parametrize("ink", ["#e60000", "#8a2be2", "#007700", "#0000ff"])
def test_coloured_text_can_be_read_on_a_dark_page(ink: str) -> None:
    """It is lightened as far as it needs."""
    html = f'<table><tr><td style="color: {ink}">x</td><td>y</td></tr></table>'
    dark = re.search("--dark: (#[0-9a-f]{6})", str(set_html(make_notebook(html)).main))[1]
    assert dark == make_readable(ink, style.DARK[style.PAPER])
    assert measure_contrast(dark, style.DARK[style.PAPER]) >= 4.5


def test_a_table_in_a_list_is_laid_out() -> None:
    """One within another block has widths too, and turns no page."""
    cell = b.GridCell([b.Text("123456.78")])
    item = b.ListItem([make_grid([], [[cell] * 12])])
    (laid,) = lay_out_grids(b.List(False, [item]), "en")
    (grid,) = laid.items[0].blocks
    assert len(grid.widths) == 12
    assert grid.tight
    assert not grid.landscape


def test_the_same_notebook_gives_the_same_bytes() -> None:
    """No id of a Styler, and no order of a set, is left."""
    notebook = make_notebook(open_html("pandas-styler"))
    assert "T_abc" not in str(set_html(notebook))
    assert str(set_html(notebook)) == str(set_html(notebook))


def test_the_limit_of_rows_can_be_set() -> None:
    """An option of both exporters."""
    notebook = make_notebook(make_wide(2, 12))
    assert len(set_html(notebook, max_rows=10).find_all("tr")) == 11
    assert len(set_html(notebook).find_all("tr")) == 13


def test_row_headers_are_header_cells_of_the_pdf() -> None:
    """Those of the index, with the scope of their row; the cells beside them name them."""
    pdf = set_pdf(make_notebook(open_html("pandas-index")))
    root = pdf.Root.StructTreeRoot
    ids = pikepdf.NameTree(root.IDTree)
    headers = [item for item in ids.values() if item.A[0].get("/Scope") == "/Row"]
    assert len(headers) == 2 + 8  # two groups of four rows each
    assert {str(item.S) for item in headers} == {"/TH"}
    group, row = (str(item.ID) for item in headers[:2])
    cells = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    named = [
        list(map(str, item.A[0].Headers))
        for item in cells
        if item.get("/S") == "/TD" and "/Headers" in item.A[0]
    ]
    assert len(named) == 8 * 3
    assert sum(group in names for names in named) == 4 * 3
    assert sum(row in names for names in named) == 3


@pytest.mark.parametrize(
    "holder",
    [
        "<blockquote>{}</blockquote>",
        '<div class="alert alert-info">{}</div>',
        "<ul><li>{}</li></ul>",
        "<details><summary>s</summary>{}</details>",
        "<dl><dt>t</dt><dd>{}</dd></dl>",
    ],
)
def test_tables_within_other_blocks_have_row_headers_and_widths(holder: str) -> None:
    """As those that stand alone have, which lose theirs to none of them."""
    notebook = make_notebook(make_wide(3, 2), text=holder.format(make_wide(3, 2)))
    pdf = set_pdf(notebook)
    ids = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
    assert sum(item.A[0].get("/Scope") == "/Row" for item in ids.values()) == 2 * 2
    blocks = [block for block in read_document(notebook).blocks if block.type != "heading"]
    laid = [one for block in blocks for one in b.walk(lay_out_grids(block, "en"))]
    assert [len(one.widths) for one in laid if isinstance(one, b.Grid)] == [4, 4]


def test_pdfua_finds_no_failure() -> None:
    """With heads, without, with one that is higher than a page, and in parts."""
    pdfua = pytest.importorskip("pdfua")
    names = ("great-tables-groups", "pandas-pivot", "statsmodels")
    high = (
        f"<table><tr><th>{'word ' * 3000}</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    numbers = "<table><tr><td>1</td><td>2</td></tr></table>"
    notebook = make_notebook(*map(open_html, names), high, numbers, make_wide(40, 2))
    made = io.BytesIO()
    set_pdf(notebook).save(made)
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(made.getvalue())
        file.flush()
        assert [str(finding) for finding in pdfua.validate(file.name).findings] == []
