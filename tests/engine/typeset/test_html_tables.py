"""HTML of pandas, great_tables, statsmodels and others, read into grids."""

import pytest
from grid_reading import list_texts, open_html, read, read_grid

from report138.engine.typeset import blocks as b
from report138.engine.typeset.contrast import measure_contrast

TWO, THREE = "<td>1</td><td>2</td>", "<td>1</td><td>2</td><td>3</td>"


def wrap(*rows: str, head: str = "") -> str:
    """Make a table of rows of HTML cells."""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}{body}</table>"


def test_index_names_join_the_row_of_column_names() -> None:
    """pandas prints them in a row of their own, empty where the other is not."""
    grid = read_grid(open_html("pandas-index"))
    assert list_texts(grid.head) == [["r", "y", "k", "v", "w"]]
    assert [cell.rowspan for cell in grid.rows[0]] == [4, 1, 1, 1, 1]
    assert [cell.header for cell in grid.rows[0]] == ["row", "row", "", "", ""]


def test_a_pivot_table_keeps_its_header_rows() -> None:
    """Functions over values over classes, and the names of index and columns below."""
    grid = read_grid(open_html("pandas-pivot"))
    assert list_texts(grid.head)[0] == ["", "", "sum", "mean"]
    assert [cell.colspan for cell in grid.head[0]] == [1, 1, 4, 4]
    assert list_texts(grid.head)[3][:2] == ["r", "y"]
    assert list_texts(grid.rows)[0][2:5] == ["4.0", "NaN", "1.333333"]


def test_what_pandas_cuts_stays_as_it_says() -> None:
    """Dots for rows and columns, and the size below."""
    grid = read_grid(open_html("pandas-cut"))
    assert list_texts(grid.rows)[3] == ["..."] * 6
    assert grid.notes == ("20 rows × 6 columns",)
    assert grid.aligns == ["left", "right", "right", "left", "right", "right"]


def test_a_styler_keeps_caption_colours_and_weight() -> None:
    """Its style sheet names cells by ids; ink that is too pale on its fill is replaced."""
    grid = read_grid(open_html("pandas-styler"))
    assert grid.caption == "My caption"
    assert (grid.rows[0][2].fill, grid.rows[0][2].ink) == ("#433d84", "#f1f1f1")
    yellow = grid.rows[0][3]  # pandas: bold red on yellow, 3.9:1
    assert (yellow.fill, yellow.ink, yellow.bold) == ("#ffff00", "#000000", True)
    assert grid.head[0][1].fill == "#222222"
    assert grid.rows[1][3].fill == ""


def test_great_tables_title_and_source_are_caption_and_note() -> None:
    """They are rows of the table there."""
    grid = read_grid(open_html("great-tables"))
    assert grid.caption == "Title of it: A sub title"
    assert grid.notes == ("Source: somebody",)
    assert list_texts(grid.head) == [["Land", "Numbers", "note"], ["value", "pop"]]
    assert [cell.rowspan for cell in grid.head[0]] == [2, 1, 2]
    assert grid.rows[0][1].fill == "#add8e6"  # lightblue
    assert grid.rows[0][0].fill == ""  # white is the page's own


def test_a_row_group_of_great_tables_spans_the_table() -> None:
    """Its name is a header cell over all columns."""
    grid = read_grid(open_html("great-tables-groups"))
    group = grid.rows[0]
    assert (len(group), group[0].colspan, group[0].header) == (1, 5, "row")


def test_a_summary_of_statsmodels_is_three_tables_and_notes() -> None:
    """The coefficients have a head though no thead says so; what stands below is notes."""
    blocks, warnings = read(open_html("statsmodels"))
    first, second, third = blocks
    assert first.caption == "OLS Regression Results"
    assert list_texts(second.head) == [["", "coef", "std err", "t", "P>|t|", "[0.025", "0.975]"]]
    assert list_texts(second.rows)[2][1] == "-0.0022"
    assert third.notes[0] == "Notes:"
    assert third.notes[1].startswith("[1] Standard Errors")
    assert warnings == []


@pytest.mark.parametrize(
    "text", ["-1.5", "1,234,567", "1 234,5", "12%", "−3.0", "$4.50", "2.01e-16", "3.2***", "5 km"]
)
def test_a_column_of_numbers_is_aligned_right_and_kept_as_printed(text: str) -> None:
    """With sign, separators, unit, exponent or stars."""
    grid = read_grid(wrap(f"<td>a</td><td>{text}</td>", "<td>b</td><td>NaN</td>"))
    assert grid.aligns == ["left", "right"]
    assert list_texts(grid.rows) == [["a", text], ["b", "NaN"]]


@pytest.mark.parametrize("text", ["2020-01-01", "12:30", "Room 12", "1 of 4", "True", "1/2"])
def test_other_text_is_aligned_left(text: str) -> None:
    """Dates, times and words with digits are no numbers."""
    assert read_grid(wrap(f"<td>{text}</td><td>x</td>")).aligns == ["left", "left"]


