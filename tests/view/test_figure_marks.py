"""The marks of the tiny framework's figures, counted and measured (see sample.py for its cells)."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from doubt_sample import write_framework
from drawing import Box, Drawing, get_area, read_drawing

from report138 import style
from report138.data.framework import Framework
from report138.engine.typeset.outputs import Figure
from report138.view.figures import draw_coverage, draw_matrix, draw_strip, draw_tree
from report138.view.figures.coverage import DOT, HEAD, RING, sort_by_coverage
from report138.view.figures.grid import measure_head
from report138.view.figures.legend import list_legend
from report138.view.figures.tile import MARK
from report138.view.report import Report

Reports = dict[str, Report]
CELLS = [f"cell-{track}:{scenario}" for scenario in ("C1", "C2", "C3") for track in ("R1", "R2")]


@pytest.fixture(scope="module")
def alone(tiny: Framework) -> Report:
    """The report on K's reading of the tiny framework, in English."""
    return Report(tiny, "en", coder="K")


@pytest.fixture(scope="module")
def matrix(alone: Report) -> tuple[Figure, Drawing]:
    """The matrix of K's reading of the tiny framework, in English."""
    figure = draw_matrix(alone)
    return figure, read_drawing(figure, "en")


def count_marks(drawing: Drawing, area: Box) -> tuple[int, int]:
    """Count the squares of one segment inside a cell: direct, inferred."""
    marks = [shape for shape in drawing.find_inside(area) if shape.is_sized(MARK)]
    hatched = sum(mark.hatched for mark in marks)
    return len(marks) - hatched, hatched


def test_every_cell_leads_to_its_evidence(matrix: tuple[Figure, Drawing]) -> None:
    """Each of the six cells is a link to its entry in the ledger, named by track and scenario."""
    figure, _ = matrix
    assert [link.target for link in figure.links] == CELLS
    assert figure.links[3].title == "Repair × Book bus"


@pytest.mark.parametrize(
    ("target", "level", "direct", "inferred", "dashed"),
    [
        ("cell-R1:C1", 2, 1, 0, True),  # 001 at 2, which holds 002
        ("cell-R1:C2", 1, 2, 0, False),  # 001 and 005 both at 1
        ("cell-R2:C2", 3, 2, 0, True),  # 004 alone at 3
        ("cell-R1:C3", 0, 0, 0, False),
        ("cell-R2:C1", 0, 0, 1, False),  # the inferred 004
        ("cell-R2:C3", None, 0, 0, False),
    ],
)
def test_a_cell_shows_level_volume_and_fragility(
    matrix: tuple[Figure, Drawing],
    target: str,
    level: int | None,
    direct: int,
    inferred: int,
    dashed: bool,
) -> None:
    """The tile has the level's colour and digit, a square a unit, and a dashed frame."""
    figure, drawing = matrix
    area = get_area(figure, target)
    inside = drawing.find_inside(area)
    tiles = [shape for shape in inside if shape.is_sized(area.width, area.height)]
    assert tiles[0].fill == style.LEVEL_FILL[level or 0]
    assert any(shape.dashed for shape in inside) == dashed
    assert count_marks(drawing, area) == (direct, inferred)
    digits = [text for text in drawing.read_inside(area) if text.isdigit()]
    assert digits[:1] == ([str(level)] if level else [])  # a hindering layer has a digit of its own


def test_none_found_is_named_and_not_assessable_crossed(matrix: tuple[Figure, Drawing]) -> None:
    """A cell at 0 says so in words; one that cannot be assessed has a grey cross of two lines."""
    figure, drawing = matrix
    assert drawing.read_inside(get_area(figure, "cell-R1:C3")) == ["none found"]
    crossed = get_area(figure, "cell-R2:C3")
    assert drawing.read_inside(crossed) == []
    lines = [s for s in drawing.find_inside(crossed) if s.edge == style.MUTED and s.fill == "none"]
    assert len(lines) == 2


def test_only_the_hindered_cell_has_a_minus(matrix: tuple[Figure, Drawing]) -> None:
    """R2-C2 alone holds a hindering segment: a minus sign in its own colour."""
    figure, drawing = matrix
    signs = {target: drawing.read_inside(get_area(figure, target)).count("−") for target in CELLS}
    assert signs == dict.fromkeys(CELLS, 0) | {"cell-R2:C2": 1}
    assert {label.fill for label in drawing.labels if label.text == "−"} == {style.WARN}


