"""The general statements: what each names in a matrix, and when it holds of just those elsewhere."""

from pathlib import Path

import numpy as np
import pytest
from doubt_sample import draw_grids, draw_orders, write_framework
from hypothesis import given, settings
from hypothesis import strategies as st

from report138.analysis.robustness.grid import LevelGrid
from report138.analysis.robustness.simulate import simulate
from report138.analysis.robustness.statements import (
    KEYS,
    STATEMENTS,
    count_links,
    judge_statements,
    name_holders,
)
from report138.data.framework import load_framework
from report138.view.report import Report
from report138.view.sentences import word_statement
from report138.view.words.facts.statements import list_statements

Reports = dict[str, Report]
BY_KEY = {statement.key: statement for statement in STATEMENTS}
# Three scenarios by two tracks: links in S1-T1 and S2-T2 (a means), S2-T1 only named together,
# S3 without anything, and one of its cells without a level.
BASE = np.array([[2, 0], [1, 3], [0, -1]], dtype=np.int8)


def judge(key: str, base: list[list[int]] | np.ndarray, levels: list[list[int]]) -> bool:
    """Return whether what a statement says of one matrix is true of another."""
    given = np.array([levels], dtype=np.int8)
    return bool(BY_KEY[key].holds(np.array(base, dtype=np.int8), given)[0])


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("linked", [[True, False], [False, True], [False, False]]),
        ("most", [True, True]),
        ("means", [[False, False], [False, True], [False, False]]),
        ("complete", [False, False, False]),
        ("several", [False, False, False]),
        ("unlinked", [False, False, True]),
        ("bare", [False, False, True]),
        ("half", [True]),  # 3 of 5 cells with a level
    ],
)
def test_what_a_statement_names(key: str, named: list) -> None:
    """Tracks, scenarios or cells of which it is true in the base matrix."""
    assert name_holders(key, BASE).tolist() == named


@pytest.mark.parametrize(
    ("key", "levels", "holds"),
    [
        # its two cells are links still, whatever else is; one of them is not
        ("linked", [[3, 2], [0, 2], [0, -1]], True),
        ("linked", [[2, 0], [3, 1], [0, -1]], False),
        # both tracks have as many links; one has more
        ("most", [[2, 2], [2, 2], [0, -1]], True),
        ("most", [[2, 0], [2, 3], [0, -1]], False),
        # S2-T2 is at 3, though another is too; it is at 2
        ("means", [[3, 0], [1, 3], [0, -1]], True),
        ("means", [[3, 0], [1, 2], [0, -1]], False),
        # none has all tracks; S2 has
        ("complete", [[2, 1], [0, 3], [2, -1]], True),
        ("complete", [[2, 0], [2, 3], [0, -1]], False),
        # none has several links; S1 has two
        ("several", [[2, 1], [1, 3], [2, -1]], True),
        ("several", [[2, 2], [1, 3], [0, -1]], False),
        # S3 has no link, though S1 has none now either; S3 has one
        ("unlinked", [[1, 0], [1, 3], [1, -1]], True),
        ("unlinked", [[2, 0], [1, 3], [2, -1]], False),
        # S3 has nothing; level 1 is something
        ("bare", [[0, 0], [1, 3], [0, -1]], True),
        ("bare", [[2, 0], [1, 3], [1, -1]], False),
        # two of five cells are fewer than half
        ("half", [[2, 1], [0, 3], [0, -1]], True),
        ("half", [[2, 0], [0, 3], [0, -1]], False),
    ],
)
def test_a_statement_holds_of_just_what_it_names(
    key: str, levels: list[list[int]], holds: bool
) -> None:
    """Another matrix may differ elsewhere; by hand."""
    assert judge(key, BASE, levels) == holds
    assert judge(key, BASE, BASE.tolist())


def test_named_scenarios_are_not_any_scenarios() -> None:
    """As many scenarios are unlinked in both matrices, but one of those named is linked now."""
    base = [[2], [0], [0]]
    assert name_holders("unlinked", np.array(base)).tolist() == [False, True, True]
    assert not judge("unlinked", base, [[0], [2], [0]])
    assert judge("unlinked", base, [[0], [0], [0]])


def test_many_named_scenarios_fail_in_almost_every_draw() -> None:
    """That 40 scenarios are linked to no track is all but never true when each may be missed.

    A miss of 10 %, a third of it at level 1: each stays unlinked with 1 - .1 x 2 / 3.
    """
    grid = LevelGrid(
        scenarios=[f"S{n}" for n in range(41)],
        tracks=["T"],
        levels=np.zeros((41, 1), dtype=np.int8),
        readings=np.zeros((1, 41), dtype=np.int8),
        **dict.fromkeys(("fill_reading", "fill_cell", "fill_level"), np.array([], dtype=np.int64)),
        **dict.fromkeys(("fill_unit", "fill_place"), np.array([], dtype=object)),
    )
    kept = simulate(grid, 0.0, 0.1, 2_000).probability[..., :2].sum(axis=2)
    assert kept.mean() == pytest.approx(1 - 0.2 / 3, abs=0.01)
    draws = (np.random.default_rng(0).random((2_000, 41, 1)) > kept.mean()) * np.int8(2)
    held = BY_KEY["unlinked"].holds(grid.levels, draws)
    assert held.mean() == pytest.approx((1 - 0.2 / 3) ** 41, abs=0.03)