def test_an_author_s_alignment_goes_before_the_content() -> None:
    """A style attribute of the cell."""
    grid = read_grid(wrap('<td style="text-align: center">1</td><td>2</td>'))
    assert [cell.align for cell in grid.rows[0]] == ["center", "right"]


def test_markup_in_a_cell_is_kept() -> None:
    """Styles, lines, links to the web; others are plain text."""
    html = wrap(
        '<td><b>x</b><sup>2</sup><br><a href="https://e.org">y</a> <a href="/z">z</a></td><td>1</td>'
    )
    inlines = read_grid(html).rows[0][0].inlines
    assert inlines == [
        b.Styled("strong", [b.Text("x")]),
        b.Styled("sup", [b.Text("2")]),
        b.LineBreak(),
        b.Hyperlink("https://e.org", [b.Text("y")]),
        b.Text(" "),
        b.Text("z"),
    ]


def test_a_table_in_a_cell_becomes_lines() -> None:
    """Its rows are lines, its cells parted by a bar."""
    inner = "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    grid = read_grid(wrap("<th>a</th><th>b</th>", f"<td>{inner}</td><td>x</td>"))
    assert list_texts(grid.rows) == [["1 | 2\n3 | 4", "x"]]


def test_tables_side_by_side_are_set_one_after_the_other() -> None:
    """A table that only holds tables is no table."""
    blocks, _ = read(wrap(*[f"<td>{wrap('<td>1</td><td>2</td>')}</td>" * 2]))
    assert [type(block) for block in blocks] == [b.Grid, b.Grid]


def test_text_beside_tables_is_kept() -> None:
    """Before a table a paragraph, after the last one a note; what holds a link a paragraph."""
    link = '<p>See <a href="https://e.org">e</a></p>'
    blocks, _ = read(f"<h3>H</h3>{wrap('<td>1</td>')}<p>Source: x</p>{link}")
    assert blocks[0] == b.Paragraph([b.Styled("strong", [b.Text("H")])])
    assert blocks[1].notes == ("Source: x",)
    assert b.flatten(blocks[2].inlines) == "See e"


def test_text_between_rows_is_kept() -> None:
    """Where HTML allows none, browsers show it before the table."""
    blocks, _ = read("<table>stray<tr><td>1</td></tr></table>")
    assert blocks[0] == b.Paragraph([b.Text("stray")])


def test_pictures_in_cells_leave_their_text_and_a_warning() -> None:
    """The alternative text, or that there is one."""
    cell = '<td><img src="x.png" alt="A flag"></td><td><svg><text>t</text></svg></td>'
    blocks, warnings = read(wrap(cell))
    assert list_texts(blocks[0].rows) == [["A flag", "(picture)"]]
    assert len(warnings) == 2


def test_hidden_elements_are_not_shown() -> None:
    """As in a browser: by style or by attribute, a row, a cell, and the words behind stay."""
    cells = '<td>a<span style="display:none">secret</span></td><td hidden>c</td><td>b</td>'
    grid = read_grid(wrap(f"<tr hidden><td>gone</td></tr><tr>{cells}</tr>"))
    assert list_texts(grid.rows) == [["a", "b"]]


def test_a_table_that_waits_for_its_script_is_not_shown() -> None:
    """The placeholder of itables is hidden; its table and the text beside it are there."""
    waiting = "<table hidden><tr><td>Loading …</td></tr></table>"
    style = "<style>.wait { display: none }</style><div class='wait'>Wait.</div>"
    blocks, warnings = read(f"{waiting}{style}Before {wrap('<td>1</td>')}")
    assert [block.type for block in blocks] == ["paragraph", "grid"]
    assert b.flatten(blocks[0].inlines).strip() == "Before"
    assert (list_texts(blocks[1].rows), warnings) == ([["1"]], [])


@pytest.mark.parametrize("html", ["<p>no table</p>", "<table></table>", wrap("<td></td>"), "", "<"])
def test_html_without_a_table_is_declined(html: str) -> None:
    """Another form of the output is taken then."""
    assert read(html) == ([], [])


def test_spans_beyond_the_table_end_with_it() -> None:
    """A hundred thousand columns, all rows, none or nonsense."""
    grid = read_grid(
        wrap(
            "<th>a</th><th>b</th>",
            '<td colspan="100000" rowspan="99999999">x</td>',
            '<td rowspan="-2" colspan="abc">y</td>',
        )
    )
    assert len(grid.aligns) == 3
    assert [(cell.colspan, cell.rowspan) for cell in grid.rows[0]] == [(2, 2), (1, 1)]
    assert list_texts(grid.rows) == [["x", ""], ["y"]]


def test_a_row_that_lacks_cells_is_filled() -> None:
    """One empty cell for all that lack."""
    grid = read_grid(wrap("<td>1</td><td>2</td><td>3</td>", "<td>4</td>"))
    assert [cell.colspan for cell in grid.rows[1]] == [1, 2]


