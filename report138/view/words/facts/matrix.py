"""What the matrix shows: complete scenarios, the least linked track, what each level rests on."""

from dataclasses import dataclass

import pandas as pd

from report138.analysis.interlinkage import LEVELS, profile_elements
from report138.view.report import Report


@dataclass(frozen=True)
class Complete:
    """The scenarios that have evidence for every track."""

    names: list[str]
    tracks: int
    every: bool  # whether these are all scenarios
    comparable: bool  # whether there are several tracks and a scenario judged for all of them


def find_complete(report: Report) -> Complete:
    """Find the scenarios that have evidence for every track."""
    tracks = len(report.tracks)
    profile = profile_elements(report.cells, "scenario_id")
    judged = profile[[f"level_{level}" for level in LEVELS]].sum(axis=1) == tracks
    names = [report.names[item] for item in profile.index[profile["linked"] == tracks]]
    comparable = tracks > 1 and bool(judged.any())
    return Complete(names, tracks, len(names) == len(profile), comparable)


@dataclass(frozen=True)
class Footing:
    """On what the cells with evidence stand: how many segments, how many coders."""

    found: int
    fragile: int  # cells whose level hangs on one segment
    hindered: int  # cells that hold a hindering statement
    coders: list[str]


def find_footing(report: Report) -> Footing:
    """Count the cells with evidence that hang on one segment, or hold a hindering statement."""
    cells = report.cells[report.cells["state"] == "found"]
    fragile, hindered = (cells["support"] == 1).sum(), (cells["hindering_volume"] > 0).sum()
    return Footing(len(cells), int(fragile), int(hindered), list(report.framework.coders))


def find_fewest(report: Report) -> tuple[str, int] | None:
    """Return the one track with evidence in fewest scenarios, and in how many; None in a tie."""
    profile = profile_elements(report.cells, "track_id")
    linked = profile[profile["not_coded"] < len(report.scenarios)]["linked"]
    fewest = linked[linked == linked.min()]
    if len(fewest) != 1 or len(linked) == 1 or not fewest.iloc[0]:
        return None
    return report.names[fewest.index[0]], int(fewest.iloc[0])


@dataclass(frozen=True)
class Tile:
    """One cell of a row: the track, and the level or the term for what stands there."""

    track: str
    level: int | None
    hindering: int | None  # the level of a hindering statement
    blank: str = ""


def list_tiles(report: Report, cells: pd.DataFrame) -> list[tuple[str, list[Tile]]]:
    """List the cells of every scenario, with its name."""
    return [
        (report.names[scenario], [_read_tile(report, cell) for _, cell in row.iterrows()])
        for scenario, row in cells.groupby("scenario_id", sort=False)
    ]


def _read_tile(report: Report, cell: pd.Series) -> Tile:
    name, state = report.names[cell["track_id"]], cell["state"]
    if state != "found":
        return Tile(name, None, None, "level_0" if state == "none_found" else state)
    minus = cell["hindering_level"] if cell["hindering_volume"] > 0 else None
    return Tile(name, cell["level"], minus)
