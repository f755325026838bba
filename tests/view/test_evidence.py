"""The ledger: every cell opens on its words, with signs; what is empty shows its search."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import sample
from doubt_sample import write_framework
from drawing import get_area, read_drawing

from report138 import style
from report138.data.framework import load_framework
from report138.engine.typeset.outputs import Cell, Group, Run, Table
from report138.view.figures import draw_matrix
from report138.view.report import Report
from report138.view.tables import (
    tabulate_gaps,
    tabulate_inferred,
    tabulate_ledger,
)
from report138.view.tables.quoting import find_spans, mark_words

Reports = dict[str, Report]
LANGUAGES = ("zh", "en")
MINUS = "-−"  # a sign may be set as either


def read_ledger(report: Report) -> dict[str, list[tuple[Cell, ...]]]:
    """Return the rows of the ledger by the anchor of their cell."""
    cells: dict[str, list[tuple[Cell, ...]]] = {}
    for row in tabulate_ledger(report).rows:
        if isinstance(row, Group):
            cells[row.cell.anchor] = []
        else:
            list(cells.values())[-1].append(row)
    return cells


def list_marks(cell: Cell) -> list[str]:
    """Return what is emphasised in a table cell."""
    return [run.text for line in cell.lines for run in line if run.style == "mark"]


def read_texts(table: Table) -> list[list[str]]:
    """Return the texts of a table's rows."""
    return [[cell.text for cell in row] for row in table.rows]


