"""Several readings of one source side by side: what they agree on, and what divides them.

A reading is one coder's pass over the source.  Over the readings a cell is agreed (all found
evidence, or none did) or disputed (some did, or they give a link opposite signs); its level is the
lower median.  With one reading all of this is that reading.
"""

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import (
    CELL,
    ITSELF,
    derive_cells,
    list_fills,
    select_coding,
)
from report138.analysis.signs import settle_open, sign_cells
from report138.data.framework import Framework
from report138.data.scale import CODEBOOK, Scale

UNIT = [*CELL, "unit"]
LAYERS = ["hindering_level", "furthering_level"]
UNCLEAR = "unclear_level"


def read_cells(framework: Framework, coders: list[str]) -> pd.DataFrame:
    """Derive the cells of every reading: interlinkage.code_cells and `coder`.

    Without a reading there is one of an unnamed coder, who has judged nothing.
    """
    names = coders or [""]
    cells = pd.concat(
        [derive_cells(framework, coder).assign(coder=coder) for coder in names], ignore_index=True
    )
    return cells.assign(sign=settle_open(cells))


def read_fills(framework: Framework, coders: list[str]) -> pd.DataFrame:
    """List the level-giving codings of every reading, with quotes; see interlinkage.list_fills."""
    coding = pd.concat([select_coding(framework, coder) for coder in coders or [""]])
    return list_fills(framework, coding)


