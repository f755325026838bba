"""The lead figure: where the text links tracks and scenarios, how firmly, on how much text."""

import pandas as pd

from report138 import style
from report138.analysis.interlinkage import LEVELS, profile_elements
from report138.engine.typeset.outputs import Figure, Gallery
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.compact import draw_overview, draw_part, split_matrix
from report138.view.figures.grid import (
    HEAD,
    LABEL_WIDTH,
    MARGIN,
    WIDTH,
    Area,
    Grid,
    draw_labels,
    lay_grid,
)
from report138.view.figures.legend import MARK, draw_legend, draw_mark, list_legend, measure_legend
from report138.view.report import Report, name_anchor
from report138.view.words import say

UNIT = 2.6  # one cell of a marginal count
FLAT = 1.6  # the same, under a column
MARKS_SHOWN = 10
# Up to here names lie flat and marks can be counted; above, see compact.py.
MOST_TRACKS, MOST_SCENARIOS = 6, 17


def draw_matrix(report: Report, *, poster: bool = False) -> Figure:
    """Draw scenarios by tracks: tile by level, its digit, its volume as countable marks.

    With many tracks or scenarios the tiles are small; where one page cannot hold them all this
    is an overview, and draw_details gives the pages.
    """
    if len(report.tracks) > MOST_TRACKS or len(report.scenarios) > MOST_SCENARIOS:
        parts = split_matrix(report)
        if len(parts) == 1 or report.focus:
            mine = (part for part in parts if report.focus in (*part.tracks, *part.scenarios))
            return draw_part(report, next(mine, parts[0]), "matrix", poster=poster)
        return draw_overview(report, poster=poster)
    grid = lay_grid(report)
    legend = list_legend(report)
    deepest = profile_elements(report.cells, "track_id")["found"].max()
    foot = grid.bottom + 2 + deepest * FLAT + 3
    height = foot + measure_legend(legend, WIDTH)
    if height > style.TALLEST_MM:
        return draw_part(report, split_matrix(report)[0], "matrix", poster=poster)
    canvas = Canvas(WIDTH, height, report.language)
    draw_labels(canvas, report, grid)
    for _, cell in report.cells.iterrows():
        track, scenario = cell["track_id"], cell["scenario_id"]
        area = grid.area(track, scenario)
        _draw_cell(canvas, cell, area, report.language)
        canvas.link(
            name_anchor(track, scenario), sentences.name_cell(report, track, scenario), *area
        )
    _draw_margins(canvas, report, grid)
    if report.focus:
        _raise_focus(canvas, grid, report.focus)
    draw_legend(canvas, legend, foot)
    return finish(
        canvas,
        key="matrix",
        headline=sentences.summarize_element(report)
        if report.focus
        else sentences.summarize_matrix(report),
        reading=sentences.explain_matrix(report),
        caption=sentences.caption_matrix(report),
        alt=sentences.describe_matrix(report),
        poster=poster,
    )


def draw_details(report: Report) -> Gallery | None:
    """Draw the pages of a matrix whose lead figure is an overview; None for a smaller one."""
    parts = split_matrix(report)
    if len(parts) == 1:
        return None
    return Gallery(tuple(draw_part(report, part, f"part-{n}") for n, part in enumerate(parts, 1)))


def _raise_focus(canvas: Canvas, grid: Grid, focus: str) -> None:
    """Lay a veil over all but one row or column, and a frame around that one."""
    if focus in grid.scenarios:
        x, y, width, height = 0.3, grid.top(focus), WIDTH - 0.6, grid.row
        veils = ((0, HEAD, WIDTH, y - HEAD), (0, y + height, WIDTH, grid.bottom - y - height))
    else:
        x, y, width, height = grid.left(focus), 0.3, grid.column, grid.bottom - 0.3
        right = x + width
        veils = (
            (LABEL_WIDTH, 0, x - LABEL_WIDTH, grid.bottom),
            (right, 0, WIDTH - right, grid.bottom),
        )
    for veil in veils:
        canvas.veil(*veil)
    canvas.box(x, y, width, height, edge=style.ACCENT, line=1.4)


