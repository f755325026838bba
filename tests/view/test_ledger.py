"""The ledger and its kin: quotes with their triggers, and the search behind empty cells."""

import re
from dataclasses import replace

import pytest

from report138.engine.typeset.outputs import Cell, Group, Run, Table
from report138.view.report import Report
from report138.view.tables import (
    tabulate_empty,
    tabulate_inferred,
    tabulate_ledger,
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


def drop_coding(report: Report, position: int) -> Report:
    """Return the report without one row of its coding, counted from 0."""
    coding = report.framework.coding.drop(index=position)
    return Report(replace(report.framework, coding=coding), report.language)


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


def test_the_ledger_lists_the_segments_of_found_cells(tiny_reports: Reports) -> None:
    """Three cells, each with its segments from the firmest down; inferred ones are not here."""
    groups = split_groups(tabulate_ledger(tiny_reports["en"]))
    listed = {
        anchor: [(row[0].text, find_segment(row[2].text)) for row in rows]
        for anchor, rows in groups.items()
    }
    assert listed == {
        "cell-R1:C1": [("2", "001"), ("1", "002")],
        "cell-R1:C2": [("1", "001"), ("1 ?", "005")],
        "cell-R2:C2": [("3", "004"), ("1 −", "003")],
    }


def test_a_group_names_its_cell_and_leads_back(tiny_reports: Reports) -> None:
    """The head says track, scenario, level and volume, and links to the matrix."""
    (head, *_) = tabulate_ledger(tiny_reports["en"]).rows
    name, words, back = head.cell.lines[0]
    assert name.text == "Lending × Reading room"
    assert ("level 2" in words.text, "2 segments" in words.text) == (True, True)
    assert back.link == "fig-matrix"


def test_one_segment_is_singular(tiny_reports: Reports) -> None:
    """A cell with one segment says “1 segment”."""
    report = drop_coding(tiny_reports["en"], 1)  # 002
    (head, *_) = tabulate_ledger(report).rows
    assert head.cell.lines[0][1].text.endswith("1 segment")


def test_a_quote_stands_in_the_sources_words(tiny_reports: Reports) -> None:
    """In an English report the Chinese words, marked as such, and the translation below."""
    row = split_groups(tabulate_ledger(tiny_reports["en"]))["cell-R1:C1"][1]
    original, translation = row[1].lines
    assert original == (
        Run("借阅", "mark", lang="zh"),
        Run("让", lang="zh"),
        Run("阅览室", "mark", lang="zh"),
    )
    assert translation == (Run("lending keeps the reading room", "muted"),)


def test_in_the_sources_language_there_is_no_translation(
    tiny_reports: Reports, english_report: Report
) -> None:
    """A Chinese report on Chinese words, or an English one on English words, has one line."""
    for report in (tiny_reports["zh"], english_report):
        row = split_groups(tabulate_ledger(report))["cell-R1:C1"][1]
        (line,) = row[1].lines
        assert {run.lang for run in line} == {""}
        assert [run.style for run in line] == ["mark", "", "mark"]


def test_a_row_says_where_and_why(tiny_reports: Reports) -> None:
    """Places and segment; then the note, in the report's language."""
    row = split_groups(tabulate_ledger(tiny_reports["zh"]))["cell-R2:C2"][1]
    assert row[2].text.split()[:3] == ["A2", "A1", "003"]
    assert row[3].text == "写明妨碍"


def test_inferred_segments_are_listed_with_their_level_in_brackets(tiny_reports: Reports) -> None:
    """One segment rests on knowledge from outside: 004 for R2-C1, at the level it would have."""
    (row,) = tabulate_inferred(tiny_reports["en"]).rows
    assert [row[0].text, row[1].text] == ["Repair × Reading room", "(3)"]
    assert row[1].level is None
    assert row[4].text == "from outside"


def test_cells_without_evidence_say_how_they_were_searched(tiny_reports: Reports) -> None:
    """Two at 0 and one NA, in the order of the matrix, each with the note on the whole cell."""
    rows = [[cell.text for cell in row] for row in tabulate_empty(tiny_reports["en"]).rows]
    assert rows == [
        ["Repair × Reading room", "none found", "searched, nothing found"],
        ["Lending × Night school", "none found", "searched, nothing found"],
        ["Repair × Night school", "not assessable", "not defined"],
    ]


def test_an_uncoded_cell_is_listed_without_a_note(tiny_reports: Reports) -> None:
    """Nobody looked: the row says so, and nothing of a search."""
    report = drop_coding(tiny_reports["en"], 4)  # the whole cell R1-C3
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in tabulate_empty(report).rows}
    assert rows["Lending × Night school"] == ["not coded", ""]


def test_structural_and_global_segments_are_shown(tiny_reports: Reports) -> None:
    """The two segments that fill no cell have a table of their own."""
    rows = [[cell.text for cell in row] for row in tabulate_unplaced(tiny_reports["zh"]).rows]
    assert [row[:2] for row in rows] == [
        ["结构句", "两条赛道：借阅、修补"],
        ["总括句", "赛道都相连"],
    ]
    assert ["006" in rows[0][2], "007" in rows[1][2]] == [True, True]