@pytest.mark.parametrize(
    ("key", "base", "true", "false"),
    [
        ("means", [[2, 1]], [[2, 2]], [[3, 1]]),
        ("complete", [[2, 1]], [[1, 2]], [[2, 2]]),
        ("several", [[2, 1]], [[1, 2]], [[2, 2]]),
        ("unlinked", [[2, 1], [0, 2]], [[1, 2], [2, 2]], [[2, 2], [1, 1]]),
        ("bare", [[1, 0], [0, 1]], [[0, 3], [1, 1]], [[3, 3], [0, 0]]),
        ("linked", [[1, 0]], [[0, 1]], [[2, 0]]),
    ],
)
def test_where_nothing_is_named_there_is_none(
    key: str, base: list[list[int]], true: list[list[int]], false: list[list[int]]
) -> None:
    """That no cell or scenario is such holds where none is; that all have one, where all have."""
    assert not name_holders(key, np.array(base)).any()
    assert judge(key, base, true)
    assert not judge(key, base, false)


def test_only_means_no_other() -> None:
    """That only S1 has several links fails where S2 has them too."""
    assert judge("several", [[2, 2], [2, 0]], [[3, 2], [0, 0]])
    assert not judge("several", [[2, 2], [2, 0]], [[2, 2], [2, 2]])


def test_the_track_with_most_is_that_track_alone() -> None:
    """Another one that draws level has as many."""
    base = [[2, 2], [2, 0]]
    assert name_holders("most", np.array(base)).tolist() == [True, False]
    assert judge("most", base, [[3, 0], [0, 0]])
    assert not judge("most", base, [[2, 2], [2, 2]])


def test_exactly_half_is_at_least_half() -> None:
    """Two of four cells are half; a cell without a level is not among the four."""
    half = BY_KEY["half"]
    assert [
        bool(half.name(np.array(levels))[0])
        for levels in ([[1, 0], [1, 0]], [[1, 0], [0, 0]], [[-1, 0], [1, -1]])
    ] == [True, False, True]


def test_all_tracks_does_not_count_a_cell_that_is_unknown() -> None:
    """A scenario with one link and one cell not assessable is not linked to both tracks."""
    assert not name_holders("complete", np.array([[2, -1]])).any()


@pytest.mark.parametrize("key", KEYS)
def test_a_matrix_without_levels_bears_nothing_out(key: str) -> None:
    """Who judged nothing is no witness, even of what is lacking."""
    assert not judge(key, BASE, np.full(BASE.shape, -1).tolist())


def test_a_scenario_that_was_not_judged_is_not_without_links() -> None:
    """Of S3 nothing is known, so that it has no link does not hold."""
    assert not judge("unlinked", BASE, [[2, 0], [1, 3], [-1, -1]])


def test_level_one_is_no_link() -> None:
    """Counted by track, of two matrices."""
    levels = np.array([[[1, 2], [1, 3]], [[0, 1], [2, 1]]])
    assert count_links(levels).tolist() == [[0, 2], [1, 0]]


def test_statements_are_judged_matrix_by_matrix() -> None:
    """The judgement has a row a statement, a column a matrix, in their order."""
    judged = judge_statements(BASE, {"same": BASE, "none": np.zeros_like(BASE)})
    assert list(judged.columns) == ["same", "none"]
    assert list(judged.index) == list(KEYS)
    assert judged["same"].all()
    # without any link S3 is still unlinked and bare, no scenario has several or all tracks, and
    # the tracks still have as many
    kept = {"most", "complete", "several", "unlinked", "bare"}
    assert set(judged.index[judged["none"]]) == kept


@pytest.mark.parametrize("key", KEYS)
def test_a_matrix_among_others_is_judged_as_by_itself(key: str) -> None:
    """Six drawn matrices at once, with other numbers of rows and columns, against each alone."""
    chance = np.random.default_rng(7)
    for _ in range(40):
        base, *others = chance.integers(-1, 4, (7, 4, 3)).astype(np.int8)
        together = BY_KEY[key].holds(base, np.array(others))
        assert together.tolist() == [judge(key, base, other) for other in others]


def test_a_scenario_that_loses_a_link_is_no_longer_complete() -> None:
    """Of two scenarios linked to all tracks the second is not any more."""
    assert judge("complete", [[2, 2], [3, 2]], [[2, 2], [3, 2]])
    assert not judge("complete", [[2, 2], [3, 2]], [[2, 2], [3, 1]])


def test_of_several_scenarios_the_complete_one_is_judged() -> None:
    """S1 alone is linked to both tracks: what S2 is linked to says nothing of that."""
    base = [[2, 2], [2, 0]]
    assert name_holders("complete", np.array(base)).tolist() == [True, False]
    assert judge("complete", base, [[2, 3], [0, 0]])
    assert judge("complete", base, [[2, 3], [2, 2]])
    assert not judge("complete", base, [[2, 1], [2, 0]])


