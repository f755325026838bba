"""What a cell says of its own outputs: caption, description, label.

Options stand in the cell's metadata or in comments on its first lines, spelt as Quarto's:
`#| caption: …` (or fig-cap, tbl-cap), `#| alt: …` (or fig-alt), `#| label: …`.  A language at the end
of the name, as in `#| caption-zh: …`, gives a text to documents in that language alone.  Tags of cells,
such as `new-page`, are read in document.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from report138.engine.surrogates import escape_within
from report138.engine.typeset import blocks as b
from report138.engine.typeset.pictures import describe

_COMMENT = re.compile(r"(?:[ \t]*#\|.*(?:\n|\Z))+")
_FIRST_COMMENT = re.compile(rf"\s*({_COMMENT.pattern})")
_LABEL = re.compile(r"(fig|tbl|tab)-[\w.:-]+")


# The title that the code of a cell gives its plot, where it stands there as plain words.
_TITLE = re.compile(
    r"""\b(?:set_title\(|suptitle\(|plt\.title\(|title\s*=)\s*(?P<mark>["'])(?P<words>[^"'\\\n]+)(?P=mark)"""
)


@dataclass(frozen=True)
class CellOptions:
    """Captions for what comes first, for pictures and for tables; descriptions; label, title."""

    captions: tuple[str, ...] = ()
    picture_captions: tuple[str, ...] = ()
    table_captions: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    label: str = ""
    title: str = ""


def read_options(cell: Any, language: str) -> CellOptions:
    """Read a cell's options for a language; a comment goes before the metadata."""
    metadata = cell.get("metadata") or {}
    source = cell.get("source") or ""
    given = {**metadata, **_read_comments(source)}
    titles = {found["words"].strip() for found in _TITLE.finditer(source)}

    def find(*names: str) -> tuple[str, ...]:
        spelt = (*(f"{name}-{language}" for name in names), *names)
        return next(filter(None, (_list_texts(given, name) for name in spelt)), ())

    label = next(iter(_list_texts(given, "label")), "")
    return CellOptions(
        captions=find("caption"),
        picture_captions=find("fig-cap"),
        table_captions=find("tbl-cap"),
        alts=find("alt", "fig-alt"),
        label=label if _LABEL.fullmatch(label) else "",
        title=titles.pop() if len(titles) == 1 else "",
    )


def strip_options(source: str) -> str:
    """Return a cell's code without the comments that hold options."""
    found = _FIRST_COMMENT.match(source)
    return source[found.end() :] if found else source


def _read_comments(source: str) -> dict[str, Any]:
    """Read the comments of options as YAML, or line by line where they are none."""
    found = _FIRST_COMMENT.match(source)
    if not found:
        return {}
    import yaml

    lines = [line.strip()[2:].removeprefix(" ") for line in found[1].splitlines()]
    try:
        options = yaml.safe_load("\n".join(lines))
    except (yaml.YAMLError, ValueError, RecursionError):
        pairs = (line.partition(":") for line in lines if line[:1].strip())
        options = {name.strip(): _unquote(value) for name, _, value in pairs}
    if not isinstance(escape_within(options), dict):
        return {}
    # "Rank #1" has no comment in it, whatever YAML says
    whole = {name: value for name, _, value in (line.partition(": ") for line in lines)}
    return {
        name: whole[name].strip() if _is_cut(value, whole.get(name, "")) else value
        for name, value in options.items()
    }


def _is_cut(value: Any, line: str) -> bool:
    return isinstance(value, str) and re.match(rf"\s*{re.escape(value)}\s+#", line) is not None


def _unquote(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _list_texts(given: dict[str, Any], name: str) -> tuple[str, ...]:
    value = given.get(name)
    values = value if isinstance(value, list) else [value]
    texts = [str(one) for one in values if isinstance(one, (str, int, float))]
    return tuple(" ".join(text.split()) for text in texts if text.strip())


def apply_options(blocks: list[b.Block], options: CellOptions, reading: Any) -> list[b.Block]:
    """Give a cell's pictures and tables their captions, and every picture a description."""
    pictures = [block for block in blocks if isinstance(block, b.Picture)]
    tables = [block for block in blocks if isinstance(block, b.Grid)]
    both = [block for block in blocks if isinstance(block, (b.Picture, b.Grid))]
    for block, caption in _pair(
        (both, options.captions),
        (pictures, options.picture_captions),
        (tables, options.table_captions),
    ):
        block.caption = caption
    for picture, alt in zip(pictures, options.alts, strict=False):
        picture.alt = alt
    for picture in pictures:
        describe(picture, picture.caption or (options.title if len(pictures) == 1 else ""), reading)
    named = pictures if options.label.startswith("fig-") else tables
    if options.label and named:
        named[0].id = options.label
    return blocks


def _pair(*lists: tuple[list[Any], tuple[str, ...]]) -> Iterator[tuple[Any, str]]:
    for blocks, captions in lists:
        yield from zip(blocks, captions, strict=False)
