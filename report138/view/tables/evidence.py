"""The ledger: the words on which every cell rests, unit by unit, and who took them."""

from typing import Any

import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.data.schema import OTHER_KINDS
from report138.engine.typeset.outputs import Cell, Column, Group, Run, Table, make_cell
from report138.view.report import Report, name_anchor
from report138.view.tables.long import count_by_scenario, cut, is_long
from report138.view.tables.quoting import (
    explain_signs,
    find_original,
    holds,
    make_place,
    make_place_column,
    make_quote,
    mark_words,
    show_place,
)
from report138.view.words import GRAMMAR, say
from report138.view.words.facts.cells import name_cell
from report138.view.words.facts.ledger import Entry, find_sign, list_entries, read_head
from report138.view.words.phrases import PHRASES

MATRIX = "fig-matrix"
FEW = 3  # readings up to which all that any of them inferred is listed


def list_found(report: Report) -> pd.DataFrame:
    """Return the cells in which any reading found evidence, the disputed ones last."""
    cells = report.shown_cells
    cells = cells[cells["found"] > 0]
    return cells.sort_values("status", key=lambda status: status == "disputed", kind="stable")


def tabulate_ledger(report: Report) -> Table | None:
    """List for every cell with evidence the units that any reading took, firmest first.

    None where whole cells were judged, without quotations.
    """
    if not report.said.quoted:
        return None
    if too_many := _count_long(report, _list_units(report, "direct")):
        return count_by_scenario(report, "ledger", too_many)
    language, entries = report.language, list_entries(report)
    rows: list[tuple[Cell, ...] | Group] = []
    signs: set[str] = set()
    for _, cell in list_found(report).iterrows():
        rows.append(Group(_head_cell(report, cell)))
        for entry in entries[cell["scenario_id"], cell["track_id"]]:
            rows.append(make_entry_row(report, entry))
            signs |= set(" ".join([rows[-1][0].text, *entry.direct.values()]))
    return Table(
        key="ledger",
        dense=True,
        caption=report.said.say("table_ledger"),
        columns=list_entry_columns(report),
        rows=tuple(rows),
        notes=explain_signs(signs, language),
    )


def list_entry_columns(report: Report) -> tuple[Column, ...]:
    """Return the columns of units, see make_entry_row."""
    return (
        Column(say("level", report.language), "center", 0.5, header=True),
        Column(say("quote", report.language), width=3.8),
        make_place_column(report, 1.3),
        Column(say("rule", report.language), width=3.3),
    )