def test_tables_without_closing_tags_are_read() -> None:
    """As browsers close them."""
    grid = read_grid("<table><tr><th>a<th>b<tr><td>1<td>2<tr><td>3<td>4")
    assert list_texts(grid.head) == [["a", "b"]]
    assert list_texts(grid.rows) == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("opening", ["<table><tr><td>x", "<div>", "<b>", "<table>"])
def test_deep_nesting_does_no_harm(opening: str) -> None:
    """Five thousand levels."""
    read(opening * 5000 + wrap("<td>1</td>"))


def test_rows_beyond_the_limit_are_counted() -> None:
    """A note in the document, and a warning of the build."""
    html = wrap(*["<td>1</td><td>2</td>"] * 12)
    blocks, warnings = read(html, max_rows=10)
    assert len(blocks[0].rows) == 10
    assert blocks[0].notes == ("… 2 more rows",)
    assert "2 rows" in warnings[0]
    assert read_grid(html, language="zh", max_rows=10).notes == ("…另有 2 行",)
    assert len(read_grid(html, max_rows=0).rows) == 12


def test_html_that_is_too_long_is_cut_visibly() -> None:
    """Fifty megabytes: what was read is shown, and that it is not all."""
    blocks, warnings = read(wrap("<td>1</td><td>2</td>") + "<p>" + "x" * 50_000_000)
    assert isinstance(blocks[0], b.Grid)
    assert isinstance(blocks[-1], b.Notice)
    assert "long piece of HTML" in warnings[0]


def test_the_most_specific_rule_decides() -> None:
    """Id over class over element, important over all, places among siblings."""
    style = (
        "<style>td { background: #00f } #a { background-color: #0f0 } .c { background: #f00 }"
        " tr td:nth-child(2) { font-weight: 700 } #b { font-weight: 400 }"
        " td:hover { background: #000 } @media print { td { color: red } }"
        " table > tr > td { font-style: italic !important } #a { font-style: normal }</style>"
    )
    grid = read_grid(style + wrap('<td id="a" class="c">1</td><td class="c">2</td><td>3</td>'))
    assert [cell.fill for cell in grid.rows[0]] == ["#00ff00", "#ff0000", "#0000ff"]
    assert [cell.bold for cell in grid.rows[0]] == [False, True, False]
    assert [cell.italic for cell in grid.rows[0]] == [True, True, True]


@pytest.mark.parametrize("colour", ["#ffe0e0", "yellow", "rgb(250 250 0)", "hsl(0 100% 50%)"])
def test_coloured_text_can_be_read_on_the_page(colour: str) -> None:
    """A pale ink is darkened as far as it needs."""
    cell = read_grid(wrap(f'<td style="color: {colour}">x</td><td>y</td>')).rows[0][0]
    assert measure_contrast(cell.ink, "#ffffff") >= 4.5


def test_bars_of_a_styler_are_warned_of() -> None:
    """A gradient is no colour of a cell."""
    html = wrap('<td style="background: linear-gradient(90deg, red 10%, transparent 10%)">1</td>')
    blocks, warnings = read(html)
    assert blocks[0].rows[0][0].fill == ""
    assert "bars" in warnings[0]


def test_texts_in_the_first_column_name_the_rows_where_no_header_is_marked() -> None:
    """Of a table of names and values; a table of numbers alone gets none."""
    grid = read_grid(wrap("<td>Model</td><td>OLS</td>", "<td>Scale</td><td>0.5</td>"))
    assert [[cell.header for cell in row] for row in grid.rows] == [["row", ""], ["row", ""]]
    numbers = read_grid(wrap("<td>1</td><td>2</td>"))
    assert [cell.header for cell in numbers.rows[0]] == ["", ""]


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (("<th>A</th><th>B</th>", "<th>a</th><th>b</th>", TWO), [["A", "B"], ["a", "b"]]),
        (
            ('<th rowspan="2">A</th><th colspan="2">B</th>', "<th>a</th><th>b</th>", THREE),
            [["A", "B"], ["a", "b"]],
        ),
        (('<th rowspan="2">A</th><th>B</th><th>C</th>', TWO, THREE), []),
        (("<th>A</th><th>B</th>", TWO), [["A", "B"]]),
    ],
)
def test_rows_of_headings_without_a_thead_are_a_head(
    rows: tuple[str, ...], head: list[list[str]]
) -> None:
    """All of them; not a row with a heading that reaches down to what it heads."""
    grid = read_grid(wrap(*rows))
    assert list_texts(grid.head) == head


def test_of_rows_of_headings_alone_the_first_is_the_head() -> None:
    """What is left are rows of the table."""
    grid = read_grid(wrap(*["<th>A</th><th>B</th>"] * 3))
    assert (len(grid.head), len(grid.rows)) == (1, 2)


def test_of_two_style_sheets_the_later_one_holds() -> None:
    """However many rules before the first one's say nothing that a table keeps."""
    sheets = "<style>p {margin: 0} p {margin: 1px} td {color: #aa0000}</style>"
    html = f"{sheets}<style>td {{color: #0000aa}}</style>{wrap(TWO)}"
    assert read_grid(html).rows[0][0].ink == "#0000aa"
