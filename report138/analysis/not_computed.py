"""What a small matrix cannot bear: the statistics, from which size they make sense, and why.

A function that computes one of them asks `require_size` first, which raises an error that
gives the reason.  Some are refused at any size.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

SMALLEST = 10  # rows and columns from which the statistics that need many cells are allowed


class RefusedError(ValueError):
    """A statistic was asked for that this matrix cannot bear."""


@dataclass(frozen=True)
class Refusal:
    """One statistic: its name and the reason in both languages, and the size it needs."""

    key: str
    name: tuple[str, str]
    reason: tuple[str, str]
    ever: bool = True  # whether it is allowed for a matrix that is large enough


REFUSALS = (
    Refusal(
        "nestedness",
        ("嵌套度", "Nestedness"),
        (
            "只有几行几列时，取值几乎由边际总和决定",
            "with a few rows or columns it follows almost wholly from the margins",
        ),
    ),
    Refusal(
        "correspondence",
        ("对应分析图", "Correspondence-analysis map"),
        (
            "三行的表在两个轴上必然解释100%，图上距离没有信息",
            "a table of three rows is always explained to 100% on two axes, so distances tell nothing",
        ),
    ),
    Refusal(
        "clusters",
        ("聚类、模块度与树状图", "Clustering, modularity, dendrograms"),
        ("单元太少，分组随一格之差而变", "with so few units the groups change with a single cell"),
    ),
    Refusal(
        "centrality",
        ("度以外的中心性", "Centralities beyond degree"),
        (
            "两组之间的小图中，它们只是度的变形",
            "in a small graph between two sets they only restate the degree",
        ),
    ),
    Refusal(
        "influence",
        ("MICMAC与影响-依赖图", "MICMAC and influence-dependence maps"),
        (
            "需要同一组要素之间的方阵，赛道与场景是两组",
            "they need a square matrix of one set of elements; tracks and scenarios are two",
        ),
        ever=False,
    ),
    Refusal(
        "correlation",
        ("场景之间的相关系数", "Correlation between scenarios"),
        (
            "每个场景的观测数就是赛道数，只有几个",
            "a scenario has as many observations as there are tracks, a handful",
        ),
    ),
    Refusal(
        "rank_test",
        ("赛道名次的显著性", "P-values on the rank of tracks"),
        (
            "三条赛道时可能的最小p值是1/3",
            "with three tracks the smallest possible p-value is 1/3",
        ),
    ),
    Refusal(
        "mean_level",
        ("等级的平均数", "Mean level"),
        ("等级是序数，级差不等", "levels are an order; their distances are not equal"),
        ever=False,
    ),
    Refusal(
        "index",
        ("单一联系指数", "A single interlinkage index"),
        (
            "等级、条数与确定程度是三件事，合成一个数就看不出是哪一件",
            "level, volume and certainty are three things; one number hides which is meant",
        ),
        ever=False,
    ),
)
_BY_KEY = {refusal.key: refusal for refusal in REFUSALS}


def require_size(key: str, cells: pd.DataFrame) -> None:
    """Raise RefusedError with the reason if the matrix cannot bear the statistic."""
    refusal = _BY_KEY[key]
    rows, columns = cells["scenario_id"].nunique(), cells["track_id"].nunique()
    if not refusal.ever:
        raise RefusedError(f"{refusal.name[1]} is not computed: {refusal.reason[1]}")
    if min(rows, columns) < SMALLEST:
        raise RefusedError(
            f"{refusal.name[1]} needs a matrix of {SMALLEST} x {SMALLEST} or more; this one is "
            f"{rows} x {columns}: {refusal.reason[1]}"
        )


def list_refusals(cells: pd.DataFrame) -> list[Refusal]:
    """List the statistics that this matrix cannot bear."""
    refused = []
    for refusal in REFUSALS:
        try:
            require_size(refusal.key, cells)
        except RefusedError:
            refused.append(refusal)
    return refused


def correlate_scenarios(cells: pd.DataFrame) -> pd.DataFrame:
    """Return rank correlations of levels between scenarios (scenarios x scenarios).

    Spearman's, as Pearson's of mid-ranks over tracks; raises RefusedError below 10 x 10.
    """
    require_size("correlation", cells)
    table = cells.pivot(index="track_id", columns="scenario_id", values="level").astype(float)
    return table.rank().corr()


def measure_nestedness(cells: pd.DataFrame) -> float:
    """Return NODF of the found cells, 0 to 100; raises RefusedError below 10 x 10.

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
