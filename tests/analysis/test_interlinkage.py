"""Cells and profiles of the tiny framework, each value worked out by hand (see sample.py)."""

from pathlib import Path

import pandas as pd
import pytest
import sample
from hypothesis import given, settings
from hypothesis import strategies as st

from report138.analysis import interlinkage
from report138.analysis.interlinkage import (
    code_cells,
    derive_cells,
    profile_elements,
    select_coding,
)
from report138.analysis.signs import sign_cells
from report138.data.framework import Framework, load_framework
from report138.view.report import Report

TRACKS, SCENARIOS = ["R1", "R2"], ["C1", "C2", "C3"]
Reports = dict[str, Report]


@pytest.fixture(scope="module")
def cells(tiny: Framework) -> pd.DataFrame:
    """The cells of the tiny framework."""
    return code_cells(select_coding(tiny), TRACKS, SCENARIOS)


def get_cell(cells: pd.DataFrame, track: str, scenario: str) -> pd.Series:
    """Return one cell."""
    chosen = (cells["track_id"] == track) & (cells["scenario_id"] == scenario)
    (position,) = cells.index[chosen]
    return cells.loc[position]


def make_coding(*rows: tuple[str, str, str, int | None, str, str]) -> pd.DataFrame:
    """Make a coding from (segment, track, scenario, level, basis, polarity), each its own unit."""
    names = ["segment_id", "track_id", "scenario_id", "level", "basis", "polarity"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.astype({"level": "Int64"}).assign(unit=frame["segment_id"])


def test_the_grid_is_complete_and_in_order(cells: pd.DataFrame) -> None:
    """Every track meets every scenario once, scenarios outermost."""
    pairs = list(zip(cells["scenario_id"], cells["track_id"], strict=True))
    assert pairs == [(scenario, track) for scenario in SCENARIOS for track in TRACKS]


@pytest.mark.parametrize(
    ("track", "scenario", "state", "level"),
    [
        ("R1", "C1", "found", 2),  # 001 at 2 and 002 at 1: the maximum, neither 3 nor 1.5
        ("R1", "C2", "found", 1),  # 001 and 005, both at 1: still 1, not 2
        ("R2", "C2", "found", 3),  # 004 at 3 and 003, hindering, at 1: they do not net to 2
        ("R1", "C3", "none_found", 0),  # the whole cell at 0; coder L's 2 does not count
        ("R2", "C1", "none_found", 0),  # the whole cell at 0; the inferred 3 does not count
        ("R2", "C3", "not_assessable", None),  # NA is no 0
    ],
)
def test_a_cell_has_its_state_and_level(
    cells: pd.DataFrame, track: str, scenario: str, state: str, level: int | None
) -> None:
    """A level is the maximum of the direct segments; without any, the whole cell decides."""
    cell = get_cell(cells, track, scenario)
    assert cell["state"] == state
    assert cell["level"] is pd.NA if level is None else cell["level"] == level


def test_volume_counts_units(cells: pd.DataFrame) -> None:
    """R1-C2 and R2-C2 have two direct units each; 001 and 002 of R1-C1 are one sentence."""
    assert list(cells["volume"]) == [1, 0, 2, 2, 0, 0]


def test_support_counts_units_at_the_cells_own_level(cells: pd.DataFrame) -> None:
    """R1-C1 has one at 2, R1-C2 both at 1, R2-C2 one at 3; a cell at 0 has none."""
    assert list(cells["support"]) == [1, 0, 2, 1, 0, 0]


def test_inferred_segments_stand_beside_the_level(cells: pd.DataFrame) -> None:
    """R2-C1 has one inferred segment, at 3, and its level stays 0."""
    cell = get_cell(cells, "R2", "C1")
    assert (cell["inferred_level"], cell["inferred_volume"]) == (3, 1)
    assert cells["inferred_volume"].sum() == 1
    assert cells["inferred_level"].notna().sum() == 1


def test_hindering_segments_have_a_layer_of_their_own(cells: pd.DataFrame) -> None:
    """R2-C2 has one hindering segment, at 1, beside its level of 3; an unclear one is none."""
    cell = get_cell(cells, "R2", "C2")
    assert (cell["hindering_level"], cell["hindering_volume"]) == (1, 1)
    assert cells["hindering_volume"].sum() == 1


def test_what_does_not_hinder_has_a_level_of_its_own() -> None:
    """A plus at 1 and a minus at 3 in one cell: level 3, of which 3 hinders and 1 does not."""
    coding = make_coding(("1", "R1", "C1", 1, "direct", "?"), ("2", "R1", "C1", 3, "direct", "-"))
    cell = get_cell(code_cells(coding, TRACKS, SCENARIOS), "R1", "C1")
    assert (cell["level"], cell["hindering_level"], cell["furthering_level"]) == (3, 3, 1)


@pytest.mark.parametrize(
    ("signed", "layers"),
    [
        # of several codings of one sign the highest counts
        (("-1", "-3", "+2"), (3, 2, None)),
        (("+1", "+3", "-2"), (2, 3, None)),
        (("?1", "?2", "-1"), (1, 2, 2)),
        # a furthering level rests on ? alone only where no clear one reaches it
        (("?2", "+2"), (None, 2, None)),
        (("?3", "+2", "+1"), (None, 3, 3)),
        (("?2", "?1", "+1", "+3"), (None, 3, None)),
    ],
)
def test_each_sign_has_the_highest_of_its_levels(
    signed: tuple[str, ...], layers: tuple[int | None, ...]
) -> None:
    """The hindering, the furthering and the unclear level of one cell, by hand."""
    coding = make_coding(
        *((str(n), "R1", "C1", int(text[1]), "direct", text[0]) for n, text in enumerate(signed))
    )
    cell = get_cell(code_cells(coding, TRACKS, SCENARIOS), "R1", "C1")
    found = cell[["hindering_level", "furthering_level", "unclear_level"]]
    assert tuple(None if pd.isna(level) else level for level in found) == layers


@pytest.mark.parametrize(("least", "sign"), [(1, "-"), (2, "")])
def test_a_sign_counts_from_a_level_on(least: int, sign: str) -> None:
    """A hindering level of 1 is a sign, unless only what is higher counts."""
    layers = {"furthering_level": [0], "hindering_level": [1], "unclear_level": [0]}
    assert list(sign_cells(pd.DataFrame(layers), least)) == [sign]
    assert list(sign_cells(pd.DataFrame(layers))) == ["-"]


def test_a_cell_without_rows_is_not_coded(tiny: Framework) -> None:
    """No row means that nobody looked: not 0, and not NA either."""
    coding = select_coding(tiny)
    coding = coding[coding["scenario_id"] != "C3"]
    cell = get_cell(code_cells(coding, TRACKS, SCENARIOS), "R1", "C3")
    assert cell["state"] == "not_coded"
    assert cell["level"] is pd.NA


def name_alike(folder: Path, *languages: str) -> Framework:
    """Leave R2 x C3 without a row, and name R2 in these languages as C3 is named."""
    sample.drop_rows(folder, "coding.csv", 11)
    for language, name in (("zh", "夜校"), ("en", "Night school")):
        if language in languages:
            sample.set_cell(folder, "elements.csv", 4, f"name_{language}", name)
    return load_framework(folder)


@pytest.mark.parametrize(
    ("languages", "state"),
    [
        (("zh", "en"), "itself"),
        (("zh",), "not_coded"),
        (("en",), "not_coded"),
        ((), "not_coded"),
    ],
    ids=["both", "zh", "en", "none"],
)
def test_an_item_is_itself_by_its_names_in_all_languages(
    folder: Path, languages: tuple[str, ...], state: str
) -> None:
    """A name alike in one language alone does not make a track and a scenario one item."""
    framework = name_alike(folder, *languages)
    assert get_cell(derive_cells(framework), "R2", "C3")["state"] == state
    for language in ("zh", "en"):
        cells = Report(framework, language).cells
        assert get_cell(cells, "R2", "C3")["state"] == state


def test_a_row_decides_on_an_item_and_itself_too(folder: Path) -> None:
    """Where somebody coded the cell of an item with itself, it is as coded."""
    name_alike(folder, "zh", "en")
    sample.add_row(folder, "coding.csv", "", "R2", "C3", "K", "0", *[""] * 6)
    assert get_cell(derive_cells(load_framework(folder)), "R2", "C3")["state"] == "none_found"


def test_a_segment_at_zero_is_none_found() -> None:
    """A direct segment judged 0 says that the cell was searched; it adds no volume."""
    coding = make_coding(("1", "R1", "C1", 0, "direct", "+"))
    cell = get_cell(code_cells(coding, TRACKS, SCENARIOS), "R1", "C1")
    assert (cell["state"], cell["level"], cell["volume"]) == ("none_found", 0, 0)


def test_zero_outweighs_na_and_a_level_outweighs_both() -> None:
    """NA beside 0 is none found; either beside a direct level is found."""
    na, zero, one = (("s" + str(level), "R1", "C1", level, "direct", "+") for level in (None, 0, 1))
    states = [
        get_cell(code_cells(make_coding(*rows), TRACKS, SCENARIOS), "R1", "C1")["state"]
        for rows in ([na], [na, zero], [na, zero, one])
    ]
    assert states == ["not_assessable", "none_found", "found"]


def test_an_inferred_zero_is_no_search() -> None:
    """An inferred row, whatever its level, says nothing about what the words hold."""
    coding = make_coding(("1", "R1", "C1", 0, "inferred", "+"))
    cell = get_cell(code_cells(coding, TRACKS, SCENARIOS), "R1", "C1")
    assert (cell["state"], cell["inferred_volume"]) == ("not_coded", 0)


def test_no_coding_at_all_leaves_every_cell_uncoded() -> None:
    """An empty coding makes a complete grid of uncoded cells, with counts of 0."""
    cells = code_cells(make_coding(), TRACKS, SCENARIOS)
    assert set(cells["state"]) == {"not_coded"}
    assert cells["volume"].sum() == 0


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(10)))
def test_row_order_does_not_matter(tiny: Framework, order: list[int]) -> None:
    """However the ten rows of the coder are ordered, the cells are the same."""
    coding = select_coding(tiny)
    expected = code_cells(coding, TRACKS, SCENARIOS)
    pd.testing.assert_frame_equal(code_cells(coding.iloc[order], TRACKS, SCENARIOS), expected)


