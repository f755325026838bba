"""An executed notebook as a document: metadata, numbered blocks, contents, checked links.

In: a notebook with its outputs; out: what html.py and pdf.py set, and warnings of what a document
cannot show.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from report138.engine.notebook_tags import LEFT_OUT
from report138.engine.surrogates import escape_within
from report138.engine.typeset import blocks as b
from report138.engine.typeset.about import entitle, find_metadata, read_tags, split_front_matter
from report138.engine.typeset.cell_options import strip_options
from report138.engine.typeset.code_boxes import find_language, make_source
from report138.engine.typeset.formulas import expand_macros, keep_formulas, warn_of_unset
from report138.engine.typeset.markdown import flatten_deep, parse_html, parse_markdown
from report138.engine.typeset.pictures import lift_pictures
from report138.engine.typeset.read_output import Reading, read_outputs
from report138.engine.typeset.shown import SHOWN, Shown

LANGUAGE_TAG = "lang-"
LEVELS = 6
SCHEMES = ("http", "https", "mailto", "tel")
WORDS = {
    "zh": {
        "figure": "图",
        "table": "表",
        "contents": "目录",
        "colophon": "版本说明",
        "notes": "注释",
        "output": "输出",
        "cell": "单元格",
        "done": "已完成",
        "open": "未完成",
    },
    "en": {
        "figure": "Figure",
        "table": "Table",
        "contents": "Contents",
        "colophon": "Colophon",
        "notes": "Notes",
        "output": "Output",
        "cell": "Cell",
        "done": "done",
        "open": "open",
    },
}
# Of Jupyter Book and MyST: what is removed is in no document, what is hidden is folded on a page.
REMOVED = {"remove-cell", "remove_cell", *LEFT_OUT}
NO_INPUT = {"remove-input", "remove_input"}
NO_OUTPUT = {"remove-output", "remove_output"}
HIDDEN = {"hide-cell", "hide_cell"}
HIDDEN_OUTPUT = {"hide-output", "hide_output"}
NEW_PAGE = {"new-page", "new_page"}  # of a cell of text: its first heading begins a page on paper


@dataclass
class Document:
    """What both exporters set: metadata, blocks, and the headings for the contents.

    `title` has what stands in the title of a plain notebook, where that is more than its words;
    `inlines` of a heading for the contents has them where there are formulas among its words.
    """

    meta: dict[str, Any]
    blocks: list[b.Block]
    contents: list[b.Heading] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)  # of what it cannot show
    title: list[b.Node] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)  # on what it leaves out on purpose

    @property
    def language(self) -> str:
        """The document's language code, zh or en."""
        return self.meta["language"]


def read_document(
    notebook: Any, *, folder: Path | None = None, name: str = "", shown: Shown = SHOWN
) -> Document:
    """Turn an executed notebook into a document in the language it was run for.

    Pictures that its Markdown names are read from `folder`, the notebook's own, and below; `name`
    is its file's, for want of a title.
    """
    escape_within(notebook)
    meta = find_metadata(notebook)
    plain = meta.pop("plain", False)
    code_language = find_language(notebook)
    reading = Reading(meta["language"], shown, code_language=code_language, folder=folder)
    cells = _skip_front_matter(notebook.cells) if plain else notebook.cells
    blocks = [
        block
        for number, cell in enumerate(cells, start=1)
        for block in _read_cell(cell, reading.at(cell, number))
    ]
    blocks = expand_macros(blocks)
    warn_of_unset(blocks, reading.warnings.append)
    blocks, title = _refer_back(_drop_empty_sections(blocks), set()), []
    if plain:
        blocks, title = entitle(meta, blocks, name)
    if reading.notes:
        blocks += _place_notes([*title, *blocks], reading.notes)
    _number(blocks)
    blocks, title = _link_up(blocks, title)
    contents = [
        replace(block, inlines=keep_formulas(block.inlines))
        for block in blocks
        if isinstance(block, b.Heading) and block.level < 3
    ]
    return Document(meta, blocks, contents, reading.warnings, title, reading.remarks)


def _skip_front_matter(cells: list[Any]) -> list[Any]:
    """Return cells without the YAML that the first one starts with."""
    if not cells or cells[0].cell_type == "code":
        return cells
    front, rest = split_front_matter(cells[0].source)
    if not front:
        return cells
    kind = cells[0].cell_type if rest.strip() else "markdown"
    return [type(cells[0])({**cells[0], "source": rest, "cell_type": kind}), *cells[1:]]


