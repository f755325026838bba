"""Agreement between coders: raw, by pair, chance-corrected, with bootstrap intervals.

Where nothing varies a coefficient is undefined, not 1: it comes out as NaN.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import STATED
from report138.data.framework import CopiesFrames

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
    """How far readings agree: the coefficients over all of them, and a row a pair.

    `codes` holds levels (readings, cells); where any reading has a hindering link, the cells
    stand twice, as a furthering and as a hindering layer, so that a reversed sign is a
    difference.  `pairs` has first, second, cells (judged by both), evidence, level and sign
    (on how many they agree; of sign those that both link, in `linked`), kappa, low and high.
    """

    coders: list[str]
    codes: np.ndarray
    raw: float
    alpha: float
    alpha_interval: tuple[float, float]
    evidence_alpha: float
    evidence_interval: tuple[float, float]
    pairs: pd.DataFrame


def compare_readings(readings: pd.DataFrame) -> Agreement:
    """Compare readings (readings.read_cells) cell by cell, by level and sign."""
    coders = list(readings["coder"].unique())
    codes = _code_layers(readings, len(coders))
    evidence = np.where(np.isnan(codes), np.nan, codes > 0)
    return Agreement(
        coders=coders,
        codes=codes,
        raw=raw_agreement(codes),
        alpha=krippendorff_alpha(codes),
        alpha_interval=bootstrap_interval(codes, krippendorff_alpha),
        evidence_alpha=krippendorff_alpha(evidence),
        evidence_interval=bootstrap_interval(evidence, krippendorff_alpha),
        pairs=_compare_pairs(readings, coders, codes),
    )


def _code_layers(readings: pd.DataFrame, coders: int) -> np.ndarray:
    """Return levels (readings, cells), with a second layer of cells for hindering links."""
    levels, minus = (
        readings[name].to_numpy(dtype=float, na_value=np.nan).reshape(coders, -1)
        for name in ("level", "hindering_level")
    )
    if np.isnan(minus).all():
        return levels
    volumes = readings[["volume", "hindering_volume"]].to_numpy().reshape(coders, -1, 2)
    only = (volumes[..., 0] == volumes[..., 1]) & (volumes[..., 0] > 0)
    plus = np.where(only, 0.0, levels)
    hindering = np.where(np.isnan(levels), np.nan, np.nan_to_num(minus))
    return np.concatenate([plus, hindering], axis=1)


def _compare_pairs(readings: pd.DataFrame, coders: list[str], codes: np.ndarray) -> pd.DataFrame:
    cells = int(len(readings) / len(coders))
    levels = readings["level"].to_numpy(dtype=float, na_value=np.nan).reshape(len(coders), cells)
    rows = []
    for first, second in combinations(range(len(coders)), 2):
        a, b = levels[first], levels[second]
        both = ~np.isnan(a) & ~np.isnan(b)
        alike = codes[first] == codes[second]
        signed = alike if codes.shape[1] == cells else alike[:cells] & alike[cells:]
        linked = both & (a >= STATED) & (b >= STATED)
        pair = codes[[first, second]]
        low, high = bootstrap_interval(pair, _measure_kappa)
        rows.append(
            {
                "first": coders[first],
                "second": coders[second],
                "cells": int(both.sum()),
                "evidence": int(((a > 0) == (b > 0))[both].sum()),
                "level": int((a == b)[both].sum()),
                "linked": int(linked.sum()),
                "sign": int((_same_sign(codes, first, second, cells) & linked).sum()),
                "same": int(signed[both].sum()),
                "kappa": _measure_kappa(pair),
                "low": low,
                "high": high,
            }
        )
    names = ["first", "second", "cells", "evidence", "level", "linked", "sign", "same"]
    return pd.DataFrame(rows, columns=[*names, "kappa", "low", "high"])


def _same_sign(codes: np.ndarray, first: int, second: int, cells: int) -> np.ndarray:
    """Return the cells in which both readings link in the same directions."""
    layers = (codes > 0).reshape(len(codes), -1, cells)
    return (layers[first] == layers[second]).all(axis=0)


def _measure_kappa(pair: np.ndarray) -> float:
    return weighted_kappa(cross_tabulate(pair[0], pair[1]))
