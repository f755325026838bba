"""Check a framework folder against the contract and report every fault at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from report138.data.find import list_frameworks
from report138.data.read import Fault, Row, quote_value, read_files, read_package
from report138.data.rules import Tables, check_consistency, find_languages, list_long_quotes
from report138.data.schema import DATE_PATTERN, FILES, NAME_PATTERN
from report138.errors import DataError


class FrameworkError(DataError):
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
        known = ", ".join(list_frameworks())
        allowed = f"a framework folder, or a name under data/: {known}"
        raise FrameworkError(folder, [Fault(str(folder), found, allowed)])
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
    languages = find_languages(tables)
    # Rules across files would only repeat the fault of a file that could not be read.
    if not broken:
        faults += check_consistency(tables)
        notes += list_long_quotes(tables)
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
            yield Fault(name, quote_value(value), allowed, column=field)
    for field in ("title", "version"):
        if not str(package.get(field, "")).strip():
            yield Fault(name, "empty", "some text", column=field)
    for field in ("sources", "licenses", "contributors"):
        items = package.get(field, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield Fault(name, quote_value(str(items)), "a list of objects", column=field)


def _is_date(value: str, pattern: re.Pattern[str]) -> bool:
    """Return whether a text starts with a day that exists; a time may follow."""
    try:
        return bool(pattern.match(value)) and bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


def _check_cells(name: str, rows: list[Row]) -> Iterator[Fault]:
    for row in rows:
        for field in FILES[name].fields:
            value = row[field.name]
            if not value:
                if field.required:
                    yield Fault(name, "empty", field.explain(), row.number, field.name)
            elif (field.allowed and value not in field.allowed) or (
                field.pattern and not field.pattern.fullmatch(value)
            ):
                yield Fault(name, quote_value(value), field.explain(), row.number, field.name)


def _check_keys(name: str, rows: list[Row]) -> Iterator[Fault]:
    key = FILES[name].key
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        value = tuple(row[column] for column in key)
        if not any(value):
            continue  # an empty key is a fault of its own
        if value in seen:
            found = f"{quote_value(', '.join(value))} stands in row {seen[value]} already"
            yield Fault(name, found, "each once", row.number, ", ".join(key))
        seen.setdefault(value, row.number)
