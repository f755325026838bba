"""HTML within Markdown: tags as what they mean, in one tree with the Markdown around them.

A tag that means nothing here stands as the text that it is; nothing is ever executed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from report138.engine.typeset import blocks as b
from report138.engine.typeset.fonts import is_silent
from report138.engine.typeset.grids import make_grid

Image = Callable[[str, str, dict[str, str]], b.Node]

STYLES = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "emphasis"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **{name: name for name in ("sub", "sup", "small", "mark", "kbd")},
}
CODE = {"code", "tt", "samp"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Shown as what is within them.
PLAIN_INLINES = {"a", "abbr", "bdi", "bdo", "big", "button", "font", "noscript"}
PLAIN_INLINES |= {"nobr", "picture", "q", "rb", "rp", "rt", "ruby", "span"}
PLAIN_BLOCKS = {"address", "article", "aside", "body", "center", "div", "figcaption", "figure"}
PLAIN_BLOCKS |= {"footer", "form", "header", "html", "main", "nav", "p", "section", "summary"}
LISTS = {"ul": False, "ol": True, "menu": False}
TABLE = {"table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"}
BLOCKS = {*PLAIN_BLOCKS, *LISTS, *HEADINGS, *TABLE, "li", "dl", "dt", "dd"}
BLOCKS |= {"blockquote", "pre", "hr", "details", "script", "svg", "math"}
VOID = {"br", "hr", "img", "input", "wbr", "col", "source"}
MEDIA = {"iframe", "video", "audio", "embed", "object"}
SHUT = {"style", "svg", "math", *MEDIA}  # what is within them is not text
KNOWN = {*STYLES, *CODE, *PLAIN_INLINES, *BLOCKS, *VOID, *SHUT}
# A tag that opens ends an open one of these, if no list or table lies between.
ENDS = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr", "caption", "colgroup"},
    **{
        key: {"td", "th", "tr", "thead", "tbody", "colgroup"} for key in ("thead", "tbody", "tfoot")
    },
    **{key: {"p"} for key in BLOCKS - TABLE - {"li", "dt", "dd"}},
}
WALLS = {*LISTS, "dl", "table", "td", "th", "li", "dd", "blockquote", "details"}
ALERTS = ("info", "success", "warning", "danger")  # Bootstrap's, which Jupyter's themes know
DEEPEST = 60

# Between two of these a line break in the source is no space.
WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]"
_JOIN = re.compile(rf"(?<={WIDE})[ \t]*\r?\n\s*(?={WIDE})")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass
class Element:
    """A tag with what is in it: text, elements, and blocks and inlines from Markdown."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Any] = field(default_factory=list)


class Tree(HTMLParser):
    """Builds elements from tags as they come, however badly they are nested."""

    def __init__(self) -> None:
        """Start with nothing open."""
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def read(self, html: str) -> None:
        """Add a piece of HTML."""
        self.feed(html)
        self.close()  # what looks like the start of a tag is text

    def put(self, node: b.Node) -> None:
        """Add what is ready: a block or an inline."""
        self._open[-1].children.append(node)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and end those that end with it."""
        if tag not in KNOWN:
            self.handle_data(self.get_starttag_text() or "")
            return
        self._end(ENDS.get(tag, set()), WALLS - ENDS.get(tag, set()))
        element = Element(tag, {name: value or "" for name, value in attrs})
        if not _is_hidden(element):
            self._open[-1].children.append(element)
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a slash at its end means something in SVG alone."""
        self.handle_starttag(tag, attrs)
        if tag in SHUT:
            self._end({tag}, set())

    def handle_endtag(self, tag: str) -> None:
        """End an element that is open."""
        if tag not in KNOWN:
            self.handle_data(f"</{tag}>")
        elif tag not in VOID:
            self._end({tag}, {"table"} - {tag})

    def handle_data(self, data: str) -> None:
        """Add text."""
        self._open[-1].children.append(data)

    def handle_pi(self, data: str) -> None:
        """Show an instruction to some other program as it is."""
        self.handle_data(f"<?{data}>")

    def _end(self, tags: set[str], walls: set[str]) -> None:
        for position in range(len(self._open) - 1, 0, -1):
            if self._open[position].tag in tags:
                del self._open[position:]
                self._end(tags, walls)
                return
            if self._open[position].tag in walls:
                return


