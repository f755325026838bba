"""Read the files of a framework folder as rows of text, naming every fault of form.

Nothing here knows what a column means; that is check.py.  Standard library only.
"""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

from report138.data.schema import FILES, File, is_language_column

csv.field_size_limit(2**24)


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the data: where it stands, what was found, what is allowed."""

    file: str
    found: str
    allowed: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.found}" + (f"; allowed: {self.allowed}" if self.allowed else "")


@dataclass(frozen=True)
class Row:
    """One record with its row number as a spreadsheet counts it (the header is row 1)."""

    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def quote_value(value: str, limit: int = 60) -> str:
    """Quote a value for a message, on one line and cut to a readable length."""
    flat = " ".join(value.split())
    return f"“{flat if len(flat) <= limit else flat[: limit - 1] + '…'}”"


def decode(path: Path) -> tuple[str, Fault | None]:
    """Return a file's text, or the fault that keeps it from being read as UTF-8."""
    raw = path.read_bytes()
    if raw.startswith(b"PK\x03\x04"):
        return "", Fault(path.name, "an Excel workbook under a .csv name", "save it as CSV UTF-8")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Fault(path.name, "UTF-16 text", "save it as CSV UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", Fault(path.name, _describe_encoding(raw, error.start), "save it as CSV UTF-8")
    if "\x00" in text:
        return "", Fault(path.name, "NUL characters, so this is not a text file", "CSV UTF-8")
    return text, None


def _describe_encoding(raw: bytes, position: int) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return f"not UTF-8 text (byte {position + 1})"
    line = raw[:position].count(b"\n") + 1
    return f"not UTF-8 text (line {line}); it reads as GBK (GB18030)"


def read_rows(folder: Path, file: File) -> tuple[list[Row], list[Fault], list[str]]:
    """Read one file: its rows, its faults of form, and the names of unused extra columns."""
    path = folder / file.name
    if not path.is_file():
        if file.optional:
            return [], [], []
        return [], [Fault(file.name, "the file is missing", f"needed in {folder}")], []
    text, fault = decode(path)
    if fault:
        return [], [fault], []
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return [], [Fault(file.name, f"not readable as CSV ({error})", "check the quotes")], []
    return _to_rows(file, records)


def _to_rows(file: File, records: list[list[str]]) -> tuple[list[Row], list[Fault], list[str]]:
    header = [name.strip() for name in records[0]] if records else []
    faults = _check_header(file, header)
    rows = []
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue  # spreadsheets leave empty rows behind
        if len(record) > len(header) and any(cell.strip() for cell in record[len(header) :]):
            found = f"{len(record)} cells where the header has {len(header)}"
            faults.append(Fault(file.name, found, "one cell a column", row=number))
            continue
        values = dict(zip(header, (cell.strip() for cell in record), strict=False))
        rows.append(Row(number, values))
    if not rows and not file.may_be_empty and not faults:
        faults.append(Fault(file.name, "no rows", "at least one row below the header"))
    extra = [name for name in header if name and name not in {field.name for field in file.fields}]
    return rows, faults, extra


def _check_header(file: File, header: list[str]) -> list[Fault]:
    needed = [
        field.name
        for field in file.fields
        if not is_language_column(field.name) and field.name not in file.optional_fields
    ]
    allowed = ", ".join(field.name for field in file.fields)
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        found = "cells parted by semicolons or tabs"
        return [Fault(file.name, found, "commas (CSV UTF-8)", row=1)]
    faults = [
        Fault(file.name, "the column is missing", allowed, row=1, column=name)
        for name in needed
        if name not in header
    ]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    faults += [Fault(file.name, "the column stands twice", row=1, column=name) for name in twice]
    return faults


def read_package(folder: Path) -> tuple[dict, list[Fault]]:
    """Read datapackage.json as it stands; its content is checked in check.py."""
    path = folder / "datapackage.json"
    if not path.is_file():
        return {}, [Fault(path.name, "the file is missing", f"needed in {folder}")]
    text, fault = decode(path)
    if fault:
        return {}, [Fault(path.name, fault.found, "UTF-8 JSON")]
    try:
        package = json.loads(text)
    except json.JSONDecodeError as error:
        return {}, [Fault(path.name, f"not valid JSON ({error.msg})", row=error.lineno)]
    if not isinstance(package, dict):
        return {}, [Fault(path.name, "not a JSON object", "{ ... }")]
    return package, []


def read_files(folder: Path) -> tuple[dict[str, list[Row]], list[Fault], list[str]]:
    """Read every CSV of the contract: rows by file, faults, and notes on unused columns."""
    tables, faults, notes = {}, [], []
    for name, file in FILES.items():
        tables[name], found, extra = read_rows(folder, file)
        faults += found
        if extra:
            notes.append(f"{name}: not used: column {', '.join(extra)}")
    return tables, faults, notes
