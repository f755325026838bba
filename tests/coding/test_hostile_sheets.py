"""Sheets as other programs, mishaps and bad will leave them: read, or refused in one message."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sample
from doubt_sample import (
    assert_refused,
    fill_row,
    fill_some,
    list_added,
    make_sheet,
    read_sheet,
    take,
    write_source,
)
from openpyxl import Workbook, load_workbook

from report138.coding import append_rows, read_workbook
from report138.coding.write_sheet import SheetThereError, write_sheet
from report138.data.check import FrameworkError, check_framework

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
Edit = Callable[[str], str]


@pytest.fixture
def sheet(folder: Path, tmp_path: Path) -> Path:
    """A filled sheet as a workbook: three codings, one new segment."""
    made = make_sheet(folder, write_source(tmp_path / "copy.txt"), "xlsx")
    fill_some(made)
    return made


def edit(sheet: Path, part: str, change: Edit) -> None:
    """Rewrite the XML of one part of a workbook."""
    with zipfile.ZipFile(sheet) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts[part].decode()
    parts[part] = change(before).encode()
    assert parts[part] != before.encode()
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def refuse(folder: Path, sheet: Path) -> str:
    """Import a sheet that is refused; return the one fault."""
    with pytest.raises(FrameworkError) as caught:
        take(folder, sheet)
    (fault,) = caught.value.faults
    assert str(fault).startswith(sheet.name)
    return str(fault)


# --- workbooks of other programs ----------------------------------------------------------------

READ: dict[str, tuple[str, Edit]] = {
    "a size of one cell": (
        SHEET,
        lambda xml: re.sub(r"<dimension[^>]*>", '<dimension ref="A1"/>', xml),
    ),
    "a size of few rows": (
        SHEET,
        lambda xml: re.sub(r"<dimension[^>]*>", '<dimension ref="A1:N3"/>', xml),
    ),
    "no size": (SHEET, lambda xml: re.sub(r"<dimension[^>]*>", "", xml)),
    "an empty fill": (STYLES, lambda xml: xml.replace("<fills", "<fills><fill/></fills><fills", 1)),
    "a font of family 34": (
        STYLES,
        lambda xml: re.sub(r'<family val="\d+"', '<family val="34"', xml),
    ),
    "styles cut off": (STYLES, lambda xml: xml[: len(xml) // 2]),
    "cells that name no place": (SHEET, lambda xml: re.sub(r'<c r="[A-Z]+\d+"', "<c", xml)),
    "rows that name no place": (SHEET, lambda xml: re.sub(r'<row r="\d+"', "<row", xml)),
}


@pytest.mark.parametrize(("part", "change"), READ.values(), ids=READ)
def test_a_workbook_is_read_whatever_its_form(
    folder: Path, sheet: Path, part: str, change: Edit
) -> None:
    """Sizes, styles and places that are wrong or missing take nothing away."""
    edit(sheet, part, change)
    assert take(folder, sheet) == (3, 1)


@pytest.mark.parametrize("before", ["chart", "codebook"])
def test_the_sheet_of_the_coding_is_found(folder: Path, sheet: Path, before: str) -> None:
    """A chart or the codebook in front of it is not taken for it."""
    workbook = load_workbook(sheet)
    if before == "chart":
        workbook.create_chartsheet("chart", 0)
    else:
        workbook.move_sheet("codebook", -1)
    workbook.save(sheet)
    assert take(folder, sheet) == (3, 1)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_title_above_the_header_is_no_fault(folder: Path, tmp_path: Path, form: str) -> None:
    """Rows above are left out; faults below count the rows as the spreadsheet does."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt"), form)
    fill_some(sheet)
    add_title(sheet)
    assert take(folder, sheet) == (3, 1)
    other = make_sheet(folder, write_source(tmp_path / "copy.txt"), form)
    fill_row(other, 2, track_id="R9", level=1)
    add_title(other)
    assert_refused(folder, other, "row 4, column track_id")


