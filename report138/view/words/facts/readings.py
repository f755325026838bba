"""Where readings differ, how far, and on which words."""

from dataclasses import dataclass

import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.analysis.signs import BOTH, MINUS, OPEN, PLUS, sign_digit
from report138.view.levels import SIGNS, Levels
from report138.view.report import Report
from report138.view.words.facts.cells import leave_out_diagonal, select_cell

Cell = tuple[str, str]  # a scenario, a track


@dataclass(frozen=True)
class Spread:
    """Between which levels the readings lie that judged a cell."""

    lowest: int
    highest: int
    written: tuple[str, str] = ("0", "0")


def spread_levels(report: Report) -> dict[Cell, Spread]:
    """Find for every cell that somebody judged the lowest and the highest level."""
    levels = report.levels
    judged = report.readings.dropna(subset=["level"])
    judged = judged.assign(at=[_place(levels, cell) for cell in judged.to_dict("records")])
    ends = judged.groupby(CELL, sort=False)["at"].agg(["min", "max"])
    cells = {cell: Spread(0, 0) for cell in zip(*map(report.cells.get, CELL), strict=True)}
    found = {
        cell: Spread(abs(low), abs(high), (_write_place(levels, low), _write_place(levels, high)))
        for cell, low, high in ends.astype(int).itertuples()
    }
    return cells | found


def _place(levels: Levels, cell: dict) -> int:
    """Return the level of a reading as a place between the ends of the scale, below 0 for a minus."""
    rank = int(cell["level"])
    return -rank if levels.is_signed(rank) and sign_digit(cell) == MINUS else rank


def _write_place(levels: Levels, place: int) -> str:
    return levels.show(abs(place), "-" if place < 0 else "+")


@dataclass(frozen=True)
class Accord:
    """On how many cells readings agree, and what stands in the others."""

    readings: int
    cells: int
    compared: int  # cells that two readings or more judged
    agreed: int
    found: int  # of these with evidence
    disputed: int
    opposed: int  # of these disputed for the sign of a link
    words: int  # expressions on which the disputed ones turn; 0 where some cannot be named
    uncoded: int
    declined: int

    @property
    def empty(self) -> int:
        """The agreed cells without evidence."""
        return self.agreed - self.found

    @property
    def single(self) -> int:
        """The cells that one reading alone judged."""
        return self.cells - self.compared - self.uncoded - self.declined


def find_accord(report: Report, cells: pd.DataFrame | None = None) -> Accord:
    """Count the cells on which readings agree, by default all of the matrix."""
    cells = leave_out_diagonal(report.cells if cells is None else cells)
    agreed, disputed = cells["status"] == "agreed", cells["status"] == "disputed"
    return Accord(
        readings=len(report.coders),
        cells=len(cells),
        compared=int((agreed | disputed).sum()),
        agreed=int(agreed.sum()),
        found=int((agreed & (cells["found"] > 0)).sum()),
        disputed=int(disputed.sum()),
        opposed=int(cells["sign_disputed"].sum()),
        words=_count_words(report, cells[disputed]),
        uncoded=int((cells["state"] == "not_coded").sum()),
        declined=int((cells["state"] == "not_assessable").sum()),
    )


def _count_words(report: Report, disputed: pd.DataFrame) -> int:
    """Count the expressions on which some cells turn; 0 where a cell has none that is named."""
    words = report.dividing_words
    here = pd.MultiIndex.from_frame(words[CELL]).isin(pd.MultiIndex.from_frame(disputed[CELL]))
    terms = words[here]["term"]
    return 0 if (terms == "").any() else int(terms.nunique())


@dataclass(frozen=True)
class Parting:
    """What divides the readings in one or more cells of a scenario."""

    tracks: list[str]  # names
    words: list[str]  # none where they cannot be named
    took: list[str]  # labels of the readings with evidence
    left: list[str]  # labels of the others that judged
    plus: list[str]  # labels of readings with a furthering link, where signs differ
    minus: list[str]

    @property
    def telling(self) -> bool:
        """Whether there is more to say than who found evidence."""
        return bool(self.words or self.plus or self.minus)


def list_partings(report: Report) -> list[tuple[str, list[Parting]]]:
    """List for every scenario with a disputed cell what divides the readings there.

    Cells that turn on the same words in the same way stand together.
    """
    cells = report.cells[report.cells["status"] == "disputed"]
    listed: dict[str, list[Parting]] = {}
    for cell in cells.to_dict("records"):
        parting = _find_parting(report, cell)
        mine = listed.setdefault(cell["scenario_id"], [])
        alike = [other for other in mine if _tell(other) == _tell(parting)]
        if alike:
            alike[0].tracks.extend(parting.tracks)
        else:
            mine.append(parting)
    return list(listed.items())


def _tell(parting: Parting) -> tuple:
    return parting.words, parting.took, parting.plus, parting.minus


def _find_parting(report: Report, cell: dict) -> Parting:
    at = cell["scenario_id"], cell["track_id"]
    terms = select_cell(report.dividing_words, *at)["term"]
    mine = select_cell(report.readings, *at)
    judged = mine[mine["level"].notna()]
    names = judged["coder"].map(report.labels)
    found, minus = judged["level"] > 0, judged["hindering_level"].notna()
    linked = judged["level"] >= report.framework.scale.stated
    signs = cell["sign_disputed"]
    return Parting(
        tracks=[report.names[cell["track_id"]]],
        words=[term for term in dict.fromkeys(terms) if term],
        took=list(names[found]),
        left=list(names[~found]),
        plus=list(names[linked & ~minus]) if signs else [],
        minus=list(names[linked & minus]) if signs else [],
    )


@dataclass(frozen=True)
class Mark:
    """What a reading gives a cell: as it is written, its rank, and whether a sign is set before it."""

    text: str  # of a cell without a level its state
    rank: int = -1
    signed: bool = False


def list_levels(report: Report) -> list[tuple[str, list[tuple[str, list[Mark]]]]]:
    """List for every scenario and track what each reading gives, in their order.

    A level is a digit, with its sign where it is not simply furthering.
    """
    given = [mark_reading(report, row) for row in report.readings.to_dict("records")]
    rows = report.readings.assign(mark=given)
    marks = rows.groupby(CELL, sort=False)["mark"].agg(list)
    return [
        (
            report.names[scenario],
            [(report.names[track], marks[scenario, track]) for track in report.tracks["id"]],
        )
        for scenario in report.scenarios["id"]
    ]


def mark_reading(report: Report, cell: dict) -> Mark:
    """Return what a reading gives a cell: a level, with a sign if it hinders, or the state."""
    if pd.isna(cell["level"]):
        return Mark(cell["state"])
    sign, rank, levels = cell["sign"], int(cell["level"]), report.levels
    if levels.is_signed(rank) and sign in (PLUS, MINUS):
        return Mark(levels.show(rank, sign), rank)
    digits = levels.show(rank, PLUS).lstrip("+") if levels.is_signed(rank) else levels.show(rank)
    return Mark(f"{SIGNS[sign]}{digits}", rank, signed=sign in (MINUS, BOTH, OPEN))
