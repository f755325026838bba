"""How far the coders agree, or what a second one would add."""

from dataclasses import dataclass

import numpy as np

from report138.analysis.robustness.agreement import expect_second_coder
from report138.analysis.robustness.doubt import ERRORS
from report138.data.schema import GIVEN
from report138.view.report import Report
from report138.view.words.facts.cells import name_cell

WIDE = 0.2  # an interval of alpha from which a reader should be warned


@dataclass(frozen=True)
class Agreement:
    """The coders, what they coded in common, and how far they agree on it."""

    coders: list[str]
    units: int  # cells that more than one coded
    raw: float
    alpha: float
    low: float
    high: float
    dependent: list[str]  # coders who only judged segments that were given to them

    @property
    def wide(self) -> bool:
        """Whether the interval of alpha needs a warning."""
        return self.high - self.low >= WIDE


def find_agreement(report: Report) -> Agreement:
    """Return how far the coders agree."""
    found = report.agreement
    units = int(((~np.isnan(found.codes)).sum(axis=0) > 1).sum())
    stages = report.framework.coding.groupby("coder")["stage"].agg(set)
    dependent = [name for name in found.coders[1:] if GIVEN in stages[name]]
    interval = found.alpha_interval
    return Agreement(list(found.coders), units, found.raw, found.alpha, *interval, dependent)


@dataclass(frozen=True)
class Comparison:
    """The levels by the first two coders, cell by cell."""

    cells: list[tuple[str, list[int | None]]]  # None: not coded
    common: int  # cells that both coded
    different: int  # of these


def compare_codes(report: Report) -> Comparison:
    """Compare the levels by the first two coders."""
    grid = report.doubt.grid
    first, second = report.agreement.codes[:2]
    cells = []
    for place, pair in enumerate(zip(first, second, strict=True)):
        row, column = divmod(place, len(grid.tracks))
        levels = [None if np.isnan(value) else int(value) for value in pair]
        cells.append((name_cell(report, grid.tracks[column], grid.scenarios[row]), levels))
    both = ~np.isnan(first) & ~np.isnan(second)
    return Comparison(cells, int(both.sum()), int((first[both] != second[both]).sum()))


@dataclass(frozen=True)
class Expectation:
    """What a second coder could add, where one has coded."""

    cells: int  # that have a level
    alphas: list[tuple[float, tuple[float, float, float]]]  # a share of errors: alpha, low, high


def expect_agreement(report: Report) -> Expectation:
    """Estimate the alpha that a second coder would reach; none where all levels are the same."""
    if not report.agreement.coders:
        return Expectation(0, [])
    codes = report.agreement.codes[0]
    known = codes[~np.isnan(codes)]
    errors = ERRORS if len(set(known)) > 1 else ()
    return Expectation(len(known), [(error, expect_second_coder(codes, error)) for error in errors])