def test_margins_count_cells_by_level(matrix: tuple[Figure, Drawing]) -> None:
    """Right of each row and below each column stands the number of its cells at each level."""
    figure, drawing = matrix
    areas = [get_area(figure, target) for target in CELLS]
    right, bottom = max(a.right for a in areas), max(a.bottom for a in areas)

    def read(box: Box) -> tuple[str, dict[str, str]]:
        links, *numbers = sorted(
            (
                label
                for label in drawing.labels
                if box.holds(label.box) and label.text[0].isdecimal()  # not links by sign
            ),
            key=lambda label: -label.size,
        )
        swatches = [s for s in drawing.find_inside(box) if s.fill in style.LEVEL_FILL[1:]]
        held = {s.fill: label.text for s in swatches for label in numbers if s.box.holds(label.box)}
        assert len(held) == len(numbers) == len(swatches)
        return links.text, held

    one, two, three = style.LEVEL_FILL[1:]
    rows = [Box(right, area.top, style.COLUMN_MM, area.bottom) for area in areas[::2]]
    assert list(map(read, rows)) == [("1", {two: "1"}), ("1", {three: "1", one: "1"}), ("0", {})]
    # Lending has a link and a cell at level 1, which is none; Repair has a link
    columns = [Box(area.left, bottom, area.right, bottom + 11) for area in areas[:2]]
    assert list(map(read, columns)) == [("1", {two: "1", one: "1"}), ("1", {three: "1"})]


@pytest.mark.parametrize("number", [10, 11])
def test_above_ten_units_the_number_is_written(tmp_path: Path, number: int) -> None:
    """Eleven units in a cell are no eleven squares but “×11”; ten are squares."""
    codings = [f"{name},T1,S1,A,2,direct,+" for name in "abcdefghijk"[:number]]
    figure = draw_matrix(write_framework(tmp_path / "x", (1, 1), codings))
    drawing = read_drawing(figure, "en")
    area = get_area(figure, "cell-T1:S1")
    assert count_marks(drawing, area) == ((0, 0) if number == 11 else (10, 0))
    assert ("×11" in drawing.read_inside(area)) == (number == 11)


def test_the_legend_lists_the_marks_in_use(
    alone: Report, tiny_reports: Reports, tiny: Framework
) -> None:
    """Levels always; frame, squares, hatch, minus and cross only where a cell has them."""
    levels = ["level_3", "level_2", "level_1", "level_0"]
    kinds = [kind for kind, _ in list_legend(alone)]
    assert kinds == [*levels, "fragile", "volume", "inferred", "both", "not_assessable"]
    # with L a cell is disputed, and the frame of one unit gives way to it
    kinds = [kind for kind, _ in list_legend(tiny_reports["en"])]
    marks = ["disputed", "volume", "taken", "inferred", "both", "not_assessable"]
    assert kinds == [*levels, *marks]
    # R1-C2 alone: two segments at the same level, nothing inferred, hindering or NA
    plain = Report(replace(tiny, coding=tiny.coding.iloc[2:4]), "en")
    assert [kind for kind, _ in list_legend(plain)] == [*levels, "volume"]


def test_coverage_has_a_dot_a_link(tiny_reports: Reports) -> None:
    """Two large dots at 2 and 3, a pale one at 1, a ring where L differs, a speck and a cross."""
    drawing = read_drawing(draw_coverage(tiny_reports["en"]), "en")
    dots = [shape for shape in drawing.shapes if shape.round]
    large = [dot.fill for dot in dots if dot.is_sized(2 * DOT)]
    assert sorted(large) == sorted(style.LEVEL_FILL[2:])
    small = [dot.fill for dot in dots if dot.is_sized(2 * RING)]
    assert sorted(small) == sorted([style.LEVEL_FILL[1], style.PAPER])
    assert len(dots) - len(large) - len(small) == 2  # the ring stands on a speck
    crosses = [s for s in drawing.shapes if s.edge == style.MUTED and s.is_sized(2)]
    assert len(crosses) == 2  # its two lines


@pytest.mark.parametrize(
    ("names", "climbs"),
    [
        (["Lending", "Long repair"], False),
        (["Lending", "Telecommunications"], True),
        (["Lending", "a b c d e f g h i j k l m n o p"], True),
    ],
    ids=["fit", "one long word", "three lines"],
)
def test_names_above_the_coverage_climb_where_they_do_not_fit(
    names: list[str], climbs: bool
) -> None:
    """In a column of 15 mm two lines of short words lie; a longer word or a third line makes all of them climb."""
    assert (measure_head(names, 13.5, style.SIZE_NOTE, HEAD, True) > HEAD) is climbs


def test_coverage_puts_the_most_linked_first(tmp_path: Path) -> None:
    """S2 has two links, S3 one, S1 only words of both; the counts stand at the bars."""
    codings = [
        "a,T1,S1,A,1,direct,+",
        *(f"{n},T{t},S2,A,2,direct,+" for t, n in enumerate("bc", 1)),
    ]
    report = write_framework(tmp_path / "x", (3, 2), [*codings, "d,T1,S3,A,3,direct,+"])
    labels = read_drawing(draw_coverage(report), "en").labels
    rows = {label.text: label.box.top for label in labels}
    assert rows["Scenario 2"] < rows["Scenario 3"] < rows["Scenario 1"]
    counts = sorted((box.top, text) for text, box in ((x.text, x.box) for x in labels))
    assert [text for _, text in counts if text.isdigit()] == ["2", "1", "0"]


