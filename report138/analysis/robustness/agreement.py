"""Agreement between coders: raw, by pair, chance-corrected, with bootstrap intervals.

Where nothing varies a coefficient is undefined, not 1: it comes out as NaN.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import derive_cells
from report138.data.framework import CopiesFrames, Framework

BOOTSTRAPS = 2_000
SEED = 1
Statistic = Callable[[np.ndarray], float]


def krippendorff_alpha(codes: np.ndarray) -> float:
    """Return Krippendorff's alpha of ordinal codes (coders, units), NaN for missing ones.

    After Krippendorff, Content Analysis (2013), ch. 12: coincidences of values within units,
    units with fewer than two codes left out.
    """
    values = np.unique(codes[~np.isnan(codes)])
    counts = np.array([(codes == value).sum(axis=0) for value in values], dtype=float)
    counts = counts[:, counts.sum(axis=0) >= 2] if len(values) else counts
    if not counts.size:
        return float("nan")
    coders = counts.sum(axis=0)
    coincidence = (counts / (coders - 1)) @ counts.T - np.diag((counts / (coders - 1)).sum(axis=1))
    margins = coincidence.sum(axis=1)
    below = margins.cumsum() - margins / 2
    difference = (below[:, None] - below[None, :]) ** 2.0
    expected = (np.outer(margins, margins) * difference).sum() / (margins.sum() - 1)
    observed = (coincidence * difference).sum()
    return float(1 - observed / expected) if expected else float("nan")


def _pair_alphas(tables: np.ndarray) -> np.ndarray:
    """Return the ordinal alpha of many pairs of coders at once, from tables (pairs, 4, 4)."""
    coincidence = tables + tables.transpose(0, 2, 1)
    margins = coincidence.sum(axis=2)
    below = margins.cumsum(axis=1) - margins / 2
    difference = (below[:, :, None] - below[:, None, :]) ** 2.0
    products = margins[:, :, None] * margins[:, None, :]
    with np.errstate(invalid="ignore", divide="ignore"):  # nothing varies: undefined
        expected = (products * difference).sum(axis=(1, 2)) / (margins.sum(axis=1) - 1)
        observed = (coincidence * difference).sum(axis=(1, 2))
        return np.where(expected > 0, 1 - observed / expected, np.nan)


def weighted_kappa(table: np.ndarray, weights: np.ndarray | None = None) -> float:
    """Return Cohen's weighted kappa of a square table of two coders' codes (counts or shares).

    `weights` are disagreement weights, by default the squared distance of the categories
    (Cohen 1968).
    """
    size = len(table)
    if weights is None:
        weights = (np.arange(size)[:, None] - np.arange(size)[None, :]) ** 2.0
    shares = table / table.sum() if table.sum() else table
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    chance = (weights * expected).sum()
    return float(1 - (weights * shares).sum() / chance) if chance else float("nan")


def fleiss_kappa(counts: np.ndarray) -> float:
    """Return Fleiss' kappa of a table (units, categories) of how many coders chose which.

    Raises ValueError unless every unit has the same number of codes (Fleiss 1971).
    """
    numbers = counts.sum(axis=1)
    if (numbers != numbers[0]).any():
        raise ValueError("Fleiss' kappa needs as many codes in every unit")
    coders = numbers[0]
    shares = counts.sum(axis=0) / counts.sum()
    observed = ((counts**2).sum(axis=1) - coders) / (coders * (coders - 1))
    chance = (shares**2).sum()
    return float((observed.mean() - chance) / (1 - chance)) if chance < 1 else float("nan")


def raw_agreement(codes: np.ndarray) -> float:
    """Return the share of agreeing pairs among all pairs of codes of the same unit."""
    agreeing = pairs = 0
    for first, second in combinations(codes, 2):
        both = ~np.isnan(first) & ~np.isnan(second)
        pairs += int(both.sum())
        agreeing += int((first[both] == second[both]).sum())
    return agreeing / pairs if pairs else float("nan")


def cross_tabulate(first: np.ndarray, second: np.ndarray, levels: int = 4) -> np.ndarray:
    """Count the units by the two coders' codes; units that one of them lacks are left out."""
    both = ~np.isnan(first) & ~np.isnan(second)
    table = np.zeros((levels, levels), dtype=int)
    np.add.at(table, (first[both].astype(int), second[both].astype(int)), 1)
    return table


def bootstrap_interval(
    codes: np.ndarray,
    statistic: Statistic,
    share: float = 0.95,
    repeats: int = BOOTSTRAPS,
    seed: int = SEED,
) -> tuple[float, float]:
    """Return the percentile interval of a statistic over resampled units; NaN if undefined."""
    generator = np.random.default_rng(seed)
    units = codes.shape[1]
    values = [statistic(codes[:, generator.integers(0, units, units)]) for _ in range(repeats)]
    defined = np.array([value for value in values if not np.isnan(value)])
    if np.isnan(statistic(codes)) or not len(defined):
        return float("nan"), float("nan")
    low, high = np.quantile(defined, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


@dataclass(frozen=True)
class Agreement(CopiesFrames):
    """What the coders agree on: names, their codes (coders, cells), and the coefficients."""

    coders: list[str]
    codes: np.ndarray
    raw: float
    alpha: float
    alpha_interval: tuple[float, float]
    kappas: pd.DataFrame  # first, second, units, kappa, low, high


def compare_coders(framework: Framework) -> Agreement:
    """Compare all coders of a framework cell by cell, by the level each one's codings give."""
    levels = (derive_cells(framework, coder)["level"] for coder in framework.coders)
    codes = np.array([level.to_numpy(dtype=float, na_value=np.nan) for level in levels])
    rows = []
    for first, second in combinations(range(len(codes)), 2):
        pair = codes[[first, second]]

        def measure(chosen: np.ndarray) -> float:
            return weighted_kappa(cross_tabulate(chosen[0], chosen[1]))

        low, high = bootstrap_interval(pair, measure)
        names = framework.coders[first], framework.coders[second]
        units = int((~np.isnan(pair)).all(axis=0).sum())
        rows.append((*names, units, measure(pair), low, high))
    columns = ["first", "second", "units", "kappa", "low", "high"]
    several = len(codes) > 1
    return Agreement(
        coders=framework.coders,
        codes=codes,
        raw=raw_agreement(codes) if several else float("nan"),
        alpha=krippendorff_alpha(codes) if several else float("nan"),
        alpha_interval=bootstrap_interval(codes, krippendorff_alpha)
        if several
        else (float("nan"), float("nan")),
        kappas=pd.DataFrame(rows, columns=columns),
    )


def expect_second_coder(
    codes: np.ndarray, error: float, repeats: int = BOOTSTRAPS, seed: int = SEED
) -> tuple[float, float, float]:
    """Return what alpha a second coder would give who departs from the first at a given rate.

    Median and the range that holds 90 % of the simulated second coders: it shows how much
    one matrix of this size can say at all.
    """
    generator = np.random.default_rng(seed)
    known = codes[~np.isnan(codes)].astype(int)
    tables = np.empty((repeats, 4, 4))
    for repeat in range(repeats):
        shift = generator.integers(1, 4, len(known))
        changed = np.where(generator.random(len(known)) < error, (known + shift) % 4, known)
        tables[repeat] = np.bincount(known * 4 + changed, minlength=16).reshape(4, 4)
    values = _pair_alphas(tables)
    defined = [value for value in values if not np.isnan(value)]
    if not defined:
        return (float("nan"),) * 3
    low, middle, high = np.quantile(defined, [0.05, 0.5, 0.95])
    return float(middle), float(low), float(high)
