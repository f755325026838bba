"""What a matrix large enough has of structure: nestedness against chance, and rank correlations.

Frame in, frame out.  Signs never net: either is measured alone, or evidence of any sign.  Cells
that nobody judged, such as the diagonal of square data, take no part.
"""

import random
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from report138.analysis.not_computed import SMALLEST, NotComputedError, require_size

Sign = Literal["any", "+", "-"]
LAYER_OF_SIGN = {"any": "level", "+": "furthering_level", "-": "hindering_level"}
DRAWS = 500
SEED = 1
BURN_IN, THINNING = 10, 1  # trades of a row with another, before the first draw and between two


@dataclass(frozen=True)
class Nestedness:
    """NODF of the rows and columns that are not empty, 0 to 100, and what chance gives.

    `low` and `high` hold 95 % of `draws` matrices with the same totals of rows and columns.
    """

    rows: int
    columns: int
    value: float
    low: float
    high: float
    draws: int


def spread_levels(cells: pd.DataFrame, sign: Sign = "any") -> pd.DataFrame:
    """Return levels of one sign (scenarios x tracks): 0 where there are none, NaN if not judged."""
    judged = cells["level"].notna()
    levels = cells[LAYER_OF_SIGN[sign]].fillna(0).astype(float).where(judged)
    table = cells.assign(levels=levels).pivot(
        index="scenario_id", columns="track_id", values="levels"
    )
    return table.reindex(index=cells["scenario_id"].unique(), columns=cells["track_id"].unique())


def list_signs(cells: pd.DataFrame) -> list[Sign]:
    """List the signs that structure is measured for: both apart where any cell hinders."""
    return ["+", "-"] if cells["hindering_level"].notna().any() else ["any"]


def correlate_scenarios(cells: pd.DataFrame, sign: Sign = "any") -> pd.DataFrame:
    """Return rank correlations of levels between scenarios (scenarios x scenarios).

    Spearman's, over the tracks that are judged in both: NaN where these are fewer than the size
    below which nothing is computed, or a level is the same throughout.  Raises NotComputedError
    for a small matrix.
    """
    require_size("correlation", cells)
    return spread_levels(cells, sign).T.corr(method="spearman", min_periods=SMALLEST)


def measure_nestedness(cells: pd.DataFrame, sign: Sign = "any", draws: int = DRAWS) -> Nestedness:
    """Measure how far emptier rows and columns lie within fuller ones, against chance.

    NODF after Almeida-Neto et al. (2008): over all pairs of rows and of columns, the share of
    the emptier one's cells with evidence that the fuller one has too, 0 for equal fill.  Empty
    rows and columns are left out.  Chance keeps both totals and swaps between pairs of rows
    (curveball, Strona et al. 2014), within judged cells.  Raises NotComputedError for a small
    matrix, or one of which too few rows and columns have evidence.
    """
    require_size("nestedness", cells)
    levels = spread_levels(cells, sign)
    some = levels > 0
    kept = levels.loc[some.any(axis=1), some.any(axis=0)]
    if min(kept.shape) < SMALLEST:
        raise NotComputedError(
            f"nestedness needs {SMALLEST} rows and {SMALLEST} columns with evidence; "
            f"this matrix has {kept.shape[0]} and {kept.shape[1]}"
        )
    table, judged = kept.to_numpy() > 0, kept.notna().to_numpy()
    value = measure_nodf(table)
    drawn = np.array([measure_nodf(one) for one in _draw_alike(table, judged, draws)])
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Nestedness(*table.shape, value, float(low), float(high), draws)


def measure_nodf(table: np.ndarray) -> float:
    """Return NODF, 0 to 100, of a table of true and false, none of whose rows or columns is empty."""
    pairs = np.concatenate([_overlap_pairs(table), _overlap_pairs(table.T)])
    return float(100 * pairs.mean())


def _overlap_pairs(table: np.ndarray) -> np.ndarray:
    """Return for each pair of rows the share of the emptier one that the fuller one has too."""
    counts = table.astype(np.int64)
    shared, fill = counts @ counts.T, counts.sum(axis=1)
    first, second = np.triu_indices(len(fill), k=1)
    thin = np.minimum(fill[first], fill[second])
    return np.where(fill[first] != fill[second], shared[first, second] / thin, 0.0)


def _draw_alike(table: np.ndarray, judged: np.ndarray, draws: int) -> list[np.ndarray]:
    """Draw tables with the totals of this one, filled where cells are judged."""
    chance = random.Random(SEED)
    rows = [set(np.flatnonzero(row).tolist()) for row in table]
    allowed = [set(np.flatnonzero(row).tolist()) for row in judged]
    drawn = []
    for number in range(draws):
        for _ in range((THINNING if number else BURN_IN) * len(rows)):
            first, second = chance.sample(range(len(rows)), 2)
            _trade(rows, allowed, first, second, chance)
        one = np.zeros_like(table)
        for place, row in enumerate(rows):
            one[place, sorted(row)] = True
        drawn.append(one)
    return drawn


def _trade(
    rows: list[set[int]], allowed: list[set[int]], first: int, second: int, chance: random.Random
) -> None:
    """Have two rows trade at random what one of them has alone and both may have."""
    mine = (rows[first] - rows[second]) & allowed[second]
    theirs = (rows[second] - rows[first]) & allowed[first]
    pool = sorted(mine | theirs)
    chance.shuffle(pool)
    rows[first] = rows[first] - mine | set(pool[: len(mine)])
    rows[second] = rows[second] - theirs | set(pool[len(mine) :])
