"""Sheets from which something would be lost: each is named with its place, and nothing is written."""

from pathlib import Path

import pytest
from sheets import read_levels, take, write_csv, write_workbook

from render import run
from report138.coding.write_framework import FolderThereError
from report138.data.check import FrameworkError

GOOD = [["", "Roads", "Rail"], ["Growth", 2, 0], ["Health", 1, 3]]


def refuse(path: Path) -> list[str]:
    """Return the faults of an import that is refused; nothing is left of it."""
    with pytest.raises(FrameworkError) as refused:
        take(path)
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name]
    return [str(fault) for fault in refused.value.faults]


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    """A word, an error, a name that is there twice, a value without a name."""
    rows = [
        ["", "Roads", "Rail"],
        ["Growth", "maybe", 0],
        ["Growth", 1, "#REF!"],
        ["", 3, 1],
        ["Health", 1, 1],
    ]
    faults = refuse(write_workbook(tmp_path / "m.xlsx", {"Matrix": rows}))
    assert [fault.split(";")[0] for fault in faults] == [
        "m.xlsx, sheet Matrix, row 3: “Growth” names row 2 already",
        "m.xlsx, sheet Matrix, row 4: no name for this row",
        "m.xlsx, sheet Matrix, row 2, column B: “maybe”",
        "m.xlsx, sheet Matrix, row 3, column C: #REF!, an error of a spreadsheet",
    ]


def test_a_formula_without_a_value_is_named(tmp_path: Path) -> None:
    """What no spreadsheet has computed is no value."""
    rows = [["", "Roads", "Rail"], ["Growth", "=1+1", 0], ["Health", 1, 3]]
    (fault,) = refuse(write_workbook(tmp_path / "m.xlsx", {"Matrix": rows}))
    assert fault.startswith(
        "m.xlsx, sheet Matrix, row 2, column B: a formula without a value; allowed: a value"
    )


def test_a_formula_in_csv_is_text(tmp_path: Path) -> None:
    """It is no level, and as a name it stays as it is."""
    (fault,) = refuse(
        write_csv(
            tmp_path / "m.csv", [["", "Roads", "Rail"], ["Growth", "=1+1", 0], ["Health", 1, 3]]
        )
    )
    assert fault.startswith("m.csv, row 2, column B: “=1+1”; allowed: a number")
    folder, _ = take(write_csv(tmp_path / "n.csv", [["", "=Roads", "@Rail"], ["+Growth", 1, 2]]))
    assert read_levels(folder) == {("+Growth", "=Roads"): "1", ("+Growth", "@Rail"): "2"}


def test_merged_values_are_named(tmp_path: Path) -> None:
    """Only the first of merged cells has a value."""
    path = write_workbook(tmp_path / "m.xlsx", {"Matrix": GOOD}, {"Matrix": "B2:B3"})
    (fault,) = refuse(path)
    assert fault.startswith("m.xlsx, sheet Matrix, row 2, column B: merged cells (B2:B3)")


def test_a_value_below_no_heading_is_named(tmp_path: Path) -> None:
    """A column needs a name as a row does."""
    (fault,) = refuse(write_csv(tmp_path / "m.csv", [*GOOD[:2], ["Health", 1, 3, 2]]))
    assert (
        fault
        == "m.csv, row 3, column D: a value below no heading; allowed: a heading in each column"
    )


def test_a_name_of_another_sheet_that_the_matrix_lacks_is_named(tmp_path: Path) -> None:
    """In details, readings and quotations alike."""
    sheets = {
        "Matrix": GOOD,
        "Rows": [["name", "aim"], ["Helth", "x"]],
        "Bo": [["", "Roads", "Rail"], ["Growth", 1, 1], ["Wealth", 1, 1]],
        "Quotes": [["row", "column", "quote"], ["Growth", "Air", "up"]],
    }
    faults = refuse(write_workbook(tmp_path / "m.xlsx", sheets))
    assert [fault.split(";")[0] for fault in faults] == [
        "m.xlsx, sheet Rows, row 2, column A: “Helth”",
        "m.xlsx, sheet Bo, row 3, column A: “Wealth”",
        "m.xlsx, sheet Quotes, row 2, column B: “Air”",
    ]


def test_two_values_for_a_cell_are_named(tmp_path: Path) -> None:
    """In long form one reading has one value a cell."""
    rows = [
        ["row", "column", "value"],
        ["Growth", "Roads", 2],
        ["Growth", "Rail", 1],
        ["Growth", "Roads", 3],
    ]
    (fault,) = refuse(write_csv(tmp_path / "m.csv", rows))
    assert fault.startswith("m.csv, row 4, column C: “3” for a cell that m.csv C2 gives “2”")


def test_more_strengths_than_a_scale_has_are_named(tmp_path: Path) -> None:
    """Percentages have to be joined into steps first."""
    rows = [["", *"abcdefghij"], ["Growth", *range(5, 105, 10)]]
    (fault,) = refuse(write_csv(tmp_path / "m.csv", rows))
    assert "10 different strengths: 5, 15, 25" in fault
    assert "9 above none at most" in fault


@pytest.mark.parametrize(
    "rows", [[], [["just", "words"], ["and", "more"]], [["", "Roads", "Rail"]]]
)
def test_a_sheet_without_a_table_is_named(tmp_path: Path, rows: list[list[str]]) -> None:
    """An empty sheet, words, headings alone."""
    (fault,) = refuse(write_workbook(tmp_path / "m.xlsx", {"Sheet1": rows}))
    assert "no table of rows × columns with values" in fault


def test_more_cells_than_a_report_could_show_are_refused(tmp_path: Path) -> None:
    """A thousand by a thousand is no matrix for people."""
    rows = [["", *(f"c{n}" for n in range(1000))], *([f"r{n}", *["1"] * 1000] for n in range(1000))]
    (fault,) = refuse(write_csv(tmp_path / "m.csv", rows))
    assert fault == "m.csv: 1,002,000 cells; allowed: 100,000 at most"


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    """An empty one is taken; one with a file is left as it is."""
    path = write_csv(tmp_path / "m.csv", GOOD)
    (tmp_path / "made").mkdir()
    folder, _ = take(path)
    before = sorted(folder.iterdir())
    with pytest.raises(FolderThereError, match="there already"):
        take(path)
    assert sorted(folder.iterdir()) == before


def test_the_command_ends_with_status_2_and_says_the_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One message on standard error, no traceback, no folder."""
    path = write_csv(
        tmp_path / "m.csv", [["", "Roads", "Rail"], ["Growth", 2, "maybe"], ["Health", 1, 3]]
    )
    assert run(["import", str(path), str(tmp_path / "made")]) == 2
    assert capsys.readouterr().err.startswith(
        f"error: 1 fault in {path}\n  m.csv, row 2, column C: “maybe”"
    )
    assert not (tmp_path / "made").exists()