def _count_long(report: Report, rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the cell of every row in cells with evidence if there are too many, or else none."""
    found = list_found(report)
    cells = set(zip(found["scenario_id"], found["track_id"], strict=True))
    keys = [key for key in zip(rows["scenario_id"], rows["track_id"], strict=True) if key in cells]
    return keys if is_long(len(keys)) else []


def _list_units(report: Report, basis: str) -> pd.DataFrame:
    return report.units[report.units["basis"] == basis]


def _list_entries(report: Report, basis: str) -> list[Entry]:
    """List what readings took so in cells with evidence, in the order of the ledger."""
    entries, found = list_entries(report, basis), list_found(report)
    keys = zip(found["scenario_id"], found["track_id"], strict=True)
    return [entry for key in keys for entry in entries.get(key, [])]


def _list_other(report: Report) -> pd.DataFrame:
    """List the further quotations of units that readings took directly."""
    fills = report.fills[report.fills["basis"] == "direct"]
    segments = fills.drop_duplicates([*CELL, "unit", "segment_id"])
    return segments[segments.duplicated([*CELL, "unit"])]


def make_entry_row(report: Report, entry: Entry) -> tuple[Cell, ...]:
    """Set a unit: its level, its words, its place and readings, and the reason."""
    return (
        show_level(report, entry),
        make_quote(report, entry.row, entry.words),
        show_place(report, entry),
        make_cell(report.read(entry.row, "note")),
    )


def show_level(report: Report, entry: Entry) -> Cell:
    """Set the level of a unit with its sign; an inferred one in brackets, without the tint."""
    levels = report.levels
    sign = find_sign(report, int(entry.row["level"]), entry.row["polarity"])
    value = levels.show(entry.level, entry.row["polarity"])
    if entry.direct:
        return make_cell(f"{value}{sign}", level=levels.shade(entry.level))
    return make_cell(GRAMMAR[report.language].bracket(value).strip() + sign)


def _head_cell(report: Report, cell: pd.Series) -> Cell:
    track, scenario = cell["track_id"], cell["scenario_id"]
    runs = (
        Run(name_cell(report, track, scenario), "strong"),
        Run(PHRASES[report.language].head_cell(read_head(report, cell), report.said), "muted"),
        Run(say("back_to_matrix", report.language), "muted", MATRIX),
    )
    return Cell((runs,), anchor=name_anchor(track, scenario))


def tabulate_other_quotes(report: Report) -> Table | None:
    """List the other words that readings quoted from the units of the ledger; None without any."""
    others = _list_other(report)
    if others.empty:
        return None
    if too_many := _count_long(report, others):
        return count_by_scenario(report, "other-quotes", too_many)
    language, rows, alike = report.language, [], 0
    for entry in _list_entries(report, "direct"):
        apart = [other for other in entry.others if not holds(report, other, entry.row)]
        alike += len(entry.others) - len(apart)
        if apart:
            rows.append(
                (
                    make_cell(name_cell(report, entry.track, entry.scenario)),
                    make_cell(entry.unit),
                    make_cell(*(_show_other(report, other) for other in apart)),
                )
            )
    if not rows:
        return None
    words = PHRASES[language]
    originals = (words.note_originals(),) if report.other_language else ()
    return Table(
        key="other-quotes",
        dense=True,
        caption=say("table_other_quotes", language),
        columns=(
            Column(say("cell", language), width=2.2, header=True),
            Column(say("locator", language), width=0.8),
            Column(say("quote_and_reading", language), width=6),
        ),
        rows=tuple(rows),
        notes=(*originals, *((words.note_alike(alike),) if alike else ())),
    )


def _show_other(report: Report, other: dict[str, Any]) -> tuple[Run, ...]:
    """Set a quote in the source's words, between who quoted it and its id."""
    original = find_original(report, other, other["words"])
    lang = original if original != report.language else ""
    quoted = mark_words(other[f"quote_{original}"], other["words"], lang)
    who = PHRASES[report.language].list_coders(list(other["coders"]))
    head = Run(GRAMMAR[report.language].label(who, ""), "muted")
    return (head, *quoted, Run(f" {other['segment_id']}", "muted"))


def tabulate_inferred(report: Report) -> Table | None:
    """List by cell the units whose link rests on knowledge from outside the text; or None."""
    inferred = _list_units(report, "inferred")
    if inferred.empty:
        return None
    if too_many := _count_long(report, inferred):
        return count_by_scenario(report, "inferred", too_many)
    # those of cells without any evidence stand in the table of gaps
    language, every = report.language, _list_entries(report, "inferred")
    # what one of several readers alone infers stays in the data
    listed = [entry for entry in every if len(entry.inferred) > 1 or entry.judged < FEW]
    rows = [
        (
            make_cell(name_cell(report, entry.track, entry.scenario)),
            *make_entry_row(report, entry),
        )
        for entry in listed
    ]
    if not rows:
        return None
    lone = len(every) - len(listed)
    signs = {sign for entry in listed for sign in " ".join(entry.inferred.values())}
    return Table(
        key="inferred",
        dense=True,
        caption=say("table_inferred", language),
        columns=(
            Column(say("cell", language), width=1.7, header=True),
            Column(say("level", language), "center", 0.5),
            Column(say("quote", language), width=3),
            make_place_column(report, 1.2),
            Column(say("reason", language), width=2.9),
        ),
        rows=tuple(rows),
        notes=(
            say("note_inferred", language),
            *((PHRASES[language].note_lone(lone),) if lone else ()),
            *explain_signs(signs, language),
        ),
    )


def tabulate_unplaced(report: Report) -> Table | None:
    """List the structural and global passages, which are shown but fill no cell."""
    language = report.language
    segments = report.framework.segments
    if not report.said.quoted:
        return None
    rows = [
        (
            make_cell(say(f"kind_{row['kind']}", language)),
            make_quote(report, row, ()),
            make_place(row, row["unit"]),
        )
        for _, row in segments[segments["kind"].isin(OTHER_KINDS)].iterrows()
    ]
    table = Table(
        key="unplaced",
        dense=True,
        caption=say("table_unplaced", language),
        columns=(
            Column(say("kind", language), width=1, header=True),
            Column(say("quote", language), width=5),
            Column(say("locator", language), width=1.2),
        ),
        rows=tuple(rows),
    )
    return cut(table, report)
