"""What hinders: drawn so that it can be read, counted apart, and never said as support."""

from dataclasses import replace
from pathlib import Path

import pytest
from doubt_sample import write_framework
from scale_sample import open_scored

from report138.analysis.interlinkage import profile_elements
from report138.view import figures, sentences, tables
from report138.view.report import Report

MINUS = ["a,T1,S1,A,2,direct,-", "b,T2,S1,A,3,direct,-", ",T1,S2,A,0,,", "c,T2,S2,A,1,direct,-"]
# furthering; hindering; both, the hindering one higher; one that may be either
MIXED = [
    "a,T1,S1,A,3,direct,+",
    "b,T2,S1,A,2,direct,-",
    "c,T1,S2,A,2,direct,+",
    "d,T1,S2,A,3,direct,-",
    "e,T2,S2,A,2,direct,?",
]


@pytest.fixture
def minus(tmp_path: Path) -> Report:
    """Two links and a mention, all of which hinder."""
    return write_framework(tmp_path / "minus", (2, 2), MINUS)


@pytest.fixture
def mixed(tmp_path: Path) -> Report:
    """Four links, each of another kind."""
    return write_framework(tmp_path / "mixed", (2, 2), MIXED)


def test_links_are_counted_by_sign(mixed: Report) -> None:
    """By row and by column: furthering, hindering, both, open; together they are the links."""
    names = ["further", "hinder", "both", "open", "links"]
    rows = profile_elements(mixed.cells, "scenario_id")[names]
    assert [list(rows.loc[name]) for name in ("S1", "S2")] == [[1, 1, 0, 0, 2], [0, 0, 1, 1, 2]]
    columns = profile_elements(mixed.cells, "track_id")[names]
    assert [list(columns.loc[name]) for name in ("T1", "T2")] == [[1, 0, 1, 0, 2], [0, 1, 0, 1, 2]]


def test_a_matrix_of_minus_is_no_support(minus: Report) -> None:
    """Headline, reading, findings and coverage say that each link hinders."""
    matrix = figures.draw_matrix(minus)
    assert matrix.headline.endswith("; 2 of 2 links hinder")
    assert "Of 2 links 0 further, 2 hinder." in matrix.reading
    assert "Track 2 hinders at level 3" in matrix.alt
    said = sentences.state_findings(minus).markdown.replace("\\", "")
    assert "Track 1 to Scenario 1 [−]; Track 2 to Scenario 1 [−]" in said
    coverage = figures.draw_coverage(minus)
    assert coverage.headline == "No scenario is linked to one track only; 2 links hinder"
    brief = figures.draw_matrix(replace(minus, focus="S1"))
    assert "(of these links two hinder)" in brief.headline


def test_a_matrix_of_minus_is_no_support_in_chinese(minus: Report) -> None:
    """The same in the other language."""
    report = replace(minus, language="zh")
    assert figures.draw_matrix(report).headline.endswith("；2格联系中2格含相悖")
    assert figures.draw_coverage(report).headline.endswith("，2个联系含相悖")
    assert "（其中2个相悖）" in figures.draw_matrix(replace(report, focus="S1")).headline


def test_every_statement_on_links_counts_the_hindering(minus: Report) -> None:
    """What names links says how many of them hinder."""
    table = tables.tabulate_statements(minus)
    said = {row[0].text for row in table.rows}
    told = {text for text in said if "link" in text and "no track" not in text}
    assert told
    assert all("of these links hinder" in text for text in told), told


def test_the_digit_has_its_sign(mixed: Report) -> None:
    """The higher of both gives the digit, and the lower stands beside it; ? is shown."""
    svg = figures.draw_matrix(mixed).svg
    assert all(f">{text}<" in svg for text in ("−2", "−3", "?2", "+1 −0 ±1", "+1 −1"))
    assert (
        "in a cell with both the higher level gives the digit" in figures.draw_matrix(mixed).reading
    )


def test_without_a_minus_nothing_is_said_of_signs(tmp_path: Path) -> None:
    """A question mark alone changes no word and no mark."""
    report = write_framework(tmp_path / "x", (1, 1), ["a,T1,S1,A,2,direct,?"])
    matrix = figures.draw_matrix(report)
    assert "?" not in matrix.svg.split("<style")[-1].replace("<?", "")
    assert "hinder" not in matrix.headline + matrix.reading


def test_a_brief_says_which_links_hinder(mixed: Report) -> None:
    """Of the two links of T1 one furthers and one does both; of those of T2 one hinders."""
    said = [sentences.summarize_element(replace(mixed, focus=track)) for track in ("T1", "T2")]
    assert "(of these links one both furthers and hinders)" in said[0]
    assert "(of these links one hinders)" in said[1]


def test_readings_differ_over_the_sign_of_the_lowest_level(tmp_path: Path) -> None:
    """Where 1 is a link already, +1 and −1 are at odds, and two that say +1 are not."""
    scale = [
        ("+1", 1, "+", "yes", "促进", "furthers"),
        ("0", 0, "", "", "无", "none"),
        ("-1", 1, "-", "yes", "相悖", "hinders"),
    ]
    report = open_scored(tmp_path / "x", "+1 +1\n", "-1 +1\n", scale=scale)
    assert report.cells["sign_disputed"].tolist() == [True, False]
