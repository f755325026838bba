"""A matrix that people already have becomes a framework folder: each layout, by hand."""

import json
from pathlib import Path

import pytest
from sheets import read_levels, read_rows, take, write_csv, write_workbook

from report138.coding.write_framework import import_matrix
from report138.data.check import FrameworkError
from report138.data.framework import load_framework

PLAIN = [["", "Roads", "Rail"], ["Growth", 2, 0], ["Health", None, "n/a"]]
PLAIN_LEVELS = {("Growth", "Roads"): "2", ("Growth", "Rail"): "0", ("Health", "Rail"): "NA"}


def test_rows_become_scenarios_and_columns_tracks(tmp_path: Path) -> None:
    """Names are kept in their order; an empty cell is not coded, 0 is none found, n/a not assessable."""
    folder, _ = take(write_csv(tmp_path / "m.csv", PLAIN))
    assert read_rows(folder, "elements.csv", "id", "level", "order", "name_en") == [
        ("T1", "track", "1", "Roads"),
        ("T2", "track", "2", "Rail"),
        ("S1", "scenario", "1", "Growth"),
        ("S2", "scenario", "2", "Health"),
    ]
    assert read_levels(folder) == PLAIN_LEVELS
    assert load_framework(folder).coders == ["A"]


def test_a_workbook_gives_what_a_csv_gives(tmp_path: Path) -> None:
    """The numbers of Excel are read as they are shown."""
    folder, _ = take(write_workbook(tmp_path / "m.xlsx", {"Sheet1": PLAIN}))
    assert read_levels(folder) == PLAIN_LEVELS


@pytest.mark.parametrize("mark", [";", "\t"])
def test_cells_parted_otherwise_are_parted_and_said(tmp_path: Path, mark: str) -> None:
    """Semicolons and tabs part cells where they make more columns; a comma is then a decimal one."""
    path = tmp_path / "m.csv"
    path.write_text(f"{mark}Roads{mark}Rail\nGrowth{mark}0,5{mark}1\n", encoding="utf-8")
    folder, found = take(path)
    assert read_levels(folder) == {("Growth", "Roads"): "0.5", ("Growth", "Rail"): "1"}
    assert found.said[0] in ("m.csv: cells parted by semicolons", "m.csv: cells parted by tabs")


def test_title_and_notes_stand_around_the_table(tmp_path: Path) -> None:
    """A title above becomes the framework's, notes below its description."""
    rows = [["Roads and growth, 2021"], [], *PLAIN, [], ["Source: a town hall"]]
    folder, found = take(write_csv(tmp_path / "m.csv", rows))
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"] == "Roads and growth, 2021"
    assert package["description"] == "Source: a town hall"
    assert any("row 7 “Source: a town hall”" in line for line in found.left_out)
    assert read_levels(folder) == PLAIN_LEVELS


def test_ids_beside_and_above_names_are_kept(tmp_path: Path) -> None:
    """A first column of ids and a first row of ids give the elements theirs."""
    rows = [
        ["", "", "R1", "R2"],
        ["No.", "Aim", "Roads", "Rail"],
        ["G1", "Growth", 2, 0],
        ["G2", "Health", "", 3],
    ]
    folder, _ = take(write_csv(tmp_path / "m.csv", rows))
    assert read_rows(folder, "elements.csv", "id", "name_en") == [
        ("R1", "Roads"),
        ("R2", "Rail"),
        ("G1", "Growth"),
        ("G2", "Health"),
    ]


