"""Everything the report says about doubt, computed once for one report."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from report138.report import Report
from report138.robustness.grid import LevelGrid, make_grid
from report138.robustness.leave_out import leave_out, range_counts
from report138.robustness.simulate import Simulation, simulate
from report138.robustness.statements import ROBUST, STATEMENTS, judge_statements
from report138.robustness.variants import vary_rules

ERRORS = (0.1, 0.2)
MISSES = (0.0, 0.05, 0.1)
CENTRAL = (0.1, 0.05)


@dataclass(frozen=True)
class Doubt:
    """The matrix under doubt: without parts of the text, under other rules, with errors.

    `simulations` is keyed by (error, miss).  `track_counts` and `scenario_counts` hold linked
    cells: base, lowest and highest with one segment or place left out, low and high of the
    80 % of draws.  `statements` has a row a statement: segments and places (how many
    leave-outs keep it), failing (keys of variants), p_<miss> (share of draws at 10 % error)
    and robust.
    """

    grid: LevelGrid
    without_segment: dict[str, np.ndarray]
    without_place: dict[str, np.ndarray]
    variants: dict[str, np.ndarray]
    simulations: dict[tuple[float, float], Simulation]
    track_counts: pd.DataFrame
    scenario_counts: pd.DataFrame
    statements: pd.DataFrame

    @property
    def central(self) -> Simulation:
        """The simulation that figures and verdicts use."""
        return self.simulations[CENTRAL]


def weigh_doubt(report: Report) -> Doubt:
    """Leave text out, vary the rules and draw errors, for one report."""
    grid = make_grid(report.cells, report.fills)
    without_segment, without_place = leave_out(grid, "segment"), leave_out(grid, "place")
    variants = vary_rules(report)
    rates = [*((CENTRAL[0], miss) for miss in MISSES), (ERRORS[-1], CENTRAL[1])]
    simulations = {(error, miss): simulate(grid, error, miss) for error, miss in rates}
    others = [*without_segment.values(), *without_place.values()]
    central = simulations[CENTRAL]
    tracks, scenarios = (range_counts(grid.levels, others, axis=axis) for axis in (0, 1))
    tracks[["low", "high"]] = central.track_range.T
    scenarios[["low", "high"]] = central.scenario_range.T
    return Doubt(
        grid=grid,
        without_segment=without_segment,
        without_place=without_place,
        variants=variants,
        simulations=simulations,
        track_counts=tracks,
        scenario_counts=scenarios,
        statements=_judge(grid, without_segment, without_place, variants, simulations),
    )


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
    # What is said about absence must survive every rate of misses that is not nought.
    rows["robust"] = [
        all(rows.loc[statement.key, f"p_{miss}"] >= ROBUST for miss in MISSES[1:])
        if statement.claims_absence(grid.levels)
        else rows.loc[statement.key, f"p_{CENTRAL[1]}"] >= ROBUST
        for statement in STATEMENTS
    ]
    rows["robust"] &= grid.coded  # what is said of nothing survives everything
    return rows
