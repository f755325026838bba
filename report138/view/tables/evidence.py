"""The ledger: the words on which every cell rests, and the search behind every empty one."""

from collections.abc import Iterator

import pandas as pd

from report138.engine.typeset.outputs import Cell, Column, Group, Run, Table, make_cell
from report138.view.report import Report, name_anchor
from report138.view.tables.signs import explain_signs, show_sign
from report138.view.words import GRAMMAR, say
from report138.view.words.facts.cells import name_cell
from report138.view.words.labels import LABELS

MATRIX = "fig-matrix"


def find_spans(quote: str, triggers: list[str]) -> list[tuple[int, int]]:
    """Return where the triggers stand in a quote, in order and without overlap."""
    spans: list[tuple[int, int]] = []
    for trigger in sorted(filter(None, triggers), key=len, reverse=True):
        start = quote.find(trigger)
        while start >= 0 and any(start < b and a < start + len(trigger) for a, b in spans):
            start = quote.find(trigger, start + 1)
        if start >= 0:
            spans.append((start, start + len(trigger)))
    return sorted(spans)


def mark_triggers(quote: str, triggers: list[str], lang: str = "") -> tuple[Run, ...]:
    """Set a quote with its triggers emphasised."""
    runs, position = [], 0
    for start, end in find_spans(quote, triggers):
        runs += [Run(quote[position:start], lang=lang), Run(quote[start:end], "mark", lang=lang)]
        position = end
    return tuple(run for run in (*runs, Run(quote[position:], lang=lang)) if run.text)


def make_quote(report: Report, row: pd.Series) -> Cell:
    """Set a segment's words in the source's language and, elsewhere, a translation below."""
    triggers = [row.get("trigger_track", ""), row.get("trigger_scenario", "")]
    language, other = report.language, report.other_language
    original = next(
        (
            code
            for code in report.framework.languages
            if any(trigger and trigger in row[f"quote_{code}"] for trigger in triggers)
        ),
        report.framework.languages[0],
    )
    lang = original if original != language else ""
    lines = [mark_triggers(row[f"quote_{original}"], triggers, lang)]
    if original != language and other:
        lines.append((Run(row[f"quote_{language}"], "muted"),))
    return make_cell(*lines)


def _columns(language: str, *, cell: bool = False) -> tuple[Column, ...]:
    first = (Column(say("cell", language), width=1.5, header=True),) if cell else ()
    return (
        *first,
        Column(say("level", language), "center", 0.6, header=not cell),
        Column(say("quote", language), width=3.4),
        Column(say("locator", language), width=0.9),
        Column(say("rule", language), width=3),
    )


def _place(row: pd.Series) -> Cell:
    return make_cell((Run(row["locator"].replace(";", " ")), Run(f" {row['segment_id']}", "muted")))


def tabulate_ledger(report: Report) -> Table:
    """List for every cell with evidence its direct segments, firmest first."""
    language = report.language
    direct = report.fills[report.fills["basis"] == "direct"]
    by_cell = dict(tuple(direct.groupby(["scenario_id", "track_id"])))
    rows: list[tuple[Cell, ...] | Group] = []
    for _, cell in report.shown_cells[report.shown_cells["state"] == "found"].iterrows():
        rows.append(Group(_head_cell(report, cell)))
        fills = by_cell[cell["scenario_id"], cell["track_id"]]
        for _, row in fills.sort_values("level", ascending=False, kind="stable").iterrows():
            level = int(row["level"])
            rows.append(
                (
                    make_cell(f"{level}{show_sign(row)}", level=level),
                    make_quote(report, row),
                    _place(row),
                    make_cell(report.read(row, "note")),
                )
            )
    return Table(
        key="ledger",
        caption=say("table_ledger", language),
        columns=_columns(language),
        rows=tuple(rows),
        notes=explain_signs(direct, language),
    )


def _head_cell(report: Report, cell: pd.Series) -> Cell:
    track, scenario = cell["track_id"], cell["scenario_id"]
    words = LABELS[report.language].head_cell(int(cell["level"]), int(cell["volume"]))
    back = say("back_to_matrix", report.language)
    runs = (
        Run(name_cell(report, track, scenario), "strong"),
        Run(words, "muted"),
        Run(back, "muted", MATRIX),
    )
    return Cell((runs,), anchor=name_anchor(track, scenario))


