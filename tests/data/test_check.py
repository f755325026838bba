"""Every rule of the contract: break the tiny framework so, and one line says where and why."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sample
from breaking import (
    Case,
    adding,
    assert_named,
    find_faults,
    find_warnings,
    package,
    replace,
)
from conftest import ROOT
from sample import setting

from report138.data.check import FrameworkError, check_framework

NAME_MEANS = "lower-case letters, digits, . _ - (it starts every file name), 60 at most"

FAULTS: dict[str, Case] = {
    "unknown track": (
        setting("coding.csv", 2, "track_id", "R9"),
        ("coding.csv, row 2, column track_id", "“R9”", "R1, R2"),
    ),
    "scenario as track": (
        setting("coding.csv", 7, "track_id", "C1"),
        ("coding.csv, row 7, column track_id", "“C1”", "R1, R2"),
    ),
    "unknown scenario": (
        setting("coding.csv", 6, "scenario_id", "C4"),
        ("coding.csv, row 6, column scenario_id", "“C4”", "C2, C1, C3"),
    ),
    "unknown segment": (
        setting("coding.csv", 13, "segment_id", "999"),
        ("coding.csv, row 13, column segment_id", "“999”", "001, 002, 003"),
    ),
    "unknown element": (
        setting("lexicon.csv", 7, "element_id", "Z"),
        ("lexicon.csv, row 7, column element_id", "“Z”", "G0, R1, R2, C2, C1, C3"),
    ),
    "unknown topic": (
        setting("locators.csv", 2, "topic_id", "Z"),
        ("locators.csv, row 2, column topic_id", "“Z”", "G0, R1, R2, C2, C1, C3"),
    ),
    "level 7": (
        setting("coding.csv", 2, "level", "7"),
        ("coding.csv, row 2, column level", "“7”", "0, 1, 2, 3, NA"),
    ),
    "level empty": (
        setting("coding.csv", 2, "level", ""),
        ("coding.csv, row 2, column level", "empty", "0, 1, 2, 3, NA"),
    ),
    "polarity in words": (
        setting("coding.csv", 2, "polarity", "plus"),
        ("coding.csv, row 2, column polarity", "“plus”", "+, -, ?"),
    ),
    "kind unknown": (
        setting("segments.csv", 3, "kind", "story"),
        ("segments.csv, row 3, column kind", "“story”", "formula, narrative, structural, global"),
    ),
    "order in words": (
        setting("elements.csv", 4, "order", "second"),
        ("elements.csv, row 4, column order", "“second”", "a whole number"),
    ),
    "id with a slash": (
        adding("elements.csv", "../C4", "scenario", "4", "甲", "A"),
        ("elements.csv, row 8, column id", "“../C4”", "no spaces"),
    ),
    "duplicate id": (
        adding("elements.csv", "C1", "scenario", "4", "甲", "A"),
        ("elements.csv, row 8, column id", "“C1” stands in row 6 already", "each once"),
    ),
    "coded twice": (
        adding("coding.csv", "001", "R1", "C1", "K", "1", "direct"),
        (
            "coding.csv, row 14, column segment_id, track_id, scenario_id, coder",
            "“001, R1, C1, K” stands in row 2 already",
            "each once",
        ),
    ),
    "order twice": (
        setting("elements.csv", 7, "order", "2"),
        ("elements.csv, row 7, column order", "order 2 of level scenario stands in row 5", "once"),
    ),
    "order twice, written in two ways": (
        setting("elements.csv", 7, "order", "02"),
        ("elements.csv, row 7, column order", "stands in row 5", "once"),
    ),
    "no scenario": (
        lambda folder: sample.drop_rows(folder, "elements.csv", 5, 6, 7),
        ("elements.csv", "no row with level scenario", "one track and one scenario"),
    ),
    "empty quote": (
        setting("segments.csv", 4, "quote_en", ""),
        ("segments.csv, row 4, column quote_en", "empty", "a quote"),
    ),
    "name partly filled": (
        setting("elements.csv", 5, "name_en", ""),
        ("elements.csv, row 5, column name_en", "empty", "a name for every element"),
    ),
    "whole cell not assessable beside a direct row": (
        adding("coding.csv", "", "R2", "C2", "K", "NA", *[""] * 6),
        ("coding.csv, row 14, column level", "NA for a cell that row 9 fills", "one or the other"),
    ),
    "whole cell beside a direct row": (
        adding("coding.csv", "", "R1", "C1", "K", "0"),
        ("coding.csv, row 14, column level", "0 for a cell that row 2 fills", "one or the other"),
    ),
    "segment without basis": (
        setting("coding.csv", 3, "basis", ""),
        ("coding.csv, row 3, column basis", "empty", "direct, inferred"),
    ),
    "structural segment coded": (
        adding("coding.csv", "006", "R1", "C1", "K", "1", "direct"),
        ("coding.csv, row 14, column segment_id", "“006”, a structural segment", "formula or narr"),
    ),
    "global segment coded": (
        adding("coding.csv", "007", "R1", "C1", "K", "1", "direct"),
        ("coding.csv, row 14, column segment_id", "“007”, a global segment", "formula or narr"),
    ),
    "trigger not in quote": (
        setting("coding.csv", 2, "trigger_scenario", "夜校"),
        ("coding.csv, row 2, column trigger_scenario", "“夜校”", "words of the segment's quote"),
    ),
    "unknown locator": (
        setting("segments.csv", 4, "locator", "A2;A7"),
        ("segments.csv, row 4, column locator", "“A7”", "a locator of locators.csv"),
    ),
    "package name": (
        package(name="../My data"),
        ("datapackage.json, column name", "“../My data”", NAME_MEANS),
    ),
    "package created": (
        package(created="last year"),
        ("datapackage.json, column created", "“last year”", "a date such as 2021-12-28"),
    ),
    "package created on no day": (
        package(created="2021-02-30"),
        ("datapackage.json, column created", "“2021-02-30”", "a date"),
    ),
    "package without title": (
        package(title=" "),
        ("datapackage.json, column title", "empty", "some text"),
    ),
    "package sources": (
        package(sources="a leaflet"),
        ("datapackage.json, column sources", "“a leaflet”", "a list of objects"),
    ),
    "package contributors": (
        package(contributors=["An office"]),
        ("datapackage.json, column contributors", "An office", "a list of objects"),
    ),
}


READINGS = "coder,had,blind_to\nK,list,L\nL,sheet,K\n"
UNKNOWN = {
    "a coder that is not listed": (
        READINGS.replace("L,sheet,K\n", "").replace("list,L", "list,"),
        ("coding.csv, row 12, column coder", "“L”", "a coder of readings.csv: K"),
    ),
    "blind to a reading that is not there": (
        READINGS.replace("sheet,K", "sheet,K; M"),
        ("readings.csv, row 3, column blind_to", "“M”", "other coders of this file, joined by ;"),
    ),
    "blind to itself": (
        READINGS.replace("sheet,K", "sheet,L"),
        ("readings.csv, row 3, column blind_to", "“L”", "other coders of this file"),
    ),
    "what a reader had": (
        READINGS.replace("sheet", "nothing"),
        ("readings.csv, row 3, column had", "“nothing”", "list, sheet, cells"),
    ),
    "a reading twice": (
        READINGS + "K,list,L\n",
        ("readings.csv, row 4, column coder", "“K” stands in row 2 already", "each once"),
    ),
}


@pytest.mark.parametrize(("readings", "parts"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_fault_of_readings_is_named_alone(
    folder: Path, readings: str, parts: tuple[str, ...]
) -> None:
    """File, row, column, what was found and what is allowed, and no other fault with it."""
    (folder / "readings.csv").write_text(readings, encoding="utf-8")
    faults = find_faults(folder)
    assert_named(faults, *parts)
    assert len(faults) == 1


def test_readings_that_are_listed_have_no_fault(folder: Path) -> None:
    """A coder with a row, and rows of coders who have coded nothing yet."""
    (folder / "readings.csv").write_text(READINGS + "M,sheet,\n", encoding="utf-8")
    assert len(check_framework(folder).tables["readings.csv"]) == 3


@pytest.mark.parametrize(("change", "parts"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named(folder: Path, change: sample.Change, parts: tuple[str, ...]) -> None:
    """Whatever is wrong, one line names file, row, column, what was found and what is allowed."""
    change(folder)
    assert_named(find_faults(folder), *parts)


# Where one thing wrong breaks a rule in several rows, or two rules of one row.
SEVERAL = {"unknown track": 2, "unknown segment": 2}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_brings_no_others(folder: Path, name: str) -> None:
    """One thing wrong makes one line, so that nothing buries the line that matters."""
    FAULTS[name][0](folder)
    assert len(find_faults(folder)) <= SEVERAL.get(name, 1)


def test_all_faults_are_reported_in_one_run(folder: Path) -> None:
    """Faults of different files and kinds all stand in one message, under their number."""
    names = ("level 7", "empty quote", "unknown locator", "package created", "order twice")
    for name in names:
        FAULTS[name][0](folder)
    with pytest.raises(FrameworkError) as caught:
        check_framework(folder)
    assert str(caught.value).splitlines()[0] == f"5 faults in {folder}"
    for name in names:
        assert_named(caught.value.faults, *FAULTS[name][1])


def test_an_unreadable_file_does_not_hide_faults_in_others(folder: Path) -> None:
    """A file that cannot be read is one fault beside those of the files that can."""
    replace("elements.csv", b"PK\x03\x04")(folder)
    FAULTS["level 7"][0](folder)
    assert {fault.file for fault in find_faults(folder)} == {"elements.csv", "coding.csv"}


@pytest.mark.parametrize(
    ("make", "found"),
    [(lambda path: None, "no such folder"), (Path.touch, "a file, not a folder")],
    ids=["absent", "a file"],
)
def test_a_folder_that_is_none_is_named(
    tmp_path: Path, make: Callable[[Path], object], found: str
) -> None:
    """A path to nothing, or to a file, is named with what it is."""
    path = tmp_path / "nowhere"
    make(path)
    assert_named(find_faults(path), str(path), found, "a framework folder")


def test_whole_cell_zero_may_stand_beside_inferred(folder: Path) -> None:
    """A cell searched in vain may hold an inferred segment, as R2-C1 of the tiny framework."""
    assert find_warnings(folder) == []


def test_two_coders_may_differ(folder: Path) -> None:
    """A whole cell at 0 by one coder stands beside a level by another, as R1-C3 does."""
    sample.set_cell(folder, "coding.csv", 13, "coder", "K")
    faults = find_faults(folder)
    assert_named(faults, "coding.csv, row 6, column level", "row 13 fills")


def test_the_shipped_data_have_no_fault() -> None:
    """The framework that the repository ships passes its own check, warnings taken for errors."""
    checked = check_framework(ROOT / "data" / "138", strict=True)
    assert checked.languages == ("zh", "en")
    assert checked.notes == []


# --- the length of a quote ----------------------------------------------------------------------


@pytest.mark.parametrize(("size", "warned"), [(81, True), (80, False)])
def test_a_long_quote_is_a_warning(folder: Path, size: int, warned: bool) -> None:
    """More than 80 Chinese characters are no fault of the data, but no shortest stretch either."""
    sample.set_cell(folder, "segments.csv", 2, "quote_zh", "借阅阅览室书车".ljust(size, "填"))
    told = (
        f"segments.csv, row 2, column quote_zh: the quote has {size} characters; allowed: "
        "the shortest stretch that holds the words, 80 at most"
    )
    assert find_warnings(folder) == ([told] if warned else [])


def test_a_long_translation_is_no_warning(folder: Path) -> None:
    """The triggers are English, so the Chinese of the quote is a translation."""
    sample.set_cell(folder, "segments.csv", 4, "quote_zh", "填" * 100)
    for column, word in (("trigger_track", "repair"), ("trigger_scenario", "book bus")):
        sample.set_cell(folder, "coding.csv", 9, column, word)
        header, *rows = sample.read_rows(folder / "lexicon.csv")
        element = "R2" if column == "trigger_track" else "C2"
        rows.append([element, word, "own", "accepted", "A2", "", ""])
        sample.write_rows(folder / "lexicon.csv", [header, *rows])
    assert find_warnings(folder) == []


def test_a_whole_cell_may_have_a_row_of_each_sign(folder: Path) -> None:
    """One with + and one with - are two judgements; a second one of a sign is there twice."""
    text = (folder / "coding.csv").read_text(encoding="utf-8-sig")
    for signs, row in ((["+", "+"], 15), (["", "-"], 15), (["+", "-", "-"], 16), (["+", "-"], 0)):
        lines = "".join(f",R1,C1,M,2,,{sign},,,,\n" for sign in signs)
        (folder / "coding.csv").write_text(text + lines, encoding="utf-8")
        if row:
            assert [fault.row for fault in find_faults(folder)] == [row]
        else:
            check_framework(folder)
