"""Agreement between coders: raw, by pair, chance-corrected, with bootstrap intervals.

Where nothing varies a coefficient is undefined, not 1: it comes out as NaN.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from report138.analysis.readings import LAYERS
from report138.data.framework import CopiesFrames
from report138.data.scale import Scale

BOOTSTRAPS = 2_000
SEED = 1
Statistic = Callable[[np.ndarray], np.ndarray]


def krippendorff_alpha(codes: np.ndarray) -> float:
    """Return Krippendorff's alpha of ordinal codes (coders, units), NaN for missing ones.

    After Krippendorff, Content Analysis (2013), ch. 12: coincidences of values within units,
    units with fewer than two codes left out.
    """
    return float(measure_alpha(list_coincidences(codes).sum(axis=0)))


def list_coincidences(codes: np.ndarray) -> np.ndarray:
    """Return what each unit adds to the table of coincidences: (units, values, values).

    Values are those that occur, in order; a unit with fewer than two codes adds nothing.
    """
    values = np.unique(codes[~np.isnan(codes)])
    counts = (codes[..., np.newaxis] == values).sum(axis=0).astype(float)  # (units, values)
    pairs = counts[:, :, np.newaxis] * counts[:, np.newaxis, :]
    places = np.arange(len(values))
    pairs[:, places, places] -= counts  # no code meets itself
    coders = counts.sum(axis=1)
    return pairs / np.maximum(coders - 1, 1)[:, np.newaxis, np.newaxis]


def measure_alpha(coincidences: np.ndarray) -> np.ndarray:
    """Return the ordinal alpha of tables of coincidences (..., values, values); NaN if undefined."""
    margins = coincidences.sum(axis=-1)
    below = margins.cumsum(axis=-1) - margins / 2
    difference = (below[..., :, np.newaxis] - below[..., np.newaxis, :]) ** 2.0
    chance = (margins[..., :, np.newaxis] * margins[..., np.newaxis, :] * difference).sum((-2, -1))
    observed = (coincidences * difference).sum(axis=(-2, -1))
    return _correct(observed * (margins.sum(axis=-1) - 1), chance)


def measure_kappa(tables: np.ndarray) -> np.ndarray:
    """Return Cohen's kappa of tables (..., categories, categories) of two coders' codes.

    Weighted by the squared distance of the categories (Cohen 1968); NaN if undefined.
    """
    places = np.arange(tables.shape[-1])
    weights = (places[:, np.newaxis] - places) ** 2.0
    rows, columns = tables.sum(axis=-1), tables.sum(axis=-2)
    chance = (weights * rows[..., :, np.newaxis] * columns[..., np.newaxis, :]).sum(axis=(-2, -1))
    observed = (weights * tables).sum(axis=(-2, -1))
    return _correct(observed * tables.sum(axis=(-2, -1)), chance)


def _correct(observed: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """Return 1 - observed / chance, NaN where chance leaves no disagreement to expect."""
    defined = chance > 0
    return np.where(defined, 1 - observed / np.where(defined, chance, 1), np.nan)


def list_crossings(first: np.ndarray, second: np.ndarray, levels: int) -> np.ndarray:
    """Return what each unit adds to the table of two coders' codes: (units, levels, levels)."""
    values = np.arange(levels)
    mine, theirs = (codes[:, np.newaxis] == values for codes in (first, second))
    return (mine[:, :, np.newaxis] & theirs[:, np.newaxis, :]).astype(float)


