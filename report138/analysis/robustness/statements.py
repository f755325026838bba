"""The general statements of a report as tests on a matrix, so that each reading can be asked.

A statement is worded from the base matrix and names what it is about: tracks, scenarios or
cells.  It holds in another matrix where the same is true of just those, whatever else that
matrix says of others.  Matrices come as arrays of levels (..., scenarios, tracks), -1 where a
cell has none: such a cell shows neither that something is there nor that it is lacking.  Levels
are grades: whatever the scale, 1 is evidence, 2 a link and 3 its top (`grade`).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from report138.data.scale import Scale

STATED = 2  # the grade of a link
MEANS = 3  # the grade of the top: of the codebook's scale, the level at which a means is named

Mask = np.ndarray  # over tracks, scenarios or cells: those that a statement names


@dataclass(frozen=True)
class Statement:
    """One statement: a key, what the base matrix lets it name, and whether it holds elsewhere.

    `name` maps a matrix (scenarios, tracks) to a mask; `hold` maps that mask and many matrices
    (draws, scenarios, tracks) to an array (draws,).
    """

    key: str
    name: Callable[[np.ndarray], Mask]
    hold: Callable[[Mask, np.ndarray], np.ndarray]

    def holds(self, base: np.ndarray, levels: np.ndarray) -> np.ndarray:
        """Return for each matrix of `levels` whether what `base` says is true of it.

        A matrix without any level bears nothing out.
        """
        return self.hold(self.name(base), levels) & (levels >= 0).any(axis=(-2, -1))


def grade(levels: np.ndarray, scale: Scale) -> np.ndarray:
    """Return ranks as grades: none 0, evidence 1, a link 2, the top of the scale 3."""
    grades = np.minimum(levels, 1)
    grades = np.where(levels >= scale.stated, STATED, grades)
    return np.where(levels >= scale.top, MEANS, grades).astype(levels.dtype)


def link(levels: np.ndarray) -> np.ndarray:
    """Return which cells hold a link: a stated relation."""
    return levels >= STATED


def count_links(levels: np.ndarray) -> np.ndarray:
    """Count the links of each track."""
    return link(levels).sum(axis=-2)


# ---- what is there -------------------------------------------------------------------


def _name_half(base: np.ndarray) -> Mask:
    return np.atleast_1d(_reach_half(base))


def _reach_half(levels: np.ndarray) -> np.ndarray:
    return 2 * (levels > 0).sum(axis=(-2, -1)) >= (levels >= 0).sum(axis=(-2, -1))


def _hold_half(named: Mask, levels: np.ndarray) -> np.ndarray:
    return _reach_half(levels) == named[0]


def _name_most(base: np.ndarray) -> Mask:
    links = count_links(base)
    return links == links.max()


def _hold_most(named: Mask, levels: np.ndarray) -> np.ndarray:
    return (_name_most_each(levels) == named).all(axis=-1)


def _name_most_each(levels: np.ndarray) -> np.ndarray:
    links = count_links(levels)
    return links == links.max(axis=-1, keepdims=True)


def _hold_linked(named: Mask, levels: np.ndarray) -> np.ndarray:
    return _hold_cells(named, link(levels))


def _name_means(base: np.ndarray) -> Mask:
    return base == MEANS


def _hold_cells(named: Mask, given: np.ndarray) -> np.ndarray:
    """All named cells are so given; where none is named, none is given."""
    if named.any():
        return given[:, named].all(axis=-1)
    return ~given.any(axis=(-2, -1))


def _hold_means(named: Mask, levels: np.ndarray) -> np.ndarray:
    return _hold_cells(named, levels == MEANS)


# ---- scenarios -----------------------------------------------------------------------


def _name_complete(base: np.ndarray) -> Mask:
    return link(base).all(axis=1)


def _hold_complete(named: Mask, levels: np.ndarray) -> np.ndarray:
    complete = link(levels).all(axis=-1)
    return complete[:, named].all(axis=-1) if named.any() else ~complete.any(axis=-1)


def _name_several(base: np.ndarray) -> Mask:
    return link(base).sum(axis=1) > 1


def _hold_several(named: Mask, levels: np.ndarray) -> np.ndarray:
    """Just these scenarios, and no other, have more than one link."""
    return ((link(levels).sum(axis=-1) > 1) == named).all(axis=-1)


def _name_unlinked(base: np.ndarray) -> Mask:
    return ~link(base).any(axis=1) & (base >= 0).any(axis=1)


def _hold_unlinked(named: Mask, levels: np.ndarray) -> np.ndarray:
    return _hold_none(named, levels, STATED)


def _name_bare(base: np.ndarray) -> Mask:
    return ~(base > 0).any(axis=1) & (base >= 0).any(axis=1)


def _hold_bare(named: Mask, levels: np.ndarray) -> np.ndarray:
    return _hold_none(named, levels, 1)


def _hold_none(named: Mask, levels: np.ndarray, least: int) -> np.ndarray:
    """The named scenarios were judged and have none; where none is named, each judged one has."""
    rows, judged = (levels >= least).any(axis=-1), (levels >= 0).any(axis=-1)
    if named.any():
        return (~rows & judged)[:, named].all(axis=-1)
    return (rows | ~judged).all(axis=-1)


STATEMENTS = (
    Statement("linked", link, _hold_linked),
    Statement("most", _name_most, _hold_most),
    Statement("means", _name_means, _hold_means),
    Statement("complete", _name_complete, _hold_complete),
    Statement("several", _name_several, _hold_several),
    Statement("unlinked", _name_unlinked, _hold_unlinked),
    Statement("bare", _name_bare, _hold_bare),
    Statement("half", _name_half, _hold_half),
)
KEYS = tuple(statement.key for statement in STATEMENTS)


def judge_statements(base: np.ndarray, others: dict[str, np.ndarray]) -> pd.DataFrame:
    """Ask every statement of every matrix; rows are statements, columns the matrices' names."""
    if not others:
        return pd.DataFrame(index=list(KEYS))
    stacked = np.array(list(others.values()))
    return pd.DataFrame(
        {statement.key: statement.holds(base, stacked) for statement in STATEMENTS},
        index=list(others),
    ).T


def name_holders(key: str, base: np.ndarray) -> Mask:
    """Return what a statement names in a matrix: tracks, scenarios or cells, by its key."""
    return next(statement for statement in STATEMENTS if statement.key == key).name(base)
