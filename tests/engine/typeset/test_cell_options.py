"""What a cell says of its outputs: captions, descriptions, labels, numbers."""

import pytest
from bs4 import BeautifulSoup
from executed import make_notebook, show, show_item, write
from nbformat.v4 import new_code_cell, new_output
from pdf_text import read_text
from picture_sample import encode, list_alts, make_bitmap, read, set_html, set_pdf

from report138.engine.typeset.cell_options import read_options, strip_options
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.outputs import Column, Table, make_cell

PNG = {"image/png": encode(make_bitmap()), "text/plain": "<Figure size 40x20 with 1 Axes>"}


def show_pictures(source: str, count: int = 1, **metadata: object) -> object:
    """Make a cell that draws pictures."""
    outputs = [new_output("display_data", data=PNG) for _ in range(count)]
    return new_code_cell(source, outputs=outputs, metadata=metadata)


@pytest.mark.parametrize(
    "source",
    [
        "#| caption: Sales: a year\n#| alt: A line\nplot()",
        "#| caption: 'Sales: a year'\n#| alt: \"A line\"\nplot()",
        "\n#| fig-cap: Sales: a year\n#| fig-alt: A line\nplot()",
        "#|caption: Sales: a year\n#|alt: A line",
        "#| caption: >\n#|   Sales:\n#|   a year\n#| alt: A line\nplot()",
    ],
)
def test_first_comments_give_caption_and_description(source: str) -> None:
    """However they are spelt: with or without quotes, as Quarto has them, over several lines."""
    (picture,) = read(show_pictures(source)).blocks
    assert (picture.caption, picture.alt, picture.number) == ("Sales: a year", "A line", 1)


def test_metadata_give_them_too_and_comments_go_before() -> None:
    """A cell's own fields serve where no comment says otherwise."""
    cell = show_pictures("#| alt: from the comment", caption="C", alt="from the field")
    (picture,) = read(cell).blocks
    assert (picture.caption, picture.alt) == ("C", "from the comment")


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", ("销售额", "一条线")), ("en", ("Sales", "A line"))],
)
@pytest.mark.parametrize(
    "source",
    [
        "#| caption-zh: 销售额\n#| caption-en: Sales\n#| alt-zh: 一条线\n#| alt-en: A line\nplot()",
        "#| caption: Sales\n#| caption-zh: 销售额\n#| alt: A line\n#| alt-zh: 一条线\nplot()",
        "#| fig-cap: Sales\n#| fig-cap-zh: 销售额\n#| fig-alt-en: A line\n#| fig-alt-zh: 一条线",
    ],
)
def test_both_languages_have_their_own(source: str, language: str, said: tuple[str, str]) -> None:
    """What names the document's language goes before what names none."""
    (picture,) = read(show_pictures(source), language=language).blocks
    assert (picture.caption, picture.alt) == said


def test_a_table_has_a_caption_in_both_languages() -> None:
    """By the name for anything, or by that for tables, as a field of the cell too."""
    data = {"text/markdown": "| a |\n|---|\n| 1 |"}
    for source, fields in (
        ("#| tbl-cap-zh: 出口\n#| tbl-cap: Exports", {}),
        ("#| caption: Exports", {"caption-zh": "出口"}),
    ):
        outputs = [new_output("display_data", data=data)]
        cell = new_code_cell(source, outputs=outputs, metadata=fields)
        assert read(cell, language="zh").blocks[0].caption == "出口"
        assert read(cell, language="en").blocks[0].caption == "Exports"


def test_a_caption_describes_where_nothing_else_does() -> None:
    """And no warning is left."""
    document = read(show_pictures("#| caption: What it shows"))
    assert (document.blocks[0].alt, document.warnings) == ("What it shows", [])


def test_numbers_run_on_with_the_documents_own() -> None:
    """A table of the project is Table 1, one with a caption of its cell Table 2."""
    own = Table("k", "Own", (Column("a"),), ((make_cell("1"),),))
    markdown = new_code_cell(
        "#| tbl-cap: Theirs",
        outputs=[new_output("display_data", data={"text/markdown": "| a |\n|---|\n| 1 |"})],
    )
    first, second = read(show_item(own), markdown).blocks
    assert (first.number, second.number, second.caption) == (1, 2, "Theirs")


