"""The general statements: which of them say something about this matrix, and of what they hold."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import compress

import numpy as np

from report138.analysis.interlinkage import STATED
from report138.analysis.robustness.doubt import CENTRAL, MISSES
from report138.analysis.robustness.statements import count_reach
from report138.view.report import Report
from report138.view.words.facts.cells import name_cell

# What the opening page states: breadth, narrowness, firmness, absence; the others stand in
# where a matrix is too small for some of these.
FINDINGS = ("at_least_half", "complete", "sole", "firmest", "fewest")
OTHERS = ("operational", "empty", "served")
FEWEST_FINDINGS = 3


@dataclass(frozen=True)
class Holders:
    """The tracks, scenarios or cells of which a statement holds."""

    names: list[str]
    of: int  # how many could be judged
    whole: bool  # whether these are all there are
    number: int = 0  # what each of them has most or fewest of
    tracks: int = 0
    most: "Holders | None" = None  # the tracks with most of these cells

    @property
    def every(self) -> bool:
        """Whether it holds of all that could be judged."""
        return len(self.names) == self.of


def list_statements(report: Report) -> list[str]:
    """List the keys of the statements that this matrix could also contradict.

    With one track there is nothing to compare, and in a row that nobody judged in full there
    is nothing complete: such a statement would hold in every draw without saying anything.
    """
    levels = report.doubt.grid.levels
    judged, found = levels >= 0, bool((levels > 0).any())
    cells = int(judged.sum())
    several = int(judged.any(axis=0).sum()) > 1
    telling = {
        "at_least_half": cells > 0,
        "served": cells > 1 and found and judged.any(axis=1).all(),
        "fewest": several and found,
        "firmest": several and found,
        "complete": several and judged.all(axis=1).any(),
        "sole": several and found and (judged.sum(axis=1) > 1).any(),
        "operational": found,
        "empty": cells > 1,
    }
    return [key for key, says in telling.items() if says]


def find_holders(report: Report, key: str) -> Holders:
    """Find of what a statement holds, as the base matrix gives it."""
    return _FINDERS[key](report, report.doubt.grid.levels)


def _hold_cells(report: Report, levels: np.ndarray, mask: np.ndarray) -> Holders:
    grid, judged = report.doubt.grid, levels >= 0
    names = [
        name_cell(report, grid.tracks[column], grid.scenarios[row])
        for row, column in zip(*np.nonzero(mask), strict=True)
    ]
    return Holders(names, int(judged.sum()), bool(judged.all()))


def _hold_scenarios(report: Report, mask: np.ndarray) -> Holders:
    names = [report.names[item] for item in compress(report.doubt.grid.scenarios, mask)]
    return Holders(names, len(mask), True, tracks=len(report.doubt.grid.tracks))


def _hold_tracks(report: Report, mask: np.ndarray, judged: np.ndarray, number: int) -> Holders:
    names = [report.names[item] for item in compress(report.doubt.grid.tracks, mask)]
    return Holders(names, int(judged.sum()), bool(judged.all()), number)


def _find_half(report: Report, levels: np.ndarray) -> Holders:
    return _hold_cells(report, levels, levels > 0)


def _find_unserved(report: Report, levels: np.ndarray) -> Holders:
    return _hold_scenarios(report, ~(levels > 0).any(axis=1))


def _find_fewest(report: Report, levels: np.ndarray) -> Holders:
    reach, judged = count_reach(levels[np.newaxis])[0], (levels >= 0).any(axis=0)
    return _hold_tracks(report, reach == reach.min(), judged, int(reach.min()))


def _find_firmest(report: Report, levels: np.ndarray) -> Holders:
    breadth, judged = (levels >= STATED).sum(axis=0), (levels >= 0).any(axis=0)
    number = int(breadth[judged].max())
    return _hold_tracks(report, judged & (breadth == number), judged, number)


def _find_complete(report: Report, levels: np.ndarray) -> Holders:
    return _hold_scenarios(report, (levels > 0).all(axis=1))


def _find_sole(report: Report, levels: np.ndarray) -> Holders:
    return _hold_scenarios(report, (levels > 0).sum(axis=1) == 1)


def _find_operational(report: Report, levels: np.ndarray) -> Holders:
    return _hold_cells(report, levels, levels == 3)


def _find_empty(report: Report, levels: np.ndarray) -> Holders:
    held = _hold_cells(report, levels, levels == 0)
    by_track, judged = (levels == 0).sum(axis=0), (levels >= 0).any(axis=0)
    most = judged & (by_track == by_track.max())
    tracks = _hold_tracks(report, most, judged, int(by_track.max()))
    return Holders(held.names, held.of, held.whole, most=tracks)


_FINDERS: dict[str, Callable[[Report, np.ndarray], Holders]] = {
    "at_least_half": _find_half,
    "served": _find_unserved,
    "fewest": _find_fewest,
    "firmest": _find_firmest,
    "complete": _find_complete,
    "sole": _find_sole,
    "operational": _find_operational,
    "empty": _find_empty,
}


@dataclass(frozen=True)
class Finding:
    """A statement that the opening page makes, and how far it survives."""

    key: str
    robust: bool
    share: float  # of the draws in which it holds


def choose_findings(report: Report) -> list[Finding]:
    """Choose the statements that the opening page makes, with what each survives."""
    rows, telling = report.doubt.statements, list_statements(report)
    chosen = [key for key in FINDINGS if key in telling]
    more = [key for key in OTHERS if key in telling]
    chosen += more[: max(0, FEWEST_FINDINGS - len(chosen))]
    share = f"p_{CENTRAL[1]}"
    return [Finding(key, bool(rows.loc[key, "robust"]), rows.loc[key, share]) for key in chosen]


@dataclass(frozen=True)
class Survival:
    """How many of the statements are robust, and how the one about absence fares with misses."""

    total: int
    robust: int
    absence: tuple[float, float] | None  # without misses, with most; None without an empty cell


def count_survival(report: Report) -> Survival:
    """Count the robust statements."""
    telling, rows = list_statements(report), report.doubt.statements
    if not telling:
        return Survival(0, 0, None)
    absence = None
    if "empty" in telling and (report.doubt.grid.levels == 0).any():
        absence = tuple(rows.loc["empty", f"p_{miss}"] for miss in (MISSES[0], MISSES[-1]))
    return Survival(len(telling), int(rows.loc[telling, "robust"].sum()), absence)
