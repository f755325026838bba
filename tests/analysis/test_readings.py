"""Several readings side by side: medians, agreement of cells and units, each worked out by hand."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sample
from doubt_sample import write_framework
from hypothesis import given
from hypothesis import strategies as st

from report138.analysis.readings import combine_readings, list_units, lower_median
from report138.data.framework import load_framework
from report138.view.report import Report

NAN = float("nan")


def take_median(*levels: float) -> float:
    """Return the lower median of one cell's levels."""
    return float(lower_median(np.array(levels, dtype=float)[:, np.newaxis])[0])


@pytest.mark.parametrize(
    ("levels", "median"),
    [
        ([2], 2),
        ([0, 2], 0),  # one of two is not more than half
        ([2, 3], 2),
        ([0, 2, 2], 2),
        ([0, 0, 3], 0),
        ([1, 2, 3], 2),
        ([0, 0, 2, 2], 0),  # two of four are not more than half
        ([0, 2, 2, 3], 2),
        ([3, 1, 1, 3], 1),
        ([0, 0, 1, 2, 3], 1),
        ([3, 0, 3, 0, 3], 3),
    ],
)
def test_the_lower_median(levels: list[float], median: float) -> None:
    """In order the middle one, or of two middle ones the lower; never a mean."""
    assert take_median(*levels) == median


@pytest.mark.parametrize(
    ("levels", "median"),
    [([NAN, 2], 2), ([NAN, 0, 3], 0), ([2, NAN, NAN, 3, 3], 3), ([1, NAN], 1)],
)
def test_who_did_not_judge_is_not_asked(levels: list[float], median: float) -> None:
    """The median is that of the readings with a level."""
    assert take_median(*levels) == median


def test_without_any_level_there_is_no_median() -> None:
    """A cell that nobody judged stays without a level, beside one that has one."""
    medians = lower_median(np.array([[NAN, 1], [NAN, 1]]))
    assert np.isnan(medians[0])
    assert medians[1] == 1


@given(levels=st.lists(st.integers(0, 3), min_size=1, max_size=9))
def test_a_median_is_what_more_than_half_give_at_least(levels: list[int]) -> None:
    """A cell is at a level or above just where more than half of the readings say so."""
    median = take_median(*levels)
    for level in (1, 2, 3):
        assert (median >= level) == (2 * sum(x >= level for x in levels) > len(levels))


def read_one_cell(folder: Path, *codings: str) -> pd.Series:
    """Return the cell T1 x S1 of rows "segment,coder,level,basis,polarity"."""
    rows = [
        f"{segment},T1,S1,{rest}" for segment, rest in (coding.split(",", 1) for coding in codings)
    ]
    return write_framework(folder / "x", (1, 1), rows).cells.iloc[0]


@pytest.mark.parametrize(
    ("codings", "status", "k", "level"),
    [
        # both, both at other levels, neither, one of two, three of four
        (["a,A,2,direct,+", "a,B,2,direct,+"], "agreed", (2, 2, 2), 2),
        (["a,A,1,direct,", "a,B,3,direct,+"], "agreed", (2, 2, 1), 1),
        ([",A,0,,", ",B,0,,"], "agreed", (2, 0, 0), 0),
        (["a,A,2,direct,+", ",B,0,,"], "disputed", (2, 1, 1), 0),
        (
            ["a,A,2,direct,+", "a,B,2,direct,+", "a,C,1,direct,", ",D,0,,"],
            "disputed",
            (4, 3, 2),
            1,
        ),
        # with one reading there is nothing to agree or differ on
        (["a,A,2,direct,+"], "", (1, 1, 1), 2),
        # a reading that declines has not judged
        (["a,A,2,direct,+", ",B,NA,,"], "", (1, 1, 1), 2),
        (["a,A,2,direct,+", "a,B,3,direct,+", ",C,NA,,"], "agreed", (2, 2, 2), 2),
    ],
    ids=["both", "levels", "neither", "one of two", "three of four", "one", "NA", "two and NA"],
)
def test_a_cell_is_agreed_or_disputed(
    tmp_path: Path, codings: list[str], status: str, k: tuple[int, ...], level: int
) -> None:
    """By evidence found or not, among those who judged; k of n by level 1 and by level 2."""
    cell = read_one_cell(tmp_path, *codings)
    assert (cell["status"], cell["level"]) == (status, level)
    assert tuple(cell[["judged", "found", "stated"]]) == k


