"""The ledger and its kin: quotes with their words, disputes, and the search behind gaps."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sample

from report138.data.framework import Framework, load_framework
from report138.engine.typeset.outputs import Cell, Group, Run, Table
from report138.view.report import Report
from report138.view.tables import (
    tabulate_disputed,
    tabulate_gaps,
    tabulate_inferred,
    tabulate_ledger,
    tabulate_other_quotes,
    tabulate_unplaced,
)
from report138.view.tables.quoting import find_spans, mark_words

Reports = dict[str, Report]


def split_groups(table: Table) -> dict[str, list[tuple[Cell, ...]]]:
    """Return the rows below each group, by its anchor."""
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    for row in table.rows:
        if isinstance(row, Group):
            rows = groups.setdefault(row.cell.anchor, [])
        else:
            rows.append(row)
    return groups


def find_segment(text: str) -> str:
    """Return the id of a segment that stands in a text."""
    (found,) = re.findall(r"\b00\d\b", text)
    return found


def move_inferred(folder: Path) -> None:
    """Let the inferred 004 bear on R1-C2, whose scenario stands in its words."""
    for column, value in (("track_id", "R1"), ("scenario_id", "C2"), ("trigger_track", "")):
        sample.set_cell(folder, "coding.csv", 8, column, value)


@pytest.mark.parametrize(
    ("quote", "triggers", "spans"),
    [
        ("abcabc", ["b"], [(1, 2)]),  # once, at its first place
        ("abcabc", ["ca", "b"], [(1, 2), (2, 4)]),  # in the order of the text
        ("数字化数字", ["数字化", "数字"], [(0, 3), (3, 5)]),  # the second one apart
        ("数字化", ["数字化", "数字"], [(0, 3)]),  # nowhere apart: only the first
        ("abc", ["", "x"], []),
    ],
)
def test_triggers_are_found_apart(
    quote: str, triggers: list[str], spans: list[tuple[int, int]]
) -> None:
    """Spans stand in the order of the text and never overlap."""
    assert find_spans(quote, triggers) == spans


def test_marking_loses_no_word_of_a_quote() -> None:
    """The runs of a marked quote are the quote, and only the triggers are marked."""
    runs = mark_words("借阅让阅览室", ["阅览室", "借阅"], "zh")
    assert [(run.text, run.style) for run in runs] == [
        ("借阅", "mark"),
        ("让", ""),
        ("阅览室", "mark"),
    ]
    assert {run.lang for run in runs} == {"zh"}


def test_the_ledger_lists_the_units_of_found_cells(tiny_reports: Reports) -> None:
    """Four cells, the disputed one last, each with its units from the firmest down.

    001 and 002 stand in one sentence, so R1-C1 has one row; inferred ones are not here.
    """
    groups = split_groups(tabulate_ledger(tiny_reports["en"]))
    listed = {
        anchor: [(row[0].text, find_segment(row[2].text)) for row in rows]
        for anchor, rows in groups.items()
    }
    assert listed == {
        "cell-R1:C1": [("2", "001")],
        "cell-R1:C2": [("1", "001"), ("1", "005")],  # unclear at level 1: no relation, no sign
        "cell-R2:C2": [("3", "004"), ("1 −", "003")],
        "cell-R1:C3": [("2", "005")],
    }


def test_a_row_names_the_readings_that_took_the_unit(tiny_reports: Reports) -> None:
    """K has 2 and L 3 for R1-C1; of R1-C3, which both judged, L alone took it."""
    groups = split_groups(tabulate_ledger(tiny_reports["en"]))
    places = {anchor: rows[0][2].lines[-1] for anchor, rows in groups.items()}
    assert [run.text for run in places["cell-R1:C1"]] == ["K 2, L 3", " 2/2"]
    assert [run.text for run in places["cell-R1:C3"]] == ["L", " 1/2"]
    assert [run.text for run in places["cell-R1:C2"]] == ["1/1"]


def test_of_one_reading_no_row_names_readers(tiny: Framework) -> None:
    """A report on K alone has no disputed cell and says nowhere who took a unit."""
    groups = split_groups(tabulate_ledger(Report(tiny, "en", coder="K")))
    assert list(groups) == ["cell-R1:C1", "cell-R1:C2", "cell-R2:C2"]
    assert [row[2].text for rows in groups.values() for row in rows] == [
        *("A1 001", "A1 001", "A1 005", "A2 004", "A2 A1 003")
    ]


def test_a_group_names_its_cell_and_leads_back(tiny_reports: Reports) -> None:
    """The head says track, scenario, level, readings and units, and links to the matrix."""
    table = tabulate_ledger(tiny_reports["en"])
    heads = [row.cell.lines[0] for row in table.rows if isinstance(row, Group)]
    assert [runs[0].text for runs in heads] == [
        *("Lending × Reading room", "Lending × Book bus", "Repair × Book bus"),
        "Lending × Night school",
    ]
    assert [runs[1].text for runs in heads] == [
        " — level 2 states a relation, both readings, one sentence",
        " — level 1 only named together, two sentences",
        " — level 3 names a means, two sentences",
        " — disputed, evidence in 1 of 2 readings",
    ]
    assert {runs[2].link for runs in heads} == {"fig-matrix"}


def test_a_quote_stands_in_the_sources_words(tiny_reports: Reports) -> None:
    """In an English report the Chinese words, marked as such, and the translation below."""
    row = split_groups(tabulate_ledger(tiny_reports["en"]))["cell-R2:C2"][1]
    original, translation = row[1].lines
    assert original == (
        Run("修补", "mark", lang="zh"),
        Run("耽误", lang="zh"),
        Run("书车", "mark", lang="zh"),
    )
    assert translation == (Run("repair holds up the book bus", "muted"),)


def test_in_the_sources_language_there_is_no_translation(
    tiny_reports: Reports, english_report: Report
) -> None:
    """A Chinese report on Chinese words, or an English one on English words, has one line."""
    for report in (tiny_reports["zh"], english_report):
        row = split_groups(tabulate_ledger(report))["cell-R2:C2"][1]
        (line,) = row[1].lines
        assert {run.lang for run in line} == {""}
        assert [run.style for run in line] == ["mark", "", "mark"]


def test_a_row_says_where_and_why(tiny_reports: Reports) -> None:
    """Places and segment; then the note, in the report's language."""
    row = split_groups(tabulate_ledger(tiny_reports["zh"]))["cell-R2:C2"][1]
    assert row[2].text.split()[:3] == ["A2", "A1", "003"]
    assert row[3].text == "写明妨碍"


