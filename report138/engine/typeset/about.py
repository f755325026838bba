"""What a notebook says of itself: title, language, authors, date.

In: a notebook; out: the metadata of its document.  A report of the project says all of it in an
output of its own; of a plain notebook it is found in metadata, front matter, or the text itself.
"""

import ast
import datetime
import re
from typing import Any

from report138.engine.surrogates import escape_within
from report138.engine.typeset import blocks as b
from report138.engine.typeset.code_boxes import join_text
from report138.engine.typeset.links import LANGUAGES
from report138.engine.typeset.notebook_parts import list_outputs, read_mapping
from report138.engine.typeset.outputs import DOCUMENT_TYPE

BARE = {"language": "en", "subtitle": "", "layout": "report", "command": ""}
LAYOUTS = ("report", "brief", "article")
LISTED = ("author", "keywords")
LONGEST, MOST_LISTED = 2_000, 100  # characters of a piece of metadata; entries of a list
FACT = ("name", "text", "link")  # what a fact of the cover holds, all of it text
LINK = re.compile(r"(https?://|mailto:)\S+", re.I)
NAMELESS = {"zh": "报告", "en": "Report"}
COLOPHON = {"data_hash", "framework", "version", "created", "license"}
PARAMETER_TAGS = {"parameters", "injected-parameters"}
NAMED = {"chinese": "zh", "中文": "zh", "cmn": "zh", "english": "en"}
FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
# What is written in no language: code, addresses, formulas, tags.
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|https?://\S+|\$\$?[^$]*\$\$?|<[^>]*>", re.S)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
LETTERS_OF_A_CHARACTER = 3  # in English for what one Chinese character says


def find_metadata(notebook: Any) -> dict[str, Any]:
    """Return what the notebook says of its document; `plain` tells that no report spoke for it."""
    given = read_mapping(notebook.metadata.get("report138"))
    for cell in notebook.cells:
        for output in list_outputs(cell):
            found = read_mapping(read_mapping(output.get("data")).get(DOCUMENT_TYPE))
            if found:
                return _check({**BARE, **found, **given})
    front = read_front_matter(notebook)
    known = {**notebook.metadata, **front, **given}
    date = _read_words(known.get("date"))
    plain = {
        "plain": True,
        "language": _find_language(notebook, known),
        "title": _read_words(known.get("title")),
        "subtitle": _read_words(known.get("subtitle")),
        "author": _read_authors(front) or _read_authors(known),
        "date": date,
        "created": date,
    }
    return _check({**BARE, "layout": "article", **given, **plain})


def _check(meta: dict[str, Any]) -> dict[str, Any]:
    """Return metadata that can be set: anybody may have written them."""
    kept = {
        name: value if name == "plain" else _cut(value)
        for name, value in meta.items()
        if isinstance(value, str) or (name in LISTED and _is_words(value)) or name == "plain"
    }
    kept.pop("facts", None)
    if facts := _read_facts(meta.get("facts")):
        kept["facts"] = facts
    if kept.get("language") not in LANGUAGES:
        kept["language"] = "en"
    if kept.get("layout") not in LAYOUTS:
        kept["layout"] = BARE["layout"]
    if not _is_date(kept.get("created", "")):
        kept = {name: value for name, value in kept.items() if name not in ("created", "version")}
    if not kept.keys() >= COLOPHON:
        kept.pop("data_hash", None)
    if not kept.get("title", "").strip() and "plain" not in kept:
        kept["title"] = NAMELESS[kept["language"]]
    return {**BARE, **kept}


def _cut(value: str | list[str]) -> str | list[str]:
    """Cut what is too long for the metadata of a PDF, which holds 32,767 characters a piece."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[: LONGEST - 2]} …"
    return [_cut(one) for one in value[:MOST_LISTED]]


def _read_facts(found: Any) -> list[dict[str, str]]:
    """Read the facts of a cover: a label, a value, an address of the web or a mailbox, or none."""
    facts = [one for one in found if _is_fact(one)] if isinstance(found, list) else []
    return [
        {
            "name": one["name"],
            "text": one["text"],
            "link": one["link"] if LINK.fullmatch(one["link"]) else "",
        }
        for one in facts
    ]


def _is_fact(one: Any) -> bool:
    texts = [one.get(name) for name in FACT] if isinstance(one, dict) else [None]
    return all(isinstance(text, str) for text in texts) and bool(
        texts[0].strip() and texts[1].strip()
    )


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def read_tags(cell: Any) -> set[str]:
    """Return a cell's tags."""
    tags = cell.metadata.get("tags")
    return {tag for tag in tags if isinstance(tag, str)} if isinstance(tags, list) else set()


