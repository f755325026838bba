"""What the matrix shows, cell by cell."""

from dataclasses import dataclass

import pandas as pd

from report138.analysis.signs import sign_digit
from report138.view.report import Report
from report138.view.words.facts.cells import leave_out_diagonal
from report138.view.words.facts.readings import Spread, spread_levels


@dataclass(frozen=True)
class Tile:
    """One cell of a row: the track, and the level or the state that stands there."""

    track: str
    level: str | None
    other: str | None = None  # the lower level of a cell that holds both directions
    blank: str = ""
    found: int = 0  # of a disputed cell: readings with evidence, of how many that judged
    judged: int = 0  # 0 for a cell that is not disputed
    lowest: str = ""
    highest: str = ""
    opposed: bool = False  # whether readings differ over its sign
    inferred: int = 0  # units only inferred
    sign: str = ""  # + or -, +- for both, ? for what may be either


def list_tiles(report: Report, cells: pd.DataFrame) -> list[tuple[str, list[Tile]]]:
    """List the cells of every scenario, with its name."""
    spreads = spread_levels(report)
    return [
        (
            report.names[scenario],
            [
                _read_tile(report, cell, spreads[scenario, cell["track_id"]])
                for cell in leave_out_diagonal(row).to_dict("records")
            ],
        )
        for scenario, row in cells.groupby("scenario_id", sort=False)
    ]


def _read_tile(report: Report, cell: dict, spread: Spread) -> Tile:
    name, state = report.names[cell["track_id"]], cell["state"]
    levels = report.levels
    other = levels.show_other(cell) if state == "found" else None
    lower = ("".join(other) if levels.signed else other[1]) if other else None
    if cell["status"] == "disputed":
        return Tile(
            name,
            None,
            lower,
            found=int(cell["found"]),
            judged=int(cell["judged"]),
            lowest=spread.written[0],
            highest=spread.written[1],
            opposed=bool(cell["sign_disputed"]),
            sign=cell["sign"],
        )
    inferred = int(cell["inferred_volume"])
    if state != "found":
        return Tile(name, None, blank=state, inferred=inferred)
    if levels.is_signed(int(cell["level"])):  # which says its direction by itself
        return Tile(name, levels.show_cell(cell), lower, inferred=inferred)
    level = levels.show(int(cell["level"]))
    return Tile(name, level, lower, inferred=inferred, sign=sign_digit(cell))
