"""The quotations of a brief: what is said of one track or scenario, and by whom it was taken."""

from report138.engine.typeset.outputs import Cell, Column, Run, Table, make_cell
from report138.view.report import Report, name_anchor
from report138.view.tables.evidence import show_level
from report138.view.tables.long import cut
from report138.view.tables.quoting import (
    explain_signs,
    make_place_column,
    make_quote,
    show_place,
)
from report138.view.words import say
from report138.view.words.facts.brief import find_other_tier, name_other
from report138.view.words.facts.ledger import Entry, list_entries, take_sentence


def tabulate_quotes(report: Report) -> Table | None:
    """List the units on the element in focus: direct ones, firmest first, then inferred ones."""
    language = report.language
    mine = [entry for basis in ("direct", "inferred") for entry in _list_mine(report, basis)]
    if not mine or not report.said.quoted:
        return None
    rows, seen, signs = [], set(), set()
    for entry in mine:
        # a cell that only inferred units bear on has its anchor among the empty ones
        anchor = "" if not entry.direct else name_anchor(entry.track, entry.scenario)
        rows.append(_make_row(report, entry, "" if anchor in seen else anchor))
        seen.add(anchor)
        signs |= set(" ".join([rows[-1][0].text, *entry.takers.values()]))
    quote = 4.1 if language != report.framework.languages[0] else 3.1  # a translation stands below
    inferred = any(not entry.direct for entry in mine)
    notes = (say("note_inferred", language),) if inferred else ()
    table = Table(
        key="quotes",
        dense=True,
        caption=report.said.say("table_quotes"),
        columns=(
            Column(say("level", language), "center", 0.55, header=True),
            Column(report.said.say(find_other_tier(report)), width=1.1),
            Column(say("quote", language), width=quote),
            make_place_column(report, 1.2),
            Column(say("rule", language), width=7.1 - quote),
        ),
        rows=tuple(rows),
        notes=(*notes, *explain_signs(signs, language)),
    )
    return cut(table, report)


def _list_mine(report: Report, basis: str) -> list[Entry]:
    """List the units of the element in focus, firmest first, cells together."""
    listed = [
        entry
        for entries in list_entries(report, basis).values()
        for entry in entries
        if report.focus in (entry.scenario, entry.track)
    ]
    place, other = report.position, find_other_tier(report)
    listed.sort(key=lambda entry: (-entry.level, place[getattr(entry, other)]))
    return listed


def _make_row(report: Report, entry: Entry, anchor: str) -> tuple[Cell, ...]:
    """Set a unit; of an inferred one the report tells more than a page has room for."""
    other = name_other(report, entry.track, entry.scenario)
    note = report.read(entry.row, "note")
    quote = make_quote(report, entry.row, entry.words)
    if not entry.direct:  # its last line is in the report's language
        quote, note = make_cell(quote.lines[-1]), take_sentence(note)
    return (
        show_level(report, entry),
        Cell(((Run(other, "strong"),),), anchor=anchor),
        quote,
        show_place(report, entry),
        make_cell(note),
    )
