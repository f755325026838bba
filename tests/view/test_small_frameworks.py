"""The smallest and emptiest frameworks: nothing over the edge, and nothing said of nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubt_sample import write_framework
from drawing import find_collisions, find_cut, read_drawing
from large_sample import name_long, save_vectors, write_sized

from report138.view import sentences, tables
from report138.view.canvas import Canvas
from report138.view.figures import FIGURES, draw_matrix

Shape = tuple[int, int]  # scenarios, tracks


@pytest.fixture(autouse=True, scope="module")
def no_bitmaps() -> Iterator[None]:
    """Draw figures as vectors only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Canvas, "save", save_vectors)
        yield


@pytest.mark.parametrize("shape", [(1, 1), (3, 2)])
@pytest.mark.parametrize("key", FIGURES)
@pytest.mark.parametrize("long", [False, True], ids=["short names", "long names"])
def test_a_small_framework_stays_on_its_sheet(
    tmp_path: Path, shape: Shape, key: str, long: bool
) -> None:
    """No name or number of the smallest figures reaches over the edge, nor over another."""
    names = {"name": name_long} if long else {}
    figure = FIGURES[key](write_sized(tmp_path / "x", shape, every=1, **names))
    if figure is not None:
        drawing = read_drawing(figure, "en")
        assert find_cut(drawing) == []
        assert list(find_collisions(drawing.labels)) == []


@pytest.mark.parametrize("searched", [False, True], ids=["not coded", "none found"])
def test_without_a_segment_the_report_says_so(tmp_path: Path, searched: bool) -> None:
    """No figure or sentence fails, and those on evidence say that there is none."""
    cells = [f",T{t},S{s},A,0,," for s in (1, 2, 3) for t in (1, 2)]
    report = write_framework(tmp_path / "x", (3, 2), cells if searched else [])
    figures = {key: draw(report) for key, draw in FIGURES.items()}
    headline = (
        "No evidence in any of 6 cells (one reading)" if searched else "Nothing has been coded yet"
    )
    assert figures["matrix"].headline == headline
    assert figures["strip"] is figures["readings"] is None
    words = "none found" if searched else "not coded"
    assert read_drawing(figures["matrix"], "en").texts.count(words) >= 6
    assert sentences.read_leave_out(report).markdown == "There is no direct passage."
    assert tables.tabulate_ledger(report).rows == ()


def test_nothing_is_found_in_a_matrix_that_is_not_coded(tmp_path: Path) -> None:
    """Where no cell was searched, the report does not say what the text lacks."""
    uncoded = write_framework(tmp_path / "x", (3, 2), [])
    assert "%" not in sentences.state_findings(uncoded).markdown


def test_nothing_is_robust_in_a_matrix_that_is_not_coded(tmp_path: Path) -> None:
    """Nor does it say how surely, in the sentence or in the table of statements."""
    report = write_framework(tmp_path / "x", (3, 2), [])
    assert "100%" not in f"{sentences.read_statements(report)}{tables.tabulate_statements(report)}"


def test_cells_that_one_of_three_readings_judged_are_so_named(tmp_path: Path) -> None:
    """A judges T1 and T2, B and C T3: two cells have one reading, one is agreed on by two."""
    cells = ("N1,T1,S1,A", "N2,T2,S1,A", "N3,T3,S1,B", "N4,T3,S1,C")
    report = write_framework(tmp_path / "x", (1, 3), [f"{cell},2,direct,+" for cell in cells])
    headline = draw_matrix(report).headline
    assert headline.startswith("Three readings agree on the one cell judged in common")
    assert headline.endswith("(besides, 2 judged by one reading)")
