"""The matrix as arrays: the levels of all cells in every reading, and the codings that fill them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.analysis.readings import lower_median
from report138.data.framework import CopiesFrames
from report138.data.schema import SEPARATOR
from report138.errors import count

NONE = -1  # the cell has no level: not assessable or not coded


@dataclass(frozen=True)
class LevelGrid(CopiesFrames):
    """A matrix as arrays, scenarios by tracks, and the readings that it is made of.

    `levels` holds ranks or NONE, over all readings; `readings` the same for each of them, cells
    flattened.  `fill_reading`, `fill_cell` and `fill_level` give for every direct coding above 0
    whose it is, the cell's place in the flattened grid and the level; `fill_unit` and
    `fill_place` say where in the text it stands.
    """

    scenarios: list[str]
    tracks: list[str]
    levels: np.ndarray
    readings: np.ndarray
    fill_reading: np.ndarray
    fill_cell: np.ndarray
    fill_level: np.ndarray
    fill_unit: np.ndarray
    fill_place: np.ndarray

    def __repr__(self) -> str:
        rows, columns = self.shape
        return f"<LevelGrid: {rows} × {columns} cells, {count(len(self.readings), 'reading')}>"

    @property
    def coded(self) -> bool:
        """Whether any cell has a level at all."""
        return bool((self.levels != NONE).any())

    @property
    def shape(self) -> tuple[int, int]:
        """The number of scenarios and of tracks."""
        return len(self.scenarios), len(self.tracks)


def make_grid(readings: pd.DataFrame, fills: pd.DataFrame) -> LevelGrid:
    """Turn the cells of readings and their direct fills (readings.read_fills) into arrays."""
    scenarios = list(readings["scenario_id"].drop_duplicates())
    tracks = list(readings["track_id"].drop_duplicates())
    coders = list(readings["coder"].drop_duplicates())
    levels = readings["level"].fillna(NONE).to_numpy(dtype=np.int8).reshape(len(coders), -1)
    direct = fills[fills["basis"] == "direct"]
    row, column, reading = (
        {name: place for place, name in enumerate(names)} for names in (scenarios, tracks, coders)
    )
    place = direct["scenario_id"].map(row) * len(tracks) + direct["track_id"].map(column)
    # what stands in several places stays when one of them goes
    several = direct["locator"].str.contains(SEPARATOR, regex=False)
    return LevelGrid(
        scenarios=scenarios,
        tracks=tracks,
        levels=take_median(levels).reshape(len(scenarios), len(tracks)),
        readings=levels,
        fill_reading=direct["coder"].map(reading).to_numpy(dtype=np.int64),
        fill_cell=place.to_numpy(dtype=np.int64),
        fill_level=direct["level"].to_numpy(dtype=np.int8),
        fill_unit=direct["unit"].to_numpy(dtype=object),
        fill_place=direct["place"].mask(several, "").to_numpy(object),
    )


def take_median(readings: np.ndarray) -> np.ndarray:
    """Return the lower median over readings (readings, ...) of levels, NONE where none has one."""
    levels = np.where(readings == NONE, np.nan, readings)
    return np.nan_to_num(lower_median(levels), nan=NONE).astype(np.int8)


def fill_readings(grid: LevelGrid, kept: np.ndarray) -> np.ndarray:
    """Return the levels of every reading with some of its codings only (a mask over them)."""
    levels = np.where(grid.readings > 0, 0, grid.readings).astype(np.int8)
    where = grid.fill_reading[kept], grid.fill_cell[kept]
    np.maximum.at(levels, where, grid.fill_level[kept])
    return levels


def make_unit_grid(cells: pd.DataFrame, units: pd.DataFrame) -> LevelGrid:
    """Turn the cells over all readings and the units that most of them took into one reading.

    A cell whose level rests on no such unit, since readings found it in different ones, gets a
    nameless one at its level.
    """
    levels = cells["level"].astype("Int64")
    taken = units[units["majority"]][[*CELL, "unit", "place", "locator", "level"]]
    best = taken.groupby(CELL)["level"].max().reindex(pd.MultiIndex.from_frame(cells[CELL]))
    short = (levels.fillna(0).to_numpy() > best.fillna(0).to_numpy()).astype(bool)
    nameless = cells.loc[short, [*CELL, "level"]].assign(unit="", place="", locator="")
    fills = pd.concat([taken, nameless]) if short.any() else taken
    return make_grid(
        cells[[*CELL, "level"]].assign(coder=""), fills.assign(coder="", basis="direct")
    )
