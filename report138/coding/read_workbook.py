"""Read the values of an Excel workbook as a spreadsheet shows them, and nothing else of it.

From its XML, since openpyxl stops at faults of style, believes a wrong size of a sheet, and leaves no trace of
formulas without a value.  Nothing is unpacked that is larger than a coding sheet could be.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from report138.errors import UserError

LARGEST = 40_000_000  # bytes of XML, unpacked: some 40,000 sentences
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# what is found where a formula was never computed, and what is allowed there
UNCOMPUTED = "a formula without a value"
COMPUTED = "a value; opening and saving it in a spreadsheet computes it"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class WorkbookError(UserError):
    """The file is no workbook that can be read."""


@dataclass
class Page:
    """A worksheet, or a CSV file: its rows, ranges of merged cells, formulas without a value."""

    name: str
    file: str = ""  # the workbook that a worksheet is in
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[tuple[str, range, range]] = field(default_factory=list)  # rows, columns
    uncomputed: set[tuple[int, int]] = field(default_factory=set)

    @property
    def title(self) -> str:
        """What messages call it."""
        return f"{self.file}, sheet {self.name}" if self.file else self.name


def read_workbook(path: Path) -> list[Page]:
    """Return the worksheets in their order; raise WorkbookError if they cannot be read."""
    from lxml.etree import LxmlError

    broken = (LxmlError, zipfile.BadZipFile, zlib.error, KeyError, IndexError, ValueError)
    try:
        with zipfile.ZipFile(path) as archive:
            return _Workbook(archive, path.name).read_pages()
    except WorkbookError:
        raise
    except (*broken, OSError, EOFError, RuntimeError, OverflowError) as error:
        raise WorkbookError(f"not a readable Excel workbook ({error})") from error


class _Workbook:
    """The parts of a workbook in its archive."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.archive, self.file = archive, file
        parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
        size = sum(part.file_size for part in parts)
        if size > LARGEST:
            raise WorkbookError(f"{size:,} bytes when unpacked; at most {LARGEST:,}")
        self.names = {part.filename for part in parts}

    def parse(self, name: str) -> Any:
        """Return the root of a part; one that declares entities is refused, as Excel writes none."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        with self.archive.open(name) as file:
            tree = etree.parse(file, parser)
        if tree.docinfo.internalDTD is not None:
            raise WorkbookError(f"{name} declares entities")
        return tree.getroot()

    def list_targets(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the kind and the name of the parts that a part refers to, by id."""
        folder, base = posixpath.split(name)
        links = self.parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {
            link.get("Id", ""): (
                link.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))[1:],
            )
            for link in links.iter("{*}Relationship")
        }

    def read_pages(self) -> list[Page]:
        start = dict(self.list_targets("").values())["officeDocument"]
        targets, root = self.list_targets(start), self.parse(start)
        parts = {kind: name for kind, name in targets.values() if name in self.names}
        strings = []
        if "sharedStrings" in parts:
            strings = [
                _join_text(item) for item in self.parse(parts["sharedStrings"]).iter("{*}si")
            ]
        early = any(each.get("date1904") in ("1", "true") for each in root.iter("{*}workbookPr"))
        values = _Values(strings, self.list_dates(parts.get("styles", "")), early)
        pages = []
        for sheet in root.iter("{*}sheet"):
            link = next((value for key, value in sheet.items() if key.endswith("}id")), "")
            kind, name = targets.get(link, ("", ""))
            if kind == "worksheet":
                page = Page(sheet.get("name", ""), self.file)
                _fill_page(page, self.parse(name), values)
                pages.append(page)
        if not pages:
            raise WorkbookError("no worksheet in it")
        return pages

    def list_dates(self, name: str) -> list[bool]:
        """Say of each style of cells whether it shows dates; styles that cannot be read show none."""
        from lxml.etree import LxmlError
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

        if not name:
            return []
        try:
            root = self.parse(name)
        except LxmlError:
            return []
        formats = {str(key): code for key, code in BUILTIN_FORMATS.items()}
        formats |= {
            each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter("{*}numFmt")
        }
        return [
            bool(is_date_format(formats.get(style.get("numFmtId", ""), "")))
            for style in root.iterfind("{*}cellXfs/{*}xf")
        ]


def _join_text(item: Any) -> str:
    """Join the runs of a text, without the reading aids that East Asian spreadsheets add."""
    runs = (run for run in item.iter("{*}t") if not run.getparent().tag.endswith("}rPh"))
    return unescape("".join(run.text or "" for run in runs))


def unescape(text: str) -> str:
    """Turn _x000D_ and the like into the character meant; a Windows line break into a plain one."""

    def turn(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return found[0] if 0xD800 <= code < 0xE000 else chr(code)

    return ESCAPED.sub(turn, text).replace("\r\n", "\n")


def _fill_page(page: Page, root: Any, values: "_Values") -> None:
    from openpyxl.utils.cell import range_boundaries

    for row in root.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r") or max(page.rows, default=0) + 1)
        cells = page.rows.setdefault(number, {})
        for column, cell in _place_cells(row):
            text = values.read(cell)
            if text is None:
                page.uncomputed.add((number, column))
            elif text:
                cells[column] = text
    for each in root.iter("{*}mergeCell"):
        left, top, right, bottom = range_boundaries(each.get("ref", ""))
        page.merged.append((each.get("ref"), range(top, bottom + 1), range(left, right + 1)))


def _place_cells(row: Any) -> Iterator[tuple[int, Any]]:
    """Yield the cells of a row with their columns; a cell that names no place follows the last."""
    from openpyxl.utils.cell import column_index_from_string

    column = 0
    for cell in row.iterfind("{*}c"):
        place = _PLACE.fullmatch(cell.get("r") or "")
        column = column_index_from_string(place[1]) if place else column + 1
        yield column, cell


@dataclass(frozen=True)
class _Values:
    """What turns cells into text: shared strings, styles that show dates, and the first day."""

    strings: list[str]
    dates: list[bool]
    early: bool  # days are counted from 1904, as on old Macs

    def read(self, cell: Any) -> str | None:
        """Return what a cell shows, or None for a formula that was never computed."""
        kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
        if kind == "inlineStr":
            return _join_text(cell)
        if kind == "s":
            return self.strings[int(value)] if value else ""
        if not value and kind != "str" and cell.find("{*}f") is not None:
            return None
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return self._read_number(cell, value) if kind == "n" and value else unescape(value)

    def _read_number(self, cell: Any, value: str) -> str:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        number, style = float(value), int(cell.get("s") or 0)
        if style < len(self.dates) and self.dates[style]:
            try:
                return _write_date(from_excel(number, MAC_EPOCH if self.early else WINDOWS_EPOCH))
            except (OverflowError, ValueError):
                pass  # a day that no calendar has stays a number, as a spreadsheet shows it
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def _write_date(moment: Any) -> str:
    """Write a day as such, a time of day without seconds where it has none."""
    if isinstance(moment, datetime):
        if moment.time() == datetime.min.time():
            return moment.date().isoformat()
        return moment.isoformat(" ", "seconds").removesuffix(":00")
    return str(moment).removesuffix(":00") if str(moment).count(":") == 2 else str(moment)
