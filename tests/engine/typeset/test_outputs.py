"""What a notebook shows: HTML for Jupyter, and beside it the structure for the exporters."""

import json
from base64 import b64decode

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from sample import HOSTILE

from report138.engine.typeset.markdown import parse_markdown
from report138.engine.typeset.outputs import (
    TABLE_TYPE,
    Cell,
    Column,
    Figure,
    Group,
    Prose,
    Run,
    Table,
    escape_markdown,
    make_cell,
)
from report138.engine.typeset.read_output import Reading

TABLE = Table(
    key="k",
    caption=f"caption {HOSTILE}",
    columns=(Column(f"one {HOSTILE}", header=True), Column("two", "right")),
    rows=(
        Group(Cell(((Run(f"group {HOSTILE}", "strong"),),), anchor="there")),
        (make_cell(Run("name", "muted")), make_cell(f"value {HOSTILE}", Run("m", "mark"), level=2)),
    ),
    notes=(f"note {HOSTILE}",),
)


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    """The table's HTML, parsed."""
    return BeautifulSoup(TABLE._repr_mimebundle_()["text/html"], "html.parser")


@pytest.mark.parametrize("name", ["caption", "one", "group", "value", "note"])
def test_text_is_escaped_in_a_tables_html(page: BeautifulSoup, name: str) -> None:
    """Caption, heading, group, cell and note come out as the text that they are."""
    assert f"{name} {HOSTILE}" in page.get_text(" ")
    assert page.find("script") is None


def test_header_cells_have_a_scope(page: BeautifulSoup) -> None:
    """Headings of columns, rows and groups say what they head."""
    scopes = [heading["scope"] for heading in page.find_all("th")]
    assert scopes == ["col", "col", "rowgroup", "row"]
    assert page.find("th", scope="rowgroup")["colspan"] == "2"


def test_styles_are_elements_and_lines_are_broken(page: BeautifulSoup) -> None:
    """Strong, muted and marked runs have their own elements; a second line follows a break."""
    assert page.strong.get_text().startswith("group")
    assert page.small.get_text() == "name"
    assert page.mark.previous_sibling.name == "br"
    assert "text-align: right" in page.find_all("td")[0]["style"]


def test_a_table_carries_its_structure() -> None:
    """Beside the HTML stands plain data that survives JSON: groups, cells, level and anchor."""
    data = json.loads(json.dumps(TABLE._repr_mimebundle_()[TABLE_TYPE]))
    assert data["rows"][0]["group"]["anchor"] == "there"
    assert [cell["level"] for cell in data["rows"][1]["cells"]] == [None, 2]
    assert data["columns"][1] == {"label": "two", "align": "right", "width": 1.0, "header": False}


def test_a_table_is_readable_as_text() -> None:
    """Where no HTML is shown, a line a row stands below the caption."""
    plain = TABLE._repr_mimebundle_()["text/plain"].splitlines()
    assert plain[0] == TABLE.caption
    assert plain[2] == f"name | value {HOSTILE}"


def test_empty_lines_are_left_out_of_a_cell() -> None:
    """What a row of data does not say takes no line."""
    cell = make_cell("a", "", Run(""), (Run(""), Run("b")))
    assert cell.text == "a\nb"
    assert make_cell("").lines == ()


def test_prose_is_markdown() -> None:
    """Sentences are shown as Markdown and as the same text."""
    assert Prose("- a")._repr_mimebundle_() == {"text/markdown": "- a", "text/plain": "- a"}


LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")) | st.just(" "),
    min_size=1,
).map(lambda text: " ".join(text.split()))


@given(text=LINES.filter(bool))
def test_escaped_text_comes_out_as_it_went_in(text: str) -> None:
    """Whatever a line of data holds, Markdown shows it as it stands, in one paragraph."""
    (block,) = parse_markdown(escape_markdown(text), Reading("zh"))
    assert block.type == "paragraph"
    assert "".join(item.text for item in block.inlines) == text


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "AT&amp;T",
        "&lt;b&gt;",
        "1. a",
        "= b",
        "http://a.b",
        "[^]",
        "[a=b]",
        "\\(x\\)",
        "\\[x_1\\]",
        "a\\\\[b",
    ],
)
def test_known_traps_come_out_as_they_went_in(text: str) -> None:
    """Entities, list marks, rules and addresses are text like any other."""
    (block,) = parse_markdown(escape_markdown(text), Reading("zh"))
    assert block.type == "paragraph"
    assert "".join(item.text for item in block.inlines) == text


@pytest.mark.parametrize(("png", "kind"), [(b"bits", "png"), (b"", "svg+xml")])
def test_a_figure_shows_its_bitmap_or_else_its_vectors(png: bytes, kind: str) -> None:
    """In a notebook the picture is the bitmap; where none was drawn, the SVG stands for it."""
    shown = Figure("k", "h", "r", "c", "a", "<svg/>", png)._repr_mimebundle_()["text/html"]
    source = BeautifulSoup(shown, "html.parser").img["src"]
    head, _, content = source.partition(",")
    assert head == f"data:image/{kind};base64"
    assert b64decode(content) == (png or b"<svg/>")
