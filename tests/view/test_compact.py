"""Matrices of any size: whole on the page, split without loss, readable, and honest when empty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest
from doubt_sample import write_framework
from drawing import find_collisions, find_cut, place_link, read_drawing
from large_sample import name_long, save_vectors, write_sized

from report138 import style
from report138.engine.typeset.outputs import Figure
from report138.view.canvas import Canvas
from report138.view.figures import FIGURES, draw_details, draw_matrix
from report138.view.figures.compact import Part, draw_overview, draw_part, split_matrix
from report138.view.report import Report

SMALLEST = 7.0  # points
Shape = tuple[int, int]  # scenarios, tracks
# Scenarios by tracks, how many pages of details there are, and of how many cells one is found.
SIZES = {(1, 1): (0, 4), (17, 17): (0, 4), (60, 20): (4, 4), (88, 36): (4, 16)}


@pytest.fixture(autouse=True, scope="module")
def no_bitmaps() -> Iterator[None]:
    """Draw figures as vectors only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Canvas, "save", save_vectors)
        yield


@dataclass(frozen=True)
class Drawn:
    """A report, its lead figure, and the last figure that names rows and columns: it or a page."""

    report: Report
    lead: Figure
    last: Figure
    part: Part  # what the last one shows


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> dict[Shape, Drawn]:
    """The matrix of every size, drawn once."""

    def draw(shape: Shape) -> Drawn:
        pages, every = SIZES[shape]
        report = write_sized(tmp_path_factory.mktemp("sized") / "x", shape, every=every)
        lead, part = draw_matrix(report), split_matrix(report)[-1]
        last = draw_part(report, part, f"part-{pages}") if pages else lead
        return Drawn(report, lead, last, part)

    return {shape: draw(shape) for shape in SIZES}


@pytest.fixture(params=SIZES, ids=lambda shape: "x".join(map(str, shape)))
def drawn(request: pytest.FixtureRequest, gallery: dict[Shape, Drawn]) -> Drawn:
    """One size after the other."""
    return gallery[request.param]


def test_nothing_reaches_over_the_edge(drawn: Drawn) -> None:
    """No label and no tile of the lead figure or of a page of details is cut."""
    for figure in (drawn.lead, drawn.last):
        assert find_cut(read_drawing(figure, "en")) == []


def test_a_figure_fits_its_page_in_readable_type(drawn: Drawn) -> None:
    """No sheet is higher or wider than a page's, and no letter smaller than 7 points."""
    for figure in (drawn.lead, drawn.last):
        assert figure.height_mm <= style.TALLEST_MM
        assert figure.width_mm <= style.PAGE_MM
        assert min(label.size for label in read_drawing(figure, "en").labels) >= SMALLEST


def test_every_row_and_column_is_named(drawn: Drawn) -> None:
    """The short names of tracks and scenarios stand whole on the page that shows them."""
    texts = set(read_drawing(drawn.last, "en").texts)
    ids = (*drawn.part.tracks, *drawn.part.scenarios)
    assert {drawn.report.names[identifier] for identifier in ids} <= texts


def test_every_cell_leads_somewhere_and_shows_its_level(drawn: Drawn) -> None:
    """A page has one link a cell, none over another, and in it the digit of a found level."""
    ids = [(t, s) for s, t in product(drawn.part.scenarios, drawn.part.tracks)]
    assert [link.target for link in drawn.last.links] == [f"cell-{t}:{s}" for t, s in ids]
    areas = [place_link(drawn.last, link) for link in drawn.last.links]
    assert len({(round(area.left, 1), round(area.top, 1)) for area in areas}) == len(ids)
    levels = drawn.report.cells.set_index(["track_id", "scenario_id"])["level"][ids].fillna(0)
    labels = read_drawing(drawn.last, "en").labels
    digits = [label for label in labels if label.text in ("1", "2", "3")]
    inside = [label.text for label in digits if any(a.holds(label.box, 0.6) for a in areas)]
    assert inside == [str(level) for level in levels if level]


def test_small_matrices_are_whole_and_large_ones_split(drawn: Drawn) -> None:
    """17 x 17 is one figure; 60 x 20 has two pages twice, 200 x 60 five times four."""
    pages, _ = SIZES[len(drawn.report.scenarios), len(drawn.report.tracks)]
    assert len(split_matrix(drawn.report)) == max(1, pages)
    assert bool(drawn.lead.links) == (pages == 0)
    assert pages or draw_details(drawn.report) is None


@pytest.mark.parametrize("shape", [(44, 18), (45, 18), (44, 19), (60, 20), (200, 60), (1, 100)])
def test_the_parts_hold_each_cell_once(tmp_path: Path, shape: Shape) -> None:
    """Together they are the whole matrix, in order, and none is larger than 44 x 18."""
    report = write_framework(tmp_path / "x", shape, [])
    parts = split_matrix(report)
    cells = [cell for part in parts for cell in product(part.scenarios, part.tracks)]
    assert len(cells) == len(set(cells)) == shape[0] * shape[1]
    assert all(len(part.scenarios) <= 44 and len(part.tracks) <= 18 for part in parts)
    assert (len(parts) == 1) == (shape == (44, 18))
    sizes = {(len(part.scenarios), len(part.tracks)) for part in parts}
    assert max(sizes)[0] - min(sizes)[0] <= 5  # as even as possible


