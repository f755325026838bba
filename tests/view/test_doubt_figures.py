"""The figures of doubt: cell certainty, rank intervals, two coders, the ribbon."""

from itertools import product
from pathlib import Path

import pytest
import sample
from doubt_sample import write_framework
from drawing import Drawing, get_area, read_drawing

from report138 import style
from report138.data.framework import load_framework
from report138.engine.typeset.outputs import Figure
from report138.view.figures import draw_certainty, draw_coders, draw_ranks, draw_ribbon
from report138.view.figures.grid import lay_grid
from report138.view.report import Report

Reports = dict[str, Report]
CELLS = [f"cell-{track}:{scenario}" for scenario in ("C1", "C2", "C3") for track in ("R1", "R2")]


def draw(figure: Figure | None, report: Report) -> Drawing:
    """Parse a figure that must be there."""
    assert figure is not None
    return read_drawing(figure, report.language)


def fill_cells(rows: int, columns: int, number: int) -> list[str]:
    """Return codings that fill the first cells of a matrix by one segment each, at level 2."""
    cells = list(product(range(1, rows + 1), range(1, columns + 1)))[:number]
    return [f"s{row}-{column},T{column},S{row},K,2,direct,+" for row, column in cells]


# --- cell certainty -----------------------------------------------------------------------------


def test_certainty_tells_every_cell(tiny_reports: Reports) -> None:
    """The alt text has each cell with its level and how often it keeps it, row by row."""
    report = tiny_reports["en"]
    shares = report.doubt.central.probability.reshape(6, 4)
    kept = [f"{shares[cell, level] * 100:.0f}%" for cell, level in enumerate((2, 0, 1, 3, 0))]
    assert draw_certainty(report).alt == (
        f"Reading room: Lending level 2, {kept[0]}; Repair level 0, {kept[1]}. "
        f"Book bus: Lending level 1, {kept[2]}; Repair level 3, {kept[3]}. "
        f"Night school: Lending level 0, {kept[4]}; Repair not assessable."
    )


def test_certainty_tells_not_coded_from_not_assessable(tmp_path: Path) -> None:
    """One cell coded, one declined, one that nobody looked at: each in its own words."""
    codings = [",T1,S1,K,0,,", ",T2,S1,K,NA,,"]
    figure = draw_certainty(write_framework(tmp_path / "x", (1, 3), codings))
    assert figure.alt.endswith("Track 2 not assessable; Track 3 not coded.")
    assert read_drawing(figure, "en").texts.count("not coded") == 1


def test_certainty_is_the_share_that_keeps_the_level(tiny_reports: Reports) -> None:
    """C1-R1 has 001 at 2 and 002 at 1; errors of 10 %, misses of 5 % at 1, 2, 3 as 4 : 1 : 1.

    All at 2 or below: (29 / 30) ^ 2 x (1 - .05 / 6); at 1 or below: 2 / 30 x 28 / 30 x
    (1 - .05 / 3); the difference is .866.
    """
    share = tiny_reports["en"].doubt.central.probability[0, 0, 2]
    assert share == pytest.approx(0.866, abs=0.015)


def test_certainty_writes_level_and_share_into_the_cell(tiny_reports: Reports) -> None:
    """Each tile holds the level as coded and the share that keeps it; an NA tile holds neither."""
    report = tiny_reports["en"]
    figure = draw_certainty(report)
    drawing = draw(figure, report)
    texts = {target: drawing.read_inside(get_area(figure, target)) for target in CELLS}
    shares = report.doubt.central.probability.reshape(6, 4)
    for target, level, row in zip(CELLS, (2, 0, 1, 3, 0, None), shares, strict=True):
        expected = [] if level is None else [str(level), f"{row[level] * 100:.0f}%"]
        assert texts[target] == expected


