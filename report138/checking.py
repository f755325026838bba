"""Check a framework folder against the contract and report every fault at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from report138.contract import (
    DATE_PATTERN,
    FILES,
    LANGUAGES,
    NAME_PATTERN,
    NOT_ASSESSABLE,
    SEPARATOR,
)
from report138.reading import Fault, Row, read_files, read_package, shorten

Tables = dict[str, list[Row]]


class FrameworkError(ValueError):
    """The data of a framework folder are not valid; `faults` holds every reason."""

    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        self.folder, self.faults = folder, faults
        count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        super().__init__("\n".join([f"{count} in {folder}", *(f"  {fault}" for fault in faults)]))


@dataclass(frozen=True)
class Checked:
    """What a check found: the rows by file, the package, and notes that are no faults."""

    package: dict
    tables: Tables
    languages: tuple[str, ...]
    notes: list[str]


def check_framework(folder: Path) -> Checked:
    """Read and check a folder; raise FrameworkError with all faults if there are any."""
    if not folder.is_dir():
        found = "no such folder" if not folder.exists() else "a file, not a folder"
        raise FrameworkError(folder, [Fault(str(folder), found, "a framework folder")])
    package, faults = read_package(folder)
    tables, form, notes = read_files(folder)
    faults += form
    if package:
        faults += _check_package(package)
    broken = {fault.file for fault in form if fault.row in (None, 1)}
    for name, rows in tables.items():
        if name not in broken:
            faults += _check_cells(name, rows)
            faults += _check_keys(name, rows)
    languages = _find_languages(tables)
    # Rules across files would only repeat the fault of a file that could not be read.
    if not broken:
        faults += _check_across(tables)
    if faults:
        raise FrameworkError(folder, faults)
    return Checked(package, tables, languages, notes)


def _check_package(package: dict) -> Iterator[Fault]:
    name = "datapackage.json"
    rules = (
        ("name", NAME_PATTERN, "lower-case letters, digits, . _ - (it starts every file name)"),
        ("created", DATE_PATTERN, "a date such as 2021-12-28"),
    )
    for field, pattern, allowed in rules:
        value = str(package.get(field, ""))
        fits = pattern.fullmatch(value) if field == "name" else _is_date(value, pattern)
        if not fits:
            yield Fault(name, shorten(value), allowed, column=field)
    for field in ("title", "version"):
        if not str(package.get(field, "")).strip():
            yield Fault(name, "empty", "some text", column=field)
    for field in ("sources", "licenses"):
        items = package.get(field, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield Fault(name, shorten(str(items)), "a list of objects", column=field)


def _is_date(value: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether a text starts with a day that exists; a time may follow."""
    try:
        return bool(pattern.match(value)) and bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


def _check_cells(name: str, rows: list[Row]) -> Iterator[Fault]:
    for row in rows:
        for column in FILES[name].columns:
            value = row[column.name]
            if not value:
                if column.required:
                    yield Fault(name, "empty", column.explain(), row.number, column.name)
            elif (column.allowed and value not in column.allowed) or (
                column.pattern and not column.pattern.fullmatch(value)
            ):
                yield Fault(name, shorten(value), column.explain(), row.number, column.name)


def _check_keys(name: str, rows: list[Row]) -> Iterator[Fault]:
    key = FILES[name].key
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        value = tuple(row[column] for column in key)
        if not any(value):
            continue  # an empty key is a fault of its own
        if value in seen:
            found = f"{shorten(', '.join(value))} stands in row {seen[value]} already"
            yield Fault(name, found, "each once", row.number, ", ".join(key))
        seen.setdefault(value, row.number)


def _find_languages(tables: Tables) -> tuple[str, ...]:
    rows = tables["elements.csv"]
    return tuple(
        language for language in LANGUAGES if rows and all(row[f"name_{language}"] for row in rows)
    )


def _check_across(tables: Tables) -> Iterator[Fault]:
    yield from _check_elements(tables["elements.csv"])
    yield from _check_texts(tables)
    yield from _check_references(tables)
    yield from _check_locators(tables)
    yield from _check_coding(tables)
    yield from _check_triggers(tables)


def _check_elements(rows: list[Row]) -> Iterator[Fault]:
    for level in ("goal", "track", "scenario"):
        if rows and not any(row["level"] == level for row in rows):
            yield Fault("elements.csv", f"no row with level {level}", "at least one of each level")
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row["level"], str(int(row["order"]) if row["order"].isdecimal() else row["order"]))
        if key in seen:
            found = (
                f"order {row['order']} of level {row['level']} stands in row {seen[key]} already"
            )
            yield Fault("elements.csv", found, "each once a level", row.number, "order")
        seen.setdefault(key, row.number)