def add_title(sheet: Path) -> None:
    """Put a title and an empty row above the header."""
    if sheet.suffix == ".csv":
        sample.write_rows(sheet, [["Coding of M"], [""], *sample.read_rows(sheet)])
        return
    workbook = load_workbook(sheet)
    page = workbook.worksheets[0]
    page.insert_rows(1, 2)
    page.cell(1, 1, "Coding of M")
    page.merge_cells("A1:F1")
    workbook.save(sheet)


def test_a_workbook_with_macros_is_read(folder: Path, sheet: Path) -> None:
    """The same form under another name; its macros are not looked at."""
    renamed = sheet.rename(sheet.with_suffix(".xlsm"))
    assert take(folder, renamed) == (3, 1)


def test_a_workbook_under_a_csv_name_is_read(folder: Path, sheet: Path) -> None:
    """What it is says its content."""
    renamed = sheet.rename(sheet.with_name("renamed.csv"))
    assert take(folder, renamed) == (3, 1)


# --- values as a spreadsheet shows them ---------------------------------------------------------

VALUES = {
    "a day": ('<c r="{}" s="{day}"><v>44558</v></c>', "2021-12-28"),
    "a time of a day": ('<c r="{}" s="{day}"><v>44558.5625</v></c>', "2021-12-28 13:30"),
    "a number": ('<c r="{}"><v>0.30000000000000004</v></c>', "0.3"),
    "a whole number": ('<c r="{}"><v>7.0</v></c>', "7"),
    "a formula": ('<c r="{}" t="str"><f>D2</f><v>shown</v></c>', "shown"),
    "yes": ('<c r="{}" t="b"><v>1</v></c>', "TRUE"),
    "a Windows line break": ('<c r="{}" t="inlineStr"><is><t>a_x000D_\nb</t></is></c>', "a\nb"),
    "no escape": ('<c r="{}" t="inlineStr"><is><t>a_x005F_x0041_</t></is></c>', "a_x0041_"),
    "runs and reading aids": (
        '<c r="{}" t="inlineStr"><is><r><t>书</t></r><r><t>馆</t></r><rPh><t>shu</t></rPh></is></c>',
        "书馆",
    ),
}


@pytest.mark.parametrize(("cell", "shown"), VALUES.values(), ids=VALUES)
def test_a_note_is_read_as_it_is_seen(folder: Path, sheet: Path, cell: str, shown: str) -> None:
    """Dates as days, formulas as their value, text as text."""
    put_note(sheet, cell)
    take(folder, sheet)
    assert list_added(folder, "coding.csv")[0]["note_zh"] == shown


def put_note(sheet: Path, cell: str) -> None:
    """Make the note in row 2, column M, of given XML; style number `day` shows dates."""
    with zipfile.ZipFile(sheet) as archive:
        count = int(re.search(r'<cellXfs count="(\d+)"', archive.read(STYLES).decode())[1])
    edit(sheet, STYLES, lambda xml: xml.replace("</cellXfs>", '<xf numFmtId="14"/></cellXfs>'))
    made = cell.format("M2", day=count)
    edit(sheet, SHEET, lambda xml: re.sub(r'<c r="M2"[^>]*?(/>|>.*?</c>)', made, xml, flags=re.S))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c r="{}"><f>D2</f></c>', "row 2, column note_zh: a formula without a value"),
        ('<c r="{}" t="e"><v>#REF!</v></c>', "row 2, column note_zh: #REF!, an error of a spread"),
    ],
    ids=["a formula without a value", "an error"],
)
def test_a_note_without_a_value_is_refused(folder: Path, sheet: Path, cell: str, told: str) -> None:
    """It would be lost, or stand in the data as an error."""
    put_note(sheet, cell)
    assert told in refuse(folder, sheet)


# --- what would be lost -------------------------------------------------------------------------


def test_merged_cells_are_refused(folder: Path, sheet: Path) -> None:
    """Only the first of them has a value, though all look as if they had."""
    workbook = load_workbook(sheet)
    workbook.worksheets[0].merge_cells("G11:G13")
    workbook.save(sheet)
    assert "row 11, column level: merged cells (G11:G13)" in refuse(folder, sheet)


