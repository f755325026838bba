"""The simulation against probabilities that can be worked out, and what must hold of any."""

from pathlib import Path

import numpy as np
import pytest
from doubt_sample import build_grid, draw_grids
from hypothesis import given, settings

from report138.analysis.robustness import simulate as module
from report138.analysis.robustness.grid import NONE, LevelGrid
from report138.analysis.robustness.simulate import make_kernel, simulate
from report138.data.framework import load_framework
from report138.view.report import Report

Reports = dict[str, Report]
DRAWS = 10_000
# Four standard errors of a share of 10,000 draws are at most 4 x sqrt(.25 / 10,000).
CLOSE = 0.02
SAME = np.eye(4)  # a coder who never errs

# One cell at each level by one segment, one empty cell, one without a level.
LADDER = build_grid(
    (1, 5),
    (0, 0, 3, "a", "P"),
    (0, 1, 2, "b", "P"),
    (0, 2, 1, "c", "P"),
    none=[(0, 4)],
)


def assert_close(shares: np.ndarray, expected: list[float]) -> None:
    """Assert that shares of levels 0 to 3 are as expected, within Monte Carlo error."""
    assert shares.tolist() == pytest.approx(expected, abs=CLOSE)


def test_the_kernel_spreads_error_evenly() -> None:
    """With 30 % error a code stays with .7 and becomes each of the three others with .1."""
    kernel = make_kernel(0.3)
    assert np.diag(kernel).tolist() == pytest.approx([0.7] * 4)
    assert kernel[~np.eye(4, dtype=bool)].tolist() == pytest.approx([0.1] * 12)


@pytest.mark.parametrize("error", [0.1, 0.2])
def test_one_segment_keeps_its_level_unless_miscoded(error: float) -> None:
    """A cell of one segment has its level with 1 - error, and each other with error / 3."""
    shares = simulate(LADDER, error, 0.0, DRAWS).probability[0]
    other = error / 3
    assert_close(shares[0], [other, other, other, 1 - error])
    assert_close(shares[1], [other, other, 1 - error, other])
    assert_close(shares[2], [other, 1 - error, other, other])


def test_a_kernel_of_ones_own_is_used() -> None:
    """A coder who takes a quarter of the 3s for 2 and half of the 1s for 0, and nothing else."""
    kernel = np.array([[1, 0, 0, 0], [0.5, 0.5, 0, 0], [0, 0, 1, 0], [0, 0, 0.25, 0.75]])
    result = simulate(LADDER, kernel, 0.0, DRAWS)
    assert_close(result.probability[0, 0], [0, 0, 0.25, 0.75])
    assert_close(result.probability[0, 1], [0, 0, 1, 0])
    assert_close(result.probability[0, 2], [0.5, 0.5, 0, 0])
    assert result.error == pytest.approx((0 + 0.5 + 0 + 0.25) / 4)


def test_a_maximum_drifts_up_with_volume() -> None:
    """Of n segments at 1 with 30 % error all stay at 1 or below with .8 to the n, at 0 .1 to n."""
    grid = build_grid((1, 2), *((0, int(n > 0), 1, f"s{n}", "P") for n in range(5)))
    shares = simulate(grid, 0.3, 0.0, DRAWS).probability[0]
    for volume, cell in ((1, shares[0]), (4, shares[1])):
        assert_close(cell[:1], [0.1**volume])
        assert_close(cell[1:2], [0.8**volume - 0.1**volume])
        assert cell[2:].sum() == pytest.approx(1 - 0.8**volume, abs=CLOSE)
    assert shares[1, 2:].sum() > shares[0, 2:].sum()


def test_segments_of_unlike_levels_give_the_law_of_the_maximum() -> None:
    """3 and 1 with 30 % error: 3 unless neither is (.3 x .9); 0 if both are (.1 x .1)."""
    grid = build_grid((1, 1), (0, 0, 3, "a", "P"), (0, 0, 1, "b", "P"))
    # P(max <= 0, 1, 2) = .1 x .1, .2 x .8, .3 x .9
    expected = [0.01, 0.16 - 0.01, 0.27 - 0.16, 1 - 0.27]
    assert_close(simulate(grid, 0.3, 0.0, DRAWS).probability[0, 0], expected)