def _read_words(found: Any) -> str:
    """Read a line of text; a date or a number is one, a list is not."""
    if isinstance(found, (str, int, float, datetime.date)) and not isinstance(found, bool):
        return " ".join(str(found).split())
    return ""


def _read_authors(known: dict[str, Any]) -> list[str]:
    """Read names from author or authors: one, several, or records with a name each."""
    found = known.get("authors") or known.get("author") or []
    names = []
    for one in found if isinstance(found, list) else [found]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, dict):  # Quarto's literal, or given and family
            name = name.get("literal") or " ".join(
                str(name[part]) for part in ("given", "family") if name.get(part)
            )
        names.append(_read_words(name))
    return [name for name in names if name]


def _is_date(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


# ---- front matter --------------------------------------------------------------------


def read_front_matter(notebook: Any) -> dict[str, Any]:
    """Return the YAML that a notebook starts with between two lines of dashes."""
    if not notebook.cells or notebook.cells[0].cell_type == "code":
        return {}
    return split_front_matter(notebook.cells[0].source)[0]


def split_front_matter(source: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a text, and the text without it."""
    found = FRONT.match(source)
    if found is None:
        return {}, source
    import yaml

    try:
        front = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, source
    return (
        (escape_within(front), source[found.end() :]) if isinstance(front, dict) else ({}, source)
    )


# ---- language ------------------------------------------------------------------------


def _find_language(notebook: Any, known: dict[str, Any]) -> str:
    named = (known.get("lang"), known.get("language"), _read_parameter(notebook, "language"))
    read = (_read_language(name) for name in named)
    return next(filter(None, read), "") or guess_language(_gather_text(notebook))


def _read_language(name: Any) -> str:
    """Read a tag such as zh-CN, or a name; what else there is, Python for one, is none."""
    if not isinstance(name, str):
        return ""
    name = name.strip().lower()
    return NAMED.get(name, name[:2] if re.fullmatch(r"(zh|en)([-_].*)?", name) else "")


def _read_parameter(notebook: Any, name: str) -> str:
    """Return the text that a cell of parameters assigns to a name; the last one holds."""
    found = ""
    for cell in notebook.cells:
        if cell.cell_type == "code" and PARAMETER_TAGS & read_tags(cell):
            try:
                lines = ast.parse(cell.source).body
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            for line in lines:
                targets = getattr(line, "targets", [getattr(line, "target", None)])
                value = getattr(line, "value", None)
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    names = [getattr(target, "id", "") for target in targets]
                    found = value.value if name in names else found
    return found


def _gather_text(notebook: Any) -> str:
    """Return the prose of a notebook; what it prints if it has none."""
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    prose = _CODE.sub(" ", "\n\n".join(cells))
    if _HAN.search(prose) or _LATIN.search(prose):
        return prose
    outputs = [output for cell in notebook.cells for output in list_outputs(cell)]
    return "\n".join(join_text(output.get("text"))[:2000] for output in outputs)


def guess_language(text: str) -> str:
    """Return zh for a text that is mainly Chinese, else en."""
    chinese, other = len(_HAN.findall(text)), len(_KANA_OR_HANGUL.findall(text))
    letters = len(_LATIN.findall(text))
    mainly = chinese * LETTERS_OF_A_CHARACTER > letters and chinese > other * 4
    return "zh" if chinese and mainly else "en"


# ---- title ---------------------------------------------------------------------------


def entitle(
    meta: dict[str, Any], blocks: list[b.Block], name: str
) -> tuple[list[b.Block], list[b.Node]]:
    """Give a plain notebook its title; return its blocks without it, and the title's inlines.

    The first heading is the title if none is of a higher rank; it is not said twice.  Without
    one the file's name is.
    """
    headings = [block for block in blocks if isinstance(block, b.Heading)]
    first = headings[0] if headings else None
    leads = first is not None and first.depth == min(heading.depth for heading in headings)
    if not meta["title"]:
        found = first.text if leads else name.strip()
        meta["title"] = _cut(found or NAMELESS[meta["language"]])
    if not leads or _fold(first.text) != _fold(meta["title"]):
        return blocks, []
    return [block for block in blocks if block is not first], first.inlines


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