def bootstrap_interval(
    parts: np.ndarray, statistic: Statistic, share: float = 0.95
) -> tuple[float, float]:
    """Return the percentile interval of a statistic over resampled units; NaN if undefined.

    `parts` (units, ...) is what each unit adds to the table of which `statistic` is taken; it
    takes many tables at once.  Units that add alike are drawn together.
    """
    kinds, numbers = np.unique(parts.reshape(len(parts), -1), axis=0, return_counts=True)
    drawn = np.random.default_rng(SEED).multinomial(len(parts), numbers / len(parts), BOOTSTRAPS)
    values = statistic((drawn @ kinds).reshape(BOOTSTRAPS, *parts.shape[1:]))
    defined = values[~np.isnan(values)]
    if np.isnan(statistic(parts.sum(axis=0))) or not len(defined):
        return float("nan"), float("nan")
    low, high = np.quantile(defined, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


@dataclass(frozen=True)
class Agreement(CopiesFrames):
    """How far readings agree: the coefficients over all of them, and a row a pair.

    `codes` holds levels (readings, cells); where any reading has a hindering link, the cells
    stand twice, as a hindering and as a furthering layer, so that a reversed sign is a
    difference; intervals draw both layers of a cell together.  `raw` is the share of pairs of
    readings of a cell that are the same, sign included; evidence has no sign.  `pairs` has first,
    second, cells (judged by both), evidence, level and sign (on how many they agree; of sign
    those that both link, in `linked`), same (level and sign), kappa, low and high.
    """

    coders: list[str]
    codes: np.ndarray
    raw: float
    alpha: float
    alpha_interval: tuple[float, float]
    evidence_alpha: float
    evidence_interval: tuple[float, float]
    pairs: pd.DataFrame

    def __repr__(self) -> str:
        return (
            f"<Agreement of {', '.join(self.coders)}: alpha {self.alpha:.2f}, "
            f"of evidence {self.evidence_alpha:.2f}, the same in {self.raw:.0%}>"
        )


def compare_readings(readings: pd.DataFrame, scale: Scale) -> Agreement:
    """Compare readings (readings.read_cells) cell by cell, by level and sign."""
    coders = list(readings["coder"].unique())
    levels = _spread(readings, "level", len(coders))
    layers = _code_layers(readings, levels)
    codes = np.concatenate(layers, axis=1)
    evidence = np.where(np.isnan(levels), np.nan, levels > 0)
    pairs = _compare_pairs(coders, levels, layers, scale)
    return Agreement(
        coders=coders,
        codes=codes,
        raw=float(pairs["same"].sum() / pairs["cells"].sum()) if pairs["cells"].any() else np.nan,
        alpha=krippendorff_alpha(codes),
        alpha_interval=bootstrap_interval(
            _join_layers(list_coincidences(codes), len(layers)), measure_alpha
        ),
        evidence_alpha=krippendorff_alpha(evidence),
        evidence_interval=bootstrap_interval(list_coincidences(evidence), measure_alpha),
        pairs=pairs,
    )


def _spread(readings: pd.DataFrame, name: str, coders: int) -> np.ndarray:
    return readings[name].to_numpy(dtype=float, na_value=np.nan).reshape(coders, -1)


def _code_layers(readings: pd.DataFrame, levels: np.ndarray) -> list[np.ndarray]:
    """Return the levels (readings, cells), or where any link hinders those of each direction."""
    layers = [_spread(readings, name, len(levels)) for name in LAYERS]
    if np.isnan(layers[0]).all():
        return [levels]
    return [np.where(np.isnan(levels), np.nan, np.nan_to_num(layer)) for layer in layers]


def _join_layers(parts: np.ndarray, layers: int) -> np.ndarray:
    """Add up what the layers of a cell add to a table."""
    return parts.reshape(layers, len(parts) // layers, *parts.shape[1:]).sum(axis=0)


def _compare_pairs(
    coders: list[str], levels: np.ndarray, layers: list[np.ndarray], scale: Scale
) -> pd.DataFrame:
    rows, stated, ranks = [], scale.stated, len(scale.ranks)
    for first, second in combinations(range(len(coders)), 2):
        a, b = levels[first], levels[second]
        both = ~np.isnan(a) & ~np.isnan(b)
        linked = both & (a >= stated) & (b >= stated)
        same = np.all([layer[first] == layer[second] for layer in layers], axis=0)
        alike = [(layer[first] >= stated) == (layer[second] >= stated) for layer in layers]
        crossings = sum(list_crossings(layer[first], layer[second], ranks) for layer in layers)
        low, high = bootstrap_interval(crossings, measure_kappa)
        rows.append(
            {
                "first": coders[first],
                "second": coders[second],
                "cells": int(both.sum()),
                "evidence": int(((a > 0) == (b > 0))[both].sum()),
                "level": int((a == b)[both].sum()),
                "linked": int(linked.sum()),
                "sign": int((np.all(alike, axis=0) & linked).sum()),
                "same": int((same & both).sum()),
                "kappa": float(measure_kappa(crossings.sum(axis=0))),
                "low": low,
                "high": high,
            }
        )
    names = ["first", "second", "cells", "evidence", "level", "linked", "sign", "same"]
    return pd.DataFrame(rows, columns=[*names, "kappa", "low", "high"])
