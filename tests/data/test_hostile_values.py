"""Values that no report can show, and characters that nobody sees: found by the check, and named."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sample
from breaking import assert_named, find_faults, find_warnings, replace

from report138.data.check import FrameworkError, check_framework
from report138.data.findings import MOST
from report138.unseen import Lookalikes, escape, tell_apart_within

PACKAGES = {
    "nested 100,000 deep": ('"x": ' + "[" * 100_000 + "]" * 100_000, ("", "too deep")),
    "nested 60 deep": ('"x": ' + "[" * 60 + "]" * 60, (", column x", "too deep", "50 within")),
    "5,000 digits": ('"x": ' + "9" * 5000, ("", "thousands of digits")),
    "not a number": ('"x": {"y": NaN}', (", column x", "nan", "a number")),
    "endless": ('"x": [1e999]', (", column x", "inf", "a number")),
    "half a character": ('"title": "a\\ud800"', (", column title", "“a<U+D800>”", "whole")),
    "half a character as a key": ('"\\udc00": 1', ("", "“<U+DC00>”", "whole")),
    "no title": ('"title": null', (", column title", "“null”, which is no text")),
    "a title of numbers": ('"title": 138', (", column title", "“138”, which is no text")),
    "a title of lists": ('"title_en": ["a"]', (", column title_en", "which is no text")),
    "no version": ('"version": null', (", column version", "“null”, which is no text")),
    "a licence of lists": ('"licenses": [{"name": []}]', (", column licenses, name", "no text")),
    "a source of numbers": ('"sources": [{"path": 1}]', (", column sources, path", "no text")),
    "a number as the name": ('"name": 138', (", column name", "“138”")),
    "a name of 61 characters": (f'"name": "{"a" * 61}"', (", column name", "60 at most")),
}


@pytest.mark.parametrize(("item", "parts"), PACKAGES.values(), ids=PACKAGES)
def test_a_package_that_no_report_can_show_is_named(
    folder: Path, item: str, parts: tuple[str, ...]
) -> None:
    """JSON can say it, the contract allows none of it; each brings one fault."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package.pop(json.loads(item.partition(":")[0]), None)
    path.write_text(f"{json.dumps(package)[:-1]}, {item}}}", encoding="utf-8")
    faults = find_faults(folder)
    assert_named(faults, f"datapackage.json{parts[0]}", *parts[1:])
    assert len(faults) == 1


def test_a_key_that_stands_twice_in_the_package_is_named(folder: Path) -> None:
    """Of two versions some readers take the first and others the second."""
    path = folder / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text[: text.rindex("}")]}, "version": "2"}}', encoding="utf-8")
    assert_named(find_faults(folder), "datapackage.json, column version", "stands twice")


@pytest.mark.parametrize(
    ("file", "row", "column"),
    [("elements.csv", 3, "order"), ("locators.csv", 2, "characters"), ("locators.csv", 2, "order")],
)
def test_a_number_that_no_computer_holds_is_named(
    folder: Path, file: str, row: int, column: str
) -> None:
    """25 digits are no order; nine are enough for anything that is counted here."""
    sample.set_cell(folder, file, row, column, "9" * 25)
    assert_named(find_faults(folder), f"{file}, row {row}, column {column}", "9 digits at most")
    sample.set_cell(folder, file, row, column, "9" * 5000)  # more than Python turns into a number
    assert_named(find_faults(folder), f"{file}, row {row}, column {column}", "9 digits at most")
    sample.set_cell(folder, file, row, column, "9" * 9)
    check_framework(folder)


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "#NAME?"])
def test_an_error_of_a_spreadsheet_is_no_name(folder: Path, value: str) -> None:
    """A formula that failed was saved as if it were text."""
    sample.set_cell(folder, "elements.csv", 3, "name_en", value)
    place = "elements.csv, row 3, column name_en"
    assert_named(
        find_faults(folder), place, f"{value}, an error of a spreadsheet", "that was meant"
    )


def test_a_field_of_more_than_16_mb_is_named_with_its_row(folder: Path) -> None:
    """Such a cell is a quote that was never closed, whatever another package made the limit."""
    csv.field_size_limit(2**30)
    sample.add_row(folder, "about.csv", "long", "填" * (2**24 + 1), "x", "source", "")
    assert_named(find_faults(folder), "about.csv, row 4", "field larger than field limit", "quotes")


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to(path)])
def test_what_is_no_file_is_named(folder: Path, make: Callable[[Path], None]) -> None:
    """A folder, or a link to itself, in the place of a file that could be left out."""
    make(folder / "readings.csv")
    assert_named(find_faults(folder), "readings.csv", "no file that can be read")


@pytest.mark.parametrize(
    ("raw", "fitting"),
    [
        ("书馆".encode("gbk"), "GBK (GB18030) or Big5 or Windows-1252"),
        ("書館".encode("big5"), "GBK (GB18030) or Big5 or Windows-1252"),
        ("caf\u00e9\n".encode("latin-1"), "Windows-1252"),
    ],
    ids=["GBK", "Big5", "Latin-1"],
)
def test_an_encoding_is_not_guessed(folder: Path, raw: bytes, fitting: str) -> None:
    """Bytes that several encodings fit are said to fit them, not to be one of them."""
    replace("about.csv", b"key\n" + raw)(folder)
    (fault,) = find_faults(folder)
    first = next(byte for byte in raw if byte > 127)
    place = f"not UTF-8 text (line 2, byte 0x{first:02X})"
    assert fault.found == f"{place}; its bytes would fit {fitting}"


def test_a_message_about_a_hostile_id_is_short(folder: Path) -> None:
    """An id of 5,000 characters, which every reference to it would list as allowed."""
    sample.set_cell(folder, "elements.csv", 4, "id", "x" * 5000)
    faults = find_faults(folder)
    assert len(faults) > 5
    assert max(len(str(fault)) for fault in faults) < 300


