"""Two states of the data compared: what is told, and what is not."""

from pathlib import Path

import pytest
import sample
from commands import render
from scale_sample import write_scored

from report138.analysis.compare import Change, Comparison, compare
from report138.cli.describe_changes import describe_comparison, draw_changes
from report138.data.framework import load_framework

TEA_ROOM = ["C4", "scenario", "4", "茶室", "Tea room", *[""] * 6, "A2"]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the tiny framework, to be changed."""
    return sample.write_tiny(tmp_path / "changed")


def compare_folders(old: Path, new: Path) -> Comparison:
    """Compare two folders."""
    return compare(load_framework(old), load_framework(new))


def describe(old: Path, new: Path) -> list[str]:
    """Return the lines that the command prints of two folders."""
    frameworks = load_framework(old), load_framework(new)
    return describe_comparison(*frameworks, compare(*frameworks))


def list_ids(changes: list[Change]) -> list[tuple[str, bool, bool, list[str]]]:
    """Return of each change the id, whether it was and is there, and what differs."""
    return [(each.id, bool(each.before), bool(each.after), each.columns) for each in changes]


def test_the_same_data_have_no_difference(folder: Path, changed: Path) -> None:
    """Nothing is listed, and one line says so."""
    found = compare_folders(folder, changed)
    assert (found.elements, found.segments, found.cells, found.files) == ([], [], [], [])
    assert describe(folder, changed)[-1] == "the data are the same"


def test_a_changed_level_is_told_and_drawn(folder: Path, changed: Path) -> None:
    """The cell stands in words and in the matrix, before and after."""
    sample.set_cell(changed, "coding.csv", 2, "level", "3")
    found = compare_folders(folder, changed)
    assert found.cells == [("C1", "R1")]
    lines = describe(folder, changed)
    assert "cell C1 × R1: level 2 → 3" in lines
    assert "files that differ: coding.csv" in lines
    assert draw_changes(found)[:4] == [
        "    R1   R2",
        "C1  2→3  0",
        "C2  1    ±3",
        "C3  0    NA",
    ]


def test_a_sign_that_flips_is_told_and_drawn(folder: Path, changed: Path) -> None:
    """The level stays: its sign alone makes the cell differ; another coding there furthers."""
    sample.set_cell(changed, "coding.csv", 2, "polarity", "-")
    found = compare_folders(folder, changed)
    assert found.cells == [("C1", "R1")]
    assert "cell C1 × R1: level 2 → ±2" in describe(folder, changed)
    assert draw_changes(found)[1] == "C1  2→±2  0"


def test_what_only_hinders_has_a_minus(folder: Path, changed: Path) -> None:
    """On the codebook's scale, whose values have no sign of their own."""
    sample.set_cell(changed, "coding.csv", 10, "polarity", "-")
    assert "cell C2 × R2: level ±3 → -3" in describe(folder, changed)


def test_values_of_a_signed_scale_stand_as_they_are_written(tmp_path: Path) -> None:
    """With their own sign; where readings give it both ways, with both."""
    steps = [(f"{sign}{n}", n, sign, "yes", "", "") for n in (1, 2) for sign in "+-"]
    scale = [("0", 0, "", "", "", ""), *steps]
    old, new = (
        write_scored(tmp_path / name, grid, "+1 -2\n0 -2", scale=scale)
        for name, grid in (("old", "+1 -2\n0 -2"), ("new", "+1 -1\n0 +2"))
    )
    lines = describe(old, new)
    assert [line for line in lines if line.startswith("cell")] == [
        "cell S1 × T2: level -2 → -1",
        "cell S2 × T2: level -2 → ±2",
    ]
    assert draw_changes(compare_folders(old, new))[1] == "S1  +1  -2→-1"


def test_a_coding_that_leaves_its_cell_as_it_was_draws_no_matrix(
    folder: Path, changed: Path
) -> None:
    """A second segment of a cell may change without its level: only the file is named."""
    sample.set_cell(changed, "coding.csv", 2, "note_en", "other words")
    found = compare_folders(folder, changed)
    assert found.cells == []
    assert describe(folder, changed)[-1] == "files that differ: coding.csv"


def test_a_new_name_is_a_renaming(folder: Path, changed: Path) -> None:
    """The same id with another name, in each language that differs."""
    sample.set_cell(changed, "elements.csv", 3, "name_en", "Borrowing")
    assert list_ids(compare_folders(folder, changed).elements) == [("R1", True, True, ["name_en"])]
    assert "element renamed: R1: “Lending” → “Borrowing”" in describe(folder, changed)


