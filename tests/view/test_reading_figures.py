"""What figures show of several readings: agreed and disputed cells, the readings, the gaps."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from doubt_sample import write_framework
from drawing import Box, Drawing, find_collisions, find_cut, get_area, read_drawing
from large_sample import name_long, save_vectors, write_sized

from report138 import style
from report138.data.framework import Framework
from report138.engine.typeset.outputs import Figure
from report138.view.canvas import Canvas
from report138.view.figures import FIGURES, draw_gaps, draw_matrix, draw_readings
from report138.view.figures.grid import lay_grid
from report138.view.figures.readings import MARK
from report138.view.report import Report

Reports = dict[str, Report]


@pytest.fixture(autouse=True, scope="module")
def no_bitmaps() -> Iterator[None]:
    """Draw figures as vectors only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Canvas, "save", save_vectors)
        yield


def code(cell: str, levels: str, sign: str = "+") -> list[str]:
    """Code a cell such as “T1,S1” by readings A, B, C ... at the levels of a string such as “0210”."""
    track, scenario = cell.split(",")
    lines = []
    for coder, level in zip("ABCDEFGHIJ", levels, strict=False):
        if level == "0":
            lines.append(f",{cell},{coder},0,,")
        else:
            lines.append(f"{track}{scenario},{cell},{coder},{level},direct,{sign}")
    return lines


def draw(figure: Figure | None) -> Drawing:
    """Parse a figure that must be there."""
    assert figure is not None
    return read_drawing(figure, "en")


def list_fills(drawing: Drawing, area: Box) -> set[str]:
    """Return the colours of the shapes that reach over a whole tile."""
    inside = drawing.find_inside(area)
    return {s.fill for s in inside if s.is_sized(area.width, area.height) and s.fill != "none"}


# --- the matrix ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Four readings of three cells: all at 2; two at 2 and two at 0; none."""
    codings = [*code("T1,S1", "2222"), *code("T2,S1", "2020"), *code("T1,S2", "0000")]
    return write_framework(tmp_path_factory.mktemp("four") / "x", (2, 2), codings)


def test_a_disputed_cell_says_k_of_n_and_its_levels(four: Report) -> None:
    """Two of four found evidence, at 0 to 2: both are written, and no digit of a level."""
    figure = draw_matrix(four)
    drawing = draw(figure)
    assert drawing.read_inside(get_area(figure, "cell-T2:S1")) == ["2/4", "0–2"]
    assert drawing.read_inside(get_area(figure, "cell-T1:S1")) == ["2"]


def test_a_disputed_cell_is_split_and_framed(four: Report) -> None:
    """Half of it has the lowest level's colour, half the highest's; an ink frame is its own."""
    figure = draw_matrix(four)
    drawing = draw(figure)
    area = get_area(figure, "cell-T2:S1")
    assert list_fills(drawing, area) == {style.PAPER, style.LEVEL_FILL[2]}
    frames = {
        link.target
        for link in figure.links
        if any(
            s.edge == style.INK and s.is_sized(area.width, area.height)
            for s in drawing.find_inside(get_area(figure, link.target))
        )
    }
    assert frames == {"cell-T2:S1"}


def test_the_headline_counts_agreed_cells(four: Report) -> None:
    """Of three cells in common two are agreed; what divides the third has no name; one is not coded."""
    assert draw_matrix(four).headline == (
        "Four readings agree on 2 of 3 cells judged in common: evidence in 1, none in 1; the other "
        "1 is disputed (besides, 1 not coded)"
    )


def test_opposite_signs_are_a_dispute(tmp_path: Path) -> None:
    """Both readings link the cell, A with a plus and B with a minus: 2/2, and the sign ±."""
    codings = ["a,T1,S1,A,2,direct,+", "a,T1,S1,B,2,direct,-"]
    figure = draw_matrix(write_framework(tmp_path / "x", (1, 1), codings))
    words = draw(figure).read_inside(get_area(figure, "cell-T1:S1"))
    assert set(words) == {"2/2", "2", "±"}
    assert figure.headline == "Two readings differ on the one cell, which turns on the sign"


