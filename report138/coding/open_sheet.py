"""Open a spreadsheet that people filled in, Excel or CSV, as pages of text."""

from pathlib import Path

from report138.coding.read_workbook import Page, WorkbookError, read_workbook
from report138.data.read import LARGEST, Fault, decode, read_csv
from report138.text_file import name_format

WORKBOOKS = (".xlsx", ".xlsm")
# what spreadsheets take for the start of a formula, in Chinese ones the full-width signs too
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read_pages(sheet: Path, forms: str) -> tuple[list[Page], Fault | None]:
    """Return the worksheets of a workbook, or a CSV file as one; `forms` says what is allowed."""
    if not sheet.is_file():
        return [], Fault(str(sheet), "no such file", forms)
    try:
        with sheet.open("rb") as file:
            start = file.read(120)
    except OSError as error:
        return [], Fault(sheet.name, f"not readable ({error.strerror or error})", forms)
    if start.startswith(b"PK\x03\x04") and "OpenDocument" not in name_format(start):
        if sheet.stat().st_size > LARGEST:
            return [], Fault(sheet.name, f"{sheet.stat().st_size:,} bytes", f"{LARGEST:,} at most")
        try:
            return read_workbook(sheet), None
        except WorkbookError as error:
            return [], Fault(sheet.name, str(error), forms)
    named = "no Excel workbook" if sheet.suffix.lower() in WORKBOOKS else ""
    if found := name_format(start) or named:
        return [], Fault(sheet.name, found, forms)
    text, fault = decode(sheet)
    records, fault = ([], fault) if fault else read_csv(sheet.name, text)
    return [make_page(sheet.name, records)], fault


def make_page(name: str, records: list[list[str]]) -> Page:
    """Return the records of a CSV file as a page."""
    rows = {
        number: {column: cell for column, cell in enumerate(record, start=1) if cell.strip()}
        for number, record in enumerate(records, start=1)
    }
    return Page(name, rows=rows)


def clean_cell(cell: str) -> str:
    """Undo the apostrophe that keeps text from being a formula."""
    value = cell.strip()
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA_STARTS) else value
