"""How far a matrix can be believed: its readings, its text, its rules, and coding error."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from report138.analysis.plain_words import weigh_plain_words
from report138.analysis.robustness.estimate import Rates, estimate_rates
from report138.analysis.robustness.grid import LevelGrid, make_grid, make_unit_grid
from report138.analysis.robustness.leave_out import leave_out, range_counts
from report138.analysis.robustness.simulate import Simulation, simulate
from report138.analysis.robustness.statements import grade, judge_statements
from report138.analysis.robustness.variants import THRESHOLD, vary_rules
from report138.data.framework import CopiesFrames
from report138.data.scale import CODEBOOK, Scale
from report138.errors import count

MISSES = (0.0, 0.05, 0.1)


@dataclass(frozen=True, eq=False)
class Doubt(CopiesFrames):
    """The matrix under doubt: by reading, without parts of the text, under other rules, with errors.

    Each part is computed when it is first asked for.  `readings`, `fills`, `cells` and `units`
    are those of analysis.readings; `blind` names the readings that had no word list.
    """

    readings: pd.DataFrame
    fills: pd.DataFrame
    cells: pd.DataFrame
    units: pd.DataFrame
    lexicon: pd.DataFrame
    blind: tuple[str, ...] = ()
    scale: Scale = CODEBOOK

    def __repr__(self) -> str:
        readings = count(self.readings["coder"].nunique(), "reading")
        size = f"{count(len(self.cells), 'cell')}, {readings}"
        return f"<Doubt over {size}: statements, without_unit, without_place, variants, central>"

    @cached_property
    def grid(self) -> LevelGrid:
        """The levels of all readings and what they rest on."""
        return make_grid(self.readings, self.fills)

    @cached_property
    def by_reading(self) -> dict[str, np.ndarray]:
        """The levels of each reading (scenarios by tracks), by coder."""
        coders = self.readings["coder"].drop_duplicates()
        return dict(zip(coders, self.grid.readings.reshape(-1, *self.grid.shape), strict=True))

    @cached_property
    def without_unit(self) -> dict[str, np.ndarray]:
        """The levels with one unit left out of every reading, by unit."""
        return leave_out(self.grid, "unit")

    @cached_property
    def without_place(self) -> dict[str, np.ndarray]:
        """The levels with one place of the source left out, by place."""
        return leave_out(self.grid, "place")

    @cached_property
    def plain_words(self) -> pd.DataFrame:
        """Which readings took which plain word; see plain_words.weigh_plain_words."""
        return weigh_plain_words(self.fills, self.lexicon, list(self.blind))

    @cached_property
    def variants(self) -> dict[str, np.ndarray]:
        """The levels under other rules, by key."""
        rows = self.readings, self.fills, self.lexicon, self.plain_words
        return vary_rules(self.grid, *rows, self.scale.top)

    @cached_property
    def grades(self) -> np.ndarray:
        """The levels of the matrix as grades; see statements.grade."""
        return self._grade(self.grid.levels)

    def _grade(self, levels: np.ndarray) -> np.ndarray:
        return grade(levels, self.scale)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """A row a statement: what it survives.

        `readings` (coders in which it holds), `units` and `places` (those without which it
        fails) and `failing` (keys of the rules under which it fails; a threshold would make it
        another statement).
        """
        base, rules = self.grades, self.variants
        held = judge_statements(base, self._grade_all(self.by_reading))
        rows = pd.DataFrame({"readings": _list_true(held)}, index=held.index)
        for name, others in (
            ("units", self.without_unit),
            ("places", self.without_place),
            ("failing", {key: x for key, x in rules.items() if not key.startswith(THRESHOLD)}),
        ):
            rows[name] = _list_true(~judge_statements(base, self._grade_all(others)).astype(bool))
        return rows

    def _grade_all(self, others: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        return {key: self._grade(levels) for key, levels in others.items()}

    @cached_property
    def rates(self) -> Rates:
        """The rates of error and of misses: estimated from several readings, or else assumed."""
        return estimate_rates(self.readings, self.fills, len(self.scale.ranks))

    @cached_property
    def simulated_grid(self) -> LevelGrid:
        """The units that more than half of the readings took, as one reading."""
        return make_unit_grid(self.cells, self.units)

    @cached_property
    def central(self) -> Simulation:
        """The simulation with the rates as estimated, or assumed."""
        return simulate(self.simulated_grid, self.rates.kernel, self.rates.miss)

    @cached_property
    def simulations(self) -> dict[float, Simulation]:
        """The simulations by rate of misses."""
        rate = self.rates
        return {
            miss: self.central
            if miss == rate.miss
            else simulate(self.simulated_grid, rate.kernel, miss)
            for miss in MISSES
        }

    @cached_property
    def track_counts(self) -> pd.DataFrame:
        """Each track's cells found: base, range with text left out, 80 % of the draws."""
        return self._count(0, self.central.track_range)

    @cached_property
    def scenario_counts(self) -> pd.DataFrame:
        """Each scenario's cells found: base, range with text left out, 80 % of the draws."""
        return self._count(1, self.central.scenario_range)

    def _count(self, axis: int, drawn: np.ndarray) -> pd.DataFrame:
        others = [*self.without_unit.values(), *self.without_place.values()]
        counts = range_counts(self.grid.levels, others, axis=axis)
        counts[["low", "high"]] = drawn.T
        return counts


def _list_true(table: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return for each row the columns in which it is true."""
    return [tuple(table.columns[row]) for row in table.to_numpy(dtype=bool)]
