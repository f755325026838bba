"""Large frameworks: what a report does not print is counted, and the file that has it named."""

from dataclasses import replace
from pathlib import Path

import pytest
from large_sample import write_sized

from report138.view import figures, tables
from report138.view.figures.compact import draw_overview
from report138.view.tables.long import MOST_ROWS


def test_long_tables_are_counted_and_name_their_file(tmp_path: Path) -> None:
    """A ledger of 300 units has a row a scenario, and says where the 300 stand."""
    report = write_sized(tmp_path / "x", (30, 40))
    table = tables.tabulate_ledger(report)
    assert len(table.rows) == 30
    assert [cell.text for cell in table.rows[0]] == ["Scenario 1", "10", "10"]
    (note,) = table.notes
    assert "the 300 rows stand in tiny-data.zip" in note
    assert len(tables.tabulate_gaps(report).rows) == 30


def test_a_long_list_shows_its_first_rows(tmp_path: Path) -> None:
    """150 tracks and a goal: the first are listed, and the note says of how many."""
    table = tables.tabulate_goals_and_tracks(write_sized(tmp_path / "x", (2, 150), coded=False))
    assert len(table.rows) == MOST_ROWS
    assert table.notes == (
        "The first 120 of 151 rows; all stand in tiny-data.zip beside this report.",
    )


def test_an_overview_labels_every_column(tmp_path: Path) -> None:
    """150 columns stand in bands, each with its id; pages with names are left out and replaced."""
    report = write_sized(tmp_path / "x", (12, 150))
    figure = draw_overview(report)
    assert all(f">T{number}<" in figure.svg for number in range(1, 151))
    assert figures.draw_details(report) is None
    assert "the table of the matrix stands for its pages" in figure.reading


@pytest.mark.parametrize(("element", "part"), [("T1", "T1–T12 × S1–S38"), ("S100", ""), ("S1", "")])
def test_a_brief_says_which_part_its_figure_shows(tmp_path: Path, element: str, part: str) -> None:
    """150 scenarios of a track stand in four parts, of which one is drawn; a scenario is whole in one."""
    report = replace(write_sized(tmp_path / "x", (150, 12)), focus=element)
    said = figures.draw_matrix(report).reading
    assert said.startswith(f"Shown is the part {part};") == bool(part)
