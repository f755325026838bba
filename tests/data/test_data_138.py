"""The shipped data: dictionary and files agree, every cell is accounted for, quotes are short."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import frictionless
import pytest
from conftest import ROOT

from report138.data import schema
from report138.data.framework import Framework
from report138.view.report import Report

DATA = ROOT / "data" / "138"
LEFT_OUT = {"gloss_zh"}  # the terms are Chinese and need no gloss in it
# The scale and the names of tiers are the method's own.
FILES = {
    name: file for name, file in schema.FILES.items() if name not in ("scale.csv", "tiers.csv")
}
LONGEST_QUOTE = 80  # characters; method.md: the shortest span, at most 80
Reports = dict[str, Report]


def read_resources() -> dict[str, dict[str, Any]]:
    """Read the resources of datapackage.json by file."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["path"]: resource for resource in package["resources"]}


def read_header(name: str) -> list[str]:
    """Read the header of a shipped file."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def test_frictionless_finds_the_package_valid() -> None:
    """An independent reader of data packages finds nothing wrong with dictionary and data."""
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == len(FILES)


def test_the_dictionary_lists_the_files_that_are_there() -> None:
    """Every file of the folder is a resource and every resource a file, as the contract has it."""
    assert set(read_resources()) == {path.name for path in DATA.glob("*.csv")} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_headers_dictionary_and_contract_agree(name: str) -> None:
    """The same columns in the same order stand in the file, the dictionary and the contract."""
    fields = [field["name"] for field in read_resources()[name]["schema"]["fields"]]
    assert read_header(name) == fields
    # about order the contract is silent
    assert set(fields) == {column.name for column in FILES[name].fields} - LEFT_OUT


@pytest.mark.parametrize("name", FILES)
def test_the_dictionary_explains_every_field(name: str) -> None:
    """Every field has a meaning in words, and says what is missing when it may be empty."""
    for field in read_resources()[name]["schema"]["fields"]:
        assert field.get("description"), field["name"]
        required = field.get("constraints", {}).get("required", False)
        assert required or "Missing:" in field["description"], field["name"]


@pytest.mark.parametrize("name", FILES)
def test_vocabularies_and_required_fields_agree(name: str) -> None:
    """What the dictionary lists as allowed or required is what the contract checks."""
    fields = {field["name"]: field for field in read_resources()[name]["schema"]["fields"]}
    for column in FILES[name].fields:
        if column.name in LEFT_OUT:
            continue
        constraints = fields[column.name].get("constraints", {})
        listed = tuple(constraints.get("enum", ()))
        if column.name == "level" and name == "coding.csv":
            assert listed == (*schema.LEVELS, schema.NOT_ASSESSABLE)
        else:
            assert listed == column.allowed, column.name
        # what the codebook wants, 138 requires of itself
        required = column.required or column.wanted
        assert constraints.get("required", False) == required, column.name


@pytest.mark.parametrize("name", FILES)
def test_keys_agree(name: str) -> None:
    """The primary key of the dictionary is the key that the contract checks."""
    assert tuple(read_resources()[name]["schema"]["primaryKey"]) == FILES[name].key


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_opens_in_excel(name: str) -> None:
    """Files start with the mark without which Excel garbles Chinese."""
    assert (DATA / name).read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_resources()[name]["encoding"] == "utf-8"


def test_the_framework_has_the_parts_of_its_name(shipped: Framework) -> None:
    """138 is one goal, three tracks and eight scenarios."""
    counts = [len(shipped.get_elements(level)) for level in ("goal", "track", "scenario")]
    assert counts == [1, 3, 8]


def test_every_cell_is_coded(shipped_reports: Reports) -> None:
    """All 24 cells are decided, as found or as searched in vain."""
    states = shipped_reports["zh"].cells["state"]
    assert len(states) == 3 * 8
    assert set(states) == {"found", "none_found"}


def test_every_cell_at_zero_has_its_search(shipped_reports: Reports) -> None:
    """In every reading a 0 is a row on the whole cell that says what was looked for, twice."""
    report = shipped_reports["zh"]
    readings = report.readings[report.readings["state"] == "none_found"]
    coding = report.framework.coding
    whole = coding[coding["segment_id"] == ""]
    names = ["track_id", "scenario_id", "coder"]
    assert set(map(tuple, readings[names].values)) == set(map(tuple, whole[names].values))
    assert (whole["note_zh"] != "").all()
    assert (whole["note_en"] != "").all()


def test_every_decision_says_why(shipped: Framework) -> None:
    """Each row has a note in both languages; a stated relation has a polarity."""
    assert (shipped.coding["note_zh"] != "").all()
    assert (shipped.coding["note_en"] != "").all()
    links = shipped.coding[shipped.coding["level"] >= 2]
    assert (links["polarity"] != "").all()


def test_direct_rows_of_the_list_name_both_triggers(shipped: Framework) -> None:
    """Of A, who had the list: a direct decision rests on a term of track and one of scenario."""
    direct = shipped.coding[
        (shipped.coding["basis"] == "direct") & (shipped.coding["coder"] == "A")
    ]
    assert (direct["trigger_track"] != "").all()
    assert (direct["trigger_scenario"] != "").all()


def test_the_two_triggers_are_different_words(shipped: Framework) -> None:
    """Neither trigger of a decision can stand only inside the other one."""
    quotes = shipped.segments.set_index("segment_id")["quote_zh"]
    direct = shipped.coding[
        (shipped.coding["basis"] == "direct") & (shipped.coding["coder"] == "A")
    ]
    for row in direct.to_dict("records"):
        without_track = quotes[row["segment_id"]].replace(row["trigger_track"], "□", 1)
        assert row["trigger_scenario"] in without_track, row


def test_every_quote_has_its_unit(shipped: Framework) -> None:
    """A place of the source and a sentence of it, of a formula the clause too."""
    for _, row in shipped.segments.iterrows():
        place = row["locator"].split(";")[0].strip()
        clause = r"\.\d+" if row["kind"] == "formula" else ""
        if row["kind"] in ("formula", "narrative"):
            assert re.fullmatch(rf"{place}\.\d+{clause}", row["unit"]), row["segment_id"]


def test_the_readings_are_told_apart(shipped: Framework) -> None:
    """A had the list, B, C and D source and sheet alone; each coded, none saw another."""
    listed = shipped.readings.set_index("coder")
    assert listed["had"].to_dict() == {"A": "list", "B": "sheet", "C": "sheet", "D": "sheet"}
    assert set(shipped.coding["coder"]) == set(listed.index)
    for coder, others in listed["blind_to"].items():
        assert set(others.split(";")) == set(listed.index) - {coder}


def test_quotes_are_short(shipped: Framework) -> None:
    """No quotation is longer than the codebook allows."""
    assert shipped.segments["quote_zh"].str.len().max() <= LONGEST_QUOTE


def test_no_quote_is_shortened(shipped: Framework) -> None:
    """A quotation is one contiguous span: nothing is left out of it."""
    assert not shipped.segments["quote_zh"].str.contains("……|\\.\\.\\.|\\[").any()


def test_every_segment_is_used(shipped: Framework) -> None:
    """A formula or narrative segment fills a cell; structural and global ones fill none."""
    filling = shipped.segments["kind"].isin(["formula", "narrative"])
    coded = set(shipped.coding["segment_id"]) - {""}
    assert set(shipped.segments[filling]["segment_id"]) == coded


def test_drivers_recompose_the_formulas(shipped: Framework) -> None:
    """A's formulas are driver, quality and name put together; others quote stretches of them."""
    formulas = shipped.segments[shipped.segments["kind"] == "formula"].set_index("segment_id")
    formulas = formulas["quote_zh"]
    composed = {
        f"以{row['driver_zh']}为牵引，塑造{row['quality_zh']}{row['aim_zh'].removesuffix('新场景')}"
        for _, row in shipped.get_elements("scenario").iterrows()
    }
    assert len(composed) == 8
    whole = {f"{formula}新场景" for formula in composed}
    listed = formulas[formulas.index.str.fullmatch("F[0-9]+")]
    assert set(listed) <= composed
    assert len(listed) == 7  # the one of S6 fills no cell
    for quote in formulas:
        assert any(quote in formula for formula in whole), quote


