"""What an analyst types: the matrix and its cells by name, parts left out, and short answers."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import sample
from scale_sample import SEVEN, SIGNS, open_scored

from report138.data.framework import Framework, load_framework
from report138.engine.typeset.outputs import DOCUMENT_TYPE, TABLE_TYPE
from report138.view import figures, sentences, tables
from report138.view.report import Report

SHORT = 300  # characters


@pytest.fixture
def report(tiny: Framework) -> Report:
    """The tiny framework in English, both readings."""
    return Report(tiny, "en")


def test_the_matrix_has_names_and_levels(report: Report) -> None:
    """Scenarios are rows and tracks columns; by the lower median of K and L."""
    matrix = report.reading("K").matrix()
    assert list(matrix.index) == ["Reading room", "Book bus", "Night school"]
    assert list(matrix.columns) == ["Lending", "Repair"]
    assert matrix["Lending"].tolist() == [2, 1, 0]
    assert matrix["Repair"].tolist() == [0, 3, pd.NA]


def test_the_matrix_has_ids_where_they_are_asked_for(report: Report) -> None:
    """The same cells, under ids; by name a level is what the codebook calls it."""
    matrix = report.reading("K").matrix("name", ids=True)
    assert matrix.loc["C1"].to_dict() == {"R1": "states a relation", "R2": "none found"}
    assert matrix.loc["C3", "R2"] == "not assessable"


@pytest.mark.parametrize(
    ("values", "first"),
    [("value", "2"), ("state", "found"), ("status", "agreed"), ("readings", "2/2"), ("volume", 1)],
)
def test_the_matrix_shows_other_values(report: Report, values: str, first: object) -> None:
    """The cell of lending and reading room, which both readings found in one sentence."""
    assert report.matrix(values).iloc[0, 0] == first


def test_frames_leave_as_copies(report: Report) -> None:
    """What somebody does to a frame the report never sees."""
    matrix, cells, cell = report.matrix(), report.frame("cells"), report.cell("R1", "C1")
    quotes = cell.quotes
    matrix.iloc[0, 0] = 9
    cells["level"], quotes["level"] = 9, 9
    assert report.matrix().iloc[0, 0] == 2
    assert report.frame("cells")["level"].max() == 3
    assert cell.quotes["level"].tolist() == [2]


def test_names_stand_beside_ids(report: Report) -> None:
    """In a frame of codings the names of track, scenario and reading, and the quote."""
    first = report.codings().iloc[0]
    assert (first["track_id"], first["track"]) == ("R1", "Lending")
    assert (first["scenario_id"], first["scenario"]) == ("C1", "Reading room")
    assert (first["unit"], first["locator"]) == ("001", "A1")
    assert first["quote_en"].startswith("lending keeps the reading room")
    assert list(report.frame("lexicon")["element"])[:2] == ["Lending", "Repair"]


def test_readings_stand_side_by_side(report: Report) -> None:
    """A column a reading: K found 2 and L 3 in the first cell, and both found it."""
    row = report.by_reading().loc[("Reading room", "Lending")]
    assert row.to_dict() == {"K": 2, "L": 3, "all": 2, "status": "agreed"}


def test_a_reading_is_a_report_of_its_own(report: Report) -> None:
    """The lone reading L found lending and reading room at level 3."""
    alone = report.reading("L")
    assert (alone.coders, alone.matrix().iloc[0, 0]) == (["L"], 3)


def test_a_cell_is_found_by_ids_and_names_in_any_order(report: Report) -> None:
    """By id or name in either language, track or scenario first."""
    asked = [("R1", "C1"), ("C1", "R1"), ("Lending", "C1"), ("阅览室", "借阅")]
    cells = [report.cell(*names) for names in asked]
    assert {(cell.track, cell.scenario, cell.level) for cell in cells} == {("R1", "C1", 2)}


def test_a_cell_has_quotes_readings_and_reasons(report: Report) -> None:
    """Lending and reading room rest on one unit, which both readings took."""
    cell = report.cell("R1", "C1")
    assert cell.quotes["unit"].tolist() == ["001"]
    assert cell.quotes["words"].tolist() == ["借阅, 阅览室"]
    assert cell.readings[["coder", "level"]].to_numpy().tolist() == [["K", 2], ["L", 3]]
    assert cell.reasons["reason"].tolist() == ["relation stated", "only together"]


def test_a_cell_says_what_is_missing(report: Report) -> None:
    """Of an empty one the rule of the next level, and that so far all is inferred."""
    inferred, declined = (report.reading("K").cell("R2", name) for name in ("C1", "C3"))
    assert [line.split(" ")[0] for line in inferred.missing] == ["Words", "Missing"]
    assert declined.missing == ["No reading has judged this cell."]
    assert declined.level is None


def test_an_id_is_meant_before_a_name(tmp_path: Path) -> None:
    """Where one track is called as another one's id is, the id names the other one."""
    sample.write_tiny(tmp_path / "x")
    sample.set_cell(tmp_path / "x", "elements.csv", 3, "name_en", "R2")
    report = Report(load_framework(tmp_path / "x"), "en")
    assert report.names["R1"] == "R2"
    assert report.cell("R2", "C1").track == "R2"


