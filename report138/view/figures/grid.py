"""The grid that the matrix and its kin share: scenarios down, tracks across, labels outside."""

from dataclasses import dataclass

import pandas as pd

from report138 import style
from report138.engine.typeset.fonts import wrap_text
from report138.view.canvas import Canvas, Line, measure_lines
from report138.view.report import Report

WIDTH = style.COLUMN_MM
LABEL_WIDTH = 45.0
MARGIN = 15.0  # room for what stands at the right of a row
HEAD = 9.0
ROW = 11.6
GAP = 1.2

Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Grid:
    """Where the cells stand: ids in order, size of a cell, and labels of the rows."""

    tracks: list[str]
    scenarios: list[str]
    column: float
    row: float
    labels: dict[str, list[Line]]

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


def lay_grid(report: Report) -> Grid:
    """Fit rows and columns to the report's scenarios and tracks."""
    labels = {row["id"]: _set_label(report, row) for _, row in report.scenarios.iterrows()}
    return Grid(
        tracks=list(report.tracks["id"]),
        scenarios=list(report.scenarios["id"]),
        column=(WIDTH - LABEL_WIDTH - MARGIN) / len(report.tracks),
        row=max(ROW, *(measure_lines(lines) + 1.6 for lines in labels.values())),
        labels=labels,
    )


def draw_labels(canvas: Canvas, report: Report, grid: Grid) -> None:
    """Write the names of the tracks above and of the scenarios, with drivers, at the left."""
    for track in grid.tracks:
        name = canvas.wrap(report.names[track], grid.column - 2, style.SIZE_LABEL, mark=track)
        lines = [(line, style.SIZE_LABEL, style.ACCENT) for line in name]
        canvas.lines(grid.left(track) + grid.column / 2, HEAD / 2 - 0.5, lines, "center")
    for scenario, lines in grid.labels.items():
        canvas.lines(LABEL_WIDTH - 2, grid.top(scenario) + grid.row / 2, lines, "right")


def _set_label(report: Report, scenario: pd.Series) -> list[Line]:
    """Set a scenario's name, and its driver below, in at most two lines each."""
    width, latin, size = LABEL_WIDTH - 3, report.language != "zh", style.SIZE_LABEL
    identifier = scenario["id"]
    name = wrap_text(report.names[identifier], width, size, 2, latin, mark=identifier)
    driver = report.read(scenario, "driver")
    below = wrap_text(driver, width, style.SIZE_NOTE, 2, latin) if driver else []
    return [(line, size, style.INK) for line in name] + [
        (line, style.SIZE_NOTE, style.MUTED) for line in below
    ]
