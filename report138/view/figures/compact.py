"""The matrix for many tracks or scenarios: small tiles, split over pages where it must be."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from report138 import style
from report138.analysis.interlinkage import ITSELF
from report138.engine.typeset.fonts import measure_mm, wrap_text
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.legend import draw_legend, list_legend, measure_legend
from report138.view.figures.tile import SIGNS, draw_box, draw_split, write_level
from report138.view.report import Report, name_anchor
from report138.view.words.facts.readings import Spread, spread_levels

WIDTH = style.PAGE_MM
LABEL_WIDTH = 46.0
LONGEST_LABEL = 52.0  # of a track, climbing above its column
COLUMNS = range(5, 9)  # millimetres: the narrowest and widest column
ROWS = (3.5, 5.2)
MOST_TRACKS = int((WIDTH - LABEL_WIDTH) // COLUMNS[0])
MOST_SCENARIOS = 44
OVERVIEW_HEIGHT = 190.0
TICK_EVERY = 10
CORNER = 2.4  # of a disputed tile, in the colour of its highest level
# The entries of the legend that small tiles can show.
USED = (
    *(f"level_{level}" for level in (3, 2, 1, 0)),
    *("disputed", "hindering", "both", "open", "sign", "not_assessable"),
)


@dataclass(frozen=True)
class Part:
    """A stretch of the matrix that fits one page."""

    tracks: list[str]
    scenarios: list[str]


def split_matrix(report: Report) -> list[Part]:
    """Split the matrix into parts that fit a page each, as few and as even as possible."""
    tracks = _split(list(report.tracks["id"]), MOST_TRACKS)
    scenarios = _split(list(report.scenarios["id"]), MOST_SCENARIOS)
    return [Part(left, down) for down in scenarios for left in tracks]


def _split(ids: list[str], most: int) -> list[list[str]]:
    parts = -(-len(ids) // most)
    size = -(-len(ids) // parts)
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def draw_part(report: Report, part: Part, key: str, *, poster: bool = False) -> Figure:
    """Draw one part: a tile a cell with its digit; names of tracks climb above the columns."""
    room = (WIDTH - LABEL_WIDTH) / len(part.tracks)
    column = min(max(room, COLUMNS[0]), COLUMNS[-1])
    names = {track: _fit(report, track, LONGEST_LABEL) for track in part.tracks}
    head = max(measure_mm(name, style.SIZE_NOTE) for name in names.values()) + 3
    legend = [entry for entry in list_legend(report) if entry[0] in USED]
    height = measure_legend(legend, WIDTH) + 2
    row = min(max((style.TALLEST_MM - head - height) / len(part.scenarios), ROWS[0]), ROWS[1])
    bottom = head + row * len(part.scenarios)
    canvas = Canvas(WIDTH, bottom + height, report.language)
    for position, track in enumerate(part.tracks):
        x = LABEL_WIDTH + (position + 0.5) * column
        canvas.text(x, head - 1.5, names[track], style.SIZE_NOTE, style.ACCENT, upright=True)
    spreads = spread_levels(report)
    by_scenario = dict(tuple(report.cells.groupby("scenario_id")))
    for position, scenario in enumerate(part.scenarios):
        y = head + position * row
        name = _fit(report, scenario, LABEL_WIDTH - 3)
        canvas.text(LABEL_WIDTH - 2, y + row / 2, name, style.SIZE_NOTE, style.INK, "right")
        cells = by_scenario[scenario].set_index("track_id")
        for place, track in enumerate(part.tracks):
            area = (LABEL_WIDTH + place * column + 0.2, y + 0.2, column - 0.4, row - 0.4)
            _draw_tile(canvas, cells.loc[track], spreads[scenario, track], area)
            name = sentences.name_cell(report, track, scenario)
            canvas.link(name_anchor(track, scenario), name, *area)
            if report.focus and report.focus not in (track, scenario):
                canvas.veil(*area)
    draw_legend(canvas, legend, bottom + 2)
    headline = sentences.summarize_part(report, part.tracks, part.scenarios)
    return finish(
        canvas,
        key=key,
        headline=sentences.summarize_element(report) if report.focus else headline,
        reading=sentences.explain_compact(report),
        caption=sentences.caption_matrix(report, linked=not poster),
        alt=sentences.describe_matrix(report, part.tracks, part.scenarios),
        poster=poster,
    )


def _fit(report: Report, identifier: str, width: float) -> str:
    """Cut a name that is wider than its place; its id then tells it from others cut alike."""
    name, latin = report.names[identifier], report.language != "zh"
    return wrap_text(name, width, style.SIZE_NOTE, 1, latin, mark=identifier)[0]


def _draw_tile(
    canvas: Canvas, cell: pd.Series, spread: Spread, area: tuple[float, float, float, float]
) -> None:
    x, y, width, height = area
    middle = x + width / 2, y + height / 2
    if cell["status"] == "disputed":
        _draw_disputed(canvas, cell, spread, area)
        return
    if cell["state"] == ITSELF:
        canvas.box(*area, fill=style.TINT)
        return
    if cell["state"] != "found":
        canvas.box(*area, fill=style.PAPER, edge=style.RULE, line=0.4)
        if cell["state"] == "not_assessable":
            canvas.cross(*middle, min(2.2, height - 0.8))
        return
    level = int(cell["level"])
    draw_box(canvas, level, area)
    text = f"{SIGNS[cell['sign']]}{level}"
    write_level(canvas, text, *middle, style.SIZE_NOTE, style.LEVEL_TEXT[level])


def _draw_disputed(
    canvas: Canvas, cell: pd.Series, spread: Spread, area: tuple[float, float, float, float]
) -> None:
    """Write how many readings found evidence, with the highest level in a corner; or split it."""
    x, y, width, height = area
    sign = SIGNS[cell["sign"]]
    text = "±" if cell["sign_disputed"] else sign or f"{cell['found']}/{cell['judged']}"
    wide = measure_mm(text, style.SIZE_NOTE)
    if wide + CORNER > width or height < 3.2:
        draw_split(canvas, spread, area, 0.8)
        if sign:
            write_level(canvas, text, x + width / 2, y + height / 2, style.SIZE_NOTE, style.INK)
        return
    right, bottom = x + width, y + height
    canvas.box(*area, fill=style.PAPER)
    corners = ((right, bottom - CORNER), (right, bottom), (right - CORNER, bottom))
    canvas.shape(corners, style.LEVEL_FILL[spread.highest])
    canvas.box(*area, edge=style.INK, line=0.8)
    ink = style.WARN if sign else style.INK
    middle = x + (width - CORNER * 0.5) / 2
    canvas.text(middle, y + height / 2, text, style.SIZE_NOTE, ink, "center")


def draw_overview(report: Report, *, poster: bool = False) -> Figure:
    """Draw the whole of a matrix that no page can label: one small square a cell."""
    tracks, scenarios = list(report.tracks["id"]), list(report.scenarios["id"])
    longest = max(
        measure_mm(item, style.SIZE_NOTE) for item in (*tracks[:1], *scenarios[::TICK_EVERY])
    )
    edge = max(10.0, longest + 2)
    side = min((WIDTH - edge) / len(tracks), OVERVIEW_HEIGHT / len(scenarios))
    legend = [entry for entry in list_legend(report) if entry[0] in USED[:4]]
    bottom = edge + side * len(scenarios)
    canvas = Canvas(WIDTH, bottom + 2 + measure_legend(legend, WIDTH), report.language)
    for position, x in _tick(len(tracks), edge, side):
        left = min(x - side / 2, WIDTH - measure_mm(tracks[position], style.SIZE_NOTE))
        canvas.text(left, edge - 3, tracks[position], style.SIZE_NOTE, style.MUTED)
    for position, y in _tick(len(scenarios), edge, side):
        canvas.text(edge - 1, y, scenarios[position], style.SIZE_NOTE, style.MUTED, "right")
    canvas.box(edge, edge, side * len(tracks), bottom - edge, edge=style.RULE, line=0.5)
    column = {track: edge + place * side for place, track in enumerate(tracks)}
    row = {scenario: edge + place * side for place, scenario in enumerate(scenarios)}
    for _, cell in report.cells[report.cells["level"].fillna(0) > 0].iterrows():
        x, y = column[cell["track_id"]], row[cell["scenario_id"]]
        canvas.box(x, y, side, side, style.LEVEL_FILL[int(cell["level"])])
    draw_legend(canvas, legend, bottom + 2)
    return finish(
        canvas,
        key="matrix",
        headline=sentences.summarize_matrix(report),
        reading=sentences.explain_overview(report),
        caption=sentences.caption_matrix(report, linked=False),
        alt=sentences.describe_matrix(report),
        poster=poster,
    )


def _tick(count: int, start: float, side: float) -> Iterator[tuple[int, float]]:
    for position in range(0, count, TICK_EVERY):
        yield position, start + (position + 0.5) * side