def _is_hidden(element: Element) -> bool:
    style = element.attributes.get("style", "").lower()
    return "hidden" in element.attributes or re.search(r"\bdisplay\s*:\s*none\b", style) is not None


def collapse(text: str) -> str:
    """Make every run of blanks one, and none of a line break between Chinese characters."""
    return _BLANKS.sub(" ", _JOIN.sub("", text))


class Meaning:
    """Turns a tree into blocks or inlines; what cannot be shown is told to `lost`."""

    def __init__(self, image: Image, lost: Callable[[str], b.Node]) -> None:
        """Take who reads pictures, and who says what cannot be shown."""
        self._image, self._lost = image, lost

    # ---- blocks ------------------------------------------------------------------------

    def read_flow(self, children: Sequence[Any]) -> list[b.Block]:
        """Return text, inlines and blocks as blocks: what lies between blocks is a paragraph."""
        found: list[b.Block] = []
        line: list[Any] = []
        for child in children:
            if self._is_block(child):
                found += self._end_line(line)
                line = []
                found += [child] if isinstance(child, b.Block) else self._read_block(child)
            else:
                line.append(child)
        return settle_anchors(found + self._end_line(line))

    def _is_block(self, child: Any) -> bool:
        if isinstance(child, Element):
            inner = child.tag not in SHUT and any(map(self._is_block, child.children))
            return child.tag in BLOCKS or inner
        return isinstance(child, b.Block)

    def _end_line(self, line: list[Any]) -> list[b.Block]:
        inlines = trim(self.read_inlines(line))
        return [b.Paragraph(inlines)] if inlines else []

    def _read_block(self, element: Element) -> list[b.Block]:
        tag, children = element.tag, element.children
        read = getattr(self, f"_read_{tag}", None)
        if tag in LISTS:
            blocks = self._read_list(element)
        elif tag in HEADINGS:
            blocks = make_heading(HEADINGS[tag], trim(self.read_inlines(children)))
        elif read:
            blocks = read(element)
        else:
            blocks = self.read_flow(children)
        name = element.attributes.get("id") or element.attributes.get("name", "")
        return [b.Paragraph([b.Anchor(name)]), *blocks] if name else blocks

    def _read_list(self, element: Element) -> list[b.Block]:
        items, loose = [], []
        for child in element.children:
            if isinstance(child, Element) and child.tag == "li":
                items.append(b.ListItem(self.read_flow(child.children)))
            else:
                loose.append(child)
        more = [b.ListItem([block]) for block in self.read_flow(loose)]
        ordered = LISTS[element.tag]
        start = read_number(element.attributes.get("start", ""), 1) if ordered else 1
        return [b.List(ordered, items + more, start)] if items or more else []

    def _read_dl(self, element: Element) -> list[b.Block]:
        items: list[b.Definition] = []
        for child in _find(element, {"dt", "dd"}):
            if child.tag == "dt":
                items.append(b.Definition(trim(self.read_inlines(child.children)), []))
            else:
                items = items or [b.Definition([], [])]
                items[-1].blocks += self.read_flow(child.children)
        return [b.Definitions(items)] if items else []

    def _read_div(self, element: Element) -> list[b.Block]:
        names = element.attributes.get("class", "").split()
        blocks = self.read_flow(element.children)
        kinds = [kind for kind in ALERTS if f"alert-{kind}" in names]
        return [b.Aside(blocks, (kinds or ["info"])[0])] if "alert" in names and blocks else blocks

    def _read_blockquote(self, element: Element) -> list[b.Block]:
        blocks = self.read_flow(element.children)
        return [b.Quote(blocks)] if blocks else []

    def _read_details(self, element: Element) -> list[b.Block]:
        heads = [c for c in element.children if isinstance(c, Element) and c.tag == "summary"][:1]
        rest = [child for child in element.children if not any(child is head for head in heads)]
        inlines = trim(self.read_inlines(heads[0].children)) if heads else []
        return [b.Details(inlines, self.read_flow(rest))]

    def _read_hr(self, _: Element) -> list[b.Block]:
        return [b.Rule()]

    def _read_pre(self, element: Element) -> list[b.Block]:
        text = read_text(element).strip("\n")
        return [b.Code(text)] if text.strip() else []

    def _read_script(self, element: Element) -> list[b.Block]:
        return [b.Code(f"<script>{read_text(element)}</script>")]

    def _read_svg(self, _: Element) -> list[b.Block]:
        return [self._lost("SVG")]

    def _read_math(self, _: Element) -> list[b.Block]:
        return [self._lost("MathML")]

    def _read_table(self, element: Element) -> list[b.Block]:
        heads = _find(element, {"tr"}, within={"thead"})
        rows = [[self._read_cell(cell) for cell in _find(row, {"td", "th"})] for row in heads]
        count = len(rows)
        for row in _find(element, {"tr"}, within={"tbody", "tfoot"}):
            cells = list(_find(row, {"td", "th"}))
            if count == len(rows) and cells and all(cell.tag == "th" for cell in cells):
                count += 1
            rows.append([self._read_cell(cell) for cell in cells])
        for cell in (cell for row in rows[:count] for cell in row):
            cell.header = "col"
        captions = list(_find(element, {"caption"}))
        if not any(rows):
            return [block for caption in captions for block in self.read_flow(caption.children)]
        caption = collapse("".join(map(read_text, captions))).strip()
        return [make_grid(rows[:count], rows[count:], caption=caption)]

    def _read_cell(self, element: Element) -> b.GridCell:
        given = element.attributes.get("align", "") or element.attributes.get("style", "")
        align = re.search(r"\b(left|right|center)\b", given.lower())
        return b.GridCell(
            trim(self.read_inlines(element.children)),
            "row" if element.tag == "th" else "",
            read_number(element.attributes.get("colspan", ""), 1),
            read_number(element.attributes.get("rowspan", ""), 1),
            align[1] if align else "",
        )

    # ---- inlines -----------------------------------------------------------------------

    def read_inlines(self, children: Sequence[Any]) -> list[b.Node]:
        """Return text, inlines and blocks as inlines: what is a block ends a line."""
        found: list[b.Node] = []
        for child in children:
            if isinstance(child, str):
                text = collapse(child)
                before = found[-1] if found else None
                blank = isinstance(before, b.LineBreak) or (
                    isinstance(before, b.Text) and before.text[-1:] == " "
                )
                found.append(b.Text(text.lstrip(" ") if blank else text))
            elif isinstance(child, Element):
                inner = self._read_inline(child)
                ends = found and inner and child.tag in BLOCKS - {"script"}
                found += [b.LineBreak(), *inner] if ends else inner
            else:
                found += flatten_blocks([child]) if isinstance(child, b.Block) else [child]
        return [one for one in found if one != b.Text("")]

    def _read_inline(self, element: Element) -> list[b.Node]:
        tag, given = element.tag, element.attributes
        if tag == "br":
            return [b.LineBreak()]
        if tag == "img":
            return [self._image(given.get("src", ""), given.get("alt", ""), given)]
        if tag == "input":
            return _read_input(given)
        if tag in MEDIA:
            url = given.get("src") or given.get("data") or _find_source(element)
            return [b.Hyperlink(url, [b.Text(url)])] if url else []
        if tag in SHUT:
            return [] if tag == "style" else flatten_blocks([self._lost(tag)])
        if tag in CODE or tag == "script":
            text = read_text(element)
            return [b.CodeSpan(f"<script>{text}</script>" if tag == "script" else text)]
        inlines = self.read_inlines(element.children)
        if tag in STYLES:
            inlines = [b.Styled(STYLES[tag], inlines)] if inlines else []
        elif tag == "a" and given.get("href", "").strip() and inlines:
            inlines = [b.Hyperlink(given["href"].strip(), inlines)]
        elif tag == "q":
            inlines = [b.Text("“"), *inlines, b.Text("”")]
        name = given.get("id") or given.get("name", "")
        return [b.Anchor(name), *inlines] if name else inlines


