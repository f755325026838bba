"""What a small matrix cannot bear: the statistics, and from which size they make sense.

A function that computes one of them asks `require_size` first.  Some are allowed at no size.
"""

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

# Those that `structure` computes where the matrix allows it.
COMPUTED = ("nestedness", "correlation")


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
