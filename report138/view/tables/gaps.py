"""What readers disagree on, and what no reading found: the cells for whoever plans."""

import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.engine.typeset.outputs import Cell, Column, Run, Table, make_cell
from report138.view.report import Report, name_anchor
from report138.view.tables.long import count_by_scenario, cut, is_long
from report138.view.tables.quoting import find_original, make_quote
from report138.view.words import GRAMMAR, say
from report138.view.words.facts.brief import find_other_tier, name_other
from report138.view.words.facts.cells import (
    BLANKS,
    is_large,
    leave_out_diagonal,
    name_cell,
    select_cell,
)
from report138.view.words.facts.ledger import (
    Entry,
    Searches,
    Verdicts,
    list_entries,
    list_searches,
    list_verdicts,
)
from report138.view.words.phrases import PHRASES

MOST_NAMED = 400  # cells of a table that names them


def tabulate_disputed(report: Report) -> Table | None:
    """List the disputed cells with the words on which they turn, and who took them; or None."""
    language, turning = report.language, report.dividing_words
    if turning.empty:
        return None
    segments = report.framework.segments.set_index("segment_id", drop=False)
    keys = list(dict.fromkeys(zip(turning["scenario_id"], turning["track_id"], strict=True)))
    if is_long(len(keys)):
        return count_by_scenario(report, "disputed", keys)
    rows = []
    for (scenario, track), mine in turning.groupby(CELL, sort=False):
        words = [word for word in dict.fromkeys(mine["term"]) if word]
        segment = _choose_segment(report, scenario, track, words) or mine["segment_id"].iloc[0]
        quote = make_quote(report, segments.loc[segment], words) if segment else make_cell("")
        name = Run(name_cell(report, track, scenario), link=name_anchor(track, scenario))
        rows.append(
            (
                make_cell(name),
                *((quote,) if report.said.quoted else ()),
                _show_verdicts(report, list_verdicts(report, scenario, track, words)),
            )
        )
    return Table(
        key="disputed",
        dense=True,
        caption=say("table_disputed", language),
        columns=(
            Column(say("cell", language), width=1.8, header=True),
            *((Column(say("turning_words", language), width=4),) if report.said.quoted else ()),
            Column(say("verdicts", language), width=2.4),
        ),
        rows=tuple(rows),
    )


def _choose_segment(report: Report, scenario: str, track: str, words: list[str]) -> str:
    """Return the shortest passage on which a reading decided and that holds all the words."""
    if not words:
        return ""
    fills = select_cell(report.fills, scenario, track)
    quotes = {
        row["segment_id"]: row[f"quote_{find_original(report, row, words)}"]
        for row in fills[fills["basis"] == "direct"].to_dict("records")
    }
    holding = [name for name, quote in quotes.items() if all(word in quote for word in words)]
    return min(holding, key=lambda name: len(quotes[name]), default="")


def _show_verdicts(report: Report, verdicts: Verdicts) -> Cell:
    words = PHRASES[report.language]
    lines: list[Run | str] = [
        *words.say_verdicts(verdicts.direct, verdicts.inferred, verdicts.neither, report.said)
    ]
    if verdicts.hindering:
        lines.append(words.say_signs(verdicts.hindering))
    if verdicts.reason:
        lines.append(Run(GRAMMAR[report.language].label(*verdicts.reason), "muted"))
    return make_cell(*lines)


def tabulate_gaps(report: Report) -> Table | None:
    """List the cells that no reading found evidence for: the search, and what would fill them."""
    language = report.language
    cells = list_gaps(report)
    searched = _has_search(report)
    drawn = not is_large(report) and (cells["judged"] > 0).any()
    if cells.empty or (drawn and not searched):
        return None  # the figure shows them
    if not searched or is_long(len(cells)):
        return _list_by_scenario(report, cells)
    keys = list(zip(cells["scenario_id"], cells["track_id"], strict=True))
    searches, guesses = list_searches(report, cells), list_entries(report, "inferred")
    rows = [
        (
            _name_gap(report, *key),
            _show_search(
                report, state, searches.notes[key], *_show_guesses(report, guesses.get(key, []))
            ),
        )
        for key, state in zip(keys, cells["state"], strict=True)
    ]
    return Table(
        key="gaps",
        dense=True,
        caption=report.said.say("table_gaps"),
        columns=(
            Column(say("cell", language), width=3.1, header=True),
            Column(say("search_and_outside", language), width=5.8),
        ),
        rows=tuple(rows),
        notes=(*_note_opening(report, searches), *_name_searcher(report)),
    )


