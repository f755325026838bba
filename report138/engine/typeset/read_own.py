"""What the project's own outputs hold under their private MIME types, as blocks.

The content comes from a notebook, which anybody may have written: it is checked like data, and
what does not fit is named in the document, and to the build with the reason.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any

from msgspec import Meta, Struct, ValidationError, convert

from report138 import style
from report138.engine.typeset import blocks as b
from report138.engine.typeset.clean_svg import is_plain_drawing
from report138.engine.typeset.links import LANGUAGES
from report138.engine.typeset.outputs import (
    DOCUMENT_TYPE,
    FIGURE_TYPE,
    GALLERY_TYPE,
    PROSE_TYPE,
    QUOTES_TYPE,
    TABLE_TYPE,
    Cell,
    Column,
    Group,
    Link,
    Quotation,
    Run,
)

MOST_COLUMNS = 3
SHORT = 90  # of a quotation in a column: the width of 45 Chinese characters, in half ones
ALIGNS = ("left", "right", "center")
STYLES = ("", "strong", "muted", "mark")
LONGEST = 100_000  # characters of one text
LARGEST_MM = 2_000.0
_NAME = re.compile(r"[\w.:-]{1,200}")

Text = Annotated[str, Meta(max_length=LONGEST)]
Line = Annotated[str, Meta(max_length=2_000)]
Reader = Callable[[Any, Any, Any], list[b.Block]]


class _Row(Struct):
    """A row of a table as Table.to_json writes it."""

    group: Cell | None = None
    cells: tuple[Cell, ...] = ()


class _Table(Struct):
    key: str
    caption: Text
    columns: Annotated[tuple[Column, ...], Meta(min_length=1, max_length=60)]
    rows: Annotated[tuple[_Row, ...], Meta(max_length=100_000)]
    notes: tuple[Text, ...] = ()
    dense: bool = False


class _Figure(Struct):
    key: str
    headline: Text
    reading: Text
    caption: Text
    alt: Annotated[str, Meta(max_length=4_000)]  # a PDF holds no longer ones
    svg: Annotated[str, Meta(max_length=20_000_000)]
    width_mm: Annotated[float, Meta(ge=1, le=LARGEST_MM)]
    height_mm: Annotated[float, Meta(ge=1, le=LARGEST_MM)]
    links: Annotated[tuple[Link, ...], Meta(max_length=10_000)] = ()


class _Quotes(Struct):
    quotations: Annotated[tuple[Quotation, ...], Meta(max_length=1_000)]


class _Fact(Struct):
    name: Line
    text: Line
    link: Line


class _About(Struct):
    """The metadata of a document; about.py takes of them what it can use."""

    language: Line = ""
    title: Line = ""
    subtitle: Line = ""
    source: Text = ""
    created: Line = ""
    facts: tuple[_Fact, ...] = ()


def _checked(kind: str) -> Callable[[Callable[[Any, Any], list[b.Block]]], Reader]:
    """Name what does not fit a kind instead of showing it."""

    def decorate(read: Callable[[Any, Any], list[b.Block]]) -> Reader:
        def read_or_name(content: Any, _: Any, reading: Any) -> list[b.Block]:
            try:
                return read(content, reading)
            except (ValidationError, ValueError, RecursionError) as error:
                why = str(error)[:300]
            return reading.leave_out(
                f"一项输出（{kind}），内容与类型不符，文档中无法显示。",
                f"An output ({kind}) that a document cannot show.",
                why,
            )

        return read_or_name

    return decorate


@_checked(DOCUMENT_TYPE)
def read_about(content: Any, _: Any) -> list[b.Block]:
    """Check the metadata of a document, which nothing in its text shows."""
    convert(content, _About)
    return []


@_checked(TABLE_TYPE)
def read_own_table(content: Any, reading: Any) -> list[b.Block]:
    """Read a table; of one without rows say that there is nothing to list."""
    given = convert(content, _Table)
    rows = tuple(Group(row.group) if row.group else row.cells for row in given.rows)
    _require_name(given.key)
    for column in given.columns:
        _require(column.align in ALIGNS, f"align {column.align!r}")
        _require(0 < column.width <= 1_000, f"width {column.width}")
        _require(len(column.label) <= LONGEST, "a label that is too long")
    for row in rows:
        short = not isinstance(row, Group) and len(row) != len(given.columns)
        _require(not short, "a row that does not have a cell for each column")
        for cell in [row.cell] if isinstance(row, Group) else row:
            _require_cell(cell)
    if not rows:
        none = reading.say("：无。", ": none.")
        return [b.Paragraph([b.Text(given.caption + none)])]
    return [b.Table(given.key, given.caption, given.columns, rows, given.notes, given.dense)]


@_checked(FIGURE_TYPE)
def read_figure(content: Any, _: Any) -> list[b.Block]:
    """Read a figure."""
    return [_make_figure(content)]


@_checked(GALLERY_TYPE)
def read_gallery(content: Any, _: Any) -> list[b.Block]:
    """Read several figures."""
    return [_make_figure(one) for one in convert(content, list)]


@_checked(PROSE_TYPE)
def read_own_prose(content: Any, _: Any) -> list[b.Block]:
    """Read sentences that are plain text; none at all is nothing to list."""
    text = convert(content, str)
    return [b.Paragraph([b.Text(text)])] if text else [b.NothingToList()]


@_checked(QUOTES_TYPE)
def read_quotes(content: Any, _: Any) -> list[b.Block]:
    """Read quotations; none at all is nothing to list."""
    quotations = convert(content, _Quotes).quotations
    for one in quotations:
        _require(bool(one.text.strip()), "a quotation without words")
        _require(one.lang in ("", *LANGUAGES), f"lang {one.lang!r}")
        _require_runs(one.words)
        for text in (one.locator, one.link, one.translation):
            _require(len(text) <= LONGEST, "a text that is too long")
    if not quotations:
        return [b.NothingToList()]
    side_by_side = 1 < len(quotations) <= MOST_COLUMNS and max(map(_measure, quotations)) <= SHORT
    return [b.Quotes(quotations, columns=len(quotations) if side_by_side else 1)]


# ---- what types do not say -------------------------------------------------------------


def _make_figure(content: Any) -> b.Figure:
    given = convert(content, _Figure)
    _require_name(given.key)
    for link in given.links:
        sides = (link.x, link.y, link.width, link.height)
        _require(all(math.isfinite(side) and -1 <= side <= 2 for side in sides), "a link outside")
        _require(max(len(link.target), len(link.title)) <= LONGEST, "a link that is too long")
    _require(is_plain_drawing(given.svg), "an SVG that is not as this program writes it")
    return b.Figure(**{name: getattr(given, name) for name in given.__struct_fields__})


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(what)


def _require_name(text: str) -> None:
    _require(_NAME.fullmatch(text) is not None, f"name {text[:40]!r}")


def _require_cell(cell: Cell) -> None:
    if cell.level is not None:
        _require(0 <= cell.level < len(style.SHADE_FILL), f"level {cell.level}")
    if cell.anchor:
        _require_name(cell.anchor)
    for line in cell.lines:
        _require_runs(line)


def _require_runs(runs: tuple[Run, ...]) -> None:
    for run in runs:
        _require(run.style in STYLES, f"style {run.style!r}")
        _require(run.lang in ("", *LANGUAGES), f"lang {run.lang!r}")
        _require(max(len(run.text), len(run.link)) <= LONGEST, "a text that is too long")


def _measure(one: Quotation) -> int:
    """Return how wide the words are; a Chinese character is as wide as two others."""
    return sum(1 + (unicodedata.east_asian_width(char) in "FWA") for char in one.text)