def test_with_no_reading_every_cell_is_uncoded(tmp_path: Path) -> None:
    """One row a cell, none judged, no status."""
    cells = write_framework(tmp_path / "x", (2, 2), []).cells
    assert set(cells["state"]) == {"not_coded"}
    assert cells["level"].isna().all()
    assert (cells["judged"] == 0).all()
    assert set(cells["status"]) == {""}


def test_where_all_decline_a_cell_is_not_assessable(tmp_path: Path) -> None:
    """NA is never 0; NA of one and nothing of the other is NA."""
    declined = read_one_cell(tmp_path / "both", ",A,NA,,", ",B,NA,,")
    half = write_framework(
        tmp_path / "half", (1, 2), [",T1,S1,A,NA,,", ",T2,S1,A,0,,", ",T2,S1,B,0,,"]
    ).cells.iloc[0]
    for cell in (declined, half):
        assert cell["state"] == "not_assessable"
        assert cell["level"] is pd.NA


@pytest.mark.parametrize(
    ("signs", "disputed", "hindering"),
    [
        (["+", "+"], False, None),
        (["-", "-"], False, 2),
        (["+", "-"], True, None),  # not more than half call it hindering
        (["-", "+", "-"], True, 2),
        (["+", "?"], False, None),  # not clear is not against
    ],
)
def test_a_reversed_sign_is_a_dispute(
    tmp_path: Path, signs: list[str], disputed: bool, hindering: int | None
) -> None:
    """Readings that link a cell in other directions do not agree, though all find evidence."""
    codings = [f"a,{coder},2,direct,{sign}" for coder, sign in zip("ABC", signs, strict=False)]
    cell = read_one_cell(tmp_path, *codings)
    assert (cell["sign_disputed"], cell["status"]) == (
        disputed,
        "disputed" if disputed else "agreed",
    )
    assert cell["hindering_level"] is pd.NA if hindering is None else cell["hindering_level"] == 2
    assert cell["level"] == 2


@pytest.mark.parametrize(
    ("codings", "level", "sign"),
    [
        # A and B further, C finds both: most give the level as a furthering one
        (["a,A,2,direct,+", "a,B,2,direct,+", "a,C,2,direct,+", "b,C,2,direct,-"], 2, "+"),
        # most give level 2, no sign of it: what any of them gives
        (["a,A,2,direct,+", "a,B,2,direct,-", ",C,0,,"], 2, "+-"),
        (["a,A,3,direct,+", "a,B,2,direct,-", "b,B,2,direct,+", "a,C,3,direct,-"], 3, "+-"),
        (["a,A,1,direct,-", "a,B,1,direct,-", ",C,0,,"], 1, "-"),
    ],
)
def test_a_sign_is_that_of_the_level_where_most_give_it(
    tmp_path: Path, codings: list[str], level: int, sign: str
) -> None:
    """The sign of the combined level, from the layers of the readings; by hand."""
    cell = read_one_cell(tmp_path, *codings)
    assert (cell["level"], cell["sign"]) == (level, sign)


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        ("3", 3),
        ("13", 1),
        ("130", 1),  # in order 0, 1, 3
        ("300", 3),  # one of three took it: the median is 0, so its highest
        ("3100", 3),
        ("1233", 2),
        ("11233", 2),
        ("1230", 1),
        ("22330", 2),
    ],
)
def test_a_unit_has_the_lower_median_of_those_who_judged(
    tmp_path: Path, levels: str, level: int
) -> None:
    """0 for those who found other or no evidence; of a unit that not most took its highest."""
    codings = [
        f"a,{coder},{text},direct," if text != "0" else f",{coder},0,,"
        for coder, text in zip("ABCDE", levels, strict=False)
    ]
    rows = [f"{segment},T1,S1,{rest}" for segment, rest in (one.split(",", 1) for one in codings)]
    report = write_framework(tmp_path / "x", (1, 1), rows)
    (unit,) = list_units(report.fills, report.readings).to_dict("records")
    assert (unit["judged"], unit["level"]) == (len(levels), level)


