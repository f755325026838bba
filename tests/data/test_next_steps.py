"""What to fill in next: hints on a folder that is valid and not finished."""

from pathlib import Path

import pytest
import sample
from conftest import ROOT
from doubt_sample import write_framework
from large_sample import call

from report138.data.check import check_framework
from report138.data.new import list_next_steps, make_framework
from report138.data.schema import FILES


def list_steps(folder: Path) -> list[str]:
    """Check a folder and return the hints on it."""
    return list_next_steps(check_framework(folder))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A new folder with its examples."""
    return make_framework("fresh", tmp_path)


def test_nothing_is_left_to_do_for_a_finished_framework(folder: Path) -> None:
    """The shipped framework and the tiny one are coded whole."""
    assert list_steps(ROOT / "data" / "138") == []
    assert list_steps(folder) == []


def test_examples_are_named_with_their_rows(fresh: Path) -> None:
    """Five elements, two segments, two codings and so on, each file on a line of its own."""
    steps = [step for step in list_steps(fresh) if "example" in step]
    assert steps == [
        "elements.csv: replace the example in row 2, 3, 4, 5, 6",
        "segments.csv: replace the example in row 2, 3",
        "readings.csv: replace the example in row 2, 3",
        "coding.csv: replace the example in row 2, 3",
        "lexicon.csv: replace the example in row 2, 3",
        "locators.csv: replace the example in row 2, 3",
        "about.csv: replace the example in row 2, 3",
        "glossary.csv: replace the example in row 2, 3",
        "datapackage.json: replace the example title and source",
    ]


def test_an_example_that_was_replaced_is_not_named(fresh: Path) -> None:
    """With row 3 of the elements rewritten, and no mark left in it, the others remain."""
    for column in ("name_zh", "name_en"):
        sample.set_cell(fresh, "elements.csv", 3, column, "mine")
    assert list_steps(fresh)[0] == "elements.csv: replace the example in row 2, 4, 5, 6"


@pytest.mark.parametrize("file", ["lexicon.csv", "locators.csv", "datapackage.json"])
def test_no_example_is_forgotten(fresh: Path, file: str) -> None:
    """The terms, the places and the title are as much of an example as the rest."""
    assert any(step.startswith(f"{file}: replace") for step in list_steps(fresh))


def test_cells_without_a_row_are_counted_and_named(folder: Path) -> None:
    """Without rows 6 and 11 of the coding, R1 × C3 and R2 × C3 are left, by scenario."""
    sample.drop_rows(folder, "coding.csv", 6, 11)
    assert list_steps(folder) == ["coding.csv: 2 cells are not coded: R1 × C3, R2 × C3"]


def test_what_another_coder_coded_is_still_to_do_for_the_first(folder: Path) -> None:
    """K's row for R1 × C3 goes; L's 005 for the same cell does not stand in for it."""
    sample.drop_rows(folder, "coding.csv", 6)
    assert len([step for step in list_steps(folder) if "R1 × C3" in step]) == 1


def test_a_long_list_is_cut_after_five(tmp_path: Path) -> None:
    """3 x 4 cells without coding: five are named, seven are counted."""
    write_framework(tmp_path / "x", (3, 4), [])
    (step,) = (step for step in list_steps(tmp_path / "x") if "cells" in step)
    named = "T1 × S1, T2 × S1, T3 × S1, T4 × S1, T1 × S2"
    assert step == f"coding.csv: 12 cells are not coded: {named} and 7 more"


def test_an_item_needs_no_link_with_itself(tmp_path: Path) -> None:
    """Where T1 and S1 have one name, the cell of the two is not asked for."""
    folder = tmp_path / "x"
    write_framework(folder, (1, 2), [",T2,S1,A,0,,"])
    for row in (3, 5):
        for column in ("name_zh", "name_en"):
            sample.set_cell(folder, "elements.csv", row, column, "One and the same")
    assert not [step for step in list_steps(folder) if "not coded" in step]


def test_a_segment_that_no_row_uses_is_named(folder: Path) -> None:
    """005 is coded for R1 × C2 by K and for R1 × C3 by L; without both rows it is unused."""
    sample.drop_rows(folder, "coding.csv", 5, 13)
    assert list_steps(folder) == ["coding.csv: no row for segment 005"]


def test_a_structural_segment_needs_no_row(folder: Path) -> None:
    """006 and 007 fill no cell; as narrative ones they are asked for."""
    for row in (7, 8):
        sample.set_cell(folder, "segments.csv", row, "kind", "narrative")
    assert list_steps(folder) == ["coding.csv: no row for segment 006, 007"]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("segments.csv", "no quotation yet"),
        ("lexicon.csv", "no trigger terms yet"),
        ("locators.csv", "the strip and the shares of text are left out"),
    ],
)
def test_an_empty_file_is_named(folder: Path, file: str, words: str) -> None:
    """A header without rows says what is missing, or what the report leaves out."""
    for name in ("coding.csv", "lexicon.csv", file):
        sample.write_rows(folder / name, sample.read_rows(folder / name)[:1])
    (step,) = (step for step in list_steps(folder) if step.startswith(file))
    assert words in step


def test_steps_stand_in_the_order_of_work(fresh: Path) -> None:
    """Elements before segments before coding, as the files depend on each other."""
    order = [step.split(":")[0] for step in list_steps(fresh) if "example" in step]
    assert order == [name for name in (*FILES, "datapackage.json") if name in order]
    assert "coding.csv" in list_steps(fresh)[-1]


def test_the_check_prints_the_steps(
    fresh: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Below “no faults” stands what is next, and nothing where all is done."""
    assert call("check", fresh) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert "no faults" in first
    assert rest == [f"next: {step}" for step in list_steps(fresh)]
    assert call("check", folder) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