def test_an_empty_folder_in_which_somebody_works_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays the folder that it was, and holds the files of the framework alone."""
    sheet, here = write_csv(tmp_path / "m.csv", PLAIN), tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    import_matrix(sheet, Path())
    names = ["coding.csv", "datapackage.json", "elements.csv", "tiers.csv"]
    assert sorted(path.name for path in Path().iterdir()) == names
    assert load_framework(here).name == "here"


def test_names_in_two_languages_give_both(tmp_path: Path) -> None:
    """Chinese and English columns and rows of names are told apart by their characters."""
    rows = [
        ["", "", "公路", "铁路"],
        ["", "", "Roads", "Rail"],
        ["增长", "Growth", 2, 3],
        ["健康", "Health", 1, 0],
    ]
    folder, _ = take(write_csv(tmp_path / "m.csv", rows))
    assert read_rows(folder, "elements.csv", "name_zh", "name_en") == [
        ("公路", "Roads"),
        ("铁路", "Rail"),
        ("增长", "Growth"),
        ("健康", "Health"),
    ]


@pytest.mark.parametrize("total", ["Total", "合计", "Average"])
def test_totals_are_left_out_and_said(tmp_path: Path, total: str) -> None:
    """A row and a column of totals are no items; both are named."""
    rows = [
        ["", "Roads", "Rail", total],
        ["Growth", 2, 1, 3],
        ["Health", 0, 2, 2],
        [total, 2, 3, 5],
    ]
    folder, found = take(write_csv(tmp_path / "m.csv", rows))
    assert len(read_levels(folder)) == 4
    assert f"m.csv: column D “{total}”: a total" in found.left_out
    assert f"m.csv: row 4 “{total}”: a total" in found.left_out


def test_signed_numbers_keep_their_signs_as_a_scale(tmp_path: Path) -> None:
    """-2 to +1 make a scale of both signs up to 2, each above 0 a link."""
    rows = [["", "Roads", "Rail"], ["Growth", -2, 1], ["Health", 0, "−1"]]
    folder, _ = take(write_csv(tmp_path / "m.csv", rows))
    assert read_rows(folder, "scale.csv", "value", "order", "sign", "link", "label_en") == [
        ("0", "0", "", "", "0"),
        ("+1", "1", "+", "yes", "+1"),
        ("-1", "1", "-", "yes", "-1"),
        ("+2", "2", "+", "yes", "+2"),
        ("-2", "2", "-", "yes", "-2"),
    ]
    assert list(read_levels(folder).values()) == ["-2", "+1", "0", "-1"]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ([0, 2, 3, 1], None),
        ([0, 1, 1, 0], ["0", "1"]),
        ([5, 1, 2, 4], ["0", "1", "2", "3", "4", "5"]),
        ([0.5, 1, 2, 1.5], ["0", "0.5", "1", "1.5", "2"]),
        (["+", "++", "-", 0], ["0", "+", "-", "++", "--"]),
        (["low", "High", "none", "medium"], ["none", "low", "medium", "high"]),
        (["弱", "强", "无", "中"], ["无", "弱", "中", "强"]),
        (["✓", "", "x", "✗"], ["0", "1"]),
    ],
)
def test_values_make_their_scale(
    tmp_path: Path, cells: list[object], values: list[str] | None
) -> None:
    """Numbers, steps of a half, signs, words and ticks are ordered; 0 to 3 is the codebook's."""
    rows = [["", "Roads", "Rail"], ["Growth", *cells[:2]], ["Health", *cells[2:]]]
    folder, _ = take(write_csv(tmp_path / "m.csv", rows))
    made = folder / "scale.csv"
    assert (
        [row[0] for row in read_rows(folder, "scale.csv", "value")] if made.exists() else None
    ) == values


def test_a_lone_dash_among_numbers_is_not_assessable(tmp_path: Path) -> None:
    """Beside numbers a dash says nothing of a sign; what it was taken for is said."""
    folder, found = take(
        write_csv(
            tmp_path / "m.csv", [["", "Roads", "Rail"], ["Growth", 2, "–"], ["Health", 3, "-"]]
        )
    )
    assert list(read_levels(folder).values()) == ["2", "NA", "3", "NA"]
    assert "a dash alone stands for not assessable" in found.said


