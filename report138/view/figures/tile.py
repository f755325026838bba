"""The tile of a cell: its level, what it rests on, and whether readings agree on it."""

from collections.abc import Iterator

import pandas as pd

from report138 import style
from report138.analysis.interlinkage import ITSELF
from report138.view.canvas import Canvas
from report138.view.figures.grid import Area
from report138.view.levels import SIGNS, Levels
from report138.view.report import Report, name_anchor
from report138.view.words.facts.cells import name_cell
from report138.view.words.facts.readings import Spread

MARK = 1.5  # one unit, the same in the legend
STEP = 2.4, 1.8  # from one to the next: as wide as it may be, and as narrow
MARKS_SHOWN = 10
FRAME = 1.1  # points: around a tile on which readings differ
EDGE = 0.6  # around level 1, which is pale
UNITS = ("volume", "taken", "inferred")  # the kinds of units, in the order of their marks
SIGNED = ("−", "±", "?")  # how a level begins that does not simply further


def draw_tile(canvas: Canvas, report: Report, cell: pd.Series, spread: Spread, area: Area) -> None:
    """Draw a cell as most readings have it; one on which they differ is split and framed."""
    if cell["status"] == "disputed":
        levels = report.levels
        draw_split(canvas, levels.shade(spread.lowest), levels.shade(spread.highest), area)
        _write_split(canvas, levels, cell, spread, area)
    elif cell["state"] == "found":
        _draw_found(canvas, report, cell, area)
    else:
        _draw_empty(canvas, report, cell, area)


def link_cell(canvas: Canvas, report: Report, track: str, scenario: str, area: Area) -> None:
    """Make an area lead to what a cell rests on."""
    canvas.link(name_anchor(track, scenario), name_cell(report, track, scenario), *area)


def draw_box(canvas: Canvas, shade: int, area: Area) -> None:
    """Draw the plain tile of a level by its number in style.SHADE_FILL; the pale ones have an edge."""
    edge = {0: style.RULE, 1: style.ACCENT, 4: style.ACCENT}.get(shade, "none")
    canvas.box(*area, fill=style.SHADE_FILL[shade], edge=edge, line=EDGE)


def draw_split(canvas: Canvas, lowest: int, highest: int, area: Area, frame: float = FRAME) -> None:
    """Split a tile in a frame between the shades of the lowest level that a reading gives and the highest."""
    x, y, width, height = area
    canvas.box(*area, fill=style.SHADE_FILL[lowest])
    corners = ((x + width, y), (x + width, y + height), (x, y + height))
    canvas.shape(corners, style.SHADE_FILL[highest])
    canvas.line((x, x + width), (y + height, y), style.INK, frame / 2)
    canvas.box(*area, edge=style.INK, line=frame)


def _write_split(
    canvas: Canvas, shown: Levels, cell: pd.Series, spread: Spread, area: Area
) -> None:
    """Write how many readings found evidence, the levels they give, and the units they took."""
    x, y, width, height = area
    # the upper half narrows to the right: what stands in it must not reach the lower one
    size = max(style.SIZE_LABEL, min(style.SIZE_DIGIT - 1, round(height * 1.25, 1)))
    size = size if width >= 15 else style.SIZE_LABEL
    over, under = (shown.ink(rank) for rank in (spread.lowest, spread.highest))
    over = style.INK if over == style.MUTED else over
    canvas.text(x + 1.0, y + height * 0.29, f"{cell['found']}/{cell['judged']}", size, over)
    levels = "–".join(dict.fromkeys(spread.written))
    canvas.text(x + width - 1.2, y + height * 0.78, levels, style.SIZE_NOTE, under, "right")
    room = width - 2.4 - canvas.measure(levels, style.SIZE_NOTE) - 2
    if room > MARK:
        left = x + width - 1.2 - canvas.measure(levels, style.SIZE_NOTE) - 1.8
        # the units stand in the lower half, which narrows to the left
        _draw_marks(canvas, cell, left, y + height * 0.78, under, min(room, width * 0.45), "right")
    sign = "±" if cell["sign_disputed"] else SIGNS[cell["sign"]]
    if sign:
        canvas.box(x + width - 5.4, y + 0.5, 4.9, 4.2, fill=style.PAPER)
        canvas.text(x + width - 2.9, y + 2.6, sign, style.SIZE_DIGIT, style.WARN, "center")


