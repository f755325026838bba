"""Read a matrix from a spreadsheet: what each page holds is guessed, said, and asked of nobody."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from report138.coding.guess_scale import SheetScale, make_scale
from report138.coding.headings import fold, name_reading, read_role
from report138.coding.level_values import DASHES, LISTED, MEANS, Value, parse_value
from report138.coding.marks import list_marks
from report138.coding.matrix_parts import Found, Record
from report138.coding.open_sheet import clean_cell, make_page, read_pages
from report138.coding.read_details import (
    read_about,
    read_details,
    read_readings,
    read_scale,
    read_tiers,
)
from report138.coding.read_long import find_long_form, has_lines, read_long_form
from report138.coding.read_table import read_same_shape, read_table, read_values
from report138.coding.read_workbook import Page
from report138.data.read import Fault, decode, quote_value
from report138.data.schema import SPREADSHEET_ERRORS

FORMS = "a matrix as .xlsx, .xlsm or CSV UTF-8"
MOST_CELLS = 100_000
_BOTH = re.compile(r"(\+[^/;\s]*)\s*[/;\s]\s*(-[^/;\s]*)|(-[^/;\s]*)\s*[/;\s]\s*(\+[^/;\s]*)")
SIGNS = {"plus": "+", "minus": "-"}
ONE = "A"  # the name of the only reading
NO_TABLE = (
    "names of rows beside, and of columns above, values; or a line for each cell below the headings "
    "row, column, value; words of your own in the order of a sheet Scale (columns value, order)"
)


def read_matrix(path: Path) -> tuple[Found, SheetScale]:
    """Read all pages of a file; the faults are in what is returned."""
    found = Found()
    pages, fault = _open(path, found)
    if fault:
        found.faults.append(fault)
        return found, SheetScale()
    roles = {page.name: read_role(page.name) for page in pages}
    for page in pages:
        if roles[page.name] == "scale":
            read_scale(page, found)
    marks, said = ({}, []) if found.scale else list_marks(pages)
    listed = _list_values(found) or marks
    main = _read_main(pages, roles, found, listed)
    if main is None:
        if not found.faults:
            found.faults.append(
                Fault(
                    path.name,
                    f"no table of rows × columns with values{_list_often(pages)}",
                    NO_TABLE,
                )
            )
        return found, SheetScale()
    _read_others(pages, roles, found, main)
    found.said += said
    _settle_ids(found)
    _drop_combined(found, main, listed)
    return found, _settle_values(found, listed)


def _list_often(pages: list[Page]) -> str:
    """List the short texts that come more than once: perhaps they are meant to be values."""
    texts = (text for page in pages for cells in page.rows.values() for text in cells.values())
    often = [
        text for text, number in Counter(texts).most_common(6) if number > 1 and len(text) <= 20
    ]
    return f"; more than once: {', '.join(map(quote_value, often))}" if often else ""


def _list_values(found: Found) -> dict[str, Value]:
    """Return the values of a sheet Scale as cells have them: a number without its + too."""
    listed = {
        fold(row["value"]): Value(LISTED, float(row["order"]), row["sign"], row["value"])
        for row in found.scale
    }
    plain = {text.removeprefix("+"): value for text, value in listed.items() if len(text) > 1}
    return plain | listed


def _open(path: Path, found: Found) -> tuple[list[Page], Fault | None]:
    """Open the pages of a file: what is not empty in them, rows and cells in order."""
    pages, fault = read_pages(path, FORMS)
    if fault:
        return [], fault
    if not pages[0].file:
        pages = [_split(path, pages[0], found)]
    for page in pages:
        rows = {
            row: {
                column: clean_cell(text) for column, text in sorted(cells.items()) if text.strip()
            }
            for row, cells in sorted(page.rows.items())
        }
        page.rows = {row: cells for row, cells in rows.items() if cells}
        number = sum(map(len, page.rows.values()))
        if number > MOST_CELLS:
            return [], Fault(page.title, f"{number:,} cells", f"{MOST_CELLS:,} at most")
    return pages, None


def _split(path: Path, page: Page, found: Found) -> Page:
    """Part a CSV by semicolons or tabs where these make more columns than commas do."""
    text, _ = decode(path)
    best, mark = max(len(cells) for cells in page.rows.values()) if page.rows else 0, ","
    for other, name in ((";", "semicolons"), ("\t", "tabs")):
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=other))
        widest = max((sum(bool(cell) for cell in record) for record in records), default=0)
        if widest > best:
            page, best, mark = make_page(page.name, records), widest, name
    if mark != ",":
        found.said.append(f"{path.name}: cells parted by {mark}")
    return page


def _read_main(
    pages: list[Page], roles: dict[str, str], found: Found, listed: dict[str, Value]
) -> Page | None:
    """Read the first page that names rows and columns; return it."""

    def is_value(text: str) -> bool:
        known = parse_value(text, listed) is not None or text in SPREADSHEET_ERRORS
        return known or bool(_BOTH.fullmatch(text.translate(DASHES)))

    firsts = [page for page in pages if roles[page.name] == "matrix"]
    others = [page for page in pages if roles[page.name] in ("", "plus", "minus")]
    for page in [*firsts, *others]:
        coder, sign = _name_coder(page, roles), SIGNS.get(roles[page.name], "")
        form = find_long_form(page, valued=True)
        if form and has_lines(page, form):
            read_long_form(page, found, form, ONE, makes_items=True)
            return page
        table = read_table(page, found, is_value)
        if table:
            read_values(page, found, table, coder, sign)
            return page
    return None


def _name_coder(page: Page, roles: dict[str, str]) -> str:
    """Name the reading of a page after the page; one that says nothing of a reader has a letter."""
    if page.file and roles[page.name] not in ("matrix", "plus", "minus"):
        return name_reading(page.name)
    others = {name_reading(name) for name in roles if name != page.name}
    return next(letter for letter in (ONE, *"BCDEFGH", page.name) if letter not in others)


def _read_others(pages: list[Page], roles: dict[str, str], found: Found, main: Page) -> None:
    readers: dict[str, Callable[[Page], None]] = {
        "rows": lambda page: read_details(page, found, found.rows),
        "columns": lambda page: read_details(page, found, found.columns),
        "readings": lambda page: read_readings(page, found),
        "about": lambda page: read_about(page, found),
        "tiers": lambda page: read_tiers(page, found),
        "scale": lambda page: None,
    }
    order = ("rows", "columns", "matrix", "", "plus", "minus")  # the others after these
    ranks = {role: place for place, role in enumerate(order)}
    for page in sorted(pages, key=lambda page: ranks.get(roles[page.name], len(ranks))):
        role = roles[page.name]
        if page is main:
            continue
        if not page.rows:
            found.left_out.append(f"{page.title}: empty")
        elif role in readers:
            readers[role](page)
        elif role != "quotes" and read_same_shape(
            page, found, _name_coder(page, roles), SIGNS.get(role, "")
        ):
            signed = {"plus": "values with the sign +", "minus": "values with the sign −"}.get(role)
            found.said.append(f"{page.title}: {signed or f'reading {_name_coder(page, roles)}'}")
        elif role in ("quotes", "") and (form := find_long_form(page, valued=False)):
            read_long_form(page, found, form, "", makes_items=False)
            found.said.append(f"{page.title}: quotations, a line each")
        elif role == "quotes" and read_same_shape(page, found, "", "", texts=True):
            found.said.append(f"{page.title}: a quotation in each cell")
        else:
            found.left_out.append(
                f"{page.title}: neither the rows and columns of the matrix nor details that are known"
            )
    _name_readings(found)


def _name_readings(found: Found) -> None:
    """Give values and quotations their reading: the first one's, where they name none.

    Values of a single page are of the one reading that its quotations name, or of one that needs no name.
    """
    lines = [record for record in found.records if record.from_line]
    pages = dict.fromkeys(record.coder for record in found.records if not record.from_line)
    named = dict.fromkeys(record.coder for record in lines if record.coder)
    if len(pages.keys() - {""}) == 1 and len(named) <= 1:
        for record in found.records:
            record.coder = next(iter(named), ONE)
    first = next((record.coder for record in found.records if record.coder), ONE)
    for record in found.records:
        record.coder = record.coder or first


def _drop_combined(found: Found, main: Page, listed: dict[str, Value]) -> None:
    """Leave out a page Matrix beside readings of their own: it is computed from these."""
    coders = {record.coder for record in found.records}
    mine = [record for record in found.records if record.spot.page is main]
    others = [record for record in found.records if record.spot.page is not main]
    if read_role(main.name) == "matrix" and len(coders) > 2 and _is_median(mine, others, listed):
        found.records = others
        found.left_out.append(f"sheet {main.name}: computed from the readings")


def _is_median(mine: list[Record], others: list[Record], listed: dict[str, Value]) -> bool:
    """Return whether every value is the lower median of those that the readings give the cell."""
    theirs: dict[tuple[str, str], list[float]] = {}
    for record in others:
        worded = any(key.startswith(("quote", "note")) for key in record.texts)
        value = None if worded else parse_value(record.value, listed)
        if value and value.text != "NA":
            theirs.setdefault((record.row.id, record.column.id), []).append(value.size)
    for record in mine:
        value = parse_value(record.value, listed)
        given = sorted(theirs.get((record.row.id, record.column.id), []))
        if value and given and value.size != given[(len(given) - 1) // 2]:
            return False
    return bool(mine)


def _settle_ids(found: Found) -> None:
    """Keep the ids that are given if each is there once; else number rows and columns."""
    for items, letter in ((found.rows, "S"), (found.columns, "T")):
        for number, item in enumerate(items.all, start=1):
            cleaned = "".join(char if char.isalnum() or char in "_.-" else "-" for char in item.id)
            item.id = cleaned.strip("-._")[:40] or f"{letter}{number}"
    ids = [item.id.casefold() for items in (found.rows, found.columns) for item in items.all]
    if len(set(ids)) < len(ids):
        for items, letter in ((found.rows, "S"), (found.columns, "T")):
            for number, item in enumerate(items.all, start=1):
                item.id = f"{letter}{number}"
        found.said.append(
            "ids: S1, S2, … and T1, T2, …, as those in the sheet are not each there once"
        )


def _settle_values(found: Found, listed: dict[str, Value]) -> SheetScale:
    """Read the values of all records, choose the scale, and name what does not fit it."""
    values: list[tuple[Record, Value]] = []
    found.records = [each for record in found.records for each in _part_signs(record)]
    for record in found.records:
        if not record.value:
            continue
        value = parse_value(record.value, listed)
        if value is None:
            allowed = ", ".join(listed) if found.scale else MEANS
            found.faults += record.spot.check(record.value) or [
                record.spot.fault(quote_value(record.value), allowed)
            ]
            continue
        if (record.sign == "+" and value.sign == "-") or (
            record.sign == "-" and record.value[0] in "+＋"
        ):
            sheet = {"+": "a sheet of + values", "-": "a sheet of − values"}[record.sign]
            found.faults.append(
                record.spot.fault(quote_value(record.value), f"no other sign in {sheet}")
            )
            continue
        if record.sign and value.size:
            value = Value(value.kind, value.size, record.sign, value.text)
        values.append((record, value))
    scale = make_scale((value for _, value in values), found.scale)
    if scale.too_many:
        text = f"{len(scale.too_many)} different strengths: {', '.join(scale.too_many[:12])}, …"
        spot = values[0][0].spot
        found.faults.append(
            Fault(spot.sheet, text, "9 above none at most: join some, such as 1-2, 3-4")
        )
        return scale
    found.said += scale.said
    for record, value in values:
        written = scale.write(value)
        if written is None:
            allowed = f"{scale.kind}: {', '.join(scale.steps.values())}, n/a, or empty"
            found.faults.append(record.spot.fault(quote_value(record.value), allowed))
        else:
            record.value = written
    return scale


def _part_signs(record: Record) -> list[Record]:
    """Return two records for a cell with a value of each sign, such as +2 / -3."""
    pair = _BOTH.fullmatch(record.value.translate(DASHES).replace("±", "+/-"))
    if not pair:
        return [record]
    parts = sorted(part.strip() for part in pair.groups() if part)
    return [replace(record, value=part, sign=part[0], texts=dict(record.texts)) for part in parts]