def _draw_cell(canvas: Canvas, cell: pd.Series, area: Area, language: str) -> None:
    x, y, width, height = area
    middle = x + width / 2
    if cell["state"] == "found":
        _draw_found(canvas, cell, area)
        return
    canvas.box(*area, fill=style.PAPER, edge=style.RULE)
    if cell["inferred_volume"]:
        canvas.box(*area, edge=style.RULE, hatch="////")
        canvas.box(middle - width / 4, y + height / 2 - 4, width / 2, 8, fill=style.PAPER)
        _draw_marks(canvas, cell, middle, y + height * 0.75, style.MUTED)
    if cell["state"] == "not_assessable":
        canvas.cross(middle, y + height / 2, 4)
    else:
        words = say("not_coded" if cell["state"] == "not_coded" else "level_0", language)
        canvas.text(middle, y + height / 2, words, style.SIZE_NOTE, style.MUTED, "center")


def _draw_found(canvas: Canvas, cell: pd.Series, area: Area) -> None:
    x, y, width, height = area
    level = int(cell["level"])
    ink = style.LEVEL_TEXT[level]
    canvas.box(*area, fill=style.LEVEL_FILL[level])
    if cell["support"] == 1:
        canvas.box(x + 1, y + 1, width - 2, height - 2, edge=ink, line=0.8, dash=True)
    canvas.text(x + width / 2, y + height * 0.37, str(level), style.SIZE_DIGIT, ink, "center")
    _draw_marks(canvas, cell, x + width / 2, y + height * 0.73, ink)
    if cell["hindering_volume"]:
        # the other layer, beside the first and never taken off it: its sign and its level
        hindering = str(int(cell["hindering_level"]))
        canvas.box(x + width - 7.5, y, 7.5, 5, fill=style.PAPER)
        canvas.text(x + width - 5.3, y + 2.5, "−", style.SIZE_DIGIT, style.WARN, "center")
        canvas.text(x + width - 2.3, y + 2.5, hindering, style.SIZE_LABEL, style.WARN, "center")


def _draw_marks(canvas: Canvas, cell: pd.Series, middle: float, y: float, ink: str) -> None:
    """Draw a square a segment, hatched when inferred; above ten, write the number."""
    direct, inferred = int(cell["volume"]), int(cell["inferred_volume"])
    if direct + inferred > MARKS_SHOWN:
        text = f"× {direct}" + (f" + {inferred}" if inferred else "")
        canvas.text(middle, y, text, style.SIZE_NOTE, ink, "center")
        return
    step = MARK + 0.9
    left = middle - ((direct + inferred) * step - 0.9) / 2
    for position in range(direct + inferred):
        draw_mark(canvas, left + position * step, y, ink, position >= direct)


def _draw_margins(canvas: Canvas, report: Report, grid: Grid) -> None:
    """Draw for each row and column how many of its cells have which level."""
    for scenario, counts in profile_elements(report.cells, "scenario_id").iterrows():
        x, y = WIDTH - MARGIN + 2.5, grid.top(scenario) + (grid.row - UNIT) / 2
        for level in _repeat(counts):
            canvas.box(x, y, UNIT, UNIT, style.LEVEL_FILL[level])
            x += UNIT + 0.5
    for track, counts in profile_elements(report.cells, "track_id").iterrows():
        x, y = grid.left(track) + grid.column / 2 - 4, grid.bottom + 2
        for level in _repeat(counts):
            canvas.box(x, y, 8, FLAT - 0.4, style.LEVEL_FILL[level])
            y += FLAT


def _repeat(counts: pd.Series) -> list[int]:
    return [level for level in LEVELS[:-1] for _ in range(counts[f"level_{level}"])]
