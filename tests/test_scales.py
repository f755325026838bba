"""Frameworks with scales of their own: numbers by hand, values and labels as the data have them."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from scale_sample import (
    FIVE,
    HALF_SCORES,
    HALVES,
    SCORES,
    SEVEN,
    SIGNS,
    TIERS,
    open_scored,
    write_scored,
)
from view.test_style import get_contrast, get_luminance

from report138 import style
from report138.analysis.interlinkage import profile_elements
from report138.analysis.robustness.agreement import compare_readings
from report138.analysis.robustness.simulate import make_kernel
from report138.analysis.robustness.statements import grade
from report138.data.check import FrameworkError, check_framework
from report138.data.scale import CODEBOOK, Scale, Step
from report138.view import sentences, tables
from report138.view.figures import FIGURES, draw_matrix


def make_scale(top: int) -> Scale:
    """Make a scale of so many steps, of which the highest is a link."""
    steps = (Step(str(rank), rank, link=rank == top) for rank in range(top + 1))
    return Scale(tuple(steps), own=True)


# --- the data ----------------------------------------------------------------------------


def test_three_files_are_enough(tmp_path: Path) -> None:
    """Elements without a goal, whole cells at any level and a package have no fault."""
    checked = check_framework(write_scored(tmp_path / "x", SCORES, scale=FIVE))
    assert checked.languages == ("zh", "en")


@pytest.mark.parametrize(
    ("row", "column", "value", "found"),
    [
        (3, 1, 3, "no row with order 1"),
        (3, 1, 2, "order 2 stands in row 3 already"),
        (6, 3, "", "yes, since order 3 is a link"),
        (2, 3, "yes", "empty at order 0"),
        (3, 2, "*", "+, -"),
        (3, 0, "NA", "not NA"),
        (3, 0, "2", "“2” stands in row"),
    ],
)
def test_a_fault_of_the_scale_is_named(
    tmp_path: Path, row: int, column: int, value: object, found: str
) -> None:
    """Orders that skip or repeat, links that stop, signs that are missing."""
    scale = [list(step) for step in FIVE]
    scale[row - 2][column] = value
    folder = write_scored(tmp_path / "x", SCORES, scale=scale)
    with pytest.raises(FrameworkError) as caught:
        check_framework(folder)
    assert "scale.csv" in str(caught.value)
    assert found in str(caught.value)


def test_a_level_that_the_scale_has_not_is_named(tmp_path: Path) -> None:
    """With a file of its own, the codebook's levels are not allowed besides."""
    folder = write_scored(tmp_path / "x", "3 0.5\n", scale=HALVES)
    with pytest.raises(FrameworkError, match=r"“3”; allowed: 0, 0\.5, 1, NA"):
        check_framework(folder)


# --- counts ------------------------------------------------------------------------------


def test_scores_are_counted_by_rank(tmp_path: Path) -> None:
    """Ten links of 18 cells with evidence; of the five targets 3, 3, 2, 1 and 1."""
    report = open_scored(tmp_path / "x", SCORES, scale=FIVE)
    counts = profile_elements(report.cells, "track_id", report.framework.scale)
    assert list(counts["links"]) == [3, 3, 2, 1, 1]
    assert int(counts[[f"level_{rank}" for rank in range(1, 6)]].sum().sum()) == 18
    assert list(counts["level_5"]) == [2, 1, 0, 0, 0]
    assert int(counts["not_assessable"].sum()) == 1


def test_a_whole_cell_is_one_unit_without_quotation(tmp_path: Path) -> None:
    """Each of 18 cells with evidence has the volume 1, and is left out by no text."""
    report = open_scored(tmp_path / "x", SCORES, scale=FIVE)
    assert set(report.cells.loc[report.cells["level"] > 0, "volume"]) == {1}
    assert report.doubt.without_unit == {}


