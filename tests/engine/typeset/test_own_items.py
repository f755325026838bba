"""An author's own frames and plots: captioned, numbered and tagged like the report's."""

import io
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pikepdf
import pytest
from executed import make_notebook, show_item
from matplotlib.figure import Figure as Plot
from pdf_text import read_text

from report138.engine.typeset.clean_svg import is_plain_drawing
from report138.engine.typeset.document import read_document
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.outputs import Column, Figure, Group, Table, make_cell
from report138.engine.typeset.own_figure import SETTINGS
from report138.engine.typeset.pdf import set_pdf

WORDS = {"headline": "义乌领先", "caption": "各赛道的格数", "alt": "条形图：三条"}


def draw(title: str = "格数") -> Plot:
    """Draw a bar chart with Chinese words, as somebody would."""
    plot = Plot()
    axes = plot.add_subplot()
    axes.barh(["数字化", "双循环"], [3, -2])
    axes.set_title(title)
    return plot


def test_a_plot_becomes_a_figure_as_the_report_draws_them() -> None:
    """Its drawing is plain, its text is real text in the font of the house."""
    figure = Figure.from_matplotlib(draw(), **WORDS)
    assert is_plain_drawing(figure.svg)
    assert "数字化</text>" in figure.svg
    assert "Noto Sans SC" in figure.svg
    assert (figure.headline, figure.caption, figure.alt) == tuple(WORDS.values())
    assert 50 < figure.width_mm < 200


def test_the_same_plot_twice_is_the_same_figure() -> None:
    """Nothing in it changes from run to run."""
    first, second = (Figure.from_matplotlib(draw(), **WORDS) for _ in range(2))
    assert first == second


def test_a_plot_with_a_formula_is_drawn_in_shapes() -> None:
    """The fonts of a formula are nowhere in a document, so what is drawn needs none."""
    figure = Figure.from_matplotlib(draw("$x^2$"), **WORDS)
    assert "<text" not in figure.svg
    assert is_plain_drawing(figure.svg)


def test_settings_of_the_notebook_stay() -> None:
    """How a plot is saved changes nothing for the next one."""
    before = {name: mpl.rcParams[name] for name in SETTINGS}
    Figure.from_matplotlib(draw(), **WORDS)
    assert {name: mpl.rcParams[name] for name in SETTINGS} == before


def test_a_plot_of_a_notebook_is_not_shown_twice() -> None:
    """Once it is a figure, pyplot, which notebooks show all open plots of, has it no more."""
    plot = plt.figure()
    Figure.from_matplotlib(plot.add_subplot(), **WORDS)
    assert not plt.fignum_exists(plot.number)


@pytest.mark.parametrize("missing", sorted(WORDS))
def test_a_figure_needs_its_words(missing: str) -> None:
    """What a document cannot do without is named."""
    with pytest.raises(ValueError, match=f"{missing} is empty"):
        Figure.from_matplotlib(draw(), **WORDS | {missing: " "})


def test_what_is_no_plot_is_named() -> None:
    """A list is no figure."""
    with pytest.raises(TypeError, match="this is a list"):
        Figure.from_matplotlib([], **WORDS)


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_a_figure_is_saved_by_its_ending(tmp_path: Path, ending: str, start: bytes) -> None:
    """As SVG, PNG and PDF, each what its name says."""
    path = Figure.from_matplotlib(draw(), **WORDS).save(tmp_path / f"a.{ending}")
    assert path.read_bytes().startswith(start)


def test_a_saved_pdf_has_its_fonts_inside(tmp_path: Path) -> None:
    """Its Chinese words can be read anywhere."""
    path = Figure.from_matplotlib(draw(), **WORDS).save(tmp_path / "a.pdf")
    with pikepdf.open(path) as pdf:
        assert "数字化" in read_text(pdf)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """The message names what there is."""
    with pytest.raises(ValueError, match=r"allowed endings: \.svg, \.png, \.pdf"):
        Figure.from_matplotlib(draw(), **WORDS).save(tmp_path / "a.gif")


