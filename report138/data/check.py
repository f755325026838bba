"""Check a framework folder against the contract and report every fault at once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from report138.data.find import list_frameworks
from report138.data.findings import Findings
from report138.data.read import (
    Fault,
    Row,
    Weight,
    name_spreadsheet_error,
    quote_value,
    read_files,
    read_package,
    read_rows,
)
from report138.data.rules import (
    Tables,
    check_consistency,
    check_levels,
    find_languages,
    list_long_quotes,
    pair_same_items,
)
from report138.data.schema import (
    DATE_PATTERN,
    FILES,
    LANGUAGES,
    NAME_MEANS,
    NAME_PATTERN,
    PACKAGE_TEXTS,
    SPREADSHEET_MEANT,
)
from report138.errors import DataError, count, suggest
from report138.unseen import find_unseen, name_character


class FrameworkError(DataError):
    """The data of a framework folder are not valid; `faults` holds the first errors of every kind."""

    def __init__(self, folder: Path, faults: Findings | list[Fault]) -> None:
        self.folder = folder
        self.findings = faults if isinstance(faults, Findings) else Findings(faults)
        errors, warnings = map(self.findings.pick, (Weight.ERROR, Weight.WARNING))
        self.faults = errors.kept
        beside = f", and {count(len(warnings), 'warning')}" if warnings else ""
        lines = [f"{count(len(errors), 'fault')} in {folder}{beside}", *errors.list_lines()]
        lines += [f"warning: {line}" for line in warnings.list_lines()]
        super().__init__("\n  ".join(lines))


@dataclass(frozen=True)
class Checked:
    """What a check found: the rows by file, the package, and what keeps no report from being made."""

    package: dict
    tables: Tables
    languages: tuple[str, ...]
    notes: list[str]
    warnings: Findings

    def list_elements(self, *levels: str) -> list[Row]:
        """Return the elements of some levels, each level in its order."""
        rows = [row for row in self.tables["elements.csv"] if row["level"] in levels]
        return sorted(rows, key=lambda row: (levels.index(row["level"]), int(row["order"])))

    def list_ids(self, *levels: str) -> list[str]:
        """Return the ids of the elements of some levels, each level in its order."""
        return [row["id"] for row in self.list_elements(*levels)]

    def list_cells(self) -> list[tuple[str, str]]:
        """Return track and scenario of every cell to be decided: none of an item with itself."""
        same = pair_same_items(self.tables["elements.csv"], self.languages)
        tracks, scenarios = self.list_ids("track"), self.list_ids("scenario")
        cells = [(track, scenario) for scenario in scenarios for track in tracks]
        return [cell for cell in cells if cell not in same]


def check_framework(folder: Path, *, strict: bool = False) -> Checked:
    """Read and check a folder; raise FrameworkError with all findings if there are errors.

    When strict a warning is an error.
    """
    if not folder.is_dir():
        found = "no such folder" if not folder.exists() else "a file, not a folder"
        known = list_frameworks()
        hint = suggest(folder, known).strip()
        found += f"; {hint}" if hint else ""
        allowed = f"a framework folder, or a name under data/: {', '.join(known)}"
        raise FrameworkError(folder, [Fault(str(folder), found, allowed)])
    package, found = read_package(folder)
    tables, form, remarks = read_files(folder)
    faults = Findings([*found, *form])
    if package:
        faults += _check_package(package)
    broken = {fault.file for fault in form if fault.row in (None, 1)}
    for name, rows in tables.items():
        if name not in broken:
            faults += _check_cells(name, rows)
            faults += _check_keys(name, rows)
    if not broken & {"scale.csv", "coding.csv"}:
        faults += check_levels(tables)
    languages = find_languages(tables)
    # Rules across files would only repeat the fault of a file that could not be read.
    if not broken:
        faults += check_consistency(tables)
        for more in (list_long_quotes(tables), _list_unseen(tables), _list_unseen_in(package)):
            faults += more
    warnings = faults.pick(Weight.WARNING)
    if strict and warnings:
        faults = faults.change(lambda fault: replace(fault, weight=Weight.ERROR))
    if faults.pick(Weight.ERROR):
        raise FrameworkError(folder, faults)
    return Checked(package, tables, languages, Findings(remarks).list_lines(), warnings)


def check_parts(folder: Path, names: tuple[str, ...]) -> Checked:
    """Read and check some files of a folder by themselves; of the others only datapackage.json is opened."""
    package, found = read_package(folder)
    tables: Tables = {name: [] for name in FILES}
    faults = Findings([*found, *(_check_package(package) if package else ())])
    for name in names:
        tables[name], form, _ = read_rows(folder, FILES[name])
        faults += form
        if not form:
            faults += _check_cells(name, tables[name])
            faults += _check_keys(name, tables[name])
    if faults.pick(Weight.ERROR):
        raise FrameworkError(folder, faults)
    return Checked(package, tables, find_languages(tables), [], faults)


def _check_package(package: dict) -> Iterator[Fault]:
    name = "datapackage.json"
    rules = (
        ("name", NAME_PATTERN.fullmatch, NAME_MEANS),
        ("created", _is_date, "a date such as 2021-12-28"),
    )
    for field, fits, allowed in rules:
        value = package.get(field, "")
        if not isinstance(value, str) or not fits(value):
            yield Fault(name, quote_value(str(value)), allowed, column=field)
    yield from _check_texts(name, package, ("title", "version"), required=True)
    yield from _check_texts(name, package, tuple(f"title_{code}" for code in LANGUAGES))
    for field in ("sources", "licenses", "contributors"):
        items = package.get(field, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield Fault(name, quote_value(str(items)), "a list of objects", column=field)
            continue
        for item in items:
            yield from _check_texts(name, item, PACKAGE_TEXTS, within=f"{field}, ")


def _check_texts(
    name: str,
    values: dict,
    fields: tuple[str, ...],
    *,
    required: bool = False,
    within: str = "",
) -> Iterator[Fault]:
    """Find what a report would print as None or as a list."""
    for field in fields:
        value = values.get(field, "")
        if not isinstance(value, str):
            found = f"{quote_value(json.dumps(value))}, which is no text"
            yield Fault(name, found, "some text, in quotes", column=f"{within}{field}")
        elif required and not value.strip():
            yield Fault(name, "empty", "some text", column=field)


def _is_date(value: str) -> bool:
    """Return whether a text starts with a day that exists; a time may follow."""
    try:
        return bool(DATE_PATTERN.match(value)) and bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


def _check_cells(name: str, rows: list[Row]) -> Iterator[Fault]:
    there = {column for row in rows for column in row.values}
    for field in FILES[name].fields:
        if rows and field.wanted and field.name not in there:
            allowed, weight = field.explain(), Weight.WARNING
            yield Fault(name, "the column is missing", allowed, 1, field.name, weight=weight)
    for row in rows:
        for field in FILES[name].fields:
            value = row[field.name]
            if found := name_spreadsheet_error(value):
                yield Fault(name, found, SPREADSHEET_MEANT, row.number, field.name)
            elif not value:
                if field.required or (field.wanted and field.name in there):
                    weight = Weight.ERROR if field.required else Weight.WARNING
                    allowed = field.explain()
                    yield Fault(name, "empty", allowed, row.number, field.name, weight=weight)
            elif (field.allowed and value not in field.allowed) or (
                field.pattern and not field.pattern.fullmatch(value)
            ):
                yield Fault(name, quote_value(value), field.explain(), row.number, field.name)


def _check_keys(name: str, rows: list[Row]) -> Iterator[Fault]:
    key = FILES[name].key
    seen: dict[tuple[str, ...], dict[str, int]] = {}
    for row in rows:
        value = tuple(row[column] for column in key)
        if not any(value):
            continue  # an empty key is a fault of its own
        sign, before = _find_sign(name, row), seen.setdefault(value, {})
        if before and (sign in before or "" in (sign, *before)):
            first = before.get(sign) or next(iter(before.values()))
            found = f"{quote_value(', '.join(value))} stands in row {first} already"
            yield Fault(name, found, "each once", row.number, ", ".join(key))
        before.setdefault(sign, row.number)


def _find_sign(name: str, row: Row) -> str:
    """Return the sign of a whole cell that may have two rows, one with + and one with -."""
    whole = name == "coding.csv" and not row["segment_id"]
    return row["polarity"] if whole and row["polarity"] in ("+", "-") else ""


def _list_unseen(tables: Tables) -> Iterator[Fault]:
    """Note characters that nobody sees, where they stand: they keep words from being found."""
    for name, rows in tables.items():
        for row in rows:
            for field in FILES[name].fields:
                for char in find_unseen(row[field.name]):
                    found = f"{name_character(char)}, which cannot be seen"
                    where = {"row": row.number, "column": field.name}
                    yield Fault(name, found, rule=char, weight=Weight.WARNING, **where)


def _list_unseen_in(package: dict) -> Iterator[Fault]:
    for field, value in package.items():
        for char in find_unseen("".join(_list_texts(value))):
            found = f"{name_character(char)}, which cannot be seen"
            where = {"column": field, "rule": char}
            yield Fault("datapackage.json", found, weight=Weight.WARNING, **where)


def _list_texts(value: object) -> Iterator[str]:
    """Yield the texts in a value of JSON, whose depth was checked when it was read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _list_texts(item)
