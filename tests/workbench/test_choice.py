"""What can be chosen in the explorer, and that the matrix then is what the analysis says."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import Reports
from scale_sample import FIVE, SCORES, open_scored

from report138.view.report import Report
from report138.workbench.choice import (
    apply_choice,
    find_offer,
    read_choice,
    start_choice,
)


def choose(report: Report, **given: object) -> Report:
    """Apply what is given on top of how a report starts."""
    return apply_choice(report, replace(start_choice(report), **given))


def spread(report: Report) -> np.ndarray:
    """Return the levels of a matrix, scenarios by tracks, -1 where there is none."""
    levels = report.cells["level"].fillna(-1).to_numpy(dtype=int)
    return levels.reshape(len(report.scenarios), len(report.tracks))


@pytest.mark.parametrize(
    ("variant", "given"),
    [("without_plain", {"plain": False}), ("with_inferred", {"inferred": True}), ("base", {})],
)
def test_matrix_is_that_of_the_analysis(
    shipped_reports: Reports, variant: str, given: dict[str, bool]
) -> None:
    """Counting otherwise gives the levels that the variants of the analysis have."""
    report = shipped_reports["en"]
    assert (spread(choose(report, **given)) == report.doubt.variants[variant]).all()


def test_inferred_passages_fill_a_cell(tiny_reports: Reports) -> None:
    """What the first coder inferred at 3 for R2 and C1 counts there."""
    assert spread(tiny_reports["en"]).tolist() == [[2, 0], [1, 3], [0, -1]]
    counted = choose(tiny_reports["en"], inferred=True)
    assert spread(counted).tolist() == [[2, 3], [1, 3], [0, -1]]


def test_one_reading_alone(tiny_reports: Reports) -> None:
    """The matrix of the second coder has two cells."""
    alone = choose(tiny_reports["en"], reading="L")
    assert spread(alone).tolist() == [[3, -1], [-1, -1], [2, -1]]


def test_links_begin_elsewhere_and_levels_stay(tmp_path: Path) -> None:
    """From 5 on three cells of the panel are links; from 3 on, as the data say, ten."""
    report = open_scored(tmp_path, SCORES, scale=FIVE)
    chosen = choose(report, stated=5)
    assert (spread(chosen) == spread(report)).all()
    counts = [
        int((one.cells["level"] >= one.framework.scale.stated).sum()) for one in (report, chosen)
    ]
    assert counts == [10, 3]


def test_only_what_makes_a_difference_is_offered(
    shipped_reports: Reports, tiny_reports: Reports, tmp_path: Path
) -> None:
    """Without plain words, inferred passages, other readings or languages there is nothing to set."""
    shipped = find_offer(shipped_reports["zh"])
    assert shipped.readings == ("A", "B", "C", "D")
    assert (shipped.plain, shipped.inferred, shipped.ranks) == (True, True, (1, 2, 3))
    assert find_offer(tiny_reports["zh"]).plain is False
    yes_no = [("no", 0, "", "", "否", "no"), ("yes", 1, "", "yes", "是", "yes")]
    panel = find_offer(open_scored(tmp_path, "yes no\nno yes\n", scale=yes_no))
    assert (panel.readings, panel.plain, panel.inferred, panel.ranks) == ((), False, False, ())


@pytest.mark.parametrize(
    "given",
    [{}, {"reading": "Z", "plain": "x", "stated": 9, "language": "fr"}, {"stated": None, "at": 3}],
)
def test_what_is_not_offered_is_not_taken(shipped_reports: Reports, given: dict) -> None:
    """Whatever a browser sends, the choice is one of those on offer."""
    report = shipped_reports["en"]
    start = start_choice(report)
    assert read_choice(given, find_offer(report), start) == start
