"""The article strip: where in the text the evidence stands, each mark with its cell."""

from dataclasses import dataclass

import pandas as pd

from report138 import style
from report138.engine.typeset.fonts import measure_mm
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.tile import draw_box, link_cell
from report138.view.report import Report

WIDTH = style.COLUMN_MM
LABEL_WIDTH = 24.0
HEAD = 9.0
BAND = 5.0
LANE = 10.4
MARK = 2.3  # a mark without words in it
HIGH = 3.6  # a mark that holds the id of its scenario
WIDEST = 9.0  # such a mark
GAP = 0.5
HIGHEST = 4  # lanes that one may stand for

Span = tuple[float, float]


@dataclass(frozen=True)
class Marks:
    """How large the marks are, and what stands in them."""

    width: float
    height: float
    named: bool
    lane: float = LANE  # the height of a track's lane

    @property
    def high(self) -> int:
        """How many stand one on the other in a lane."""
        return max(1, int((self.lane - 0.8) // (self.height + GAP)))


@dataclass(frozen=True)
class Pile:
    """The marks of one place in one lane: where they stand, and the units that they are."""

    left: float
    columns: int
    units: pd.DataFrame


def draw_strip(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw each unit that most readings took at its place in the text, a lane a track.

    A mark holds the id of its scenario, if ids are short and have room; lanes grow with what they
    hold.  Returns None when the framework has no locators.csv, since places then have no order, and
    for more units than a page can hold, which the ledger lists.
    """
    places = report.framework.locators.sort_values("order", kind="stable")
    if places.empty:
        return None
    tracks = list(report.tracks["id"])
    spans = _place_spans(places)
    taken = report.units[report.units["majority"] & report.units["place"].isin(spans)]
    marks = _choose_marks(report, taken, spans)
    if not marks:
        return None
    canvas = Canvas(WIDTH, _measure(marks, len(tracks)), report.language)
    _draw_band(canvas, places, spans)
    for lane, track in enumerate(tracks):
        bottom = HEAD + BAND + (lane + 1) * marks.lane
        canvas.line((0, WIDTH), (bottom, bottom), style.RULE, 0.5)
        name, look = report.names[track], (style.SIZE_LABEL, style.ACCENT)
        middle = bottom - marks.lane / 2
        canvas.paragraph(0, middle, name, LABEL_WIDTH - 2, *look, limit=3, mark=track)
        for pile in _pile_up(taken[taken["track_id"] == track], spans, marks):
            _draw_pile(canvas, report, pile, marks, bottom)
    return finish(
        canvas,
        key="strip",
        headline=sentences.summarize_strip(report),
        reading=sentences.explain_strip(report, named=marks.named),
        caption=sentences.caption_strip(report),
        alt=sentences.describe_strip(report),
        poster=poster,
    )


def _place_spans(places: pd.DataFrame) -> dict[str, Span]:
    """Give each place its stretch of the strip, in proportion to its characters."""
    scale = (WIDTH - LABEL_WIDTH) / max(1, places["characters"].sum())
    ends = LABEL_WIDTH + places["characters"].cumsum() * scale
    starts = ends - places["characters"] * scale
    return dict(zip(places["locator"], zip(starts, ends, strict=True), strict=True))


def _measure(marks: Marks, tracks: int) -> float:
    return HEAD + BAND + tracks * marks.lane + 2


def _choose_marks(report: Report, taken: pd.DataFrame, spans: dict[str, Span]) -> Marks | None:
    """Have marks hold the ids of scenarios where all lanes have room; or make the lanes higher."""
    ids = map(str, report.scenarios["id"])
    wide = max(measure_mm(item, style.SIZE_NOTE) for item in ids) + 1.2
    sizes = [Marks(wide, HIGH, named=True)] if wide <= WIDEST else []
    sizes += [Marks(MARK, MARK, named=False, lane=times * LANE) for times in range(1, HIGHEST + 1)]
    lanes = [units for _, units in taken.groupby("track_id")]
    for marks in sizes:
        fits = all(_fits(_pile_up(units, spans, marks)) for units in lanes)
        if fits and _measure(marks, len(report.tracks)) <= style.TALLEST_MM:
            return marks
    return None


def _pile_up(units: pd.DataFrame, spans: dict[str, Span], marks: Marks) -> list[Pile]:
    """Pile up the units of a lane in the middle of their places, the highest level lowest.

    Where a pile would stand on the one before it, it moves to the right; at the end of the
    strip all move back as far as it takes.
    """
    step, high = marks.width + GAP, marks.high
    piles: list[Pile] = []
    groups = sorted(units.groupby("place"), key=lambda pair: spans[pair[0]])
    for place, group in groups:
        ordered = group.sort_values("level", ascending=False, kind="stable")
        columns = -(-len(ordered) // high)
        start, end = spans[place]
        left = max((start + end - columns * step + GAP) / 2, LABEL_WIDTH)
        if piles:
            left = max(left, piles[-1].left + piles[-1].columns * step + GAP)
        piles.append(Pile(left, columns, ordered))
    limit = WIDTH
    for number in reversed(range(len(piles))):
        pile = piles[number]
        left = min(pile.left, limit - pile.columns * step + GAP)
        piles[number] = Pile(left, pile.columns, pile.units)
        limit = left - GAP
    return piles


def _fits(piles: list[Pile]) -> bool:
    """Tell whether no pile has moved into the names of the tracks."""
    return not piles or piles[0].left >= LABEL_WIDTH


def _draw_band(canvas: Canvas, places: pd.DataFrame, spans: dict[str, Span]) -> None:
    """Draw the text as a band of its places, labelled where a label fits."""
    free = LABEL_WIDTH
    for number, (_, place) in enumerate(places.iterrows()):
        start, end = spans[place["locator"]]
        shade = style.TINT if number % 2 else style.RULE
        canvas.box(start, HEAD, end - start, BAND - 1, shade)
        label = place["locator"]
        half = canvas.measure(label, style.SIZE_NOTE) / 2
        middle = (start + end) / 2
        if middle - half >= free and middle + half <= WIDTH:
            canvas.text(middle, HEAD - 2.6, label, style.SIZE_NOTE, style.MUTED, "center")
            free = middle + half + 0.8


def _draw_pile(canvas: Canvas, report: Report, pile: Pile, marks: Marks, bottom: float) -> None:
    high = marks.high
    for position, unit in enumerate(pile.units.to_dict("records")):
        x = pile.left + position // high * (marks.width + GAP)
        y = bottom - 0.8 - (position % high + 1) * (marks.height + GAP) + GAP
        level, track, scenario = int(unit["level"]), unit["track_id"], unit["scenario_id"]
        area = x, y, marks.width, marks.height
        draw_box(canvas, report.levels.shade(level), area)
        if marks.named:
            ink, middle = report.levels.ink(level), (x + marks.width / 2, y + marks.height / 2)
            canvas.text(*middle, scenario, style.SIZE_NOTE, ink, "center")
        link_cell(canvas, report, track, scenario, area)