@pytest.mark.parametrize(
    ("track", "scenario", "following"), [("T4", "S1", "+2"), ("T3", "S2", "-2"), ("T1", "S3", "+1")]
)
def test_what_is_missing_has_the_sign_of_the_cell(
    tmp_path: Path, track: str, scenario: str, following: str
) -> None:
    """Of +1 it is the rule of +2, of -1 that of -2, and of 0 that of the value that furthers."""
    report = open_scored(tmp_path, SIGNS, scale=SEVEN)
    scale = report.framework.scale
    ruled = [replace(step, definitions=(("en", f"rule {step.value}"),)) for step in scale.steps]
    framework = replace(report.framework, scale=replace(scale, steps=tuple(ruled)))
    (said,) = replace(report, framework=framework).cell(track, scenario).missing
    assert said.endswith(f"rule {following}.")


def test_a_cell_shows_itself_as_a_table(report: Report) -> None:
    """A document can number it; a notebook shows it with its tint."""
    bundle = report.cell("R1", "C1")._repr_mimebundle_()
    assert bundle[TABLE_TYPE]["caption"].startswith("Lending × Reading room — level 2")
    assert "background: #7fb0c0" in bundle["text/html"]


def test_a_unit_is_left_out_of_every_reading(report: Report) -> None:
    """As doubt has it: without each unit and each place the same levels."""
    for parts in (report.doubt.without_unit, report.doubt.without_place):
        assert parts
        for name, levels in parts.items():
            assert (report.without(name).doubt.grid.levels == levels).all()


def test_a_quotation_is_left_out_alone(report: Report) -> None:
    """Without 002 the cell keeps 001; without 001, a unit of both, it falls for K."""
    alone = report.reading("K")
    assert alone.without("002").matrix().iloc[0, 0] == 2
    assert alone.without("001").matrix().iloc[:2, 0].tolist() == [0, 1]


def test_what_was_only_inferred_leaves_no_search_behind(folder: Path) -> None:
    """K inferred R2 x C1 from 004 alone, with it or without it nobody has searched there."""
    sample.drop_rows(folder, "coding.csv", 7)
    report = Report(load_framework(folder), "en").reading("K")
    for given in (report, report.without("004")):
        assert given.matrix("state").loc["Reading room", "Repair"] == "not_coded"
    rest = report.without("A2")
    assert rest.matrix("state").loc["Book bus", "Repair"] == "found"  # 003 stands in A1 too


def test_what_is_known_of_the_other_readings_stays(shipped: Framework) -> None:
    """How C and the others worked is told as before, of B nothing."""
    rest = Report(shipped, "en").without("B")
    assert list(rest.framework.readings["coder"]) == ["A", "C", "D"]
    assert [row[0].text for row in tables.tabulate_readings(rest).rows] == [
        "Reading A",
        "Reading C",
        "Reading D",
    ]


