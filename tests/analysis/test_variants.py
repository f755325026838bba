"""Other rules on the same codings, each matrix worked out by hand (see sample.py)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sample
from doubt_sample import build_grid, write_framework

from report138.analysis.robustness.grid import NONE
from report138.analysis.robustness.variants import vary_rules
from report138.data.framework import load_framework
from report138.view.report import Report
from report138.view.tables import tabulate_variants
from report138.view.words import say

Reports = dict[str, Report]
BASE = [[2, 0], [1, 3], [0, NONE]]


def vary(report: Report) -> dict[str, np.ndarray]:
    """Return the matrix of a report under every variant."""
    return report.doubt.variants


def read_report(folder: Path) -> Report:
    """Report on a folder in English, as K alone reads it."""
    return Report(load_framework(folder), "en", coder="K")


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
        ("with_inferred", [[2, 3], [1, 3], [0, NONE]]),  # 004 counts for C1-R2
        ("from_level_2", [[2, 0], [0, 3], [0, NONE]]),
        ("from_level_3", [[0, 0], [0, 3], [0, NONE]]),
    ],
)
def test_the_tiny_matrix_under_a_rule(folder: Path, key: str, expected: list[list[int]]) -> None:
    """What each rule makes of the ten codings, scenarios by tracks."""
    assert vary(read_report(folder))[key].tolist() == expected


def test_a_rule_that_changes_nothing_in_kind_is_left_out(folder: Path) -> None:
    """One reading, no plain word in use, and nothing to be decided by a majority."""
    assert list(vary(read_report(folder))) == [
        "base",
        "with_inferred",
        "from_level_2",
        "from_level_3",
    ]


def test_several_readings_have_two_more_rules(tmp_path: Path) -> None:
    """Levels 2, 0, 3 of one cell and 1, 1, 2 of another: the highest, and the lowest, of each."""
    coding = ["a,T1,S1,A,2,direct,+", ",T1,S1,B,0,,", "a,T1,S1,C,3,direct,+"]
    coding += ["b,T2,S1,A,1,direct,", "b,T2,S1,B,1,direct,", "b,T2,S1,C,2,direct,+"]
    variants = vary(write_framework(tmp_path / "new", (1, 2), coding))
    assert variants["base"].tolist() == [[2, 1]]
    assert variants["any_reading"].tolist() == [[3, 2]]
    assert variants["all_readings"].tolist() == [[0, 1]]


def test_a_reading_that_declined_has_no_say(tmp_path: Path) -> None:
    """NA is not the lowest of the levels, and where all decline there is none."""
    coding = ["a,T1,S1,A,2,direct,+", ",T1,S1,B,NA,,", ",T2,S1,A,NA,,", ",T2,S1,B,NA,,"]
    variants = vary(write_framework(tmp_path / "new", (1, 2), coding))
    for key in ("any_reading", "all_readings"):
        assert variants[key].tolist() == [[2, NONE]]


QUOTES = {"plain": "line to the port", "own": "rail to the port"}
WORDS = (("T1", "rail", "own"), ("T1", "line", "plain"), ("S1", "port", "own"))


@pytest.mark.parametrize(
    ("takers", "base", "majority"),
    # base: the lower median of four; by majority: without line where two of B, C, D lack it
    [("B", 0, 0), ("BC", 2, 2), ("BCD", 2, 2)],
)
def test_plain_words_by_majority(tmp_path: Path, takers: str, base: int, majority: int) -> None:
    """A, who has a list, takes line; whether it counts is for B, C and D to say."""
    coding = [f"plain,T1,S1,{coder},2,direct,+" for coder in f"A{takers}"]
    coding += [f",T1,S1,{coder},0,," for coder in "BCD" if coder not in takers]
    folder = write_framework(tmp_path / "new", (1, 1), coding, QUOTES).framework.folder
    for element, term, warrant in WORDS:
        sample.add_row(folder, "lexicon.csv", element, term, warrant, "accepted", "", "", "")
    listed = [["coder", "had", "blind_to"], ["A", "list", ""], *([x, "sheet", ""] for x in "BCD")]
    sample.write_rows(folder / "readings.csv", listed)
    variants = vary(Report(load_framework(folder), "en"))
    assert variants["base"].item() == base
    assert variants["plain_by_majority"].item() == majority


def test_refused_words_take_their_codings(tmp_path: Path) -> None:
    """A found T1 by line alone; when that word does not count, A has nothing either."""
    grid = build_grid((1, 1), (0, 0, 2, "u", "P"))
    readings = pd.DataFrame({"scenario_id": ["S1"], "track_id": ["T1"], "coder": ["A"]})
    fills = pd.DataFrame(
        {
            "basis": ["direct"],
            "track_id": ["T1"],
            "scenario_id": ["S1"],
            "trigger_track": ["line"],
            "trigger_scenario": ["port"],
            "quote_en": [QUOTES["plain"]],
        }
    )
    lexicon = pd.DataFrame(WORDS, columns=["element_id", "term", "warrant"]).assign(
        sense="accepted"
    )
    for counts, level in ((True, 2), (False, 0)):
        plain = pd.DataFrame({"element_id": ["T1"], "term": ["line"], "counts": [counts]})
        variants = vary_rules(grid, readings, fills, lexicon, plain)
        assert variants["plain_by_majority"].item() == level
        assert variants["without_plain"].item() == 0


def test_every_rule_has_a_name(tiny_reports: Reports) -> None:
    """The matrices come under keys that have names in both languages, each its own."""
    for language, report in tiny_reports.items():
        keys = list(vary(report))
        assert keys[0] == "base"
        rows = tabulate_variants(report).rows
        names = [row[0].text for row in rows]
        assert names[0] == say("variant_base", language)
        assert len(set(names)) == len(keys) > 3


@pytest.mark.parametrize(
    ("element", "term", "expected"),
    [
        ("C1", "阅览室", [[0, 0], [1, 3], [0, NONE]]),  # 001 and 002 in C1-R1
        ("C2", "书车", [[2, 0], [0, 0], [0, NONE]]),  # all four codings of C2
        ("R1", "借阅", [[0, 0], [0, 3], [0, NONE]]),  # the whole track
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
    assert "without_plain" not in vary(read_report(folder))


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


def test_a_table_shows_the_size_under_each_rule(folder: Path) -> None:
    """Cells found, links, and the track with most of them, by hand."""
    rows = tabulate_variants(read_report(folder)).rows
    assert [[cell.text for cell in row[1:]] for row in rows] == [
        ["3", "2", "all alike (1)"],
        ["4", "3", "Repair (2)"],
        ["2", "2", "all alike (1)"],
        ["1", "1", "Repair (1)"],
    ]