def test_certainty_draws_shares_to_scale(tiny_reports: Reports) -> None:
    """The pieces of a bar are as wide as the shares of levels 3, 2, 1 and 0, in that order."""
    report = tiny_reports["en"]
    figure = draw_certainty(report)
    inside = draw(figure, report).find_inside(get_area(figure, "cell-R1:C1"))
    tile, *pieces = inside
    shares = report.doubt.central.probability[0, 0][::-1]
    assert [piece.fill for piece in pieces] == list(style.LEVEL_FILL[::-1])
    whole = sum(piece.box.width for piece in pieces)
    assert [piece.box.width / whole for piece in pieces] == pytest.approx(shares.tolist(), abs=0.01)
    assert 0.8 < whole / tile.box.width < 1


def test_certainty_leads_to_the_words(tiny_reports: Reports) -> None:
    """Every cell is a link to its rows."""
    assert [link.target for link in draw_certainty(tiny_reports["en"]).links] == CELLS


# --- rank intervals -----------------------------------------------------------------------------


def test_ranks_tell_every_element(tiny_reports: Reports) -> None:
    """Tracks, then scenarios, each with its count as coded and the range of the draws."""
    report = tiny_reports["en"]
    doubt = report.doubt
    names = ["Lending", "Repair", "Reading room", "Book bus", "Night school"]
    ranges = [*doubt.central.track_range.T, *doubt.central.scenario_range.T]
    parts = [
        f"{name} {count} ({low:.0f}–{high:.0f})"
        for name, count, (low, high) in zip(names, (2, 1, 1, 2, 0), ranges, strict=True)
    ]
    assert draw_ranks(report).alt == "; ".join(parts) + "."


def test_ranks_draw_a_dot_an_element(tiny_reports: Reports) -> None:
    """Five dots and one in the legend; a larger count stands further right in its panel."""
    report = tiny_reports["en"]
    dots = [
        s for s in draw(draw_ranks(report), report).shapes if s.round and s.fill == style.ACCENT
    ]
    *counts, _ = [dot.box.middle[0] for dot in dots]
    assert len(counts) == 5
    assert counts[0] > counts[1]  # Lending 2, Repair 1
    assert counts[3] > counts[2] > counts[4]  # Book bus 2, Reading room 1, Night school 0


def test_overlapping_ranges_give_no_rank(tiny_reports: Reports) -> None:
    """Without A1 Lending has no cell left, so it may be below Repair: no order is claimed."""
    assert draw_ranks(tiny_reports["en"]).headline == (
        "By number of scenarios the ranges of the tracks overlap: no rank is given"
    )


def test_an_order_that_survives_is_said_to(tmp_path: Path) -> None:
    """Six scenarios with three segments each at 3 for one track, none for the other."""
    places = product("abc", range(1, 7))
    coding = [f"{name}{row},T1,S{row},K,3,direct,+" for name, row in places]
    coding += [f",T2,S{row},K,0,," for row in range(1, 7)]
    report = write_framework(tmp_path / "new", (6, 2), coding)
    rows = sample.read_rows(report.framework.folder / "segments.csv")
    spread = [rows[0], *([row[0], f"P{row[0][0]}", *row[2:]] for row in rows[1:])]
    sample.write_rows(report.framework.folder / "segments.csv", spread)
    report = Report(load_framework(report.framework.folder), "en")
    assert draw_ranks(report).headline == "Part of the order of the tracks survives"


# --- the ribbon ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "drawn"), [(0, False), (1, True), (24, True), (25, False)])
def test_the_ribbon_has_at_most_24_links(tmp_path: Path, number: int, drawn: bool) -> None:
    """Above 24 the ribbons are a tangle, and without any there is nothing to draw."""
    coding = fill_cells(5, 5, number) or [",T1,S1,K,0,,"]
    report = write_framework(tmp_path / "new", (5, 5), coding)
    figure = draw_ribbon(report)
    assert (figure is not None) == drawn
    assert figure is None or len(figure.links) == number


def test_a_ribbon_is_as_wide_as_its_volume_and_as_dark_as_its_level(tmp_path: Path) -> None:
    """One segment at 3 and three at 1: the second ribbon is three times as wide."""
    coding = ["a,T1,S1,K,3,direct,+", *(f"{name},T1,S2,K,1,direct,+" for name in "bcd")]
    report = write_framework(tmp_path / "new", (2, 1), coding)
    figure = draw_ribbon(report)
    bands = {s.fill: s for s in draw(figure, report).shapes if s.round}
    assert set(bands) == {style.LEVEL_FILL[3], style.LEVEL_FILL[1]}
    thin, wide = (get_area(figure, f"cell-T1:{scenario}").height for scenario in ("S1", "S2"))
    assert wide == pytest.approx(3 * thin, abs=0.05)


