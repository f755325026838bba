"""What a small matrix cannot bear: the statistics, and from which size they make sense.

A function that computes one of them asks `require_size` first.  Some are allowed at no size.
"""

import numpy as np
import pandas as pd

SMALLEST = 10  # rows and columns from which the statistics that need many cells are allowed
# Whether a matrix that is large enough is allowed it.
STATISTICS = {
    "nestedness": True,
    "correspondence": True,
    "clusters": True,
    "centrality": True,
    "influence": False,
    "correlation": True,
    "rank_test": True,
    "mean_level": False,
    "index": False,
}


class NotComputedError(ValueError):
    """This matrix cannot bear the statistic."""


def require_size(statistic: str, cells: pd.DataFrame) -> None:
    """Raise NotComputedError if the matrix cannot bear the statistic."""
    if not STATISTICS[statistic]:
        raise NotComputedError(f"{statistic} is not computed for any matrix")
    rows, columns = cells["scenario_id"].nunique(), cells["track_id"].nunique()
    if min(rows, columns) < SMALLEST:
        raise NotComputedError(
            f"{statistic} needs a matrix of {SMALLEST} x {SMALLEST} or more; this one is "
            f"{rows} x {columns}"
        )


def list_not_computed(cells: pd.DataFrame) -> list[str]:
    """List the statistics that this matrix cannot bear."""
    shorter = min(cells["scenario_id"].nunique(), cells["track_id"].nunique())
    return [key for key, allowed in STATISTICS.items() if not allowed or shorter < SMALLEST]


def correlate_scenarios(cells: pd.DataFrame) -> pd.DataFrame:
    """Return rank correlations of levels between scenarios (scenarios x scenarios).

    Spearman's, as Pearson's of mid-ranks over tracks; raises NotComputedError below 10 x 10.
    """
    require_size("correlation", cells)
    table = cells.pivot(index="track_id", columns="scenario_id", values="level").astype(float)
    return table.rank().corr()


def measure_nestedness(cells: pd.DataFrame) -> float:
    """Return NODF of the found cells, 0 to 100; raises NotComputedError below 10 x 10.

    After Almeida-Neto et al. 2008: for each pair of rows and of columns with decreasing
    fill, the share of the emptier one's links that the fuller one has too.
    """
    require_size("nestedness", cells)
    found = cells.assign(found=cells["state"] == "found")
    table = found.pivot(index="scenario_id", columns="track_id", values="found").to_numpy(bool)
    pairs = [_pair_overlaps(table), _pair_overlaps(table.T)]
    return float(100 * np.concatenate(pairs).mean())


def _pair_overlaps(table: np.ndarray) -> np.ndarray:
    fill = table.sum(axis=1)
    values = []
    for first in range(len(table)):
        for second in range(first + 1, len(table)):
            full, thin = sorted((first, second), key=lambda row: -fill[row])
            if fill[full] > fill[thin] > 0:
                values.append((table[full] & table[thin]).sum() / fill[thin])
            else:
                values.append(0.0)
    return np.array(values)
