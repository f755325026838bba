"""The framework tree: what the framework is made of, with the driver of each scenario."""

from dataclasses import dataclass

import pandas as pd

from report138 import style
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, Line, finish, measure_lines, set_lines
from report138.view.report import Report
from report138.view.words.facts.parts import list_drivers
from report138.view.words.phrases import PHRASES

WIDTH = style.COLUMN_MM
EDGE = 0.3  # keeps a frame's line inside the sheet
LABEL_WIDTH = 13.2
GAP = 2.0
PAD = 2.2
BAND_GAP = 6.0
LOWEST_CARD = 11.0  # the number of a tier and its label stand beside the card
MARK_WIDTH = 6.0  # room for the id in the corner of a card
MOST_CARDS = 40  # tracks and scenarios together
SIZE_NAME = style.SIZE_LABEL + 0.8


@dataclass(frozen=True)
class Band:
    """One tier: its level, its cards' lines by id, their size, and their colours."""

    level: str
    cards: dict[str, list[Line]]
    per_row: int
    fill: str
    edge: str
    muted: str

    @property
    def card_width(self) -> float:
        """The width of each card."""
        return (WIDTH - EDGE - LABEL_WIDTH - (self.per_row - 1) * GAP) / self.per_row

    @property
    def card_height(self) -> float:
        """The height of each card: that of the fullest one."""
        fullest = max(measure_lines(lines) for lines in self.cards.values())
        return max(fullest + 2 * PAD, LOWEST_CARD)

    @property
    def height(self) -> float:
        """The height of the whole tier."""
        rows = -(-len(self.cards) // self.per_row)
        return rows * self.card_height + (rows - 1) * GAP


def draw_tree(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw goal, tracks and scenarios as three bands, each scenario with its driver.

    Returns None for more elements than a page can hold; the tables list them all.
    """
    if not fits_tree(report):
        return None
    across = 3 if len(report.tracks) <= 6 else 4, 4 if len(report.scenarios) > 4 else 2
    looks = (
        ("goal", 1, (style.ACCENT, "none", style.PAPER, style.PAPER)),
        ("track", across[0], (style.LEVEL_FILL[1], "none", style.INK, style.INK)),
        ("scenario", across[1], (style.PAPER, style.RULE, style.INK, style.MUTED)),
    )
    tiers = [tier for tier, elements in list_drivers(report) if elements]
    bands = [_set_band(report, *look) for look in looks if look[0] in tiers]
    height = sum(band.height for band in bands) + (len(bands) - 1) * BAND_GAP + 2 * EDGE
    if height > style.TALLEST_MM:
        return None
    canvas = Canvas(WIDTH, height, report.language)
    top = EDGE
    for band in bands:
        _draw_band(canvas, report, band, top)
        top += band.height
        if band is not bands[-1]:
            middle = (WIDTH + LABEL_WIDTH) / 2
            canvas.line((middle, middle), (top + 1.5, top + BAND_GAP - 1.5), style.MUTED, 0.8)
        top += BAND_GAP
    return finish(
        canvas,
        key="tree",
        headline=sentences.summarize_parts(report),
        reading=sentences.explain_tree(report),
        caption=sentences.caption_tree(report),
        alt=sentences.describe_tree(report),
        poster=poster,
    )


def fits_tree(report: Report) -> bool:
    """Tell whether a page may hold all elements as cards."""
    return sum(len(elements) for _, elements in list_drivers(report)) <= MOST_CARDS


def _set_band(report: Report, level: str, per_row: int, colours: tuple[str, str, str, str]) -> Band:
    rows = report.framework.get_elements(level)
    fill, edge, ink, muted = colours
    for across in range(min(per_row, len(rows)), 0, -1):
        empty = Band(level, {}, across, fill, edge, muted)
        width = empty.card_width - 2 * PAD
        cards = {row["id"]: _set_card(report, row, width, ink, muted) for _, row in rows.iterrows()}
        # a name that is cut asks for wider cards
        if not any(
            "…" in text for lines in cards.values() for text, size, _ in lines if size == SIZE_NAME
        ):
            break
    return Band(level, cards, across, fill, edge, muted)


def _set_card(report: Report, row: pd.Series, width: float, ink: str, muted: str) -> list[Line]:
    """Set an element's name, and its driver or else its aim, in lines."""
    driver, aim = report.read(row, "driver"), report.read(row, "aim")
    detail = PHRASES[report.language].name_driver(driver) if driver else aim
    return [
        *set_lines(report.names[row["id"]], width - MARK_WIDTH, SIZE_NAME, ink, report.latin),
        *set_lines(detail, width, style.SIZE_NOTE, muted, report.latin, 3),
    ]


def _draw_band(canvas: Canvas, report: Report, band: Band, top: float) -> None:
    number = len(band.cards)
    label = PHRASES[report.language].count_tier(band.level, number, report.said)
    canvas.text(0, top + 3.5, str(number), style.SIZE_DIGIT + 4, style.ACCENT)
    canvas.text(0, top + 8.5, label, style.SIZE_NOTE, style.MUTED)
    width, height = band.card_width, band.card_height
    for position, (identifier, lines) in enumerate(band.cards.items()):
        x = LABEL_WIDTH + position % band.per_row * (width + GAP)
        y = top + position // band.per_row * (height + GAP)
        canvas.box(x, y, width, height, band.fill, band.edge)
        canvas.lines(x + PAD, y + PAD - 0.2, lines, top=True)
        canvas.text(x + width - 1.4, y + 2.4, identifier, style.SIZE_NOTE, band.muted, "right")