def test_without_other_matrices_nothing_is_judged() -> None:
    """No matrices, no columns, and still a row a statement."""
    assert judge_statements(BASE, {}).shape == (len(STATEMENTS), 0)


@settings(max_examples=80, deadline=None)
@given(grid=draw_grids(), data=st.data())
def test_the_order_of_scenarios_and_tracks_does_not_matter(
    grid: LevelGrid, data: st.DataObject
) -> None:
    """Permuting the base and the other matrix alike leaves each statement's fate as it is."""
    rows, columns = (data.draw(draw_orders(size)) for size in grid.shape)
    cells = st.integers(0, 3)
    levels = data.draw(st.lists(cells, min_size=grid.levels.size, max_size=grid.levels.size))
    other = np.where(grid.levels < 0, -1, np.array(levels).reshape(grid.shape))
    place = np.ix_(rows, columns)
    for statement in STATEMENTS:
        here = statement.holds(grid.levels, other[np.newaxis])
        there = statement.holds(grid.levels[place], other[place][np.newaxis])
        assert (here == there).all(), statement.key


@settings(max_examples=80, deadline=None)
@given(grid=draw_grids().filter(lambda grid: grid.coded))
def test_what_a_matrix_says_is_true_of_itself(grid: LevelGrid) -> None:
    """Every statement holds in the matrix that it is worded from."""
    assert judge_statements(grid.levels, {"self": grid.levels})["self"].all()


# --- in a report ---------------------------------------------------------------------------------


def test_each_statement_names_its_readings(tmp_path: Path) -> None:
    """A and B link T1 to S1, C links T2 to S2; over all of them only the first is a link."""
    coding = [
        *("a,T1,S1,A,2,direct,+", ",T2,S1,A,0,,", ",T1,S2,A,0,,", ",T2,S2,A,0,,"),
        *("a,T1,S1,B,3,direct,+", ",T2,S1,B,0,,", ",T1,S2,B,0,,", ",T2,S2,B,0,,"),
        *(",T1,S1,C,0,,", ",T2,S1,C,0,,", ",T1,S2,C,0,,", "b,T2,S2,C,2,direct,+"),
    ]
    doubt = write_framework(tmp_path / "new", (2, 2), coding).doubt
    assert doubt.grid.levels.tolist() == [[2, 0], [0, 0]]
    assert doubt.statements["readings"].to_dict() == {
        "linked": ("A", "B"),
        "most": ("A", "B"),
        "means": ("A", "C"),  # that no cell names a means
        "complete": ("A", "B", "C"),
        "several": ("A", "B", "C"),
        "unlinked": ("A", "B"),
        "bare": ("A", "B"),
        "half": ("A", "B", "C"),
    }


def test_what_leaving_out_does_to_statements(folder: Path) -> None:
    """As K reads it: without which units and places each fails (see test_leave_out)."""
    rows = Report(load_framework(folder), "en", coder="K").doubt.statements
    assert rows["units"].to_dict() == {
        "linked": ("001", "004"),
        "most": ("001", "004"),
        "means": ("004",),
        "complete": (),
        "several": (),
        "unlinked": (),
        "bare": (),
        "half": ("001",),  # 2 of 5
    }
    assert rows["places"]["linked"] == ("A1", "A2")
    assert rows["places"]["means"] == ("A2",)


def test_what_other_rules_do_to_statements(folder: Path) -> None:
    """With the inferred 3 of C1-R2 the tracks differ, C1 has both, and two cells are at 3."""
    rows = Report(load_framework(folder), "en", coder="K").doubt.statements
    failing = {key for key, rules in rows["failing"].items() if "with_inferred" in rules}
    assert failing == {"most", "complete", "several"}


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("linked", "The text states a link in two cells: Lending × Reading room and "),
        ("most", "Both tracks have the same number of links (one each)."),
        ("means", "The text names a means in one cell: Repair × Book bus."),
        ("complete", "No scenario is linked to both tracks."),
        ("several", "No scenario is linked to more than one track."),
        ("unlinked", "Linked to no track: Night school."),
        ("bare", "Not even named together with a track: Night school."),
        ("half", "At least half of the cells judged have evidence (3 of 5 in the matrix)."),
    ],
)
def test_a_statement_in_words(folder: Path, key: str, words: str) -> None:
    """The words give what is put to proof."""
    assert word_statement(Report(load_framework(folder), "en", coder="K"), key).startswith(words)


def test_what_a_matrix_could_not_contradict_is_not_said(tmp_path: Path) -> None:
    """With one track there is no comparison of tracks; with nothing judged nothing at all."""
    one = write_framework(tmp_path / "one", (3, 1), ["a,T1,S1,A,2,direct,+", ",T1,S2,A,0,,"])
    assert list_statements(one) == ["linked", "means", "unlinked", "bare", "half"]
    assert list_statements(write_framework(tmp_path / "none", (2, 2), [])) == []
