"""A second coder's work: the sheet that shows nothing of the first, and its way into the data."""

import shutil
from pathlib import Path

import pytest
import sample
from doubt_sample import (
    assert_refused,
    fill_row,
    fill_some,
    find_row,
    link_row,
    list_added,
    make_sheet,
    read_sheet,
    take,
    write_source,
)
from openpyxl import load_workbook

from report138.data.check import FrameworkError
from report138.data.framework import load_framework

FORMS = pytest.mark.parametrize("form", ["csv", "xlsx"])
FILES = ("coding.csv", "segments.csv")
BLANK = ("level", "kind", "basis", "polarity", "quote_zh", "quote_en", "note_zh", "note_en")
FORMULA = '=HYPERLINK("x")。'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the tiny framework's source."""
    return write_source(tmp_path / "copy.txt")


# --- the sheet ----------------------------------------------------------------------------------


@FORMS
def test_a_sheet_has_every_sentence_and_cell_in_order(folder: Path, copy: Path, form: str) -> None:
    """Nine sentences of A1, A2, A3 in text order with their places, then the six cells."""
    rows = read_sheet(make_sheet(folder, copy, form))
    sentences = [(row["locator"], row["text"][:3]) for row in rows[:9]]
    assert {row["stage"] for row in rows[:9]} == {"sentence"}
    assert sentences == [
        *(("A1", "借阅让"), ("A1", "借阅随"), ("A1", "填填填")),
        *(("A2", "修补耽"), ("A2", "以修补"), ("A2", "填填填")),
        *(("A3", "两条赛"), ("A3", "赛道都"), ("A3", "填填填")),
    ]
    cells = [(row["stage"], row["scenario_id"], row["track_id"]) for row in rows[9:]]
    assert cells == [("cell", s, t) for s in ("C1", "C2", "C3") for t in ("R1", "R2")]
    assert {row[name] for row in rows for name in (*BLANK, "segment_id")} == {""}


def test_the_csv_has_a_bom(folder: Path, copy: Path) -> None:
    """Spreadsheets then read the Chinese; lines end as they write them."""
    raw = make_sheet(folder, copy).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfstage,locator,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 16


def test_the_workbook_offers_lists(folder: Path, copy: Path) -> None:
    """Every closed column has a drop-down from row 2 to below the last one."""
    page = load_workbook(make_sheet(folder, copy, "xlsx")).worksheets[0]
    offered = {}
    for rule in page.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        assert (rule.type, area.min_row) == ("list", 2)
        assert area.max_row > page.max_row
        offered[page.cell(1, area.min_col).value] = rule.formula1.strip('"').split(",")
    assert offered == {
        "level": ["0", "1", "2", "3", "NA"],
        "kind": ["formula", "narrative"],
        "basis": ["direct", "inferred"],
        "polarity": ["+", "-", "?"],
        "track_id": ["R1", "R2"],
        "scenario_id": ["C1", "C2", "C3"],
    }


def test_nothing_of_the_first_coder_shows(folder: Path, copy: Path) -> None:
    """A framework with no codings, segments and lexicon yet gives the very same sheets."""
    blank = shutil.copytree(folder, folder.with_name("blank") / folder.name)
    for file in (*FILES, "lexicon.csv"):
        sample.write_rows(blank / file, sample.read_rows(blank / file)[:1])
    made = []
    for each in (folder, blank):
        table, workbook = (make_sheet(each, copy, form) for form in ("csv", "xlsx"))
        pages = [list(page.values) for page in load_workbook(workbook).worksheets]
        rules = next(table.parent.glob("*codebook.txt")).read_text("utf-8-sig")
        made.append((table.read_bytes(), pages, rules))
    assert made[0] == made[1]