def test_signs_of_a_scale_are_polarities(tmp_path: Path) -> None:
    """Of eight links four hinder; their cells are written with a minus."""
    report = open_scored(tmp_path / "x", SIGNS, scale=SEVEN)
    cells = report.cells.set_index(["scenario_id", "track_id"])
    links = cells[cells["level"] >= 2]
    assert (len(links), int((links["hindering_level"] >= 2).sum())) == (8, 4)
    assert report.levels.show_cell(cells.loc["S1", "T2"]) == "−3"
    assert report.levels.show_cell(cells.loc["S1", "T1"]) == "+3"
    assert report.levels.show_other(cells.loc["S1", "T2"]) is None


def test_half_steps_keep_their_values(tmp_path: Path) -> None:
    """0.5 is the first rank and no link; three cells at 1 are."""
    report = open_scored(tmp_path / "x", HALF_SCORES, scale=HALVES)
    assert [report.levels.show(rank) for rank in (0, 1, 2)] == ["0", "0.5", "1"]
    assert "a link in 3 of 9 cells" in sentences.state_answer(report).markdown


def test_readings_of_five_steps_are_compared(tmp_path: Path) -> None:
    """Of 2 x 2 cells two are the same, and one of the others has evidence in one reading alone."""
    report = open_scored(tmp_path / "x", "5 1\n0 4\n", "5 2\n1 4\n", scale=FIVE)
    pair = compare_readings(report.readings, report.framework.scale).pairs.iloc[0]
    assert (pair["level"], pair["evidence"], pair["linked"]) == (2, 3, 2)


def test_a_reversed_sign_spans_the_scale(tmp_path: Path) -> None:
    """+2 in one reading and -3 in the other lie between −3 and +2, not between 2 and 3."""
    report = open_scored(tmp_path / "x", "+2\n", "-3\n", scale=SEVEN)
    assert "levels −3 to +2, signs differ" in sentences.describe_matrix(report)


def test_grades_are_the_same_for_every_scale() -> None:
    """Evidence, a link and the top are 1, 2 and 3; of the codebook grades are levels."""
    levels = np.array([-1, 0, 1, 2, 3], dtype=np.int8)
    assert list(grade(levels, CODEBOOK)) == [-1, 0, 1, 2, 3]
    five = Scale(tuple(Step(str(n), n, link=n >= 3) for n in range(6)), own=True)
    assert list(grade(np.array([-1, 0, 1, 2, 3, 4, 5]), five)) == [-1, 0, 1, 1, 2, 2, 3]


@pytest.mark.parametrize("ranks", [2, 3, 6, 10])
def test_errors_spread_over_all_other_ranks(ranks: int) -> None:
    """A tenth goes in equal parts to each other rank."""
    kernel = make_kernel(0.1, ranks)
    assert kernel.shape == (ranks, ranks)
    assert kernel[0, 1] == pytest.approx(0.1 / (ranks - 1))


# --- colours -----------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("top", range(1, 10))
def test_tiles_of_any_scale_are_in_order_apart_and_readable(top: int, dark: bool) -> None:
    """Strictly ordered greys, 1.2 apart from step to step, with text of 4.5 on each."""
    fills = [style.SHADE_FILL[shade] for shade in style.SHADES[top - 1]]
    texts = [style.SHADE_TEXT[shade] for shade in style.SHADES[top - 1]]
    if dark:
        fills, texts = ([style.DARK[one] for one in some] for some in (fills, texts))
    assert len(set(fills)) == top + 1
    greys = [get_luminance(fill) for fill in fills]
    assert greys == sorted(greys, reverse=not dark)
    assert min(get_contrast(*pair) for pair in itertools.pairwise(fills)) >= 1.2
    assert min(map(get_contrast, fills, texts)) >= 4.5


def test_three_steps_keep_their_colours() -> None:
    """The four tiles of the codebook are what they were."""
    fills = [style.SHADE_FILL[shade] for shade in style.SHADES[2]]
    assert fills == ["#ffffff", "#d5e4ea", "#7fb0c0", "#0b4f6c"]