def test_the_overview_has_a_square_a_found_cell(gallery: dict[Shape, Drawn]) -> None:
    """60 x 20 has 300 of 1200 cells found; every tenth id stands at the edge."""
    figure = gallery[60, 20].lead
    drawing = read_drawing(figure, "en")
    ids = [f"S{n + 1}" for n in range(60)] + [f"T{n + 1}" for n in range(20)]
    assert set(ids) <= set(drawing.texts)
    assert figure.headline.startswith("Evidence in 300 of 1200 cells, none in 300 (one reading; ")


@pytest.mark.parametrize("shape", [(60, 20), (45, 41)])
def test_the_overview_has_room_for_its_ids(tmp_path: Path, shape: Shape) -> None:
    """Ids such as scenario-1 are not cut, nor is that of the last column, track-41."""
    framework = write_sized(tmp_path / "x", shape, coded=False).framework
    ids = framework.elements["level"] + "-" + framework.elements["order"].astype(str)
    report = Report(replace(framework, elements=framework.elements.assign(id=ids)), "en")
    assert find_cut(read_drawing(draw_overview(report), "en")) == []


@pytest.mark.parametrize("shape", [(17, 17), (44, 18)])
def test_long_names_stay_within_the_page(tmp_path: Path, shape: Shape) -> None:
    """Names of 60 characters are shortened where they do not fit, visibly, and meet nothing."""
    figure = draw_matrix(write_sized(tmp_path / "x", shape, name=name_long))
    drawing = read_drawing(figure, "en")
    assert find_cut(drawing) == []
    assert list(find_collisions(drawing.labels)) == []
    assert figure.height_mm <= style.TALLEST_MM
    names = [label.text for label in drawing.labels if label.text.startswith("Integrated")]
    assert len(names) == sum(shape)
    assert all(re.search(r"… [TS]\d+$", name) for name in names)


def test_long_names_can_be_told_apart(tmp_path: Path) -> None:
    """Seven rows and seven columns have 14 labels that differ, each cut one with its id."""
    drawing = read_drawing(draw_matrix(write_sized(tmp_path / "x", (7, 7), name=name_long)), "en")
    assert len({text for text in drawing.texts if text.startswith("Integrated")}) == 14


@pytest.mark.parametrize(
    ("key", "shape"),
    [
        ("matrix", (17, 6)),
        ("certainty", (17, 6)),
        ("tree", (12, 12)),
        ("ranks", (12, 12)),
        ("coverage", (24, 8)),
    ],
)
def test_the_largest_that_is_drawn_fits_a_page(tmp_path: Path, key: str, shape: Shape) -> None:
    """With long names a figure is no higher than a page, or it is left out."""
    report = write_sized(tmp_path / "x", shape, name=name_long)
    figure = FIGURES[key](report)
    assert figure is None or figure.height_mm <= style.TALLEST_MM


def test_a_matrix_full_of_links_fits_a_page(tmp_path: Path) -> None:
    """15 x 6 cells, all found: 15 marks stand below each column."""
    figure = draw_matrix(write_sized(tmp_path / "x", (15, 6), every=1))
    assert figure.height_mm <= style.TALLEST_MM


def test_a_brief_on_a_larger_matrix_is_about_its_element(tmp_path: Path) -> None:
    """With seven tracks, too, the headline is that of S2, and its seven cells alone are drawn."""
    report = write_framework(tmp_path / "wide", (3, 7), ["N1,T1,S2,A,2,direct,+"])
    figure = draw_matrix(replace(report, focus="S2"))
    assert figure.headline.startswith("The text links Scenario 2 to 1 of 7 tracks")
    assert [link.target for link in figure.links] == [f"cell-T{n}:S2" for n in range(1, 8)]


def test_a_brief_on_a_huge_matrix_veils_the_other_rows(tmp_path: Path) -> None:
    """S2 has 41 cells, too many for tiles of their own: its row stands out from its page."""
    report = write_framework(tmp_path / "wide", (3, 41), ["N1,T1,S2,A,2,direct,+"])
    figure = draw_matrix(replace(report, focus="S2"))
    assert len(figure.links) > 41
    assert "opacity" in figure.svg


def test_an_item_has_no_link_with_itself(tmp_path: Path) -> None:
    """Where rows and columns are the same 17 items the diagonal is tinted, without a mark."""
    report = write_sized(tmp_path / "x", (17, 17), coded=False, name=lambda i: f"Item {i[1:]}")
    states = report.cells.set_index(["track_id", "scenario_id"])["state"]
    diagonal = {(f"T{n}", f"S{n}") for n in range(1, 18)}
    assert set(states.index[states == "itself"]) == diagonal
    figure = draw_matrix(report)
    shapes = read_drawing(figure, "en").shapes
    framed = {
        link.target: sum(place_link(figure, link).holds(s.box) and bool(s.edge) for s in shapes)
        for link in figure.links
    }
    assert framed == {f"cell-{t}:{s}": int((t, s) not in diagonal) for t, s in states.index}