def _list_by_scenario(report: Report, cells: pd.DataFrame) -> Table:
    """List the tracks that each scenario lacks, by what stands there; of very many the numbers."""
    states = [state for state in BLANKS if (cells["state"] == state).any()]
    caption = "table_gaps" if "none_found" in states else "table_unjudged"
    named, join = len(cells) <= MOST_NAMED, GRAMMAR[report.language].join
    rows = []
    for scenario, mine in cells.groupby("scenario_id", sort=False):
        groups = [mine.loc[mine["state"] == state, "track_id"] for state in states]
        shown = [join([report.names[track] for track in group]) for group in groups]
        shown = shown if named else [str(len(group)) for group in groups]
        rows.append((make_cell(Run(report.names[scenario], "strong")), *map(make_cell, shown)))
    align, width = ("left", 4) if named else ("right", 1)
    table = Table(
        key="gaps",
        dense=True,
        caption=report.said.say(caption),
        columns=(
            Column(report.said.say("scenario"), width=2, header=True),
            *(Column(report.levels.say_blank(state), align, width) for state in states),
        ),
        rows=tuple(rows),
    )
    return cut(table, report)


def _has_search(report: Report) -> bool:
    """Tell whether a search was made: in quotations, or in notes on whole cells."""
    coding = report.framework.coding
    noted = coding[[f"note_{code}" for code in report.framework.languages]] != ""
    return report.said.quoted or bool(noted.to_numpy().any())


def _note_opening(report: Report, searches: Searches) -> tuple[str, ...]:
    """Say once the sentence that opens most notes on cells, which these then leave out."""
    note = PHRASES[report.language].note_opening
    return (note(searches.opening, searches.without),) if searches.opening else ()


def _name_searcher(report: Report) -> tuple[str, ...]:
    """Say whose search the record is: that of the one who had the word list."""
    listed = [coder for coder in report.coders if coder not in report.blind]
    if len(report.coders) < 2 or len(listed) != 1:
        return ()
    return (PHRASES[report.language].name_searcher(report.labels[listed[0]]),)


def list_gaps(report: Report) -> pd.DataFrame:
    """Return the cells in which no reading found evidence."""
    cells = leave_out_diagonal(report.shown_cells)
    return cells[cells["found"] == 0]


def _name_gap(report: Report, scenario: str, track: str) -> Cell:
    # in a brief the other element alone names the cell
    name_it = name_other if report.focus else name_cell
    name = name_it(report, track, scenario)
    return Cell(((Run(name),),), anchor=name_anchor(track, scenario))


def _show_search(report: Report, state: str, note: str, *more: tuple[Run, ...]) -> Cell:
    """Set the note on a cell; before it what is not a search without result, below it the rest."""
    if state == "none_found":
        return make_cell(*([note] if note else []), *more) if note or more else make_cell("–")
    return make_cell(Run(say(state, report.language), "strong"), note, *more)


def _show_guesses(report: Report, entries: list[Entry]) -> list[tuple[Run, ...]]:
    """Set what would fill a cell if knowledge from outside held: words, level, readings."""
    words, lines = PHRASES[report.language], []
    for entry in entries:
        text, below = _shorten(report, entry)
        told = words.share_inferred(
            report.levels.grade(report.levels.show(entry.level)),
            len(entry.inferred),
            entry.judged,
        )
        head = Run(
            GRAMMAR[report.language].label(say("inferred_outside", report.language), ""), "muted"
        )
        gap = (Run(" "), below) if below.text else ()
        lines.append((head, text, *gap, Run(told, "muted")))
    return lines


def _shorten(report: Report, entry: Entry) -> tuple[Run, Run]:
    """Return the words of an inferred unit, of a formula its driver, and a translation."""
    rows = [entry.row, *entry.others]
    language = report.language
    original = find_original(report, entry.row, entry.words)
    elements = report.framework.elements
    element = elements[elements["id"] == entry.scenario].iloc[0]
    row = min(rows, key=lambda row: len(row[f"quote_{original}"]))
    stem = "quote"
    if element[f"driver_{original}"] and any(
        element[f"driver_{original}"] in row[f"quote_{original}"] for row in rows
    ):
        row, stem = element, "driver"
    lang = original if original != language else ""
    translation = row[f"{stem}_{language}"] if lang else ""
    return Run(row[f"{stem}_{original}"], lang=lang), Run(translation, "muted")


def tabulate_empty(report: Report) -> Table | None:
    """List what a brief misses: the elements that no reading links to its own, and the search."""
    language, cells = report.language, list_gaps(report)
    if cells.empty or not _has_search(report):
        return None
    searches = list_searches(report, cells)
    rows = [
        (
            _name_gap(report, cell["scenario_id"], cell["track_id"]),
            _show_search(
                report, cell["state"], searches.notes[cell["scenario_id"], cell["track_id"]]
            ),
        )
        for _, cell in cells.iterrows()
    ]
    table = Table(
        key="empty",
        dense=True,
        caption=report.said.say("table_empty"),
        columns=(
            Column(report.said.say(find_other_tier(report)), width=1.9, header=True),
            Column(say("search", language), width=6),
        ),
        rows=tuple(rows),
        notes=_note_opening(report, searches),
    )
    return cut(table, report)
