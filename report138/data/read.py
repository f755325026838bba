"""Read the files of a framework folder as rows of text, naming every fault of form.

Nothing here knows what a column means; that is check.py.  Standard library only.
"""

import csv
import io
import json
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from report138.data.schema import FILES, SPREADSHEET_ERRORS, File
from report138.errors import count
from report138.text_file import decode_text
from report138.unseen import cut, escape, is_encodable

LARGEST = 100_000_000  # bytes of a file: hundreds of times the largest framework tried
LONGEST = 800  # characters of what was found, or is allowed, in a message
DEEPEST = 50  # lists and objects within each other in datapackage.json
_DEPTH = f"{DEEPEST} within each other at most"
LONGEST_FIELD = 2**24  # characters; a longer one is a quote that was never closed


class Weight(Enum):
    """How much a finding weighs: an error keeps reports from being made, the others do not."""

    ERROR = "error"  # a report could not be made, or would say what is false
    WARNING = "warning"  # the codebook asks for more; the report is true as far as it goes
    NOTE = "note"  # as it may be


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the data: where it stands, what was found, what is allowed."""

    file: str
    found: str
    allowed: str = ""
    row: int | None = None
    column: str = ""
    rule: str = ""  # which rule is broken, where `allowed` differs from row to row
    weight: Weight = Weight.ERROR

    @property
    def kind(self) -> tuple[Weight, str, str, str]:
        """What faults have in common that are mended in the same way."""
        return self.weight, self.file, self.column, self.rule or self.allowed

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {cut(self.column, 60)}"
        allowed = f"; allowed: {cut(self.allowed, LONGEST)}" if self.allowed else ""
        return f"{place}: {cut(self.found, LONGEST)}{allowed}"


@dataclass(frozen=True)
class Row:
    """One record with its row number as a spreadsheet counts it (the header is row 1)."""

    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def quote_value(value: str, limit: int = 60) -> str:
    """Quote a value for a message, on one line and cut to a readable length."""
    flat = escape(" ".join(value.split()))
    return f"“{cut(flat, limit)}”"


def name_spreadsheet_error(value: str) -> str:
    """Say what a value is that a formula left which failed; "" for any other."""
    return f"{value}, an error of a spreadsheet" if value in SPREADSHEET_ERRORS else ""


def decode(path: Path) -> tuple[str, Fault | None]:
    """Return a file's text, or the fault that keeps it from being read as UTF-8."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        return "", Fault(path.name, f"not readable ({error.strerror or error})")
    if size > LARGEST:
        return "", Fault(path.name, f"{size:,} bytes", f"{LARGEST:,} at most")
    text, found = decode_text(raw)
    return text, Fault(path.name, found, "save it as CSV UTF-8") if found else None


def read_csv(name: str, text: str) -> tuple[list[list[str]], Fault | None]:
    """Return the records of a CSV text, or the fault that keeps it from being read."""
    csv.field_size_limit(LONGEST_FIELD)  # of the process: another package may have changed it
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    try:
        records.extend(reader)
    except csv.Error as error:
        found = f"not readable as CSV ({error})"
        allowed = "check the quotes in this row and those before it"
        return [], Fault(name, found, allowed, row=len(records) + 1)
    return records, None


def read_rows(folder: Path, file: File) -> tuple[list[Row], list[Fault], list[str]]:
    """Read one file: its rows, its faults of form, and the names of unused extra columns."""
    path = folder / file.name
    if not path.is_file():
        if path.exists() or path.is_symlink():
            return [], [Fault(file.name, "no file that can be read", "a CSV UTF-8 file")], []
        if file.optional:
            return [], [], []
        return [], [Fault(file.name, "the file is missing", f"needed in {folder}")], []
    text, fault = decode(path)
    records, fault = ([], fault) if fault else read_csv(file.name, text)
    return ([], [fault], []) if fault else _to_rows(file, records)


def _to_rows(file: File, records: list[list[str]]) -> tuple[list[Row], list[Fault], list[str]]:
    header = [name.strip() for name in records[0]] if records else []
    faults = _check_header(file, header)
    rows = []
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue  # spreadsheets leave empty rows behind
        if len(record) > len(header) and any(cell.strip() for cell in record[len(header) :]):
            found = f"{count(len(record), 'cell')} where the header has {len(header)}"
            faults.append(Fault(file.name, found, "one cell a column", row=number))
            continue
        cells = [cell.strip() for cell in record]
        values = dict(zip(header, cells, strict=False))
        if "" in values:  # columns without a heading: what stands there must not pass unseen
            values[""] = " ".join(
                cell for name, cell in zip(header, cells, strict=False) if not name
            )
        rows.append(Row(number, values))
    if not rows and not file.may_be_empty and not faults:
        faults.append(Fault(file.name, "no rows", "at least one row below the header"))
    extra = [name for name in header if name and name not in {field.name for field in file.fields}]
    if any(row[""] for row in rows):
        extra.append("without a heading")
    return rows, faults, extra


