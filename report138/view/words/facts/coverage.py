"""Which tracks serve which scenario, and which serves one alone."""

from dataclasses import dataclass

from report138.analysis.interlinkage import find_sole_tracks
from report138.view.report import Report
from report138.view.words.facts.cells import Cells, count_cells


@dataclass(frozen=True)
class Coverage:
    """How many scenarios are linked to a track, and which to one only."""

    cells: Cells
    tracks: int
    scenarios: int
    linked: int  # scenarios linked to any track
    sole: list[tuple[str, list[str]]]  # a track, and the scenarios that it alone serves
    partly: bool  # whether one of these has cells that are not coded


def find_coverage(report: Report) -> Coverage:
    """Find which scenarios are linked to one track only."""
    cells, sole = report.cells, find_sole_tracks(report.cells)
    by_track = [
        (report.names[track], [report.names[scenario] for scenario in sole.index[sole == track]])
        for track in report.tracks["id"]
    ]
    partly = (cells["state"] == "not_coded") & cells["scenario_id"].isin(sole.index)
    return Coverage(
        count_cells(cells),
        len(report.tracks),
        len(report.scenarios),
        cells[cells["state"] == "found"]["scenario_id"].nunique(),
        [(track, names) for track, names in by_track if names],
        bool(partly.any()),
    )


def list_served(report: Report) -> list[tuple[str, list[str], str]]:
    """List every scenario with the tracks that serve it and the term for what else is there."""
    return [
        (
            report.names[scenario],
            [report.names[track] for track in cells[cells["state"] == "found"]["track_id"]],
            count_cells(cells).blank,
        )
        for scenario, cells in report.cells.groupby("scenario_id", sort=False)
    ]