def test_both_directions_are_another_sign_than_one(tmp_path: Path) -> None:
    """Who finds a furthering and a hindering link differs from who finds one of them."""
    both = ["a,A,2,direct,+", "b,A,2,direct,-"]
    assert read_one_cell(tmp_path / "1", *both, "a,B,2,direct,+")["sign_disputed"]
    assert not read_one_cell(tmp_path / "2", *both, "a,B,3,direct,+", "b,B,2,direct,-")[
        "sign_disputed"
    ]


def test_level_one_has_no_direction(tmp_path: Path) -> None:
    """A minus where only both are named is no link, so nothing is said against the plus."""
    cell = read_one_cell(tmp_path, "a,A,2,direct,+", "a,B,2,direct,+", "b,B,1,direct,-")
    assert not cell["sign_disputed"]
    assert cell["status"] == "agreed"


# --- units ---------------------------------------------------------------------------------------

ONE_SENTENCE = {"a": "the long sentence of both", "b": "sentence of both", "c": "elsewhere"}


def list_of(folder: Path, *coding: str, quotes: dict[str, str] | None = None) -> pd.DataFrame:
    """Return the units of T1 x S1; rows are "segment,coder,level,basis,polarity"."""
    rows = [f"{segment},T1,S1,{rest}" for segment, rest in (row.split(",", 1) for row in coding)]
    report = write_framework(folder / "x", (1, 1), rows, quotes)
    return list_units(report.fills, report.readings).set_index("unit")


def test_two_quotes_of_one_sentence_are_one_unit(tmp_path: Path) -> None:
    """b stands within a: one unit at the higher level, and c another one."""
    coding = ("a,A,1,direct,", "b,A,2,direct,+", "c,A,1,direct,")
    units = list_of(tmp_path, *coding, quotes=ONE_SENTENCE)
    assert units["level"].to_dict() == {"a": 2, "c": 1}
    cell = read_one_cell(tmp_path / "cell", *coding)
    assert cell["volume"] == 3  # three sentences there, as no quote holds another


def test_quotes_of_several_readings_meet_in_a_unit(tmp_path: Path) -> None:
    """A takes a, B the shorter b of it: one unit that both took."""
    units = list_of(tmp_path, "a,A,2,direct,+", "b,B,3,direct,+", quotes=ONE_SENTENCE)
    assert units["coders"].to_dict() == {"a": ("A", "B")}
    assert units.loc["a", ["judged", "level", "majority"]].tolist() == [2, 2, True]


@pytest.mark.parametrize(
    ("takers", "levels", "majority", "level"),
    [
        ("A", [2], False, 2),  # one of four: taken, at the level it was given
        ("AB", [2, 3], False, 3),  # half is no majority
        ("ABC", [2, 3, 3], True, 2),  # 0, 2, 3, 3
        ("ABCD", [1, 2, 3, 3], True, 2),
    ],
)
def test_a_majority_of_those_who_judged_takes_a_unit(
    tmp_path: Path, takers: str, levels: list[int], majority: bool, level: int
) -> None:
    """Four readings judged the cell; those who did not take the unit count as 0."""
    coding = [f"a,{c},{n},direct,+" for c, n in zip(takers, levels, strict=True)]
    coding += [f",{c},0,," for c in "ABCD" if c not in takers]
    units = list_of(tmp_path, *coding)
    assert units.loc["a", ["judged", "majority", "level"]].tolist() == [4, majority, level]


def test_what_readings_only_infer_fills_nothing(tmp_path: Path) -> None:
    """An inferred unit is listed at the lower median of who inferred it; no majority takes it."""
    coding = ("a,A,2,inferred,", "a,B,3,inferred,", ",A,0,,", ",B,0,,")
    units = list_of(tmp_path, *coding)
    assert units.loc["a", ["basis", "level", "majority"]].tolist() == ["inferred", 2, False]
    cell = read_one_cell(tmp_path / "cell", *coding)
    assert (cell["level"], cell["inferred_level"], cell["inferred_volume"]) == (0, 2, 1)


