"""The article strip: where in the text the evidence stands, and whether one place carries it."""

import pandas as pd

from report138 import style
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.report import Report

WIDTH = style.COLUMN_MM
LABEL_WIDTH = 24.0
HEAD = 9.0
BAND = 5.0
LANE = 12.5
MARK = 2.3
MARK_GAP = 0.5


def draw_strip(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw each direct coding at its place in the text, a lane a track, coloured by level.

    Returns None when the framework has no locators.csv, since places then have no order.
    """
    places = report.framework.locators.sort_values("order", kind="stable")
    if places.empty:
        return None
    tracks = list(report.tracks["id"])
    canvas = Canvas(WIDTH, HEAD + BAND + len(tracks) * LANE + 2, report.language)
    spans = _place_spans(places)
    _draw_band(canvas, places, spans)
    direct = report.fills[report.fills["basis"] == "direct"]
    for lane, track in enumerate(tracks):
        top = HEAD + BAND + lane * LANE
        canvas.line((0, WIDTH), (top + LANE, top + LANE), style.RULE, 0.5)
        name = canvas.wrap(report.names[track], LABEL_WIDTH - 2, style.SIZE_LABEL)
        lines = [(line, style.SIZE_LABEL, style.ACCENT) for line in name]
        canvas.lines(0, top + LANE / 2, lines)
        for place, fills in direct[direct["track_id"] == track].groupby("place", sort=False):
            if place in spans:
                levels = sorted(fills["level"], reverse=True)
                _draw_marks(canvas, levels, spans[place], top + LANE)
    return finish(
        canvas,
        key="strip",
        headline=sentences.summarize_strip(report),
        reading=sentences.explain_strip(report),
        caption=sentences.caption_strip(report),
        alt=sentences.describe_strip(report),
        poster=poster,
    )


def _place_spans(places: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Give each place its stretch of the strip, in proportion to its characters."""
    scale = (WIDTH - LABEL_WIDTH) / max(1, places["characters"].sum())
    ends = LABEL_WIDTH + places["characters"].cumsum() * scale
    starts = ends - places["characters"] * scale
    return dict(zip(places["locator"], zip(starts, ends, strict=True), strict=True))


def _draw_band(canvas: Canvas, places: pd.DataFrame, spans: dict[str, tuple[float, float]]) -> None:
    """Draw the text as a band of its places, labelled where a label fits."""
    free = LABEL_WIDTH
    for number, (_, place) in enumerate(places.iterrows()):
        start, end = spans[place["locator"]]
        shade = style.TINT if number % 2 else style.RULE
        canvas.box(start, HEAD, end - start, BAND - 1, shade)
        label = place["locator"]
        half = canvas.measure(label, 7) / 2
        middle = (start + end) / 2
        if middle - half >= free and middle + half <= WIDTH:
            canvas.text(middle, HEAD - 2.6, label, 7, style.MUTED, "center")
            free = middle + half + 0.8


def _draw_marks(
    canvas: Canvas, levels: list[int], span: tuple[float, float], bottom: float
) -> None:
    """Pile up one square a coding at the middle of its place, the firmest lowest."""
    step = MARK + MARK_GAP
    high = max(1, int((LANE - 1) // step))
    columns = -(-len(levels) // high)
    left = (span[0] + span[1] - columns * step + MARK_GAP) / 2
    for position, level in enumerate(levels):
        x = left + position // high * step
        y = bottom - 1 - (position % high + 1) * step + MARK_GAP
        canvas.box(x, y, MARK, MARK, style.LEVEL_FILL[int(level)], style.ACCENT, 0.5)