def _draw_empty(canvas: Canvas, report: Report, cell: pd.Series, area: Area) -> None:
    x, y, width, height = area
    middle = x + width / 2
    if cell["state"] == ITSELF:
        canvas.box(*area, fill=style.TINT)
        return
    draw_box(canvas, 0, area)
    if cell["state"] == "not_assessable":
        canvas.cross(middle, y + height / 2, 4)
        return
    words = report.levels.say_blank(cell["state"])
    line = height * (0.36 if cell["inferred_volume"] else 0.5)
    write_words(canvas, words, middle, y + line, width, style.MUTED)
    _draw_marks(canvas, cell, middle, y + height * 0.74, style.MUTED, width - 2)


def write_words(canvas: Canvas, words: str, x: float, y: float, width: float, ink: str) -> None:
    """Write words into the middle of a tile, on two lines where they are wider than it."""
    canvas.paragraph(x, y, words, width - 1, style.SIZE_NOTE, ink, "center")


def _draw_found(canvas: Canvas, report: Report, cell: pd.Series, area: Area) -> None:
    x, y, width, height = area
    levels, quoted = report.levels, report.said.quoted
    level, value = int(cell["level"]), levels.show_cell(cell)
    ink = levels.ink(level)
    draw_box(canvas, levels.shade(level), area)
    if len(report.coders) < 2 and quoted and cell["support"] == 1:
        canvas.box(x + 0.9, y + 0.9, width - 1.8, height - 1.8, edge=ink, line=0.8, dash=True)
    size = style.SIZE_DIGIT
    while size > style.SIZE_NOTE and canvas.measure(value, size) > width - 2:
        size -= 0.5
    # without marks below it the level stands in the middle
    write_level(canvas, value, x + width / 2, y + height * (0.31 if quoted else 0.5), size, ink)
    if quoted:
        _draw_marks(canvas, cell, x + width / 2, y + height * 0.79, ink, width - 2.4)
    other = levels.show_other(cell)
    if other:
        # the other layer, beside the first and never taken off it: its sign and its level
        sign, digits = other
        canvas.box(x + width - 6.9, y + 0.3, 6.6, 4.6, fill=style.PAPER)
        canvas.text(x + width - 4.9, y + 2.5, sign, style.SIZE_DIGIT, style.WARN, "center")
        canvas.text(x + width - 2.1, y + 2.5, digits, style.SIZE_LABEL, style.WARN, "center")


def write_level(canvas: Canvas, text: str, x: float, y: float, size: float, ink: str) -> None:
    """Write a level; one that does not simply further stands on paper, readable on every tile."""
    if mark_ink(text, ink) != ink:
        ink, wide, high = style.WARN, canvas.measure(text, size) + 1.0, size * 0.31
        canvas.box(x - wide / 2, y - high / 2, wide, high, fill=style.PAPER)
    canvas.text(x, y, text, size, ink, "center")


def mark_ink(text: str, ink: str) -> str:
    """Return the colour of a level: that of warnings where its sign is −, ± or ?."""
    return style.WARN if text[:1] in SIGNED else ink


def _draw_marks(
    canvas: Canvas,
    cell: pd.Series,
    x: float,
    y: float,
    ink: str,
    room: float,
    align: str = "center",
) -> None:
    """Draw a square a unit; where they are too many to count, write the numbers."""
    numbers = [int(cell[name]) for name in ("volume", "taken", "inferred_volume")]
    number = sum(numbers)
    if not number:
        return
    step = min(STEP[0], (room - MARK) / max(number - 1, 1))
    if number > MARKS_SHOWN or step < STEP[1]:
        text = " + ".join(f"×{n}" for n in numbers if n)
        if canvas.measure(text, style.SIZE_NOTE) <= room:
            canvas.text(x, y, text, style.SIZE_NOTE, ink, align)
        return
    extent = (number - 1) * step + MARK
    left = x - extent * {"center": 0.5, "right": 1.0}[align]
    for place, kind in enumerate(_repeat(numbers)):
        draw_mark(canvas, left + place * step, y, ink, kind)


def _repeat(numbers: list[int]) -> Iterator[str]:
    for kind, number in zip(UNITS, numbers, strict=True):
        yield from [kind] * number


def draw_mark(canvas: Canvas, x: float, y: float, ink: str, kind: str) -> None:
    """Draw one unit: filled, open where only some readings took it, hatched where inferred."""
    box = (x, y - MARK / 2, MARK, MARK)
    if kind == "volume":
        canvas.box(*box, fill=ink)
    elif kind == "taken":
        canvas.box(*box, edge=ink, line=0.6)
    else:
        canvas.box(*box, edge=ink, hatch="//////")