def test_a_value_beyond_the_headings_is_refused(folder: Path, tmp_path: Path) -> None:
    """The note that slipped a column further is no note."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt"))
    rows = sample.read_rows(sheet)
    sample.write_rows(sheet, [rows[0], [*rows[1], "extra"], *rows[2:]])
    assert "row 2: a value in column 15, which has no heading" in refuse(folder, sheet)


def test_a_heading_that_stands_twice_is_refused(folder: Path, tmp_path: Path) -> None:
    """Which of the two was meant is not for a program to say."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt"))
    rows = sample.read_rows(sheet)
    sample.write_rows(sheet, [[*row, "level" if n == 0 else "3"] for n, row in enumerate(rows)])
    assert "row 1, column level: the column stands twice" in refuse(folder, sheet)


def test_a_stray_quote_is_refused(folder: Path, tmp_path: Path) -> None:
    """It would make text of a note of all that follows."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt"))
    text = sheet.read_text("utf-8-sig").replace("。,,,", '。,"据说,,', 1)
    sheet.write_text(text, encoding="utf-8-sig")
    assert "row 2: not readable as CSV" in refuse(folder, sheet)


# --- no sheet at all ----------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [";", "\t"])
def test_another_separator_is_named_once(folder: Path, tmp_path: Path, mark: str) -> None:
    """Not as fourteen columns that are missing."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt"))
    sheet.write_text(sheet.read_text("utf-8-sig").replace(",", mark), encoding="utf-8-sig")
    assert "cells parted by semicolons or tabs; allowed: commas" in refuse(folder, sheet)


def test_missing_columns_are_named_once(folder: Path, tmp_path: Path) -> None:
    """With the heading that only looks like one of them."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt"))
    sample.drop_column(sheet.parent, sheet.name, "kind")
    sample.set_cell(sheet.parent, sheet.name, 1, "level", "ｌevel")
    told = refuse(folder, sheet)
    assert "row 1: the column is missing: level (it differs from “ｌevel”: " in told
    assert "U+FF4C" in told
    assert ", kind; allowed: a row with the headings stage, locator" in told


FILES = {
    "an OpenDocument sheet": (
        "sheet.ods",
        b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "OpenDocument",
    ),
    "an old workbook": ("sheet.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
    "a workbook with a password": ("sheet.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
    "a PDF": ("sheet.csv", b"%PDF-1.7", "a PDF"),
    "text under the name of a workbook": ("sheet.xlsx", b"stage,locator", "no Excel workbook"),
    "half an archive": ("sheet.xlsx", b"PK\x03\x04abc", "not a readable Excel workbook"),
    "nothing": ("sheet.csv", b"", "no headings of a coding sheet"),
    "an image": ("sheet.csv", b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8 text"),
    "a field over 16 MB": ("sheet.csv", b"a,b\n" + b"x" * (2**24 + 1), "field limit"),
}


@pytest.mark.parametrize(("name", "content", "told"), FILES.values(), ids=FILES)
def test_what_is_no_sheet_is_named(
    folder: Path, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    """For what it is, as far as its content tells."""
    sheet = tmp_path / name
    sheet.write_bytes(content)
    assert told in refuse(folder, sheet)


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]>'
BROKEN: dict[str, tuple[str, Edit]] = {
    "XML cut off": (SHEET, lambda xml: xml[: len(xml) // 2]),
    "no XML": (SHEET, lambda xml: "stage,locator"),
    "entities": (SHEET, lambda xml: ENTITIES + xml.removeprefix('<?xml version="1.0"?>')),
    "no sheets": ("xl/workbook.xml", lambda xml: re.sub(r"<sheet [^>]*>", "", xml)),
    "a sheet that is not there": (
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace("sheet1.xml", "sheet9.xml"),
    ),
    "a string that is not there": (
        SHEET,
        lambda xml: xml.replace('t="inlineStr"', 't="s"', 1).replace(
            "<is><t>stage</t></is>", "<v>9</v>"
        ),
    ),
    "a row of a word": (SHEET, lambda xml: xml.replace('<row r="2"', '<row r="two"')),
}


@pytest.mark.parametrize(("part", "change"), BROKEN.values(), ids=BROKEN)
def test_a_broken_workbook_is_one_message(
    folder: Path, sheet: Path, part: str, change: Edit
) -> None:
    """Nothing is taken from a workbook of which a part cannot be read."""
    edit(sheet, part, change)
    assert len(refuse(folder, sheet).splitlines()) == 1


def test_a_bomb_is_refused_before_it_is_unpacked(folder: Path, sheet: Path) -> None:
    """So many zeros pack to some thousand bytes; their size is read from the directory."""
    with zipfile.ZipFile(sheet, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", bytes(read_workbook.LARGEST))
    assert "bytes when unpacked; at most 40,000,000" in refuse(folder, sheet)


def test_a_size_that_is_a_lie_is_found(folder: Path, sheet: Path) -> None:
    """A directory that says 10 bytes: no more are unpacked, and the sum does not fit."""
    raw = bytearray(sheet.read_bytes())
    with zipfile.ZipFile(sheet) as archive:
        size = archive.getinfo(SHEET).file_size
    while (at := raw.find(size.to_bytes(4, "little"))) >= 0:
        raw[at : at + 4] = (10).to_bytes(4, "little")
    sheet.write_bytes(raw)
    assert "not a readable Excel workbook" in refuse(folder, sheet)


def test_a_cell_at_the_far_end_costs_nothing(folder: Path, sheet: Path) -> None:
    """One value in the last cell that a spreadsheet has is named, not filled up to."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    edit(sheet, SHEET, lambda xml: xml.replace("</sheetData>", far))
    assert "row 1048576: a value in column 16384" in refuse(folder, sheet)


