"""Coding sheets of a framework with levels and names of its own: what they offer, and take back."""

from pathlib import Path

import pytest
import sample
from doubt_sample import (
    fill_row,
    find_row,
    link_row,
    list_added,
    make_sheet,
    read_sheet,
    take,
    write_source,
)
from openpyxl import load_workbook
from scale_sample import FIVE, SCORES, SEVEN, SIGNS, TIERS, write_scored

from report138.coding.level_values import find_level
from report138.data.check import check_framework

LOCATORS = "locator,order,kind,characters,sentences,topic_id\nA1,1,paragraph,20,2,\n"


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """Signed influences from -3 to +3, whose tracks are targets and whose scenarios are measures."""
    return write_scored(tmp_path / "signed", SIGNS, scale=SEVEN, tiers=TIERS)


def read_rules(folder: Path, source: Path | None = None) -> str:
    """Return the codebook that is written beside a sheet."""
    return next(make_sheet(folder, source).parent.glob("*codebook.txt")).read_text("utf-8-sig")


def find_rule(sheet: Path, name: str) -> tuple[str, str]:
    """Return the list and the hint that a column of a workbook offers."""
    page = load_workbook(sheet).worksheets[0]
    letters = {cell.value: cell.column_letter for cell in page[1]}
    (rule,) = (
        rule
        for rule in page.data_validations.dataValidation
        if str(rule.sqref).startswith(f"{letters[name]}2:")
    )
    return rule.formula1, rule.prompt or ""


def test_the_workbook_offers_the_values_of_the_scale(signed: Path) -> None:
    """Values as they are typed, with their labels in the hint; a sign stays text."""
    sheet = make_sheet(signed, None, "xlsx")
    listed, hint = find_rule(sheet, "level")
    assert listed == '"+3,+2,+1,0,-1,-2,-3,NA"'
    assert hint.splitlines()[:2] == ["+3 不可分割", "-3 取消"]
    assert hint.splitlines()[-1] == "0 一致"
    page = load_workbook(sheet).worksheets[0]
    column = [cell.value for cell in page[1]].index("level") + 1
    assert page.cell(2, column).number_format == "@"


def test_values_with_a_comma_stand_on_a_page_of_their_own(tmp_path: Path) -> None:
    """A typed list would part them."""
    scale = [("0", 0, "", "", "无", "none"), ("0,5", 1, "", "yes", "半", "half")]
    sheet = make_sheet(write_scored(tmp_path / "x", "0,5 0\n", scale=scale), None, "xlsx")
    assert find_rule(sheet, "level")[0] == "choices!$A$2:$A$4"
    page = load_workbook(sheet)["choices"]
    assert [cell.value for cell in page["A"]] == ["level", "0", "0,5", "NA"]
    fill_row(sheet, 2, level="0,5")
    assert read_sheet(sheet)[0]["level"] == "0,5"


@pytest.mark.parametrize("grid", [SCORES, SIGNS], ids=["scores", "signs"])
def test_instructions_speak_of_the_levels_and_names_at_hand(tmp_path: Path, grid: str) -> None:
    """Without a text nothing is said of sentences, words and the codebook's levels."""
    scale = FIVE if grid == SCORES else SEVEN
    rules = read_rules(write_scored(tmp_path / "x", grid, scale=scale, tiers=TIERS))
    for _, _, _, _, chinese, english in scale:
        assert chinese in rules
        assert english in rules
    assert "one measure and one target" in rules
    assert "一个措施对一个目标" in rules
    for word in ("track", "scenario", "sentence", "level 2", "80", "赛道", "场景", "句", "2级"):
        assert word not in rules, word


@pytest.mark.parametrize("quoted", [False, True])
def test_the_sign_of_a_value_is_said_once(signed: Path, tmp_path: Path, quoted: bool) -> None:
    """Where values have signs polarity stays empty."""
    (signed / "locators.csv").write_text(LOCATORS, encoding="utf-8")
    source = write_source(tmp_path / "copy.txt", "甲一促进乙一，甚好。" * 2) if quoted else None
    rules = read_rules(signed, source)
    assert "Leave polarity empty: the value has the sign." in rules
    assert "值本身带正负号，polarity 留空。" in rules
    assert ("read sentence by sentence" in rules) == quoted


