"""Rates of coding error and of misses, estimated from how real readings differ."""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.analysis.robustness.grid import NONE
from report138.analysis.robustness.simulate import RANKS, make_kernel
from report138.data.framework import CopiesFrames

ERROR, MISS = 0.1, 0.05  # assumed where there is one reading


@dataclass(frozen=True)
class Rates(CopiesFrames):
    """How coding departs from coding: a confusion kernel, its rate, and the rate of misses.

    `error` is the share of codings of a unit for a cell to which another reading that judged the
    cell gives another level, 0 for none; `miss` the share of cells without evidence in which
    another one has some.
    """

    kernel: np.ndarray
    error: float
    miss: float
    estimated: bool

    def __repr__(self) -> str:
        how = "estimated" if self.estimated else "assumed"
        return f"<Rates, {how}: error {self.error:.2f}, misses {self.miss:.2f}>"


def estimate_rates(readings: pd.DataFrame, fills: pd.DataFrame, ranks: int = RANKS) -> Rates:
    """Estimate the rates over all ordered pairs of readings; assume them where there is no pair.

    A level that no reading gave keeps the assumed row of the kernel.
    """
    kernel = make_kernel(ERROR, ranks)
    coders = list(readings["coder"].drop_duplicates())
    taken = _spread_levels(readings, fills, coders)
    counts = np.zeros((ranks, ranks), dtype=int)
    for first, second in permutations(range(len(coders)), 2):
        mine = (taken[:, first] > 0) & (taken[:, second] >= 0)
        np.add.at(counts, (taken[mine, first], taken[mine, second]), 1)
    pairs = counts.sum()
    if not pairs:
        return Rates(kernel, ERROR, MISS, estimated=False)
    known = counts.sum(axis=1) > 0
    kernel[known] = counts[known] / counts[known].sum(axis=1, keepdims=True)
    error = 1 - np.trace(counts) / pairs
    return Rates(kernel, float(error), _estimate_misses(readings, coders), estimated=True)


def _spread_levels(readings: pd.DataFrame, fills: pd.DataFrame, coders: list[str]) -> np.ndarray:
    """Return the level of each unit for each cell by each reading: (codings, readings).

    0 where a reading did not take it, NONE where it did not judge the cell.
    """
    direct = fills[fills["basis"] == "direct"]
    table = direct.pivot_table(
        index=[*CELL, "unit"], columns="coder", values="level", aggfunc="max"
    )
    levels = table.reindex(columns=coders).astype(float)
    judged = readings.pivot(index=CELL, columns="coder", values="level").notna()
    asked = judged.reindex(index=levels.index.droplevel("unit"), columns=coders).to_numpy()
    return np.where(levels.isna() & ~asked, NONE, levels.fillna(0)).astype(int)


def _estimate_misses(readings: pd.DataFrame, coders: list[str]) -> float:
    levels = readings["level"].to_numpy(dtype=float, na_value=np.nan).reshape(len(coders), -1)
    empty = found = 0
    for first, second in permutations(levels, 2):
        both = (first == 0) & ~np.isnan(second)
        empty += int(both.sum())
        found += int((second[both] > 0).sum())
    return found / empty if empty else MISS
