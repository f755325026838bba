"""The lead figure: where the text links tracks and scenarios, and whether readings agree."""

import pandas as pd

from report138 import style
from report138.analysis.interlinkage import profile_elements
from report138.engine.typeset.outputs import Figure, Gallery
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.compact import MOST_PARTS, draw_overview, draw_part, split_matrix
from report138.view.figures.grid import (
    HEAD,
    MARGIN,
    WIDTH,
    Grid,
    draw_labels,
    lay_grid,
)
from report138.view.figures.legend import draw_legend, explain_drivers, list_legend, measure_legend
from report138.view.figures.profile import draw_profile, fits_profile
from report138.view.figures.tile import draw_box, draw_tile, link_cell
from report138.view.levels import Levels
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.facts.cells import is_large
from report138.view.words.facts.readings import spread_levels
from report138.view.words.facts.signs import hinders, show_signs

COUNT = 4.5  # a swatch that holds the number of cells at a level
FOOT = 10.6  # below the last row: the numbers of each column
SIGNS_FOOT = 3.8  # for the signs of each column's links
LINKS = 8.0  # room for a number of links


def draw_matrix(report: Report, *, poster: bool = False) -> Figure:
    """Draw scenarios by tracks: tile by level, its digit, its units as countable marks.

    With an element in focus only its row or column is drawn.  With many tracks or scenarios the
    tiles are small; where one page cannot hold them all this is an overview, and draw_details
    gives the pages.
    """
    if report.focus and fits_profile(report):
        return draw_profile(report, poster=poster)
    if is_large(report):
        return _draw_large(report, poster=poster)
    grid = lay_grid(report)
    legend = [*list_legend(report), *explain_drivers(report)]
    foot = grid.bottom + FOOT + 1.0 + (SIGNS_FOOT if hinders(report) else 0)
    height = foot + measure_legend(legend, WIDTH)
    if height > style.TALLEST_MM:
        return draw_part(report, split_matrix(report)[0], "matrix", poster=poster)
    canvas = Canvas(WIDTH, height, report.language)
    draw_labels(canvas, report, grid)
    spreads = spread_levels(report)
    for _, cell in report.cells.iterrows():
        track, scenario = cell["track_id"], cell["scenario_id"]
        area = grid.area(track, scenario)
        draw_tile(canvas, report, cell, spreads[scenario, track], area)
        link_cell(canvas, report, track, scenario, area)
    _draw_margins(canvas, report, grid)
    draw_legend(canvas, legend, foot)
    return finish(
        canvas,
        key="matrix",
        headline=sentences.summarize_matrix(report),
        reading=sentences.explain_matrix(report),
        caption=sentences.caption_matrix(report, linked=not poster),
        alt=sentences.describe_matrix(report),
        poster=poster,
    )


def _draw_large(report: Report, *, poster: bool) -> Figure:
    parts = split_matrix(report)
    if len(parts) == 1 or report.focus:
        mine = (part for part in parts if report.focus in (*part.tracks, *part.scenarios))
        return draw_part(report, next(mine, parts[0]), "matrix", poster=poster)
    return draw_overview(report, poster=poster)


def draw_details(report: Report) -> Gallery | None:
    """Draw the pages of a matrix whose lead figure is an overview; None for a smaller one.

    None too where they are so many that the table of the matrix stands for them.
    """
    parts = split_matrix(report)
    if not 1 < len(parts) <= MOST_PARTS:
        return None
    return Gallery(tuple(draw_part(report, part, f"part-{n}") for n, part in enumerate(parts, 1)))


def _draw_margins(canvas: Canvas, report: Report, grid: Grid) -> None:
    """Write for each row and column the number of its links, and of its cells by level."""
    _draw_margin_heads(canvas, report.language, grid)
    rows = profile_elements(report.cells, "scenario_id", report.framework.scale)
    columns = profile_elements(report.cells, "track_id", report.framework.scale)
    below, signed = grid.bottom + 0.6, hinders(report)
    for scenario, counts in rows.iterrows():
        _draw_right(canvas, report.levels, counts, grid.top(scenario) + grid.row / 2, signed)
    for track, counts in columns.iterrows():
        middle = grid.left(track) + grid.column / 2
        _write_links(canvas, counts, middle, below + 2.2)
        steps = len(report.levels.ranks)
        side = min(COUNT, (grid.column - 1.0) / steps)
        _draw_counts(canvas, report.levels, counts, middle - steps / 2 * side, below + 6.8, side)
        if signed:
            write_signs(canvas, counts, middle, below + 10.6, "center")
    _draw_right(canvas, report.levels, columns.sum(), below + 4.6, signed)
    if signed:
        words = say("margin_signs", report.language)
        canvas.text(grid.label - 2, below + 10.6, words, style.SIZE_NOTE, style.MUTED, "right")


def _draw_margin_heads(canvas: Canvas, language: str, grid: Grid) -> None:
    x, ink = WIDTH - MARGIN, style.MUTED
    links, levels = say("margin_links", language), say("margin_levels", language)
    look = style.SIZE_NOTE, ink, "center"
    canvas.text(x + LINKS / 2, grid.head - HEAD / 2, links, *look)
    canvas.paragraph(x + LINKS + 8, grid.head - HEAD / 2, levels, 15.6, *look)
    canvas.text(grid.label - 2, grid.bottom + 2.8, links, style.SIZE_NOTE, ink, "right")
    canvas.text(grid.label - 2, grid.bottom + 7.4, levels, style.SIZE_NOTE, ink, "right")


def _draw_right(canvas: Canvas, levels: Levels, counts: pd.Series, y: float, signed: bool) -> None:
    x = WIDTH - MARGIN
    if signed:
        write_signs(canvas, counts, x + 2.5, y + 2.5)
        y -= 1.6
    _write_links(canvas, counts, x + LINKS / 2, y)
    side = min(COUNT, (MARGIN - LINKS - 1.2) / len(levels.ranks))
    _draw_counts(canvas, levels, counts, x + LINKS + 1.2, y, side)


def write_signs(canvas: Canvas, counts: pd.Series, x: float, y: float, align: str = "left") -> None:
    """Write how many links further, hinder and do both."""
    text = show_signs(counts)
    canvas.text(x, y, text, style.SIZE_NOTE, style.INK, align)


def _write_links(canvas: Canvas, counts: pd.Series, x: float, y: float) -> None:
    number = int(counts["links"])
    ink = style.ACCENT if number else style.MUTED
    canvas.text(x, y, str(number), style.SIZE_LABEL + 1, ink, "center")


def _draw_counts(
    canvas: Canvas, levels: Levels, counts: pd.Series, x: float, y: float, side: float
) -> None:
    """Draw a swatch a level with the number of cells; levels keep their places."""
    for place, level in enumerate(levels.ranks):
        number = int(counts[f"level_{level}"])
        if number:
            left = x + place * side
            draw_box(canvas, levels.shade(level), (left + 0.2, y - 2.1, side - 0.4, 4.2))
            ink = levels.ink(level)
            canvas.text(left + side / 2, y, str(number), style.SIZE_NOTE, ink, "center")
