"""Two coders side by side: each cell split between them, and their confusion matrix."""

import numpy as np
import pandas as pd

from report138 import style
from report138.analysis.robustness.agreement import cross_tabulate
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.grid import WIDTH, Area, draw_labels, lay_grid
from report138.view.figures.matrix import MOST_SCENARIOS, MOST_TRACKS
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.labels import LABELS

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
        fill = style.LEVEL_FILL[int(level)] if known else style.PAPER
        canvas.shape(corners[coder], fill)
        ink = style.LEVEL_TEXT[int(level)] if known else style.MUTED
        words = str(int(level)) if known else "–"
        canvas.text(*places[coder], words, style.SIZE_LABEL, ink, "center")
    canvas.box(*area, edge=style.RULE)


def _draw_confusion(
    canvas: Canvas, table: np.ndarray, coders: list[str], top: float, language: str
) -> None:
    left = 38.0
    first, second = LABELS[language].name_axes(*coders[:2])
    canvas.text(0, top + 3, say("confusion", language), style.SIZE_LABEL, style.ACCENT)
    canvas.text(0, top + 8, first, style.SIZE_NOTE, style.MUTED)
    canvas.text(0, top + 12, second, style.SIZE_NOTE, style.MUTED)
    for level in range(4):
        middle = (level + 0.5) * SIDE
        canvas.text(left + middle, top + 3, str(level), style.SIZE_NOTE, style.MUTED, "center")
        canvas.text(left - 3, top + 6 + middle, str(level), style.SIZE_NOTE, style.MUTED, "center")
        for other in range(4):
            x, y = left + other * SIDE, top + 6 + level * SIDE
            fill = style.LEVEL_FILL[1] if level == other else style.PAPER
            canvas.box(x, y, SIDE - 0.8, SIDE - 0.8, fill, style.RULE)
            number = str(table[level, other])
            ink = style.INK if table[level, other] else style.MUTED
            middle_x, middle_y = x + SIDE / 2 - 0.4, y + SIDE / 2 - 0.4
            canvas.text(middle_x, middle_y, number, style.SIZE_LABEL, ink, "center")
