"""How many cells of the matrix have evidence, at which levels, and why the others have none."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from report138.analysis.interlinkage import ITSELF
from report138.view.report import Report

BLANKS = ("none_found", "not_assessable", "not_coded")  # states of cells without evidence


@dataclass(frozen=True)
class Cells:
    """Some cells, counted by what stands in them."""

    total: int
    found: int
    levels: dict[int, int]  # level: cells with evidence at it, firmest first, where there are any
    empty: int  # searched, nothing found
    uncoded: int
    declined: int  # not assessable
    inferred: bool  # whether any holds inferred segments
    doubtful: int  # of the empty ones those in which fewer than most readings found something

    @property
    def judged(self) -> bool:
        """Whether any of the cells has a level, found or none found."""
        return self.found + self.empty > 0

    @property
    def blank(self) -> str:
        """The state that stands for cells none of which is found."""
        if self.empty:
            return "none_found"
        return "not_coded" if self.uncoded == self.total else "not_assessable"


def count_cells(cells: pd.DataFrame) -> Cells:
    """Count cells by what stands in them; that of an item with itself is none."""
    cells = leave_out_diagonal(cells)
    states, numbers = Counter(cells["state"]), Counter(cells["level"].dropna())
    found, empty, uncoded, declined = (
        states[state] for state in ("found", "none_found", "not_coded", "not_assessable")
    )
    levels = {level: numbers[level] for level in sorted(numbers, reverse=True) if level}
    inferred = bool(cells["inferred_volume"].any())
    doubtful = int(((cells["state"] == "none_found") & (cells["found"] > 0)).sum())
    return Cells(len(cells), found, levels, empty, uncoded, declined, inferred, doubtful)


def leave_out_diagonal(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells without those of an item with itself."""
    return cells[cells["state"] != ITSELF]


def select_cell(rows: pd.DataFrame, scenario: str, track: str) -> pd.DataFrame:
    """Return the rows of one cell."""
    return rows[(rows["scenario_id"] == scenario) & (rows["track_id"] == track)]


def name_cell(report: Report, track: str, scenario: str) -> str:
    """Name a cell by its track and scenario."""
    return f"{report.names[track]} × {report.names[scenario]}"


# Up to here names lie flat and marks can be counted; above, see figures/compact.py.
MOST_TRACKS, MOST_SCENARIOS = 6, 17


def is_large(report: Report) -> bool:
    """Tell whether a matrix is too large for tiles with marks."""
    return len(report.tracks) > MOST_TRACKS or len(report.scenarios) > MOST_SCENARIOS
