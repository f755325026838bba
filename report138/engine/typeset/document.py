"""An executed notebook as a document: metadata, numbered blocks, contents, checked links."""

import base64
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from report138.engine.typeset.markdown import Block, parse_markdown
from report138.engine.typeset.outputs import DOCUMENT_TYPE, FIGURE_TYPE, GALLERY_TYPE, TABLE_TYPE

LANGUAGE_TAG = "lang-"
BARE = {"language": "en", "subtitle": "", "layout": "report", "command": ""}
WORDS = {
    "zh": {"figure": "图", "table": "表", "contents": "目录", "colophon": "版本说明"},
    "en": {
        "figure": "Figure",
        "table": "Table",
        "contents": "Contents",
        "colophon": "Colophon",
    },
}


@dataclass
class Document:
    """What both exporters set: metadata, blocks, and the headings for the contents."""

    meta: dict[str, Any]
    blocks: list[Block]
    contents: list[Block] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The document's language code, zh or en."""
        return self.meta["language"]


def read_document(notebook: Any, *, show_code: bool = False) -> Document:
    """Turn an executed notebook into a document in the language it was run for."""
    meta = find_metadata(notebook)
    blocks = [
        block for cell in notebook.cells for block in _read_cell(cell, meta["language"], show_code)
    ]
    blocks = _refer_back(_drop_empty_sections(blocks), meta["language"])
    _number(blocks)
    contents = [block for block in blocks if block["type"] == "heading" and block["level"] < 3]
    _drop_dead_links(blocks)
    return Document(meta, blocks, contents)


def find_metadata(notebook: Any) -> dict[str, Any]:
    """Return what the notebook says of its document; a plain one gets bare necessities."""
    given = dict(notebook.metadata.get("report138", {}))
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            found = output.get("data", {}).get(DOCUMENT_TYPE)
            if found:
                return {**BARE, **found, **given}
    title = next(_find_titles(notebook), "")
    return {**BARE, "title": title or "Report", **given}


def _find_titles(notebook: Any) -> Iterator[str]:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for block in parse_markdown(cell.source):
                if block["type"] == "heading" and block["level"] == 1:
                    yield block["text"]


def _read_cell(cell: Any, language: str, show_code: bool) -> Iterator[Block]:
    tags = cell.metadata.get("tags", [])
    languages = [tag[len(LANGUAGE_TAG) :] for tag in tags if tag.startswith(LANGUAGE_TAG)]
    if languages and language not in languages:
        return
    if cell.cell_type == "markdown":
        yield from parse_markdown(cell.source)
    elif cell.cell_type == "code":
        if show_code and cell.source.strip():
            yield {"type": "source", "text": cell.source}
        for output in cell.get("outputs", []):
            shown = list(_read_output(output, language))
            about = DOCUMENT_TYPE in output.get("data", {})
            yield from ({**block, "computed": True} for block in shown)
            if not shown and not about:
                yield {"type": "nothing"}


def _read_output(output: Any, language: str) -> Iterator[Block]:
    data = output.get("data", {})
    if output["output_type"] == "stream":
        if output["name"] == "stdout":
            yield {"type": "code", "text": output["text"].rstrip("\n")}
    elif DOCUMENT_TYPE in data:
        return
    elif TABLE_TYPE in data:
        yield _read_table(_copy(data[TABLE_TYPE]), language)
    elif FIGURE_TYPE in data:
        yield {"type": "figure", **_copy(data[FIGURE_TYPE])}
    elif GALLERY_TYPE in data:
        yield from ({"type": "figure", **figure} for figure in _copy(data[GALLERY_TYPE]))
    elif "text/markdown" in data:
        yield from parse_markdown(data["text/markdown"])
    elif "image/png" in data:
        yield _wrap_picture("".join(data["image/png"].split()), data.get("text/plain", ""))
    elif "text/plain" in data:
        # What other libraries show is set as text: their HTML may hold scripts or requests.
        yield {"type": "code", "text": data["text/plain"]}


