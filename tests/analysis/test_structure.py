"""Structure of a large matrix: nestedness against chance, rank correlations, each sign apart."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from doubt_sample import frame_cells

from report138.analysis.not_computed import NotComputedError
from report138.analysis.structure import (
    _draw_alike,
    correlate_scenarios,
    list_signs,
    measure_nestedness,
    measure_nodf,
)

SMALL = frame_cells(np.ones((8, 3), dtype=int))
TRIANGLE = np.tril(np.ones((10, 10), dtype=int))[::-1]  # fills 10, 9, ... 1 both ways
CHECKERBOARD = np.indices((10, 10)).sum(axis=0) % 2  # fills of 5 everywhere


@pytest.mark.parametrize("function", [correlate_scenarios, measure_nestedness])
def test_a_function_refuses_before_it_computes(function: Callable[[pd.DataFrame], object]) -> None:
    """Asked for a small matrix, the functions raise rather than return a number."""
    with pytest.raises(NotComputedError):
        function(SMALL)


# --- NODF, after Almeida-Neto et al. 2008 -------------------------------------------------------


def test_nodf_of_the_published_example() -> None:
    """The matrix of their figure 1: 63 for columns, 53 for rows, 58 in all."""
    table = np.array(
        [[1, 0, 1, 1, 1], [1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0]]
    )
    assert round(measure_nodf(table > 0)) == 58


def test_a_perfectly_nested_matrix_has_nodf_100() -> None:
    """Every emptier row and column lies within every fuller one; no other matrix has its totals."""
    found = measure_nestedness(frame_cells(TRIANGLE), draws=20)
    assert (found.value, found.low, found.high) == (100, 100, 100)


def test_nodf_does_not_depend_on_order() -> None:
    """The nested matrix with rows and columns shuffled is as nested."""
    rows, columns = (np.random.default_rng(seed).permutation(10) for seed in (1, 2))
    assert measure_nodf(TRIANGLE[np.ix_(rows, columns)] > 0) == pytest.approx(100)


@pytest.mark.parametrize(
    "levels",
    [CHECKERBOARD, np.eye(10, dtype=int), np.ones((10, 10), dtype=int)],
    ids=["checkerboard", "diagonal", "full"],
)
def test_equal_fills_have_nodf_0(levels: np.ndarray) -> None:
    """Without decreasing fill nothing is nested."""
    assert measure_nestedness(frame_cells(levels), draws=5).value == 0


def test_nodf_by_hand() -> None:
    """One row of ten cells, nine of one each below nine of the columns.

    Of 45 pairs of rows the nine with the full one are nested wholly, the others have equal fill;
    of 45 pairs of columns the nine with the last, which only the full row fills: 18 of 90.
    """
    levels = np.zeros((10, 10), dtype=int)
    levels[0] = 1
    levels[np.arange(1, 10), np.arange(9)] = 2
    assert measure_nestedness(frame_cells(levels), draws=5).value == pytest.approx(20)


def test_empty_rows_and_columns_are_left_out() -> None:
    """Two empty scenarios and an empty track change neither the size that counts nor NODF."""
    levels = np.zeros((12, 11), dtype=int)
    levels[1:11, 1:] = TRIANGLE
    found = measure_nestedness(frame_cells(levels), draws=5)
    assert (found.rows, found.columns, found.value) == (10, 10, 100)


def test_too_few_rows_with_evidence_are_refused() -> None:
    """Of twelve rows three with evidence cannot be nested, and the error says how many there are."""
    levels = np.zeros((12, 12), dtype=int)
    levels[:3] = 1
    with pytest.raises(NotComputedError, match="evidence; this matrix has 3 and 12"):
        measure_nestedness(frame_cells(levels))


def test_each_sign_is_nested_by_itself() -> None:
    """What hinders forms a checkerboard, what furthers a triangle; neither shows in the other."""
    cells = frame_cells(TRIANGLE, hindering=CHECKERBOARD)
    assert list_signs(cells) == ["+", "-"]
    assert measure_nestedness(cells, "+", draws=5).value == 100
    assert measure_nestedness(cells, "-", draws=5).value == 0


def test_chance_keeps_totals_and_cells_that_nobody_judged() -> None:
    """Every draw has the totals of rows and columns, and nothing on the diagonal."""
    judged = ~np.eye(12, dtype=bool)
    table = (np.random.default_rng(3).random((12, 12)) < 0.4) & judged
    drawn = _draw_alike(table, judged, draws=30)
    for one in drawn:
        assert one.sum(axis=1).tolist() == table.sum(axis=1).tolist()
        assert one.sum(axis=0).tolist() == table.sum(axis=0).tolist()
        assert not (one & ~judged).any()
    assert len({one.tobytes() for one in drawn}) == 30


def test_chance_reaches_every_matrix_alike() -> None:
    """Three rows of one cell in three columns have six arrangements; each comes about as often."""
    table = np.eye(3, dtype=bool)
    drawn = _draw_alike(table, np.ones((3, 3), dtype=bool), draws=3000)
    counts = pd.Series([one.tobytes() for one in drawn]).value_counts()
    assert len(counts) == 6
    assert counts.min() > 400


# --- rank correlation between scenarios ---------------------------------------------------------

STEPS = np.array([0, 0, 1, 1, 2, 2, 3, 3, 3, 0])


@pytest.fixture
def levels() -> np.ndarray:
    """Ten scenarios: two alike, one reversed, the rest at chance."""
    made = np.random.default_rng(0).integers(0, 4, (10, 10))
    made[0], made[1], made[2] = STEPS, STEPS, 3 - STEPS
    return made


def test_scenarios_alike_and_reversed(levels: np.ndarray) -> None:
    """The same levels over the tracks correlate by 1, reversed ones by -1."""
    found = correlate_scenarios(frame_cells(levels))
    assert found.loc["S00", "S01"] == pytest.approx(1)
    assert found.loc["S00", "S02"] == pytest.approx(-1)


def test_correlations_are_scenarios_by_scenarios(levels: np.ndarray) -> None:
    """The table is square over the scenarios, in their order, and symmetric."""
    found = correlate_scenarios(frame_cells(levels))
    assert list(found.index) == list(found.columns) == [f"S{n:02}" for n in range(10)]
    assert found.to_numpy() == pytest.approx(found.to_numpy().T)


def test_correlation_is_of_ranks() -> None:
    """A row of 0 ... 0 3 and one of 0 ... 0 1 have the same ranks, so correlate by 1."""
    levels = np.zeros((10, 10), dtype=int)
    levels[:, 0] = 1
    levels[0, 0], levels[1, :3] = 3, (3, 1, 1)
    found = correlate_scenarios(frame_cells(levels))
    assert found.loc["S00", "S02"] == pytest.approx(1)
    # ranks of S01: 10, 8.5, 8.5 and 4 seven times; of S00: 10 and 5 nine times.  With mean 5.5:
    # 4.5 x 4.5 - 0.5 x (3 + 3 - 7 x 1.5) = 22.5; squares 4.5^2 + 9 x .25 = 22.5 and
    # 4.5^2 + 2 x 9 + 7 x 2.25 = 54
    assert found.loc["S00", "S01"] == pytest.approx(22.5 / np.sqrt(22.5 * 54))


def test_only_tracks_judged_in_both_count() -> None:
    """Where one scenario has two tracks less, ranks are those of the ten that both have."""
    levels = np.zeros((10, 12), dtype=int)
    levels[0, :10], levels[1, :10] = STEPS, STEPS
    levels[0, 10:], levels[1, 10:] = 3, -1
    found = correlate_scenarios(frame_cells(levels))
    assert found.loc["S00", "S01"] == pytest.approx(1)


def test_too_few_tracks_in_common_give_no_correlation() -> None:
    """Nine tracks judged in both scenarios are fewer than the ten that are needed."""
    levels = np.tile(STEPS, (10, 1))
    levels[1, 0] = -1
    assert np.isnan(correlate_scenarios(frame_cells(levels)).loc["S00", "S01"])


def test_a_hindering_level_correlates_with_no_furthering_one() -> None:
    """Two scenarios of the same levels and opposite signs are not alike."""
    further = np.random.default_rng(1).integers(0, 4, (10, 10))
    further[0], further[1] = STEPS, 0
    hinder = np.zeros((10, 10), dtype=int)
    hinder[1] = STEPS
    cells = frame_cells(further, hindering=hinder)
    assert np.isnan(correlate_scenarios(cells, "+").loc["S00", "S01"])
