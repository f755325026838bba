"""What the explorer says: the counts of a matrix, what a choice changed, what stands in a cell."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from report138.view.report import Report
from report138.view.words.facts.cells import leave_out_diagonal, name_cell


@dataclass(frozen=True)
class Count:
    """A matrix in numbers."""

    readings: int
    cells: int
    linked: int
    found: int
    agreed: int
    disputed: int


@dataclass(frozen=True)
class Change:
    """A matrix under a choice, and as the report has it without one."""

    reading: str  # the label of the one reading; "" for all
    plain: bool
    inferred: bool
    links: str  # the lowest level that is a link, as it is written; "" where that is the report's
    now: Count
    before: Count
    moved: tuple[str, ...]  # names of the cells that became a link, evidence, or ceased to be

    @property
    def chosen(self) -> bool:
        """Whether anything differs from the report."""
        return bool(self.reading or not self.plain or self.inferred or self.links)


@dataclass(frozen=True)
class Standing:
    """What stands in a cell."""

    state: str
    level: str  # as it is written; "" without evidence
    name: str
    other: str  # the level of the other direction, with its sign
    readings: int  # of the report
    found: int
    judged: int
    disputed: bool
    opposed: bool
    units: int
    others: int  # units that not most readings took
    inferred: int  # units
    inferred_level: str


def count_matrix(report: Report) -> Count:
    """Count the cells of a matrix that are linked, have evidence, are agreed or disputed."""
    cells = leave_out_diagonal(report.cells)
    linked = (cells["level"] >= report.framework.scale.stated).fillna(False)
    status = cells["status"].value_counts()
    return Count(
        len(report.coders),
        len(cells),
        int(linked.sum()),
        int((cells["state"] == "found").sum()),
        int(status.get("agreed", 0)),
        int(status.get("disputed", 0)),
    )


def compare_matrices(report: Report, chosen: Report, *, plain: bool, inferred: bool) -> Change:
    """Compare the matrix under a choice with the report's own."""
    stated = chosen.framework.scale.stated
    links = chosen.levels.show_rank(stated) if stated != report.framework.scale.stated else ""
    reading = chosen.labels[chosen.coder] if chosen.coder != report.coder else ""
    return Change(
        reading,
        plain,
        inferred,
        links,
        count_matrix(chosen),
        count_matrix(report),
        tuple(_list_moved(report, chosen)),
    )


def _list_moved(report: Report, chosen: Report) -> list[str]:
    before, now = (_rate(one) for one in (report, chosen))
    return [
        name_cell(chosen, track, scenario)
        for (scenario, track) in now
        if now[scenario, track] != before[scenario, track]
    ]


def _rate(report: Report) -> dict[tuple[str, str], tuple[bool, bool]]:
    cells, stated = leave_out_diagonal(report.cells), report.framework.scale.stated
    levels = cells["level"].fillna(-1).astype(int)
    keys = zip(cells["scenario_id"], cells["track_id"], strict=True)
    return {key: (level > 0, level >= stated) for key, level in zip(keys, levels, strict=True)}


def read_standing(report: Report, cell: Any) -> Standing:
    """Read what stands in a cell (a row of report.cells)."""
    levels, some = report.levels, cell["state"] == "found"
    other = levels.show_other(cell) if some else None
    guess = cell["inferred_level"]
    return Standing(
        cell["state"],
        levels.show_cell(cell) if some else "",
        levels.name_cell(cell) if some else "",
        "".join(other) if other else "",
        len(report.coders),
        int(cell["found"]),
        int(cell["judged"]),
        cell["status"] == "disputed",
        bool(cell["sign_disputed"]),
        int(cell["volume"]),
        int(cell["taken"]),
        int(cell["inferred_volume"]),
        "" if pd.isna(guess) else levels.show(int(guess)),
    )
