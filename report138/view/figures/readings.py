"""The readings side by side: what each of them gives every cell, and what divides them."""

from report138 import style
from report138.analysis.interlinkage import CELL, ITSELF
from report138.engine.typeset.fonts import measure_mm
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, Line, finish, measure_lines, set_lines
from report138.view.figures.grid import (
    GAP,
    HEAD,
    WIDTH,
    Area,
    Grid,
    draw_labels,
    lay_grid,
)
from report138.view.figures.legend import draw_legend, measure_legend
from report138.view.figures.tile import FRAME, draw_box, link_cell
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.facts.cells import is_large
from report138.view.words.facts.readings import Mark, list_levels

MARK = 3.4  # a reading
STEP = 3.75
MARGIN = 39.0  # room for the words that divide
PAD = 1.6  # around the marks of a cell
NARROWEST = 2 * STEP + PAD  # a cell that shows two readings side by side


def draw_readings(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw in each cell one mark a reading, and beside each row the words that divide them.

    Returns None with fewer than two readings, or where a page cannot hold the matrix so.
    """
    number = len(report.coders)
    if number < 2 or is_large(report):
        return None
    per_row, column = _fit_marks(report, number)
    if column < NARROWEST:
        return None
    words, legend = _set_words(report), _list_legend(report)
    marks = -(-number // per_row) * STEP + PAD + GAP - 0.3
    below = 1.5 + measure_legend(legend, WIDTH)
    grid = _lay_rows(report, marks, words)
    if grid.bottom + below > style.TALLEST_MM:
        words = {}  # the table of disputed cells has them
        grid = _lay_rows(report, marks, words)
    height = grid.bottom + below
    if height > style.TALLEST_MM:
        return None
    canvas = Canvas(WIDTH, height, report.language)
    draw_labels(canvas, report, grid)
    if any(words.values()):
        head = say("dividing_words", report.language)
        canvas.text(WIDTH - MARGIN + 3, grid.head - HEAD / 2, head, style.SIZE_NOTE, style.MUTED)
    status = report.cells.set_index(CELL)["status"]
    for scenario, (_, row) in zip(grid.scenarios, list_levels(report), strict=True):
        for track, (_, levels) in zip(grid.tracks, row, strict=True):
            area = grid.area(track, scenario)
            _draw_cell(canvas, report, levels, status[scenario, track] == "disputed", area, per_row)
            link_cell(canvas, report, track, scenario, area)
        if scenario in words:
            middle = grid.top(scenario) + grid.row / 2
            canvas.lines(WIDTH - MARGIN + 3, middle, words[scenario])
    draw_legend(canvas, legend, grid.bottom + 1.5)
    return finish(
        canvas,
        key="readings",
        headline=sentences.summarize_readings(report),
        reading=sentences.explain_readings(report),
        caption=sentences.caption_readings(report, linked=not poster),
        alt=sentences.describe_readings(report),
        poster=poster,
    )


def _lay_rows(report: Report, marks: float, words: dict[str, list[Line]]) -> Grid:
    """Lay out the grid with rows that hold the marks and the words beside them."""
    row = max([marks, *(measure_lines(lines) + 1 for lines in words.values())])
    return lay_grid(report, MARGIN, drivers=False, widest=42.0, row=row)


def _fit_marks(report: Report, number: int) -> tuple[int, float]:
    """Return how many marks stand side by side in a cell, and how wide a column is."""
    column = lay_grid(report, MARGIN, drivers=False, widest=42.0).column
    most = max(1, int((column - GAP - PAD + STEP - MARK) // STEP))
    rows = -(-number // most)
    return -(-number // rows), column


def _set_words(report: Report) -> dict[str, list[Line]]:
    """Set for each scenario with disputed cells what divides the readings there."""
    lines: dict[str, list[Line]] = {}
    latin, room = report.latin, MARGIN - 3
    for scenario, said in sentences.say_partings(report).items():
        mine = lines[scenario] = []
        for words, took, whole in said:
            one = measure_mm(whole, style.SIZE_NOTE, latin) <= room
            for text in (whole,) if one or not words else (words, took):
                mine += set_lines(text, room, style.SIZE_NOTE, style.INK, latin, 4)
    return lines


def _draw_cell(
    canvas: Canvas, report: Report, levels: list[Mark], disputed: bool, area: Area, per_row: int
) -> None:
    x, y, width, height = area
    if disputed:
        canvas.box(*area, edge=style.INK, line=FRAME)
    else:
        canvas.box(*area, fill=style.TINT)
    rows = [levels[start : start + per_row] for start in range(0, len(levels), per_row)]
    top = y + (height - len(rows) * STEP + STEP - MARK) / 2
    for number, row in enumerate(rows):
        left = x + (width - per_row * STEP + STEP - MARK) / 2
        for place, level in enumerate(row):
            _draw_reading(canvas, report, level, left + place * STEP, top + number * STEP)


def _draw_reading(canvas: Canvas, report: Report, given: Mark, x: float, y: float) -> None:
    """Draw what one reading gives: a square with its digit, a cross, or a dot for no judgement."""
    middle, level = (x + MARK / 2, y + MARK / 2), given.text
    if level == ITSELF:
        return
    if level == "not_assessable":
        canvas.cross(*middle, 2.2)
    elif level == "not_coded":
        canvas.dot(*middle, 0.4, style.MUTED)
    elif given.signed:
        canvas.box(x, y, MARK, MARK, style.PAPER, style.WARN, 0.8)
        canvas.text(*middle, level, style.SIZE_NOTE, style.WARN, "center")
    else:
        draw_box(canvas, report.levels.shade(given.rank), (x, y, MARK, MARK))
        if given.rank:
            ink = report.levels.ink(given.rank)
            canvas.text(*middle, level, style.SIZE_NOTE, ink, "center")


def _list_legend(report: Report) -> list[tuple[str, str]]:
    """List the marks that the readings use."""
    language = report.language
    marks = {level for _, row in list_levels(report) for _, levels in row for level in levels}
    plain = {mark.rank for mark in marks if not mark.signed}
    used, levels = {mark.text for mark in marks}, report.levels
    entries = [
        (f"level_{levels.shade(step.rank)}", levels.head(step))
        for step in levels.steps
        if step.rank and step.rank in plain and (not step.sign or levels.write(step) in used)
    ]
    entries += [("level_0", levels.name(0))] if 0 in plain else []
    for kind, sign in (("hindering", "−"), ("both", "±"), ("unclear", "?")):
        if any(mark.signed and mark.text.startswith(sign) for mark in marks):
            entries.append((kind, say(f"legend_{kind}", language)))
    if (report.cells["status"] == "disputed").any():
        entries.append(("framed", say("legend_framed", language)))
    for state in ("not_assessable", "not_coded"):
        entries += [(state, say(state, language))] if state in used else []
    return entries
