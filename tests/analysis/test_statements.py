"""The general statements: what each says of a matrix, when it survives, when it is robust."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from doubt_sample import draw_grids, draw_orders, write_framework
from hypothesis import given, settings
from hypothesis import strategies as st

from report138.analysis.robustness.doubt import Doubt
from report138.analysis.robustness.grid import LevelGrid
from report138.analysis.robustness.simulate import Simulation
from report138.analysis.robustness.statements import STATEMENTS, judge_statements
from report138.view.report import Report
from report138.view.sentences import read_statements, state_findings, word_statement
from report138.view.tables import tabulate_statements

Reports = dict[str, Report]
BY_KEY = {statement.key: statement for statement in STATEMENTS}
# The tiny framework's matrix: three scenarios by two tracks, one cell without a level.
BASE = np.array([[2, 0], [1, 3], [0, -1]], dtype=np.int8)


def test_each_statement_is_about_presence_or_absence() -> None:
    """Who reaches fewest, what only one reaches or all reach, what is empty: about absence."""
    about_absence = {key for key, statement in BY_KEY.items() if statement.absence}
    assert about_absence == {"fewest", "complete", "sole", "empty"}


@pytest.mark.parametrize(
    ("key", "levels", "survives"),
    [
        # three of five cells with a level; two of five are fewer than half
        ("at_least_half", [[0, 2], [1, 3], [0, -1]], True),
        ("at_least_half", [[2, 0], [0, 3], [0, -1]], False),
        # C3 has no track; when it gets one, every scenario is served
        ("served", [[0, 1], [0, 1], [0, -1]], True),
        ("served", [[2, 0], [1, 3], [1, -1]], False),
        # R2 reaches one scenario, R1 two; with a second one they are level
        ("fewest", [[1, 0], [1, 0], [1, -1]], True),
        ("fewest", [[2, 1], [1, 3], [0, -1]], False),
        # one cell each at 2 or more; a second one puts R1 ahead
        ("firmest", [[0, 3], [2, 0], [0, -1]], True),
        ("firmest", [[2, 0], [2, 3], [0, -1]], False),
        # C2 alone has both tracks
        ("complete", [[0, 0], [3, 1], [0, -1]], True),
        ("complete", [[2, 1], [1, 3], [0, -1]], False),
        ("complete", [[2, 0], [0, 3], [0, -1]], False),
        # C1 alone has one track only; which one does not matter
        ("sole", [[0, 3], [1, 1], [0, -1]], True),
        ("sole", [[2, 0], [0, 3], [0, -1]], False),
        # C2-R2 alone is at 3
        ("operational", [[1, 0], [0, 3], [2, -1]], True),
        ("operational", [[3, 0], [1, 3], [0, -1]], False),
        ("operational", [[2, 0], [1, 2], [0, -1]], False),
        # C1-R2 and C3-R1 are empty, no others
        ("empty", [[1, 0], [3, 1], [0, -1]], True),
        ("empty", [[2, 1], [1, 3], [0, -1]], False),
        ("empty", [[2, 0], [0, 3], [0, -1]], False),
    ],
)
def test_a_statement_survives_where_its_answer_is_the_same(
    key: str, levels: list[list[int]], survives: bool
) -> None:
    """A changed matrix keeps or breaks a statement of the base, by hand."""
    given = np.array([levels, BASE.tolist()], dtype=np.int8)
    assert BY_KEY[key].holds(BASE, given).tolist() == [survives, True]


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("fewest", [False, False, True]),  # tracks reach 3, 2 and 1 scenarios
        ("firmest", [False, True, False]),  # 1, 2 and 1 cells at 2 or more
        ("complete", [True, False, False]),
        ("sole", [False, False, True]),
        ("empty", [[False] * 3, [False, False, True], [False, True, False]]),
    ],
)
def test_what_a_statement_singles_out(key: str, answer: list[bool]) -> None:
    """The tracks, scenarios or cells of which it is true, in a matrix of three by three."""
    levels = np.array([[[1, 3, 2], [1, 2, 0], [2, 0, -1]]], dtype=np.int8)
    assert BY_KEY[key].answer(levels)[0].tolist() == answer


def test_a_track_that_nobody_coded_does_not_reach_the_fewest() -> None:
    """Of a track without any level it is unknown how few scenarios it reaches: T3 has fewest."""
    levels = np.array([[[1, -1, 1], [1, -1, 0]]], dtype=np.int8)
    assert BY_KEY["fewest"].answer(levels)[0].tolist() == [False, False, True]


def test_exactly_half_is_at_least_half() -> None:
    """Two of four cells are half; a cell without a level is not counted among the four."""
    half = BY_KEY["at_least_half"].answer
    levels = np.array([[[1, 0], [1, 0]], [[1, 0], [0, 0]], [[-1, 0], [1, -1]]], dtype=np.int8)
    assert half(levels).tolist() == [True, False, True]


def test_statements_are_judged_matrix_by_matrix() -> None:
    """The judgement has a row a statement, a column a matrix, in their order."""
    judged = judge_statements(BASE, {"same": BASE, "none": np.zeros_like(BASE)})
    assert list(judged.columns) == ["same", "none"]
    assert list(judged.index) == [statement.key for statement in STATEMENTS]
    assert judged["same"].all()
    # with no link at all C3 is still unserved and the tracks are still level at 2 or more
    assert list(judged.index[judged["none"]]) == ["served", "firmest"]


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


def test_what_leaving_out_does_to_the_tiny_statements(tiny_reports: Reports) -> None:
    """Of 5 segments and 2 places, how many leave each statement standing (see test_leave_out).

    Without 001 R1 has no cell at 2, without 004 R2 has none.  Without A1 only C2-R2 is left,
    without A2 only C1-R1 and C2-R1.
    """
    rows = tiny_reports["en"].doubt.statements
    assert {key: (row["segments"], row["places"]) for key, row in rows.iterrows()} == {
        "at_least_half": (5, 1),  # 1 of 5 without A1, 3 of 5 without A2
        "served": (5, 2),
        "fewest": (5, 1),  # without A1 it is R1
        "firmest": (3, 0),
        "complete": (5, 1),  # without A1 none is
        "sole": (5, 1),  # without A1 C2 instead of C1
        "operational": (4, 1),
        "empty": (5, 1),
    }


def test_what_other_rules_do_to_the_tiny_statements(tiny_reports: Reports) -> None:
    """The rules under which each statement fails, from the matrices of test_variants."""
    rows = tiny_reports["en"].doubt.statements
    assert rows["failing"].to_dict() == {
        "at_least_half": ("from_level_2", "from_level_3"),
        "served": (),
        "fewest": ("with_inferred", "from_level_2", "from_level_3"),
        "firmest": ("with_inferred", "from_level_3"),
        "complete": ("with_inferred", "from_level_2", "from_level_3"),
        "sole": ("with_inferred", "from_level_2", "from_level_3"),
        "operational": ("lower_median", "with_inferred"),
        "empty": ("with_inferred", "from_level_2", "from_level_3"),
    }


def test_each_share_comes_from_its_own_simulation(tiny_reports: Reports) -> None:
    """Columns p_<miss> at an error of 10 %, p_double at 20 % and misses of 5 %."""
    doubt = tiny_reports["en"].doubt
    rates = {"p_0.0": (0.1, 0.0), "p_0.05": (0.1, 0.05), "p_0.1": (0.1, 0.1)}
    rates["p_double"] = (0.2, 0.05)
    for column, rate in rates.items():
        assert doubt.statements[column].to_dict() == doubt.simulations[rate].holds
    assert doubt.central is doubt.simulations[0.1, 0.05]


def test_drawn_ranges_stand_beside_the_counts(tmp_path: Path) -> None:
    """Of twelve cells of one segment each all are kept in .9667 to the 12 = .67: 11 to 12."""
    coding = [f"s{n},T1,S{n},K,1,direct,+" for n in range(1, 13)]
    doubt = write_framework(tmp_path / "new", (12, 1), coding).doubt
    assert doubt.track_counts[["low", "high"]].to_numpy().tolist() == [[11, 12]]
    assert doubt.scenario_counts[["low", "high"]].to_numpy().tolist() == [[1, 1]] * 12


def test_what_is_said_of_nothing_is_not_robust(tmp_path: Path) -> None:
    """Without any coded cell every statement survives every draw, and none is called robust."""
    report = write_framework(tmp_path / "new", (2, 2), [])
    rows = report.doubt.statements
    assert (rows["p_0.05"] == 1).all()
    assert not rows["robust"].any()


Weigh = Callable[[Report, dict[float, float]], Doubt]


@pytest.fixture
def weigh(monkeypatch: pytest.MonkeyPatch) -> Weigh:
    """Weigh doubt as if every statement held in a given share of draws, by rate of misses."""

    def weigh_with(report: Report, shares: dict[float, float]) -> Doubt:
        def simulate(grid: LevelGrid, error: float, miss: float) -> Simulation:
            holds = dict.fromkeys(BY_KEY, shares[miss])
            ranges = (np.zeros((2, size)) for size in reversed(grid.shape))
            return Simulation(error, miss, 1, np.zeros((*grid.shape, 4)), *ranges, 0.0, holds)

        monkeypatch.setattr("report138.analysis.robustness.doubt.simulate", simulate)
        return Doubt(report.coding, report.cells, report.fills, report.framework.lexicon)

    return weigh_with


@pytest.mark.parametrize(
    ("shares", "presence", "absence"),
    [
        ({0.0: 1.0, 0.05: 0.9, 0.1: 0.9}, True, True),
        ({0.0: 1.0, 0.05: 0.95, 0.1: 0.89}, True, False),  # absence must survive the most misses
        ({0.0: 1.0, 0.05: 0.89, 0.1: 0.95}, False, False),
        ({0.0: 0.1, 0.05: 0.9, 0.1: 0.9}, True, True),  # misses of 0 are never the measure
        ({0.0: 1.0, 0.05: 0.5, 0.1: 0.5}, False, False),
    ],
)
def test_what_is_robust(
    tiny_reports: Reports, weigh: Weigh, shares: dict[float, float], presence: bool, absence: bool
) -> None:
    """From .9 at misses of 5 %; on absence at 10 % too; what holds without misses is not enough."""
    robust = weigh(tiny_reports["en"], shares).statements["robust"]
    assert bool(robust["firmest"]) == presence
    for key in ("fewest", "complete", "sole", "empty"):
        assert bool(robust[key]) == absence, key


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("served", "Linked to no track: Scenario 2."),
        ("at_least_half", "Fewer than half of the cells have evidence (1 of 4)."),
        ("operational", "No cell is operational."),
    ],
)
def test_what_says_that_something_is_lacking_is_absence(
    tmp_path: Path, weigh: Weigh, key: str, words: str
) -> None:
    """A statement that comes out as one of absence must survive misses of 10 %, whatever its kind."""
    coding = ["a,T1,S1,K,1,direct,+", *(f",{cell},K,0,," for cell in ("T2,S1", "T1,S2", "T2,S2"))]
    report = write_framework(tmp_path / "new", (2, 2), coding)
    assert word_statement(report, key) == words
    rows = weigh(report, {0.0: 1.0, 0.05: 0.95, 0.1: 0.5}).statements
    assert not rows.loc[key, "robust"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("at_least_half", "At least half of the cells judged have evidence (3 of 5)."),
        ("fewest", "Repair reaches the fewest scenarios (one)."),
        ("firmest", "Both tracks have as many cells at level 2 or more (one each)."),
        ("complete", "Only Book bus is linked to every track."),
        ("sole", "One scenario is linked to one track only: Reading room."),
        ("operational", "One cell is operational: Repair × Book bus."),
    ],
)
def test_a_statement_in_words(tiny_reports: Reports, key: str, words: str) -> None:
    """The words give the answer that is put to proof."""
    assert word_statement(tiny_reports["en"], key) == words


def test_the_findings_carry_verdict_and_share(tiny_reports: Reports) -> None:
    """Each finding ends with whether it is robust and the share at misses of 5 %."""
    lines = state_findings(tiny_reports["en"]).markdown.splitlines()
    rows = tiny_reports["en"].doubt.statements
    keys = ("at_least_half", "complete", "sole", "firmest", "fewest")
    for key, line in zip(keys, lines, strict=True):
        verdict = "robust" if rows.loc[key, "robust"] else "not robust"
        share = f"{rows.loc[key, 'p_0.05'] * 100:.0f}%"
        assert line.replace("\\", "").endswith(f". [{verdict}, {share}]")


def test_the_table_and_the_summary_count_alike(tiny_reports: Reports) -> None:
    """As many rows are robust as the sentence says, and each shows n of 5 segments, n of 2 places."""
    report = tiny_reports["en"]
    rows = [[cell.text for cell in row] for row in tabulate_statements(report).rows]
    robust = sum(row[-1] == "robust" for row in rows)
    assert read_statements(report).markdown.startswith(f"Of {len(STATEMENTS)} statements {robust} ")
    assert rows[0][1:3] == ["5/5", "1/2"]