def test_without_error_and_misses_nothing_changes() -> None:
    """A coder who never errs or misses gives the base matrix in every draw."""
    result = simulate(LADDER, SAME, 0.0, 200)
    assert result.probability[0, :4].tolist() == [
        [0, 0, 0, 1],
        [0, 0, 1, 0],
        [0, 1, 0, 0],
        [1, 0, 0, 0],
    ]
    assert result.found == 3
    assert result.track_range.tolist() == [[1, 1, 1, 0, 0]] * 2
    assert result.scenario_range.tolist() == [[3], [3]]


def test_a_miss_takes_its_level_from_the_coded_ones() -> None:
    """With misses of 40 % and segments half at 1, half at 3, an empty cell: .2 each at 1 and 3."""
    fills = [(0, column, level, f"s{column}", "P") for column, level in enumerate((1, 3, 1, 3))]
    shares = simulate(build_grid((1, 5), *fills), SAME, 0.4, DRAWS).probability[0]
    assert_close(shares[4], [0.6, 0.2, 0, 0.2])
    # a cell at 1 rises to 3 by a miss at 3 only, a cell at 3 never changes
    assert_close(shares[0], [0, 0.8, 0, 0.2])
    assert shares[1].tolist() == [0, 0, 0, 1]


@settings(max_examples=40, deadline=None)
@given(grid=draw_grids())
def test_a_miss_only_raises(grid: LevelGrid) -> None:
    """With misses alone no cell is ever below its level, and as many or more are found."""
    result = simulate(grid, SAME, 0.5, 50)
    for level, shares in zip(grid.levels.ravel(), result.probability.reshape(-1, 4), strict=True):
        assert shares[: max(level, 0)].sum() == 0
    assert result.found >= (grid.levels > 0).sum()


@settings(max_examples=40, deadline=None)
@given(grid=draw_grids())
def test_shares_sum_to_one(grid: LevelGrid) -> None:
    """Every cell has some level in each draw; one without a level has none in any."""
    result = simulate(grid, 0.3, 0.1, 50)
    assert result.probability.shape == (*grid.shape, 4)
    assert result.probability.sum(axis=2) == pytest.approx((grid.levels != NONE).astype(float))


@settings(max_examples=40, deadline=None)
@given(grid=draw_grids())
def test_ranges_are_possible(grid: LevelGrid) -> None:
    """Counts lie between none and all cells that have a level."""
    result = simulate(grid, 0.3, 0.1, 50)
    for axis, ranges in ((0, result.track_range), (1, result.scenario_range)):
        most = (grid.levels != NONE).sum(axis=axis)
        assert ranges.shape == (2, len(most))
        assert (ranges[0] >= 0).all()
        assert (ranges[0] <= ranges[1]).all()
        assert (ranges[1] <= most).all()


def test_the_range_holds_eight_in_ten_draws() -> None:
    """Four cells found with .9 each: 4 in .656 of draws, 3 or more in .948, so 3 to 4."""
    grid = build_grid((1, 4), *((0, column, 1, f"s{column}", "P") for column in range(4)))
    kernel = np.eye(4)
    kernel[1, :2] = 0.1, 0.9
    result = simulate(grid, kernel, 0.0, DRAWS)
    assert result.scenario_range.tolist() == [[3], [4]]
    assert result.found == pytest.approx(3.6, abs=4 * CLOSE)


@pytest.mark.parametrize(("chance", "ends"), [(0.15, (0, 1)), (0.07, (1, 0))])
def test_the_range_leaves_out_a_tenth_at_each_end(chance: float, ends: tuple[int, int]) -> None:
    """A cell lost with .15 is lost at the lower end, with .07 not; gained likewise at the upper."""
    kernel = np.eye(4)
    kernel[1, :2] = chance, 1 - chance
    coded, empty = build_grid((1, 1), (0, 0, 1, "a", "P")), build_grid((1, 1))
    lost = simulate(coded, kernel, 0.0, DRAWS)
    gained = simulate(empty, SAME, chance, DRAWS)
    for ranges in (lost.track_range, lost.scenario_range):
        assert ranges.tolist() == [[ends[0]], [1]]
    for ranges in (gained.track_range, gained.scenario_range):
        assert ranges.tolist() == [[0], [ends[1]]]


