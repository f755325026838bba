"""Facts of the tiny framework, counted by hand (see sample.py), before any language says them."""

from pathlib import Path

import sample
from conftest import Reports
from doubt_sample import write_framework

from report138.data.framework import load_framework
from report138.view import sentences, tables
from report138.view.report import Report
from report138.view.words.facts.cells import Cells, count_cells
from report138.view.words.facts.coverage import find_coverage
from report138.view.words.facts.readings import find_accord
from report138.view.words.facts.statements import Held, find_holders


def test_cells_are_counted_by_what_stands_in_them(tiny_reports: Reports) -> None:
    """One each at 3, 2 and 1; two empty, one of them (R1-C3) for one reader; one not assessable."""
    cells = count_cells(tiny_reports["en"].cells)
    levels = {3: 1, 2: 1, 1: 1}
    expected = Cells(6, 3, levels, empty=2, uncoded=0, declined=1, inferred=True, doubtful=1)
    assert cells == expected


def test_cells_without_a_level_say_what_stands_there(tiny_reports: Reports) -> None:
    """C3 was searched for R1 and is empty; for R2 alone it is not assessable, and not judged."""
    cells = tiny_reports["en"].cells
    row = cells[cells["scenario_id"] == "C3"]
    assert count_cells(row).blank == "none_found"
    alone = count_cells(row[row["track_id"] == "R2"])
    assert (alone.blank, alone.judged) == ("not_assessable", False)


def test_a_scenario_of_one_track_is_with_that_track(tiny_reports: Reports) -> None:
    """C1 is linked to R1, C2 to R2 (R1 at level 1 is no link), C3 to none."""
    coverage = find_coverage(tiny_reports["en"])
    assert coverage.linked == 2
    assert coverage.sole == [("Lending", ["Reading room"]), ("Repair", ["Book bus"])]


def test_a_statement_names_cells_among_the_judged(tiny_reports: Reports) -> None:
    """Of five judged cells two are links; L gives none to R2-C2, so that K alone holds of both."""
    holders = find_holders(tiny_reports["en"], "linked")
    assert holders.names == ["Lending × Reading room", "Repair × Book bus"]
    assert (holders.of, holders.every, holders.held) == (5, False, Held(1, 2))


def test_a_statement_names_scenarios_among_the_judged(tiny_reports: Reports) -> None:
    """C3 alone has no link; L finds one there, K none."""
    holders = find_holders(tiny_reports["en"], "unlinked")
    assert holders.names == ["Night school"]
    assert (holders.of, holders.every, holders.held) == (3, False, Held(1, 2))


def test_an_item_with_itself_is_in_no_count(tmp_path: Path) -> None:
    """Three items by themselves are nine cells, of which six count; the search lists these alone."""
    report = write_framework(tmp_path / "x", (3, 3), ["a,T1,S2,K,2,direct,+", ",T2,S1,K,0,,"])
    for language in ("zh", "en"):
        rows = [["Goal"], *[[f"Item {number}"] for number in (1, 2, 3, 1, 2, 3)]]
        for place, (name,) in enumerate(rows, start=2):
            sample.set_cell(
                report.framework.folder, "elements.csv", place, f"name_{language}", name
            )
    report = Report(load_framework(report.framework.folder), "en")
    cells = count_cells(report.cells)
    assert (cells.total, cells.found, cells.empty, cells.uncoded, cells.declined) == (6, 1, 1, 4, 0)
    assert find_accord(report).cells == 6
    assert len(tables.tabulate_gaps(report).rows) == 5
    assert "the same item" not in sentences.describe_matrix(report)
    assert sentences.summarize_matrix(report) == (
        "Evidence in 1 of 6 cells, none in 1 (one reading; four cells are not coded)"
    )