def lower_median(levels: np.ndarray) -> np.ndarray:
    """Return the lower median over the first axis of levels, NaN where all are NaN.

    It is a level or more exactly where more than half of the readings give that much.
    """
    ordered = np.sort(levels, axis=0)  # NaN last
    judged = (~np.isnan(levels)).sum(axis=0)
    middle = np.maximum((judged - 1) // 2, 0)
    return np.take_along_axis(ordered, middle[np.newaxis], axis=0)[0]


def combine_readings(
    readings: pd.DataFrame, units: pd.DataFrame, scale: Scale = CODEBOOK
) -> pd.DataFrame:
    """Combine the cells of all readings into one matrix, in the same order of cells.

    The columns are those of code_cells; level, hindering_level and furthering_level are lower
    medians over the readings that judged the cell, volumes and support count the units that more
    than half of them took (see list_units), inferred_level is the highest of the inferred ones.
    Besides: judged (readings with a level), found and stated (how many of them above 0, or at a
    link), status (agreed, disputed, or "" with fewer than two), sign_disputed, and taken
    (units that some readings took, and not more than half).
    """
    grid = pd.MultiIndex.from_frame(readings[CELL]).unique()
    levels = _spread(readings, "level", grid)
    judged = (~np.isnan(levels)).sum(axis=0)
    found = (levels > 0).sum(axis=0)
    signs = _spread_signs(readings, grid, scale.stated)
    cells = pd.DataFrame(index=grid)
    cells["state"] = _choose_states(readings, grid)
    cells["level"] = lower_median(levels)
    cells["judged"], cells["found"] = judged, found
    cells["stated"] = (levels >= scale.stated).sum(axis=0)
    cells["sign_disputed"] = [_differ(column) for column in signs.T]
    agreed = ((found == 0) | (found == judged)) & ~cells["sign_disputed"].to_numpy()
    cells["status"] = np.where(judged < 2, "", np.where(agreed, "agreed", "disputed"))
    for name in (*LAYERS, UNCLEAR):
        layer = np.nan_to_num(_spread(readings, name, grid))
        cells[name] = lower_median(np.where(np.isnan(levels), np.nan, layer))
        cells.loc[cells[name] == 0, name] = np.nan
    cells = cells.join(_count(units, cells["level"]))
    counts = ["volume", "support", "hindering_volume", "inferred_volume", "taken"]
    cells[counts] = cells[counts].fillna(0).astype(int)
    cells.loc[cells["level"] > 0, "state"] = "found"
    cells.loc[cells["level"] == 0, "state"] = "none_found"
    names = ["level", *LAYERS, UNCLEAR, "inferred_level"]
    cells[names] = cells[names].astype("Int64")
    # where most readings give the level, and not the sign, what any of them gives
    settled = (cells["level"] > 0) & (cells[LAYERS].max(axis=1) == cells["level"])
    any_sign = sign_cells(readings.groupby(CELL, sort=False)[[*LAYERS, UNCLEAR]].max())
    settled = settled.fillna(False).astype(bool)
    cells["sign"] = sign_cells(cells).where(settled, any_sign.reindex(grid))
    cells["sign"] = settle_open(cells)
    return cells.reset_index()


def _spread(readings: pd.DataFrame, name: str, grid: pd.MultiIndex) -> np.ndarray:
    """Return a column as an array (readings, cells)."""
    coders = readings["coder"].nunique()
    return readings[name].to_numpy(dtype=float, na_value=np.nan).reshape(coders, len(grid))


def _spread_signs(readings: pd.DataFrame, grid: pd.MultiIndex, stated: int) -> np.ndarray:
    """Return for every reading and cell the sign of a link: + or -, both, or "" for no link."""
    minus, plus = (readings[name].fillna(0).ge(stated) for name in LAYERS)
    signs = np.where(plus, np.where(minus, "+-", "+"), np.where(minus, "-", ""))
    return signs.reshape(readings["coder"].nunique(), len(grid))


def _differ(signs: np.ndarray) -> bool:
    return len(set(signs) - {""}) > 1


def _choose_states(readings: pd.DataFrame, grid: pd.MultiIndex) -> list[str]:
    """Return the state of cells that no reading judged: declined if any reading declined."""
    states = readings["state"].to_numpy().reshape(readings["coder"].nunique(), len(grid))
    itself, declined = (states == ITSELF).any(axis=0), (states == "not_assessable").any(axis=0)
    return list(np.select([declined, itself], ["not_assessable", ITSELF], "not_coded"))


def list_units(fills: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """List for every cell the units that some reading took for it, in the text's order.

    `fills` are the level-giving codings of all readings (interlinkage.list_fills).  Returns
    scenario_id, track_id, unit, place, locator, order, basis (direct if any reading took it so),
    coders (those who did, or inferred it), judged (readings that judged the cell), level,
    majority (more than half of these took it) and hindering (more than half of its takers call
    it so).  The level is the lower median over these readings, 0 for those that did not take the
    unit; of a unit that not most took its highest, of an inferred one the lower median of those
    who inferred it.
    """
    mine = _prefer_direct(fills)
    units = mine.drop_duplicates(UNIT)[[*UNIT, "place", "locator", "order", "basis"]]
    units = units.reset_index(drop=True)
    votes = _list_votes(mine)
    by_unit = votes.groupby("number")
    takers = by_unit.size().to_numpy()
    judged = readings[readings["level"].notna()].groupby(CELL, sort=False).size()
    asked = judged.reindex(pd.MultiIndex.from_frame(units[CELL])).fillna(0).to_numpy(dtype=int)
    asked = np.maximum(asked, takers)
    direct = (units["basis"] == "direct").to_numpy()
    coders = votes["coder"].to_numpy(dtype=object)
    ends = takers.cumsum()
    units["coders"] = [
        tuple(coders[end - number : end]) for end, number in zip(ends, takers, strict=True)
    ]
    units["judged"] = asked
    # what nobody took directly stands at the level that most of those who inferred it give
    among = np.where(direct, asked, takers)
    units["level"] = _take_middle(votes, takers, among)
    units["majority"] = direct & (2 * takers > asked)
    units["hindering"] = 2 * by_unit["minus"].sum().to_numpy() > takers
    return units.sort_values("order", kind="stable").reset_index(drop=True)


def _prefer_direct(fills: pd.DataFrame) -> pd.DataFrame:
    """Leave out what some readings inferred from a unit that others took directly for the cell."""
    direct = fills["basis"] == "direct"
    taken = direct.groupby([fills[name] for name in UNIT], sort=False).transform("any")
    return fills[direct | ~taken.astype(bool)]


def _list_votes(fills: pd.DataFrame) -> pd.DataFrame:
    """Return a row per unit and coder: the unit's number, coder, level (its highest) and minus."""
    rows = pd.DataFrame(
        {
            "number": fills.groupby(UNIT, sort=False).ngroup(),
            "coder": fills["coder"],
            "level": fills["level"].astype(int),
            "minus": fills["polarity"] == "-",
        }
    )
    votes = rows.groupby(["number", "coder"], sort=False).max().reset_index()
    return votes.sort_values("number", kind="stable")


def _take_middle(votes: pd.DataFrame, takers: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Return each unit's lower median over all asked, or its highest level where that is 0."""
    levels = votes.sort_values(["number", "level"], kind="stable")["level"].to_numpy()
    ends = takers.cumsum()
    middle = (asked - 1) // 2 - (asked - takers)  # those who did not take it stand before
    return levels[np.where(middle < 0, ends - 1, ends - takers + middle)]


def _count(units: pd.DataFrame, levels: pd.Series) -> pd.DataFrame:
    """Count the units of every cell, by kind; `levels` are those of the cells."""
    direct = units["basis"] == "direct"
    here = levels.reindex(pd.MultiIndex.from_frame(units[CELL])).to_numpy()
    marks = {
        "volume": units["majority"],
        "support": units["majority"] & (units["level"] == here),
        "hindering_volume": units["majority"] & units["hindering"],
        "taken": direct & ~units["majority"],
        "inferred_volume": ~direct,
    }
    keys = [units[name] for name in CELL]
    counts = pd.DataFrame(marks).astype(int).groupby(keys, sort=False).sum()
    counts["inferred_level"] = units[~direct].groupby(CELL, sort=False)["level"].max()
    return counts
