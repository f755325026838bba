"""The matrix for many tracks or scenarios: small tiles, split over pages where it must be."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from report138 import style
from report138.analysis.interlinkage import ITSELF
from report138.analysis.signs import BOTH
from report138.engine.typeset.fonts import measure_mm, wrap_text
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.legend import draw_legend, list_legend, measure_legend
from report138.view.figures.tile import draw_box, draw_split, link_cell, write_level
from report138.view.levels import SIGNS, Levels
from report138.view.report import Report
from report138.view.words.facts.readings import Spread, spread_levels

WIDTH = style.PAGE_MM
LABEL_WIDTH = 46.0
LONGEST_LABEL = 52.0  # of a track, climbing above its column
COLUMNS = range(5, 9)  # millimetres: the narrowest and widest column
ROWS = (3.5, 5.2)
MOST_TRACKS = int((WIDTH - LABEL_WIDTH) // COLUMNS[0])
MOST_SCENARIOS = 44
OVERVIEW_HEIGHT = 196.0
PITCH = 2.6  # from one label of an overview to the next
LONGEST_BLOCK = 32.0  # a label of an overview
WIDEST_SIDE = 5.0
OPENING = 26.0  # of the page on which the first part stands: the chapter's heading and its answer
MOST_PARTS = 4  # pages with names that a report may have
CORNER = 2.4  # of a disputed tile, in the colour of its highest level
# The entries of the legend besides levels that small tiles can show.
USED = ("disputed", "hindering", "both", "unclear", "sign", "not_assessable")

# Those of an overview.
SEEN = ("hindering", "both", "unclear")


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
    legend = [
        entry for entry in list_legend(report) if entry[0] in USED or entry[0].startswith("level_")
    ]
    height = measure_legend(legend, WIDTH) + 2
    tallest = style.TALLEST_MM - (OPENING if key != "matrix" else 0)
    row = min(max((tallest - head - height) / len(part.scenarios), ROWS[0]), ROWS[1])
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
            _draw_tile(canvas, report, cells.loc[track], spreads[scenario, track], area)
            link_cell(canvas, report, track, scenario, area)
            if report.focus and report.focus not in (track, scenario):
                canvas.veil(*area)
    draw_legend(canvas, legend, bottom + 2)
    headline = sentences.summarize_part(report, part.tracks, part.scenarios)
    return finish(
        canvas,
        key=key,
        headline=sentences.summarize_element(report) if report.focus else headline,
        reading=sentences.explain_compact(report, part.tracks, part.scenarios),
        caption=sentences.caption_matrix(report, linked=not poster),
        alt=sentences.describe_matrix(report, part.tracks, part.scenarios),
        poster=poster,
    )


def _fit(report: Report, identifier: str, width: float) -> str:
    """Cut a name that is wider than its place; its id then tells it from others cut alike."""
    name = report.names[identifier]
    return wrap_text(name, width, style.SIZE_NOTE, 1, report.latin, mark=identifier)[0]


def _draw_tile(
    canvas: Canvas,
    report: Report,
    cell: pd.Series,
    spread: Spread,
    area: tuple[float, float, float, float],
) -> None:
    x, y, width, height = area
    middle = x + width / 2, y + height / 2
    if cell["status"] == "disputed":
        _draw_disputed(canvas, report, cell, spread, area)
        return
    if cell["state"] == ITSELF:
        canvas.box(*area, fill=style.TINT)
        return
    if cell["state"] != "found":
        canvas.box(*area, fill=style.PAPER, edge=style.RULE, line=0.4)
        if cell["state"] == "not_assessable":
            canvas.cross(*middle, min(2.2, height - 0.8))
        return
    levels = report.levels
    draw_box(canvas, levels.shade(int(cell["level"])), area)
    text = levels.show_cell(cell)
    if cell["sign"] == BOTH:
        text = "±" + text.lstrip("+−±")
    write_level(canvas, text, *middle, style.SIZE_NOTE, levels.ink(int(cell["level"])))


def _draw_disputed(
    canvas: Canvas,
    report: Report,
    cell: pd.Series,
    spread: Spread,
    area: tuple[float, float, float, float],
) -> None:
    """Write how many readings found evidence, with the highest level in a corner; or split it."""
    x, y, width, height = area
    sign = SIGNS[cell["sign"]]
    text = "±" if cell["sign_disputed"] else sign or f"{cell['found']}/{cell['judged']}"
    wide = measure_mm(text, style.SIZE_NOTE)
    if wide + CORNER > width or height < 3.2:
        shades = map(report.levels.shade, (spread.lowest, spread.highest))
        draw_split(canvas, *shades, area, 0.8)
        if sign:
            write_level(canvas, text, x + width / 2, y + height / 2, style.SIZE_NOTE, style.INK)
        return
    right, bottom = x + width, y + height
    canvas.box(*area, fill=style.PAPER)
    corners = ((right, bottom - CORNER), (right, bottom), (right - CORNER, bottom))
    canvas.shape(corners, report.levels.fill(spread.highest))
    canvas.box(*area, edge=style.INK, line=0.8)
    ink = style.WARN if sign else style.INK
    middle = x + (width - CORNER * 0.5) / 2
    canvas.text(middle, y + height / 2, text, style.SIZE_NOTE, ink, "center")


def draw_overview(report: Report, *, poster: bool = False) -> Figure:
    """Draw the whole of a matrix that no page can label: one small square a cell.

    Many columns stand in bands one below the other, many rows in bands side by side; every column
    and row has a label, or shares one that names the first and last of its block.
    """
    tracks, scenarios = list(report.tracks["id"]), list(report.scenarios["id"])
    # a question mark is a dot here: it would be too small to read
    kinds = {"unclear": "not_coded"}
    legend = [
        (kinds.get(kind, kind), words)
        for kind, words in list_legend(report)
        if kind in SEEN or kind.startswith("level_")
    ]
    frame = _lay_overview(tracks, scenarios)
    foot = measure_legend(legend, WIDTH)
    bottom = len(frame.columns) * frame.height
    canvas = Canvas(WIDTH, bottom + 1 + foot, report.language)
    cells = dict(tuple(report.cells.groupby("track_id", sort=False)))
    for down, band in enumerate(frame.columns):
        for across, rows in enumerate(frame.rows):
            corner = across * frame.width, down * frame.height
            _draw_band(canvas, report.levels, band, rows, cells, frame, corner)
    draw_legend(canvas, legend, bottom + 1)
    return finish(
        canvas,
        key="matrix",
        headline=sentences.summarize_matrix(report),
        reading=sentences.explain_overview(report, named=len(split_matrix(report)) <= MOST_PARTS),
        caption=sentences.caption_matrix(report, linked=False),
        alt=sentences.describe_matrix(report),
        poster=poster,
    )


@dataclass(frozen=True)
class Frame:
    """How an overview is laid out: its bands of columns or of rows, and the sizes they share."""

    columns: list[list[str]]  # bands one below the other
    rows: list[list[str]]  # bands side by side
    side: float  # of a cell
    edge: float  # room for the labels of rows
    head: float  # and for those of columns

    @property
    def height(self) -> float:
        """The height of a band."""
        return self.head + self.side * len(self.rows[0]) + 2

    @property
    def width(self) -> float:
        """The width of a band, with the gap to the next."""
        return self.edge + self.side * len(self.columns[0]) + 2


def _lay_overview(tracks: list[str], scenarios: list[str]) -> Frame:
    """Choose the bands, of columns or of rows, that make the cells largest."""
    frames = []
    for number in range(1, max(len(tracks), len(scenarios)) + 1):
        if number <= len(tracks):
            frames.append(_fit_bands(_split(tracks, -(-len(tracks) // number)), [scenarios]))
        if number <= len(scenarios):
            frames.append(_fit_bands([tracks], _split(scenarios, -(-len(scenarios) // number))))
    return max(frames, key=lambda frame: frame.side)


def _fit_bands(columns: list[list[str]], rows: list[list[str]]) -> Frame:
    """Make the cells as large as bands allow; those high enough for a label need no blocks."""
    head = min(_measure_block(columns) + 2, LONGEST_BLOCK)
    frame = Frame(columns, rows, 0.0, 0.0, head)
    for labels in (_measure_label(rows), _measure_block(rows)):
        edge = min(labels + 2, LONGEST_BLOCK)
        wide = (WIDTH / len(rows) - edge - 2) / len(columns[0])
        tall = (OVERVIEW_HEIGHT / len(columns) - head - 2) / len(rows[0])
        frame = Frame(columns, rows, min(wide, tall, WIDEST_SIDE), edge, head)
        if frame.side >= PITCH:
            break
    return frame


def _measure_label(bands: list[list[str]]) -> float:
    return max(measure_mm(item, style.SIZE_NOTE) for band in bands for item in band)


def _measure_block(bands: list[list[str]]) -> float:
    return 2 * _measure_label(bands) + 2


def _draw_band(
    canvas: Canvas,
    levels: Levels,
    band: list[str],
    scenarios: list[str],
    cells: dict[str, pd.DataFrame],
    frame: Frame,
    corner: tuple[float, float],
) -> None:
    edge, side, start = corner[0] + frame.edge, frame.side, corner[1] + frame.head
    wide, high = side * len(band), side * len(scenarios)
    row = {scenario: start + place * side for place, scenario in enumerate(scenarios)}
    for place, track in enumerate(band):
        mine = cells[track]
        for cell in mine[mine["scenario_id"].isin(row)].to_dict("records"):
            _draw_small(canvas, levels, cell, edge + place * side, row[cell["scenario_id"]], side)
    canvas.box(edge, start, wide, high, edge=style.RULE, line=0.5)
    for first, label, middle in _block(band, edge, side, frame.head - 2):
        canvas.text(middle, start - 1, label, style.SIZE_NOTE, style.MUTED, upright=True)
        canvas.line((first, first), (start - 0.8, start + high), style.RULE, 0.3)
    for first, label, middle in _block(scenarios, start, side, frame.edge - 1.5):
        canvas.text(edge - 1, middle, label, style.SIZE_NOTE, style.MUTED, "right")
        canvas.line((edge - 0.8, edge + wide), (first, first), style.RULE, 0.3)


def _block(
    ids: list[str], start: float, side: float, room: float
) -> Iterator[tuple[float, str, float]]:
    """Yield where a block of ids begins, its label, and its middle: as many as a label needs."""
    size = int(-(-PITCH // side))
    groups = [ids[place : place + size] for place in range(0, len(ids), size)]
    if len(groups) > 1 and len(groups[-1]) * side < PITCH:
        last = groups.pop()
        groups[-1] = [*groups[-1], *last]
    for group in groups:
        label = group[0] if len(group) == 1 else f"{group[0]}–{group[-1]}"
        length = len(group) * side
        (label,) = wrap_text(label, room, style.SIZE_NOTE, 1, True)
        yield start, label, start + length / 2
        start += length


def _draw_small(
    canvas: Canvas, levels: Levels, cell: dict, x: float, y: float, side: float
) -> None:
    """Draw a cell of an overview: its colour and, in it, its sign."""
    level = 0 if pd.isna(cell["level"]) else int(cell["level"])
    if level:
        canvas.box(x, y, side, side, levels.fill(level))
    sign = SIGNS[cell["sign"]]
    if not sign:
        return
    ink = levels.ink(level)
    if sign == "?":
        canvas.dot(x + side / 2, y + side / 2, side * 0.16, ink)
        return
    thick, across = side * 0.16, (x + side * 0.15, side * 0.7)
    low = y + side * (0.42 if sign == "−" else 0.7)
    canvas.box(across[0], low, across[1], thick, ink)
    if sign == "±":
        canvas.box(across[0], y + side * 0.32, across[1], thick, ink)
        canvas.box(x + side * 0.42, y + side * 0.1, thick, side * 0.56, ink)