def test_direct_outweighs_inferred(tmp_path: Path) -> None:
    """Where one reading takes a unit directly, another's inference does not take it."""
    units = list_of(tmp_path, "a,A,2,direct,+", "a,B,3,inferred,", ",B,0,,")
    assert units.loc["a", "basis"] == "direct"
    assert units.loc["a", "coders"] == ("A",)
    assert not units.loc["a", "majority"]


@pytest.mark.parametrize(("signs", "hindering"), [("--", True), ("+-", False), ("--+", True)])
def test_most_takers_decide_whether_a_unit_hinders(
    tmp_path: Path, signs: str, hindering: bool
) -> None:
    """Half of them is not most."""
    coding = [f"a,{coder},2,direct,{sign}" for coder, sign in zip("ABC", signs, strict=False)]
    assert bool(list_of(tmp_path, *coding).loc["a", "hindering"]) == hindering


def test_units_of_a_cell_are_counted_by_kind(tmp_path: Path) -> None:
    """Of four units most readings took a (at the cell's level) and b; one took c; d is inferred."""
    cell = read_one_cell(
        tmp_path,
        *(f"a,{coder},2,direct,+" for coder in "ABC"),
        *(f"b,{coder},1,direct," for coder in "AB"),
        "c,A,2,direct,+",
        "d,C,3,inferred,",
    )
    names = ["volume", "support", "taken", "inferred_volume", "hindering_volume"]
    assert cell[names].tolist() == [2, 1, 1, 1, 0]


def test_support_is_counted_at_the_cells_own_level(tmp_path: Path) -> None:
    """Each reading finds the link in another sentence; all share one that only names both."""
    coding = [f"{unit},{coder},2,direct,+" for unit, coder in ("aA", "bB", "cC")]
    coding += [f"d,{coder},1,direct," for coder in "ABC"]
    cell = read_one_cell(tmp_path, *coding)
    assert cell[["level", "volume", "support", "taken"]].tolist() == [2, 1, 0, 3]


def test_units_stand_in_the_order_of_the_text(folder: Path) -> None:
    """A1 before A2, whatever the order of the codings; 001 and 002 are one unit."""
    units = Report(load_framework(folder), "en").units
    assert units["place"].is_monotonic_increasing
    in_first = units[(units["track_id"] == "R1") & (units["scenario_id"] == "C1")]
    assert list(in_first["unit"]) == ["001"]


def test_combining_one_reading_changes_nothing(folder: Path) -> None:
    """With one reading the matrix is that reading's, cell by cell."""
    sample.drop_rows(folder, "coding.csv", 12, 13)  # those of L
    report = Report(load_framework(folder), "en")
    both = ["scenario_id", "track_id", "state", "level", "volume", "support", "hindering_level"]
    both += ["hindering_volume", "inferred_level", "inferred_volume", "furthering_level"]
    pd.testing.assert_frame_equal(
        combine_readings(report.readings, report.units)[both], report.readings[both]
    )


@given(
    levels=st.lists(
        st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=4, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_combining_keeps_what_must_hold(levels: Sequence[Sequence[int | None]]) -> None:
    """A level lies among those given; stated within found within judged; status as defined."""
    rows = [
        {
            "scenario_id": f"S{cell}",
            "track_id": "T",
            "coder": f"c{coder}",
            "level": level,
            "state": "not_coded" if level is None else "found" if level else "none_found",
            "hindering_level": None,
            "furthering_level": level or None,
            "unclear_level": None,
        }
        for coder, cells in enumerate(levels)
        for cell, level in enumerate(cells)
    ]
    names = ["level", "hindering_level", "furthering_level", "unclear_level"]
    readings = pd.DataFrame(rows).astype(dict.fromkeys(names, "Int64"))
    columns = ["scenario_id", "track_id", "unit", "basis", "level", "majority", "hindering"]
    units = pd.DataFrame(columns=columns).astype({"majority": bool, "hindering": bool})
    for number, cell in combine_readings(readings, units).iterrows():
        given = [cells[number] for cells in levels if cells[number] is not None]
        assert cell["judged"] == len(given)
        assert cell["stated"] <= cell["found"] <= cell["judged"]
        assert cell["level"] is pd.NA if not given else cell["level"] in given
        some = 0 < cell["found"] < cell["judged"]
        assert cell["status"] == ("" if len(given) < 2 else "disputed" if some else "agreed")
