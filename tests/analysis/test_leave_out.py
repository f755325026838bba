"""The matrix without one unit or one place, worked out by hand and by what must hold."""

from operator import itemgetter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from doubt_sample import (
    build_grid,
    draw_grids,
    draw_orders,
    list_fills,
    list_none,
    permute,
    transpose,
    write_framework,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from report138.analysis.interlinkage import code_cells
from report138.analysis.robustness.doubt import Doubt
from report138.analysis.robustness.grid import NONE, LevelGrid, make_unit_grid
from report138.analysis.robustness.leave_out import leave_out, range_counts
from report138.data.framework import load_framework
from report138.view.report import Report

PARTS = ("unit", "place")

# Two scenarios by two tracks.  s1 and s2 both hold the first cell at 2; s1 alone the second.
HAND = build_grid(
    (2, 2),
    (0, 0, 2, "s1", "P1"),
    (0, 0, 2, "s2", "P1"),
    (0, 1, 3, "s1", "P1"),
    (0, 1, 1, "s3", "P2"),
    none=[(1, 1)],
)


@pytest.fixture
def one_reading(folder: Path) -> Doubt:
    """The doubt about the tiny framework as K alone reads it."""
    return Report(load_framework(folder), "en", coder="K").doubt


def as_lists(results: dict[str, np.ndarray]) -> dict[str, list[list[int]]]:
    """Return levels as plain lists, to be compared."""
    return {name: levels.tolist() for name, levels in results.items()}


def test_the_highest_of_two_units_gives_the_level(tmp_path: Path) -> None:
    """Without a, at 3, the cell falls to the 1 of b: nothing else holds it up."""
    coding = ["a,T1,S1,A,3,direct,+", "b,T1,S1,A,1,direct,+"]
    report = write_framework(tmp_path / "x", (1, 1), coding)
    left_out = leave_out(make_unit_grid(report.cells, report.units), "unit")
    assert sorted(levels.item() for levels in left_out.values()) == [1, 3]


def test_one_unit_left_out() -> None:
    """Without s1 the second cell falls from 3 to 1; the first one keeps its 2 by s2."""
    assert as_lists(leave_out(HAND, "unit")) == {
        "s1": [[2, 1], [0, NONE]],
        "s2": [[2, 3], [0, NONE]],
        "s3": [[2, 3], [0, NONE]],
    }


def test_one_place_left_out() -> None:
    """P1 takes s1 and s2 with it, so that the first cell is empty and the second at 1."""
    assert as_lists(leave_out(HAND, "place")) == {
        "P1": [[0, 1], [0, NONE]],
        "P2": [[2, 3], [0, NONE]],
    }


@pytest.mark.parametrize(
    ("part", "name", "expected"),
    [
        ("unit", "001", [[0, 0], [1, 3], [0, NONE]]),  # 002 is a part of it; C2 still has 005
        ("unit", "003", [[2, 0], [1, 3], [0, NONE]]),
        ("unit", "004", [[2, 0], [1, 1], [0, NONE]]),  # the hindering 003 is left
        ("unit", "005", [[2, 0], [1, 3], [0, NONE]]),
        ("place", "A1", [[0, 0], [0, 3], [0, NONE]]),
        ("place", "A2", [[2, 0], [1, 1], [0, NONE]]),  # 003 also stands in A1
    ],
)
def test_one_reading_without_a_part(
    one_reading: Doubt, part: str, name: str, expected: list[list[int]]
) -> None:
    """The codings of K in sample.py without a unit or place; the inferred one is no part."""
    results = {"unit": one_reading.without_unit, "place": one_reading.without_place}[part]
    assert as_lists(results)[name] == expected
    assert len(results) == {"unit": 4, "place": 2}[part]


def test_a_unit_goes_from_every_reading(tmp_path: Path) -> None:
    """A and B found a, C only b: without a the median falls to 0; b alone changes nothing."""
    coding = ["a,T1,S1,A,2,direct,+", "a,T1,S1,B,3,direct,+", "b,T1,S1,C,2,direct,+"]
    doubt = write_framework(tmp_path / "new", (1, 1), coding).doubt
    assert doubt.grid.levels.tolist() == [[2]]
    assert as_lists(doubt.without_unit) == {"a": [[0]], "b": [[2]]}


def test_what_a_reading_declined_stays_declined(tmp_path: Path) -> None:
    """Without a, A is at 0 and B, who declined, has no say: 0 and not NA."""
    coding = ["a,T1,S1,A,2,direct,+", ",T1,S1,B,NA,,", "b,T1,S2,A,1,direct,", ",T1,S2,B,0,,"]
    doubt = write_framework(tmp_path / "new", (2, 1), coding).doubt
    assert doubt.grid.levels.tolist() == [[2], [0]]
    assert as_lists(doubt.without_unit) == {"a": [[0], [0]], "b": [[2], [0]]}


def test_counts_have_a_range() -> None:
    """Tracks reach 1 and 1 scenarios; without P1 the first none.  The first scenario: 2, then 1."""
    others = list(leave_out(HAND, "place").values())
    tracks = range_counts(HAND.levels, others, axis=0)
    scenarios = range_counts(HAND.levels, others, axis=1)
    assert tracks.to_dict("list") == {"base": [1, 1], "lowest": [0, 1], "highest": [1, 1]}
    assert scenarios.to_dict("list") == {"base": [2, 0], "lowest": [1, 0], "highest": [2, 0]}


def test_a_range_holds_what_rises_above_the_base() -> None:
    """Given a matrix with more links, the range reaches above the base."""
    ranges = range_counts(np.array([[1, 0]]), [np.array([[1, 2]])], axis=1)
    assert ranges.to_dict("list") == {"base": [1], "lowest": [1], "highest": [2]}


def test_the_report_ranges_over_units_and_places(one_reading: Doubt) -> None:
    """R1 has 2 cells, none without A1; R2 has 1, none without A2; C2 keeps one either way."""
    columns = ["base", "lowest", "highest"]
    assert one_reading.track_counts[columns].to_numpy().tolist() == [[2, 0, 2], [1, 1, 1]]
    scenarios = one_reading.scenario_counts[columns].to_numpy().tolist()
    assert scenarios == [[1, 0, 1], [2, 1, 2], [0, 0, 0]]


def test_nothing_to_leave_out() -> None:
    """A grid without fills has no leave-outs, and its counts are their own range."""
    empty = build_grid((1, 2))
    assert leave_out(empty, "unit") == {}
    assert range_counts(empty.levels, [], axis=1).to_dict("list") == {
        "base": [0],
        "lowest": [0],
        "highest": [0],
    }


@pytest.mark.parametrize("part", PARTS)
@settings(max_examples=60, deadline=None)
@given(grid=draw_grids())
def test_leaving_out_never_raises_a_level(part: str, grid: LevelGrid) -> None:
    """No cell rises, none falls below 0, and a cell without a level stays without."""
    for levels in leave_out(grid, part).values():
        assert (levels <= grid.levels).all()
        assert ((levels == NONE) == (grid.levels == NONE)).all()


@pytest.mark.parametrize("part", PARTS)
@settings(max_examples=60, deadline=None)
@given(grid=draw_grids())
def test_leaving_out_is_coding_without(part: str, grid: LevelGrid) -> None:
    """What is left equals a grid built from the other fills alone."""
    results = leave_out(grid, part)
    owner = itemgetter(3 if part == "unit" else 4)
    assert set(results) == {owner(fill) for fill in list_fills(grid)}
    for name, levels in results.items():
        kept = [fill for fill in list_fills(grid) if owner(fill) != name]
        assert (levels == build_grid(grid.shape, *kept, none=list_none(grid)).levels).all()


@settings(max_examples=60, deadline=None)
@given(grid=draw_grids(), data=st.data())
def test_permuting_permutes(grid: LevelGrid, data: st.DataObject) -> None:
    """Scenarios and tracks in another order give the same levels and ranges in that order."""
    rows, columns = (data.draw(draw_orders(size)) for size in grid.shape)
    there, here = leave_out(permute(grid, rows, columns), "unit"), leave_out(grid, "unit")
    for name, levels in here.items():
        assert (there[name] == levels[np.ix_(rows, columns)]).all()
    ranges = range_counts(grid.levels, list(here.values()), axis=0)
    permuted = grid.levels[np.ix_(rows, columns)]
    others = range_counts(permuted, list(there.values()), axis=0)
    assert (others.to_numpy() == ranges.to_numpy()[columns]).all()


@settings(max_examples=60, deadline=None)
@given(grid=draw_grids())
def test_transposing_swaps_the_margins(grid: LevelGrid) -> None:
    """With tracks as rows, what was counted by track is counted by row, and the other way."""
    turned = transpose(grid)
    here, there = (list(leave_out(each, "place").values()) for each in (grid, turned))
    for axis in (0, 1):
        ranges = range_counts(grid.levels, here, axis=axis)
        assert range_counts(turned.levels, there, axis=1 - axis).equals(ranges)


@settings(max_examples=60, deadline=None)
@given(grid=draw_grids(), names=st.permutations([f"x{n}" for n in range(6)]))
def test_relabelling_changes_only_the_labels(grid: LevelGrid, names: list[str]) -> None:
    """Other names for the units give the same levels under those names."""
    new = {f"s{n}": name for n, name in enumerate(names)}
    fills = [(*fill[:3], new[fill[3]], fill[4]) for fill in list_fills(grid)]
    relabelled = build_grid(grid.shape, *fills, none=list_none(grid))
    here = as_lists(leave_out(grid, "unit"))
    assert as_lists(leave_out(relabelled, "unit")) == {new[k]: v for k, v in here.items()}


@settings(max_examples=60, deadline=None)
@given(grid=draw_grids())
def test_a_second_copy_of_every_unit_holds_every_cell(grid: LevelGrid) -> None:
    """When each unit has a double, no cell falls with either of them."""
    fills = list_fills(grid)
    doubled = [*fills, *((*fill[:3], f"{fill[3]}b", fill[4]) for fill in fills)]
    twice = build_grid(grid.shape, *doubled, none=list_none(grid))
    assert all((levels == grid.levels).all() for levels in leave_out(twice, "unit").values())


def code_grid(grid: LevelGrid, extra: pd.DataFrame | None = None) -> pd.DataFrame:
    """Derive the cells of a grid's fills, and of further rows, as of a coding."""
    names = ["scenario_id", "track_id", "level", "unit", "place"]
    coding = pd.DataFrame(list_fills(grid), columns=names)
    coding["scenario_id"] = coding["scenario_id"].map(lambda row: grid.scenarios[row])
    coding["track_id"] = coding["track_id"].map(lambda column: grid.tracks[column])
    coding = coding.assign(segment_id=coding["unit"], basis="direct", polarity="+").astype(
        {"level": "Int64"}
    )
    coding = coding if extra is None else pd.concat([coding, extra], ignore_index=True)
    return code_cells(coding, grid.tracks, grid.scenarios)


@settings(max_examples=60, deadline=None)
@given(grid=draw_grids().filter(lambda grid: len(grid.fill_cell) > 0), data=st.data())
def test_duplicating_a_unit_adds_volume_and_support_only(
    grid: LevelGrid, data: st.DataObject
) -> None:
    """A double of a cell's firmest unit raises its volume and support by one, not its level."""
    before = code_grid(grid)
    found = before[before["state"] == "found"]
    at = data.draw(st.sampled_from(list(found.index)))
    double = {**before.loc[at, ["scenario_id", "track_id", "level"]]} | dict.fromkeys(
        ("segment_id", "unit"), "double"
    )
    after = code_grid(grid, pd.DataFrame([{**double, "basis": "direct", "polarity": "+"}]))
    assert (after["level"].fillna(NONE) == before["level"].fillna(NONE)).all()
    for count in ("volume", "support"):
        assert (after[count] - before[count]).tolist() == (before.index == at).astype(int).tolist()


@settings(max_examples=60, deadline=None)
@given(grid=draw_grids())
def test_a_cell_of_support_one_is_what_one_unit_fells(grid: LevelGrid) -> None:
    """The cells that some unit alone makes fall are those with one unit at their level."""
    fallen = np.zeros(grid.shape, dtype=bool)
    for levels in leave_out(grid, "unit").values():
        fallen |= levels < grid.levels
    assert fallen.ravel().tolist() == (code_grid(grid)["support"] == 1).tolist()