def test_inferred_units_are_listed_with_their_level_in_brackets(folder: Path) -> None:
    """004 moved to R1-C2, which has evidence: at the level that it would have."""
    move_inferred(folder)
    (row,) = tabulate_inferred(Report(load_framework(folder), "en")).rows
    assert [row[0].text, row[1].text] == ["Lending × Book bus", "(3)"]
    assert row[1].level is None
    assert row[4].text == "from outside"


def test_what_is_inferred_for_a_gap_stands_with_the_gap(tiny_reports: Reports) -> None:
    """004 bears on R2-C1, which no reading found: there is no table of inferred words."""
    assert tabulate_inferred(tiny_reports["en"]) is None


def test_gaps_are_the_cells_that_no_reading_found(tiny_reports: Reports) -> None:
    """R2-C1 with what was searched and inferred, R2-C3 with its state; R1-C3 is L's."""
    table = tabulate_gaps(tiny_reports["zh"])
    assert [(row[0].anchor, row[1].text) for row in table.rows] == [
        ("cell-R2:C1", "检索未见\n须据文外知识推断：以修补为牵引，办好书车夜校（3级）"),
        ("cell-R2:C3", "无法判断\n原文未界定"),
    ]
    assert table.notes == ()


def test_a_sentence_that_opens_most_notes_is_said_once(folder: Path) -> None:
    """Of three gaps two notes open alike; one of them says nothing else."""
    sample.set_cell(folder, "coding.csv", 6, "note_en", "Nothing found. No word for the school.")
    sample.set_cell(folder, "coding.csv", 7, "note_en", "Nothing found.")
    report = Report(load_framework(folder), "en", coder="K")
    table = tabulate_gaps(report)
    assert {row[0].text: row[1].lines[0][0].text for row in table.rows} == {
        "Repair × Reading room": "inferred with outside knowledge: ",
        "Lending × Night school": "No word for the school.",
        "Repair × Night school": "not assessable",
    }
    assert table.notes == (
        "Except in one cell, each record of a search opens with “Nothing found”; it is not "
        "repeated here.",
    )


def test_a_gap_that_is_not_coded_says_so(tiny: Framework) -> None:
    """Nobody looked: the row says so, and nothing of a search."""
    report = Report(replace(tiny, coding=tiny.coding.drop(index=4)), "en", coder="K")
    rows = {row[0].text: row[1].text for row in tabulate_gaps(report).rows}
    assert rows["Lending × Night school"] == "not coded"


def test_disputed_cells_name_their_words_and_who_took_them(tiny_reports: Reports) -> None:
    """R1-C3 turns on the only word that L's quote holds; K found nothing there."""
    (row,) = tabulate_disputed(tiny_reports["zh"]).rows
    assert row[0].lines[0][0].link == "cell-R1:C3"
    assert [run.text for run in row[1].lines[0] if run.style == "mark"] == ["借阅"]
    assert [line[0].text for line in row[2].lines] == ["取为依据：L", "未取：K"]