def test_every_scenario_has_driver_and_quality(shipped: Framework) -> None:
    """The source gives both for all eight, and every aim ends in the scenario's name."""
    for _, row in shipped.get_elements("scenario").iterrows():
        assert row["driver_zh"]
        assert row["quality_zh"]
        assert row["aim_zh"].endswith(f"{row['name_zh']}新场景")


def test_nothing_is_left_untranslated(shipped: Framework) -> None:
    """Whatever is filled in Chinese is filled in English, and the other way round."""
    for name, file in FILES.items():
        frame = getattr(shipped, Path(name).stem)
        for column in file.fields:
            if column.name.endswith("_zh") and column.name not in LEFT_OUT:
                other = column.name.removesuffix("_zh") + "_en"
                filled = (frame[column.name] != "") == (frame[other] != "")
                assert filled.all(), (name, column.name)


def test_the_glossary_is_complete(shipped: Framework) -> None:
    """It has 85 terms, each English one marked as seen in a source or our own."""
    assert len(shipped.glossary) == 85
    assert set(shipped.glossary["term_en_status"]) == {"seen", "own"}
    assert (shipped.glossary["explanation_basis"] != "").all()


def test_a_rendering_seen_elsewhere_has_its_address(shipped: Framework) -> None:
    """Who reads that a term was seen can open where; our own terms cite nothing."""
    seen = shipped.glossary["term_en_status"] == "seen"
    assert shipped.glossary[seen]["source"].str.contains(r"https?://\S+\.\S+").all()


def test_little_of_the_source_is_quoted(shipped: Framework) -> None:
    """The report quotes phrases: less than half of the source in all, and no place whole."""
    sizes = shipped.locators.set_index("locator")["characters"]
    for _, segment in shipped.segments.iterrows():
        place = segment["locator"].split(";")[0]
        assert len(segment["quote_zh"]) < sizes[place], segment["segment_id"]
    quotes = set(shipped.segments["quote_zh"].str.replace(r"\s", "", regex=True))
    longest = [one for one in quotes if not any(one in other for other in quotes - {one})]
    assert sum(map(len, longest)) < sizes.sum() / 2
