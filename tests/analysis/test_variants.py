"""Other rules on the same codings, each matrix worked out by hand (see sample.py)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sample
from doubt_sample import write_framework
from hypothesis import given
from hypothesis import strategies as st

from report138.analysis.robustness.grid import NONE
from report138.analysis.robustness.variants import drop_plain, lower_median, vary_rules
from report138.data.framework import load_framework
from report138.view.report import Report
from report138.view.tables import tabulate_variants
from report138.view.words import say

Reports = dict[str, Report]
BASE = [[2, 0], [1, 3], [0, NONE]]


def vary(report: Report) -> dict[str, np.ndarray]:
    """Return the matrix of a report under every variant."""
    return vary_rules(report.coding, report.cells, report.fills, report.framework.lexicon)


def read_report(folder: Path) -> Report:
    """Report on a folder in English."""
    return Report(load_framework(folder), "en")


def make_plain(folder: Path, element: str, term: str) -> Report:
    """Give one accepted term the warrant plain and report."""
    rows = sample.read_rows(folder / "lexicon.csv")
    for row in rows:
        if row[:2] == [element, term] and row[3] == "accepted":
            row[2] = "plain"
    sample.write_rows(folder / "lexicon.csv", rows)
    return read_report(folder)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("base", BASE),
        # C1-R1 has 2 and 1, C2-R1 1 and 1, C2-R2 3 and 1: the lower of each pair
        ("lower_median", [[1, 0], [1, 1], [0, NONE]]),
        ("without_plain", BASE),  # the one plain term is rejected
        ("with_inferred", [[2, 3], [1, 3], [0, NONE]]),  # 004 counts for C1-R2
        ("from_level_2", [[2, 0], [0, 3], [0, NONE]]),
        ("from_level_3", [[0, 0], [0, 3], [0, NONE]]),
    ],
)
def test_the_tiny_matrix_under_a_rule(
    tiny_reports: Reports, key: str, expected: list[list[int]]
) -> None:
    """What each rule makes of the ten codings, scenarios by tracks."""
    assert vary(tiny_reports["en"])[key].tolist() == expected


def test_every_rule_has_a_name(tiny_reports: Reports) -> None:
    """The matrices come under keys that have names in both languages."""
    keys = list(vary(tiny_reports["en"]))
    assert keys[0] == "base"
    assert all(say(f"variant_{key}", language) for key in keys for language in ("zh", "en"))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [([3], 3), ([1, 2], 1), ([3, 2], 2), ([3, 1, 2], 2), ([1, 3, 1, 3], 1), ([3, 1, 3, 3], 3)],
)
def test_the_lower_median(levels: list[int], expected: int) -> None:
    """Sorted, the middle one, or of two middle ones the lower; never a mean."""
    assert lower_median(pd.Series(levels)) == expected


@given(levels=st.lists(st.integers(1, 3), min_size=1, max_size=9))
def test_the_lower_median_is_one_of_the_levels(levels: list[int]) -> None:
    """At least half of the levels are at or below it, and more than half at or above."""
    median = lower_median(pd.Series(levels))
    assert median in levels
    assert 2 * sum(level <= median for level in levels) >= len(levels)
    assert 2 * sum(level >= median for level in levels) > len(levels)


def test_the_lower_median_leaves_inferred_segments_out(tmp_path: Path) -> None:
    """Direct segments at 3, 2 and 2 have the median 2; two inferred ones at 1 do not count."""
    coding = [f"{name},T1,S1,K,{level},direct,+" for name, level in (("a", 3), ("b", 2), ("c", 2))]
    coding += [f"{name},T1,S1,K,1,inferred,+" for name in "de"]
    report = write_framework(tmp_path / "new", (1, 1), coding)
    assert vary(report)["lower_median"].tolist() == [[2]]


@pytest.mark.parametrize(
    ("element", "term", "expected"),
    [
        ("C1", "阅览室", [[0, 0], [1, 3], [0, NONE]]),  # 001 and 002 in C1-R1
        ("C2", "书车", [[2, 0], [0, 0], [0, NONE]]),  # all four codings of C2
        ("R1", "借阅", [[0, 0], [0, 3], [0, NONE]]),  # the whole track
        ("C3", "夜校", BASE),  # no coding rests on it
    ],
)
def test_without_plain_triggers(
    folder: Path, element: str, term: str, expected: list[list[int]]
) -> None:
    """A coding goes when its trigger, of the track or of the scenario, is plain for it."""
    assert vary(make_plain(folder, element, term))["without_plain"].tolist() == expected


@pytest.mark.parametrize(
    ("element", "sense"), [("C1", "accepted"), ("C2", "rejected")], ids=["other", "rejected"]
)
def test_a_plain_term_elsewhere_takes_nothing(folder: Path, element: str, sense: str) -> None:
    """书车 as a plain term of C1, or in a sense that is rejected, leaves C2 its codings."""
    sample.add_row(folder, "lexicon.csv", element, "书车", "plain", sense, "A1", "", "")
    assert vary(read_report(folder))["without_plain"].tolist() == BASE


def test_dropping_plain_keeps_whole_cells(folder: Path) -> None:
    """Three of ten rows rest on 修补 and go; the seven others stay, whole cells among them."""
    report = make_plain(folder, "R2", "修补")
    kept = drop_plain(report.coding, report.framework.lexicon)
    assert list(kept["segment_id"]) == ["001", "002", "001", "005", "", "", ""]


def test_inferred_evidence_fills_a_cell_that_was_not_assessable(tmp_path: Path) -> None:
    """If the inference counts, an NA cell has its level; a cell that nobody coded stays so."""
    coding = [",T1,S1,K,NA,,", "a,T1,S1,K,2,inferred,+", "b,T1,S2,K,1,direct,+"]
    report = write_framework(tmp_path / "new", (2, 2), coding)
    assert vary(report)["base"].tolist() == [[NONE, NONE], [1, NONE]]
    assert vary(report)["with_inferred"].tolist() == [[2, NONE], [1, NONE]]


def test_hindering_evidence_is_evidence_under_every_rule(tmp_path: Path) -> None:
    """A cell of one hindering segment at 3 has level 3 whichever rule is taken."""
    report = write_framework(tmp_path / "new", (1, 1), ["a,T1,S1,K,3,direct,-"])
    assert {levels.item() for levels in vary(report).values()} == {3}


def test_another_order_of_scenarios_reorders_every_matrix(folder: Path) -> None:
    """With C3, C2, C1 as the order, the rows of every matrix are reversed."""
    before = vary(read_report(folder))
    for row, order in ((5, 2), (6, 3), (7, 1)):  # C2, C1, C3 in the file
        sample.set_cell(folder, "elements.csv", row, "order", str(order))
    after = vary(read_report(folder))
    assert all((after[key] == before[key][::-1]).all() for key in before)


def test_the_base_is_the_matrix_of_the_report(shipped_reports: Reports) -> None:
    """The first variant is no variant: it has the levels of the cells."""
    report = shipped_reports["en"]
    cells = report.cells.set_index(["scenario_id", "track_id"])["level"]
    base = vary(report)["base"]
    for row, scenario in enumerate(report.scenarios["id"]):
        for column, track in enumerate(report.tracks["id"]):
            assert base[row, column] == cells[scenario, track]


def test_thresholds_only_empty_cells(shipped_reports: Reports) -> None:
    """From level 2 and from level 3, a cell keeps its level or has none."""
    variants = vary(shipped_reports["en"])
    base = variants["base"]
    for least in (2, 3):
        assert (variants[f"from_level_{least}"] == np.where(base >= least, base, 0)).all()


def test_a_table_shows_the_size_under_each_rule(tiny_reports: Reports) -> None:
    """Cells found, cells at 2 or more, and the track with fewest scenarios, by hand."""
    rows = tabulate_variants(tiny_reports["en"]).rows
    assert [[cell.text for cell in row[1:]] for row in rows] == [
        ["3", "2", "Repair (1)"],
        ["3", "0", "Repair (1)"],
        ["3", "2", "Repair (1)"],
        ["4", "3", "all alike (2)"],
        ["2", "2", "all alike (1)"],
        ["1", "1", "Lending (0)"],
    ]