def test_the_shipped_headline_is_of_agreement(shipped_reports: Reports) -> None:
    """What the readings of the shipped framework agree on, in both languages."""
    assert draw_matrix(shipped_reports["zh"]).headline == (
        "四次阅读在24格中的20格上一致：8格有依据，12格未见；其余4格取决于三个用语"
    )
    assert draw_matrix(shipped_reports["en"]).headline == (
        "Four readings agree on 20 of 24 cells: evidence in 8, none in 12; the other 4 turn on "
        "three expressions"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_matrix_leaves_room_on_its_page(
    shipped_reports: Reports, language: str
) -> None:
    """Three findings and three quotations stand beside it."""
    assert draw_matrix(shipped_reports[language]).height_mm <= 126


def test_one_reading_says_that_it_is_one(shipped: Framework) -> None:
    """By A alone there is evidence in twelve cells."""
    figure = draw_matrix(Report(shipped, "zh", coder="A"))
    assert figure.headline == "24格中12格有依据，12格未见（一次阅读）"


@pytest.mark.parametrize(("focus", "cells"), [("S1", 3), ("T1", 8)])
def test_a_brief_has_its_cells_as_a_strip(shipped_reports: Reports, focus: str, cells: int) -> None:
    """Only the cells of the element are drawn, named by the other side, 20 to 45 mm high."""
    report = replace(shipped_reports["zh"], focus=focus)
    figure = draw_matrix(report)
    assert all(focus in link.target.removeprefix("cell-").split(":") for link in figure.links)
    assert len(figure.links) == cells
    assert 20 < figure.height_mm < 45
    others = report.tracks if focus == "S1" else report.scenarios
    assert set(others["name_zh"]) <= set(read_drawing(figure, "zh").texts)


# --- the readings -------------------------------------------------------------------------------


def test_each_reading_has_a_mark_in_its_order(four: Report) -> None:
    """A and C give T2-S1 level 2, B and D none: filled, empty, filled, empty."""
    figure = draw_readings(four)
    drawing = draw(figure)
    area = get_area(figure, "cell-T2:S1")
    marks = [s for s in drawing.find_inside(area) if s.is_sized(MARK)]
    marks.sort(key=lambda mark: mark.box.left)
    assert [mark.fill for mark in marks] == 2 * [style.LEVEL_FILL[2], style.PAPER]
    assert drawing.read_inside(area) == ["2", "2"]


def test_only_disputed_cells_are_framed(four: Report) -> None:
    """An ink frame stands around T2-S1 alone; the others are calm."""
    figure = draw_readings(four)
    drawing = draw(figure)
    framed = [
        link.target
        for link in figure.links
        if any(s.edge == style.INK for s in drawing.find_inside(get_area(figure, link.target)))
    ]
    assert framed == ["cell-T2:S1"]


def test_a_sign_stands_with_its_level(tmp_path: Path) -> None:
    """B's link hinders: −2 in the colour of warnings."""
    codings = ["a,T1,S1,A,2,direct,+", "a,T1,S1,B,2,direct,-"]
    figure = draw_readings(write_framework(tmp_path / "x", (1, 1), codings))
    inside = [x for x in draw(figure).labels if get_area(figure, "cell-T1:S1").holds(x.box)]
    assert [(label.text, label.fill) for label in inside] == [
        ("2", style.INK),
        ("−2", style.WARN),
    ]
    assert "+ in A, − in B" in read_drawing(figure, "en").texts


def test_the_words_that_divide_stand_beside_their_row(shipped_reports: Reports) -> None:
    """The expression of the first row divides two cells and is said once, with who took it."""
    report = shipped_reports["zh"]
    labels = read_drawing(draw_readings(report), "zh").labels
    (said,) = (label for label in labels if label.text == "“市场”：A、B取，C、D不取")
    grid = lay_grid(report, 39.0, drivers=False)
    assert grid.top("S1") < said.box.middle[1] < grid.top("S1") + grid.row + 1


def test_readings_need_two(tiny: Framework) -> None:
    """With one reading there is nothing to set side by side."""
    assert draw_readings(Report(tiny, "en", coder="K")) is None


def test_ten_readings_wrap_inside_their_cells(tmp_path: Path) -> None:
    """Ten marks stand in rows, none outside its cell."""
    codings = [x for n in (1, 2, 3) for x in code(f"T{n},S1", "2222200000")]
    figure = draw_readings(write_framework(tmp_path / "x", (1, 3), codings))
    drawing = draw(figure)
    for n in (1, 2, 3):
        marks = [
            s for s in drawing.find_inside(get_area(figure, f"cell-T{n}:S1")) if s.is_sized(MARK)
        ]
        assert len(marks) == 10
        assert len({round(mark.box.top, 1) for mark in marks}) > 1


# --- the gaps -----------------------------------------------------------------------------------


def test_gaps_raise_the_empty_and_pale_the_found(four: Report) -> None:
    """T1-S2 is framed and named, T1-S1 pale with its digit, T2-S1 split with k of n."""
    figure = draw_gaps(four)
    drawing = draw(figure)
    areas = {name: get_area(figure, f"cell-{name}") for name in ("T1:S2", "T1:S1", "T2:S1")}
    assert drawing.read_inside(areas["T1:S2"]) == ["none found"]
    assert any(s.edge == style.ACCENT for s in drawing.find_inside(areas["T1:S2"]))
    assert list_fills(drawing, areas["T1:S1"]) == {style.TINT}
    assert drawing.read_inside(areas["T2:S1"]) == ["2/4"]


def test_a_gap_says_what_is_inferred(tmp_path: Path) -> None:
    """One of two readings infers level 3 for a cell in which none finds evidence."""
    codings = [*code("T1,S1", "00"), "b,T1,S1,A,3,inferred,+", *code("T1,S2", "22")]
    figure = draw_gaps(write_framework(tmp_path / "x", (2, 1), codings))
    drawing = draw(figure)
    area = get_area(figure, "cell-T1:S1")
    assert drawing.read_inside(area) == ["1/2 [3]"]
    assert any(s.hatched for s in drawing.find_inside(area))
    assert "Track 1 none found (inferred in 1 of 2 readings, level 3 if it held)" in figure.alt


def test_the_gaps_name_scenarios_without_a_link(tmp_path: Path) -> None:
    """S2 has words of both at level 1, which is no link."""
    codings = ["a,T1,S1,A,2,direct,+", "b,T1,S2,A,1,direct,+", ",T2,S1,A,0,,", ",T2,S2,A,0,,"]
    figure = draw_gaps(write_framework(tmp_path / "x", (2, 2), codings))
    assert figure.headline == (
        "One reading finds no evidence in 2 of 4 cells; Scenario 2 has no link"
    )
    assert "no link" in read_drawing(figure, "en").texts


def test_without_a_gap_there_is_no_figure(tmp_path: Path) -> None:
    """Every cell is found by every reading."""
    assert draw_gaps(write_framework(tmp_path / "x", (1, 1), code("T1,S1", "22"))) is None


@pytest.mark.parametrize("key", ["readings", "gaps", "drivers"])
def test_a_large_matrix_has_no_such_figure(tmp_path: Path, key: str) -> None:
    """At 18 rows the tables stand in."""
    assert FIGURES[key](write_sized(tmp_path / "x", (18, 3))) is None


CASES = [
    (key, shape)
    for key in ("matrix", "readings", "gaps")
    for shape in ((12, 6), (8, 3), (2, 1))
    if (key, shape) != ("readings", (12, 6))  # 720 marks are for no page
]


@pytest.mark.parametrize(("key", "shape"), CASES)
def test_long_names_and_many_readings_fit(tmp_path: Path, key: str, shape: tuple[int, int]) -> None:
    """Ten readings that differ over every cell: no label is cut off or drawn over another."""
    cells = [f"T{t},S{s}" for s in range(1, shape[0] + 1) for t in range(1, shape[1] + 1)]
    codings = [line for cell in cells for line in code(cell, "3210321032")]
    report = write_framework(tmp_path / "x", shape, codings)
    elements = report.framework.elements
    named = elements.assign(name_en=elements["id"].map(name_long))
    figure = FIGURES[key](Report(replace(report.framework, elements=named), "en"))
    assert figure is not None
    assert figure.height_mm <= style.TALLEST_MM
    drawing = read_drawing(figure, "en")
    assert find_cut(drawing) == []
    assert list(find_collisions(drawing.labels)) == []
