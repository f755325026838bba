"""The figures of doubt: cell certainty, rank intervals."""

from itertools import product
from pathlib import Path

import pytest
import sample
from doubt_sample import write_framework
from drawing import Drawing, get_area, read_drawing

from report138 import style
from report138.data.framework import Framework, load_framework
from report138.engine.typeset.outputs import Figure
from report138.view.figures import draw_certainty, draw_ranks
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


def test_certainty_is_the_share_that_keeps_the_level(tiny: Framework) -> None:
    """K alone has one unit for C1-R1, 001 at 2; errors of 10 %, misses of 5 % at 1, 2, 3 as 3 : 1 : 1.

    All at 2 or below: 29 / 30 x (1 - .05 / 5); at 1 or below: 2 / 30 x (1 - .05 x 2 / 5); the
    difference is .892.
    """
    share = Report(tiny, "en", coder="K").doubt.central.probability[0, 0, 2]
    assert share == pytest.approx(0.892, abs=0.015)


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