def test_captions_of_a_list_go_to_the_pictures_in_turn() -> None:
    """Two captions for three pictures: the last has none, and no number."""
    blocks = read(show_pictures("#| fig-cap: [One, Two]\n#| alt: [a b, c d, e f]", 3)).blocks
    assert [(block.caption, block.number) for block in blocks] == [("One", 1), ("Two", 2), ("", 0)]
    assert [block.alt for block in blocks] == ["a b", "c d", "e f"]


def test_one_caption_goes_to_the_first_picture() -> None:
    """The others of the cell stay without."""
    blocks = read(show_pictures("#| caption: One", 2)).blocks
    assert [block.caption for block in blocks] == ["One", ""]


def test_a_label_is_an_anchor() -> None:
    """A link of the text leads to the figure in both formats."""
    notebook = make_notebook(
        write("[there](#fig-sales)"), show_pictures("#| label: fig-sales\n#| caption: Sales")
    )
    main = set_html(notebook)
    assert main.p.a["href"] == "#fig-sales"
    assert main.figure["id"] == "fig-sales"
    assert "there" in read_text(set_pdf(notebook))


def test_one_label_twice_stays_one_anchor() -> None:
    """The second figure takes its number for a name."""
    cell = show_pictures("#| label: fig-a\n#| caption: C")
    assert [block.id for block in read(cell, cell).blocks] == ["fig-a", "fig-n2"]


def test_both_formats_show_caption_number_and_description() -> None:
    """As the figures of the project have them."""
    notebook = make_notebook(show_pictures("#| caption: <b> & $x$\n#| alt: A #red bar"))
    figure = set_html(notebook).figure
    assert figure.figcaption.text == "Figure 1 <b> & $x$"
    assert figure.img["alt"] == "A #red bar"
    pdf = set_pdf(notebook)
    assert "Figure1<b>&$x$" in read_text(pdf)
    assert "A #red bar" in list_alts(pdf)


def test_options_are_no_code() -> None:
    """Shown code begins below them; a comment further down stays."""
    assert strip_options("#| alt: a\n#| caption: b\nx = 1\n#| kept\n") == "x = 1\n#| kept\n"
    notebook = make_notebook(show_pictures("#| caption: b\nx = 1"))
    page, _ = HtmlExporter(show_code=True).from_notebook_node(notebook)
    assert "x = 1" in BeautifulSoup(page, "html.parser").text and "#|" not in page


@pytest.mark.parametrize(
    "source", ["#| caption", "#| - a", "#| caption: [1, {a: b}]", "#| caption: *x", "#|", "#| : :"]
)
def test_options_that_say_nothing_are_left(source: str) -> None:
    """No spelling ends the export."""
    options = read_options(show_pictures(source), "en")
    assert options.captions in ((), ("1",), ("*x",))


def test_a_caption_of_a_cell_without_outputs_is_nothing() -> None:
    """There is nothing to head."""
    assert read(new_code_cell("#| caption: C")).blocks == []
    assert read(show({"text/plain": "1"})).blocks[0].type == "code"


@pytest.mark.parametrize(
    ("source", "alt"),
    [
        ("ax.set_title('Sales of a year')", "Sales of a year"),
        ('df.plot(title="Sales (t)")', "Sales (t)"),
        ("plt.title(f'Sales {year}')", ""),
        ("a.set_title('One'); b.set_title('Two')", ""),
        ("plt.title(name)", ""),
    ],
)
def test_the_title_of_a_plot_describes_it(source: str, alt: str) -> None:
    """If the cell's code says one in plain words, and draws one picture."""
    (picture,) = read(show_pictures(source)).blocks
    assert picture.alt == (alt or "Figure without a description")
    two = read(show_pictures(source, 2)).blocks
    assert two[0].alt == "Figure without a description"
