"""Data that are judgements alone: no sentence speaks of quotations, evidence or marks of origin."""

from pathlib import Path

import pytest
from scale_sample import FIVE, SCORES, SEVEN, SIGNS, open_scored, write_scored

from report138.data.framework import load_framework
from report138.view import sentences
from report138.view.report import Report
from report138.view.tables.gaps import tabulate_gaps
from report138.view.tables.matrix import tabulate_matrix
from report138.view.tables.reference import tabulate_levels

BARE = [(value, order, "", link, "", "") for value, order, _, link, *_ in FIVE]


@pytest.fixture
def scored(tmp_path: Path) -> Report:
    """Scores 1 to 5 in English, as in scale_sample."""
    return open_scored(tmp_path / "scored", SCORES, scale=FIVE)


def test_a_score_is_no_evidence(scored: Report) -> None:
    """18 of 30 cells hold a score above 0, eleven hold 0, one cannot be assessed."""
    said = sentences.summarize_matrix(scored)
    assert said == (
        "A level above 0 in 18 of 30 cells, 0 in 11 (one reading; one cell cannot be assessed)"
    )
    chinese = Report(load_framework(scored.framework.folder), "zh")
    said = sentences.summarize_matrix(chinese)
    assert said == "30格中18格高于0，11格为0（一次阅读；1格无法判断）"


def test_a_minus_is_not_said_to_be_above_zero(tmp_path: Path) -> None:
    """Of 20 cells 12 hold a level other than 0: six of them are below it."""
    signed = open_scored(tmp_path / "signed", SIGNS, scale=SEVEN)
    assert sentences.summarize_matrix(signed).startswith("A level other than 0 in 12 of 20 cells")
    chinese = Report(load_framework(signed.framework.folder), "zh")
    assert sentences.summarize_matrix(chinese).startswith("20格中12格不为0，8格为0")


def test_values_without_names_are_said_to_be_links_or_not(tmp_path: Path) -> None:
    """Scores from 1 to 5 of which nobody says what they mean."""
    report = open_scored(tmp_path / "bare", SCORES, scale=BARE)
    assert sentences.explain_levels(report).markdown == (
        "5, 4 and 3 are links; 2 and 1 are lower levels; 0 is none."
    )
    chinese = Report(load_framework(report.framework.folder), "zh")
    assert sentences.explain_levels(chinese).markdown == (
        "5、4、3都称为联系；2、1不到联系；0为无。"
    )


def test_a_value_without_a_name_stands_once(tmp_path: Path) -> None:
    """The matrix does not say “5 5”, and a table of levels would say nothing."""
    report = open_scored(tmp_path / "bare", SCORES, scale=BARE)
    assert report.levels.head_cell(report.cells.iloc[0]) == "5"
    assert tabulate_levels(report) is None
    assert tabulate_levels(open_scored(tmp_path / "named", SCORES, scale=FIVE)) is not None


def test_a_cell_with_both_signs_names_the_other_one(tmp_path: Path) -> None:
    """+2 in one judgement and −1 in another: the lower one is written with its own sign."""
    folder = write_scored(tmp_path / "signed", "+2 . . . . . .\n", scale=SEVEN)
    rows = (folder / "coding.csv").read_text(encoding="utf-8").replace("+2,,", "+2,,+")
    (folder / "coding.csv").write_text(f"{rows},T1,S1,A,-1,,-,,\n", encoding="utf-8")
    (row,) = tabulate_matrix(Report(load_framework(folder), "en")).rows[:1]
    assert row[1].text == "+2 reinforcing\nalso −1"


def test_cells_that_nobody_judged_are_not_said_to_be_at_zero(tmp_path: Path) -> None:
    """All that lacks a level here was not coded."""
    report = open_scored(tmp_path / "bare", "1 .\n2 1\n", scale=FIVE)
    assert tabulate_gaps(report).caption == "Cells without a level"


def test_the_cover_explains_no_marks_that_the_report_has_not(scored: Report) -> None:
    """Nothing of these data is marked by its origin; 138’s passages are."""
    (codes,) = [
        fact["text"] for fact in scored.describe()["facts"] if fact["name"] == "How to read"
    ]
    assert codes == "A is a reading."


def test_the_colophon_speaks_of_quotations_where_there_are_some(scored: Report) -> None:
    """Of data without any the licence stands alone."""
    assert scored.describe()["license"] == "not stated"
