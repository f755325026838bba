"""Other rules on the same codings: what the matrix would be under each."""

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import code_cells
from report138.analysis.robustness.grid import NONE
from report138.view.report import Report

# key: (Chinese, English)
VARIANTS = {
    "base": ("本报告的规则", "the report’s rules"),
    "lower_median": ("取中位数（偏低）而非最高", "lower median instead of maximum"),
    "without_plain": ("不用常义触发词", "without plain triggers"),
    "with_inferred": ("计入推断引文", "with inferred segments"),
    "from_level_2": ("2级及以上才算有依据", "evidence from level 2"),
    "from_level_3": ("3级才算有依据", "evidence from level 3"),
}


def vary_rules(report: Report) -> dict[str, np.ndarray]:
    """Return the levels of the matrix (scenarios by tracks) under every variant, by key."""
    coding = report.coding
    base = _settle(report, coding)
    inferred = coding.assign(basis=coding["basis"].replace("inferred", "direct"))
    return {
        "base": base,
        "lower_median": _take_lower_median(report, base),
        "without_plain": _settle(report, drop_plain(report)),
        "with_inferred": _settle(report, inferred),
        "from_level_2": np.where((base > 0) & (base < 2), 0, base),
        "from_level_3": np.where((base > 0) & (base < 3), 0, base),
    }


def drop_plain(report: Report) -> pd.DataFrame:
    """Return the coding without the rows that rest on a trigger of plain warrant."""
    lexicon = report.framework.lexicon
    plain = lexicon[(lexicon["warrant"] == "plain") & (lexicon["sense"] == "accepted")]
    terms = set(zip(plain["element_id"], plain["term"], strict=True))
    coding = report.coding
    hit = [
        (row["track_id"], row["trigger_track"]) in terms
        or (row["scenario_id"], row["trigger_scenario"]) in terms
        for _, row in coding.iterrows()
    ]
    return coding[~pd.Series(hit, index=coding.index, dtype=bool)]


def _settle(report: Report, coding: pd.DataFrame) -> np.ndarray:
    cells = code_cells(coding, report.tracks["id"], report.scenarios["id"])
    levels = cells["level"].fillna(NONE).to_numpy(dtype=np.int8)
    # A cell that had a level keeps one: without its segments nothing is found in it.
    had = report.cells["level"].notna().to_numpy()
    levels = np.where(had & (levels == NONE), 0, levels)
    return levels.reshape(len(report.scenarios), len(report.tracks))


def _take_lower_median(report: Report, base: np.ndarray) -> np.ndarray:
    direct = report.fills[report.fills["basis"] == "direct"]
    median = direct.groupby(["scenario_id", "track_id"])["level"].agg(lower_median)
    cells = report.cells.set_index(["scenario_id", "track_id"])
    flat = base.ravel().copy()
    for place, key in enumerate(cells.index):
        if key in median.index:
            flat[place] = median[key]
    return flat.reshape(base.shape)


def lower_median(levels: pd.Series) -> int:
    """Return the median of ordinal levels, the lower of the two middle ones if even."""
    ordered = sorted(levels)
    return int(ordered[(len(ordered) - 1) // 2])