# --- very many faults ---------------------------------------------------------------------------


def test_of_many_faults_the_first_of_each_kind_are_listed(folder: Path) -> None:
    """3,000 bad rows: 50 of each kind and the count of the rest, and the count of all on top."""
    rows = sample.read_rows(folder / "coding.csv")
    bad = [[f"x{number}", "R9", "C1", "K", "7", "direct"] for number in range(3000)]
    sample.write_rows(folder / "coding.csv", [*rows, *bad])
    with pytest.raises(FrameworkError) as caught:
        check_framework(folder)
    lines = str(caught.value).splitlines()
    assert lines[0] == f"9,000 faults in {folder}"
    kinds = ("segment_id", "track_id", "level")
    for column in kinds:
        assert f"  coding.csv, column {column}: 2,950 more of this kind" in lines
        assert sum(f"column {column}: “" in line for line in lines) == MOST
    assert len(lines) == 1 + 3 * (MOST + 1)


def test_of_many_warnings_the_first_are_listed(folder: Path) -> None:
    """Long quotes are listed in the same way."""
    rows = sample.read_rows(folder / "segments.csv")
    more = [[f"x{number}", "A1", "narrative", "填" * 90, "x"] for number in range(60)]
    sample.write_rows(folder / "segments.csv", [*rows, *more])
    warnings = find_warnings(folder)
    assert len(warnings) == MOST + 1
    assert warnings[-1] == "segments.csv, column quote_zh: 10 more of this kind"


# --- characters that nobody sees ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\x1b", "U+001B"),
    ],
)
def test_an_unseen_character_is_a_warning_with_its_place(
    folder: Path, char: str, name: str
) -> None:
    """It is no fault; file, row, column and code point are told, and the title is looked at too."""
    sample.set_cell(folder, "about.csv", 2, "text_en", f"The li{char}brary")
    sample.set_package(folder, title=f"Open{char} library")
    assert find_warnings(folder) == [
        f"about.csv, row 2, column text_en: {name}, which cannot be seen",
        f"datapackage.json, column title: {name}, which cannot be seen",
    ]


def test_line_breaks_and_tabs_are_no_warning(folder: Path) -> None:
    """Windows writes two characters for a line break in a cell."""
    sample.set_cell(folder, "about.csv", 2, "text_en", "one\r\ntwo\tthree\nfour")
    assert find_warnings(folder) == []


def test_what_reaches_a_terminal_is_escaped() -> None:
    """Escape sequences and directions are written out; line breaks and Chinese are as they were."""
    assert (
        escape("书\x1b[31m\u202e\r\n\ta\ud800\r") == "书<U+001B>[31m<U+202E>\r\n\ta<U+D800><U+000D>"
    )


ALIKE = {
    "zero width": ("R\u200b1", "R1", "here U+200B ZERO WIDTH SPACE"),
    "full width": ("Ｒ1", "R1", "here U+FF32 Ｒ FULLWIDTH LATIN CAPITAL LETTER R, there U+0052 R"),
    "a radical": ("⼈", "人", "here U+2F08 ⼈ KANGXI RADICAL MAN, there U+4EBA 人"),
    "decomposed": ("e\u0301", "é", "U+0301 COMBINING ACUTE ACCENT, there U+00E9 é"),
}


@pytest.mark.parametrize(("given", "known", "told"), ALIKE.values(), ids=ALIKE)
def test_a_reference_that_looks_right_is_told_apart(given: str, known: str, told: str) -> None:
    """Which characters differ stands there by code point; what looks like nothing known is left."""
    assert told in Lookalikes(["other", known]).tell_apart(given)
    assert Lookalikes(["other", known]).tell_apart("else") == ""


def test_a_track_that_looks_right_is_told_apart(folder: Path) -> None:
    """An id of full-width characters passes as an id, and is none of the tracks."""
    sample.set_cell(folder, "coding.csv", 2, "track_id", "Ｒ1")
    place = "coding.csv, row 2, column track_id"
    assert_named(find_faults(folder), place, "“Ｒ1”, it differs from “R1”: here U+FF32")


def test_a_trigger_that_looks_right_is_told_apart(folder: Path) -> None:
    """The character that differs may stand in the quote, too."""
    sample.set_cell(folder, "coding.csv", 2, "trigger_track", "借\u200b阅")
    place = "coding.csv, row 2, column trigger_track"
    assert_named(find_faults(folder), place, "U+200B ZERO WIDTH SPACE", "words of the segment")
    assert "there U+2F08" in tell_apart_within("人", ["一⼈一"])


def test_a_full_width_semicolon_joins_nothing(folder: Path) -> None:
    """Two places joined by the sign of a Chinese keyboard."""
    sample.set_cell(folder, "segments.csv", 4, "locator", "A2；A1")
    place = "segments.csv, row 4, column locator"
    assert_named(find_faults(folder), place, "with U+FF1B ； FULLWIDTH SEMICOLON", "joined by ;")


def test_a_column_without_a_heading_is_noted(folder: Path) -> None:
    """What stands below no heading is not used, and that is said."""
    rows = sample.read_rows(folder / "about.csv")
    sample.write_rows(folder / "about.csv", [[*rows[0], ""], [*rows[1], "mine"], *rows[2:]])
    assert check_framework(folder).notes == ["about.csv: not used: column without a heading"]


def test_the_package_may_hold_what_it_likes_beside(folder: Path) -> None:
    """Keys of one's own, nested as people nest them."""
    sample.set_package(folder, mine={"a": [{"b": [1.5, True, None]}]})
    assert json.loads((folder / "datapackage.json").read_text())["mine"]
    check_framework(folder)