def test_a_reading_is_left_out(report: Report) -> None:
    """What is left is the other one, and it makes no document of the data."""
    rest = report.without("K")
    assert (rest.coders, rest.matrix().iloc[0, 0], rest.left_out) == (["L"], 3, ("K",))
    assert DOCUMENT_TYPE not in rest._repr_mimebundle_()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("report.cell('R9', 'C1')", "did you mean R2 or R1\\?.*tracks: R1, R2; scenarios: C1, C2"),
        ("report.matrix('lvel')", "did you mean level\\? allowed: level, value, name"),
        ("report.frame('cels')", "did you mean cells"),
        ("report.reading('Z')", "reading “Z”: allowed: K, L"),
        ("report.without('A9')", "readings: K, L; units: 001, .*; places: A1"),
        ("report.matirx", "did you mean matrix\\? it has: agreement"),
        (
            "report.cell('R1', 'C1').quots",
            "this cell has no “quots”: did you mean quotes\\? it has: entr",
        ),
        ("report.reading('K').cels", "this report has no “cels”: did you mean cells"),
        ("report.framework.elemnts", "this framework has no “elemnts”: did you mean elements"),
        ("report.doubt.without_unt", "did you mean without_unit"),
        (
            "report.cell('R1', 'C1').to_table().to_frme",
            "this table has no “to_frme”: did you mean to_frame",
        ),
        (
            "figures.draw_matrix(report).sav",
            "this figure has no “sav”: did you mean save or svg\\? it has: alt",
        ),
    ],
)
def test_a_typo_lists_what_there_is(report: Report, code: str, message: str) -> None:
    """The message names what is close, and all that is allowed."""
    with pytest.raises((ValueError, AttributeError), match=message):
        eval(code, {"report": report, "figures": figures})


def test_an_error_within_an_attribute_keeps_its_words(report: Report) -> None:
    """It is not taken for a misspelt name."""
    with pytest.raises(ValueError, match="no element is in focus"):
        _ = report.focused


def test_everything_answers_in_a_few_words(report: Report) -> None:
    """What an analyst meets is named in a line."""
    framework = report.framework
    met = [report, framework, framework.scale, report.doubt, report.agreement, report.levels]
    met += [report.said, report.doubt.grid, report.doubt.central, report.doubt.rates]
    met += [report.cell("R1", "C1"), figures.draw_matrix(report), tables.tabulate_ledger(report)]
    met += [sentences.state_findings(report), tables.quote_links(report)]
    for one in met:
        assert 0 < len(repr(one)) <= SHORT, type(one)
        assert "\n" not in repr(one)
    assert str(report) == "<Report tiny, en, 2 readings, 3 × 2 cells>"


def test_a_report_sums_itself_up(report: Report) -> None:
    """In a notebook: framework, language, sizes, readings, and what to try."""
    shown = report._repr_mimebundle_()["text/markdown"]
    for told in (
        "Open library",
        "`en`",
        "3 scenarios × 2 tracks",
        "K, L",
        'report.cell("R1", "C1")',
    ):
        assert told in shown


def test_completion_lists_what_is_for_typing(report: Report) -> None:
    """What tables and figures are made with is left out; what is listed is there."""
    listed = dir(report)
    assert {"matrix", "cell", "reading", "without", "codings", "by_reading"} <= set(listed)
    assert not {"levels", "said", "describe", "fills"} & set(listed)
    assert all(hasattr(report, name) for name in listed)


def test_examples_in_docstrings_run(tiny: Framework) -> None:
    """What `>>>` shows of a report is no invention."""
    from report138.view.frames import FRAMES

    report = Report(tiny, "en")
    for name in ("matrix", "cell", "reading", "by_reading", "without", "codings", "frame"):
        assert ">>> report." in getattr(Report, name).__doc__
    assert all(isinstance(report.frame(name), pd.DataFrame) for name in FRAMES)


def test_one_is_no_plural(tiny: Framework) -> None:
    """What objects say of themselves counts in words."""
    cell = Report(tiny, "en", coder="K").cell("R1", "C1")
    assert repr(cell) == "<Cell R1 × C1: level 2, 1/1 reading, 1 quote>"
