"""What is found of the structure of a matrix, sign by sign, for words to say."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from report138.analysis.not_computed import NotComputedError
from report138.analysis.structure import (
    Nestedness,
    Sign,
    correlate_scenarios,
    list_signs,
    measure_nestedness,
)
from report138.view.report import Report


@dataclass(frozen=True)
class Correlations:
    """Rank correlations between scenarios: how many pairs have one, the middle and the ends."""

    pairs: int
    median: float
    highest: float
    highest_pair: tuple[str, str]  # by name
    lowest: float
    lowest_pair: tuple[str, str]


@dataclass(frozen=True)
class Structure:
    """What one sign of a matrix has of structure; None where it cannot bear the statistic."""

    sign: Sign
    nestedness: Nestedness | None
    correlations: Correlations | None


def find_structure(report: Report) -> list[Structure]:
    """Find the structure of each sign; leave out a sign of which nothing can be computed."""
    found = [
        Structure(sign, _nest(report, sign), _correlate(report, sign))
        for sign in list_signs(report.cells)
    ]
    return [one for one in found if one.nestedness or one.correlations]


def _nest(report: Report, sign: Sign) -> Nestedness | None:
    try:
        return measure_nestedness(report.cells, sign)
    except NotComputedError:
        return None


def _correlate(report: Report, sign: Sign) -> Correlations | None:
    try:
        table = correlate_scenarios(report.cells, sign)
    except NotComputedError:
        return None
    names = [report.names[scenario] for scenario in table.index]
    values = table.to_numpy()[np.triu_indices(len(names), k=1)]
    pairs = list(combinations(names, 2))
    defined = ~np.isnan(values)
    if not defined.any():
        return None
    top, bottom = int(np.nanargmax(values)), int(np.nanargmin(values))
    return Correlations(
        int(defined.sum()),
        float(np.nanmedian(values)),
        float(values[top]),
        pairs[top],
        float(values[bottom]),
        pairs[bottom],
    )