@FORMS
def test_text_is_no_formula_and_comes_back(folder: Path, tmp_path: Path, form: str) -> None:
    """What starts with = is text in both sheets, and is imported as it was typed."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt", FORMULA.ljust(40, "填")), form)
    link_row(sheet, 2, "R1", "C1", FORMULA if form == "xlsx" else f"'{FORMULA}", note_zh="'-1")
    shown = read_sheet(sheet)[0]["text"]
    assert shown == (FORMULA if form == "xlsx" else f"'{FORMULA}")
    if form == "xlsx":
        page = load_workbook(sheet).worksheets[0]
        assert "f" not in {cell.data_type for row in page.iter_rows() for cell in row}
    fill_row(sheet, 2, locator="A3")
    assert take(folder, sheet) == (1, 1)
    assert list_added(folder, "segments.csv")[0]["quote_zh"] == FORMULA
    assert list_added(folder, "coding.csv")[0]["note_zh"] == "-1"


def test_a_source_with_control_characters_makes_a_workbook(folder: Path, tmp_path: Path) -> None:
    """Copies taken from a PDF may hold U+0002; the workbook is written all the same."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt", "借阅\u0002随书车。"), "xlsx")
    assert read_sheet(sheet)[0]["text"].replace("\u0002", "") == "借阅随书车。"


# --- its way back -------------------------------------------------------------------------------


@FORMS
def test_known_quotes_keep_their_id_and_new_ones_get_one(
    folder: Path, copy: Path, form: str
) -> None:
    """The first is 002 of A1, the second new, the third a cell: the same rows from either form."""
    sheet = make_sheet(folder, copy, form)
    fill_some(sheet)
    assert take(folder, sheet) == (3, 1)
    (segment,) = list_added(folder, "segments.csv")
    # the second sentence of A1
    assert list(segment.values()) == [
        *("M-1", "A1", "narrative", "随书车下乡", "in English"),
        "A1.2",
    ]
    names = ["segment_id", "track_id", "scenario_id", "level", "basis", "polarity", "note_en"]
    assert [[row[name] for name in names] for row in list_added(folder, "coding.csv")] == [
        ["002", "R1", "C1", "2", "direct", "-", ""],
        ["M-1", "R1", "C2", "2", "direct", "+", "new"],
        ["", "R2", "C3", "NA", "", "", ""],
    ]
    assert load_framework(folder).coders == ["K", "L", "M"]


def test_the_files_before_stay_and_a_coder_comes_once(folder: Path, copy: Path) -> None:
    """The files as they were lie beside as .bak; the same coder again is refused."""
    before = {file: (folder / file).read_bytes() for file in FILES}
    sheet = make_sheet(folder, copy)
    fill_some(sheet)
    take(folder, sheet)
    for file in FILES:
        assert (folder / f"{file}.bak").read_bytes() == before[file]
        rows, old = (
            sample.read_rows(folder / name)[: before[file].count(b"\n")]
            for name in (file, f"{file}.bak")
        )
        # of segments the unit is a new column
        assert [row[: len(old[0])] for row in rows] == old
    with pytest.raises(FrameworkError, match="coder M has 3 rows already"):
        take(folder, sheet)


def test_files_keep_their_form(folder: Path, copy: Path) -> None:
    """BOM, line ends, order of columns and columns of one's own stay; the last line is closed."""
    rows = sample.read_rows(folder / "coding.csv")
    turned = [["mine" if n == 0 else "x", *reversed(row)] for n, row in enumerate(rows)]
    sample.write_rows(folder / "coding.csv", turned, newline="\r\n")
    path = folder / "coding.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().removesuffix(b"\r\n"))
    before, sheet = path.read_bytes(), make_sheet(folder, copy)
    fill_some(sheet)
    take(folder, sheet)
    after = path.read_bytes()
    assert after.startswith(before + b"\r\n")
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\n") + 4
    assert list_added(folder, "coding.csv")[0] | {"mine": ""} == list_added(folder, "coding.csv")[0]


