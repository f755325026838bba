"""The legend of the matrix and its kin: a swatch for every mark in use, in the order of reading."""

import pandas as pd

from report138 import style
from report138.analysis.interlinkage import ITSELF
from report138.analysis.signs import BOTH, MINUS, OPEN
from report138.engine.typeset.fonts import measure_mm
from report138.view.canvas import Canvas
from report138.view.figures.tile import MARK, UNITS, draw_box, draw_mark, draw_split
from report138.view.report import Report
from report138.view.words import say

LINE = 4.9
SWATCH = 4.8
EDGE = 0.3  # keeps a frame's line inside the sheet
MARKS = {"hindering": "−", "both": "±", "unclear": "?", "sign": "±"}

Entry = tuple[str, str]


def list_legend(report: Report, cells: pd.DataFrame | None = None) -> list[Entry]:
    """List the marks that these cells use, by default all of the matrix: (kind, words)."""
    cells, language = report.cells if cells is None else cells, report.language
    entries = report.levels.list_legend()
    several, quoted = len(report.coders) > 1, report.said.quoted
    optional = (
        ("disputed", (cells["status"] == "disputed").any()),
        ("fragile", quoted and not several and (cells["support"] == 1).any()),
        ("volume", quoted and cells["volume"].any()),
        ("taken", quoted and cells["taken"].any()),
        ("inferred", cells["inferred_volume"].any()),
        ("hindering", _is_minus_marked(report, cells)),
        ("both", (cells["sign"] == BOTH).any()),
        ("unclear", (cells["sign"] == OPEN).any()),
        ("sign", cells["sign_disputed"].any()),
    )
    for kind, used in optional:
        if used:
            words = "volume_of_most" if kind == "volume" and several else kind
            entries.append((kind, report.said.say(f"legend_{words}")))
    if (cells["state"] == "not_assessable").any():
        entries.append(("not_assessable", say("not_assessable", language)))
    if (cells["state"] == ITSELF).any():
        entries.append((ITSELF, say(ITSELF, language)))
    return entries


def _is_minus_marked(report: Report, cells: pd.DataFrame) -> bool:
    """Tell whether a minus is put before any level; one that the scale writes explains itself."""
    hindering = cells[cells["sign"] == MINUS]
    levels = hindering["level"].fillna(0).astype(int)
    return any(not report.levels.is_signed(level) for level in levels)


def explain_drivers(report: Report) -> list[Entry]:
    """Say what the grey lines below the names of scenarios are, if there are any."""
    rows = report.scenarios.to_dict("records")
    if any(report.read(row, "driver") for row in rows):
        return [("grey", say("legend_driver", report.language))]
    return []


def measure_legend(entries: list[Entry], width: float) -> float:
    """Return the height of a legend set in lines of a given width, in millimetres."""
    return LINE * (_place(entries, width)[-1][0] + 1) if entries else 0.0


def draw_legend(canvas: Canvas, entries: list[Entry], top: float) -> None:
    """Draw the legend below `top`, wrapped to the sheet."""
    for (kind, words), (line, x) in zip(entries, _place(entries, canvas.width), strict=True):
        y = top + (line + 0.5) * LINE
        if kind == "grey":
            canvas.text(x, y, words, style.SIZE_NOTE, style.MUTED)
            continue
        _draw_swatch(canvas, kind, x + EDGE, y)
        canvas.text(x + _measure_swatch(kind) + 1.4, y, words, style.SIZE_NOTE, style.INK)


def _measure_swatch(kind: str) -> float:
    """Return how wide a swatch is: one of a unit needs little, a grey line none."""
    if kind == "grey":
        return -1.4
    return MARK + 0.6 if kind in UNITS else SWATCH


def _place(entries: list[Entry], width: float) -> list[tuple[int, float]]:
    places, line, x = [], 0, 0.0
    for kind, words in entries:
        needed = _measure_swatch(kind) + 1.4 + measure_mm(words, style.SIZE_NOTE)
        if x and x + needed > width:
            line, x = line + 1, 0.0
        places.append((line, x))
        x += needed + 4.2
    return places


def _draw_swatch(canvas: Canvas, kind: str, x: float, y: float) -> None:
    middle, area = x + SWATCH / 2, (x, y - 1.7, SWATCH, 3.4)
    if kind.startswith("level_"):
        draw_box(canvas, int(kind.removeprefix("level_")), area)
    elif kind == "disputed":
        draw_split(canvas, 0, 2, area, 0.9)
    elif kind == "fragile":
        canvas.box(*area, edge=style.INK, line=0.8, dash=True)
    elif kind == "framed":
        canvas.box(*area, edge=style.INK, line=1.1)
    elif kind == "gap":
        canvas.box(*area, edge=style.ACCENT, line=1.0)
    elif kind == "not_coded":
        canvas.dot(middle, y, 0.4, style.MUTED)
    elif kind == "hatched":
        canvas.box(*area, edge=style.MUTED, hatch="////", line=0.5)
    elif kind in MARKS:
        if kind == "sign":
            draw_split(canvas, 2, 2, area, 0.9)
        canvas.box(middle - 1.5, y - 1.3, 3, 2.6, fill=style.PAPER)
        canvas.text(middle, y, MARKS[kind], style.SIZE_DIGIT, style.WARN, "center")
    elif kind in ("pale", ITSELF):
        canvas.box(*area, fill=style.TINT)
    elif kind == "not_assessable":
        canvas.cross(middle, y, 3)
    else:
        draw_mark(canvas, x, y, style.INK, kind)
