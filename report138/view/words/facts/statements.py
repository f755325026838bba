"""The general statements: which of them say something about this matrix, and of what they hold."""

from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from report138.analysis.robustness.statements import MEANS, count_links, link, name_holders
from report138.analysis.signs import BOTH, MINUS, sign_links
from report138.data.schema import find_first_place
from report138.view.report import Report
from report138.view.words.facts.cells import leave_out_diagonal, name_cell
from report138.view.words.facts.signs import mark_sign, sign_by_cell


@dataclass(frozen=True)
class Held:
    """In how many of how many readings a statement holds."""

    taken: int
    of: int


@dataclass(frozen=True)
class Holders:
    """The tracks, scenarios or cells that a statement names, and in how many readings it holds."""

    names: list[str]
    of: int  # how many could be judged
    number: int = 0  # what each of them has most of, or the cells with evidence
    tracks: int = 0
    held: Held = Held(0, 0)
    hindering: int = 0  # of the links that it counts, those that hinder, or hinder too

    @property
    def every(self) -> bool:
        """Whether it holds of all that could be judged."""
        return len(self.names) == self.of


def list_statements(report: Report) -> list[str]:
    """List the keys of the statements that this matrix could also contradict.

    With one track there is nothing to compare, and what nobody judged says nothing.
    """
    levels = report.doubt.grades
    judged, found, links = levels >= 0, bool((levels > 0).any()), bool(link(levels).any())
    several = int(judged.any(axis=0).sum()) > 1
    telling = {
        "linked": links,
        "most": several and links,
        "means": found and report.levels.several and bool((levels < MEANS).any()),
        "complete": several and bool(judged.all(axis=1).any()),
        "several": several and links,
        "unlinked": judged.any(axis=1).sum() > 1 and found,
        "bare": judged.any(axis=1).sum() > 1 and found,
        "half": judged.sum() > 1,
    }
    return [key for key, says in telling.items() if says]


def find_held(report: Report, key: str) -> Held:
    """Count the readings in which a statement holds."""
    return Held(len(report.doubt.statements.loc[key, "readings"]), len(report.coders))


def find_holders(report: Report, key: str) -> Holders:
    """Find of what a statement holds, as the matrix over all readings gives it."""
    return replace(_find_holders(report, key), hindering=_count_hindering(report, key))


def _count_hindering(report: Report, key: str) -> int:
    """Count the hindering links of what a statement names, or of all where it denies a lack."""
    signs = sign_links(report.cells, report.framework.scale.stated).isin([MINUS, BOTH])
    grades = report.doubt.grades
    minus = signs.to_numpy().reshape(grades.shape)
    mask = name_holders(key, grades)
    if key in ("linked", "means"):
        return int((minus & mask).sum())
    if key == "most":
        return int(minus[:, mask].sum())
    if key in ("complete", "several"):
        return int(minus[mask].sum())
    return int(minus.sum()) if key == "unlinked" and not mask.any() else 0


def _find_holders(report: Report, key: str) -> Holders:
    levels = report.doubt.grades
    mask, held = name_holders(key, levels), find_held(report, key)
    judged = levels >= 0
    tracks, scenarios = report.doubt.grid.tracks, report.doubt.grid.scenarios
    if key == "half":
        return Holders([], int(judged.sum()), int((levels > 0).sum()), len(tracks), held)
    if key == "most":
        names = [report.names[track] for track in compress(tracks, mask)]
        most = int(count_links(levels).max())
        return Holders(names, int(judged.any(axis=0).sum()), most, len(tracks), held)
    if mask.ndim == 1:
        names = [report.names[scenario] for scenario in compress(scenarios, mask)]
        return Holders(names, int(judged.any(axis=1).sum()), 0, len(tracks), held)
    places = zip(*np.nonzero(mask), strict=True)
    names = [name_cell(report, tracks[column], scenarios[row]) for row, column in places]
    return Holders(names, int(judged.sum()), 0, len(tracks), held)


@dataclass(frozen=True)
class TrackLinks:
    """The scenarios to which the text links a track."""

    track: str
    scenarios: list[str]  # each marked where the link hinders, or hinders too


def list_links(report: Report) -> list[TrackLinks]:
    """List for every track that somebody judged the scenarios to which it is linked."""
    grid = report.doubt.grid
    links, judged = link(report.doubt.grades), grid.levels >= 0
    signs = sign_by_cell(report)
    return [
        TrackLinks(
            report.names[track],
            [
                mark_sign(report.names[s], signs[s, track])
                for s in compress(grid.scenarios, links[:, column])
            ],
        )
        for column, track in enumerate(grid.tracks)
        if judged[:, column].any()
    ]


@dataclass(frozen=True)
class Missing:
    """The cells in which no reading finds evidence."""

    cells: int
    of: int  # cells that some reading judged
    readings: int
    partly: bool = False  # whether there are cells that none judged


def count_missing(report: Report) -> Missing:
    """Count the cells in which every reading that judged them found nothing."""
    cells = leave_out_diagonal(report.cells)
    judged = cells["judged"] > 0
    nowhere = judged & (cells["found"] == 0)
    number = int(judged.sum())
    return Missing(int(nowhere.sum()), number, len(report.coders), number < len(cells))


def find_claim(report: Report) -> tuple[str, str]:
    """Return the words by which the text speaks of all links at once, and their place."""
    segments = report.framework.segments
    for _, row in segments[segments["kind"] == "global"].iterrows():
        return report.read(row, "quote"), find_first_place(row["locator"])
    return "", ""


@dataclass(frozen=True)
class Signs:
    """Of the linked cells: those that hold a hindering link, and those whose sign is disputed."""

    hindering: int
    disputed: int


def count_signs(report: Report) -> Signs:
    """Count the linked cells by what is said of their direction."""
    stated = report.framework.scale.stated
    links = report.cells[report.cells["level"] >= stated]
    hindering = sign_links(links, stated).isin([MINUS, BOTH])
    return Signs(int(hindering.sum()), int(links["sign_disputed"].sum()))
