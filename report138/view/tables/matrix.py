"""The matrix as a table: what the figure shows, for whoever reads it cell by cell."""

import pandas as pd

from report138.analysis.interlinkage import CELL, ITSELF, profile_elements
from report138.engine.typeset.outputs import Cell, Column, Run, Table, make_cell
from report138.view.report import Report, name_anchor
from report138.view.tables.long import MOST_ROWS, name_file
from report138.view.words import GRAMMAR, say
from report138.view.words.facts.cells import BLANKS, is_large
from report138.view.words.facts.signs import count_all, hinders, mark_sign, show_signs
from report138.view.words.phrases import PHRASES

MOST_CELLS = 600  # that a table can name one by one on a few pages
NARROWEST, WIDEST, TRACKS_A_WIDTH = 1.4, 5.0, 4  # of a column that lists tracks
MOST_TRACKS = 12  # columns that a page can hold when it lies across


def tabulate_matrix(report: Report) -> Table | None:
    """Set the matrix as a table: level and number of units, each cell with its link.

    None for a matrix whose lead figure says all of it.
    """
    if not is_large(report):
        return None
    if len(report.cells) > MOST_CELLS:
        return _count_by_level(report)
    if len(report.tracks) > MOST_TRACKS:
        return _tabulate_by_level(report)
    cells = report.cells.set_index(CELL)
    tracks, signs = list(report.tracks["id"]), _show_signs(report)
    rows = [
        (
            make_cell(Run(report.names[scenario], "strong")),
            *(
                _make_level(report, cells.loc[(scenario, track)], track, scenario)
                for track in tracks
            ),
            *signs[scenario],
        )
        for scenario in report.scenarios["id"]
    ]
    if hinders(report):
        below = profile_elements(report.cells, "track_id", report.framework.scale)
        counts = [make_cell(show_signs(below.loc[track])) for track in tracks]
        head = make_cell(say("margin_signs", report.language))
        rows.append((head, *counts, *_show_total(report)))
    return Table(
        key="matrix",
        dense=True,
        caption=report.said.say("table_matrix"),
        columns=(
            Column(report.said.say("scenario"), width=2, header=True),
            *(Column(report.names[track], "center", 1.6) for track in tracks),
            *_head_signs(report),
        ),
        rows=tuple(rows),
        notes=_explain_signs(report),
    )


def _show_signs(report: Report) -> dict[str, tuple[Cell, ...]]:
    """Set the links of every scenario by sign, in a cell; in none where nothing hinders."""
    profile = profile_elements(report.cells, "scenario_id", report.framework.scale)
    signed = hinders(report)
    return {
        scenario: (make_cell(show_signs(counts)),) if signed else ()
        for scenario, counts in profile.iterrows()
    }


def _show_total(report: Report) -> tuple[Cell, ...]:
    return (make_cell(show_signs(count_all(report))),) if hinders(report) else ()


def _head_signs(report: Report) -> tuple[Column, ...]:
    head = Column(say("margin_signs", report.language), "right", 1.3)
    return (head,) if hinders(report) else ()


def _explain_signs(report: Report) -> tuple[str, ...]:
    return (say("signs_of_links", report.language),) if hinders(report) else ()


def _count_by_level(report: Report) -> Table:
    """Count the cells of each scenario by level and sign: for more cells than a report can name."""
    profile = profile_elements(report.cells, "scenario_id", report.framework.scale)
    signs = _show_signs(report)
    names = [f"level_{rank}" for rank in report.framework.scale.ranks]
    shown = [name for name in (*names, *BLANKS[1:]) if profile[name].any()]
    rows = [
        (
            make_cell(Run(report.names[scenario], "strong")),
            *(make_cell(str(counts[name])) for name in shown),
            *signs[scenario],
        )
        for scenario, counts in profile.iterrows()
    ]
    total = profile.sum()
    whole = (
        make_cell(Run(say("whole_matrix", report.language), "strong")),
        *(make_cell(str(total[name])) for name in shown),
        *_show_total(report),
    )
    return Table(
        key="matrix",
        dense=True,
        caption=report.said.say("table_matrix_counts"),
        columns=(
            Column(report.said.say("scenario"), width=3, header=True),
            *(Column(_name_count(report, name), "right", 1) for name in shown),
            *_head_signs(report),
        ),
        rows=(*rows[:MOST_ROWS], whole),
        notes=(*_explain_signs(report), name_file(report, len(report.cells))),
    )