def test_a_sheet_scale_orders_words_of_its_own(tmp_path: Path) -> None:
    """Its values, labels, signs and links are taken as they stand."""
    scale = [
        ["value", "order", "sign", "link", "label"],
        ["calm", 0],
        ["stir", 1],
        ["storm", 2, "", "yes", "a storm"],
    ]
    sheets = {"Matrix": [["", "Roads"], ["Growth", "storm"], ["Health", "calm"]], "Scale": scale}
    folder, _ = take(write_workbook(tmp_path / "m.xlsx", sheets))
    assert read_levels(folder) == {("Growth", "Roads"): "storm", ("Health", "Roads"): "calm"}
    assert read_rows(folder, "scale.csv", "value", "order", "link", "label_en") == [
        ("calm", "0", "", "calm"),
        ("stir", "1", "", "stir"),
        ("storm", "2", "yes", "a storm"),
    ]


def test_two_sheets_give_the_two_signs(tmp_path: Path) -> None:
    """Both signs of a cell are kept; a value says more than 0 or n/a in the other sheet."""
    plus = [["", "Roads", "Rail"], ["Growth", 2, 0], ["Health", 1, "n/a"]]
    minus = [["", "Roads", "Rail"], ["Growth", 3, 0], ["Health", None, 2]]
    folder, found = take(
        write_workbook(tmp_path / "m.xlsx", {"Synergies": plus, "Trade-offs": minus})
    )
    assert read_rows(folder, "coding.csv", "scenario_id", "track_id", "level", "polarity") == [
        ("S1", "T1", "+2", "+"),
        ("S1", "T1", "-3", "-"),
        ("S1", "T2", "0", ""),
        ("S2", "T1", "+1", ""),
        ("S2", "T2", "-2", ""),
    ]
    assert "1 n/a in one of two sheets where the other has a value" in found.left_out


def test_both_signs_in_one_cell_are_both_kept(tmp_path: Path) -> None:
    """+2 / -1 is a value of each sign, not their sum."""
    folder, _ = take(
        write_csv(
            tmp_path / "m.csv", [["", "Roads", "Rail"], ["Growth", "+2 / -1", 1], ["Health", -2, 0]]
        )
    )
    rows = read_rows(folder, "coding.csv", "level", "polarity")
    assert rows == [("+2", "+"), ("-1", "-"), ("+1", ""), ("-2", ""), ("0", "")]


def test_long_form_has_a_line_for_each_cell(tmp_path: Path) -> None:
    """Readers, quotations and reasons come along; headings name the tiers."""
    rows = [
        ["Action", "Target", "Score", "Expert", "Quote", "Reason"],
        ["A road", "Growth", 2, "Ann", "roads bring growth", "said so"],
        ["A road", "Health", 0, "Ann", "", "searched"],
        ["Rail", "Growth", 1, "Ann", "", ""],
        ["A road", "Growth", 3, "Bo", "", ""],
    ]
    folder, _ = take(write_csv(tmp_path / "m.csv", rows))
    columns = ("segment_id", "scenario_id", "track_id", "coder", "level", "basis", "note_en")
    assert read_rows(folder, "coding.csv", *columns) == [
        ("Q1", "S1", "T1", "Ann", "2", "direct", "said so"),
        ("", "S1", "T2", "Ann", "0", "", "searched"),
        ("", "S2", "T1", "Ann", "1", "", ""),
        ("", "S1", "T1", "Bo", "3", "", ""),
    ]
    assert read_rows(folder, "segments.csv", "segment_id", "locator", "quote_en") == [
        ("Q1", "row 2", "roads bring growth")
    ]
    assert read_rows(folder, "tiers.csv", "tier", "name_en", "plural_en") == [
        ("scenario", "action", "actions"),
        ("track", "target", "targets"),
    ]


