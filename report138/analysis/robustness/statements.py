"""The general statements of the report as tests on a matrix, so that each can be tried.

A statement is answered from the base matrix and again from every other one: it survives where
the answer is the same.  Matrices come as arrays of levels (..., scenarios, tracks).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from report138.analysis.interlinkage import STATED

# A statement is called robust from this share of draws.
ROBUST = 0.9


@dataclass(frozen=True)
class Statement:
    """One statement: a key, whether it is about absence, and its answer for many matrices.

    `answer` maps levels of shape (draws, scenarios, tracks) to an array (draws, ...); two
    matrices agree on the statement when their answers are equal throughout.
    """

    key: str
    absence: bool
    answer: Callable[[np.ndarray], np.ndarray]

    def claims_absence(self, base: np.ndarray) -> bool:
        """Return whether the statement, as the base gives it, says that something is not there."""
        if self.key in ("served", "at_least_half", "operational"):
            return not bool(self.answer(base[np.newaxis]).any())
        return self.absence

    def holds(self, base: np.ndarray, levels: np.ndarray) -> np.ndarray:
        """Return for each matrix of `levels` whether it gives the same answer as `base`."""
        expected = self.answer(base[np.newaxis])
        return (self.answer(levels) == expected).reshape(len(levels), -1).all(axis=1)


def _linked(levels: np.ndarray) -> np.ndarray:
    return levels > 0


def _at_least_half(levels: np.ndarray) -> np.ndarray:
    cells = (levels >= 0).sum(axis=(1, 2))
    return 2 * _linked(levels).sum(axis=(1, 2)) >= cells


def _fewest(levels: np.ndarray) -> np.ndarray:
    """Which tracks reach the fewest scenarios: a mask over tracks."""
    reach = count_reach(levels)
    return reach == reach.min(axis=1, keepdims=True)


def count_reach(levels: np.ndarray) -> np.ndarray:
    """Count the scenarios that each track reaches; one that nobody coded is out of the count."""
    coded = (levels >= 0).any(axis=1)
    return np.where(coded, _linked(levels).sum(axis=1), np.iinfo(np.int64).max)


def _firmest(levels: np.ndarray) -> np.ndarray:
    """Which tracks have most cells at level 2 or more: a mask over tracks."""
    breadth = (levels >= STATED).sum(axis=1)
    return breadth == breadth.max(axis=1, keepdims=True)


def _complete(levels: np.ndarray) -> np.ndarray:
    """Which scenarios are linked to every track: a mask over scenarios."""
    return _linked(levels).all(axis=2)


def _sole(levels: np.ndarray) -> np.ndarray:
    """Which scenarios are linked to one track only: a mask over scenarios."""
    return _linked(levels).sum(axis=2) == 1


def _operational(levels: np.ndarray) -> np.ndarray:
    """Which cells are operational: a mask over cells."""
    return levels == 3


def _served(levels: np.ndarray) -> np.ndarray:
    """Whether every scenario is linked to some track."""
    return _linked(levels).any(axis=2).all(axis=1)


def _empty(levels: np.ndarray) -> np.ndarray:
    """Which cells are empty: a mask over cells."""
    return levels == 0


STATEMENTS = (
    Statement("at_least_half", False, _at_least_half),
    Statement("served", False, _served),
    Statement("fewest", True, _fewest),
    Statement("firmest", False, _firmest),
    Statement("complete", True, _complete),
    Statement("sole", True, _sole),
    Statement("operational", False, _operational),
    Statement("empty", True, _empty),
)


def judge_statements(base: np.ndarray, others: dict[str, np.ndarray]) -> pd.DataFrame:
    """Ask every statement of every matrix; rows are statements, columns the matrices' names."""
    if not others:
        return pd.DataFrame(index=[statement.key for statement in STATEMENTS])
    stacked = np.array(list(others.values()))
    return pd.DataFrame(
        {statement.key: statement.holds(base, stacked) for statement in STATEMENTS},
        index=list(others),
    ).T
