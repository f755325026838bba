"""What a document is made of: blocks, the inlines in them, and how both become plain data.

Every reader (Markdown, tables, pictures, outputs of other libraries) makes these, and both
exporters set these and nothing else: text is text wherever it comes from.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, ClassVar

from report138.engine.typeset.outputs import Cell, Column, Group, Link, Quotation


@dataclass
class Node:
    """A block or an inline; `type` is its name in the templates."""

    type: ClassVar[str]


# ---- inlines ---------------------------------------------------------------------------


@dataclass
class Text(Node):
    """Words in no style of their own; `lang` where it is not the document's."""

    type: ClassVar[str] = "text"
    text: str
    lang: str = ""


@dataclass
class LostPicture(Text):
    """Words in the place of a picture that cannot be shown."""


@dataclass
class Styled(Node):
    """Inlines in a style: strong, emphasis, strikethrough, sub, sup, small, mark, kbd, underline."""

    type: ClassVar[str] = "styled"
    style: str
    inlines: list[Node]


@dataclass
class CodeSpan(Node):
    """A piece of code within a line."""

    type: ClassVar[str] = "code"
    text: str


@dataclass
class LineBreak(Node):
    """A line that ends where its author said."""

    type: ClassVar[str] = "break"


@dataclass
class Hyperlink(Node):
    """Inlines that lead somewhere: to an address, a file, or an anchor of the document."""

    type: ClassVar[str] = "link"
    url: str
    inlines: list[Node]


@dataclass
class Formula(Node):
    """A formula: its TeX, its MathML, words for it, and the same as data (mathml.to_data).

    `display` stands on a line of its own, as a block or within a paragraph.  One that could not
    be read has its TeX alone, which is shown.
    """

    type: ClassVar[str] = "formula"
    tex: str
    display: bool = False
    mathml: str = ""
    alt: str = ""
    tree: dict[str, Any] = field(default_factory=dict)


@dataclass
class FootnoteMark(Node):
    """The number that leads to a footnote; `place` counts the marks of one note."""

    type: ClassVar[str] = "footnote_mark"
    number: int
    id: str
    place: int = 1


@dataclass
class Anchor(Node):
    """A place that links lead to, with a name of the author's own."""

    type: ClassVar[str] = "anchor"
    id: str


@dataclass
class InlinePicture(Node):
    """A picture within a line."""

    type: ClassVar[str] = "inline_picture"
    picture: "Picture"


# ---- blocks ----------------------------------------------------------------------------


@dataclass
class Block(Node):
    """A block; `computed` if it comes from a cell's output."""

    computed: bool = field(default=False, kw_only=True)


@dataclass
class Heading(Block):
    """A heading; `level` is its place in the document, `depth` what its author wrote (1 to 6).

    `new_page` if it is to begin a page on paper.
    """

    type: ClassVar[str] = "heading"
    level: int
    inlines: list[Node]
    text: str
    depth: int = 0
    id: str = ""
    number: str = ""
    new_page: bool = False


@dataclass
class Paragraph(Block):
    """A paragraph."""

    type: ClassVar[str] = "paragraph"
    inlines: list[Node]


@dataclass
class ListItem(Node):
    """An item of a list: blocks, and for a task whether it is done."""

    type: ClassVar[str] = "item"
    blocks: list[Block]
    done: bool | None = None


@dataclass
class List(Block):
    """A list; a loose one has space between its items."""

    type: ClassVar[str] = "list"
    ordered: bool
    items: list[ListItem]
    start: int = 1
    loose: bool = False


@dataclass
class Definition(Node):
    """A term with the blocks that define it."""

    type: ClassVar[str] = "definition"
    inlines: list[Node]
    blocks: list[Block]


@dataclass
class Definitions(Block):
    """A list of definitions."""

    type: ClassVar[str] = "definitions"
    items: list[Definition]


@dataclass
class Quote(Block):
    """A quotation."""

    type: ClassVar[str] = "quote"
    blocks: list[Block]


@dataclass
class Quotes(Block):
    """Quotations of the project's own: what `outputs.Quotes` holds; `columns` beside each other."""

    type: ClassVar[str] = "quotes"
    quotations: tuple[Quotation, ...]
    columns: int = 1


@dataclass
class Aside(Block):
    """A box beside the text: info, success, warning, danger."""

    type: ClassVar[str] = "aside"
    blocks: list[Block]
    kind: str = "info"


@dataclass
class Details(Block):
    """Blocks behind a summary: folded on a page, open on paper."""

    type: ClassVar[str] = "details"
    inlines: list[Node]
    blocks: list[Block]


@dataclass
class Footnote(Node):
    """A footnote, with the ids of the marks that lead to it."""

    type: ClassVar[str] = "footnote"
    number: int
    id: str
    blocks: list[Block]
    marks: int = 1


@dataclass
class Footnotes(Block):
    """The footnotes of a cell or of the document."""

    type: ClassVar[str] = "footnotes"
    items: list[Footnote]


@dataclass
class CodeRun(Node):
    """A piece of a line of code; `style` is empty, a class of token, or words of terminal.py."""

    type: ClassVar[str] = "code_run"
    text: str
    style: str = ""


