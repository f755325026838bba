"""The lead figure: where the text links tracks and scenarios, how firmly, on how much text."""

from dataclasses import dataclass

import pandas as pd

from report138 import look, sentences
from report138.canvas import Canvas, Line, finish, measure_lines
from report138.figures.legend import MARK, draw_legend, draw_mark, list_legend, measure_legend
from report138.fonts import wrap_text
from report138.interlinkage import LEVELS, profile_elements
from report138.items import Figure
from report138.report import Report
from report138.text import say

WIDTH = look.COLUMN_MM
LABEL_WIDTH = 38.0
MARGIN = 18.0  # room for the counts at the right
HEAD = 9.5
ROW = 12.4
GAP = 1.2
UNIT = 2.6  # one cell of a marginal count
FLAT = 1.6  # the same, under a column
MARKS_SHOWN = 10

Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Grid:
    """Where the cells stand: ids in order, size of a cell, and labels of the rows."""

    tracks: list[str]
    scenarios: list[str]
    column: float
    row: float

    @property
    def bottom(self) -> float:
        """The lower edge of the last row."""
        return HEAD + len(self.scenarios) * self.row

    def left(self, track: str) -> float:
        """The left edge of a column."""
        return LABEL_WIDTH + self.tracks.index(track) * self.column

    def top(self, scenario: str) -> float:
        """The upper edge of a row."""
        return HEAD + self.scenarios.index(scenario) * self.row

    def area(self, track: str, scenario: str) -> Area:
        """The tile of a cell."""
        x, y = self.left(track) + GAP / 2, self.top(scenario) + GAP / 2
        return x, y, self.column - GAP, self.row - GAP


def draw_matrix(report: Report, *, poster: bool = False) -> Figure:
    """Draw scenarios by tracks: tile by level, its digit, its volume as countable marks."""
    labels = {row["id"]: _set_label(report, row) for _, row in report.scenarios.iterrows()}
    grid = Grid(
        tracks=list(report.tracks["id"]),
        scenarios=list(report.scenarios["id"]),
        column=(WIDTH - LABEL_WIDTH - MARGIN) / len(report.tracks),
        row=max(ROW, *(measure_lines(lines) + 1.6 for lines in labels.values())),
    )
    legend = list_legend(report)
    deepest = profile_elements(report.cells, "track_id")["linked"].max()
    foot = grid.bottom + 2 + deepest * FLAT + 3
    canvas = Canvas(WIDTH, foot + measure_legend(legend, WIDTH), report.language)
    for track in grid.tracks:
        name = canvas.wrap(report.names[track], grid.column - 2, look.SIZE_LABEL)
        lines = [(line, look.SIZE_LABEL, look.ACCENT) for line in name]
        canvas.lines(grid.left(track) + grid.column / 2, HEAD / 2 - 0.5, lines, "center")
    for scenario, lines in labels.items():
        canvas.lines(LABEL_WIDTH - 2, grid.top(scenario) + grid.row / 2, lines, "right")
    for _, cell in report.cells.iterrows():
        track, scenario = cell["track_id"], cell["scenario_id"]
        area = grid.area(track, scenario)
        _draw_cell(canvas, cell, area, report.language)
        canvas.link(f"cell-{track}-{scenario}", sentences.name_cell(report, track, scenario), *area)
    _draw_margins(canvas, report, grid)
    draw_legend(canvas, legend, foot)
    return finish(
        canvas,
        key="matrix",
        headline=sentences.summarize_matrix(report),
        reading=sentences.explain_matrix(report),
        caption=sentences.caption_matrix(report),
        alt=sentences.describe_matrix(report),
        poster=poster,
    )


def _set_label(report: Report, scenario: pd.Series) -> list[Line]:
    """Set a scenario's name, and its driver below, in at most two lines each."""
    width, latin, size = LABEL_WIDTH - 3, report.language != "zh", look.SIZE_LABEL + 0.5
    name = wrap_text(report.names[scenario["id"]], width, size, 2, latin)
    driver = report.read(scenario, "driver")
    below = wrap_text(driver, width, look.SIZE_NOTE, 2, latin) if driver else []
    return [(line, size, look.INK) for line in name] + [
        (line, look.SIZE_NOTE, look.MUTED) for line in below
    ]


def _draw_cell(canvas: Canvas, cell: pd.Series, area: Area, language: str) -> None:
    x, y, width, height = area
    middle = x + width / 2
    if cell["state"] == "found":
        _draw_found(canvas, cell, area)
        return
    canvas.box(*area, fill=look.PAPER, edge=look.RULE)
    if cell["inferred_volume"]:
        canvas.box(*area, edge=look.RULE, hatch="////")
        canvas.box(middle - width / 4, y + height / 2 - 4, width / 2, 8, fill=look.PAPER)
        _draw_marks(canvas, cell, middle, y + height * 0.75, look.MUTED)
    if cell["state"] == "not_assessable":
        canvas.cross(middle, y + height / 2, 4)
    else:
        words = say("not_coded" if cell["state"] == "not_coded" else "level_0", language)
        canvas.text(middle, y + height / 2, words, look.SIZE_NOTE, look.MUTED, "center")


def _draw_found(canvas: Canvas, cell: pd.Series, area: Area) -> None:
    x, y, width, height = area
    level = int(cell["level"])
    ink = look.LEVEL_TEXT[level]
    canvas.box(*area, fill=look.LEVEL_FILL[level])
    if cell["support"] == 1:
        canvas.box(x + 1, y + 1, width - 2, height - 2, edge=ink, line=0.8, dash=True)
    canvas.text(x + width / 2, y + height * 0.37, str(level), look.SIZE_DIGIT, ink, "center")
    _draw_marks(canvas, cell, x + width / 2, y + height * 0.73, ink)
    if cell["hindering_volume"]:
        canvas.box(x + width - 5, y, 5, 5, fill=look.PAPER)
        canvas.text(x + width - 2.5, y + 2.5, "−", look.SIZE_DIGIT, look.WARN, "center")


def _draw_marks(canvas: Canvas, cell: pd.Series, middle: float, y: float, ink: str) -> None:
    """Draw a square a segment, hatched when inferred; above ten, write the number."""
    direct, inferred = int(cell["volume"]), int(cell["inferred_volume"])
    if direct + inferred > MARKS_SHOWN:
        text = f"× {direct}" + (f" + {inferred}" if inferred else "")
        canvas.text(middle, y, text, look.SIZE_NOTE, ink, "center")
        return
    step = MARK + 0.9
    left = middle - ((direct + inferred) * step - 0.9) / 2
    for position in range(direct + inferred):
        draw_mark(canvas, left + position * step, y, ink, position >= direct)


def _draw_margins(canvas: Canvas, report: Report, grid: Grid) -> None:
    """Draw for each row and column how many of its cells have which level."""
    for scenario, counts in profile_elements(report.cells, "scenario_id").iterrows():
        x, y = WIDTH - MARGIN + 2.5, grid.top(scenario) + (grid.row - UNIT) / 2
        for level in _repeat(counts):
            canvas.box(x, y, UNIT, UNIT, look.LEVEL_FILL[level])
            x += UNIT + 0.5
    for track, counts in profile_elements(report.cells, "track_id").iterrows():
        x, y = grid.left(track) + grid.column / 2 - 4, grid.bottom + 2
        for level in _repeat(counts):
            canvas.box(x, y, 8, FLAT - 0.4, look.LEVEL_FILL[level])
            y += FLAT


def _repeat(counts: pd.Series) -> list[int]:
    return [level for level in LEVELS[:-1] for _ in range(counts[f"level_{level}"])]