@pytest.fixture(params=["tiny", "shipped", "hostile"])
def reports(
    request: pytest.FixtureRequest,
    tiny_reports: Reports,
    shipped_reports: Reports,
    hostile_reports: Reports,
) -> Reports:
    """The reports on one framework after the other."""
    return {"tiny": tiny_reports, "shipped": shipped_reports, "hostile": hostile_reports}[
        request.param
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_has_one_anchor(reports: Reports, language: str) -> None:
    """A cell is in the ledger or in the table of empty cells, once, under an anchor of its own."""
    report = reports[language]
    anchors = [*read_ledger(report), *(row[0].anchor for row in tabulate_gaps(report).rows)]
    expected = {f"cell-{t}:{s}" for t in report.tracks["id"] for s in report.scenarios["id"]}
    assert sorted(anchors) == sorted(expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_leads_to_the_anchors(reports: Reports, language: str) -> None:
    """The link targets of the figure are just the anchors of the cells."""
    report = reports[language]
    anchors = {*read_ledger(report), *(row[0].anchor for row in tabulate_gaps(report).rows)}
    figure = [link.target for link in draw_matrix(report).links]
    assert set(figure) == anchors
    assert len(figure) == len(anchors)


def test_a_segment_of_two_places_shows_both(tiny_reports: Reports) -> None:
    """Segment 003 stands at A2 and A1."""
    place = read_ledger(tiny_reports["en"])["cell-R2:C2"][1][2]
    assert place.lines[0] == (Run("A2 A1"), Run(" 003", "muted"))


def test_an_english_framework_marks_english_triggers(english_report: Report) -> None:
    """With English only the quotation stands once, its triggers emphasised."""
    quote = read_ledger(english_report)["cell-R2:C2"][1][1]
    assert quote.text == "repair holds up the book bus"
    assert list_marks(quote) == ["repair", "book bus"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_triggers_are_emphasised_and_nothing_else(shipped_reports: Reports, language: str) -> None:
    """Where the coding names its triggers, just these are marked in the quotation."""
    report = shipped_reports[language]
    fills = report.fills[report.fills["basis"] == "direct"]
    checked = 0
    for anchor, rows in read_ledger(report).items():
        track, scenario = anchor.removeprefix("cell-").split(":")
        for row in rows:
            segment = row[2].lines[0][1].text.strip()
            fill = fills[
                (fills["track_id"] == track)
                & (fills["scenario_id"] == scenario)
                & (fills["segment_id"] == segment)
            ].iloc[0]
            if fill["trigger_track"] and fill["trigger_scenario"]:
                triggers = [fill["trigger_track"], fill["trigger_scenario"]]
                assert sorted(list_marks(row[1])) == sorted(triggers)
                checked += 1
    assert checked == 18  # of the 19 units all but the one that only readings without a list took


# --- triggers in a quotation --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "triggers", "marks"),
    [
        ("数字引领市场", ("数字", "市场"), [(0, 2), (4, 6)]),
        ("市场靠数字", ("数字", "市场"), [(0, 2), (3, 5)]),  # in the order of the quote
        ("数字和数字", ("数字", ""), [(0, 2)]),  # twice in the quote: the first one
        ("数字和数字", ("数字", "数字"), [(0, 2), (3, 5)]),  # two spans for two triggers
        ("数字贸易与数字", ("数字贸易", "数字"), [(0, 4), (5, 7)]),  # one within the other
        ("数字贸易与数字", ("数字", "数字贸易"), [(0, 4), (5, 7)]),  # and the other way round
        ("数字贸易", ("数字", "字贸"), [(0, 2)]),  # no second span to be had
        ("什么也没有", ("数字", "市场"), []),
        ("什么也没有", ("", ""), []),
    ],
)
def test_where_triggers_stand(
    quote: str, triggers: Sequence[str], marks: list[tuple[int, int]]
) -> None:
    """Each trigger has a span of its own wherever the quote has room for both."""
    assert find_spans(quote, list(triggers)) == marks
    runs = mark_words(quote, list(triggers))
    assert "".join(run.text for run in runs) == quote
    assert [run.text for run in runs if run.style == "mark"] == [quote[a:b] for a, b in marks]


# --- plus and minus -----------------------------------------------------------------------------


@pytest.fixture
def signed(tmp_path: Path) -> Report:
    """S1: + at 2 and - at 3; S2: - alone at 2; S3: + alone at 3 and an unclear one at 1."""
    coding = [
        *("a,T1,S1,K,2,direct,+", "b,T1,S1,K,3,direct,-"),
        "c,T1,S2,K,2,direct,-",
        *("d,T1,S3,K,3,direct,+", "e,T1,S3,K,1,direct,?"),
    ]
    return write_framework(tmp_path / "signed", (3, 1), coding)


def test_plus_and_minus_are_two_layers(signed: Report) -> None:
    """Levels 3, 2, 3 with volumes 2, 1, 2, and the hindering layer 3, 2 and none: no net."""
    cells = signed.cells
    assert list(cells["level"]) == [3, 2, 3]
    assert list(cells["volume"]) == [2, 1, 2]
    assert list(cells["hindering_level"].fillna(0)) == [3, 2, 0]
    assert list(cells["hindering_volume"]) == [1, 1, 0]


def test_the_ledger_signs_what_does_not_further(signed: Report) -> None:
    """Beside the level stands a minus; a plus has no sign, nor has what states no relation."""
    rows = read_ledger(signed).values()
    levels = [[row[0].text.replace("−", "-") for row in cells] for cells in rows]
    assert levels == [["3 -", "2"], ["2 -"], ["3", "1"]]


def test_a_link_of_unclear_direction_has_a_question_mark(tmp_path: Path) -> None:
    """From level 2 on a relation is stated, which can be left open."""
    report = write_framework(tmp_path / "open", (1, 1), ["a,T1,S1,K,2,direct,?"])
    ((row,),) = read_ledger(report).values()
    assert row[0].text == "2 ?"
    assert "“?”" in tabulate_ledger(report).notes[0]


def test_an_inferred_minus_keeps_its_sign(folder: Path) -> None:
    """What hinders only by inference shows its sign in the table of inferred segments too."""
    for column, value in (("track_id", "R1"), ("scenario_id", "C2"), ("trigger_track", "")):
        sample.set_cell(folder, "coding.csv", 8, column, value)
    sample.set_cell(folder, "coding.csv", 8, "polarity", "-")
    (row,) = read_texts(tabulate_inferred(Report(load_framework(folder), "en")))
    assert any(sign in row[1] for sign in MINUS)


def test_the_matrix_draws_a_minus_where_one_is(signed: Report) -> None:
    """A minus gives the level of S1, with a lower plus beside it, and of S2; S3 has none."""
    figure = draw_matrix(signed)
    drawing = read_drawing(figure, "en")
    areas = (get_area(figure, f"cell-T1:{scenario}") for scenario in ("S1", "S2", "S3"))
    assert [drawing.read_inside(area) for area in areas] == [
        ["−3", "+", "2"],
        ["−2"],
        ["3"],
    ]
    signs = {label.fill for label in drawing.labels if label.text in ("−3", "+", "−2")}
    assert style.WARN in signs


def test_the_matrix_tells_a_minus_where_one_is(signed: Report) -> None:
    """Who does not see the sign reads in the alt text that S1 and S2 hold hindrance, S3 not."""
    rows = draw_matrix(signed).alt.split("Scenario ")[1:]
    told = ["hinder" in row.lower() or "−" in row for row in rows]
    assert told == [True, True, False]
