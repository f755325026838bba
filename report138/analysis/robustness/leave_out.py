"""Leave one unit out, or one paragraph: exactly which cells fall, and how far."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from report138.analysis.robustness.grid import LevelGrid, take_median


def leave_out(grid: LevelGrid, part: str) -> dict[str, np.ndarray]:
    """Return the levels of the matrix without each unit or each place, by its name.

    `part` is unit or place; it goes from every reading.  Levels are scenarios by tracks.
    """
    return dict(_leave_each_out(grid, part))


def _leave_each_out(grid: LevelGrid, part: str) -> Iterator[tuple[str, np.ndarray]]:
    owners = {"unit": grid.fill_unit, "place": grid.fill_place}[part]
    order = np.argsort(grid.fill_cell, kind="stable")
    starts = np.searchsorted(grid.fill_cell[order], np.arange(grid.levels.size + 1))
    for owner in filter(None, dict.fromkeys(owners)):
        levels = grid.levels.ravel().copy()
        # Only the owner's own cells can change, so only these are derived again.
        for cell in np.unique(grid.fill_cell[owners == owner]):
            inside = order[starts[cell] : starts[cell + 1]]
            kept = inside[owners[inside] != owner]
            column = np.minimum(grid.readings[:, cell], 0)
            np.maximum.at(column, grid.fill_reading[kept], grid.fill_level[kept])
            levels[cell] = take_median(column)
        yield str(owner), levels.reshape(grid.shape)


def range_counts(base: np.ndarray, others: list[np.ndarray], axis: int) -> pd.DataFrame:
    """Return for each row (axis 1) or column (axis 0) its count of cells found and its range.

    Columns: base, lowest, highest, over the base and all other level arrays.
    """
    counts = np.array([(levels > 0).sum(axis=axis) for levels in [base, *others]])
    return pd.DataFrame(
        {"base": counts[0], "lowest": counts.min(axis=0), "highest": counts.max(axis=0)}
    )
