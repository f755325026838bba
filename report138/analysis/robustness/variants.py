"""Other rules on the same codings: what the matrix would be under each."""

import numpy as np
import pandas as pd

from report138.analysis.plain_words import find_plain
from report138.analysis.robustness.grid import LevelGrid, fill_readings, make_grid, take_median
from report138.data.scale import CODEBOOK

THRESHOLD = "from_level_"  # and a rank: variants in which less is no evidence


def vary_rules(
    grid: LevelGrid,
    readings: pd.DataFrame,
    fills: pd.DataFrame,
    lexicon: pd.DataFrame,
    plain_words: pd.DataFrame,
    top: int = CODEBOOK.top,
) -> dict[str, np.ndarray]:
    """Return the levels of the matrix (scenarios by tracks) under every variant, by key.

    `fills` and `readings` are those of the grid, `plain_words` what readers took for plain
    (plain_words.weigh_plain_words); a rule that makes no difference in kind is left out.
    """
    base, shape = grid.levels, grid.shape
    direct = fills[fills["basis"] == "direct"]
    resting = find_plain(direct, lexicon)
    variants = {"base": base}
    if len(grid.readings) > 1:
        variants["any_reading"] = grid.readings.max(axis=0).reshape(shape)
        judged = np.where(grid.readings < 0, np.int8(127), grid.readings).min(axis=0)
        variants["all_readings"] = np.where(judged == 127, -1, judged).reshape(shape)
    if plain_words["counts"].notna().any():
        refused = {
            (row.element_id, row.term) for row in plain_words.itertuples() if row.counts is False
        }
        variants["plain_by_majority"] = _keep(grid, [not refused & set(w) for w in resting])
    if any(resting):
        variants["without_plain"] = _keep(grid, [not words for words in resting])
    if (fills["basis"] == "inferred").any():
        variants["with_inferred"] = _add_inferred(readings, fills)
    for rank in range(2, top + 1):
        variants[f"{THRESHOLD}{rank}"] = np.where((base > 0) & (base < rank), 0, base)
    return variants


def _keep(grid: LevelGrid, kept: list[bool]) -> np.ndarray:
    levels = fill_readings(grid, np.array(kept, dtype=bool))
    return take_median(levels).reshape(grid.shape)


def _add_inferred(readings: pd.DataFrame, fills: pd.DataFrame) -> np.ndarray:
    """Return the levels with what was inferred counted as direct."""
    grid = make_grid(readings, fills.assign(basis="direct"))
    # NONE is the lowest: a cell in which all is inferred gets a level too
    levels = grid.readings.astype(np.int8)
    np.maximum.at(levels, (grid.fill_reading, grid.fill_cell), grid.fill_level)
    return take_median(levels).reshape(grid.shape)
