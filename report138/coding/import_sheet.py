"""Take a filled coding sheet into the data: checked as a whole, all of it or nothing."""

from collections.abc import Iterator
from pathlib import Path

from report138.coding.append_rows import Addition, commit
from report138.coding.level_values import find_level
from report138.coding.read_sheet import Record, read_records
from report138.coding.write_sheet import list_choices
from report138.data.check import Checked, FrameworkError
from report138.data.read import Fault, quote_value
from report138.data.rules import measure_long, quote_unknown
from report138.data.scale import read_scale
from report138.data.schema import (
    CHOSEN,
    GIVEN,
    LONGEST_QUOTE,
    OTHER_KINDS,
    SHOWN,
    UNLISTED,
    find_first_place,
)
from report138.data.source_text import normalize
from report138.data.units import name_unit
from report138.errors import count
from report138.unseen import Lookalikes

_COPIED = ("track_id", "scenario_id", "level", "basis", "polarity")


def import_sheet(
    folder: Path, checked: Checked, coder: str, sheet: Path, *, partial: bool = True
) -> tuple[int, int]:
    """Add a sheet's codings and new quotes; return how many of each.

    Unless `partial`, every cell must have a decision.  Raises FrameworkError with every fault,
    by row and column of the sheet; the data are then as they were.  The files before the change
    stay beside them as .bak.
    """
    records, sentences, faults = read_records(checked, sheet)
    levels = list_choices(checked)["level"]
    for record in records:
        record.values["level"] = find_level(record.values["level"], levels)
    if not faults:
        faults = _check_records(checked, coder, sheet.name, records)
    if not partial and not faults:
        faults = _check_complete(checked, sheet.name, records)
    if faults:
        raise FrameworkError(sheet, faults)
    segments, codings = _make_additions(checked, coder, records, sentences)
    additions = {"coding.csv": codings}
    if segments:
        additions["segments.csv"] = segments
    if checked.tables["readings.csv"]:
        additions["readings.csv"] = _list_reading(checked, coder, records)
    commit(folder, sheet, additions)
    return len(codings), len(segments)


def _list_reading(checked: Checked, coder: str, records: list[Record]) -> list[Addition]:
    """Name a new coder among the readings; what it was blind to its maker has to say."""
    if any(row["coder"] == coder for row in checked.tables["readings.csv"]):
        return []
    shown = any(record.values["stage"] == "segment" for record in records)
    labels = {f"label_{language}": coder for language in checked.languages}
    return [Addition(1, {"coder": coder, "had": SHOWN if shown else UNLISTED, **labels})]


def _check_records(checked: Checked, coder: str, name: str, records: list[Record]) -> list[Fault]:
    faults = []
    if not records:
        faults.append(Fault(name, "no row has a level", "at least one coded row"))
    before = sum(row["coder"] == coder for row in checked.tables["coding.csv"])
    if before:
        faults.append(
            Fault("coding.csv", f"coder {coder} has {count(before, 'row')} already", "a new coder")
        )
    choices = list_choices(checked)
    alike = {key: Lookalikes(allowed) for key, allowed in choices.items()}
    quotes = [f"quote_{language}" for language in checked.languages]
    for record in records:
        row, number = record.values, record.number
        needed = ["level"]
        if not record.is_whole_cell and not row["segment_id"]:
            needed += ["locator", "kind", "basis", *quotes]
        faults += [Fault(name, "empty", "a value", number, key) for key in needed if not row[key]]
        for key, allowed in choices.items():
            if (row[key] or key.endswith("_id")) and row[key] not in allowed:
                found = quote_unknown(row[key], alike[key]) if row[key] else "empty"
                faults.append(Fault(name, found, ", ".join(allowed), number, key))
        if row["stage"] == "sentence":
            faults += _check_quote(name, record, quotes)
    return faults


def _check_complete(checked: Checked, name: str, records: list[Record]) -> list[Fault]:
    """Name the cells without a decision: an empty cell says nothing, and must not look like 0."""
    decided = {(record.values["track_id"], record.values["scenario_id"]) for record in records}
    open_cells = [" × ".join(cell) for cell in checked.list_cells() if cell not in decided]
    if not open_cells:
        return []
    found = (
        f"{count(len(open_cells), 'cell')} without a decision: {quote_value(', '.join(open_cells))}"
    )
    return [Fault(name, found, "evidence, 0 or NA for every cell, or --partial")]


