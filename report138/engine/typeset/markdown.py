"""Markdown cells as blocks of plain data, by mistune, nbconvert's own parser.

Both exporters set the same blocks, so nothing is parsed twice and no markup is ever built
from text.  Raw HTML in a Markdown cell is shown as the text that it is.
"""

import re
from functools import cache
from typing import Any
from urllib.parse import unquote

from report138.engine.typeset import blocks as b
from report138.engine.typeset import formulas
from report138.engine.typeset.code_boxes import find_fence_language, make_code
from report138.engine.typeset.terminal import drop_controls

# Between two of these a line break in the source is no space.
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]")


@cache
def _make_parser():
    import mistune

    return mistune.create_markdown(renderer="ast", plugins=["table", "strikethrough"])


def parse_markdown(source: str) -> list[b.Block]:
    """Parse Markdown into blocks: heading, paragraph, list, quote, code, table, rule."""
    source, kept = formulas.protect(drop_controls(source))
    return formulas.restore(_parse_blocks(_make_parser()(source)), kept)


def _parse_blocks(tokens: list[dict[str, Any]]) -> list[b.Block]:
    return [block for token in tokens for block in _parse_block(token)]


def _parse_block(token: dict[str, Any]) -> list[b.Block]:
    kind, children = token["type"], token.get("children", [])
    if kind == "heading":
        inlines = _parse_inlines(children)
        level = token["attrs"]["level"]
        return [b.Heading(level, inlines, b.flatten(inlines), depth=level)]
    if kind in ("paragraph", "block_text"):
        return [b.Paragraph(_parse_inlines(children))]
    if kind == "list":
        items = [b.ListItem(_parse_blocks(item["children"])) for item in children]
        return [b.List(token["attrs"]["ordered"], items)]
    if kind == "block_quote":
        return [b.Quote(_parse_blocks(children))]
    if kind == "block_code":
        info = token.get("attrs", {}).get("info") or ""
        return [make_code(token["raw"], find_fence_language(info))]
    if kind == "block_html":
        return [b.Code(token["raw"].rstrip("\n"))]
    if kind == "table":
        return [_parse_table(children)]
    if kind == "thematic_break":
        return [b.Rule()]
    return []


def _parse_table(children: list[dict[str, Any]]) -> b.Grid:
    head, body = children
    aligns = [cell["attrs"]["align"] or "left" for cell in head["children"]]
    return b.Grid(
        head=[[b.GridCell(_parse_inlines(cell["children"]), "col") for cell in head["children"]]],
        rows=[
            [b.GridCell(_parse_inlines(cell["children"])) for cell in row["children"]]
            for row in body["children"]
        ],
        aligns=aligns,
    )


def _parse_inlines(tokens: list[dict[str, Any]]) -> list[b.Node]:
    inlines = [_parse_inline(token) for token in tokens]
    for position, token in enumerate(tokens):
        if token["type"] == "softbreak":
            before, after = (
                b.flatten(inlines[:position])[-1:],
                b.flatten(inlines[position + 1 :])[:1],
            )
            joined = _WIDE.match(before) and _WIDE.match(after)
            inlines[position] = b.Text("" if joined else " ")
    return inlines


def _parse_inline(token: dict[str, Any]) -> b.Node:
    kind, children = token["type"], token.get("children", [])
    if kind in ("emphasis", "strong", "strikethrough"):
        return b.Styled(kind, _parse_inlines(children))
    if kind == "codespan":
        return b.CodeSpan(token["raw"])
    if kind == "linebreak":
        return b.LineBreak()
    if kind == "softbreak":
        return b.Text(" ")
    if kind == "link":
        return b.Hyperlink(unquote(token["attrs"]["url"]), _parse_inlines(children))
    if kind == "image":
        return b.Text(b.flatten(_parse_inlines(children)))
    return b.Text(token.get("raw", ""))
