"""An executed notebook as a document: metadata, numbered blocks, contents, checked links.

In: a notebook with its outputs; out: what html.py and pdf.py set, and warnings of what a document
cannot show.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

from report138.engine.typeset import blocks as b
from report138.engine.typeset.code_boxes import find_language, make_source
from report138.engine.typeset.formulas import expand_macros, warn_of_unset
from report138.engine.typeset.markdown import parse_markdown
from report138.engine.typeset.outputs import DOCUMENT_TYPE
from report138.engine.typeset.read_output import Reading, read_outputs

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
    blocks: list[b.Block]
    contents: list[b.Heading] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The document's language code, zh or en."""
        return self.meta["language"]


def read_document(notebook: Any, **options: Any) -> Document:
    """Turn an executed notebook into a document in the language it was run for.

    `options` are those of a Reading: show_code, show_stderr, max_lines.
    """
    meta = find_metadata(notebook)
    reading = Reading(meta["language"], code_language=find_language(notebook), **options)
    blocks = [
        block
        for number, cell in enumerate(notebook.cells, start=1)
        for block in _read_cell(cell, reading.at(cell, number))
    ]
    blocks = _refer_back(_drop_empty_sections(expand_macros(blocks)))
    warn_of_unset(blocks, reading.warnings.append)
    _number(blocks)
    blocks = _drop_dead_links(blocks)
    contents = [block for block in blocks if isinstance(block, b.Heading) and block.level < 3]
    return Document(meta, blocks, contents, reading.warnings)


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
                if isinstance(block, b.Heading) and block.level == 1:
                    yield block.text


def _read_cell(cell: Any, reading: Reading) -> Iterator[b.Block]:
    tags = cell.metadata.get("tags", [])
    languages = [tag[len(LANGUAGE_TAG) :] for tag in tags if tag.startswith(LANGUAGE_TAG)]
    if languages and reading.language not in languages:
        return
    if cell.cell_type == "markdown":
        yield from parse_markdown(cell.source)
    elif cell.cell_type == "code":
        if reading.show_code and cell.source.strip():
            yield make_source(cell.source, reading.code_language)
        for block in read_outputs(cell, reading):
            yield block if isinstance(block, b.NothingToList) else replace(block, computed=True)


def _drop_empty_sections(blocks: list[b.Block]) -> list[b.Block]:
    """Leave out a section whose calls all had nothing to list, with its heading and question."""
    kept: list[b.Block] = []
    section: list[b.Block] = []
    for block in [*blocks, b.Heading(1, [], "")]:
        if isinstance(block, b.Heading):
            asked = any(isinstance(item, b.NothingToList) for item in section)
            answered = any(item.computed for item in section)
            chapter = bool(section) and getattr(section[0], "level", 0) == 1
            if chapter or answered or not asked:
                kept += section
            section = []
        section.append(block)
    return [block for block in kept if not isinstance(block, b.NothingToList)]


def _refer_back(blocks: list[b.Block]) -> list[b.Block]:
    """Put a reference in the place of a figure or table that the document has shown before."""
    shown: set[str] = set()
    kept: list[b.Block] = []
    for block in blocks:
        if not isinstance(block, (b.Figure, b.Table)):
            kept.append(block)
            continue
        name = f"{block.type[:3]}-{block.key}"
        if name not in shown:
            shown.add(name)
            kept.append(block)
        else:
            text = block.headline if isinstance(block, b.Figure) else block.caption
            kept.append(b.Reference(block.type, name, text))
    return kept


def _number(blocks: list[b.Block]) -> None:
    """Give headings their numbers and ids, tables and figures theirs, in document order."""
    counts = {"figure": 0, "table": 0}
    sections = [0, 0, 0]
    numbers: dict[str, int] = {}
    for block in blocks:
        kind = _count_as(block)
        if kind:
            counts[kind] += 1
            block.number = counts[kind]
            block.id = f"{kind[:3]}-{getattr(block, 'key', '') or f'n{block.number}'}"
            numbers[block.id] = block.number
        elif isinstance(block, b.Reference):
            block.number = numbers[block.url]
        elif isinstance(block, b.Heading):
            # No level may be skipped on the way down: a PDF/UA rule, and good sense.
            depth = next((n for n in range(3) if not sections[n]), 3)
            block.level = level = min(block.level, depth + 1, 3)
            sections[level - 1] += 1
            sections[level:] = [0] * (3 - level)
            block.id = "sec-" + "-".join(map(str, sections[:level]))
            block.number = ".".join(map(str, sections[:level]))


def _count_as(block: b.Block) -> str:
    """Return what a block is counted as, figure or table; others only if they have a caption."""
    if isinstance(block, (b.Figure, b.Table)):
        return block.type
    if isinstance(block, (b.Picture, b.Grid)) and block.caption:
        return "figure" if isinstance(block, b.Picture) else "table"
    return ""


def _drop_dead_links(blocks: list[b.Block]) -> list[b.Block]:
    """Turn links to anchors that the document lacks into plain text."""
    anchors = {
        getattr(item, key)
        for item in b.walk(blocks)
        for key in ("id", "anchor")
        if getattr(item, key, "")
    }

    def change(item: Any) -> dict[str, Any]:
        new = {}
        for key in {"link", "url", "target"} & {one.name for one in fields(item)}:
            target = getattr(item, key)
            if target and not target.startswith(("http://", "https://", "mailto:")):
                kept = target.lstrip("#") if target.lstrip("#") in anchors else ""
                new |= {key: kept} if kept != target else {}
        return new

    return b.rebuild(blocks, change)
