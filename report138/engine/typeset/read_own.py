"""What the project's own outputs hold under their private MIME types, as blocks.

The content comes from a notebook, which anybody may have written: it is checked like data, and
what does not fit is declined.
"""

import unicodedata
from typing import Any

from report138.engine.typeset import blocks as b
from report138.engine.typeset.outputs import Cell, Column, Group, Link, Quotation, Run

MOST_COLUMNS = 3
SHORT = 90  # of a quotation in a column: the width of 45 Chinese characters, in half ones


def read_own_table(content: Any, _: Any, reading: Any) -> list[b.Block] | None:
    """Read a table; of one without rows say that there is nothing to list."""
    try:
        columns = tuple(Column(**column) for column in content["columns"])
        rows = tuple(map(_read_row, content["rows"]))
        table = b.Table(
            key=content["key"],
            caption=content["caption"],
            columns=columns,
            rows=rows,
            notes=tuple(content.get("notes", ())),
            dense=content.get("dense") is True,
        )
    except (KeyError, TypeError):
        return None
    if rows:
        return [table]
    none = reading.say("：无。", ": none.")
    return [b.Paragraph([b.Text(table.caption + none)])]


def _read_row(row: dict[str, Any]) -> tuple[Cell, ...] | Group:
    if "group" in row:
        return Group(_read_cell(row["group"]))
    return tuple(map(_read_cell, row["cells"]))


def _read_cell(cell: dict[str, Any]) -> Cell:
    lines = tuple(tuple(Run(**run) for run in line) for line in cell["lines"])
    return Cell(lines, cell["level"], cell["anchor"])


def read_figure(content: Any, _: Any, __: Any) -> list[b.Block] | None:
    """Read a figure."""
    try:
        links = tuple(Link(**link) for link in content.get("links", ()))
        return [b.Figure(**{**content, "links": links})]
    except (TypeError, AttributeError):
        return None


def read_gallery(content: Any, output: Any, reading: Any) -> list[b.Block] | None:
    """Read several figures."""
    if not isinstance(content, list):
        return None
    found = [read_figure(figure, output, reading) for figure in content]
    return None if None in found else [figure for one in found for figure in one]


def read_own_prose(content: Any, _: Any, __: Any) -> list[b.Block] | None:
    """Read sentences that are plain text; none at all is nothing to list."""
    if not isinstance(content, str):
        return None
    return [b.Paragraph([b.Text(content)])] if content else [b.NothingToList()]


def read_quotes(content: Any, _: Any, __: Any) -> list[b.Block] | None:
    """Read quotations; none at all is nothing to list."""
    try:
        quotations = tuple(map(_read_quotation, content["quotations"]))
    except (KeyError, TypeError):
        return None
    if not quotations:
        return [b.NothingToList()]
    side_by_side = 1 < len(quotations) <= MOST_COLUMNS and max(map(_measure, quotations)) <= SHORT
    return [b.Quotes(quotations, columns=len(quotations) if side_by_side else 1)]


def _read_quotation(content: dict[str, Any]) -> Quotation:
    words = tuple(Run(**_require_texts(run)) for run in content["words"])
    rest = {name: value for name, value in content.items() if name != "words"}
    one = Quotation(words, **_require_texts(rest))
    if not one.text.strip():
        raise TypeError("a quotation without words")
    return one


def _require_texts(content: dict[str, Any]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in {**content}.values()):
        raise TypeError("not a text")
    return content


def _measure(one: Quotation) -> int:
    """Return how wide the words are; a Chinese character is as wide as two others."""
    return sum(1 + (unicodedata.east_asian_width(char) in "FWA") for char in one.text)
