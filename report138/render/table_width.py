"""Which tables need a page that lies across: those whose words their columns cannot hold."""

import re
from typing import Any

from report138 import fonts, look

SIZE = 8.0  # points; as the PDF sets tables
INSET_MM = 8 / fonts.POINTS_PER_MM  # of a cell, left and right together
# Lines break at blanks, after hyphens, and between Chinese characters, of which a column that
# holds fewer than two is a tower.
WORD = re.compile("[\u2e80-\uffef]{1,2}|[^\\s\u2e80-\uffef-]+-*")


def needs_landscape(table: dict[str, Any]) -> bool:
    """Tell whether some column of a table is too narrow on an upright page for its longest word.

    A word that would not fit across either gives no reason to turn the page.
    """
    columns = table["columns"]
    widths = [_measure_longest(table, position) for position in range(len(columns))]
    upright, across = (_share(columns, widths, room) for room in (look.PAGE_MM, look.ACROSS_MM))
    return any(
        room < width <= wider
        for width, room, wider in zip(widths, upright, across, strict=True)
    )


def _measure_longest(table: dict[str, Any], position: int) -> float:
    """Return the width of a column's longest word in millimetres, with the cell's inset."""
    texts = [table["columns"][position]["label"]]
    for row in table["rows"]:
        if "cells" in row:
            texts += ["".join(run["text"] for run in line) for line in row["cells"][position]["lines"]]
    words = {word for text in texts for word in WORD.findall(text)}
    longest = max((fonts.measure_mm(word, SIZE, True) for word in words), default=0.0)
    return longest + INSET_MM


def _share(columns: list[dict[str, Any]], widths: list[float], room: float) -> list[float]:
    """Divide the width of a page among columns; one without a heading takes what it needs."""
    fixed = sum(w for column, w in zip(columns, widths, strict=True) if not column["label"])
    total = sum(column["width"] for column in columns if column["label"])
    return [
        (room - fixed) * column["width"] / total if column["label"] else width
        for column, width in zip(columns, widths, strict=True)
    ]