def test_the_codebooks_rules_take_the_names_of_tiers(folder: Path, tmp_path: Path) -> None:
    """Levels 0 to 3 with tracks that are called targets, and scenarios that are actions."""
    text = (
        "tier,name_zh,name_en,plural_en\ntrack,目标,target,targets\nscenario,行动,action,actions\n"
    )
    (folder / "tiers.csv").write_text(text, encoding="utf-8")
    rules = read_rules(folder, write_source(tmp_path / "copy.txt"))
    assert "in an action’s formula, the target’s word stands in the driver" in rules
    assert "公式句中，目标词在牵引里" in rules
    assert "某句若兼有一个目标的用语和一个行动的用语" in rules
    listed = rules.replace("两条赛道", "").replace("track_id", "").replace("scenario_id", "")
    for word in ("track", "scenario", "赛道", "场景"):
        assert word not in listed, word


# --- and back -------------------------------------------------------------------------------------

VALUES = [row[0] for row in SEVEN] + ["NA"]


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        *(("+3", "+3"), ("3", "+3"), ("3.0", "+3"), ("-3", "-3"), ("−3", "-3"), ("－2", "-2")),
        *(("0", "0"), ("+0", "0"), ("NA", "NA"), ("n/a", "NA"), ("", ""), ("4", "4"), ("x", "x")),
    ],
)
def test_a_value_is_found_as_spreadsheets_change_it(typed: str, level: str) -> None:
    """A + that is lost, another minus; what is no value stays as it is, to be named."""
    assert find_level(typed, VALUES) == level


def test_what_stands_for_two_values_is_none() -> None:
    """1.0 and 1.00 are two values of a scale: 1 is neither."""
    assert find_level("1", ["1.0", "1.00"]) == "1"
    assert find_level("HIGH", ["high", "low"]) == "high"


def test_a_percentage_is_the_number_that_it_is() -> None:
    """50% is the level 0.5 where there is one, and stays what it is where there is none."""
    assert find_level("50%", ["0", "0.5"]) == "0.5"
    assert find_level("35%", ["0", "0.5"]) == "35%"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_filled_sheet_is_taken_in(signed: Path, form: str) -> None:
    """Numbers as a spreadsheet has them become the values of the scale; the sign says the polarity."""
    sheet = make_sheet(signed, None, form)
    for number, value in enumerate((3, -2, 0, "+1"), start=2):
        fill_row(sheet, number, level=value)
    assert take(signed, sheet) == (4, 0)
    added = list_added(signed, "coding.csv")
    assert [row["level"] for row in added] == ["+3", "-2", "0", "+1"]
    assert {row["polarity"] for row in added} == {""}
    assert not (signed / "segments.csv").exists()


def test_the_first_quotation_makes_the_file_of_segments(signed: Path, tmp_path: Path) -> None:
    """A matrix of scores gets a reading of a text; its other cells are without a quotation then."""
    (signed / "locators.csv").write_text(LOCATORS, encoding="utf-8")
    sheet = make_sheet(signed, write_source(tmp_path / "copy.txt", "甲一促进乙一，甚好。" * 2))
    link_row(sheet, 2, "T1", "S1", "甲一促进乙一", level="+2", locator="A1")
    assert take(signed, sheet) == (1, 1)
    assert sample.read_rows(signed / "segments.csv")[1][:3] == ["M-1", "A1", "narrative"]
    assert len(check_framework(signed).warnings) == 12


def test_an_item_is_not_asked_about_itself(tmp_path: Path) -> None:
    """Where rows and columns are the same items their diagonal is no cell of the sheet."""
    folder = write_scored(tmp_path / "x", ". 1\n1 .\n", scale=FIVE)
    rows = sample.read_rows(folder / "elements.csv")
    for row in rows[1:]:
        row[3:5] = [f"丙{row[2]}", f"Item {row[2]}"]
    sample.write_rows(folder / "elements.csv", rows)
    sheet = make_sheet(folder, None)
    cells = [(row["scenario_id"], row["track_id"]) for row in read_sheet(sheet)]
    assert cells == [("S1", "T2"), ("S2", "T1")]
    assert find_row(sheet, scenario_id="S1") == 2