def test_equal_coverage_keeps_the_order_of_scenarios(tiny_reports: Reports) -> None:
    """C1 and C3 without any track stand as they are given."""
    cells = tiny_reports["en"].cells
    cells = cells[cells["scenario_id"] != "C1"]
    assert sort_by_coverage(cells, ["C1", "C3", "C2"], 2) == ["C2", "C1", "C3"]
    assert sort_by_coverage(cells, ["C3", "C1", "C2"], 2) == ["C2", "C3", "C1"]


def test_the_strip_gives_places_their_length(tiny_reports: Reports) -> None:
    """A1, A2 and A3 follow each other in the text's order, 100 to 60 to 40 characters wide."""
    drawing = read_drawing(draw_strip(tiny_reports["en"]), "en")
    labels = {label.text: label.box for label in drawing.labels}
    assert labels["A1"].left < labels["A2"].left < labels["A3"].left
    band = [s.box for s in drawing.shapes if s.fill in (style.RULE, style.TINT)]
    assert len(band) == 3
    assert [box.width / band[0].width for box in band] == pytest.approx([1, 0.6, 0.4], abs=0.01)
    assert band[0].right == pytest.approx(band[1].left, abs=0.01)


def test_the_strip_has_a_square_a_unit_and_cell(tiny_reports: Reports) -> None:
    """R1: 001 at 2 and at 1, 005 at 1, all at A1; R2: 003 at 1 and 004 at 3, both at A2.

    Each holds the id of its scenario.
    """
    drawing = read_drawing(draw_strip(tiny_reports["en"]), "en")
    squares = [s for s in drawing.shapes if s.fill in style.LEVEL_FILL[1:] and s.box.height > 3]
    assert [text for text in drawing.texts if text.startswith("C")] == ["C1", "C2", "C2"] + 2 * [
        "C2"
    ]
    band = [s.box for s in drawing.shapes if s.fill in (style.RULE, style.TINT)]
    one, two, three = style.LEVEL_FILL[1:]
    by_place = [
        Counter(s.fill for s in squares if place.left <= s.box.middle[0] <= place.right)
        for place in band
    ]
    assert by_place == [{two: 1, one: 2}, {one: 1, three: 1}, {}]


@pytest.mark.parametrize(("copies", "height"), [(30, 36.8), (90, 57.6)])
def test_lanes_of_the_strip_grow_with_their_units(
    tiny: Framework, copies: int, height: float
) -> None:
    """90 and 270 squares at A1: in 3 and in 7 rows none stands on the name of its track.

    112 mm hold 40 squares of 2.3 mm with gaps of 0.5; 3 rows fit into a lane of 10.4 mm, 7 into two.
    Two tracks make 20.8 and 41.6 mm, and the band above them 16.
    """
    figure = draw_strip(crowd(tiny, copies))
    drawing = read_drawing(figure, "en")
    squares = [s for s in drawing.shapes if s.fill in style.LEVEL_FILL[1:]]
    assert len(squares) == 5 * copies
    assert min(s.box.left for s in squares) >= 23.99
    assert figure.height_mm == pytest.approx(height, abs=0.01)


def test_more_units_than_a_page_holds_are_left_to_the_ledger(tiny: Framework) -> None:
    """1,500 squares in one lane find no room."""
    assert draw_strip(crowd(tiny, 500)) is None


def crowd(tiny: Framework, copies: int) -> Report:
    """Report on the tiny framework with each of its units many times."""
    report = Report(tiny, "en")
    vars(report)["units"] = pd.concat([report.units] * copies, ignore_index=True)
    return report


def test_without_places_there_is_no_strip(tiny: Framework) -> None:
    """Where the text has no order, nothing is drawn in one."""
    report = Report(replace(tiny, locators=tiny.locators.iloc[:0]), "en")
    assert draw_strip(report) is None


def test_the_tree_has_a_card_an_element(tiny_reports: Reports) -> None:
    """Six cards with their ids; each tier says how many; a scenario shows its driver."""
    drawing = read_drawing(draw_tree(tiny_reports["en"]), "en")
    fills = Counter(s.fill for s in drawing.shapes if s.box.height > 5 and s.box.width > 5)
    assert fills == {style.ACCENT: 1, style.LEVEL_FILL[1]: 2, style.PAPER: 3}
    assert {"G0", "R1", "R2", "C1", "C2", "C3"} <= set(drawing.texts)
    assert [text for text in drawing.texts if text.isdigit()] == ["1", "2", "3"]
    assert drawing.texts.count("driver: repair") == 1
