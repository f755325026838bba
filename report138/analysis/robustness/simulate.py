"""Monte Carlo over coding error and missed segments: how often a cell has which level."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from report138.analysis.robustness.grid import NONE, LevelGrid
from report138.data.framework import CopiesFrames
from report138.data.scale import CODEBOOK

RANKS = len(CODEBOOK.ranks)
DRAWS = 10_000
SEED = 1  # any number would do; it is fixed so that the same data give the same report
MOST_DRAWN = 10_000_000  # cells times draws in all: a large matrix is drawn less often
FEWEST = 500
CHUNK_CELLS = 4_000_000  # cells times draws held at once: bounds memory, not the result
QUANTILES = (0.1, 0.9)  # the 80 % interval of counts


@dataclass(frozen=True)
class Simulation(CopiesFrames):
    """What the draws gave, for one rate of error and one rate of misses.

    `probability` is (scenarios, tracks, ranks): the share of draws at each level; `track_range`
    and `scenario_range` hold the 10 % and 90 % quantiles of cells found; `found` their mean.
    """

    error: float
    miss: float
    draws: int
    probability: np.ndarray
    track_range: np.ndarray
    scenario_range: np.ndarray
    found: float


def make_kernel(error: float, ranks: int = RANKS) -> np.ndarray:
    """Return P(coded again as j | coded as i): right with 1 - error, else any other level."""
    kernel = np.full((ranks, ranks), error / (ranks - 1))
    np.fill_diagonal(kernel, 1 - error)
    return kernel


def simulate(
    grid: LevelGrid,
    error: float | np.ndarray = 0.1,
    miss: float = 0.05,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Simulation:
    """Recode every unit by chance and let every cell gain a missed one.

    `error` is a rate, or a confusion kernel of probabilities (ranks x ranks, rows sum to 1).  A missed
    segment has a level drawn from those of the coded ones, or any above 0 when none is
    coded.  Cells without a level stay so.
    """
    kernel = error if isinstance(error, np.ndarray) else make_kernel(error)
    rate = float(1 - np.diag(kernel).mean()) if kernel is error else float(error)
    generator = np.random.default_rng(seed)
    cells, ranks = grid.levels.size, len(kernel)
    counts = np.zeros((cells, ranks), dtype=np.int64)
    found_tracks, found_scenarios = [], []
    draws = min(draws, max(FEWEST, MOST_DRAWN // max(1, cells)))
    for size in _split(draws, cells):
        levels = _draw(grid, kernel, miss, size, generator)
        for level in range(ranks):
            counts[:, level] += (levels == level).sum(axis=0)
        matrices = levels.reshape(size, *grid.shape)
        found = matrices > 0
        found_tracks.append(found.sum(axis=1, dtype=np.int32))
        found_scenarios.append(found.sum(axis=2, dtype=np.int32))
    tracks = np.concatenate(found_tracks)
    scenarios = np.concatenate(found_scenarios)
    return Simulation(
        error=rate,
        miss=miss,
        draws=draws,
        probability=(counts / draws).reshape(*grid.shape, ranks),
        track_range=np.quantile(tracks, QUANTILES, axis=0, method="nearest"),
        scenario_range=np.quantile(scenarios, QUANTILES, axis=0, method="nearest"),
        found=float(tracks.sum(axis=1).mean()),
    )


def _split(draws: int, cells: int) -> Iterator[int]:
    step = max(1, CHUNK_CELLS // max(1, cells))
    for start in range(0, draws, step):
        yield min(step, draws - start)


def _draw(
    grid: LevelGrid, kernel: np.ndarray, miss: float, size: int, generator: np.random.Generator
) -> np.ndarray:
    """Draw `size` matrices, flattened: (draws, cells)."""
    cells = grid.levels.size
    levels = np.zeros((size, cells), dtype=np.int8)
    if len(grid.fill_cell):
        order = np.argsort(grid.fill_cell, kind="stable")
        owner, coded = grid.fill_cell[order], grid.fill_level[order]
        drawn = _recode(coded, kernel, size, generator)
        starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
        levels[:, owner[starts]] = np.maximum.reduceat(drawn, starts, axis=1)
    if miss:
        _add_missed(levels, grid.fill_level, miss, generator, len(kernel))
    levels[:, grid.levels.ravel() == NONE] = NONE
    return levels


def _add_missed(
    levels: np.ndarray,
    coded: np.ndarray,
    miss: float,
    generator: np.random.Generator,
    ranks: int,
) -> None:
    """Raise cells by segments that the coder may have missed, as often at a level as it is coded."""
    numbers = np.bincount(coded, minlength=ranks)[1:] if len(coded) else np.ones(ranks - 1)
    shares = [0.0, *(numbers.cumsum() / numbers.sum())]
    chance = generator.random(levels.shape, dtype=np.float32)
    for level in range(1, ranks):
        # one number decides both whether a segment was missed and its level
        hit = (chance >= miss * shares[level - 1]) & (chance < miss * shares[level])
        np.maximum(levels, np.int8(level) * hit, out=levels, casting="unsafe")


def _recode(
    coded: np.ndarray, kernel: np.ndarray, size: int, generator: np.random.Generator
) -> np.ndarray:
    """Draw a new level for every coding and draw: (draws, codings)."""
    chance = generator.random((size, len(coded)), dtype=np.float32)
    limits = kernel.cumsum(axis=1)[coded]  # (codings, ranks)
    drawn = np.zeros(chance.shape, dtype=np.int8)
    for level in range(len(kernel) - 1):
        drawn += chance >= limits[:, level].astype(np.float32)
    return drawn