def _name_count(report: Report, name: str) -> str:
    stem, _, rank = name.partition("level_")
    if not rank:
        return say(stem, report.language)
    return report.levels.head_rank(int(rank)) if int(rank) else report.levels.name(0)


def _tabulate_by_level(report: Report) -> Table:
    """List for each scenario its tracks by level: for more tracks than a page has columns."""
    language = report.language
    cells = report.cells
    cells["group"] = cells["level"].astype(object).where(cells["state"] == "found", cells["state"])
    cells.loc[cells["status"] == "disputed", "group"] = "disputed"
    present, signs = set(cells["group"]), _show_signs(report)
    # "none found" has its column even where there is none
    blanks = [state for state in (*BLANKS, ITSELF) if state in present or state == "none_found"]
    listed = [*report.levels.ranks, *(["disputed"] if "disputed" in present else [])]
    rows, most = [], dict.fromkeys(listed, 0)
    for scenario, mine in cells.groupby("scenario_id", sort=False):
        most = {group: max(most[group], int((mine["group"] == group).sum())) for group in listed}
        columns = [_list_tracks(report, mine[mine["group"] == group], scenario) for group in listed]
        counts = [make_cell(str(int((mine["group"] == state).sum()))) for state in blanks]
        name = make_cell(Run(report.names[scenario], "strong"))
        rows.append((name, *columns, *counts, *signs[scenario]))
    labels = list(map(report.levels.head_rank, report.levels.ranks))
    labels += [say("disputed", language)] if "disputed" in present else []
    return Table(
        key="matrix",
        dense=True,
        caption=report.said.say("table_matrix_by_level"),
        columns=(
            Column(report.said.say("scenario"), width=2, header=True),
            *(
                Column(label, width=min(NARROWEST + number / TRACKS_A_WIDTH, WIDEST))
                for label, number in zip(labels, most.values(), strict=True)
            ),
            *(Column(report.levels.say_blank(state), "right", 0.9) for state in blanks),
            *_head_signs(report),
        ),
        rows=tuple(rows),
        notes=_explain_signs(report),
    )


def _list_tracks(report: Report, cells: pd.DataFrame, scenario: str) -> Cell:
    runs: list[Run] = []
    grammar = GRAMMAR[report.language]
    for _, cell in cells.iterrows():
        track = cell["track_id"]
        runs += [Run(grammar.COMMA)] if runs else []
        number = str(cell["volume"]) if report.said.quoted else ""  # a judgement is one
        if cell["status"] == "disputed":
            number = f"{cell['found']}/{cell['judged']}"
        words = mark_sign(report.names[track], cell["sign"])
        words += grammar.bracket(number) if number else ""
        runs.append(Run(words, link=name_anchor(track, scenario)))
    return make_cell(tuple(runs))


def _make_level(report: Report, cell: pd.Series, track: str, scenario: str) -> Cell:
    """Set a cell: its level and units, or what stands there instead; of a disputed one k of n."""
    language, levels = report.language, report.levels
    link, found = name_anchor(track, scenario), cell["state"] == "found"
    disputed = cell["status"] == "disputed"
    if not found and not disputed:
        return make_cell(Run(report.levels.say_blank(cell["state"]), "muted", link))
    lines: list[Run | tuple[Run, ...]] = []
    if found:
        units = ""  # a judgement is one, and need not be counted
        if report.said.quoted:
            units = PHRASES[language].mark_units(int(cell["volume"]), report.said)
        words = levels.head_cell(cell)
        lines.append((Run(words, link=link), Run(units, "muted")))
    if disputed:
        share = f" {cell['found']}/{cell['judged']}"
        word = Run(say("disputed", language), link="" if found else link)
        lines.append((word, Run(share, "muted")))
    if other := levels.show_other(cell) if found else None:
        lines.append(Run(say("other_layer", language).replace("*", "".join(other))))
    return make_cell(*lines, level=levels.shade(int(cell["level"])) if found else None)