def test_the_same_seed_gives_the_same_draws() -> None:
    """Twice the same seed, the same result; another one, another."""
    first, again, other = (simulate(LADDER, 0.2, 0.1, 300, seed) for seed in (1, 1, 2))
    assert (first.probability == again.probability).all()
    assert (first.probability != other.probability).any()


def test_by_default_the_draws_are_ten_thousand_and_fixed(tiny_reports: Reports) -> None:
    """Without being told otherwise, 10,000 draws that come out the same every time."""
    first, again = (simulate(LADDER) for _ in range(2))
    assert first.draws == DRAWS
    assert (first.probability == again.probability).all()
    assert tiny_reports["en"].doubt.central.draws == DRAWS


@pytest.mark.parametrize(("most", "draws"), [(6_000, 1_200), (1_000, 500), (10**6, 10_000)])
def test_a_large_matrix_is_drawn_less_often(
    monkeypatch: pytest.MonkeyPatch, most: int, draws: int
) -> None:
    """Of five cells 6,000 drawn in all are 1,200 draws; never fewer than 500 nor more than asked."""
    monkeypatch.setattr(module, "MOST_DRAWN", most)
    assert simulate(LADDER, 0.1, 0.0, DRAWS).draws == draws


@pytest.mark.parametrize("chunk", [1, 7, 500])
def test_drawing_in_parts_draws_as_much(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    """However few draws are held at once, they are as many, of the same shape and likelihood."""
    whole = simulate(LADDER, 0.2, 0.1, 2000)
    monkeypatch.setattr(module, "CHUNK_CELLS", chunk * LADDER.levels.size)
    parts = simulate(LADDER, 0.2, 0.1, 2000)
    assert parts.draws == whole.draws
    assert parts.probability.shape == whole.probability.shape
    assert parts.probability[0, :4].sum(axis=1) == pytest.approx(1)
    # four standard errors of a difference of shares of 2,000 draws each
    assert parts.probability == pytest.approx(whole.probability, abs=4 * (0.5 / 2000) ** 0.5)
    assert parts.track_range.tolist() == whole.track_range.tolist()


def test_a_whole_matrix_is_recovered() -> None:
    """For 20 x 10 cells of known levels with 10 % error, nine in ten keep their level."""
    levels = np.random.default_rng(5).integers(0, 4, (20, 10))
    fills = [(r, c, int(v), f"s{r}-{c}", "P") for (r, c), v in np.ndenumerate(levels) if v]
    shares = simulate(build_grid((20, 10), *fills), 0.1, 0.0, 4000).probability
    assert (shares.argmax(axis=2) == levels).all()
    kept = np.take_along_axis(shares, levels[..., None], axis=2)[..., 0]
    assert kept[levels > 0].mean() == pytest.approx(0.9, abs=CLOSE)
    assert (kept[levels == 0] == 1).all()


def test_misses_count_where_nothing_is_coded() -> None:
    """Four searched cells and no segment: each gains a missed one as often, at any of the levels."""
    shares = simulate(build_grid((2, 2)), 0.1, 0.3, DRAWS).probability
    for cell in shares.reshape(4, 4):
        assert_close(cell, [0.7, 0.1, 0.1, 0.1])


def test_the_report_draws_every_rate_of_misses(tiny_reports: Reports) -> None:
    """At the one kernel of error, misses of 0, 5 and 10 %, each under its own rate."""
    doubt = tiny_reports["en"].doubt
    assert set(doubt.simulations) == {0.0, 0.05, 0.1}
    assert all(each.miss == miss for miss, each in doubt.simulations.items())
    assert doubt.central.miss == doubt.rates.miss


def test_a_rate_as_assumed_is_drawn_once(folder: Path) -> None:
    """With one reading the central simulation is that of misses of 5 %."""
    doubt = Report(load_framework(folder), "en", coder="K").doubt
    assert doubt.central is doubt.simulations[0.05]


def test_a_rate_may_be_a_whole_number() -> None:
    """No error at all, written as 0, is the same as 0.0."""
    whole, part = (simulate(LADDER, rate, 0.0, 100) for rate in (0, 0.0))
    assert (whole.probability == part.probability).all()