def _read_cell(cell: Any, reading: Reading) -> Iterator[b.Block]:
    tags = read_tags(cell)
    languages = [tag[len(LANGUAGE_TAG) :] for tag in tags if tag.startswith(LANGUAGE_TAG)]
    if tags & REMOVED or (languages and reading.language not in languages):
        return
    if cell.cell_type == "code":
        blocks = list(_read_code_cell(cell, reading, tags))
    elif cell.cell_type == "markdown":
        blocks = lift_pictures(parse_markdown(cell.source, reading))
    else:
        blocks = lift_pictures(_read_raw_cell(cell, reading))
    if tags & NEW_PAGE and cell.cell_type != "code":
        _begin_page(blocks)
    yield from _fold(blocks, "cell", reading) if tags & HIDDEN else blocks


def _begin_page(blocks: list[b.Block]) -> None:
    """Have the first heading among blocks begin a page on paper."""
    for heading in [block for block in blocks if isinstance(block, b.Heading)][:1]:
        heading.new_page = True


def _read_code_cell(cell: Any, reading: Reading, tags: set[str]) -> Iterator[b.Block]:
    if reading.shown.show_code and cell.source.strip() and not tags & NO_INPUT:
        yield make_source(strip_options(cell.source), reading.code_language)
    if tags & NO_OUTPUT:
        return
    blocks = [
        block if isinstance(block, b.NothingToList) else replace(block, computed=True)
        for block in read_outputs(cell, reading)
    ]
    yield from _fold(blocks, "output", reading) if tags & HIDDEN_OUTPUT else blocks


def _fold(blocks: list[b.Block], what: str, reading: Reading) -> list[b.Block]:
    """Put blocks behind a summary, if there are any."""
    silent = [block for block in blocks if isinstance(block, b.NothingToList)]
    shown = [block for block in blocks if not isinstance(block, b.NothingToList)]
    if not shown:
        return silent
    summary: list[b.Node] = [b.Text(WORDS[reading.language][what])]
    computed = any(block.computed for block in shown)
    return [*silent, *flatten_deep([b.Details(summary, shown, computed=computed)])]


def _read_raw_cell(cell: Any, reading: Reading) -> list[b.Block]:
    """Read a raw cell: Markdown and HTML as such; what is for another format is left out."""
    given = cell.metadata.get("raw_mimetype") or cell.metadata.get("format") or ""
    kind = given.lower() if isinstance(given, str) else ""
    if kind in ("text/markdown", "markdown"):
        return parse_markdown(cell.source, reading)
    if kind in ("text/html", "html"):
        return parse_html(cell.source, reading)
    if kind in ("", "text/plain"):
        return [b.Code(cell.source.strip("\n"))] if cell.source.strip() else []
    reading.warn(f"a raw cell of the kind {kind}, which is for another format and is left out")
    return []


def _drop_empty_sections(blocks: list[b.Block]) -> list[b.Block]:
    """Leave out a section whose calls all had nothing to list, with its heading and question."""
    kept: list[b.Block] = []
    section: list[b.Block] = []
    for block in [*blocks, b.Heading(1, [], "")]:
        if isinstance(block, b.Heading):
            asked = any(isinstance(item, b.NothingToList) for item in section)
            answered = any(item.computed for item in section)
            level = getattr(section[0], "level", 0) if section else 0
            if level == 1 or block.level > level > 0 or answered or not asked:
                kept += section
            section = []
        section.append(block)
    return [block for block in kept if not isinstance(block, b.NothingToList)]


