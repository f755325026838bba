"""Which values of an imported matrix are links: guessed and said, or named by the user."""

from pathlib import Path

import pytest
from sheets import read_rows, write_csv

from report138.coding.matrix_parts import Found
from report138.coding.write_framework import import_matrix
from report138.errors import UserError

FIVE = [["", "Roads", "Ports"], ["Trade", 1, 4], ["Jobs", 5, 2]]


def read_links(folder: Path) -> list[str]:
    """Return the values of scale.csv that are links."""
    return [value for value, link in read_rows(folder, "scale.csv", "value", "link") if link]


def import_five(tmp_path: Path, first: str | None) -> tuple[Path, Found]:
    """Import a matrix of scores from 1 to 5."""
    folder = tmp_path / "made"
    return folder, import_matrix(write_csv(tmp_path / "m.csv", FIVE), folder, first)[1]


def test_a_matrix_that_is_all_links_is_warned_of(tmp_path: Path) -> None:
    """Every score is above 0, and nothing says which of them are links: how to say it is told."""
    folder, found = import_five(tmp_path, None)
    assert read_links(folder) == ["1", "2", "3", "4", "5"]
    (warning,) = found.warned
    assert warning.startswith("all 4 cells judged are links")
    assert "--link-from VALUE" in warning
    assert "column link of scale.csv" in warning


def test_links_begin_where_the_user_says(tmp_path: Path) -> None:
    """From 4 on, and nothing is left to warn of."""
    folder, found = import_five(tmp_path, "4")
    assert read_links(folder) == ["4", "5"]
    assert found.warned == []
    assert "links: 4, 5 (--link-from 4)" in found.said


@pytest.mark.parametrize("first", ["0", "6", "strong"])
def test_links_begin_at_a_value_that_is_there(tmp_path: Path, first: str) -> None:
    """What is no value above none found is named with those that are; no folder is left."""
    with pytest.raises(UserError, match=f"--link-from {first}: allowed: 1, 2, 3, 4, 5"):
        import_five(tmp_path, first)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("first", ["+2", "2", "−2"])
def test_both_signs_of_a_value_are_links_at_once(tmp_path: Path, first: str) -> None:
    """Named with either sign or without one."""
    rows = [["", "Roads", "Ports"], ["Trade", -2, 1], ["Jobs", 2, 0]]
    import_matrix(write_csv(tmp_path / "m.csv", rows), tmp_path / "made", first)
    assert read_links(tmp_path / "made") == ["+2", "-2"]


@pytest.mark.parametrize(("first", "links"), [(None, []), ("2", []), ("1", ["1", "2", "3"])])
def test_the_codebooks_levels_have_its_links(
    tmp_path: Path, first: str | None, links: list[str]
) -> None:
    """0 to 3 need no scale of their own, unless links are to begin elsewhere than at 2."""
    rows = [["", "Roads", "Ports"], ["Trade", 1, 3], ["Jobs", 2, 0]]
    import_matrix(write_csv(tmp_path / "m.csv", rows), tmp_path / "made", first)
    there = (tmp_path / "made" / "scale.csv").exists()
    assert (read_links(tmp_path / "made") if there else []) == links


def test_columns_that_would_be_empty_are_left_out(tmp_path: Path) -> None:
    """Nothing is said of aims, places and Chinese names, so no column is there for them."""
    folder, _ = import_five(tmp_path, "4")
    assert (folder / "elements.csv").read_text("utf-8-sig").splitlines()[
        0
    ] == "id,level,order,name_en"
    assert (folder / "scale.csv").read_text("utf-8-sig").splitlines()[
        0
    ] == "value,order,link,label_en"