def _copy(data: Any) -> Any:
    """Copy what an output holds: changes to links and numbers must not reach the notebook."""
    return json.loads(json.dumps(data))


def _read_table(table: dict[str, Any], language: str) -> Block:
    """Say of a table without rows that there is nothing to list."""
    if table["rows"]:
        return {"type": "table", **table}
    none = "：无。" if language == "zh" else ": none."
    return {"type": "paragraph", "inlines": [{"type": "text", "text": table["caption"] + none}]}


def _drop_empty_sections(blocks: list[Block]) -> list[Block]:
    """Leave out a section whose calls showed nothing, with its heading and its question."""
    kept: list[Block] = []
    section: list[Block] = []
    for block in [*blocks, {"type": "heading", "level": 1}]:
        if block["type"] == "heading":
            asked = any(item["type"] == "nothing" for item in section)
            answered = any(item.get("computed") for item in section)
            chapter = bool(section) and section[0].get("level") == 1
            if chapter or answered or not asked:
                kept += section
            section = []
        section.append(block)
    return [block for block in kept if block["type"] != "nothing"]


def _refer_back(blocks: list[Block], language: str) -> list[Block]:
    """Put a reference in the place of a figure or table that the document has shown before."""
    shown: set[str] = set()
    kept = []
    for block in blocks:
        name = f"{block['type'][:3]}-{block.get('key', '')}"
        if block["type"] not in ("figure", "table"):
            kept.append(block)
        elif name not in shown:
            shown.add(name)
            kept.append(block)
        else:
            text = block.get("headline") or block["caption"]
            kept.append({"type": "reference", "kind": block["type"], "url": name, "text": text})
    return kept


def _wrap_picture(encoded: str, alt: str) -> Block:
    """Wrap a bitmap of another library in an SVG, which both exporters can set."""
    width, height = struct.unpack(">II", base64.b64decode(encoded)[16:24])
    image = f'<image width="{width}" height="{height}" href="data:image/png;base64,{encoded}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{image}</svg>'
    return {"type": "picture", "svg": svg, "alt": alt}


def _number(blocks: list[Block]) -> None:
    """Give headings their numbers and ids, tables and figures theirs, in document order."""
    counts = {"figure": 0, "table": 0}
    sections = [0, 0, 0]
    numbers: dict[str, int] = {}
    for block in blocks:
        kind = block["type"]
        if kind in counts:
            counts[kind] += 1
            block["number"] = counts[kind]
            name = f"{kind[:3]}-{block['key']}"
            block["id"] = name
            numbers[name] = block["number"]
        elif kind == "reference":
            block["number"] = numbers[block["url"]]
        elif kind == "heading":
            # No level may be skipped on the way down: a PDF/UA rule, and good sense.
            depth = next((n for n in range(3) if not sections[n]), 3)
            block["level"] = min(block["level"], depth + 1, 3)
            level = block["level"]
            sections[level - 1] += 1
            sections[level:] = [0] * (3 - level)
            block["id"] = "sec-" + "-".join(map(str, sections[:level]))
            block["number"] = ".".join(map(str, sections[:level]))


def _drop_dead_links(blocks: list[Block]) -> None:
    """Turn links to anchors that the document lacks into plain text."""
    anchors = set(_find_anchors(blocks))
    for item in _walk(blocks):
        for key in ("link", "url", "target"):
            target = item.get(key)
            if not isinstance(target, str) or not target:
                continue
            if target.startswith(("http://", "https://", "mailto:")):
                continue
            item[key] = target.lstrip("#") if target.lstrip("#") in anchors else ""


def _find_anchors(blocks: list[Block]) -> Iterator[str]:
    for item in _walk(blocks):
        for key in ("id", "anchor"):
            if item.get(key):
                yield item[key]


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping inside nested lists and mappings."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _walk(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _walk(inner)