def test_a_folder_that_is_not_there_is_named_and_not_made(tmp_path: Path) -> None:
    """As matplotlib does it: a slip in a path makes no folders."""
    figure = Figure.from_matplotlib(draw(), **WORDS)
    with pytest.raises(FileNotFoundError, match=r"a\.svg: there is no folder .*missing.*make it"):
        figure.save(tmp_path / "missing" / "deep" / "a.svg")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("reading", ["", "Longer bars have more."])
def test_a_line_on_how_to_read_it_stands_only_where_there_is_one(reading: str) -> None:
    """On the page, on paper and in the notebook alike."""
    figure = Figure.from_matplotlib(draw(), **WORDS, reading=reading)
    page, _ = HtmlExporter().from_notebook_node(make_notebook(show_item(figure)))
    assert ('class="reading"' in page) is bool(reading)
    assert ("<br>" in figure._repr_mimebundle_()["text/html"]) is bool(reading)


def test_a_frame_becomes_a_table() -> None:
    """Words head the rows, numbers stand right with a true minus, what is missing is empty."""
    frame = pd.DataFrame({"甲": [1.0, -2.5, None], "乙": ["x", "y", "z"]}, index=["a", "b", "c"])
    table = Table.from_frame(frame, "标题")
    assert [(one.label, one.align, one.header) for one in table.columns] == [
        ("", "left", True),
        ("甲", "right", False),
        ("乙", "left", False),
    ]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["a", "1", "x"],
        ["b", "−2.5", "y"],
        ["c", "", "z"],
    ]


def test_a_plain_count_of_rows_is_no_column() -> None:
    """The index that pandas makes by itself says nothing."""
    table = Table.from_frame(pd.DataFrame({"a": [1]}), "t")
    assert [column.label for column in table.columns] == ["a"]


def test_levels_of_columns_are_joined() -> None:
    """A heading of two levels is one line."""
    frame = pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")]), index=["r"])
    assert [column.label for column in Table.from_frame(frame, "t").columns] == ["", "a · b"]


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame([range(61)])])
def test_a_frame_that_no_page_can_hold_is_refused(frame: pd.DataFrame) -> None:
    """Without columns, or with more than sixty."""
    with pytest.raises(ValueError, match="allowed"):
        Table.from_frame(frame, "t")


def test_a_table_becomes_a_frame_with_its_groups() -> None:
    """What heads rows stands in the first column of each."""
    cells = (make_cell("1"), make_cell("x"))
    table = Table("k", "c", (Column("a"), Column("b")), (Group(make_cell("head")), cells, cells))
    frame = table.to_frame()
    assert list(frame.columns) == ["", "a", "b"]
    assert frame.to_numpy().tolist() == [["head", "1", "x"]] * 2


def test_own_items_are_numbered_and_tagged_in_both_formats() -> None:
    """A figure and a table: numbers and captions in HTML, a figure with its description in PDF."""
    figure = Figure.from_matplotlib(draw(), **WORDS)
    table = Table.from_frame(pd.DataFrame({"甲": [1]}), "自己的表")
    notebook = make_notebook(show_item(figure), show_item(table), language="zh")
    page, _ = HtmlExporter().from_notebook_node(notebook)
    assert 'id="fig-own-' in page
    assert "图 1" in page.replace("\u00a0", " ").replace("图1", "图 1")
    assert "自己的表" in page
    document = read_document(notebook)
    assert (document.warnings, [block.number for block in document.blocks]) == ([], [1, 1])
    with pikepdf.open(io.BytesIO(set_pdf(document))) as opened:
        assert "数字化" in read_text(opened)
        objects = (one for one in opened.objects if isinstance(one, pikepdf.Dictionary))
        assert WORDS["alt"] in [str(one.get("/Alt", "")) for one in objects]


def test_a_table_in_a_notebook_has_the_tints_of_the_page() -> None:
    """A level is seen in JupyterLab, with words that can be read on it."""
    table = Table("k", "c", (Column("a"),), ((make_cell("3", level=3),),))
    assert "background: #0b4f6c; color: #ffffff" in table._repr_mimebundle_()["text/html"]