def test_the_ribbon_leads_to_the_words(tiny_reports: Reports) -> None:
    """Each ribbon is a link to its cell, under the names of its track and scenario."""
    links = {link.target: link.title for link in draw_ribbon(tiny_reports["en"]).links}
    assert links == {
        "cell-R1:C1": "Lending × Reading room",
        "cell-R1:C2": "Lending × Book bus",
        "cell-R2:C2": "Repair × Book bus",
    }


def test_the_ribbon_names_what_has_no_link(tmp_path: Path) -> None:
    """A track and a scenario without evidence are drawn, so the alt text names them too."""
    figure = draw_ribbon(write_framework(tmp_path / "new", (2, 2), ["a,T1,S1,K,2,direct,+"]))
    assert all(name in figure.alt for name in ("Track 1", "Track 2", "Scenario 1", "Scenario 2"))


# --- two coders ---------------------------------------------------------------------------------


def test_the_coders_need_two(tmp_path: Path) -> None:
    """With one coder there is nothing to set side by side."""
    report = write_framework(tmp_path / "new", (1, 1), ["a,T1,S1,K,2,direct,+"])
    assert draw_coders(report) is None


def test_a_cell_is_split_between_two_coders(tiny_reports: Reports) -> None:
    """Each tile has K's level, then L's; a dash where one has none, as in sample.py."""
    report = tiny_reports["en"]
    drawing, grid = draw(draw_coders(report), report), lay_grid(report)
    found = {}
    for scenario, track in product(("C1", "C2", "C3"), ("R1", "R2")):
        x, y, width, height = grid.area(track, scenario)
        area = type(drawing.sheet)(x, y, x + width, y + height)
        halves = [shape.fill for shape in drawing.find_inside(area)][:2]
        levels = drawing.read_inside(area)
        found[f"{track}-{scenario}"] = levels
        fills = [style.PAPER if level == "–" else style.LEVEL_FILL[int(level)] for level in levels]
        assert halves == fills
    assert found == {
        **{"R1-C1": ["2", "3"], "R2-C1": ["0", "–"], "R1-C2": ["1", "–"]},
        **{"R2-C2": ["3", "–"], "R1-C3": ["0", "2"], "R2-C3": ["–", "–"]},
    }


def test_the_confusion_matrix_counts_both_codes(tiny_reports: Reports) -> None:
    """K's 2 met L's 3 once and K's 0 L's 2 once; rows are K's levels from 0 to 3."""
    report = tiny_reports["en"]
    below = lay_grid(report).bottom + 4
    labels = draw(draw_coders(report), report).labels
    texts = [t.text for t in labels if t.box.top > below and t.size == style.SIZE_LABEL]
    numbers = [int(text) for text in texts if text.isdigit()]
    assert numbers == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]


def test_the_coders_are_told_cell_by_cell(tmp_path: Path) -> None:
    """The alt text has every coded cell with both codes, agreeing ones too."""
    coding = ["a,T1,S1,K,2,direct,+", "a,T1,S1,L,2,direct,+"]
    coding += ["b,T2,S1,K,1,direct,+", "b,T2,S1,L,3,direct,+"]
    figure = draw_coders(write_framework(tmp_path / "new", (1, 2), coding))
    assert "Track 2 × Scenario 1 1/3" in figure.alt
    assert "Track 1 × Scenario 1 2/2" in figure.alt


def test_a_cell_that_neither_coded_is_no_difference(tmp_path: Path) -> None:
    """Not assessable for both is no disagreement."""
    coding = [f"a,T1,S1,{coder},2,direct,+" for coder in "KL"]
    coding += [f",T2,S1,{coder},NA,," for coder in "KL"]
    figure = draw_coders(write_framework(tmp_path / "new", (1, 2), coding))
    assert "No cell differs" in figure.alt
