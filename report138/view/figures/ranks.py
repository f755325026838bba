"""Rank intervals: do the orders of tracks and scenarios survive doubt?"""

import pandas as pd

from report138 import style
from report138.engine.typeset.fonts import wrap_text
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.report import Report

WIDTH = style.COLUMN_MM
LABEL_WIDTH = 38.0
ROW, TALL_ROW = 5.6, 8.2  # for names on one line, and on two
HEAD = 7.0
AXIS = 6.0
LEGEND = 6.0
MOST_TALL_ROWS = 22  # of both panels, when names take two lines
MOST_ROWS = 12  # of one panel, so that both fit a page
MONTE_CARLO, LEFT_OUT = 4.6, 1.9  # heights of the two bars


def draw_ranks(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw for each track and scenario its count of linked cells with two ranges of doubt.

    A side with more elements than fit a page is left out; None when that leaves nothing, or
    when no cell has a level.
    """
    doubt = report.doubt
    if not doubt.grid.coded:
        return None
    panels = [
        ("track", list(report.tracks["id"]), doubt.track_counts, len(report.scenarios)),
        ("scenario", list(report.scenarios["id"]), doubt.scenario_counts, len(report.tracks)),
    ]
    panels = [panel for panel in panels if len(panel[1]) <= MOST_ROWS]
    if not panels:
        return None
    room, latin = LABEL_WIDTH - 3, report.latin
    names = [report.names[item] for panel in panels for item in panel[1]]
    long = any(len(wrap_text(name, room, style.SIZE_LABEL, 2, latin)) > 1 for name in names)
    row_height = TALL_ROW if long else ROW
    if long and sum(len(panel[1]) for panel in panels) > MOST_TALL_ROWS:
        panels = panels[:1]
    height = sum(HEAD + len(ids) * row_height + AXIS for _, ids, _, _ in panels) + LEGEND
    canvas = Canvas(WIDTH, height, report.language)
    top = 0.0
    for kind, ids, counts, most in panels:
        top = _draw_panel(canvas, report, kind, ids, counts, most, top, row_height)
    _draw_legend(canvas, top, report)
    return finish(
        canvas,
        key="ranks",
        headline=sentences.summarize_ranks(report),
        reading=sentences.explain_ranks(report),
        caption=sentences.caption_ranks(report),
        alt=sentences.describe_ranks(report),
        poster=poster,
    )


def _draw_panel(
    canvas: Canvas,
    report: Report,
    kind: str,
    ids: list[str],
    counts: pd.DataFrame,
    most: int,
    top: float,
    row_height: float,
) -> float:
    """Draw one panel and return its lower edge."""
    scale = (WIDTH - LABEL_WIDTH - 8) / max(1, most)
    canvas.text(LABEL_WIDTH - 2, top + HEAD / 2, report.said.say(kind), 8, style.MUTED, "right")
    words = report.said.say(f"counted_{kind}")
    canvas.text(LABEL_WIDTH, top + HEAD / 2, words, style.SIZE_NOTE, style.MUTED)
    bottom = top + HEAD + len(ids) * row_height
    step = max(1, most // 10)
    for value in range(0, most + 1, step):
        x = LABEL_WIDTH + value * scale
        canvas.line((x, x), (top + HEAD, bottom), style.RULE, 0.5)
        canvas.text(x, bottom + 2.6, str(value), style.SIZE_NOTE, style.MUTED, "center")
    for row, identifier in enumerate(ids):
        y = top + HEAD + (row + 0.5) * row_height
        name, look = report.names[identifier], (style.SIZE_LABEL, style.INK, "right")
        canvas.paragraph(LABEL_WIDTH - 2, y, name, LABEL_WIDTH - 3, *look, mark=identifier)
        count = counts.iloc[row]
        _draw_range(canvas, count["low"], count["high"], y, MONTE_CARLO, style.LEVEL_FILL[1], scale)
        left = count["lowest"], count["highest"]
        _draw_range(canvas, *left, y, LEFT_OUT, style.LEVEL_FILL[2], scale)
        canvas.dot(LABEL_WIDTH + count["base"] * scale, y, 1.5, style.ACCENT)
    return bottom + AXIS


def _draw_range(
    canvas: Canvas, low: float, high: float, y: float, height: float, fill: str, scale: float
) -> None:
    x = LABEL_WIDTH + low * scale
    edge = 2.2 if low == high else 0.6  # a range of no width must still show beside its dot
    canvas.box(x - edge, y - height / 2, (high - low) * scale + 2 * edge, height, fill)


def _draw_legend(canvas: Canvas, top: float, report: Report) -> None:
    y = top + LEGEND / 2
    canvas.dot(2, y, 1.5, style.ACCENT)
    x = 5.5
    entries = (
        ("counted_base", None, 0.0),
        ("counted_left_out", style.LEVEL_FILL[2], LEFT_OUT),
        ("counted_drawn", style.LEVEL_FILL[1], MONTE_CARLO),
    )
    for key, fill, height in entries:
        if fill:
            canvas.box(x, y - height / 2, 5, height, fill)
            x += 6.5
        words = report.said.say(key)
        canvas.text(x, y, words, style.SIZE_NOTE, style.INK)
        x += canvas.measure(words, style.SIZE_NOTE) + 5
