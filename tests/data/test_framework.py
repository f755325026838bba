"""A framework folder as typed frames: found by name or path, ids as text, absence kept apart."""

from pathlib import Path

import pandas as pd
import pytest
import sample
from conftest import ROOT

from report138.data.check import FrameworkError
from report138.data.find import find_framework
from report138.data.framework import Framework, load_framework, require_language
from report138.data.schema import FILES


def test_a_name_is_found_from_any_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shipped framework is found by its name from a folder that knows nothing of it."""
    monkeypatch.chdir(tmp_path)
    assert find_framework("138") == ROOT / "data" / "138"


def test_a_relative_path_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path counts from the working folder and comes back absolute."""
    monkeypatch.chdir(folder.parent)
    assert find_framework("tiny") == folder


def test_a_name_under_data_of_an_outer_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook that runs in notebooks/ finds the data/ beside it."""
    folder = sample.write_tiny(tmp_path / "data" / "mine")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert find_framework("mine") == folder


def test_an_absolute_path_is_found(folder: Path) -> None:
    """A folder anywhere is a framework by its path alone."""
    assert load_framework(str(folder)).folder == folder


def test_what_is_not_found_comes_back_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown name stays as it was typed, so that the message can say it."""
    monkeypatch.chdir(tmp_path)
    assert find_framework("nowhere") == Path("nowhere")
    assert find_framework("~no-such-user/x") == Path("~no-such-user/x")
    with pytest.raises(FrameworkError, match="nowhere"):
        load_framework("nowhere")


@pytest.mark.parametrize("name", [x for x in FILES if x not in ("scale.csv", "tiers.csv")])
def test_a_frame_has_the_columns_of_the_contract(tiny: Framework, name: str) -> None:
    """Every file becomes a frame with the contract's columns, in its order."""
    frame = getattr(tiny, Path(name).stem)
    assert list(frame.columns) == [column.name for column in FILES[name].fields]


def test_numbers_are_numbers_and_levels_may_be_missing(tiny: Framework) -> None:
    """Orders and counts are integers; the level of a coding is one too, or <NA>."""
    assert list(tiny.locators["characters"]) == [60, 100, 40]
    assert pd.api.types.is_integer_dtype(tiny.elements["order"])
    assert tiny.coding["level"].dtype == "Int64"


def test_not_assessable_is_missing_and_not_zero(tiny: Framework) -> None:
    """NA becomes <NA> in its own row, and 0 stays 0 in its own."""
    # coding.csv, rows 6 and 11 of the sheet: R1-C3 at 0, R2-C3 at NA
    assert tiny.coding["level"][4] == 0
    assert tiny.coding["level"][9] is pd.NA
    assert tiny.coding["level"].isna().sum() == 1


def test_ids_keep_their_zeros(tiny: Framework) -> None:
    """An id is text: 001 is not 1."""
    assert list(tiny.segments["segment_id"])[:2] == ["001", "002"]
    assert tiny.coding["segment_id"][0] == "001"


def test_an_empty_cell_is_empty_text(tiny: Framework) -> None:
    """What a cell does not say is the empty text, never NaN."""
    assert tiny.coding["segment_id"][4] == ""
    assert list(tiny.locators["topic_id"]) == ["R2", "R1", ""]


def test_elements_stand_in_their_order(tiny: Framework) -> None:
    """The column `order` decides, not the order of the rows, and 10 comes after 9."""
    assert list(tiny.get_elements("scenario")["id"]) == ["C1", "C2", "C3"]
    assert list(tiny.get_elements("track")["id"]) == ["R1", "R2"]


def test_orders_are_compared_as_numbers(folder: Path) -> None:
    """An element with order 10 comes after one with order 9."""
    sample.set_cell(folder, "elements.csv", 6, "order", "10")  # C1
    sample.set_cell(folder, "elements.csv", 7, "order", "9")  # C3
    assert list(load_framework(folder).get_elements("scenario")["id"]) == ["C2", "C3", "C1"]


def test_both_languages_are_found(tiny: Framework) -> None:
    """A framework with every name in both languages has both."""
    assert tiny.languages == ("zh", "en")


def test_left_out_columns_leave_one_language(english_folder: Path) -> None:
    """Without the columns of a language the framework has the other one only."""
    framework = load_framework(english_folder)
    assert framework.languages == ("en",)
    assert set(framework.elements["name_zh"]) == {""}


def test_empty_columns_leave_one_language(folder: Path) -> None:
    """Columns that are there but empty mean the same as columns left out."""
    sample.fill_column(folder, "elements.csv", "name_en", "")
    sample.fill_column(folder, "segments.csv", "quote_en", "")
    assert load_framework(folder).languages == ("zh",)


def test_a_language_it_has_is_granted(tiny: Framework) -> None:
    """Asking for a language that is there returns it."""
    assert require_language(tiny, "en") == "en"


@pytest.mark.parametrize("language", ["zh", "fr"])
def test_a_language_it_lacks_is_refused(english_folder: Path, language: str) -> None:
    """The message names what was asked for, the framework, and the languages it has."""
    framework = load_framework(english_folder)
    with pytest.raises(ValueError, match=rf"“{language}”.*tiny has: en$") as caught:
        require_language(framework, language)
    # French is not lacking in the data: no report could be in it
    assert ("not a language of this program" in str(caught.value)) == (language == "fr")


def test_a_title_is_that_of_the_language_or_else_the_plain_one(tiny: Framework) -> None:
    """title_zh is set for Chinese; English, without one of its own, takes the plain title."""
    assert tiny.get_title("zh") == "开放书馆"
    assert tiny.get_title("en") == "Open library"


def test_coders_stand_in_the_order_of_the_file(tiny: Framework) -> None:
    """The coder named first in coding.csv comes first."""
    assert tiny.coders == ["K", "L"]


def test_notes_on_unused_columns_are_kept(folder: Path) -> None:
    """What the check noted stays with the framework."""
    rows = sample.read_rows(folder / "about.csv")
    sample.write_rows(folder / "about.csv", [[*row, "mine"] for row in rows])
    assert load_framework(folder).notes == ("about.csv: not used: column mine",)


def test_faults_keep_a_framework_from_loading(folder: Path) -> None:
    """Bad data raise the error of the check; nothing is loaded in part."""
    sample.set_cell(folder, "coding.csv", 2, "level", "7")
    with pytest.raises(FrameworkError, match=r"coding\.csv, row 2, column level"):
        load_framework(folder)
