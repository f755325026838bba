"""Coverage dots: which tracks the text links to which scenario."""

import pandas as pd

from report138 import style
from report138.analysis.interlinkage import CELL
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.grid import measure_head
from report138.view.figures.tile import write_level
from report138.view.levels import SIGNS, Levels
from report138.view.report import Report
from report138.view.words.facts.coverage import is_open
from report138.view.words.facts.signs import sign_by_cell

WIDTH = style.COLUMN_MM
LABEL_WIDTH = 37.0
BAR_WIDTH = 34.0
HEAD = 9.0
ROW = 8.0
DOT = 1.9  # a link
RING = 1.25  # words of both, and no relation stated
MOST_TRACKS, MOST_SCENARIOS = 8, 24


def draw_coverage(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw a dot where the text links a track to a scenario; scenarios with most tracks first.

    Returns None for so many tracks or scenarios that a page cannot hold them.
    """
    if len(report.tracks) > MOST_TRACKS or len(report.scenarios) > MOST_SCENARIOS:
        return None
    tracks = list(report.tracks["id"])
    column = (WIDTH - LABEL_WIDTH - BAR_WIDTH) / len(tracks)
    order = sort_by_coverage(
        report.cells, list(report.scenarios["id"]), report.framework.scale.stated
    )
    names = [report.names[track] for track in tracks]
    room = style.TALLEST_MM - len(order) * ROW - 2
    head = min(measure_head(names, column - 1.5, style.SIZE_NOTE, HEAD, report.latin), room)
    canvas = Canvas(WIDTH, head + len(order) * ROW + 2, report.language)
    for position, track in enumerate(tracks):
        x = LABEL_WIDTH + (position + 0.5) * column
        _write_head(canvas, names[position], track, x, column, head)
    words, left = report.said.say("tracks_linked"), WIDTH - BAR_WIDTH + 3
    middle = head - HEAD / 2 - 0.5
    canvas.paragraph(left, middle, words, BAR_WIDTH - 3, style.SIZE_NOTE, style.MUTED)
    levels = report.cells.set_index(CELL)["level"]
    signs = sign_by_cell(report)
    disputed = set(report.cells[is_open(report.cells)][CELL].itertuples(index=False, name=None))
    for row, scenario in enumerate(order):
        y = head + (row + 0.5) * ROW
        canvas.line((0, WIDTH), (y - ROW / 2, y - ROW / 2), style.RULE, 0.5)
        name, look = report.names[scenario], (style.SIZE_LABEL, style.INK, "right")
        canvas.paragraph(LABEL_WIDTH - 2, y, name, LABEL_WIDTH - 3, *look, mark=scenario)
        row_levels = [levels[scenario, track] for track in tracks]
        _draw_row(canvas, report.levels, row_levels, y, column)
        for position, track in enumerate(tracks):
            if sign := SIGNS[signs[scenario, track]]:
                x = LABEL_WIDTH + (position + 0.5) * column
                write_level(canvas, sign, x, y, style.SIZE_NOTE, style.INK)
        for position, track in enumerate(tracks):
            if (scenario, track) in disputed:
                x = LABEL_WIDTH + (position + 0.5) * column
                canvas.dot(x, y, RING, style.PAPER, style.INK)
    return finish(
        canvas,
        key="coverage",
        headline=sentences.summarize_coverage(report),
        reading=sentences.explain_coverage(report),
        caption=sentences.caption_coverage(report),
        alt=sentences.describe_coverage(report),
        poster=poster,
    )


def _write_head(canvas: Canvas, name: str, mark: str, x: float, column: float, head: float) -> None:
    if head > HEAD:
        canvas.climb(x, head - 1.5, name, head - 3, mark)
    else:
        look = style.SIZE_NOTE, style.ACCENT, "center"
        canvas.paragraph(x, HEAD / 2 - 0.5, name, column - 1.5, *look, mark=mark)


def sort_by_coverage(cells: pd.DataFrame, scenarios: list[str], stated: int) -> list[str]:
    """Order scenarios by the number of linked tracks, most first, ties in their own order."""
    linked = cells[cells["level"] >= stated].groupby("scenario_id").size()
    return sorted(scenarios, key=lambda scenario: -linked.get(scenario, 0))


def _draw_row(canvas: Canvas, shown: Levels, levels: list, y: float, column: float) -> None:
    stated, top = shown.scale.stated, shown.scale.top
    centres = [LABEL_WIDTH + (position + 0.5) * column for position in range(len(levels))]
    held = [
        x
        for x, level in zip(centres, levels, strict=True)
        if not pd.isna(level) and level >= stated
    ]
    if len(held) > 1:
        canvas.line((held[0], held[-1]), (y, y), style.ACCENT, 1.2)
    for x, level in zip(centres, levels, strict=True):
        if pd.isna(level):
            canvas.cross(x, y, 2)
        elif level >= stated:
            edge = style.ACCENT if level < top else "none"
            canvas.dot(x, y, DOT, shown.fill(int(level)), edge)
        elif level:
            canvas.dot(x, y, RING, shown.fill(int(level)), style.ACCENT)
        else:
            canvas.dot(x, y, 0.6, style.RULE)
    left = WIDTH - BAR_WIDTH + 3
    length = (BAR_WIDTH - 9) * len(held) / len(levels)
    if held:
        canvas.box(left, y - 1.3, length, 2.6, style.ACCENT)
    canvas.text(left + length + 1.5, y, str(len(held)), style.SIZE_NOTE, style.INK)
