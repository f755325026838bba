"""The legend of the matrix: a swatch for every mark that the matrix at hand uses."""

from report138 import style
from report138.analysis.interlinkage import LEVELS
from report138.engine.typeset.fonts import measure_mm
from report138.view.canvas import Canvas
from report138.view.report import Report
from report138.view.words import say

LINE = 5.6
SWATCH = 4.8
MARK = 1.5  # one segment of volume, the same in the matrix
EDGE = 0.3  # keeps a frame's line inside the sheet

Entry = tuple[str, str]


def list_legend(report: Report) -> list[Entry]:
    """List the marks that this matrix uses: (kind, words)."""
    cells, language = report.cells, report.language
    entries = [(f"level_{n}", f"{n} {say(f'level_{n}', language)}") for n in LEVELS[:-1]]
    entries.append(("level_0", say("level_0", language)))
    optional = (
        ("fragile", (cells["support"] == 1).any()),
        ("volume", cells["volume"].any()),
        ("inferred", cells["inferred_volume"].any()),
        ("hindering", cells["hindering_volume"].any()),
    )
    entries += [(kind, say(f"legend_{kind}", language)) for kind, used in optional if used]
    if (cells["state"] == "not_assessable").any():
        entries.append(("not_assessable", say("not_assessable", language)))
    return entries


def measure_legend(entries: list[Entry], width: float) -> float:
    """Return the height of a legend set in lines of a given width, in millimetres."""
    return LINE * (_place(entries, width)[-1][0] + 1)


def draw_legend(canvas: Canvas, entries: list[Entry], top: float) -> None:
    """Draw the legend below `top`, wrapped to the sheet."""
    for (kind, words), (line, x) in zip(entries, _place(entries, canvas.width), strict=True):
        y = top + (line + 0.5) * LINE
        _draw_swatch(canvas, kind, x + EDGE, y)
        canvas.text(x + SWATCH + 1.4, y, words, style.SIZE_NOTE, style.INK)


def _place(entries: list[Entry], width: float) -> list[tuple[int, float]]:
    places, line, x = [], 0, 0.0
    for _, words in entries:
        needed = SWATCH + 1.4 + measure_mm(words, style.SIZE_NOTE)
        if x and x + needed > width:
            line, x = line + 1, 0.0
        places.append((line, x))
        x += needed + 5
    return places


def _draw_swatch(canvas: Canvas, kind: str, x: float, y: float) -> None:
    middle = x + SWATCH / 2
    if kind.startswith("level_"):
        level = int(kind[-1])
        edge = "none" if level else style.RULE
        canvas.box(x, y - 1.8, SWATCH, 3.6, style.LEVEL_FILL[level], edge)
    elif kind == "fragile":
        canvas.box(x, y - 1.8, SWATCH, 3.6, edge=style.INK, line=0.8, dash=True)
    elif kind == "hindering":
        canvas.text(middle, y, "−", style.SIZE_DIGIT, style.WARN, "center")
    elif kind == "not_assessable":
        canvas.cross(middle, y, 3)
    else:
        draw_mark(canvas, middle - MARK / 2, y, style.INK, kind == "inferred")


def draw_mark(canvas: Canvas, x: float, y: float, ink: str, inferred: bool) -> None:
    """Draw one segment: a square, hatched when it is inferred."""
    if inferred:
        canvas.box(x, y - MARK / 2, MARK, MARK, edge=ink, hatch="//////")
    else:
        canvas.box(x, y - MARK / 2, MARK, MARK, fill=ink)