@settings(max_examples=25, deadline=None)
@given(levels=st.lists(st.integers(1, 3), min_size=1, max_size=6))
def test_a_level_is_the_maximum_of_any_levels(levels: list[int]) -> None:
    """Level, volume and support of one cell follow from the levels of its direct units."""
    rows = [(str(n), "R1", "C1", level, "direct", "+") for n, level in enumerate(levels)]
    cell = get_cell(code_cells(make_coding(*rows), TRACKS, SCENARIOS), "R1", "C1")
    assert cell["level"] == max(levels)
    assert cell["volume"] == len(levels)
    assert cell["support"] == levels.count(max(levels))


def test_the_first_coder_is_chosen_unless_another_is_named(tiny: Framework) -> None:
    """K comes first in the file, with ten rows; L has two."""
    assert set(select_coding(tiny)["coder"]) == {"K"}
    assert len(select_coding(tiny)) == 10
    assert len(select_coding(tiny, "L")) == 2


@pytest.mark.parametrize(
    ("by", "name", "expected"),
    [
        # C1 at 2, C2 at 1, C3 at 0
        ("track_id", "R1", (0, 1, 1, 1, 0, 1)),
        # C1 at 0, C2 at 3, C3 not assessable
        ("track_id", "R2", (1, 0, 0, 1, 1, 1)),
        ("scenario_id", "C1", (0, 1, 0, 1, 0, 1)),
        ("scenario_id", "C2", (1, 0, 1, 0, 0, 1)),
        ("scenario_id", "C3", (0, 0, 0, 1, 1, 0)),
    ],
)
def test_a_profile_counts_cells_by_level(
    cells: pd.DataFrame, by: str, name: str, expected: tuple[int, ...]
) -> None:
    """Cells at 3, 2, 1, 0 and NA; links are 2 or more."""
    columns = ["level_3", "level_2", "level_1", "level_0", "not_assessable"]
    row = profile_elements(cells, by).loc[name]
    assert tuple(row[[*columns, "links"]]) == expected
    assert row["not_coded"] == 0


