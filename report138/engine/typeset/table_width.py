"""How wide a table's columns are on paper, and which tables need a page that lies across."""

import re
from dataclasses import replace

from report138 import style
from report138.engine.typeset import blocks as b
from report138.engine.typeset import fonts
from report138.engine.typeset.outputs import Group

SIZE = 8.0  # points; as the PDF sets tables
DENSE = 7.0  # of a dense one
INSET_MM = 8 / fonts.POINTS_PER_MM  # of a cell, left and right together
BOLDER = 1.04  # how much wider the weight of row headings is
# Lines break at blanks, after hyphens, and between Chinese characters, of which a column that
# holds fewer than two is a tower.
WORD = re.compile("[\u2e80-\uffef]{1,2}|[^\\s\u2e80-\uffef-]+-*")
LONGEST_MM = 60.0  # what is wider is no word, and no reason to turn a page


def lay_out(table: b.Table) -> b.Table:
    """Return a table with the widths of its columns in millimetres, and whether it lies across.

    A column is as wide as its weight says, but never narrower than its longest word; a table
    whose columns cannot all be so within an upright page gets one that lies across.
    """
    columns = table.columns
    longest = [_measure_longest(table, position) for position in range(len(columns))]
    needed = [min(width, LONGEST_MM) + INSET_MM for width in longest]
    landscape = sum(needed) > style.PAGE_MM
    room = style.LANDSCAPE_MM if landscape else style.PAGE_MM
    widths = share(room, [column.width for column in columns], needed)
    size = DENSE / SIZE if table.dense else 1.0
    torn = tuple(
        word * size + INSET_MM > width for word, width in zip(longest, widths, strict=True)
    )
    return replace(table, landscape=landscape, widths=tuple(widths), torn=torn)


def _measure_longest(table: b.Table, position: int) -> float:
    """Return the width of a column's longest word in millimetres."""
    column = table.columns[position]
    texts = [column.label]
    for row in table.rows:
        if not isinstance(row, Group):
            texts += ["".join(run.text for run in line) for line in row[position].lines]
    words = {word for text in texts for word in WORD.findall(text)}
    longest = max((fonts.measure_mm(word[:200], SIZE, True) for word in words), default=0.0)
    return longest * (BOLDER if column.header else 1)


def share(room: float, weights: list[float], needed: list[float]) -> list[float]:
    """Divide a width by weight; a part that would get less than it needs gets just that."""
    if sum(needed) > room:
        needed = [0.0] * len(needed)
    short: set[int] = set()
    while True:
        left = room - sum(needed[position] for position in short)
        total = sum(w for position, w in enumerate(weights) if position not in short)
        widths = [
            needed[position] if position in short else left * weight / total
            for position, weight in enumerate(weights)
        ]
        found = {p for p, width in enumerate(widths) if p not in short and width < needed[p]}
        if not found:
            return widths
        short |= found
