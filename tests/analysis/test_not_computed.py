"""What a small matrix cannot bear is refused with its reason; a large one gets it, and rightly."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from doubt_sample import frame_cells, write_framework

from report138.analysis.not_computed import (
    SMALLEST,
    STATISTICS,
    NotComputedError,
    correlate_scenarios,
    list_not_computed,
    measure_nestedness,
    require_size,
)
from report138.view.report import Report
from report138.view.sentences import state_refusals
from report138.view.words import say

Reports = dict[str, Report]
# What the method refuses; the last three at any size.
NEVER = {"influence", "mean_level", "index"}
BY_SIZE = {"nestedness", "correspondence", "clusters", "centrality", "correlation", "rank_test"}
SMALL = frame_cells(np.ones((8, 3), dtype=int))
LARGE = frame_cells(np.ones((10, 10), dtype=int))


def test_all_that_the_method_refuses_is_listed() -> None:
    """Nine statistics, each once; three of them at any size."""
    assert sorted(STATISTICS) == sorted(NEVER | BY_SIZE)
    assert {key for key, allowed in STATISTICS.items() if not allowed} == NEVER


@pytest.mark.parametrize("key", STATISTICS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_has_its_name_in_both_languages(key: str, language: str) -> None:
    """None is empty."""
    assert say(f"statistic_{key}", language).strip()


@pytest.mark.parametrize("key", STATISTICS)
def test_three_by_eight_bears_none_of_them(key: str) -> None:
    """The error names the statistic."""
    with pytest.raises(NotComputedError, match=key):
        require_size(key, SMALL)


@pytest.mark.parametrize("key", sorted(BY_SIZE))
def test_a_refusal_by_size_names_both_sizes(key: str) -> None:
    """The error says from which size it is allowed and which size this matrix has."""
    with pytest.raises(NotComputedError, match=r"10 x 10 or more; this one is 8 x 3"):
        require_size(key, SMALL)


@pytest.mark.parametrize("function", [correlate_scenarios, measure_nestedness])
def test_a_function_refuses_before_it_computes(function: Callable[[pd.DataFrame], object]) -> None:
    """Asked for a small matrix, the functions raise rather than return a number."""
    with pytest.raises(NotComputedError):
        function(SMALL)


@pytest.mark.parametrize("key", sorted(BY_SIZE))
@pytest.mark.parametrize(
    ("shape", "allowed"), [((10, 10), True), ((9, 40), False), ((40, 9), False), ((12, 10), True)]
)
def test_the_smaller_side_decides(key: str, shape: tuple[int, int], allowed: bool) -> None:
    """Ten rows and ten columns are needed; many of one do not make up for few of the other."""
    cells = frame_cells(np.ones(shape, dtype=int))
    if allowed:
        require_size(key, cells)
    else:
        with pytest.raises(NotComputedError):
            require_size(key, cells)


@pytest.mark.parametrize("key", sorted(NEVER))
def test_some_are_refused_at_any_size(key: str) -> None:
    """Influence maps, a mean level and a single index are not for any matrix."""
    with pytest.raises(NotComputedError, match="is not computed"):
        require_size(key, frame_cells(np.ones((60, 60), dtype=int)))


def test_the_list_is_what_is_refused() -> None:
    """A small matrix is refused all nine, a large one the three."""
    assert set(list_not_computed(SMALL)) == NEVER | BY_SIZE
    assert set(list_not_computed(LARGE)) == NEVER
    assert SMALLEST == 10


# --- NODF, after Almeida-Neto et al. 2008 -------------------------------------------------------

TRIANGLE = np.tril(np.ones((10, 10), dtype=int))[::-1]  # fills 10, 9, ... 1 both ways


def test_a_perfectly_nested_matrix_has_nodf_100() -> None:
    """Every emptier row and column lies within every fuller one."""
    assert measure_nestedness(frame_cells(TRIANGLE)) == pytest.approx(100)


def test_nodf_does_not_depend_on_order() -> None:
    """The nested matrix with rows and columns shuffled is as nested."""
    rows, columns = (np.random.default_rng(seed).permutation(10) for seed in (1, 2))
    shuffled = TRIANGLE[np.ix_(rows, columns)]
    assert measure_nestedness(frame_cells(shuffled)) == pytest.approx(100)


@pytest.mark.parametrize(
    "levels",
    [
        np.indices((10, 10)).sum(axis=0) % 2,  # a checkerboard: fills of 5 everywhere
        np.eye(10, dtype=int),
        np.ones((10, 10), dtype=int),
        np.zeros((10, 10), dtype=int),
    ],
    ids=["checkerboard", "diagonal", "full", "empty"],
)
def test_equal_fills_have_nodf_0(levels: np.ndarray) -> None:
    """Without decreasing fill nothing is nested."""
    assert measure_nestedness(frame_cells(levels)) == 0


def test_nodf_by_hand() -> None:
    """One row of ten links, one of two, eight empty; two columns of two links, eight of one.

    Of 45 pairs of rows one is nested wholly; of 45 pairs of columns the 2 x 8 of two and one
    link are; all others have equal or no fill: (1 + 16) / 90.
    """
    levels = np.zeros((10, 10), dtype=int)
    levels[0], levels[1, :2] = 1, 1
    assert measure_nestedness(frame_cells(levels)) == pytest.approx(100 * 17 / 90)


def test_nodf_counts_links_whatever_their_level() -> None:
    """Levels are an order, not a weight: 1, 2 and 3 are links alike."""
    levels = TRIANGLE * (1 + np.indices((10, 10)).sum(axis=0) % 3)
    assert measure_nestedness(frame_cells(levels)) == pytest.approx(100)


# --- rank correlation between scenarios ---------------------------------------------------------

STEPS = np.array([0, 0, 1, 1, 2, 2, 3, 3, 3, 0])


@pytest.fixture
def correlations() -> pd.DataFrame:
    """Ten scenarios: two alike, one reversed, the rest at chance."""
    levels = np.random.default_rng(0).integers(0, 4, (10, 10))
    levels[0], levels[1], levels[2] = STEPS, STEPS, 3 - STEPS
    return correlate_scenarios(frame_cells(levels))


def test_scenarios_alike_and_reversed(correlations: pd.DataFrame) -> None:
    """The same levels over the tracks correlate by 1, reversed ones by -1."""
    assert correlations.loc["S00", "S01"] == pytest.approx(1)
    assert correlations.loc["S00", "S02"] == pytest.approx(-1)


def test_correlations_are_scenarios_by_scenarios(correlations: pd.DataFrame) -> None:
    """The table is square over the scenarios and symmetric with 1 on its diagonal."""
    assert list(correlations.index) == list(correlations.columns)
    assert list(correlations.index) == [f"S{number:02}" for number in range(10)]
    assert correlations.to_numpy() == pytest.approx(correlations.to_numpy().T)
    assert np.diag(correlations).tolist() == pytest.approx([1] * 10)


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


# --- in the report ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_names_what_it_refuses(shipped_reports: Reports, language: str) -> None:
    """All nine of the 8 x 3 report, the three of no matrix after its size; in two sentences."""
    said = state_refusals(shipped_reports[language]).markdown.casefold()
    places = {key: said.find(say(f"statistic_{key}", language).casefold()) for key in STATISTICS}
    assert min(places.values()) >= 0
    assert max(places[key] for key in BY_SIZE) < min(places[key] for key in NEVER)
    assert all(
        number in said for number in (("8行3列", "10行10列") if language == "zh" else ("10",))
    )


def test_a_large_framework_is_refused_less(tmp_path: Path) -> None:
    """For 10 x 10 only what no matrix can bear is named, in one sentence."""
    coding = [f"s,T{n + 1},S{n + 1},K,2,direct,+" for n in range(10)]
    said = state_refusals(write_framework(tmp_path / "new", (10, 10), coding)).markdown
    assert said.count(".") == 1
    names = {key for key in STATISTICS if say(f"statistic_{key}", "en").lower() in said.lower()}
    assert names == NEVER