def _read_input(given: dict[str, str]) -> list[b.Node]:
    if given.get("type", "").lower() in ("checkbox", "radio"):
        return [b.Text("☑" if "checked" in given else "☐")]
    return [b.Text(given["value"])] if given.get("value") else []


def _find_source(element: Element) -> str:
    return next((source.attributes.get("src", "") for source in _find(element, {"source"})), "")


def _find(element: Element, tags: set[str], within: set[str] | None = None) -> Iterator[Element]:
    """Yield an element's children of some tags; also those in its parts, such as a table's body."""
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in tags and (within is None or "tbody" in within):
                yield child
            elif child.tag in (within or {"div", "form", "tbody"} - tags):
                yield from _find(child, tags)


def read_text(element: Any) -> str:
    """Return the text within an element as it stands."""
    if isinstance(element, str):
        return element
    if not isinstance(element, Element):
        return b.flatten([element])
    return "\n" if element.tag == "br" else "".join(map(read_text, element.children))


def read_number(text: str, otherwise: int) -> int:
    """Read a small whole number, such as a span or the start of a list."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def trim(inlines: list[b.Node]) -> list[b.Node]:
    """Return inlines without blanks and line breaks at either end."""
    found = list(inlines)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while found and (
            isinstance(found[end], b.LineBreak)
            or (isinstance(found[end], b.Text) and not strip(found[end].text, " \n"))
        ):
            del found[end]
        if found and isinstance(found[end], b.Text):
            found[end] = b.Text(strip(found[end].text, " \n"), found[end].lang)
    return found


def settle_anchors(blocks: list[b.Block]) -> list[b.Block]:
    """Move anchors that stand alone to the words that follow, or to the last ones."""
    found: list[b.Block] = []
    anchors: list[b.Node] = []
    for block in blocks:
        inlines = block.inlines if isinstance(block, (b.Paragraph, b.Heading)) else None
        if inlines and all(isinstance(inline, b.Anchor) for inline in inlines):
            anchors += inlines
            continue
        if inlines is not None:
            inlines[:0], anchors = anchors, []
        found.append(block)
    return [*found, b.Paragraph(anchors)] if anchors else found


PICTURES = (b.InlinePicture, b.LostPicture)


def make_heading(level: int, inlines: list[b.Node]) -> list[b.Block]:
    """Make a heading of its words; a picture in it follows, and of no words there is none."""
    pictures = [inline for inline in inlines if isinstance(inline, PICTURES)]
    words = trim([inline for inline in inlines if not isinstance(inline, PICTURES)])
    text = b.flatten(words).strip()
    seen = any(not is_silent(char) and not char.isspace() for char in text)
    heading = [b.Heading(level, words, text, depth=level)] if seen else []
    return [*heading, *(b.Paragraph([picture]) for picture in pictures)]


def flatten_blocks(blocks: Sequence[b.Block]) -> list[b.Node]:
    """Return what blocks say as inlines, a line each."""
    found: list[b.Node] = []
    for block in blocks:
        inner = [item.blocks for item in getattr(block, "items", [])] or [
            getattr(block, "blocks", [])
        ]
        inlines = list(getattr(block, "inlines", [])) or [
            inline for some in inner for inline in flatten_blocks(some)
        ]
        if not inlines and getattr(block, "text", ""):
            inlines = [b.CodeSpan(block.text) if isinstance(block, b.Code) else b.Text(block.text)]
        if isinstance(block, b.Picture):
            inlines = [b.InlinePicture(block)]
        found += [b.LineBreak(), *inlines] if found and inlines else inlines
    return found