def _refer_back(blocks: list[b.Block], shown: set[str]) -> list[b.Block]:
    """Put a reference in the place of a figure or table that the document has shown before."""
    kept: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.Details):
            block.blocks = _refer_back(block.blocks, shown)
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
    sections: list[int] = []
    above: list[int] = []  # the levels that their authors gave to the headings around
    numbers: dict[str, int] = {}
    for block in _list_all(blocks):
        kind = _count_as(block)
        if kind:
            counts[kind] += 1
            block.number = counts[kind]
            named = f"{kind[:3]}-{getattr(block, 'key', '') or f'n{block.number}'}"
            given = getattr(block, "id", "") if isinstance(block, (b.Picture, b.Grid)) else ""
            block.id = given if given and given not in numbers else named
            numbers[block.id] = block.number
        elif isinstance(block, b.Reference):
            block.number = numbers[block.url]
        elif isinstance(block, b.Heading):
            # No level may be skipped on the way down: a PDF/UA rule, and good sense.
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            block.level = level = min(len(above), LEVELS)
            sections = [*sections, 0][:level]
            sections[-1] += 1
            block.id = "sec-" + "-".join(map(str, sections))
            block.number = ".".join(map(str, sections))


def _place_notes(shown: list[b.Node], notes: list[b.Footnote]) -> list[b.Block]:
    """Number footnotes and their marks in the order in which they are met; leave out the others."""
    found: dict[str, int] = {}
    for mark in b.walk([shown, [note.blocks for note in notes]]):
        if isinstance(mark, b.FootnoteMark):
            found[mark.id] = mark.place = found.get(mark.id, 0) + 1
            mark.number = list(found).index(mark.id) + 1
    kept = sorted(
        (note for note in notes if note.id in found), key=lambda n: list(found).index(n.id)
    )
    for number, note in enumerate(kept, start=1):
        note.number, note.marks = number, found[note.id]
    return [b.Footnotes(kept)] if kept else []


def _list_all(blocks: Sequence[b.Block]) -> Iterator[b.Block]:
    """Yield blocks and the blocks in them, in document order."""
    for block in blocks:
        yield block
        yield from _list_all(getattr(block, "blocks", ()))
        if isinstance(block, (b.List, b.Definitions, b.Footnotes)):
            for item in block.items:
                yield from _list_all(item.blocks)


def _count_as(block: b.Block) -> str:
    """Return what a block is counted as, figure or table; others only if they have a caption."""
    if isinstance(block, (b.Figure, b.Table)):
        return block.type
    if isinstance(block, (b.Picture, b.Grid)) and block.caption:
        return "figure" if isinstance(block, b.Picture) else "table"
    return ""


def _link_up(blocks: list[b.Block], title: list[b.Node]) -> tuple[list[b.Block], list[b.Node]]:
    """Lead links to the anchors that the document has; what leads nowhere is plain text."""
    anchors: set[str] = set()
    names: dict[str, str] = {}
    for item in b.walk([blocks, title]):
        if isinstance(item, b.Anchor):
            # the first one of a name holds; a name of its own, for the page has others
            item.id = "" if f"at-{item.id}" in anchors else f"at-{item.id}"
            names.setdefault(item.id[3:], item.id)
        elif isinstance(item, b.Heading):
            for name in _name_heading(item.text):
                names.setdefault(name, item.id)
        anchors |= {getattr(item, key) for key in ("id", "anchor") if getattr(item, key, "")}
    names |= {name: name for name in anchors}

    def change(item: Any) -> dict[str, Any]:
        new = {}
        for key in {"link", "url", "target"} & {one.name for one in fields(item)}:
            target = getattr(item, key)
            if target:
                kept = _find_target(target, names, inside=not isinstance(item, b.Hyperlink))
                new |= {key: kept} if kept != target else {}
        return new

    return b.rebuild(blocks, change), b.rebuild(title, change)


def _name_heading(text: str) -> list[str]:
    """Return the names by which notebooks link to a heading: Jupyter's, and that of GitHub."""
    return [text.replace(" ", "-"), re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")]


def _find_target(target: str, names: dict[str, str], *, inside: bool) -> str:
    """Return where a link leads: an address, an anchor's name, or a path that starts as one."""
    if target.startswith("#") or target in names:
        return names.get(target.lstrip("#")) or names.get(target[1:].lower(), "")
    target = re.sub(r"[\x00-\x20]+", lambda found: "%20" * found[0].count(" "), target.strip())
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", target)
    if scheme:
        return target if scheme[1].lower() in SCHEMES else ""
    if inside or not target:
        return ""
    path = quote(target.replace("\\", "/"), safe="/#%[]=:;$&()+,!?*@'~")
    if path.startswith("//"):
        return f"https:{path}"
    return path if path.startswith(("/", "./", "../")) else f"./{path}"