@FORMS
def test_all_faults_are_told_at_once(folder: Path, copy: Path, form: str) -> None:
    """Six faults in three rows, each by row and column of the sheet; the data stay as they were."""
    sheet = make_sheet(folder, copy, form)
    link_row(sheet, 2, "R9", "C1", "不在句中", level="5")
    link_row(sheet, 3, "R1", "", "借阅随书车", kind="", quote_en="")
    words = ["row 2, column track_id", "row 2, column level", "row 2, column quote_zh"]
    words += [f"row 3, column {name}" for name in ("scenario_id", "kind", "quote_en")]
    assert_refused(folder, sheet, *words)


@pytest.mark.parametrize(
    ("row", "values", "where"),
    [
        (11, {"level": "0"}, "row 11, column level"),  # 0 for the cell that row 2 fills
        (3, {"track_id": "R1", "scenario_id": "C2"}, "row 3, column level"),  # no level given
        (2, {"locator": "?"}, "row 2, column locator"),  # a paragraph that was not recognized
        (4, {"segment_id": "999", "level": "1"}, "row 4, column segment_id"),
    ],
    ids=["cell at 0", "no level", "no place", "no segment"],
)
def test_a_fault_of_the_whole_is_told_by_the_sheet(
    folder: Path, copy: Path, row: int, values: dict[str, str], where: str
) -> None:
    """What only the check of the data can tell is told by the coder's row too."""
    sheet = make_sheet(folder, copy)
    link_row(sheet, 2, "R1", "C1", "借阅让阅览室")
    fill_row(sheet, row, **{"track_id": "R1", "scenario_id": "C2"} | values if row == 4 else values)
    assert_refused(folder, sheet, where)


def test_a_row_cut_short_is_read(folder: Path, copy: Path) -> None:
    """Spreadsheets may leave out the empty cells at the end of a row."""
    sheet = make_sheet(folder, copy)
    fill_some(sheet)
    rows = sample.read_rows(sheet)
    sample.write_rows(sheet, [row[: 11 if row[0] == "cell" else None] for row in rows])
    assert take(folder, sheet) == (3, 1)


def test_a_broken_workbook_is_a_fault(folder: Path, tmp_path: Path) -> None:
    """What is no workbook for all its name is refused with a message."""
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_text("stage,locator")
    with pytest.raises(FrameworkError, match=r"sheet\.xlsx"):
        take(folder, sheet)


def test_a_sentence_that_the_first_coder_set_aside_can_be_coded(folder: Path, copy: Path) -> None:
    """K calls 006 structural; M, who finds a link in the same words, is heard all the same."""
    sheet = make_sheet(folder, copy)
    link_row(
        sheet, find_row(sheet, text="两条赛道：借阅、修补。"), "R1", "C1", "两条赛道：借阅、修补"
    )
    assert take(folder, sheet) == (1, 1)


# --- the length of a quote ----------------------------------------------------------------------

LONG = f"借阅{'填' * 77}书车"  # 81 characters, not counting what a spreadsheet adds


