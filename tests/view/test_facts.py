"""Facts of the tiny framework, counted by hand (see sample.py), before any language says them."""

from conftest import Reports

from report138.view.words.facts.cells import Cells, count_cells
from report138.view.words.facts.coverage import find_coverage
from report138.view.words.facts.statements import find_holders


def test_cells_are_counted_by_what_stands_in_them(tiny_reports: Reports) -> None:
    """Of six cells one each is at 3, 2 and 1; two are empty, one cannot be assessed."""
    cells = count_cells(tiny_reports["en"].cells)
    levels = {3: 1, 2: 1, 1: 1}
    assert cells == Cells(6, 3, levels, empty=2, uncoded=0, declined=1, inferred=True)


def test_cells_without_a_level_say_what_stands_there(tiny_reports: Reports) -> None:
    """C3 was searched for R1 and is empty; for R2 alone it is not assessable, and not judged."""
    cells = tiny_reports["en"].cells
    row = cells[cells["scenario_id"] == "C3"]
    assert count_cells(row).blank == "level_0"
    alone = count_cells(row[row["track_id"] == "R2"])
    assert (alone.blank, alone.judged) == ("not_assessable", False)


def test_a_scenario_of_one_track_is_with_that_track(tiny_reports: Reports) -> None:
    """C1 is linked to R1, C2 to R2 (R1 at level 1 is no link), C3 to none."""
    coverage = find_coverage(tiny_reports["en"])
    assert coverage.linked == 2
    assert coverage.sole == [("Lending", ["Reading room"]), ("Repair", ["Book bus"])]


def test_a_statement_holds_of_named_cells_among_the_judged(tiny_reports: Reports) -> None:
    """Two of the five judged cells are empty, one in each track: neither has most."""
    holders = find_holders(tiny_reports["en"], "empty")
    assert holders.names == ["Repair × Reading room", "Lending × Night school"]
    assert (holders.of, holders.whole, holders.every) == (5, False, False)
    assert holders.most.every