def _check_quote(name: str, record: Record, quotes: list[str]) -> list[Fault]:
    sentence = normalize(record.values["text"])
    given = [(key, record.values[key]) for key in quotes if record.values[key]]
    verbatim = [(key, quote) for key, quote in given if normalize(quote) in sentence]
    if verbatim or not given:
        return list(_list_long(name, record.number, verbatim))
    key, quote = given[0]
    return [Fault(name, quote_value(quote), "words of the sentence, verbatim", record.number, key)]


def _list_long(name: str, row: int, quotes: list[tuple[str, str]]) -> Iterator[Fault]:
    for key, quote in quotes:
        language = key.removeprefix("quote_")
        if number := measure_long(quote, language):
            most = f"{LONGEST_QUOTE[language]} characters at most"
            allowed = f"the shortest stretch that holds the words, {most}"
            yield Fault(name, f"{number} characters", allowed, row, key)


def _make_additions(
    checked: Checked, coder: str, records: list[Record], sentences: dict[str, list[str]]
) -> tuple[list[Addition], list[Addition]]:
    """Turn the sheet's rows into rows of segments.csv (new quotes only) and of coding.csv."""
    known = {
        (find_first_place(row["locator"]), normalize(row[f"quote_{language}"])): row["segment_id"]
        for row in checked.tables["segments.csv"]
        for language in checked.languages
        # what another coder set aside as structural can still be evidence for this one
        if row["kind"] not in OTHER_KINDS
    }
    taken = {row["segment_id"] for row in checked.tables["segments.csv"]}
    stage = _name_stage(checked, records)
    scale = read_scale(checked.tables["scale.csv"])
    segments, codings = [], []
    for record in records:
        row = record.values
        segment_id = row["segment_id"]
        quotes = {f"quote_{language}": row[f"quote_{language}"] for language in checked.languages}
        if not segment_id and not record.is_whole_cell:
            keys = [(row["locator"], normalize(quote)) for quote in quotes.values() if quote]
            segment_id = next((known[key] for key in keys if key in known), "")
            if not segment_id:
                segment_id = _name_segment(coder, taken)
                values = {"locator": row["locator"], "kind": row["kind"], **quotes}
                values["unit"] = _find_unit(row, quotes, sentences)
                segments.append(Addition(record.number, {"segment_id": segment_id, **values}))
                known.update(dict.fromkeys(keys, segment_id))
        coding = {key: row[key] for key in row if key.startswith("note_") or key in _COPIED}
        if segment_id:
            coding["basis"] = coding["basis"] or "direct"
            step = scale.find(coding["level"])
            if step and step.link and not scale.own:  # without a relation there is no direction
                coding["polarity"] = coding["polarity"] or "+"
        coding |= {"segment_id": segment_id, "coder": coder}
        coding["stage"] = stage
        codings.append(Addition(record.number, coding))
    return segments, codings


def _find_unit(row: dict[str, str], quotes: dict[str, str], sentences: dict[str, list[str]]) -> str:
    """Name the sentence or clause of a new quote; the sheet holds the sentences of its place."""
    place = find_first_place(row["locator"])
    clause = row["kind"] == "formula"
    names = (
        name_unit(place, sentences.get(place, []), quote, clause=clause)
        for quote in quotes.values()
        if quote
    )
    return next(filter(None, names), "")


def _name_stage(checked: Checked, records: list[Record]) -> str:
    """Say how the coder worked; files without that column get it only for given segments."""
    if any(record.values["stage"] == "segment" for record in records):
        return GIVEN
    recorded = any(row["stage"] for row in checked.tables["coding.csv"])
    return CHOSEN if recorded else ""


def _name_segment(coder: str, taken: set[str]) -> str:
    number = 1
    # the hyphen tells a segment of reading C from a caption C1
    while f"{coder}-{number}" in taken:
        number += 1
    taken.add(f"{coder}-{number}")
    return f"{coder}-{number}"
