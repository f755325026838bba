"""Several readings of one source side by side: what they agree on, and what divides them.

A reading is one coder's pass over the source.  Over the readings a cell is agreed (all found
evidence, or none did) or disputed (some did); its level is the lower median.  With one reading
all of this is that reading.
"""

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import CELL, STATED, derive_cells, list_fills, select_coding
from report138.data.framework import Framework


def read_cells(framework: Framework, coders: list[str]) -> pd.DataFrame:
    """Derive the cells of every reading: interlinkage.code_cells and `coder`.

    Without a reading there is one of an unnamed coder, who has judged nothing.
    """
    names = coders or [""]
    return pd.concat(
        [derive_cells(framework, coder).assign(coder=coder) for coder in names], ignore_index=True
    )


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


def combine_readings(readings: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Combine the cells of all readings into one matrix, in the same order of cells.

    The columns are those of code_cells; level and hindering_level are lower medians over the
    readings that judged the cell, volumes count the units that more than half of them took
    (see list_units), inferred_level is the highest of the inferred ones.  Besides: judged
    (readings with a level), found and stated (how many of them at level 1, or 2, and more),
    status (agreed, disputed, or "" with fewer than two), sign_disputed, and taken (units that
    some readings took, and not more than half).
    """
    grid = pd.MultiIndex.from_frame(readings[CELL]).unique()
    levels = _spread(readings, "level", grid)
    judged = (~np.isnan(levels)).sum(axis=0)
    found = (levels > 0).sum(axis=0)
    signs = _spread_signs(readings, grid)
    cells = pd.DataFrame(index=grid)
    cells["state"] = _choose_states(readings, grid)
    cells["level"] = lower_median(levels)
    cells["judged"], cells["found"] = judged, found
    cells["stated"] = (levels >= STATED).sum(axis=0)
    cells["sign_disputed"] = [_differ(column) for column in signs.T]
    agreed = ((found == 0) | (found == judged)) & ~cells["sign_disputed"].to_numpy()
    cells["status"] = np.where(judged < 2, "", np.where(agreed, "agreed", "disputed"))
    hindering = np.where(
        judged == 0, np.nan, np.nan_to_num(_spread(readings, "hindering_level", grid))
    )
    cells["hindering_level"] = lower_median(hindering)
    cells.loc[cells["hindering_level"] == 0, "hindering_level"] = np.nan
    cells = cells.join(_count(units))
    counts = ["volume", "support", "hindering_volume", "inferred_volume", "taken"]
    cells[counts] = cells[counts].fillna(0).astype(int)
    cells.loc[cells["level"] > 0, "state"] = "found"
    cells.loc[cells["level"] == 0, "state"] = "none_found"
    names = ["level", "hindering_level", "inferred_level"]
    cells[names] = cells[names].astype("Int64")
    return cells.reset_index()


def _spread(readings: pd.DataFrame, name: str, grid: pd.MultiIndex) -> np.ndarray:
    """Return a column as an array (readings, cells)."""
    coders = readings["coder"].nunique()
    return readings[name].to_numpy(dtype=float, na_value=np.nan).reshape(coders, len(grid))


def _spread_signs(readings: pd.DataFrame, grid: pd.MultiIndex) -> np.ndarray:
    """Return for every reading and cell the sign of a link: + or -, both, or "" for no link."""
    level, minus = readings["level"].fillna(0), readings["hindering_level"].fillna(0)
    only = minus.gt(0) & readings["volume"].eq(readings["hindering_volume"])
    signs = np.where(level < STATED, "", np.where(only, "-", np.where(minus > 0, "+-", "+")))
    return signs.reshape(readings["coder"].nunique(), len(grid))


def _differ(signs: np.ndarray) -> bool:
    return len(set(signs) - {""}) > 1


def _choose_states(readings: pd.DataFrame, grid: pd.MultiIndex) -> list[str]:
    """Return the state of cells that no reading judged: declined if any reading declined."""
    states = readings["state"].to_numpy().reshape(readings["coder"].nunique(), len(grid))
    declined = (states == "not_assessable").any(axis=0)
    return ["not_assessable" if one else "not_coded" for one in declined]


def list_units(fills: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """List for every cell the units that some reading took for it, in the text's order.

    `fills` are the level-giving codings of all readings (interlinkage.list_fills).  Returns
    scenario_id, track_id, unit, place, order, basis (direct if any reading took it so),
    coders (those who did, or inferred it), judged, level (lower median over the readings that
    judged the cell, 0 for those that did not take it; inferred: its highest), majority (more
    than half took it) and hindering (more than half of its takers call it so).
    """
    judged = readings[readings["level"].notna()].groupby(CELL, sort=False)["coder"].nunique()
    rows = []
    for (scenario, track, unit), group in fills.groupby([*CELL, "unit"], sort=False):
        number = int(judged.get((scenario, track), 0))
        direct = group[group["basis"] == "direct"]
        mine = direct if len(direct) else group
        best = mine.groupby("coder", sort=False)["level"].max().astype(int)
        votes = np.zeros(max(number, len(best)))
        votes[: len(best)] = best
        minus = mine.groupby("coder", sort=False)["polarity"].agg(lambda x: "-" in set(x))
        rows.append(
            {
                "scenario_id": scenario,
                "track_id": track,
                "unit": unit,
                "place": mine["place"].iloc[0],
                "locator": mine["locator"].iloc[0],
                "order": mine["order"].iloc[0],
                "basis": mine["basis"].iloc[0],
                "coders": tuple(best.index),
                "judged": len(votes),
                "level": int(lower_median(votes[:, np.newaxis])[0]) or int(best.max()),
                "majority": bool(len(direct)) and 2 * len(best) > len(votes),
                "hindering": bool(2 * minus.sum() > len(minus)),
            }
        )
    columns = ["scenario_id", "track_id", "unit", "place", "locator", "order", "basis", "coders"]
    columns += ["judged", "level", "majority", "hindering"]
    units = pd.DataFrame(rows, columns=columns).astype({"majority": bool, "hindering": bool})
    return units.sort_values("order", kind="stable").reset_index(drop=True)


def _count(units: pd.DataFrame) -> pd.DataFrame:
    """Count the units of every cell, by kind."""
    direct = units["basis"] == "direct"
    marks = {
        "volume": units["majority"],
        "hindering_volume": units["majority"] & units["hindering"],
        "taken": direct & ~units["majority"],
        "inferred_volume": ~direct,
    }
    keys = [units[name] for name in CELL]
    counts = pd.DataFrame(marks).astype(int).groupby(keys, sort=False).sum()
    top = units[units["majority"]].groupby(CELL, sort=False)["level"]
    counts["support"] = top.agg(lambda levels: int((levels == levels.max()).sum()))
    counts["inferred_level"] = units[~direct].groupby(CELL, sort=False)["level"].max()
    return counts
