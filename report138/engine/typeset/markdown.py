"""Markdown cells as blocks of plain data, by mistune, nbconvert's own parser.

Both exporters set the same blocks, so nothing is parsed twice and no markup is ever built
from text.  Raw HTML in a Markdown cell is shown as the text that it is.
"""

import re
from functools import cache
from typing import Any
from urllib.parse import unquote

Block = dict[str, Any]
Inline = dict[str, Any]

# Between two of these a line break in the source is no space.
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]")


@cache
def _make_parser():
    import mistune

    return mistune.create_markdown(renderer="ast", plugins=["table", "strikethrough"])


def parse_markdown(source: str) -> list[Block]:
    """Parse Markdown into blocks: heading, paragraph, list, quote, code, table, rule."""
    return _parse_blocks(_make_parser()(source))


def _parse_blocks(tokens: list[dict[str, Any]]) -> list[Block]:
    return [block for token in tokens for block in _parse_block(token)]


def _parse_block(token: dict[str, Any]) -> list[Block]:
    kind, children = token["type"], token.get("children", [])
    if kind == "heading":
        inlines = _parse_inlines(children)
        level = token["attrs"]["level"]
        return [{"type": "heading", "level": level, "inlines": inlines, "text": flatten(inlines)}]
    if kind in ("paragraph", "block_text"):
        return [{"type": "paragraph", "inlines": _parse_inlines(children)}]
    if kind == "list":
        items = [_parse_blocks(item["children"]) for item in children]
        return [{"type": "list", "ordered": token["attrs"]["ordered"], "items": items}]
    if kind == "block_quote":
        return [{"type": "quote", "blocks": _parse_blocks(children)}]
    if kind in ("block_code", "block_html"):
        return [{"type": "code", "text": token["raw"].rstrip("\n")}]
    if kind == "table":
        return [_parse_table(children)]
    if kind == "thematic_break":
        return [{"type": "rule"}]
    return []


def _parse_table(children: list[dict[str, Any]]) -> Block:
    head, body = children
    columns = [
        {"label": flatten(_parse_inlines(cell["children"])), "align": cell["attrs"]["align"]}
        for cell in head["children"]
    ]
    rows = [
        [flatten(_parse_inlines(cell["children"])) for cell in row["children"]]
        for row in body["children"]
    ]
    return {"type": "plain_table", "columns": columns, "rows": rows}


def _parse_inlines(tokens: list[dict[str, Any]]) -> list[Inline]:
    inlines = [_parse_inline(token) for token in tokens]
    for position, token in enumerate(tokens):
        if token["type"] == "softbreak":
            before, after = flatten(inlines[:position])[-1:], flatten(inlines[position + 1 :])[:1]
            joined = _WIDE.match(before) and _WIDE.match(after)
            inlines[position] = {"type": "text", "text": "" if joined else " "}
    return inlines


def _parse_inline(token: dict[str, Any]) -> Inline:
    kind, children = token["type"], token.get("children", [])
    if kind in ("emphasis", "strong", "strikethrough"):
        return {"type": kind, "inlines": _parse_inlines(children)}
    if kind == "codespan":
        return {"type": "code", "text": token["raw"]}
    if kind == "linebreak":
        return {"type": "break"}
    if kind == "softbreak":
        return {"type": "text", "text": " "}
    if kind == "link":
        url = unquote(token["attrs"]["url"])
        return {"type": "link", "url": url, "inlines": _parse_inlines(children)}
    if kind == "image":
        return {"type": "text", "text": flatten(_parse_inlines(children))}
    return {"type": "text", "text": token.get("raw", "")}


def flatten(inlines: list[Inline]) -> str:
    """Return the plain text of inlines."""
    return "".join(
        item["text"] if "text" in item else flatten(item.get("inlines", [])) for item in inlines
    )