# --- writing ------------------------------------------------------------------------------------


def test_a_sheet_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    """A second request for the same coder names the file and the ways out; both files stay."""
    source = write_source(tmp_path / "copy.txt")
    sheet = make_sheet(folder, source)
    fill_some(sheet)
    before = {path: path.read_bytes() for path in sheet.parent.iterdir()}
    with pytest.raises(SheetThereError, match=r"tiny-coding-M\.csv is there.*--import.*--out"):
        write_sheet(check_framework(folder), "M", source, sheet.parent)
    sheet.unlink()
    del before[sheet]
    with pytest.raises(SheetThereError, match=r"tiny-coding-M\.xlsx is there"):
        write_sheet(check_framework(folder), "M", source, sheet.parent)
    assert {path: path.read_bytes() for path in sheet.parent.iterdir()} == before


@pytest.mark.parametrize("start", ["=1+1", "@SUM(1)", "＝1+1", "-1+1"])
def test_text_that_looks_like_a_formula_stays_text(
    folder: Path, tmp_path: Path, start: str
) -> None:
    """An apostrophe keeps it in the CSV, its type in the workbook; full-width signs count too."""
    source = write_source(tmp_path / "copy.txt", f"{start}。")
    assert read_sheet(make_sheet(folder, source))[0]["text"] == f"'{start}。"
    page = load_workbook(make_sheet(folder, source, "xlsx")).worksheets[0]
    cells = {cell.value: cell.data_type for row in page.iter_rows() for cell in row}
    assert cells[f"{start}。"] == "s"


def test_text_that_looks_like_an_escape_comes_back(folder: Path, tmp_path: Path) -> None:
    """What the source writes as _x0041_ is no A."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt", "借阅_x0041_。"), "xlsx")
    pages = read_workbook.read_workbook(sheet)
    assert pages[0].rows[2][4] == "借阅_x0041_。"


def test_an_import_that_cannot_be_written_changes_nothing(
    folder: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the second file: the first is as it was."""
    before = {file: (folder / file).read_bytes() for file in ("coding.csv", "segments.csv")}
    write = append_rows.write_whole

    def fail(path: Path, content: bytes) -> None:
        if path.name == "coding.csv" and content != before["coding.csv"]:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(append_rows, "write_whole", fail)
    with pytest.raises(OSError, match="No space left"):
        take(folder, sheet)
    assert {file: (folder / file).read_bytes() for file in before} == before


def test_a_workbook_of_somebody_else_is_named(folder: Path, tmp_path: Path) -> None:
    """A workbook without the columns of a coding sheet."""
    workbook = Workbook()
    workbook.active.append(["a", "b"])
    workbook.save(tmp_path / "other.xlsx")
    assert "no headings of a coding sheet" in refuse(folder, tmp_path / "other.xlsx")