def test_without_a_dispute_there_is_no_table_of_disputes(tiny: Framework) -> None:
    """One reading has nobody to differ from."""
    assert tabulate_disputed(Report(tiny, "en", coder="K")) is None


# --- the shipped framework ----------------------------------------------------------------------


def test_the_shipped_ledger_has_its_cells_and_units(shipped_reports: Reports) -> None:
    """Eight agreed cells, then four disputed; units by cell as the coding has them by sentence."""
    groups = split_groups(tabulate_ledger(shipped_reports["zh"]))
    cells = {anchor.removeprefix("cell-"): len(rows) for anchor, rows in groups.items()}
    agreed = {"T1:S1": 2, "T2:S2": 4, "T1:S3": 1, "T2:S3": 1}
    agreed |= {"T3:S5": 2, "T1:S7": 1, "T3:S7": 3, "T1:S8": 1}
    disputed = {"T2:S1": 1, "T3:S1": 1, "T1:S4": 1, "T3:S6": 1}
    assert list(cells.items()) == [*agreed.items(), *disputed.items()]


def test_the_shipped_window_rests_on_four_sentences(shipped_reports: Reports) -> None:
    """The firmest first, then in the order of the text; P8.3 was taken by B, C and D."""
    rows = split_groups(tabulate_ledger(shipped_reports["zh"]))["cell-T2:S2"]
    places = [[run.text.split() for line in row[2].lines for run in line] for row in rows]
    assert places == [
        [["P9.1"], ["N5"], ["4/4"]],
        [["P3.2.2"], ["F2"], ["4/4"]],
        [["P8.3"], ["B-8"], ["B", "C", "D"], ["3/4"]],
        [["P9.2"], ["N7"], ["4/4"]],
    ]


def test_who_only_infers_a_shipped_unit_is_named(shipped_reports: Reports) -> None:
    """The market sentence of P7 is evidence for A and B, and inferred by C and D."""
    row = split_groups(tabulate_ledger(shipped_reports["en"]))["cell-T1:S1"][1]
    shown = ["".join(run.text for run in line) for line in row[2].lines]
    assert shown == ["P7.1 N1", "A B 2/4", "inferred by C D"]


def test_other_quotes_are_not_part_of_the_ledgers(shipped_reports: Reports) -> None:
    """Other words of a unit are listed once, with who quoted them."""
    table = tabulate_other_quotes(shipped_reports["zh"])
    lines = [line for row in table.rows for line in row[2].lines]
    assert len({line[-1].text for line in lines}) > 1
    ids = [(row[0].text, line[-1].text) for row in table.rows for line in row[2].lines]
    assert len(set(ids)) == len(ids)
    assert "B C D：" in [line[0].text for line in lines]


def test_the_shipped_gaps_are_twelve(shipped_reports: Reports) -> None:
    """In twelve cells no reading found evidence; three of them hold something inferred."""
    rows = tabulate_gaps(shipped_reports["zh"]).rows
    assert len(rows) == 12
    outside = [row[0].anchor for row in rows if len(row[1].lines) > 1]
    assert outside == ["cell-T1:S5", "cell-T2:S7", "cell-T3:S8"]
    assert "检索未见" not in "".join(row[1].text for row in rows)


def test_the_shipped_disputes_turn_on_four_words(shipped_reports: Reports) -> None:
    """The words that divide the readings are marked, and one reason is given."""
    rows = tabulate_disputed(shipped_reports["zh"]).rows
    marked = {
        row[0].lines[0][0].link.removeprefix("cell-"): [
            run.text for run in row[1].lines[0] if run.style == "mark"
        ]
        for row in rows
    }
    assert marked == {
        "T2:S1": ["市场"],
        "T3:S1": ["市场"],
        "T1:S4": ["智慧"],
        "T3:S6": ["人与自然和谐共生"],
    }
    assert [row[2].lines[0][0].text for row in rows] == [
        *("取为依据：A B", "取为依据：A B", "取为依据：A", "取为依据：A")
    ]
    assert all(row[2].lines[-1][0].text.startswith(("B：", "C：", "D：")) for row in rows)


def test_structural_and_global_segments_are_shown(tiny_reports: Reports) -> None:
    """The two segments that fill no cell have a table of their own."""
    rows = [[cell.text for cell in row] for row in tabulate_unplaced(tiny_reports["zh"]).rows]
    assert [row[:2] for row in rows] == [
        ["结构句", "两条赛道：借阅、修补"],
        ["总括句", "赛道都相连"],
    ]
    assert ["006" in rows[0][2], "007" in rows[1][2]] == [True, True]