def test_quotations_of_a_sheet_fill_the_cells_of_the_matrix(tmp_path: Path) -> None:
    """A quotation takes its cell's level and names its place; one without a value is kept and said."""
    sheets = {
        "Matrix": [["", "Roads", "Rail"], ["Growth", 2, 0], ["Health", 1, 3]],
        "Quotes": [["", "Roads", "Rail"], ["Growth", "roads bring growth", "no rail"]],
    }
    sheets["Quotes"].append(["Health", "", "rail heals"])
    folder, found = take(write_workbook(tmp_path / "m.xlsx", sheets))
    assert read_rows(folder, "coding.csv", "segment_id", "scenario_id", "track_id", "level") == [
        ("Q1", "S1", "T1", "2"),
        ("", "S1", "T2", "0"),
        ("", "S2", "T1", "1"),
        ("Q3", "S2", "T2", "3"),
    ]
    assert read_rows(folder, "segments.csv", "segment_id", "locator") == [
        ("Q1", "sheet Quotes, row 2"),
        ("Q2", "sheet Quotes, row 2"),
        ("Q3", "sheet Quotes, row 3"),
    ]
    assert any("1 quotation whose cell" in line and "Quotes C2" in line for line in found.left_out)


def test_a_place_has_the_sheet_and_not_a_part_of_the_files_name(tmp_path: Path) -> None:
    """What stands behind a comma in the name of the file is no place in it."""
    sheets = {
        "Matrix": [["", "Roads", "Rail"], ["Growth", 2, 1]],
        "Quotes": [["", "Roads", "Rail"], ["Growth", "roads bring growth", "rail too"]],
    }
    folder, _ = take(write_workbook(tmp_path / "roads, final.xlsx", sheets))
    assert read_rows(folder, "segments.csv", "locator") == [("sheet Quotes, row 2",)] * 2


def test_a_matrix_of_the_readings_is_left_out_whatever_these_are_called(tmp_path: Path) -> None:
    """Only the sheet Matrix, the lower median of the others, is computed from them."""
    sheets = {
        name: [["", "Roads", "Rail"], ["Growth", *levels]]
        for name, levels in {
            "Matrix": (2, 1),
            "Ann": (2, 1),
            "Bo": (2, 3),
            "My sheet Matrix": (1, 0),
        }.items()
    }
    folder, found = take(write_workbook(tmp_path / "m.xlsx", sheets))
    assert load_framework(folder).coders == ["Ann", "Bo", "My sheet Matrix"]
    assert found.left_out == ["sheet Matrix: computed from the readings"]


def test_a_matrix_in_words_of_its_own_is_compared_with_the_readings_too(tmp_path: Path) -> None:
    """What the sheet Scale ranks can be no median of lower values: Matrix is a reading then."""
    sheets = {
        name: [["", "Roads", "Rail"], ["Growth", level, level]]
        for name, level in {"Matrix": "rich", "Ann": "poor", "Bo": "poor"}.items()
    }
    sheets["Scale"] = [["value", "order"], ["poor", 1], ["rich", 2]]
    folder, found = take(write_workbook(tmp_path / "m.xlsx", sheets))
    assert load_framework(folder).coders == ["A", "Ann", "Bo"]
    assert found.left_out == []


def test_a_page_of_headings_alone_makes_nothing_said_nor_unsaid(tmp_path: Path) -> None:
    """No lines below row, column, value: the matrix is read, and what was wrong before stays so."""
    sheets = {
        "Lines": [["row", "column", "value"]],
        "Sheet": [["", "Roads", "Rail"], ["Growth", "poor", "rich"]],
        "Scale": [["value", "order"], ["poor", 1], ["rich", 2]],
    }
    _, found = take(write_workbook(tmp_path / "m.xlsx", sheets))
    assert not [line for line in found.said if "a line for each cell" in line]
    sheets["Scale"].append(["richest", "top"])
    (tmp_path / "more").mkdir()
    with pytest.raises(FrameworkError, match="order “top”"):
        take(write_workbook(tmp_path / "more" / "m.xlsx", sheets))