def _check_header(file: File, header: list[str]) -> list[Fault]:
    allowed = ", ".join(field.name for field in file.fields)
    if fault := find_other_marks(file.name, header):
        return [fault]
    faults = [
        Fault(file.name, "the column is missing", allowed, row=1, column=name)
        for name in file.list_needed()
        if name not in header
    ]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    faults += [Fault(file.name, "the column stands twice", row=1, column=name) for name in twice]
    return faults


def find_other_marks(name: str, header: list[str]) -> Fault | None:
    """Return the fault of a header whose cells something else than commas parts."""
    if len(header) != 1 or not any(mark in header[0] for mark in ";\t"):
        return None
    return Fault(name, "cells parted by semicolons or tabs", "commas (CSV UTF-8)", row=1)


def read_package(folder: Path) -> tuple[dict, list[Fault]]:
    """Read datapackage.json as it stands; its content is checked in check.py."""
    path = folder / "datapackage.json"
    if not path.is_file():
        return {}, [Fault(path.name, "the file is missing", f"needed in {folder}")]
    text, fault = decode(path)
    if fault:
        return {}, [Fault(path.name, fault.found, "UTF-8 JSON")]
    try:
        package = json.loads(text, object_pairs_hook=_refuse_twice)
    except _TwiceError as error:
        return {}, [Fault(path.name, "the key stands twice", "each once", column=error.args[0])]
    except json.JSONDecodeError as error:
        return {}, [Fault(path.name, f"not valid JSON ({error.msg})", row=error.lineno)]
    except RecursionError:
        return {}, [Fault(path.name, "lists or objects too deep in each other", _DEPTH)]
    except ValueError:
        return {}, [Fault(path.name, "a number of thousands of digits", "a shorter one, or text")]
    if not isinstance(package, dict):
        return {}, [Fault(path.name, "not a JSON object", "{ ... }")]
    fault = _check_values(path.name, package)
    return ({}, [fault]) if fault else (package, [])


class _TwiceError(Exception):
    """A key stands twice in an object of JSON, of which readers take either."""


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _check_values(name: str, package: dict) -> Fault | None:
    """Find what JSON can hold and its readers cannot: great depth, no number, half a character."""
    waiting: list[tuple[Any, str, int]] = [(package, "", 0)]
    while waiting:
        value, column, depth = waiting.pop()
        if isinstance(value, (dict, list)):
            if depth >= DEEPEST:
                return Fault(name, "lists or objects too deep in each other", _DEPTH, column=column)
            items = value.items() if isinstance(value, dict) else (("", item) for item in value)
            for key, item in items:
                waiting += [(key, column, depth + 1), (item, column or key, depth + 1)]
        elif isinstance(value, str) and not is_encodable(value):
            return Fault(name, quote_value(value), "whole characters only", column=column)
        elif isinstance(value, float) and not math.isfinite(value):
            return Fault(name, str(value), "a number", column=column)
    return None


def read_files(folder: Path) -> tuple[dict[str, list[Row]], list[Fault], list[Fault]]:
    """Read every CSV of the contract: rows by file, faults, and notes on unused columns."""
    tables, faults, notes = {}, [], []
    for name, file in FILES.items():
        tables[name], found, extra = read_rows(folder, file)
        faults += found
        if extra:
            found = f"not used: column {escape(', '.join(extra))}"
            notes.append(Fault(name, found, weight=Weight.NOTE))
    return tables, [*faults, *_miss_segments(folder, tables["coding.csv"])], notes


def _miss_segments(folder: Path, codings: list[Row]) -> Iterator[Fault]:
    """Miss the segments once, where every row that points to one would otherwise be a fault."""
    pointing = [row.number for row in codings if row["segment_id"]]
    if pointing and not os.path.lexists(folder / "segments.csv"):
        needed = f"needed in {folder}: row {pointing[0]} of coding.csv points into it"
        yield Fault("segments.csv", "the file is missing", needed)
