"""The matrix under every kind of doubt, each computed at most once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from report138.analysis.robustness.grid import LevelGrid, make_grid
from report138.analysis.robustness.leave_out import leave_out, range_counts
from report138.analysis.robustness.simulate import Simulation, simulate
from report138.analysis.robustness.statements import ROBUST, STATEMENTS, judge_statements
from report138.analysis.robustness.variants import vary_rules
from report138.data.framework import CopiesFrames

ERRORS = (0.1, 0.2)
MISSES = (0.0, 0.05, 0.1)
CENTRAL = (0.1, 0.05)


@dataclass(frozen=True, eq=False)
class Doubt(CopiesFrames):
    """The matrix under doubt: without parts of the text, under other rules, with errors.

    Each part is computed when it is first asked for: a brief needs one simulation of them all.
    """

    coding: pd.DataFrame
    cells: pd.DataFrame
    fills: pd.DataFrame
    lexicon: pd.DataFrame

    @cached_property
    def grid(self) -> LevelGrid:
        """The levels and what they rest on."""
        return make_grid(self.cells, self.fills)

    @cached_property
    def without_segment(self) -> dict[str, np.ndarray]:
        """The levels with one segment left out, by segment."""
        return leave_out(self.grid, "segment")

    @cached_property
    def without_place(self) -> dict[str, np.ndarray]:
        """The levels with one place of the source left out, by place."""
        return leave_out(self.grid, "place")

    @cached_property
    def variants(self) -> dict[str, np.ndarray]:
        """The levels under other rules, by key."""
        return vary_rules(self.coding, self.cells, self.fills, self.lexicon)

    @cached_property
    def central(self) -> Simulation:
        """The simulation that figures and verdicts use."""
        return simulate(self.grid, *CENTRAL)

    @cached_property
    def simulations(self) -> dict[tuple[float, float], Simulation]:
        """The simulations, by rates of error and of misses."""
        rates = [*((CENTRAL[0], miss) for miss in MISSES), (ERRORS[-1], CENTRAL[1])]
        return {
            rate: self.central if rate == CENTRAL else simulate(self.grid, *rate) for rate in rates
        }

    @cached_property
    def track_counts(self) -> pd.DataFrame:
        """Each track's linked cells: base, range with text left out, 80 % of the draws."""
        return self._count(0, self.central.track_range)

    @cached_property
    def scenario_counts(self) -> pd.DataFrame:
        """Each scenario's linked cells: base, range with text left out, 80 % of the draws."""
        return self._count(1, self.central.scenario_range)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """A row a statement, and whether it holds.

        segments and places (how many leave-outs keep it), failing (keys of variants), p_<miss>
        (share of draws at 10 % error) and robust.
        """
        return _judge(
            self.grid, self.without_segment, self.without_place, self.variants, self.simulations
        )

    def _count(self, axis: int, drawn: np.ndarray) -> pd.DataFrame:
        others = [*self.without_segment.values(), *self.without_place.values()]
        counts = range_counts(self.grid.levels, others, axis=axis)
        counts[["low", "high"]] = drawn.T
        return counts


def _judge(
    grid: LevelGrid,
    without_segment: dict[str, np.ndarray],
    without_place: dict[str, np.ndarray],
    variants: dict[str, np.ndarray],
    simulations: dict[tuple[float, float], Simulation],
) -> pd.DataFrame:
    rows = pd.DataFrame(index=[statement.key for statement in STATEMENTS])
    rows["segments"] = judge_statements(grid.levels, without_segment).sum(axis=1)
    rows["places"] = judge_statements(grid.levels, without_place).sum(axis=1)
    kept = judge_statements(grid.levels, variants)
    rows["failing"] = [tuple(kept.columns[~row]) for row in kept.to_numpy(dtype=bool)]
    for miss in MISSES:
        held = simulations[CENTRAL[0], miss].holds
        rows[f"p_{miss}"] = [held[key] for key in rows.index]
    double = simulations[ERRORS[-1], CENTRAL[1]].holds
    rows["p_double"] = [double[key] for key in rows.index]
    # What is said about absence must survive every rate of misses that is not 0.
    rows["robust"] = [
        all(rows.loc[statement.key, f"p_{miss}"] >= ROBUST for miss in MISSES[1:])
        if statement.claims_absence(grid.levels)
        else rows.loc[statement.key, f"p_{CENTRAL[1]}"] >= ROBUST
        for statement in STATEMENTS
    ]
    rows["robust"] &= grid.coded  # what is said of nothing survives everything
    return rows
