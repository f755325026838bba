"""The gaps: what is missing, raised from a pale matrix."""

import pandas as pd

from report138 import style
from report138.analysis.interlinkage import ITSELF, profile_elements
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, finish
from report138.view.figures.grid import HEAD, WIDTH, Area, Grid, draw_labels, lay_grid
from report138.view.figures.legend import draw_legend, measure_legend
from report138.view.figures.tile import draw_split, link_cell, write_words
from report138.view.levels import SIGNS
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.facts.cells import is_large
from report138.view.words.facts.gaps import count_inferring
from report138.view.words.facts.readings import Spread, spread_levels

ROW = 7.6
MARGIN = 22.0  # room for what a row lacks
FRAME = 1.0  # points


def draw_gaps(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw the cells without evidence framed, the disputed ones split and all others pale.

    Returns None for a matrix too large for its tiles, or when nothing is judged or missing.
    """
    cells = report.cells
    judged = cells["judged"] > 0
    missing = judged & (cells["found"] < cells["judged"])
    if is_large(report) or not missing.any():
        return None
    grid = lay_grid(report, MARGIN, drivers=False, widest=48.0, row=ROW)
    legend = _list_legend(report, cells[judged])
    height = grid.bottom + 1.5 + measure_legend(legend, WIDTH)
    if height > style.TALLEST_MM:
        return None
    canvas = Canvas(WIDTH, height, report.language)
    draw_labels(canvas, report, grid)
    spreads, inferring = spread_levels(report), count_inferring(report)
    for _, cell in cells.iterrows():
        track, scenario = cell["track_id"], cell["scenario_id"]
        area = grid.area(track, scenario)
        if 0 < cell["found"] < cell["judged"]:
            _draw_disputed(canvas, report, cell, spreads[scenario, track], area)
        else:
            number = inferring.get((scenario, track), 0)
            _draw_cell(canvas, report, cell, number, area)
        link_cell(canvas, report, track, scenario, area)
    _note_rows(canvas, report, grid)
    draw_legend(canvas, legend, grid.bottom + 1.5)
    return finish(
        canvas,
        key="gaps",
        headline=sentences.summarize_gaps(report),
        reading=sentences.explain_gaps(report),
        caption=sentences.caption_gaps(report),
        alt=sentences.describe_gaps(report),
        poster=poster,
    )


def _draw_cell(canvas: Canvas, report: Report, cell: pd.Series, inferring: int, area: Area) -> None:
    x, y, width, height = area
    middle = x + width / 2, y + height / 2
    if cell["state"] == "found":
        canvas.box(*area, fill=style.TINT)
        canvas.text(*middle, report.levels.show_cell(cell), style.SIZE_NOTE, style.MUTED, "center")
    elif cell["state"] == ITSELF:
        canvas.box(*area, fill=style.TINT)
    elif cell["state"] == "not_assessable":
        canvas.box(*area, edge=style.RULE, line=0.5)
        canvas.cross(*middle, 3)
    elif cell["state"] == "not_coded":
        canvas.box(*area, edge=style.RULE, line=0.5)
        write_words(canvas, say("not_coded", report.language), *middle, width, style.MUTED)
    else:
        _draw_missing(canvas, report, cell, inferring, area)


def _draw_missing(
    canvas: Canvas, report: Report, cell: pd.Series, inferring: int, area: Area
) -> None:
    x, y, width, height = area
    middle = x + width / 2, y + height / 2
    words = report.levels.name(0)
    if inferring:
        canvas.box(*area, edge=style.RULE, line=0.4, hatch="////")
        level = f"[{report.levels.show(int(cell['inferred_level']))}]"
        several = len(report.coders) > 1
        words = f"{inferring}/{cell['judged']} {level}" if several else level
        wide = canvas.measure(words, style.SIZE_NOTE) + 2
        canvas.box(middle[0] - wide / 2, middle[1] - 2.1, wide, 4.2, fill=style.PAPER)
    canvas.box(*area, edge=style.ACCENT, line=FRAME)
    write_words(canvas, words, *middle, width, style.INK)


def _draw_disputed(
    canvas: Canvas, report: Report, cell: pd.Series, spread: Spread, area: Area
) -> None:
    x, y, width, height = area
    shades = map(report.levels.shade, (spread.lowest, spread.highest))
    draw_split(canvas, *shades, area)
    text = f"{SIGNS[cell['sign']]} {cell['found']}/{cell['judged']}".strip()
    wide = canvas.measure(text, style.SIZE_NOTE) + 1.6
    canvas.box(x + (width - wide) / 2, y + height / 2 - 2.1, wide, 4.2, fill=style.PAPER)
    canvas.text(x + width / 2, y + height / 2, text, style.SIZE_NOTE, style.INK, "center")


def _note_rows(canvas: Canvas, report: Report, grid: Grid) -> None:
    """Write beside each row that somebody judged how many links it has, or that it has none."""
    left, language = WIDTH - MARGIN + 2.5, report.language
    head = say("margin_links", language)
    canvas.text(left, grid.head - HEAD / 2, head, style.SIZE_NOTE, style.MUTED)
    judged = report.cells[report.cells["judged"] > 0]
    links = {}
    if len(judged):
        links = profile_elements(judged, "scenario_id", report.framework.scale)["links"]
    for scenario, number in links.items():
        y = grid.top(scenario) + grid.row / 2
        words = str(number) if number else say("no_link", language)
        ink = style.MUTED if number else style.INK
        canvas.text(left, y, words, style.SIZE_NOTE, ink)


def _list_legend(report: Report, judged: pd.DataFrame) -> list[tuple[str, str]]:
    """List the kinds of cells that somebody judged."""
    found, empty = judged["found"] == judged["judged"], judged["found"] == 0
    inferred = judged["inferred_volume"] > 0
    gap = "gap" if len(report.coders) > 1 else "gap_alone"
    kinds = (
        ("gap", f"legend_{gap}", (empty & ~inferred).any()),
        ("hatched", "legend_hatched", (empty & inferred).any()),
        ("disputed", "legend_open", (~found & ~empty).any()),
        ("pale", "legend_pale", (found & ~empty).any()),
    )
    return [(kind, report.said.say(words)) for kind, words, used in kinds if used]
