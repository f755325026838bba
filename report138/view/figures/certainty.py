"""Cell certainty: how often each cell keeps which level when the coding is put in doubt."""

from report138 import style
from report138.analysis.interlinkage import CELL, ITSELF
from report138.analysis.robustness.grid import NONE
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.grid import GAP, WIDTH, Area, draw_labels, lay_grid
from report138.view.figures.tile import link_cell, mark_ink
from report138.view.levels import Levels
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.facts.cells import is_large
from report138.view.words.facts.robustness import write_level
from report138.view.words.numbers import percent

ROW = 7.6
LEGEND = 6.0
BAR = 4.2


def draw_certainty(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw in each cell a bar of the shares of draws at each level, highest first.

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
    cells = report.cells.set_index(CELL)
    states = cells["state"]
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
                shares = doubt.central.probability[row, column]
                written = write_level(report, cells.loc[(scenario, track)], level)
                _draw_bar(canvas, report.levels, shares, level, written, area)
            elif states[scenario, track] == "not_assessable":
                canvas.cross(*middle, 4)
            else:
                words = say("not_coded", report.language)
                canvas.text(*middle, words, style.SIZE_NOTE, style.MUTED, "center")
            link_cell(canvas, report, track, scenario, area)
    _draw_legend(canvas, report.levels, grid.bottom + 3)
    return finish(
        canvas,
        key="certainty",
        headline=sentences.summarize_certainty(report),
        reading=sentences.explain_certainty(report),
        caption=sentences.caption_certainty(report),
        alt=sentences.describe_certainty(report),
        poster=poster,
    )


def _draw_bar(
    canvas: Canvas, levels: Levels, shares: list[float], level: int, written: str, area: Area
) -> None:
    x, y, width, height = area
    left, room = x + GAP, width - 2 * GAP
    thick = min(BAR, height * 0.34)
    top = y + height - thick - 1.0
    line = (y + top) / 2 - 0.2
    canvas.text(left, line, written, style.SIZE_LABEL + 1, mark_ink(written, style.INK))
    kept = percent(shares[level])
    canvas.text(left + room, line, kept, style.SIZE_NOTE, style.INK, "right")
    for value in levels.scale.ranks:
        part = room * shares[value]
        edge = style.RULE if value == 0 else "none"
        canvas.box(left, top, part, thick - 0.4, levels.fill(value), edge, 0.4)
        left += part


def _draw_legend(canvas: Canvas, levels: Levels, top: float) -> None:
    x = 0.3
    for level in levels.scale.ranks:
        words = levels.head_rank(level)
        edge = "none" if level else style.RULE
        canvas.box(x, top + 1, 4.8, 3.6, levels.fill(level), edge)
        canvas.text(x + 6.1, top + 2.8, words, style.SIZE_NOTE, style.INK)
        x += 11 + canvas.measure(words, style.SIZE_NOTE)
