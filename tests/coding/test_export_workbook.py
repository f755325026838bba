"""A framework as one workbook: what stands in it, and that an import takes it back."""

import hashlib
import zipfile
from pathlib import Path

import pytest
from commands import ROOT
from openpyxl import load_workbook
from scale_sample import FIVE, SCORES, write_scored
from sheets import read_rows, take, write_csv, write_workbook

from render import main
from report138.coding.export_workbook import WorkbookThereError, export_workbook
from report138.coding.write_framework import import_matrix
from report138.data.framework import load_framework
from report138.view.report import Report

SIGNED = {
    "Ann": [
        ["Action \\ Target", "Roads", "Rail"],
        ["Growth", "+2 / -1", 0],
        ["'=Health", -2, "n/a"],
    ],
    "Bo": [["", "Roads", "Rail"], ["Growth", 1, None], ["'=Health", -1, 2]],
    "Quotes": [
        ["row", "column", "coder", "quote"],
        ["'=Health", "Roads", "Ann", "@roads make ill"],
    ],
}


def export(folder: Path, out: Path) -> Path:
    """Export a folder into a file."""
    return export_workbook(folder, out)[0]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Two readings with signs, and a quotation."""
    return take(write_workbook(tmp_path / "m.xlsx", SIGNED))[0]


def read_sheet(path: Path, title: str) -> list[list[object]]:
    """Return the values of a sheet."""
    return [[cell.value for cell in row] for row in load_workbook(path)[title].iter_rows()]


def test_each_reading_has_a_sheet_of_its_values(made: Path, tmp_path: Path) -> None:
    """Ids and names above and beside; both signs, none found, n/a, and not coded as they are."""
    path = export(made, tmp_path / "e.xlsx")
    assert load_workbook(path).sheetnames == [
        *("Matrix", "Reading Ann", "Reading Bo", "Ledger", "Rows", "Columns", "Scale", "Tiers")
    ]
    assert read_sheet(path, "Reading Ann") == [
        [None, "id", "T1", "T2"],
        ["id", "name_en", "Roads", "Rail"],
        ["S1", "Growth", "+2 / -1", 0],
        ["S2", "=Health", -2, "n/a"],
    ]
    assert read_sheet(path, "Reading Bo")[2:] == [
        ["S1", "Growth", 1, None],
        ["S2", "=Health", -1, 2],
    ]


def test_the_matrix_is_over_all_readings(made: Path, tmp_path: Path) -> None:
    """The lower median of 2 and 1 is 1; where one reading judged, its value stands."""
    assert read_sheet(export(made, tmp_path / "e.xlsx"), "Matrix")[2:] == [
        ["S1", "Growth", 1, 0],
        ["S2", "=Health", -1, 2],
    ]


def test_cells_have_tints_and_numbers_their_signs(made: Path, tmp_path: Path) -> None:
    """A number is a number, shown with its sign, on the tint of its level; headings stay in view."""
    sheet = load_workbook(export(made, tmp_path / "e.xlsx"))["Reading Bo"]
    assert (sheet["C3"].value, sheet["C3"].number_format) == (1, "+0;-0;0")
    assert sheet["D4"].fill.fgColor.rgb == "FF0B4F6C"
    assert sheet.freeze_panes == "C3"


def test_text_stays_text(made: Path, tmp_path: Path) -> None:
    """No formula and no link, whatever a text starts with."""
    path = export(made, tmp_path / "e.xlsx")
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert "@roads make ill" in [cell.value for cell in cells]


def test_the_ledger_has_cell_level_quotation_place_and_coder(made: Path, tmp_path: Path) -> None:
    """One line for each coding."""
    head, *lines = read_sheet(export(made, tmp_path / "e.xlsx"), "Ledger")
    quoted = next(line for line in lines if line[head.index("quote_en")])
    line = dict(zip(head, quoted, strict=True))
    assert (line["row"], line["column"], line["level"], line["coder"]) == ("S2", "T1", -2, "Ann")
    assert (line["quote_en"], line["place"]) == ("@roads make ill", "sheet Quotes, row 2")
    assert len(lines) == 8


def test_the_bytes_are_the_same_whenever_it_is_written(made: Path, tmp_path: Path) -> None:
    """No time of writing stands in the file."""
    first, second = (export(made, tmp_path / name).read_bytes() for name in ("e.xlsx", "f.xlsx"))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    with zipfile.ZipFile(tmp_path / "e.xlsx") as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_an_import_of_an_export_gives_the_same_rows(made: Path, tmp_path: Path) -> None:
    """Elements, codings, quotations, scale and tiers come back as they went."""
    again = tmp_path / "again"
    import_matrix(export(made, tmp_path / "e.xlsx"), again)
    for name in ("elements.csv", "coding.csv", "segments.csv", "scale.csv", "tiers.csv"):
        both = [
            sorted((folder / name).read_text("utf-8-sig").splitlines()) for folder in (made, again)
        ]
        assert both[0] == both[1], name
    assert len(read_rows(again, "coding.csv", "level")) == 8


def test_the_shipped_framework_comes_back_with_its_matrix(tmp_path: Path) -> None:
    """Four readings, two languages: 8 cells with evidence in all, 12 in none, 4 disputed."""
    again = tmp_path / "again"
    import_matrix(export(ROOT / "data" / "138", tmp_path / "e.xlsx"), again)
    cells = Report(load_framework(again), "zh").cells
    assert len(cells) == 24
    assert ((cells["status"] == "agreed") & (cells["level"] > 0)).sum() == 8
    assert ((cells["status"] == "agreed") & (cells["level"] == 0)).sum() == 12
    assert (cells["status"] == "disputed").sum() == 4


def test_the_shipped_framework_keeps_what_its_tiers_are_called(tmp_path: Path) -> None:
    """Quotations at the codebook’s levels are of tracks and scenarios, not of columns and rows."""
    folder, _ = take(export(ROOT / "data" / "138", tmp_path / "138.xlsx"))
    assert not (folder / "tiers.csv").exists()


def test_scores_without_names_of_tiers_keep_the_usual_ones(tmp_path: Path) -> None:
    """A workbook of scores says what its columns are called, or an import would not know it."""
    scored = write_scored(tmp_path / "scored", SCORES, scale=FIVE)
    folder, _ = take(export(scored, tmp_path / "scored.xlsx"))
    names = [Report(load_framework(each), "zh").said.one("track") for each in (scored, folder)]
    assert names == ["赛道", "赛道"]


def test_a_workbook_that_is_there_is_not_written_over(made: Path, tmp_path: Path) -> None:
    """It may have been edited; the same bytes may be written again."""
    path = export(made, tmp_path / "e.xlsx")
    assert export(made, path) == path
    path.write_bytes(b"mine")
    with pytest.raises(WorkbookThereError, match="there already"):
        export(made, path)
    assert path.read_bytes() == b"mine"


def test_the_commands_import_and_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both say in plain lines what they took, left out and wrote."""
    sheet = write_csv(
        tmp_path / "m.csv", [["Action", "Roads", "Total"], ["Growth", 2, 2], ["Health", 1, 1]]
    )
    folder, out = str(tmp_path / "made"), str(tmp_path / "e.xlsx")
    main(["import", str(sheet), folder], standalone_mode=False)
    main(["export", "--data", folder, "--out", out], standalone_mode=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "taken: m.csv: headings in row 1, names in column A",
        "taken: 2 rows become scenarios, 1 column becomes a track",
    ]
    assert "left out: m.csv: column C “Total”: a total" in lines
    assert lines[-1] == out