def _check_texts(tables: Tables) -> Iterator[Fault]:
    elements = tables["elements.csv"]
    for language in LANGUAGES:
        column = f"name_{language}"
        filled = [bool(row[column]) for row in elements]
        if not any(filled):
            continue
        for row in (row for row, has in zip(elements, filled, strict=True) if not has):
            allowed = f"a name for every element, or {column} left empty throughout"
            yield Fault("elements.csv", "empty", allowed, row.number, column)
        for row in tables["segments.csv"]:
            if not row[f"quote_{language}"]:
                allowed = f"a quote, since the elements have {column}"
                yield Fault("segments.csv", "empty", allowed, row.number, f"quote_{language}")
    if elements and not _find_languages(tables):
        allowed = " or ".join(f"name_{language}" for language in LANGUAGES)
        yield Fault("elements.csv", "no language in which every element has a name", allowed)


def _check_references(tables: Tables) -> Iterator[Fault]:
    ids = {level: [] for level in ("goal", "track", "scenario")}
    for row in tables["elements.csv"]:
        ids.get(row["level"], []).append(row["id"])
    every = [identifier for group in ids.values() for identifier in group]
    segments = [row["segment_id"] for row in tables["segments.csv"]]
    rules = (
        ("coding.csv", "track_id", ids["track"]),
        ("coding.csv", "scenario_id", ids["scenario"]),
        ("coding.csv", "segment_id", segments),
        ("lexicon.csv", "element_id", every),
        ("locators.csv", "topic_id", every),
    )
    for name, column, known in rules:
        valid = set(known)
        for row in tables[name]:
            if row[column] and row[column] not in valid:
                listed = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
                yield Fault(name, shorten(row[column]), listed or "none", row.number, column)


def _check_locators(tables: Tables) -> Iterator[Fault]:
    known = {row["locator"] for row in tables["locators.csv"]}
    if not known:
        return
    for name in ("elements.csv", "segments.csv", "lexicon.csv", "about.csv"):
        for row in tables[name]:
            for place in filter(None, row["locator"].split(SEPARATOR)):
                if place.strip() not in known:
                    allowed = "a locator of locators.csv, several joined by ;"
                    yield Fault(name, shorten(place), allowed, row.number, "locator")


def _check_coding(tables: Tables) -> Iterator[Fault]:
    kinds = {row["segment_id"]: row["kind"] for row in tables["segments.csv"]}
    coded: dict[tuple[str, str, str], list[Row]] = {}
    for row in tables["coding.csv"]:
        coded.setdefault((row["track_id"], row["scenario_id"], row["coder"]), []).append(row)
        if not row["segment_id"]:
            if row["level"] not in ("0", NOT_ASSESSABLE):
                allowed = "0 or NA, since segment_id is empty (a whole cell)"
                yield Fault("coding.csv", shorten(row["level"]), allowed, row.number, "level")
            continue
        if not row["basis"]:
            yield Fault("coding.csv", "empty", "direct, inferred", row.number, "basis")
        kind = kinds.get(row["segment_id"])
        if kind in ("structural", "global"):
            allowed = "a formula or narrative segment; others fill no cell"
            found = f"{shorten(row['segment_id'])}, a {kind} segment"
            yield Fault("coding.csv", found, allowed, row.number, "segment_id")
    for rows in coded.values():
        yield from _check_whole_cell(rows)


def _check_whole_cell(rows: list[Row]) -> Iterator[Fault]:
    positive = [
        row
        for row in rows
        if row["segment_id"] and row["basis"] == "direct" and row["level"] in ("1", "2", "3")
    ]
    for row in rows:
        if not row["segment_id"] and positive:
            found = f"{row['level']} for a cell that row {positive[0].number} fills"
            yield Fault("coding.csv", found, "one or the other", row.number, "level")


def _check_triggers(tables: Tables) -> Iterator[Fault]:
    quotes = {
        row["segment_id"]: [row[f"quote_{language}"] for language in LANGUAGES]
        for row in tables["segments.csv"]
    }
    accepted = {
        (row["element_id"], row["term"])
        for row in tables["lexicon.csv"]
        if row["sense"] == "accepted"
    }
    for row in tables["coding.csv"]:
        for side in ("track", "scenario"):
            trigger, column = row[f"trigger_{side}"], f"trigger_{side}"
            if not trigger:
                continue
            if not any(trigger in quote for quote in quotes.get(row["segment_id"], [""])):
                allowed = "words of the segment's quote, or empty"
                yield Fault("coding.csv", shorten(trigger), allowed, row.number, column)
            elif (row[f"{side}_id"], trigger) not in accepted:
                allowed = f"an accepted term of {row[f'{side}_id']} in lexicon.csv"
                yield Fault("coding.csv", shorten(trigger), allowed, row.number, column)