def test_another_field_of_an_element_is_named(folder: Path, changed: Path) -> None:
    """What is not a name is a change, with its column."""
    sample.set_cell(changed, "elements.csv", 6, "quality_en", "loud")
    assert "element changed: C1 Reading room (quality_en)" in describe(folder, changed)


def test_a_new_name_and_another_field_are_two_lines(folder: Path, changed: Path) -> None:
    """The renaming stands before the rest of what changed, under the new name."""
    sample.set_cell(changed, "elements.csv", 3, "name_en", "Borrowing")
    sample.set_cell(changed, "elements.csv", 3, "aim_en", "lend to some")
    assert describe(folder, changed)[2:4] == [
        "element renamed: R1: “Lending” → “Borrowing”",
        "element changed: R1 Borrowing (aim_en)",
    ]


def test_an_added_scenario_is_a_row_with_a_plus(folder: Path, changed: Path) -> None:
    """The element is listed; its cells are new, not changed."""
    sample.add_row(changed, "elements.csv", *TEA_ROOM)
    found = compare_folders(folder, changed)
    assert list_ids(found.elements) == [("C4", False, True, [])]
    assert "element added: C4 Tea room" in describe(folder, changed)
    assert found.cells == []
    assert "+C4  –   –" in draw_changes(found)


def test_a_removed_scenario_is_a_row_with_a_minus(folder: Path, changed: Path) -> None:
    """Seen the other way round, the element is gone and its cells show what they were."""
    sample.add_row(changed, "elements.csv", *TEA_ROOM)
    found = compare_folders(changed, folder)
    assert list_ids(found.elements) == [("C4", True, False, [])]
    assert found.scenarios == ["C1", "C2", "C3", "C4"]
    assert "element removed: C4 Tea room" in describe(changed, folder)
    assert "-C4  –   –" in draw_changes(found)


def test_segments_are_compared_by_id(folder: Path, changed: Path) -> None:
    """A new one, a missing one, and one with other words."""
    sample.set_cell(changed, "segments.csv", 8, "quote_en", "tracks, all linked")
    sample.add_row(changed, "segments.csv", "008", "A3", "global", "相连", "linked")
    assert list_ids(compare_folders(folder, changed).segments) == [
        ("008", False, True, []),
        ("007", True, True, ["quote_en"]),
    ]
    assert describe(folder, changed)[2:4] == [
        "segment added: 008",
        "segment changed: 007 (quote_en)",
    ]
    assert "segment removed: 008" in describe(changed, folder)


def test_versions_stand_first(folder: Path, changed: Path) -> None:
    """Which two states are compared is said before anything else."""
    sample.set_package(changed, version="0.2", created="2021-01-01")
    assert describe(folder, changed)[:2] == [
        "before: tiny 0.1, 2020-02-29",
        "after:  tiny 0.2, 2021-01-01",
    ]


def test_columns_stand_below_each_other_with_chinese_ids() -> None:
    """A Chinese character is as wide as two others."""
    cells = {("场景", "赛"): 1, ("C", "赛"): 2}
    found = Comparison(cells, cells, tracks=["赛"], scenarios=["场景", "C"])
    assert draw_changes(found)[:3] == ["      赛", "场景  1", "C     2"]


def test_the_command_tells_differences_with_status_0(folder: Path, changed: Path) -> None:
    """Equal or not, the comparison was made."""
    sample.set_cell(changed, "coding.csv", 2, "level", "3")
    for new, words in ((changed, "2→3"), (folder, "the data are the same")):
        run = render("diff", folder, new)
        assert (run.status, run.err) == (0, "")
        assert words in run.out


def test_the_command_names_what_is_not_there(folder: Path, tmp_path: Path) -> None:
    """An unknown edition is one message and status 2."""
    run = render("diff", folder, "2020-02-29-12345678", out=tmp_path)
    assert run.status == 2
    assert "2020-02-29-12345678: no edition" in run.err
    assert "Traceback" not in run.err


def test_the_command_lists_the_faults_of_bad_data(folder: Path, changed: Path) -> None:
    """Data with faults are not compared; each fault is named."""
    sample.set_cell(changed, "coding.csv", 2, "level", "7")
    run = render("diff", folder, changed)
    assert run.status == 2
    assert "coding.csv, row 2, column level" in run.err
