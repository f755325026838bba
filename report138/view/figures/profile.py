"""The matrix of a brief: the row or the column of one element, as a strip of tiles."""

from report138 import style
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, Line, finish, measure_lines, set_lines
from report138.view.figures.grid import GAP, WIDTH
from report138.view.figures.legend import draw_legend, list_legend, measure_legend
from report138.view.figures.tile import draw_tile, link_cell
from report138.view.report import Report
from report138.view.words.facts.readings import spread_levels

NARROWEST, WIDEST = 14.5, 38.0  # a tile
HEIGHT = 12.0
MOST = 40  # tiles
PAD = 1.2


def fits_profile(report: Report) -> bool:
    """Tell whether the element in focus has so few cells that each can have a tile of its own."""
    return len(report.shown_cells) <= MOST


def draw_profile(report: Report, *, poster: bool = False) -> Figure:
    """Draw a tile for each cell of the element in focus, below the name of the other element."""
    cells, language = report.shown_cells, report.language
    side = "track_id" if cells["scenario_id"].eq(report.focus).all() else "scenario_id"
    per_row = _choose_columns(len(cells))
    column = min(WIDTH / per_row, WIDEST)
    labels = [_set_label(report, item, column - 0.6) for item in cells[side]]
    head = max(map(measure_lines, labels)) + PAD
    row = head + HEIGHT + PAD
    rows = -(-len(cells) // per_row)
    legend = list_legend(report, cells)
    canvas = Canvas(WIDTH, rows * row + 0.8 + measure_legend(legend, WIDTH), language)
    spreads = spread_levels(report)
    for place, (_, cell) in enumerate(cells.iterrows()):
        x, y = place % per_row * column, place // per_row * row
        labelled = y + head - PAD / 2 - measure_lines(labels[place])
        canvas.lines(x + column / 2, labelled, labels[place], "center", top=True)
        track, scenario = cell["track_id"], cell["scenario_id"]
        area = x + GAP / 2, y + head, column - GAP, HEIGHT
        draw_tile(canvas, report, cell, spreads[scenario, track], area)
        link_cell(canvas, report, track, scenario, area)
    draw_legend(canvas, legend, rows * row + 0.8)
    return finish(
        canvas,
        key="matrix",
        headline=sentences.summarize_element(report),
        reading=sentences.explain_matrix(report, margins=False),
        caption=sentences.caption_matrix(report, linked=not poster),
        alt=sentences.describe_cells(report),
        poster=poster,
    )


def _choose_columns(number: int) -> int:
    """Return how many tiles stand in a row, so that rows are as few and as even as can be."""
    rows = -(-number // int(WIDTH // NARROWEST))
    return -(-number // rows)


def _set_label(report: Report, identifier: str, width: float) -> list[Line]:
    name = report.names[identifier]
    return set_lines(name, width, style.SIZE_NOTE, style.ACCENT, report.latin, 3, identifier)
