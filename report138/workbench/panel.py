"""One cell in full: its words with their reasons, who took them, and what is missing."""

from typing import Any

import pandas as pd

from report138.engine.typeset.outputs import Run
from report138.view.report import Report
from report138.view.tables.quoting import find_original, make_place, mark_words
from report138.view.words.facts.cells import name_cell, select_cell
from report138.view.words.facts.ledger import Entry, list_entries
from report138.view.words.facts.readings import mark_reading
from report138.workbench.sketch import show_colour
from report138.workbench.words import WORDS
from report138.workbench.words.facts import read_standing

Json = dict[str, Any]
Entries = dict[str, dict[tuple[str, str], list[Entry]]]


def gather_entries(report: Report) -> Entries:
    """List what the readings took as evidence, and what they inferred, by cell."""
    return {basis: list_entries(report, basis) for basis in ("direct", "inferred")}


def make_panel(report: Report, entries: Entries, scenario: str, track: str) -> Json:
    """Gather all that is known of a cell, as plain data."""
    words, key = WORDS[report.language], (scenario, track)
    cell = select_cell(report.cells, scenario, track).iloc[0]
    standing = read_standing(report, cell)
    readings = select_cell(report.readings, scenario, track).to_dict("records")
    named = [(report.labels[row["coder"]], row) for row in readings if row["coder"]]
    empty = (
        [label for label, row in named if row["state"] == "none_found"] if standing.found else []
    )
    uncoded = [label for label, row in named if pd.isna(row["level"])]
    parts = [("evidence", "direct"), ("guesses", "inferred")]
    said = words.say_standing(standing, report.said)
    return {
        "title": name_cell(report, track, scenario),
        "standing": said[:1].upper() + said[1:],
        "parts": [
            {
                "heading": words.TERMS[heading],
                "entries": [_show_entry(report, entry) for entry in mine],
            }
            for heading, basis in parts
            if (mine := entries[basis].get(key))
        ],
        "missing": words.list_missing(standing, report.said, empty, uncoded),
        "readings": [_show_reading(report, label, row) for label, row in named],
        "searches": _list_notes(report, scenario, track),
    }


def _show_entry(report: Report, entry: Entry) -> Json:
    """Show a unit: its level, its words in the source's language, and why each reading says so."""
    words, labels = WORDS[report.language], report.labels
    takers = {labels[coder]: level for coder, level in entry.takers.items()}
    return {
        "level": _show_level(report, entry.level, entry.row["polarity"]),
        "quotes": _show_quotes(report, entry.row, entry.words),
        "place": make_place(entry.row, entry.unit).text if entry.row["locator"] else "",
        "takers": words.name_takers(takers, entry.judged, not entry.direct),
        "notes": _list_reasons(report, entry),
        "others": [
            {
                "who": ", ".join(labels[coder] for coder in other["coders"]),
                "quotes": _show_quotes(report, other, other["words"])[:1],
            }
            for other in entry.others
        ],
    }


def _list_reasons(report: Report, entry: Entry) -> list[Json]:
    """List the note of every reading that took a unit so, each note once."""
    fills = select_cell(report.fills, entry.scenario, entry.track)
    basis = "direct" if entry.direct else "inferred"
    mine = fills[(fills["unit"] == entry.unit) & (fills["basis"] == basis)]
    notes: dict[str, list[str]] = {}
    for row in mine.to_dict("records"):
        if note := report.read(row, "note"):
            notes.setdefault(note, []).append(report.labels[row["coder"]])
    several = len(report.coders) > 1
    return [
        {"who": ", ".join(dict.fromkeys(who)) if several else "", "text": note}
        for note, who in notes.items()
    ]


def _show_quotes(report: Report, row: Any, words: tuple[str, ...]) -> list[Json]:
    """Show a quotation in the source's language, and its translation where there is one."""
    original, language = find_original(report, row, words), report.language
    quotes = [_show_runs(mark_words(row[f"quote_{original}"], words), original)]
    if original != language and row[f"quote_{language}"]:
        quotes.append(
            _show_runs((Run(row[f"quote_{language}"]),), language) | {"translation": True}
        )
    return [quote for quote in quotes if quote["runs"]]


def _show_runs(runs: tuple[Run, ...], language: str) -> Json:
    return {
        "lang": language,
        "runs": [{"text": run.text, "mark": run.style == "mark"} for run in runs],
    }


def _show_level(report: Report, rank: int, sign: str = "") -> Json:
    levels = report.levels
    shade, ink = (show_colour(colour) for colour in (levels.fill(rank), levels.ink(rank)))
    return {"text": levels.show(rank, sign), "fill": shade, "ink": ink}


def _show_reading(report: Report, label: str, row: Json) -> Json:
    mark = mark_reading(report, row)
    if mark.rank < 1:
        return {"label": label, "said": report.levels.say_blank(row["state"])}
    shown = _show_level(report, mark.rank) | {"text": mark.text}
    return {"label": label, "level": shown, "said": report.levels.name_cell(row)}


def _list_notes(report: Report, scenario: str, track: str) -> list[Json]:
    """List what the readings noted on the cell as a whole."""
    coding = select_cell(report.framework.coding, scenario, track)
    rows = coding[(coding["segment_id"] == "") & coding["coder"].isin(report.coders)]
    noted = [
        (report.labels[row["coder"]], report.read(row, "note")) for row in rows.to_dict("records")
    ]
    return [{"who": who, "text": note} for who, note in noted if note]
