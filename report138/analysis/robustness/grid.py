"""The matrix as arrays: the levels of all cells, and the codings that fill them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from report138.data.schema import SEPARATOR

NONE = -1  # the cell has no level: not assessable or not coded


@dataclass(frozen=True)
class LevelGrid:
    """One coder's matrix as arrays, scenarios by tracks.

    `levels` holds 0-3 or NONE.  `fill_cell` and `fill_level` give, for every direct coding
    above 0, the cell's place in the flattened grid and its level; `fill_segment` and
    `fill_place` say whose coding it is.
    """

    scenarios: list[str]
    tracks: list[str]
    levels: np.ndarray
    fill_cell: np.ndarray
    fill_level: np.ndarray
    fill_segment: np.ndarray
    fill_place: np.ndarray

    @property
    def coded(self) -> bool:
        """Whether any cell has a level at all."""
        return bool((self.levels != NONE).any())

    @property
    def shape(self) -> tuple[int, int]:
        """The number of scenarios and of tracks."""
        return len(self.scenarios), len(self.tracks)


def make_grid(cells: pd.DataFrame, fills: pd.DataFrame) -> LevelGrid:
    """Turn cells and their direct fills (interlinkage.list_fills) into arrays."""
    scenarios = list(cells["scenario_id"].drop_duplicates())
    tracks = list(cells["track_id"].drop_duplicates())
    levels = cells["level"].fillna(NONE).to_numpy(dtype=np.int8)
    direct = fills[fills["basis"] == "direct"]
    row = {name: place for place, name in enumerate(scenarios)}
    column = {name: place for place, name in enumerate(tracks)}
    place = direct["scenario_id"].map(row) * len(tracks) + direct["track_id"].map(column)
    return LevelGrid(
        scenarios=scenarios,
        tracks=tracks,
        levels=levels.reshape(len(scenarios), len(tracks)),
        fill_cell=place.to_numpy(dtype=np.int64),
        fill_level=direct["level"].to_numpy(dtype=np.int8),
        fill_segment=direct["segment_id"].to_numpy(dtype=object),
        # what stands in several places stays when one of them goes
        fill_place=direct["place"]
        .mask(direct["locator"].str.contains(SEPARATOR), "")
        .to_numpy(object),
    )