def test_what_the_data_must_not_be_is_a_fault_of_the_file(tmp_path: Path) -> None:
    """It is not one of the folder that was made aside and is gone when the message is read."""
    sheets = {"Sheet": PLAIN, "About": [["key", "quote", "basis"], ["aim", "words", "rumour"]]}
    path = write_workbook(tmp_path / "m.xlsx", sheets)
    with pytest.raises(FrameworkError) as caught:
        take(path)
    assert str(caught.value).splitlines() == [
        f"1 fault in {path}",
        "  about.csv, row 2, column basis: “rumour”; allowed: source, analyst, outside",
    ]


def test_other_sheets_of_the_same_shape_are_readings(tmp_path: Path) -> None:
    """Each sheet is a reading by its name; their rows may stand in another order."""
    sheets = {
        "Ann": [["", "Roads", "Rail"], ["Growth", 2, 0], ["Health", 1, 3]],
        "Reading Bo": [["", "Rail", "Roads"], ["Health", 2, 2], ["Growth", 0, 1]],
    }
    folder, _ = take(write_workbook(tmp_path / "m.xlsx", sheets))
    framework = load_framework(folder)
    assert framework.coders == ["Ann", "Bo"]
    assert ("Bo", "S1", "T1", "1") in read_rows(
        folder, "coding.csv", "coder", "scenario_id", "track_id", "level"
    )


def test_details_of_rows_and_columns_are_matched_by_name(tmp_path: Path) -> None:
    """Ids, drivers and descriptions come from sheets of their own; a description is the aim."""
    sheets = {
        "Matrix": [["", "Roads"], ["Growth", 2], ["Health", 3]],
        "Rows": [["name", "id", "driver", "description"], ["Health", "H", "care", "be well"]],
        "Columns": [["name_en", "name_zh"], ["Roads", "公路"]],
    }
    folder, _ = take(write_workbook(tmp_path / "m.xlsx", sheets))
    assert read_rows(folder, "elements.csv", "id", "name_en", "driver_en", "aim_en") == [
        ("T1", "Roads", "", ""),
        ("S1", "Growth", "", ""),
        ("H", "Health", "care", "be well"),
    ]


def test_the_corner_of_the_table_names_the_tiers(tmp_path: Path) -> None:
    """“Actions \\ SDG target” calls the scenarios actions and the tracks SDG targets."""
    folder, _ = take(
        write_csv(tmp_path / "m.csv", [["Actions \\ SDG target", "1.1", "1.2"], ["A road", 2, 3]])
    )
    assert read_rows(folder, "tiers.csv", "tier", "name_en", "plural_en") == [
        ("scenario", "action", "actions"),
        ("track", "SDG target", "SDG targets"),
    ]


def test_the_same_items_both_ways_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    """A square matrix has its items as tracks and as scenarios."""
    rows = [["", "Roads", "Rail"], ["Roads", "", 2], ["Rail", 3, ""]]
    folder, _ = take(write_csv(tmp_path / "m.csv", rows))
    assert read_levels(folder) == {("Roads", "Rail"): "2", ("Rail", "Roads"): "3"}


def test_what_no_heading_names_is_called_row_and_column(tmp_path: Path) -> None:
    """A sheet of scores has no tracks or scenarios, unless it says so."""
    sheet = write_csv(tmp_path / "m.csv", [["Policy", "Roads"], ["Trade", 2], ["Jobs", 0]])
    folder, _ = take(sheet)
    assert read_rows(folder, "tiers.csv", "tier", "name_en", "plural_en") == [
        ("scenario", "policy", "policies"),
        ("track", "column", "columns"),
    ]


def test_the_same_rows_and_columns_are_called_items(tmp_path: Path) -> None:
    """Of square data neither side has a name of its own."""
    sheet = write_csv(
        tmp_path / "m.csv", [["", "Roads", "Jobs"], ["Roads", "", 2], ["Jobs", 0, ""]]
    )
    folder, _ = take(sheet)
    assert {row[1] for row in read_rows(folder, "tiers.csv", "tier", "name_en")} == {"item"}
