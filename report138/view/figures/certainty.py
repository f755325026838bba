"""Cell certainty: how often each cell keeps which level when the coding is put in doubt."""

from report138 import style
from report138.analysis.interlinkage import ITSELF, LEVELS
from report138.analysis.robustness.grid import NONE
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.grid import GAP, WIDTH, Area, draw_labels, is_large, lay_grid
from report138.view.figures.tile import SIGNS
from report138.view.report import Report, name_anchor
from report138.view.words import say
from report138.view.words.numbers import percent

ROW = 7.6
LEGEND = 6.0
BAR = 4.2


def draw_certainty(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw in each cell a bar of the shares of draws at level 3, 2, 1 and 0.

    Returns None for a matrix whose cells are too small for a bar, or none of which has a level.
    """
    if is_large(report):
        return None
    doubt = report.doubt
    if not doubt.grid.coded:
        return None
    grid = lay_grid(report, 0.6, drivers=False, widest=48.0, row=ROW)
    if grid.bottom + 3 + LEGEND > style.TALLEST_MM:
        return None
    canvas = Canvas(WIDTH, grid.bottom + 3 + LEGEND, report.language)
    cells = report.cells.set_index(["scenario_id", "track_id"])
    states, signs = cells["state"], cells["sign"]
    draw_labels(canvas, report, grid)
    for row, scenario in enumerate(grid.scenarios):
        for column, track in enumerate(grid.tracks):
            area = grid.area(track, scenario)
            level = int(doubt.grid.levels[row, column])
            if states[scenario, track] == ITSELF:
                canvas.box(*area, fill=style.TINT)
                continue
            canvas.box(*area, fill=style.PAPER, edge=style.RULE)
            middle = area[0] + area[2] / 2, area[1] + area[3] / 2
            if level != NONE:
                sign = SIGNS[signs[scenario, track]] if level else ""
                _draw_bar(canvas, doubt.central.probability[row, column], level, sign, area)
            elif states[scenario, track] == "not_assessable":
                canvas.cross(*middle, 4)
            else:
                words = say("not_coded", report.language)
                canvas.text(*middle, words, style.SIZE_NOTE, style.MUTED, "center")
            name = sentences.name_cell(report, track, scenario)
            canvas.link(name_anchor(track, scenario), name, *area)
    _draw_legend(canvas, grid.bottom + 3, report.language)
    return finish(
        canvas,
        key="certainty",
        headline=sentences.summarize_certainty(report),
        reading=sentences.explain_certainty(report),
        caption=sentences.caption_certainty(report),
        alt=sentences.describe_certainty(report),
        poster=poster,
    )


def _draw_bar(canvas: Canvas, shares: list[float], level: int, sign: str, area: Area) -> None:
    x, y, width, height = area
    left, room = x + GAP, width - 2 * GAP
    thick = min(BAR, height * 0.34)
    top = y + height - thick - 1.0
    line = (y + top) / 2 - 0.2
    ink = style.WARN if sign else style.INK
    canvas.text(left, line, f"{sign}{level}", style.SIZE_LABEL + 1, ink)
    kept = percent(shares[level])
    canvas.text(left + room, line, kept, style.SIZE_NOTE, style.INK, "right")
    for value in LEVELS:
        part = room * shares[value]
        edge = style.RULE if value == 0 else "none"
        canvas.box(left, top, part, thick - 0.4, style.LEVEL_FILL[value], edge, 0.4)
        left += part


def _draw_legend(canvas: Canvas, top: float, language: str) -> None:
    x = 0.3
    for level in LEVELS:
        words = f"{level} {say(f'level_{level}', language)}"
        edge = "none" if level else style.RULE
        canvas.box(x, top + 1, 4.8, 3.6, style.LEVEL_FILL[level], edge)
        canvas.text(x + 6.1, top + 2.8, words, style.SIZE_NOTE, style.INK)
        x += 11 + canvas.measure(words, style.SIZE_NOTE)
