"""What the matrix shows: complete scenarios, the least linked track, what each level rests on."""

from dataclasses import dataclass

import pandas as pd

from report138.view.report import Report


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