@pytest.mark.parametrize("top", [1, 2, 3, 5, 6, 9])
def test_every_figure_draws_every_scale(tmp_path: Path, top: int) -> None:
    """The levels stand in the cells as they are written, each with its own entry in the legend."""
    scale = [
        (str(rank), rank, "", "yes" if rank == top else "", f"第{rank}", f"step {rank}")
        for rank in range(top + 1)
    ]
    line = " ".join(map(str, range(top, -1, -1)))
    report = open_scored(tmp_path / "x", f"{line}\n{line}\n", scale=scale)
    figures = [draw(report) for draw in FIGURES.values()]
    assert figures[0] is not None
    for rank in range(1, top + 1):
        assert f"level {rank}" in draw_matrix(report).alt


# --- words -------------------------------------------------------------------------------

FORBIDDEN = {
    "en": (
        "track",
        "scenario",
        "names a means",
        "named together",
        "sentence",
        "quotation",
        "wording",
    ),
    "zh": ("赛道", "场景", "点名举措", "仅并提", "原文", "引文"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sentences_use_the_names_of_the_data(tmp_path: Path, language: str) -> None:
    """No sentence, headline or table on scores speaks of tracks, or of words in a text."""
    report = open_scored(tmp_path / "x", SCORES, language=language, scale=FIVE, tiers=TIERS)
    said = [
        sentences.state_findings(report),
        sentences.state_answer(report),
        sentences.explain_levels(report),
        sentences.explain_units(report),
        sentences.read_statements(report),
        sentences.read_leave_out(report),
        sentences.warn_readings(report),
    ]
    drawn = filter(None, (draw(report) for draw in FIGURES.values()))
    words = " ".join(one.markdown for one in said) + " ".join(
        text
        for figure in drawn
        for text in (figure.headline, figure.reading, figure.caption, figure.alt)
    )
    words += str([tables.tabulate_variants(report), tables.tabulate_levels(report)])
    assert [word for word in FORBIDDEN[language] if word in words] == []


def test_what_the_data_lack_has_no_table(tmp_path: Path) -> None:
    """Without quotations there is no ledger, no search, no quotation, no wording of scenarios."""
    report = open_scored(tmp_path / "x", SCORES, scale=FIVE)
    for tabulate in (
        tables.quote_links,
        tables.tabulate_ledger,
        tables.tabulate_unplaced,
        tables.tabulate_gaps,
        tables.tabulate_lexicon,
        tables.tabulate_scenarios,
        tables.tabulate_statements,
    ):
        assert tabulate(report) is None


def test_the_top_of_a_scale_is_said_by_its_label(tmp_path: Path) -> None:
    """Three cells are at 5; nothing is said of means."""
    report = open_scored(tmp_path / "x", SCORES, scale=FIVE, tiers=TIERS)
    assert sentences.word_statement(report, "means") == (
        "Level 5 very strong stands in three cells: Target 1 × Measure 1, "
        "Target 1 × Measure 4 and Target 2 × Measure 4."
    )
    assert sentences.word_statement(report, "linked").startswith("The experts state a link in ten")


def test_a_cell_that_nobody_judged_is_named(tmp_path: Path) -> None:
    """Where nothing was judged absent no figure shows gaps: a table names the cell that is missing."""
    report = open_scored(tmp_path / "x", "5 3\n4 .\n", scale=FIVE, tiers=TIERS)
    table = tables.tabulate_gaps(report)
    assert [[cell.text for cell in row] for row in table.rows] == [["Measure 2", "Target 2"]]
    assert [column.label for column in table.columns] == ["Measure", "not coded"]
    assert sentences.ask_gaps(report).markdown


def test_without_a_gap_the_section_is_empty(tmp_path: Path) -> None:
    """Neither a sentence nor a table speaks of what is missing, so that its heading goes too."""
    report = open_scored(tmp_path / "x", "5 3\n4 1\n", scale=FIVE, tiers=TIERS)
    assert tables.tabulate_gaps(report) is None
    assert sentences.ask_gaps(report) == sentences.NOTHING
