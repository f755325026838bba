"""Read a filled coding sheet, from CSV or Excel, as rows of text."""

import csv
import io
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from zipfile import BadZipFile

from report138.coding.write_sheet import FORMULA_STARTS, list_columns
from report138.data.check import Checked
from report138.data.read import Fault, decode


@dataclass(frozen=True)
class Record:
    """One coded row of a sheet, with its row number there."""

    number: int
    values: dict[str, str]

    @property
    def is_whole_cell(self) -> bool:
        """Return whether the row decides on a whole cell, not on words of the source."""
        quoted = any(value for key, value in self.values.items() if key.startswith("quote_"))
        return self.values["stage"] == "cell" and not quoted and not self.values["segment_id"]


def read_records(
    checked: Checked, sheet: Path
) -> tuple[list[Record], dict[str, list[str]], list[Fault]]:
    """Return the rows that the coder has filled in and the sentences by place, or the faults."""
    if not sheet.is_file():
        return [], {}, [Fault(str(sheet), "no such file", "a filled coding sheet, .csv or .xlsx")]
    if sheet.suffix.lower() == ".xlsx":
        rows = _read_workbook(sheet)
        if rows is None:
            return (
                [],
                {},
                [Fault(sheet.name, "not a readable Excel workbook", ".xlsx or CSV UTF-8")],
            )
    else:
        text, fault = decode(sheet)
        if fault:
            return [], {}, [fault]
        rows = list(csv.reader(io.StringIO(text, newline="")))
    header = [name.strip() for name in rows[0]] if rows else []
    columns = list_columns(checked)
    missing = [name for name in columns if name not in header]
    if missing:
        allowed = ", ".join(columns)
        return (
            [],
            {},
            [Fault(sheet.name, "the column is missing", allowed, 1, name) for name in missing],
        )
    records = []
    sentences: dict[str, dict[str, None]] = {}
    for number, row in enumerate(rows[1:], start=2):
        # a spreadsheet may cut the empty cells off the end of a row
        cells = dict(zip_longest(header, row[: len(header)], fillvalue=""))
        values = {name: _clean(cells[name]) for name in columns}
        if values["stage"] == "sentence":
            # a sentence that bears on several cells stands in as many rows
            sentences.setdefault(values["locator"], {})[values["text"]] = None
        if _is_filled(values):
            records.append(Record(number, values))
    return records, {place: list(texts) for place, texts in sentences.items()}, []


def _is_filled(values: dict[str, str]) -> bool:
    """Return whether the coder has written into a row; cells and segments come with their ids."""
    if values["stage"] in ("cell", "segment"):
        return bool(values["level"])
    given = ("stage", "locator", "segment_id", "text")
    return any(value for name, value in values.items() if name not in given)


def _read_workbook(path: Path) -> list[list[str]] | None:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(path, read_only=True)
        sheet = workbook[workbook.sheetnames[0]]
        rows = [[_to_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        workbook.close()
    except (BadZipFile, InvalidFileException, KeyError, OSError):
        return None
    return rows


def _to_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _clean(cell: str) -> str:
    """Undo the apostrophe that keeps text from being a formula."""
    value = cell.strip()
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA_STARTS) else value
