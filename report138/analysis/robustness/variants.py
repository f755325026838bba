"""Other rules on the same codings: what the matrix would be under each."""

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import code_cells
from report138.analysis.robustness.grid import NONE


def vary_rules(
    coding: pd.DataFrame, cells: pd.DataFrame, fills: pd.DataFrame, lexicon: pd.DataFrame
) -> dict[str, np.ndarray]:
    """Return the levels of the matrix (scenarios by tracks) under every variant, by key.

    `cells` and `fills` are those of `coding` under the report's own rules.
    """
    base = _derive_levels(coding, cells)
    inferred = coding.assign(basis=coding["basis"].replace("inferred", "direct"))
    return {
        "base": base,
        "lower_median": _take_lower_median(cells, fills, base),
        "without_plain": _derive_levels(drop_plain(coding, lexicon), cells),
        "with_inferred": _derive_levels(inferred, cells),
        "from_level_2": np.where((base > 0) & (base < 2), 0, base),
        "from_level_3": np.where((base > 0) & (base < 3), 0, base),
    }


def drop_plain(coding: pd.DataFrame, lexicon: pd.DataFrame) -> pd.DataFrame:
    """Return the coding without the rows that rest on a trigger of plain warrant."""
    plain = lexicon[(lexicon["warrant"] == "plain") & (lexicon["sense"] == "accepted")]
    terms = set(zip(plain["element_id"], plain["term"], strict=True))
    hit = [
        (row["track_id"], row["trigger_track"]) in terms
        or (row["scenario_id"], row["trigger_scenario"]) in terms
        for _, row in coding.iterrows()
    ]
    return coding[~pd.Series(hit, index=coding.index, dtype=bool)]


def _derive_levels(coding: pd.DataFrame, base: pd.DataFrame) -> np.ndarray:
    """Return the levels that a coding gives to the cells of the base."""
    tracks, scenarios = base["track_id"].unique(), base["scenario_id"].unique()
    cells = code_cells(coding, tracks, scenarios)
    levels = cells["level"].fillna(NONE).to_numpy(dtype=np.int8)
    # A cell that had a level keeps one: without its segments nothing is found in it.
    had = base["level"].notna().to_numpy()
    levels = np.where(had & (levels == NONE), 0, levels)
    return levels.reshape(len(scenarios), len(tracks))


def _take_lower_median(cells: pd.DataFrame, fills: pd.DataFrame, base: np.ndarray) -> np.ndarray:
    direct = fills[fills["basis"] == "direct"]
    median = direct.groupby(["scenario_id", "track_id"])["level"].agg(lower_median)
    flat = base.ravel().copy()
    for place, key in enumerate(zip(cells["scenario_id"], cells["track_id"], strict=True)):
        if key in median.index:
            flat[place] = median[key]
    return flat.reshape(base.shape)


def lower_median(levels: pd.Series) -> int:
    """Return the median of ordinal levels, the lower of the two middle ones if even."""
    ordered = sorted(levels)
    return int(ordered[(len(ordered) - 1) // 2])