def tabulate_inferred(report: Report) -> Table:
    """List the segments whose link rests on knowledge from outside the text."""
    language, bracket = report.language, GRAMMAR[report.language].bracket
    inferred = report.fills[report.fills["basis"] == "inferred"].sort_values(
        ["scenario_id", "track_id"], key=lambda ids: ids.map(report.position), kind="stable"
    )
    rows = [
        (
            make_cell(name_cell(report, row["track_id"], row["scenario_id"])),
            make_cell(Run(bracket(f"{row['level']}{show_sign(row)}").strip(), "muted")),
            make_quote(report, row),
            _place(row),
            make_cell(report.read(row, "note")),
        )
        for _, row in inferred.iterrows()
    ]
    return Table(
        key="inferred",
        caption=say("table_inferred", language),
        columns=_columns(language, cell=True),
        rows=tuple(rows),
        notes=(say("note_inferred", language), *explain_signs(inferred, language)),
    )


def tabulate_unplaced(report: Report) -> Table:
    """List the structural and global segments, which are shown but fill no cell."""
    language = report.language
    segments = report.framework.segments
    rows = [
        (
            make_cell(say(f"kind_{row['kind']}", language)),
            make_quote(report, row),
            make_cell(
                (Run(row["locator"].replace(";", " ")), Run(f" {row['segment_id']}", "muted"))
            ),
        )
        for _, row in segments[segments["kind"].isin(["structural", "global"])].iterrows()
    ]
    return Table(
        key="unplaced",
        caption=say("table_unplaced", language),
        columns=(
            Column(say("kind", language), width=1, header=True),
            Column(say("quote", language), width=5),
            Column(say("locator", language), width=1.2),
        ),
        rows=tuple(rows),
    )


def tabulate_empty(report: Report) -> Table:
    """List the cells in which nothing was found, with the terms and hits of the search."""
    language = report.language
    coding = report.framework.coding
    mine = coding[coding["coder"].isin(report.coders[:1])]
    whole = mine[mine["segment_id"] == ""]
    notes = whole.set_index(["scenario_id", "track_id"])
    rows = []
    for _, cell in report.shown_cells[report.shown_cells["state"] != "found"].iterrows():
        track, scenario = cell["track_id"], cell["scenario_id"]
        key = (scenario, track)
        note = report.read(notes.loc[key], "note") if key in notes.index else ""
        state = "level_0" if cell["state"] == "none_found" else cell["state"]
        # in a brief the other element alone names the cell
        name = name_cell(report, track, scenario)
        if report.focus:
            name = report.names[track if scenario == report.focus else scenario]
        anchored = Cell(((Run(name),),), anchor=name_anchor(track, scenario))
        rows.append((anchored, make_cell(say(state, language)), make_cell(note)))
    return Table(
        key="empty",
        caption=say("table_empty", language),
        columns=(
            Column(say("cell", language), width=1.9 if report.focus else 2.8, header=True),
            Column(say("level", language), width=1.2 if report.focus else 1.1),
            Column(say("search", language), width=4.9 if report.focus else 4.6),
        ),
        rows=tuple(rows),
    )


def tabulate_quotes(report: Report) -> Table:
    """List the quotations on which the links of the element in focus rest, firmest first."""
    language = report.language
    by = "track_id" if report.focused["level"] == "scenario" else "scenario_id"
    mine = report.fills["scenario_id" if by == "track_id" else "track_id"] == report.focus
    fills = report.fills[mine & (report.fills["basis"] == "direct")]
    rows = [
        (
            make_cell(f"{row['level']}{show_sign(row)}", level=int(row["level"])),
            Cell(
                ((Run(report.names[row[by]], "strong"),),),
                anchor="" if seen else name_anchor(row["track_id"], row["scenario_id"]),
            ),
            make_quote(report, row),
            _place(row),
        )
        for row, seen in _mark_repeats(fills.sort_values("level", ascending=False, kind="stable"))
    ]
    return Table(
        key="quotes",
        caption=say("table_quotes", language),
        columns=(
            Column(say("level", language), "center", 0.6, header=True),
            Column(say("track" if by == "track_id" else "scenario", language), width=1.5),
            Column(say("quote", language), width=5.2),
            Column(say("locator", language), width=0.8),
        ),
        rows=tuple(rows),
        notes=explain_signs(fills, language),
    )


def _mark_repeats(fills: pd.DataFrame) -> Iterator[tuple[pd.Series, bool]]:
    """Yield rows and whether an earlier one is of the same cell: an anchor stands once."""
    seen = set()
    for _, row in fills.iterrows():
        cell = row["track_id"], row["scenario_id"]
        yield row, cell in seen
        seen.add(cell)