@pytest.mark.parametrize(("quote", "refused"), [(LONG, True), (LONG[1:], False)])
def test_a_quote_of_more_than_80_chinese_characters_is_refused(
    folder: Path, tmp_path: Path, quote: str, refused: bool
) -> None:
    """81 are one too many, told by row and column; 80 are taken."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt", f"{LONG}。"))
    link_row(sheet, 2, "R1", "C2", f"{quote[:40]} {quote[40:]}", locator="A3")
    if refused:
        assert_refused(folder, sheet, "row 2, column quote_zh: 81 characters")
    else:
        assert take(folder, sheet) == (1, 1)


def test_a_translation_may_be_longer(folder: Path, tmp_path: Path) -> None:
    """What is verbatim in English has no such limit, nor has its translation into Chinese."""
    english = "Lending rides with the book bus " * 4
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt", f"{english.strip()}."))
    link_row(sheet, 2, "R1", "C2", LONG, quote_en=english.strip(), locator="A3")
    assert take(folder, sheet) == (1, 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_codebook_asks_for_no_sign_of_what_states_no_relation(
    folder: Path, copy: Path, language: str
) -> None:
    """It excepts the clauses that define scenarios, and leaves word lists for afterwards."""
    rules = next(make_sheet(folder, copy).parent.glob("*codebook.txt")).read_text("utf-8-sig")
    asked = {
        "zh": ("polarity 只在2级和3级填", "逐条界定场景的分句不在此列", "词表和其他人的编码要等"),
        "en": ("at levels 2 and 3 only", "one by one are excepted", "word list and what others"),
    }
    assert [words for words in asked[language] if words not in rules] == []


# --- readings, units, polarity -------------------------------------------------------------------


def list_coders(folder: Path, *coders: str) -> None:
    """List these coders in readings.csv, blind to each other."""
    rows = [["coder", "label_zh", "label_en", "had", "blind_to", "note_zh", "note_en"]]
    for name in coders:
        others = ";".join(other for other in coders if other != name)
        rows.append([name, f"阅读{name}", f"Reading {name}", "list", others, "", ""])
    sample.write_rows(folder / "readings.csv", rows)


def test_a_new_coder_becomes_a_reading(folder: Path, copy: Path) -> None:
    """From the source: with the sheet alone; what it was blind to is left to be said."""
    list_coders(folder, "K", "L")
    sheet = make_sheet(folder, copy)
    fill_some(sheet)
    take(folder, sheet)
    assert sample.read_rows(folder / "readings.csv")[-1] == ["M", "M", "M", "sheet", "", "", ""]
    assert load_framework(folder).coders == ["K", "L", "M"]


def test_who_judged_given_segments_was_shown_them(folder: Path) -> None:
    """Without a source the sheet lists what others found: the reading says so."""
    list_coders(folder, "K", "L")
    sheet = make_sheet(folder, None)
    fill_row(sheet, 2, level=3)
    take(folder, sheet)
    assert sample.read_rows(folder / "readings.csv")[-1][3] == "cells"


def test_a_reading_that_is_listed_stays_as_it_is(folder: Path, copy: Path) -> None:
    """Whoever has written the row for M is not corrected."""
    list_coders(folder, "K", "L", "M")
    before = sample.read_rows(folder / "readings.csv")
    sheet = make_sheet(folder, copy)
    fill_some(sheet)
    take(folder, sheet)
    assert sample.read_rows(folder / "readings.csv") == before


def test_without_a_list_of_readings_none_is_made(folder: Path, copy: Path) -> None:
    """A framework without readings.csv keeps to that."""
    sheet = make_sheet(folder, copy)
    fill_some(sheet)
    take(folder, sheet)
    assert not (folder / "readings.csv").exists()


@pytest.mark.parametrize(
    ("level", "polarity", "expected"),
    [("1", "", ""), ("2", "", "+"), ("3", "", "+"), ("2", "-", "-"), ("2", "?", "?")],
)
def test_a_polarity_is_filled_in_from_level_two(
    folder: Path, copy: Path, level: str, polarity: str, expected: str
) -> None:
    """Where no relation is stated there is no direction either; what was given stays."""
    sheet = make_sheet(folder, copy)
    link_row(sheet, 2, "R1", "C1", "借阅让阅览室", level=level, polarity=polarity)
    take(folder, sheet)
    assert [row["polarity"] for row in list_added(folder, "coding.csv")] == [expected]


def test_a_formula_is_counted_by_its_clause(folder: Path, tmp_path: Path) -> None:
    """The second clause of the first sentence of the first paragraph."""
    text = "以借阅为牵引，办好阅览室；以修补为牵引，办好书车。".ljust(99, "填") + "。"
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt", text))
    quote = "以修补为牵引，办好书车"
    link_row(sheet, 2, "R2", "C2", quote, kind="formula", locator="A1")
    take(folder, sheet)
    assert list_added(folder, "segments.csv")[0]["unit"] == "A1.1.2"