def test_profiles_keep_the_order_of_the_cells(cells: pd.DataFrame) -> None:
    """Profiles stand in the order of the elements, not sorted by anything."""
    assert list(profile_elements(cells[::-1], "scenario_id").index) == SCENARIOS[::-1]


def test_a_scenario_with_one_link_has_a_sole_track(cells: pd.DataFrame) -> None:
    """C1 is linked to R1 alone, C2 to R2 alone, being only named with R1; C3 to none."""
    assert interlinkage.find_sole_tracks(cells).to_dict() == {"C1": "R1", "C2": "R2"}


def test_a_scenario_with_two_links_has_no_sole_track() -> None:
    """C1 is linked to both tracks."""
    coding = make_coding(("1", "R1", "C1", 2, "direct", "+"), ("2", "R2", "C1", 3, "direct", "+"))
    assert interlinkage.find_sole_tracks(code_cells(coding, TRACKS, SCENARIOS)).empty


def test_fills_stand_in_the_order_of_the_text(tiny_reports: Reports) -> None:
    """All of A1 before all of A2; a segment that fills two cells stands twice, and for L again."""
    fills = tiny_reports["en"].fills
    expected = ["001", "002", "001", "005", "001", "005", "004", "003", "004"]
    assert list(fills["segment_id"]) == expected
    assert "".join(fills["coder"]) == "KKKKLLKKK"
    assert list(fills["place"]) == ["A1"] * 6 + ["A2"] * 3


def test_fills_are_sorted_by_place_and_keep_their_order_within(tiny: Framework) -> None:
    """Coding rows the other way round: A1 still first, each place's rows as they come."""
    fills = interlinkage.list_fills(tiny, select_coding(tiny)[::-1])
    assert list(fills["segment_id"]) == ["005", "001", "002", "001", "004", "003", "004"]
    assert list(fills["place"]) == ["A1"] * 4 + ["A2"] * 3


def test_a_place_is_the_first_locator(tiny_reports: Reports) -> None:
    """Segment 003 stands at A2 and A1; its quote is verbatim at A2."""
    fills = tiny_reports["en"].fills.set_index("segment_id")
    assert fills.loc["003", "place"] == "A2"


def test_a_coding_has_the_unit_of_its_segment(tiny: Framework) -> None:
    """002 stands within 001; a whole cell has no unit."""
    units = select_coding(tiny).set_index("segment_id")["unit"]
    assert units[["002", "003"]].to_dict() == {"002": "001", "003": "003"}
    assert set(units[""]) == {""}
