"""Files of every form that spreadsheets leave behind: those accepted, and those refused."""

from pathlib import Path

import pytest
import sample
from breaking import (
    Case,
    adding,
    assert_named,
    find_faults,
    only_header,
    replace,
    rewrite,
    without,
)
from sample import setting

from report138.data.check import check_framework
from report138.data.read import quote_value
from report138.data.schema import FILES

FAULTS: dict[str, Case] = {
    "missing column": (
        without("coding.csv", "basis"),
        ("coding.csv, row 1, column basis", "missing", "trigger_track"),
    ),
    "column twice": (
        setting("coding.csv", 1, "note_zh", "level"),
        ("coding.csv, row 1, column level", "twice"),
    ),
    "semicolons": (
        replace("glossary.csv", b"term_zh;term_en\na;b\n"),
        ("glossary.csv, row 1", "semicolons", "commas"),
    ),
    "no rows": (only_header("elements.csv"), ("elements.csv", "no rows", "at least one row")),
    "file of no bytes": (replace("segments.csv", b""), ("segments.csv, row 1, column locator", "")),
    "too many cells": (
        adding("glossary.csv", *"abcdefgh"),
        ("glossary.csv, row 4", "8 cells where the header has 7", "one cell a column"),
    ),
    "too few cells": (
        adding("lexicon.csv", "R1", "书"),
        ("lexicon.csv, row 8, column sense", "empty", "accepted, rejected"),
    ),
    "saved as GBK": (
        rewrite("segments.csv", "gbk"),
        ("segments.csv", "not UTF-8", "line 2", "GBK", "CSV UTF-8"),
    ),
    "saved as UTF-16": (
        rewrite("lexicon.csv", "utf-16"),
        ("lexicon.csv", "UTF-16", "CSV UTF-8"),
    ),
    "workbook renamed": (
        replace("elements.csv", b"PK\x03\x04\x14\x00\x06\x00"),
        ("elements.csv", "Excel workbook", "CSV UTF-8"),
    ),
    "bytes of nothing": (replace("about.csv", b"key\x00"), ("about.csv", "NUL", "UTF-8")),
    "open quote": (
        replace("about.csv", b'key,basis,locator\na,"source,\n'),
        ("about.csv, row 2", "not readable as CSV", "check the quotes"),
    ),
    "missing file": (
        lambda folder: (folder / "segments.csv").unlink(),
        ("segments.csv", "missing", "needed in"),
    ),
    "missing package": (
        lambda folder: (folder / "datapackage.json").unlink(),
        ("datapackage.json", "missing", "needed in"),
    ),
    "package no JSON": (
        replace("datapackage.json", b'{\n"name": tiny}'),
        ("datapackage.json, row 2", "not valid JSON"),
    ),
    "package a list": (replace("datapackage.json", b"[]"), ("datapackage.json", "not a JSON obj")),
    "package in GBK": (
        replace("datapackage.json", '{"title": "书馆"}'.encode("gbk")),
        ("datapackage.json", "not UTF-8", "GBK", "UTF-8 JSON"),
    ),
}


@pytest.mark.parametrize(("change", "parts"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_form_is_named(
    folder: Path, change: sample.Change, parts: tuple[str, ...]
) -> None:
    """A file that is not the CSV it should be is named, with what it is and what to do."""
    change(folder)
    assert_named(find_faults(folder), *parts)


@pytest.mark.parametrize("name", FILES)
def test_only_some_files_may_be_absent(folder: Path, name: str) -> None:
    """Files nothing points into may be left out; every other one is missed, and once."""
    (folder / name).unlink(missing_ok=True)  # the tiny framework lists no readings
    if name not in ("elements.csv", "coding.csv", "segments.csv"):
        assert check_framework(folder).tables[name] == []
    else:
        faults = find_faults(folder)
        assert_named(faults, name, "missing", str(folder))
        assert [fault.file for fault in faults] == [name]


def test_a_byte_order_mark_is_accepted(folder: Path) -> None:
    """Files with the mark that Excel needs for Chinese read like those without."""
    expected = check_framework(folder).tables
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check_framework(folder).tables == expected


def test_windows_line_ends_are_accepted(folder: Path) -> None:
    """Lines that end in CR LF read like those that end in LF."""
    expected = check_framework(folder).tables
    for path in folder.glob("*.csv"):
        sample.write_rows(path, sample.read_rows(path), newline="\r\n")
    assert b"\r\n" in (folder / "coding.csv").read_bytes()
    assert check_framework(folder).tables == expected


def test_columns_may_stand_in_any_order(folder: Path) -> None:
    """A file with its columns reversed reads as the same rows."""
    expected = check_framework(folder).tables["coding.csv"]
    rows = sample.read_rows(folder / "coding.csv")
    sample.write_rows(folder / "coding.csv", [row[::-1] for row in rows])
    assert check_framework(folder).tables["coding.csv"] == expected


def test_extra_columns_are_noted(folder: Path) -> None:
    """A column of one's own is no fault; it is named as not used."""
    rows = sample.read_rows(folder / "lexicon.csv")
    sample.write_rows(folder / "lexicon.csv", [[*row, "to do"] for row in rows])
    (note,) = check_framework(folder).notes
    assert "lexicon.csv" in note
    assert "to do" in note


def test_empty_rows_are_skipped_and_counted(folder: Path) -> None:
    """Empty rows are no rows, but row numbers go on counting them as a spreadsheet does."""
    sample.add_row(folder, "lexicon.csv", "", "", "", "", "", "", "")
    sample.add_row(folder, "lexicon.csv", "", " ")
    assert len(check_framework(folder).tables["lexicon.csv"]) == 6
    # header, 6 rows, 2 empty ones: the next is row 10
    sample.add_row(folder, "lexicon.csv", "R1", "书", "own", "taken", "", "", "")
    assert_named(find_faults(folder), "lexicon.csv, row 10, column sense", "“taken”")


def test_a_quoted_line_break_is_part_of_its_cell(folder: Path) -> None:
    """A cell of several lines is one cell, and later rows keep their number in a spreadsheet."""
    sample.set_cell(folder, "coding.csv", 2, "note_en", "first\nsecond\nthird")
    assert check_framework(folder).tables["coding.csv"][0]["note_en"] == "first\nsecond\nthird"
    sample.set_cell(folder, "coding.csv", 5, "level", "7")
    assert_named(find_faults(folder), "coding.csv, row 5, column level", "“7”")


def test_space_around_a_value_does_not_count(folder: Path) -> None:
    """Blanks that a hand left around an id or a heading are dropped."""
    sample.set_cell(folder, "coding.csv", 2, "track_id", " R1 ")
    sample.set_cell(folder, "coding.csv", 1, "level", " level")
    assert check_framework(folder).tables["coding.csv"][0]["track_id"] == "R1"


def test_a_glossary_may_lack_its_optional_columns(folder: Path) -> None:
    """Where a rendering comes from need not be stated."""
    for column in ("term_en_status", "explanation_basis"):
        sample.drop_column(folder, "glossary.csv", column)
    assert check_framework(folder).tables["glossary.csv"][0]["term_en_status"] == ""


def test_a_long_value_is_cut_in_a_message() -> None:
    """A found value stands on one line of at most 60 characters, whatever the cell holds."""
    assert quote_value("a\nb") == "“a b”"
    assert quote_value("x" * 61) == f"“{'x' * 59}…”"
