"""How far the matrix survives doubt: certainty of cells, ranges of counts, text left out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.analysis.robustness.grid import NONE
from report138.analysis.signs import sign_digit
from report138.view.report import Report
from report138.view.words.facts.cells import count_cells


def list_kept(report: Report) -> list[float]:
    """List for every cell with a level the share of draws in which it keeps it."""
    return _keep_levels(report.doubt.grid.levels, report.doubt.central.probability)


def _keep_levels(levels: np.ndarray, shares: np.ndarray) -> list[float]:
    kept = np.take_along_axis(shares, np.maximum(levels, 0)[..., None], axis=2)[..., 0]
    return [float(share) for share in kept[levels != NONE]]


@dataclass(frozen=True)
class Certainty:
    """One cell: the track, its level and the share of draws that keep it, or what stands there."""

    track: str
    level: str  # as it is written
    share: float
    blank: str = ""


def write_level(report: Report, cell: pd.Series, level: int) -> str:
    """Write the level of a cell from which draws start, with the sign that the cell has."""
    return report.levels.show_signed(level, sign_digit(cell))


def list_certainty(report: Report) -> list[tuple[str, list[Certainty]]]:
    """List the certainty of every cell by scenario."""
    grid, shares = report.doubt.grid, report.doubt.central.probability
    combined = report.cells.set_index(CELL)
    rows = []
    for row, scenario in enumerate(grid.scenarios):
        cells = []
        for column, track in enumerate(grid.tracks):
            level = int(grid.levels[row, column])
            cell = combined.loc[(scenario, track)]
            blank = cell["state"] if level == NONE else ""
            written = "" if blank else write_level(report, cell, level)
            share = float(shares[row, column, level])
            cells.append(Certainty(report.names[track], written, share, blank))
        rows.append((report.names[scenario], cells))
    return rows


def list_floors(report: Report) -> list[tuple[float, float]]:
    """Return for each rate of misses the lowest share of draws in which a cell keeps its level."""
    levels, simulations = report.doubt.grid.levels, report.doubt.simulations
    if not (levels != NONE).any():
        return []
    return [(miss, min(_keep_levels(levels, x.probability))) for miss, x in simulations.items()]


def compare_ranges(report: Report) -> tuple[int, bool]:
    """Return how many tracks can be compared, and whether the ranges of all of them overlap."""
    doubt = report.doubt
    counts = doubt.track_counts[(doubt.grid.levels != NONE).any(axis=0)]
    highs, lows = counts[["high", "highest"]].max(axis=1), counts[["low", "lowest"]].min(axis=1)
    return len(counts), bool(lows.max() <= highs.min()) if len(counts) else True


@dataclass(frozen=True)
class Range:
    """The number of cells with evidence of one element, and between which numbers it lies."""

    name: str
    base: int
    low: int
    high: int
    blank: str  # the state of its cells, if none has a level


def list_ranges(report: Report) -> list[Range]:
    """List the range of every track and scenario."""
    doubt, ranges = report.doubt, []
    for by, ids, counts in (
        ("track_id", doubt.grid.tracks, doubt.track_counts),
        ("scenario_id", doubt.grid.scenarios, doubt.scenario_counts),
    ):
        for identifier, (_, row) in zip(ids, counts.iterrows(), strict=True):
            cells = count_cells(report.cells[report.cells[by] == identifier])
            numbers = (int(row[name]) for name in ("base", "low", "high"))
            blank = "" if cells.judged else cells.blank
            ranges.append(Range(report.names[identifier], *numbers, blank))
    return ranges


@dataclass(frozen=True)
class LeftOut:
    """What changes when a unit or a whole place goes."""

    units: int
    felt: int  # units without which a cell falls
    places: int
    fullest: list[str]  # the places without which most cells fall
    cells: int  # that fall without one of these
    placeless: bool  # whether a unit has several places and hangs on none


def leave_out(report: Report) -> LeftOut:
    """Count the cells that fall without each unit and each place."""
    doubt = report.doubt
    units, places = (
        {key: int((levels != doubt.grid.levels).sum()) for key, levels in without.items()}
        for without in (doubt.without_unit, doubt.without_place)
    )
    most = max(places.values(), default=0)
    return LeftOut(
        len(units),
        sum(cells > 0 for cells in units.values()),
        len(places),
        [place for place, cells in places.items() if cells == most],
        most,
        bool((doubt.grid.fill_place == "").any()),
    )
