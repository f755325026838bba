"""Which tracks the text links to which scenario, and which alone."""

from dataclasses import dataclass

import pandas as pd

from report138.analysis.interlinkage import find_sole_tracks
from report138.analysis.signs import BOTH, MINUS, sign_links
from report138.view.report import Report
from report138.view.words.facts.cells import Cells, count_cells
from report138.view.words.facts.signs import mark_sign, sign_by_cell


@dataclass(frozen=True)
class Coverage:
    """How many scenarios are linked to a track, and which to one only."""

    cells: Cells
    tracks: int
    scenarios: int
    linked: int  # scenarios linked to any track
    sole: list[tuple[str, list[str]]]  # a track, and the scenarios that it alone is linked to
    hindering: int  # links that hinder, or hinder too


def find_coverage(report: Report) -> Coverage:
    """Find which scenarios are linked to one track only."""
    stated = report.framework.scale.stated
    cells, sole = report.cells, find_sole_tracks(report.cells, report.framework.scale)
    by_track = [
        (report.names[track], [report.names[scenario] for scenario in sole.index[sole == track]])
        for track in report.tracks["id"]
    ]
    return Coverage(
        count_cells(cells),
        len(report.tracks),
        len(report.scenarios),
        cells[cells["level"] >= stated]["scenario_id"].nunique(),
        [(track, names) for track, names in by_track if names],
        sum(sign_links(cells, stated).isin([MINUS, BOTH])),
    )


def is_open(cells: pd.DataFrame) -> pd.Series:
    """Return which cells some readings find evidence for, and not more than half."""
    return (cells["status"] == "disputed") & (cells["level"] == 0)


@dataclass(frozen=True)
class Linked:
    """A scenario: the tracks linked to it, those only named with it, and what else is there."""

    name: str
    linked: list[str]
    named: list[str]
    disputed: list[str]  # tracks for which some readings alone find evidence
    blank: str  # the state of its cells without evidence


def list_linked(report: Report) -> list[Linked]:
    """List every scenario with the tracks that the text links to it, or names with it."""
    stated, signs = report.framework.scale.stated, sign_by_cell(report)
    return [
        Linked(
            report.names[scenario],
            [
                mark_sign(report.names[x], signs[scenario, x])
                for x in cells[cells["level"] >= stated]["track_id"]
            ],
            [
                mark_sign(report.names[x], signs[scenario, x])
                for x in cells[cells["level"].between(1, stated - 1)]["track_id"]
            ],
            [report.names[x] for x in cells[is_open(cells)]["track_id"]],
            count_cells(cells).blank,
        )
        for scenario, cells in report.cells.groupby("scenario_id", sort=False)
    ]
