"""Two coders side by side: each cell split between them, and their confusion matrix."""

import numpy as np
import pandas as pd

from report138 import look, sentences
from report138.canvas import Canvas
from report138.figures.grid import WIDTH, Area, draw_labels, lay_grid
from report138.figures.matrix import MOST_SCENARIOS, MOST_TRACKS
from report138.finishing import finish
from report138.items import Figure
from report138.report import Report
from report138.robustness import cross_tabulate
from report138.text import pick, say

SIDE = 9.0  # a cell of the confusion matrix


def draw_coders(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw each cell as two triangles, the first coder above, and how often codes meet.

    Returns None with fewer than two coders, or for cells too small to split.
    """
    agreement = report.agreement
    large = len(report.tracks) > MOST_TRACKS or len(report.scenarios) > MOST_SCENARIOS
    if len(agreement.coders) < 2 or large:
        return None
    grid = lay_grid(report)
    canvas = Canvas(WIDTH, grid.bottom + 15 + 4 * SIDE, report.language)
    draw_labels(canvas, report, grid)
    codes = agreement.codes[:2].reshape(2, len(grid.scenarios), len(grid.tracks))
    for row, scenario in enumerate(grid.scenarios):
        for column, track in enumerate(grid.tracks):
            _draw_split(canvas, codes[:, row, column], grid.area(track, scenario))
    table = cross_tabulate(*agreement.codes[:2])
    _draw_confusion(canvas, table, agreement.coders, grid.bottom + 8, report.language)
    return finish(
        canvas,
        key="coders",
        headline=sentences.summarize_agreement(report),
        reading=sentences.explain_coders(report),
        caption=sentences.caption_coders(report),
        alt=sentences.describe_coders(report),
        poster=poster,
    )


def _draw_split(canvas: Canvas, pair: np.ndarray, area: Area) -> None:
    x, y, width, height = area
    corners = {0: ((x, y), (x + width, y), (x, y + height))}
    corners[1] = ((x + width, y), (x + width, y + height), (x, y + height))
    places = ((x + width * 0.2, y + height * 0.32), (x + width * 0.8, y + height * 0.7))
    for coder, level in enumerate(pair):
        known = not pd.isna(level)
        fill = look.LEVEL_FILL[int(level)] if known else look.PAPER
        canvas.shape(corners[coder], fill)
        ink = look.LEVEL_TEXT[int(level)] if known else look.MUTED
        words = str(int(level)) if known else "–"
        canvas.text(*places[coder], words, look.SIZE_LABEL, ink, "center")
    canvas.box(*area, edge=look.RULE)


def _draw_confusion(
    canvas: Canvas, table: np.ndarray, coders: list[str], top: float, language: str
) -> None:
    left = 38.0
    first = pick(language, f"{coders[0]}（行）", f"{coders[0]} (rows)")
    second = pick(language, f"{coders[1]}（列）", f"{coders[1]} (columns)")
    canvas.text(0, top + 3, say("confusion", language), look.SIZE_LABEL, look.ACCENT)
    canvas.text(0, top + 8, first, look.SIZE_NOTE, look.MUTED)
    canvas.text(0, top + 12, second, look.SIZE_NOTE, look.MUTED)
    for level in range(4):
        middle = (level + 0.5) * SIDE
        canvas.text(left + middle, top + 3, str(level), look.SIZE_NOTE, look.MUTED, "center")
        canvas.text(left - 3, top + 6 + middle, str(level), look.SIZE_NOTE, look.MUTED, "center")
        for other in range(4):
            x, y = left + other * SIDE, top + 6 + level * SIDE
            fill = look.LEVEL_FILL[1] if level == other else look.PAPER
            canvas.box(x, y, SIDE - 0.8, SIDE - 0.8, fill, look.RULE)
            number = str(table[level, other])
            ink = look.INK if table[level, other] else look.MUTED
            middle_x, middle_y = x + SIDE / 2 - 0.4, y + SIDE / 2 - 0.4
            canvas.text(middle_x, middle_y, number, look.SIZE_LABEL, ink, "center")
