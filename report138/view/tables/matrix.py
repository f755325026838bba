"""The matrix as a table: what the figure shows, for whoever reads it cell by cell."""

import pandas as pd

from report138.analysis.interlinkage import ITSELF
from report138.engine.typeset.outputs import Cell, Column, Run, Table, make_cell
from report138.view.figures.grid import is_large
from report138.view.report import Report, name_anchor
from report138.view.words import GRAMMAR, say
from report138.view.words.ledger import LEDGER

BLANKS = {
    "none_found": "level_0",
    "not_assessable": "not_assessable",
    "not_coded": "not_coded",
    ITSELF: "itself",
}  # the states of cells without a level, and their terms
MOST_TRACKS = 12  # columns that a page can hold when it lies across


def tabulate_matrix(report: Report) -> Table | None:
    """Set the matrix as a table: level and number of units, each cell with its link.

    None for a matrix whose lead figure says all of it.
    """
    if not is_large(report):
        return None
    if len(report.tracks) > MOST_TRACKS:
        return _tabulate_by_level(report)
    cells = report.cells.set_index(["scenario_id", "track_id"])
    tracks = list(report.tracks["id"])
    rows = [
        (
            make_cell(Run(report.names[scenario], "strong")),
            *(
                _make_level(report, cells.loc[(scenario, track)], track, scenario)
                for track in tracks
            ),
        )
        for scenario in report.scenarios["id"]
    ]
    return Table(
        key="matrix",
        dense=True,
        caption=report.said.say("table_matrix"),
        columns=(
            Column(report.said.say("scenario"), width=2, header=True),
            *(Column(report.names[track], "center", 1.6) for track in tracks),
        ),
        rows=tuple(rows),
    )


def _tabulate_by_level(report: Report) -> Table:
    """List for each scenario its tracks by level: for more tracks than a page has columns."""
    language = report.language
    cells = report.cells
    cells["group"] = cells["level"].astype(object).where(cells["state"] == "found", cells["state"])
    cells.loc[cells["status"] == "disputed", "group"] = "disputed"
    present = set(cells["group"])
    # "none found" has its column even where there is none
    blanks = [state for state in BLANKS if state in present or state == "none_found"]
    listed = [*report.levels.ranks, *(["disputed"] if "disputed" in present else [])]
    rows = []
    for scenario, mine in cells.groupby("scenario_id", sort=False):
        columns = [_list_tracks(report, mine[mine["group"] == group], scenario) for group in listed]
        counts = [make_cell(str(int((mine["group"] == state).sum()))) for state in blanks]
        rows.append((make_cell(Run(report.names[scenario], "strong")), *columns, *counts))
    labels = list(map(report.levels.head_rank, report.levels.ranks))
    labels += [say("disputed", language)] if "disputed" in present else []
    return Table(
        key="matrix",
        dense=True,
        caption=report.said.say("table_matrix_by_level"),
        columns=(
            Column(report.said.say("scenario"), width=2, header=True),
            *(Column(label, width=2.2) for label in labels),
            *(Column(report.levels.say_blank(BLANKS[state]), "right", 0.9) for state in blanks),
        ),
        rows=tuple(rows),
    )


def _list_tracks(report: Report, cells: pd.DataFrame, scenario: str) -> Cell:
    runs: list[Run] = []
    grammar = GRAMMAR[report.language]
    for _, cell in cells.iterrows():
        track = cell["track_id"]
        runs += [Run(grammar.COMMA)] if runs else []
        number = str(cell["volume"])
        if cell["status"] == "disputed":
            number = f"{cell['found']}/{cell['judged']}"
        words = report.names[track] + grammar.bracket(number)
        runs.append(Run(words, link=name_anchor(track, scenario)))
    return make_cell(tuple(runs))


def _make_level(report: Report, cell: pd.Series, track: str, scenario: str) -> Cell:
    """Set a cell: its level and units, or what stands there instead; of a disputed one k of n."""
    language, levels = report.language, report.levels
    link, found = name_anchor(track, scenario), cell["state"] == "found"
    disputed = cell["status"] == "disputed"
    if not found and not disputed:
        return make_cell(Run(report.levels.say_blank(BLANKS[cell["state"]]), "muted", link))
    lines: list[Run | tuple[Run, ...]] = []
    if found:
        units = LEDGER[language].mark_units(int(cell["volume"]), report.said)
        words = f"{levels.show_cell(cell)} {levels.name_cell(cell)}"
        lines.append((Run(words, link=link), Run(units, "muted")))
    if disputed:
        share = f" {cell['found']}/{cell['judged']}"
        word = Run(say("disputed", language), link="" if found else link)
        lines.append((word, Run(share, "muted")))
    if found and cell["hindering_volume"] and levels.show_other(cell):
        lines.append(Run(say("hindering_too", language)))
    return make_cell(*lines, level=levels.shade(int(cell["level"])) if found else None)
