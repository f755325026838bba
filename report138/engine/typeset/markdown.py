"""Markdown as blocks of plain data, by mistune, nbconvert's own parser.

Both exporters set the same blocks, so nothing is parsed twice and no markup is ever built
from text.  Of HTML in it markup.py takes what tags mean; the rest stays text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any, ClassVar
from urllib.parse import unquote

from report138.engine.typeset import blocks as b
from report138.engine.typeset import formulas
from report138.engine.typeset.code_boxes import find_fence_language, make_code
from report138.engine.typeset.grids import make_grid
from report138.engine.typeset.markup import WIDE, Meaning, Tree, make_heading
from report138.engine.typeset.pictures import read_length, read_markdown_picture

PLUGINS = (
    "table",
    "strikethrough",
    "footnotes",
    "task_lists",
    "def_list",
    "mistune.plugins.table.table_in_list",
    "mistune.plugins.table.table_in_quote",
)
# An address as it stands in a sentence: what is not ASCII or ends the sentence is no part of it.
ADDRESS = r"""https?://[!-;=?-~]*[^<.,:;"'!?)\]\s\u0080-\U0010ffff*_]"""
NESTED = 60  # levels that the parser follows
DEEPEST = 8  # levels that a document sets

_WIDE = re.compile(WIDE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What no document can hold: control characters, halves of characters, and what is none.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


@cache
def _make_parser():
    import mistune
    from mistune.plugins.url import parse_url_link

    parser = mistune.create_markdown(renderer="ast", plugins=list(PLUGINS))
    parser.inline.register("url_link", ADDRESS, parse_url_link)
    parser.block.max_nested_level = NESTED
    return parser


def parse_markdown(source: str, reading: Any) -> list[b.Block]:
    """Parse Markdown into blocks; footnotes go to the reading."""
    source = _CONTROL.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    if not source.strip():
        return []
    source, kept = formulas.protect(source)
    tokens, state = _make_parser().parse(source)
    reader = _Reader(reading)
    reader.collect_notes(tokens, state.env)
    blocks = formulas.restore(flatten_deep(reader.read_blocks(tokens)), kept)
    reader.restore_notes(kept)
    return blocks


def parse_html(source: str, reading: Any) -> list[b.Block]:
    """Read a piece of HTML as if it stood in Markdown."""
    html = {"type": "block_html", "raw": _CONTROL.sub("", source)}
    return flatten_deep(_Reader(reading).read_blocks([html]))


@dataclass
class _Tag(b.Node):
    """A tag within a line, until the line is read as a whole."""

    type: ClassVar[str] = "tag"
    raw: str


@dataclass
class _Reader:
    """Reads the tokens of one piece of Markdown."""

    reading: Any
    _found: dict[str, b.Footnote] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._meaning = Meaning(self.read_image, self.lose)

    def read_image(self, url: str, alt: str, given: dict[str, str]) -> b.Node:
        """Return a picture within a line; of one elsewhere a link, never a request."""
        size = read_length(given.get("width", "")), read_length(given.get("height", ""))
        return read_markdown_picture(url, alt, given.get("title", ""), self.reading, size)

    def lose(self, kind: str) -> b.Block:
        """Say that something cannot be shown."""
        self.reading.warn(f"{kind} within Markdown, which a document cannot show")
        return b.Notice(
            self.reading.say(
                f"Markdown 中的 {kind}，文档无法显示", f"{kind} that a document cannot show"
            )
        )

    # ---- footnotes ---------------------------------------------------------------------

    def collect_notes(self, tokens: list[dict[str, Any]], env: dict[str, Any]) -> None:
        """Take the footnotes from the end; one that no mark leads to stays a paragraph."""
        items = tokens.pop()["children"] if tokens and tokens[-1]["type"] == "footnotes" else []
        for item in items:
            number = len(self.reading.notes) + 1
            note = b.Footnote(number, f"note-{number}", [], marks=0)
            self._found[item["attrs"]["key"]] = note
            self.reading.notes.append(note)
        for item in items:
            note = self._found[item["attrs"]["key"]]
            note.blocks = flatten_deep(self.read_blocks(item["children"]))
        for key, text in (env.get("ref_footnotes") or {}).items():
            if key not in self._found:
                children = [{"type": "text", "raw": f"[^{key.lower()}]: {text.strip()}"}]
                tokens.append({"type": "paragraph", "children": children})

    def restore_notes(self, kept: list[tuple[str, b.Formula]]) -> None:
        """Put formulas back into the footnotes of this piece."""
        for note in self._found.values():
            note.blocks = formulas.restore(note.blocks, kept)

    def _read_mark(self, token: dict[str, Any]) -> b.Node:
        note = self._found.get(token["raw"])
        if note is None:
            return b.Text(f"[^{token['raw'].lower()}]")
        note.marks += 1
        return b.FootnoteMark(note.number, note.id, note.marks)

    # ---- blocks ------------------------------------------------------------------------

    def read_blocks(self, tokens: Sequence[dict[str, Any]]) -> list[b.Block]:
        """Read blocks, in one tree with the HTML between them."""
        if not any(token["type"] == "block_html" for token in tokens):
            return [block for token in tokens for block in self.read_block(token)]
        tree = Tree()
        for token in tokens:
            if token["type"] == "block_html":
                tree.read(token["raw"])
            else:
                for block in self.read_block(token):
                    tree.put(block)
        return self._meaning.read_flow(tree.root.children)

    def read_block(self, token: dict[str, Any]) -> list[b.Block]:
        """Read one block."""
        kind, children = token["type"], token.get("children", [])
        if kind == "heading":
            return make_heading(token["attrs"]["level"], self.read_inlines(children))
        if kind in ("paragraph", "block_text"):
            return self._read_paragraph(children)
        if kind == "list":
            given = token["attrs"]
            items = [self._read_item(item) for item in children]
            loose = not token.get("tight", True)
            return [b.List(given["ordered"], items, given.get("start", 1), loose)]
        if kind == "def_list":
            return [self._read_definitions(children)]
        if kind == "block_quote":
            return [b.Quote(self.read_blocks(children))]
        if kind == "block_code":
            info = token.get("attrs", {}).get("info") or ""
            return [make_code(token["raw"], find_fence_language(info))]
        if kind == "table":
            return [self._read_table(children)]
        if kind == "thematic_break":
            return [b.Rule()]
        return []

    def _read_paragraph(self, tokens: list[dict[str, Any]]) -> list[b.Block]:
        inlines = self._read_line(tokens)
        if any(isinstance(inline, _Tag) for inline in inlines):
            return self._meaning.read_flow(self._plant(inlines))
        return [b.Paragraph(inlines)] if inlines else []

    def _read_item(self, token: dict[str, Any]) -> b.ListItem:
        done = token["attrs"]["checked"] if token["type"] == "task_list_item" else None
        return b.ListItem(self.read_blocks(token["children"]), done)

    def _read_definitions(self, tokens: list[dict[str, Any]]) -> b.Definitions:
        items: list[b.Definition] = []
        for token in tokens:
            if token["type"] == "def_list_head":
                items.append(b.Definition(self.read_inlines(token["children"]), []))
            else:
                items[-1].blocks += self.read_blocks(token["children"])
        return b.Definitions(items)

    def _read_table(self, children: list[dict[str, Any]]) -> b.Grid:
        head, body = children
        return make_grid(
            [[self._read_cell(cell, "col") for cell in head["children"]]],
            [[self._read_cell(cell) for cell in row["children"]] for row in body["children"]],
            [cell["attrs"]["align"] or "" for cell in head["children"]],
        )

    def _read_cell(self, token: dict[str, Any], header: str = "") -> b.GridCell:
        return b.GridCell(self.read_inlines(token["children"]), header)

    # ---- inlines -----------------------------------------------------------------------

    def read_inlines(self, tokens: list[dict[str, Any]]) -> list[b.Node]:
        """Read what stands within a line, and the tags in it."""
        inlines = self._read_line(tokens)
        if any(isinstance(inline, _Tag) for inline in inlines):
            return self._meaning.read_inlines(self._plant(inlines))
        return inlines

    def _plant(self, inlines: list[b.Node]) -> list[Any]:
        tree = Tree()
        for inline in inlines:
            if isinstance(inline, _Tag):
                tree.read(inline.raw)
            else:
                tree.put(inline)
        return tree.root.children

    def _read_line(self, tokens: list[dict[str, Any]]) -> list[b.Node]:
        inlines = [self.read_inline(token) for token in tokens]
        for position, token in enumerate(tokens):
            if token["type"] == "softbreak":
                before = b.flatten(inlines[:position])[-1:]
                after = b.flatten(inlines[position + 1 :])[:1]
                joined = _WIDE.match(before) and _WIDE.match(after)
                inlines[position] = b.Text("" if joined else " ")
        return inlines

    def read_inline(self, token: dict[str, Any]) -> b.Node:
        """Read one piece of a line."""
        kind, children = token["type"], token.get("children", [])
        if kind in ("emphasis", "strong", "strikethrough"):
            return b.Styled(kind, self.read_inlines(children))
        if kind == "codespan":
            return b.CodeSpan(token["raw"])
        if kind == "linebreak":
            return b.LineBreak()
        if kind == "softbreak":
            return b.Text(" ")
        if kind == "inline_html":
            return _Tag(token["raw"])
        if kind == "footnote_ref":
            return self._read_mark(token)
        if kind == "link":
            url = token["attrs"]["url"]
            # anchors are as they were typed; in an address percent signs mean something
            url = formulas.unquote_marks(unquote(url) if url.startswith("#") else url)
            return b.Hyperlink(url, self.read_inlines(children))
        if kind == "image":
            alt = b.flatten(self.read_inlines(children))
            return self.read_image(
                token["attrs"]["url"], alt, {"title": token["attrs"].get("title") or ""}
            )
        return b.Text(_ENTITY.sub(lambda found: unescape(found[0]), token.get("raw", "")))


def flatten_deep(blocks: list[b.Block], depth: int = 0) -> list[b.Block]:
    """Return blocks nested no deeper than a page can show; what lies deeper moves up.

    A heading within another block is none of the document's: it becomes a strong line.
    """
    found: list[b.Block] = []
    for block in blocks:
        if isinstance(block, (b.Quote, b.Details, b.Aside)):
            inner = flatten_deep(block.blocks, depth + 1)
            if depth >= DEEPEST:
                head = getattr(block, "inlines", [])
                found += [*([b.Paragraph(head)] if head else []), *inner]
                continue
            block.blocks = inner
        elif isinstance(block, b.List):
            block.items = _raise_items(block.items, depth + 1)
        elif isinstance(block, b.Definitions):
            for item in block.items:
                item.blocks = flatten_deep(item.blocks, depth + 1)
        elif isinstance(block, b.Heading) and depth:
            block = b.Paragraph([b.Styled("strong", block.inlines)])
        found.append(block)
    return found


def _raise_items(items: list[b.ListItem], depth: int) -> list[b.ListItem]:
    """Make the items of a list that lies too deep items of the one around it."""
    found: list[b.ListItem] = []
    for item in items:
        blocks = flatten_deep(item.blocks, depth)
        deeper = [] if depth < DEEPEST else [one for one in blocks if isinstance(one, b.List)]
        own = [block for block in blocks if not any(block is one for one in deeper)]
        found.append(b.ListItem(own, item.done))
        found += [inner for one in deeper for inner in one.items]
    return found
