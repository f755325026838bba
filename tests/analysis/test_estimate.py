"""Rates of error and of misses, estimated from a handful of readings by hand."""

from pathlib import Path

import numpy as np
import pytest
from doubt_sample import write_framework

from report138.analysis.robustness.estimate import ERROR, MISS, Rates, estimate_rates
from report138.analysis.robustness.simulate import make_kernel


def estimate(folder: Path, *coding: str, shape: tuple[int, int] = (2, 2)) -> Rates:
    """Estimate the rates of rows "segment,track,scenario,coder,level"."""
    rows = [f"{row},direct," if row[0] != "," else f"{row},," for row in coding]
    report = write_framework(folder / "x", shape, rows)
    return estimate_rates(report.readings, report.fills)


@pytest.mark.parametrize("coding", [(), ("a,T1,S1,A,2", ",T2,S1,A,0")], ids=["none", "one"])
def test_without_a_pair_the_rates_are_assumed(tmp_path: Path, coding: tuple[str, ...]) -> None:
    """No reading, or one: 10 % error and 5 % misses, and it is said that they are not estimated."""
    rates = estimate(tmp_path, *coding)
    assert (rates.error, rates.miss, rates.estimated) == (0.1, 0.05, False)
    assert (rates.kernel == make_kernel(0.1)).all()


def test_two_readings_by_hand(tmp_path: Path) -> None:
    """Unit a: 2 and 3, unit b: 2 and none, unit c: 1 and 1.

    Codings seen from the other reading: A's 2 as 3, 2 as 0, 1 as 1; B's 3 as 2, 1 as 1: three of
    five differ.  Cells without evidence: T2 x S1 in B, with evidence in A; T2 x S2 in both: one of
    three.
    """
    rates = estimate(
        tmp_path,
        *("a,T1,S1,A,2", "b,T2,S1,A,2", "c,T1,S2,A,1", ",T2,S2,A,0"),
        *("a,T1,S1,B,3", ",T2,S1,B,0", "c,T1,S2,B,1", ",T2,S2,B,0"),
    )
    assert rates.estimated
    assert rates.error == pytest.approx(3 / 5)
    assert rates.miss == pytest.approx(1 / 3)
    assert rates.kernel[1].tolist() == [0, 1, 0, 0]
    assert rates.kernel[2].tolist() == [0.5, 0, 0, 0.5]
    assert rates.kernel[3].tolist() == [0, 0, 1, 0]


def test_a_level_that_nobody_gave_keeps_the_assumed_row(tmp_path: Path) -> None:
    """Of 3 and of 0, which is no coding of a unit, nothing is known."""
    rates = estimate(tmp_path, "a,T1,S1,A,2", "a,T1,S1,B,2", "b,T2,S1,A,1", "b,T2,S1,B,1")
    assumed = make_kernel(ERROR)
    for level in (0, 3):
        assert rates.kernel[level].tolist() == assumed[level].tolist()
    assert rates.error == 0
    assert rates.miss == MISS  # no cell without evidence was judged


def test_who_did_not_judge_a_cell_departs_from_nobody(tmp_path: Path) -> None:
    """B declines T2 x S1 and leaves S2 out: A's units there tell nothing of error."""
    rates = estimate(
        tmp_path,
        *("a,T1,S1,A,2", "b,T2,S1,A,2", "c,T1,S2,A,1"),
        *("a,T1,S1,B,2", ",T2,S1,B,NA"),
    )
    assert rates.error == 0
    assert rates.kernel[2].tolist() == [0, 0, 1, 0]


def test_any_level_is_a_find_that_the_other_missed(tmp_path: Path) -> None:
    """A finds nothing in two cells; in one B names both together, level 1, in the other nothing."""
    rates = estimate(
        tmp_path, ",T1,S1,A,0", ",T2,S1,A,0", "a,T1,S1,B,1", ",T2,S1,B,0", shape=(1, 2)
    )
    # cells without evidence, seen from the other: A's two with one find, B's one with none
    assert rates.miss == pytest.approx(1 / 3)


def test_all_readings_without_evidence_estimate_nothing(tmp_path: Path) -> None:
    """No unit at all: the rates stay assumed."""
    rates = estimate(tmp_path, *(f",T{t},S{s},{c},0" for c in "AB" for t in (1, 2) for s in (1, 2)))
    assert not rates.estimated


def test_a_kernel_is_a_law(tmp_path: Path) -> None:
    """Each row sums to 1."""
    rates = estimate(tmp_path, "a,T1,S1,A,2", "a,T1,S1,B,3", ",T1,S1,C,0")
    assert rates.kernel.sum(axis=1) == pytest.approx(np.ones(4))
    # from A: as 3 and as 0; from B: as 2 and as 0
    assert rates.kernel[2].tolist() == [0.5, 0, 0, 0.5]
    assert rates.error == 1
