"""The links at a glance: which hold most segments, and what is linked to what."""

from dataclasses import dataclass

from report138.view.report import Report
from report138.view.words.facts.cells import count_cells, name_cell

MOST_NAMED = 3  # cells that a headline can name


@dataclass(frozen=True)
class Fullest:
    """The cells that hold most segments."""

    names: list[str]
    segments: int  # in each of them
    every: bool  # whether these are all cells with evidence


def find_fullest(report: Report) -> Fullest:
    """Find the cells that hold most direct segments."""
    found = report.cells[report.cells["state"] == "found"]
    if found.empty:
        return Fullest([], 0, False)
    number = int(found["volume"].max())
    most = found[found["volume"] == number]
    names = [name_cell(report, c["track_id"], c["scenario_id"]) for _, c in most.iterrows()]
    return Fullest(names, number, len(most) == len(found))


@dataclass(frozen=True)
class Links:
    """What each track is linked to, and the scenarios without a link."""

    tracks: list[tuple[str, list[tuple[str, int]], str]]  # name, (scenario, segments), blank
    alone: list[str]  # searched, but linked to no track
    blank: list[tuple[str, str]]  # never searched, with the term for what stands there


def list_links(report: Report) -> Links:
    """List what each track is linked to, and the scenarios without a link."""
    found = report.cells[report.cells["state"] == "found"]
    tracks = []
    for track in report.tracks["id"]:
        linked = found[found["track_id"] == track]
        volumes = zip(linked["scenario_id"].map(report.names), linked["volume"], strict=True)
        blank = count_cells(report.cells[report.cells["track_id"] == track]).blank
        tracks.append((report.names[track], list(volumes), blank))
    rows = [
        (report.names[item], count_cells(cells))
        for item, cells in report.cells.groupby("scenario_id", sort=False)
    ]
    without = [(name, cells) for name, cells in rows if not cells.found]
    alone = [name for name, cells in without if cells.judged]
    return Links(tracks, alone, [(name, c.blank) for name, c in without if not c.judged])
