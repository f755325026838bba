"""Read a filled coding sheet, from CSV or Excel, as rows of text; nothing in it is dropped unsaid."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from report138.coding.open_sheet import clean_cell, read_pages
from report138.coding.read_workbook import COMPUTED, UNCOMPUTED, Page
from report138.coding.write_sheet import GIVEN, list_columns
from report138.data.check import Checked
from report138.data.read import Fault, find_other_marks, name_spreadsheet_error
from report138.data.schema import SPREADSHEET_MEANT
from report138.errors import count
from report138.unseen import Lookalikes

FORMS = "a filled coding sheet as .xlsx, .xlsm or CSV UTF-8"
SEARCHED = 50  # rows in which the header may stand, below a title


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
    pages, fault = read_pages(sheet, FORMS)
    if fault:
        return [], {}, [fault]
    columns = list_columns(checked)
    page, top, missing = min(
        (found for page in pages for found in _list_headers(page, columns)),
        key=lambda found: len(found[2]),
    )
    if missing:
        return [], {}, [_tell_missing(sheet.name, page, top, columns, missing)]
    header = {column: name.strip() for column, name in page.rows[top].items()}
    faults = list(_check_form(sheet.name, page, top, header, columns))
    if faults:
        return [], {}, faults
    records = []
    sentences: dict[str, dict[str, None]] = {}
    places = {name: column for column, name in header.items()}
    for number, cells in page.rows.items():
        if number <= top:
            continue
        values = {name: clean_cell(cells.get(places[name], "")) for name in columns}
        if values["stage"] == "sentence":
            # a sentence that bears on several cells stands in as many rows
            sentences.setdefault(values["locator"], {})[values["text"]] = None
        if _is_filled(values):
            records.append(Record(number, values))
    return records, {place: list(texts) for place, texts in sentences.items()}, []


def _list_headers(page: Page, columns: list[str]) -> Iterator[tuple[Page, int, list[str]]]:
    """Yield the first rows of a page, each with the columns of a coding sheet that it lacks."""
    yield page, 0, columns
    for number in list(page.rows)[:SEARCHED]:
        names = {cell.strip() for cell in page.rows[number].values()}
        yield page, number, [name for name in columns if name not in names]


def _tell_missing(name: str, page: Page, top: int, columns: list[str], missing: list[str]) -> Fault:
    """Say in one message why no row will do as the header."""
    allowed = f"a row with the headings {', '.join(columns)}"
    first = next(iter(page.rows.values()), {})
    if fault := find_other_marks(name, list(first.values())):
        return fault
    if len(missing) == len(columns):
        return Fault(name, "no headings of a coding sheet", allowed)
    alike = Lookalikes(page.rows[top].values())
    told = [f"{column} ({alike.tell_apart(column)})".replace(" ()", "") for column in missing]
    return Fault(name, f"the column is missing: {', '.join(told)}", allowed, row=top)


def _check_form(
    name: str, page: Page, top: int, header: dict[int, str], columns: list[str]
) -> Iterator[Fault]:
    """Find what would be lost: cells below no heading, merged ones, formulas without a value."""
    known = {column: heading for column, heading in header.items() if heading in columns}
    for heading in columns:
        if list(known.values()).count(heading) > 1:
            yield Fault(name, "the column stands twice", row=top, column=heading)
    for ref, rows, places in page.merged:
        if rows[-1] > top and any(column in known for column in places):
            found = f"merged cells ({ref}): only the first has a value"
            row = max(rows[0], top + 1)
            yield Fault(name, found, "a value in each cell", row, known.get(places[0], ""))
    for row, column in sorted(page.uncomputed):
        if row > top and column in known:
            yield Fault(name, UNCOMPUTED, COMPUTED, row, known[column])
    for number, cells in page.rows.items():
        if number > top:
            beyond = [column for column in cells if column not in header and cells[column].strip()]
            if beyond:
                found = f"a value in column {beyond[0]}, which has no heading"
                yield Fault(name, found, f"{count(len(header), 'column')}, one cell each", number)
            for column, heading in known.items():
                if found := name_spreadsheet_error(cells.get(column, "")):
                    yield Fault(name, found, SPREADSHEET_MEANT, number, heading)


def _is_filled(values: dict[str, str]) -> bool:
    """Return whether the coder has written into a row; cells and segments come with their ids."""
    if values["stage"] in ("cell", "segment"):
        return bool(values["level"])
    return any(value for name, value in values.items() if name not in GIVEN)
