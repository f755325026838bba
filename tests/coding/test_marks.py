"""Marks that only those beside them explain: what an import makes of each system, by hand."""

from pathlib import Path

import pytest
from sheets import read_levels, read_rows, take, write_csv, write_workbook

from report138.data.check import FrameworkError

ROWS, COLUMNS = ("Growth", "Health", "School"), ("Roads", "Rail", "Ports")


def draw(*lines: str) -> list[list[str]]:
    """Make a table of three rows from the values of each, “_” for an empty cell."""
    rows = [[name, *line.split()] for name, line in zip(ROWS, lines, strict=True)]
    return [["", *COLUMNS], *([text.strip("_") for text in row] for row in rows)]


def rank(folder: Path) -> list[list[int | str]]:
    """Return the order of each cell's value, row by row; empty where it is not coded."""
    order = {"NA": "NA"} | {
        value: int(number) for value, number in read_rows(folder, "scale.csv", "value", "order")
    }
    levels = read_levels(folder)
    return [[order.get(levels.get((row, col), ""), "") for col in COLUMNS] for row in ROWS]


SYSTEMS = {
    "filled circles": ("● ◐ ○", "◔ ● ◕", "○ ○ ◑", [[4, 2, 0], [1, 4, 3], [0, 0, 2]]),
    "some of the filled circles": ("● ◐ ○", "○ ● ◐", "○ ○ _", [[2, 1, 0], [0, 2, 1], [0, 0, ""]]),
    "weights": ("◎ ○ △", "_ × ◎", "○ ○ ×", [[3, 2, 1], ["", 0, 3], [2, 2, 0]]),
    "triangles": ("● ○ ▲", "▲ _ ●", "○ ○ _", [[3, 2, 1], [1, "", 3], [2, 2, ""]]),
    "two circles": ("● ○ ○", "○ ● ○", "○ ○ ●", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    "two circles and gaps": ("● ○ _", "_ ● ○", "○ _ ●", [[2, 1, ""], ["", 2, 1], [1, "", 2]]),
    "circles and crosses": ("● ○ ×", "× ● ○", "○ × ●", [[2, 1, 0], [0, 2, 1], [1, 0, 2]]),
    "a circle or a cross": ("○ × ×", "× ○ ○", "○ × _", [[1, 0, 0], [0, 1, 1], [1, 0, ""]]),
    "ticks and crosses": ("√ × ×", "× √ √", "√ × _", [[1, 0, 0], [0, 1, 1], [1, 0, ""]]),
    "ticks and letters": ("✓ x x", "X ✓ ✓", "✓ x _", [[1, 0, 0], [0, 1, 1], [1, 0, ""]]),
    "crosses alone": ("× _ ×", "_ × _", "× × _", [[1, "", 1], ["", 1, ""], [1, 1, ""]]),
    "stars": ("★★★ ★ _", "★★☆ ☆☆☆ ★", "★ ★★ ★★", [[3, 1, ""], [2, 0, 1], [1, 2, 2]]),
    "repeated ticks": ("√√ √ _", "√ √√ √√√", "_ √ √", [[2, 1, ""], [1, 2, 3], ["", 1, 1]]),
    "partly": ("yes no partly", "Partly yes no", "no no _", [[2, 0, 1], [1, 2, 0], [0, 0, ""]]),
    "部分": ("是 否 部分", "部分 是 否", "否 否 _", [[2, 0, 1], [1, 2, 0], [0, 0, ""]]),
    "相关": (
        "强相关 弱相关 不相关",
        "中相关 _ 强相关",
        "弱相关 不相关 _",
        [[3, 1, 0], [2, "", 3], [1, 0, ""]],
    ),
}


@pytest.mark.parametrize("name", SYSTEMS)
def test_marks_have_the_order_of_their_system(tmp_path: Path, name: str) -> None:
    """The same mark says another thing beside others: ○ none, weak, middling or yes."""
    *lines, expected = SYSTEMS[name]
    folder, _ = take(write_csv(tmp_path / "m.csv", draw(*lines)))
    assert rank(folder) == expected


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("√ × ×", "× √ √", "√ × _"), "× for none, as √ stands for yes"),
        (("● ○ _", "_ ● ○", "○ _ ●"), "○ is taken for a weaker ●, as cells are empty"),
    ],
)
def test_what_is_guessed_of_marks_is_said(
    tmp_path: Path, lines: tuple[str, str, str], said: str
) -> None:
    """Whoever meant something else can see it, and say so in a sheet Scale."""
    _, found = take(write_csv(tmp_path / "m.csv", draw(*lines)))
    assert [line for line in found.said if line.startswith(said)] != []


def test_a_sheet_scale_has_the_last_word_on_marks(tmp_path: Path) -> None:
    """A mark that it does not list is a fault, whatever it would stand for beside the others."""
    scale = [["value", "order"], ["-", 0], ["◐", 1], ["●", 2]]
    sheets = {"Matrix": draw("● ◐ ○", "◐ ● ●", "● ● ◐"), "Scale": scale}
    with pytest.raises(FrameworkError, match="row 2, column D: “○”"):
        take(write_workbook(tmp_path / "m.xlsx", sheets))


def test_a_column_called_y_makes_no_cross_a_none(tmp_path: Path) -> None:
    """Only a tick in the cells does, not a letter that may be a name."""
    folder, _ = take(
        write_csv(tmp_path / "m.csv", [["", "x", "y"], ["p", "x", ""], ["q", "", "x"]])
    )
    assert set(read_levels(folder).values()) == {"1"}


def test_percentages_are_numbers(tmp_path: Path) -> None:
    """35 % is what a spreadsheet holds as 0.35, and it makes no row a heading."""
    folder, _ = take(write_csv(tmp_path / "m.csv", draw("50% 0% 100%", "0% 50% 0%", "1 0.5 0")))
    assert [row[0] for row in read_rows(folder, "scale.csv", "value")] == ["0", "0.5", "1"]
    assert rank(folder) == [[1, 0, 2], [0, 1, 0], [2, 1, 0]]
