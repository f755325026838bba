"""What a brief tells of one track or scenario: its links, and in how many readings they stand."""

from dataclasses import dataclass

import pandas as pd

from report138.analysis.signs import BOTH, MINUS
from report138.view.report import Report
from report138.view.words.facts.cells import BLANKS, Cells, count_cells, select_cell
from report138.view.words.facts.signs import sign_by_cell


@dataclass(frozen=True)
class Link:
    """What the text says of the focus and one element at the other side."""

    name: str
    level: int
    found: int  # readings with evidence
    stated: int  # readings with a link
    judged: int
    sign: str = ""  # of the link, or of what the cell holds
    words: tuple[str, ...] = ()  # on which a disputed one turns


@dataclass(frozen=True)
class Focus:
    """The element in focus and the elements at the other side, parted by what the text says."""

    name: str
    other: str  # the tier at the other side: track or scenario
    cells: Cells
    linked: list[Link]  # at the level of a link, firmest first
    together: list[Link]  # with evidence that is no link
    disputed: list[Link]
    blanks: list[tuple[str, list[str]]]  # a state, the elements in it

    @property
    def hindering(self) -> int:
        """How many of the linked ones hinder."""
        return sum(link.sign == MINUS for link in self.linked)

    @property
    def both(self) -> int:
        """How many of the linked ones further and hinder."""
        return sum(link.sign == BOTH for link in self.linked)


def find_links(report: Report) -> Focus:
    """Find what the text links to the element in focus, and what it only names with it."""
    cells = report.shown_cells.sort_values(["level", "volume"], ascending=False, kind="stable")
    differ, stated = cells["status"] == "disputed", report.framework.scale.stated
    signs = sign_by_cell(report)
    settled = [_read_link(report, cell, signs) for _, cell in cells[~differ].iterrows()]
    blanks = [
        (state, _name_others(report, cells[~differ & (cells["state"] == state)]))
        for state in BLANKS
    ]
    return Focus(
        report.names[report.focus],
        find_other_tier(report),
        count_cells(report.shown_cells),
        [link for link in settled if link.level >= stated],
        [link for link in settled if 0 < link.level < stated],
        [_read_link(report, cell, signs) for _, cell in cells[differ].iterrows()],
        [(state, names) for state, names in blanks if names],
    )


def _read_link(report: Report, cell: pd.Series, signs: dict[tuple[str, str], str]) -> Link:
    track, scenario = cell["track_id"], cell["scenario_id"]
    words: list[str] = []
    if cell["status"] == "disputed":
        turning = select_cell(report.dividing_words, scenario, track)
        words = [word for word in turning["term"] if word]
    level = 0 if pd.isna(cell["level"]) else int(cell["level"])
    numbers = (int(cell[name]) for name in ("found", "stated", "judged"))
    name = name_other(report, track, scenario)
    return Link(name, level, *numbers, signs[scenario, track], tuple(words))


def find_other_tier(report: Report) -> str:
    """Return the tier that the element in focus is linked to: track or scenario."""
    return "scenario" if report.focused["level"] == "track" else "track"


def name_other(report: Report, track: str, scenario: str) -> str:
    """Name the element of a cell that is not in focus."""
    return report.names[track if scenario == report.focus else scenario]


def _name_others(report: Report, cells: pd.DataFrame) -> list[str]:
    """Name the elements of some cells that are not in focus."""
    pairs = zip(cells["track_id"], cells["scenario_id"], strict=True)
    return [name_other(report, track, scenario) for track, scenario in pairs]


@dataclass(frozen=True)
class Weight:
    """How the readings stand to the element in focus."""

    readings: int
    always: list[str]  # elements that every reading links to it
    together: list[str]  # those that no reading links to it, though it names them together
    mixed: list[Link]  # those that some readings link to it
    disputed: list[Link]
    hindered: list[str]  # those of which some words hinder
    fragile: list[str]  # with one reading: those whose level rests on one unit


def weigh_links(report: Report) -> Weight:
    """Weigh in how many readings each link stands; with one, which of them rest on one unit."""
    focus, cells = find_links(report), report.shown_cells
    found = [*focus.linked, *focus.together]
    one = cells[(cells["state"] == "found") & (cells["support"] == 1)]
    minus = cells[cells["hindering_volume"] > 0]
    return Weight(
        len(report.coders),
        [link.name for link in found if link.stated == len(report.coders)],
        [link.name for link in found if not link.stated],
        [link for link in found if 0 < link.stated < len(report.coders)],
        focus.disputed,
        _name_others(report, minus),
        _name_others(report, one),
    )
