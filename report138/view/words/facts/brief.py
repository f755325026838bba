"""What a brief tells of one track or scenario: its links, and how surely they stand."""

from dataclasses import dataclass

import pandas as pd

from report138.analysis.robustness.grid import NONE
from report138.view.report import Report
from report138.view.words.facts.cells import Cells, count_cells

BLANKS = ("none_found", "not_assessable", "not_coded")


@dataclass(frozen=True)
class Link:
    """One element that the text links to the focus."""

    name: str
    level: int
    segments: int
    hindering: int  # of these


@dataclass(frozen=True)
class Focus:
    """The element in focus, what it is linked to, and what else there is."""

    name: str
    other: str  # the tier at the other side: track or scenario
    cells: Cells
    links: list[Link]  # firmest first
    blanks: list[tuple[str, list[str]]]  # a state, the elements in it


def find_links(report: Report) -> Focus:
    """Find what the text links to the element in focus."""
    cells = report.shown_cells.sort_values(["level", "volume"], ascending=False, kind="stable")
    links = [
        Link(
            _name_other(report, cell),
            *(int(cell[x]) for x in ("level", "volume", "hindering_volume")),
        )
        for _, cell in cells[cells["state"] == "found"].iterrows()
    ]
    blanks = [
        (state, [_name_other(report, c) for _, c in cells[cells["state"] == state].iterrows()])
        for state in BLANKS
    ]
    other = "scenario" if report.focused["level"] == "track" else "track"
    counted = count_cells(report.shown_cells)
    return Focus(report.names[report.focus], other, counted, links, [x for x in blanks if x[1]])


def _name_other(report: Report, cell: pd.Series) -> str:
    side = "track_id" if cell["scenario_id"] == report.focus else "scenario_id"
    return report.names[cell[side]]


@dataclass(frozen=True)
class Weight:
    """How certain the levels of the element in focus are."""

    linked: list[tuple[str, float]]  # the other element, the share of draws that keep its level
    absent: list[float]  # the same for cells without evidence
    fragile: list[str]  # elements whose level hangs on one segment


def weigh_links(report: Report) -> Weight:
    """Weigh how certain the levels of the element in focus are."""
    doubt, weight = report.doubt, Weight([], [], [])
    for _, cell in report.shown_cells.iterrows():
        row = doubt.grid.scenarios.index(cell["scenario_id"])
        column = doubt.grid.tracks.index(cell["track_id"])
        level = int(doubt.grid.levels[row, column])
        if level == NONE:
            continue
        kept = float(doubt.central.probability[row, column, level])
        if level:
            weight.linked.append((_name_other(report, cell), kept))
        else:
            weight.absent.append(kept)
        if cell["support"] == 1:
            weight.fragile.append(_name_other(report, cell))
    return weight
