"""The grid that the matrix and its kin share: scenarios down, tracks across, labels outside."""

from dataclasses import dataclass

import pandas as pd

from report138 import style
from report138.engine.typeset.fonts import measure_mm, wrap_text
from report138.view.canvas import Canvas, Line, measure_lines, set_lines
from report138.view.report import Report

WIDTH = style.COLUMN_MM
LABELS = (24.0, 30.0, 36.0, 42.0, 48.0, 58.0)  # widths that the labels of rows may have
NARROWEST = 16.0  # a column, where there is room for it
MARGIN = 24.0  # room for what stands at the right of a row
HEAD = 8.6  # names of tracks on two lines
LONGEST_HEAD = 45.0  # of a name that climbs above its column
ROW = 8.8
GAP = 1.2

Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Grid:
    """Where the cells stand: ids in order, sizes, and the labels of the rows."""

    tracks: list[str]
    scenarios: list[str]
    head: float
    label: float
    column: float
    row: float
    labels: dict[str, list[Line]]

    @property
    def right(self) -> float:
        """The right edge of the last column."""
        return self.label + len(self.tracks) * self.column

    @property
    def bottom(self) -> float:
        """The lower edge of the last row."""
        return self.head + len(self.scenarios) * self.row

    def left(self, track: str) -> float:
        """The left edge of a column."""
        return self.label + self.tracks.index(track) * self.column

    def top(self, scenario: str) -> float:
        """The upper edge of a row."""
        return self.head + self.scenarios.index(scenario) * self.row

    def area(self, track: str, scenario: str) -> Area:
        """The tile of a cell."""
        x, y = self.left(track) + GAP / 2, self.top(scenario) + GAP / 2
        return x, y, self.column - GAP, self.row - GAP


def lay_grid(
    report: Report,
    margin: float = MARGIN,
    *,
    drivers: bool = True,
    row: float = ROW,
    widest: float = LABELS[-1],
) -> Grid:
    """Fit rows and columns to the report's scenarios and tracks.

    The labels are as wide as it takes to hold the names and make the rows as low as can be; `row` is the least
    height of a row, and `drivers` puts each scenario's driver under its name.
    """
    tracks = list(report.tracks["id"])
    room = WIDTH - margin
    fitting = [width for width in LABELS if width <= widest]
    widths = [width for width in fitting if (room - width) / len(tracks) >= NARROWEST]
    tried = [(width, _set_labels(report, width, drivers)) for width in widths or LABELS[2:3]]
    label, labels = min(tried, key=lambda pair: _judge_labels(pair[1]))
    column, head = (room - label) / len(tracks), HEAD
    if column < NARROWEST:
        names = [report.names[track] for track in tracks]
        head = measure_head(names, column - 2, style.SIZE_LABEL, HEAD, report.latin)
    return Grid(
        tracks=tracks,
        scenarios=list(report.scenarios["id"]),
        head=head,
        label=label,
        column=column,
        row=max(row, _find_highest(labels) + 0.8),
        labels=labels,
    )


def draw_labels(canvas: Canvas, report: Report, grid: Grid) -> None:
    """Write the names of the tracks above and of the scenarios, with drivers, at the left."""
    for track in grid.tracks:
        x, name = grid.left(track) + grid.column / 2, report.names[track]
        if grid.head > HEAD:
            canvas.climb(x, grid.head - 1.5, name, grid.head - 3, track)
        else:
            look = style.SIZE_LABEL, style.ACCENT, "center"
            canvas.paragraph(x, HEAD / 2 - 0.3, name, grid.column - 1.2, *look, mark=track)
    for scenario, lines in grid.labels.items():
        canvas.lines(grid.label - 2, grid.top(scenario) + grid.row / 2, lines, "right")


def measure_head(names: list[str], room: float, size: float, flat: float, latin: bool) -> float:
    """Return the height of names above columns: `flat` where each fits on two lines, else they climb."""

    def fits(name: str) -> bool:
        words = (word for word in name.split() if word.isascii())
        whole = all(measure_mm(word, size, latin) <= room for word in words)
        return whole and len(wrap_text(name, room, size, 3, latin)) <= 2

    if all(map(fits, names)):
        return flat
    return min(LONGEST_HEAD, max(measure_mm(name, style.SIZE_NOTE, latin) for name in names)) + 3


def _judge_labels(labels: dict[str, list[Line]]) -> tuple[int, float]:
    """Return how many labels are cut, and how high the highest is: few and low are better."""
    cut = sum(any("…" in text for text, _, _ in lines) for lines in labels.values())
    return cut, round(_find_highest(labels), 1)


def _find_highest(labels: dict[str, list[Line]]) -> float:
    return max(map(measure_lines, labels.values()))


def _set_labels(report: Report, width: float, drivers: bool) -> dict[str, list[Line]]:
    rows = report.scenarios.to_dict("records")
    return {row["id"]: _set_label(report, row, width - 3, drivers) for row in rows}


def _set_label(
    report: Report, scenario: "pd.Series | dict", width: float, drivers: bool
) -> list[Line]:
    """Set a scenario's name, and its driver below, in at most two lines each."""
    identifier, size, latin = scenario["id"], style.SIZE_LABEL, report.latin
    name = report.names[identifier]
    driver = report.read(scenario, "driver") if drivers else ""
    return [
        *set_lines(name, width, size, style.INK, latin, mark=identifier),
        *set_lines(driver, width, style.SIZE_NOTE, style.MUTED, latin),
    ]
