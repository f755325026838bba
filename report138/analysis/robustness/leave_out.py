"""Leave one segment out, or one paragraph: exactly which cells fall, and how far."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from report138.analysis.robustness.grid import LevelGrid


def leave_out(grid: LevelGrid, unit: str) -> dict[str, np.ndarray]:
    """Return the levels of the matrix without each segment or each place, by its name.

    `unit` is segment or place.  Levels are scenarios by tracks.
    """
    return dict(_leave_each_out(grid, unit))


def _leave_each_out(grid: LevelGrid, unit: str) -> Iterator[tuple[str, np.ndarray]]:
    owners = {"segment": grid.fill_segment, "place": grid.fill_place}[unit]
    base = grid.levels.ravel()
    order = np.argsort(grid.fill_cell, kind="stable")
    starts = np.searchsorted(grid.fill_cell[order], np.arange(len(base) + 1))
    for owner in filter(None, dict.fromkeys(owners)):
        levels = base.copy()
        # Only the owner's own cells can change, so only these are derived again.
        for cell in np.unique(grid.fill_cell[owners == owner]):
            inside = order[starts[cell] : starts[cell + 1]]
            kept = grid.fill_level[inside[owners[inside] != owner]]
            levels[cell] = kept.max(initial=0)
        yield str(owner), levels.reshape(grid.shape)


def range_counts(base: np.ndarray, others: list[np.ndarray], axis: int) -> pd.DataFrame:
    """Return for each row (axis 1) or column (axis 0) its count of linked cells and its range.

    Columns: base, lowest, highest, over the base and all other level arrays.
    """
    counts = np.array([(levels > 0).sum(axis=axis) for levels in [base, *others]])
    return pd.DataFrame(
        {"base": counts[0], "lowest": counts.min(axis=0), "highest": counts.max(axis=0)}
    )