@dataclass
class Code(Block):
    """Code or printed text as it stands; `lines` gives it in styled runs, where it has any.

    `kind`: text (Markdown), output, error (a traceback), stderr; `label` heads the box; `more`
    says how much of it is left out.
    """

    type: ClassVar[str] = "code"
    text: str
    kind: str = "text"
    label: str = ""
    lines: list[list[CodeRun]] = field(default_factory=list)
    more: str = ""


@dataclass
class Source(Block):
    """The code of a notebook's cell, shown on request: folded on a page."""

    type: ClassVar[str] = "source"
    text: str
    lines: list[list[CodeRun]] = field(default_factory=list)


@dataclass
class Table(Block):
    """A table of the project's own: what `outputs.Table` holds, with number and layout."""

    type: ClassVar[str] = "table"
    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Group, ...]
    notes: tuple[str, ...] = ()
    dense: bool = False
    id: str = ""
    number: int = 0
    widths: tuple[float, ...] = ()
    torn: tuple[bool, ...] = ()  # of each column: whether words in it are wider than it is
    landscape: bool = False


@dataclass
class GridCell(Node):
    """A cell of a grid; `header`: col, row, or empty; `fill` and `ink`: colours as #rrggbb."""

    type: ClassVar[str] = "grid_cell"
    inlines: list[Node]
    header: str = ""
    colspan: int = 1
    rowspan: int = 1
    align: str = ""
    fill: str = ""
    ink: str = ""
    bold: bool = False
    italic: bool = False


@dataclass
class Grid(Block):
    """A table from elsewhere: rows of cells with spans; `head` rows repeat on every page.

    `aligns` has one of left, right, center a column; a tight one is set smaller to fit a page.
    """

    type: ClassVar[str] = "grid"
    head: list[list[GridCell]]
    rows: list[list[GridCell]]
    aligns: list[str]
    caption: str = ""
    notes: tuple[str, ...] = ()
    id: str = ""
    number: int = 0
    widths: tuple[float, ...] = ()
    landscape: bool = False
    tight: bool = False


@dataclass
class Figure(Block):
    """A figure of the project's own: what `outputs.Figure` holds without bitmap, with its number."""

    type: ClassVar[str] = "figure"
    key: str
    headline: str
    reading: str
    caption: str
    alt: str
    svg: str
    width_mm: float
    height_mm: float
    links: tuple[Link, ...] = ()
    id: str = ""
    number: int = 0


@dataclass
class Picture(Block):
    """A picture from elsewhere: its bytes in base64, kind (png, jpeg, gif, webp, svg+xml, pdf).

    Sizes are CSS pixels (96 an inch); `svg` is the clean markup of an SVG.  One with a caption
    is numbered as a figure.
    """

    type: ClassVar[str] = "picture"
    kind: str
    data: str
    alt: str
    width: float
    height: float
    svg: str = ""
    caption: str = ""
    id: str = ""
    number: int = 0


@dataclass
class Reference(Block):
    """Instead of a figure or table that the document has shown before."""

    type: ClassVar[str] = "reference"
    kind: str
    url: str
    text: str
    number: int = 0


@dataclass
class Notice(Block):
    """One line about something that a document cannot show."""

    type: ClassVar[str] = "notice"
    text: str


@dataclass
class Rule(Block):
    """A line across the column."""

    type: ClassVar[str] = "rule"


@dataclass
class NothingToList(Block):
    """The trace of an output of the project's own that shows nothing; never set."""

    type: ClassVar[str] = "nothing"


def flatten(inlines: Sequence[Node]) -> str:
    """Return the plain text of inlines."""
    return "".join(map(_flatten_one, inlines))


def _flatten_one(inline: Node) -> str:
    if isinstance(inline, Formula):
        return inline.alt or inline.tex
    if isinstance(inline, InlinePicture):
        return inline.picture.alt
    if hasattr(inline, "text"):
        return inline.text
    return flatten(getattr(inline, "inlines", []))


def walk(value: Any) -> Iterator[Any]:
    """Yield every dataclass inside nested sequences and dataclasses, the outer ones first."""
    if is_dataclass(value):
        yield value
        for one in fields(value):
            yield from walk(getattr(value, one.name))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from walk(inner)


def rebuild(value: Any, change: Callable[[Any], dict[str, Any]]) -> Any:
    """Return nested dataclasses with what `change` says of each: new values by field."""
    if is_dataclass(value):
        new = {one.name: rebuild(getattr(value, one.name), change) for one in fields(value)}
        changed = {name: kept for name, kept in new.items() if kept is not getattr(value, name)}
        changed |= change(value)
        return replace(value, **changed) if changed else value
    if isinstance(value, (list, tuple)):
        inner = [rebuild(one, change) for one in value]
        same = all(new is old for new, old in zip(inner, value, strict=True))
        return value if same else type(value)(inner)
    return value


def to_plain(value: Any) -> Any:
    """Return nodes as nested dictionaries and lists, as JSON can hold them."""
    if is_dataclass(value):
        plain = {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
        return {"type": value.type, **plain} if isinstance(value, Node) else plain
    if isinstance(value, (list, tuple)):
        return [to_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: to_plain(inner) for key, inner in value.items()}
    return value
