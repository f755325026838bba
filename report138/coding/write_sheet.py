"""Write a coding sheet: every sentence of the coder's own copy, every cell, and the codebook.

The sheet shows nothing of what other coders decided.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from report138.coding.instructions import list_instructions, name_step, read_names
from report138.coding.open_sheet import FORMULA_STARTS
from report138.coding.workbook_cells import put_text
from report138.data.check import Checked
from report138.data.scale import list_values
from report138.data.schema import BASES, EVIDENCE_KINDS, POLARITIES
from report138.data.source_text import (
    list_lengths,
    locate_paragraphs,
    read_source,
    split_sentences,
)
from report138.errors import UserError
from report138.unseen import cut
from report138.whole_file import write_whole

GIVEN = ("stage", "locator", "segment_id", "text")  # columns that a coder does not fill in
CHOICES = {"kind": EVIDENCE_KINDS, "basis": BASES, "polarity": POLARITIES}
LONGEST_LIST = 250  # characters of a list or a hint that a spreadsheet takes
SPARE_ROWS = 200  # below the sentences: room for a sentence that bears on several cells


class SheetThereError(UserError):
    """A sheet of this coder is there already."""


def list_columns(checked: Checked) -> list[str]:
    """Return the columns of the sheet: what is given first, then what the coder fills in."""
    quotes = [f"quote_{language}" for language in checked.languages]
    notes = [f"note_{language}" for language in checked.languages]
    coded = ("track_id", "scenario_id", "level", "kind", "basis", "polarity")
    return [*GIVEN, *coded, *quotes, *notes]


def list_rows(checked: Checked, source: Path | None, coder: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the sheet: sentences in text order (or given segments), then cells."""
    if source is not None:
        for locator, paragraph in locate_paragraphs(read_source(source), list_lengths(checked)):
            for sentence in split_sentences(paragraph):
                yield {"stage": "sentence", "locator": locator, "text": sentence}
    else:
        yield from _list_segments(checked, coder)
    for track, scenario in checked.list_cells():
        yield {"stage": "cell", "track_id": track, "scenario_id": scenario}


def _list_segments(checked: Checked, coder: str) -> Iterator[dict[str, str]]:
    """Yield the segments and cells that others coded, without their levels."""
    segments = {row["segment_id"]: row for row in checked.tables["segments.csv"]}
    seen = set()
    for row in checked.tables["coding.csv"]:
        key = (row["segment_id"], row["track_id"], row["scenario_id"])
        if row["segment_id"] and row["coder"] != coder and key not in seen:
            seen.add(key)
            segment = segments[row["segment_id"]]
            yield {
                "stage": "segment",
                "locator": segment["locator"],
                "segment_id": row["segment_id"],
                "text": segment[f"quote_{checked.languages[0]}"],
                "track_id": row["track_id"],
                "scenario_id": row["scenario_id"],
            }


def list_choices(checked: Checked) -> dict[str, tuple[str, ...]]:
    """Return what the columns of closed vocabulary may hold."""
    ids = {f"{level}_id": tuple(checked.list_ids(level)) for level in ("track", "scenario")}
    return {"level": tuple(list_values(checked.tables["scale.csv"]))} | CHOICES | ids


def guard(value: str) -> str:
    """Keep a spreadsheet from taking text for a formula, by the apostrophe that it hides."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) and value not in POLARITIES else value


def write_sheet(
    checked: Checked, coder: str, source: Path | None, out: Path
) -> tuple[Path, Path, Path]:
    """Write the sheet as .csv and .xlsx and the codebook as .txt; return their paths.

    Raises SheetThereError rather than write over a sheet, which may be filled in.
    """
    table = name_sheet(checked, coder, out)
    workbook = table.with_suffix(".xlsx")
    codebook = table.with_name(f"{table.stem}-codebook.txt")
    for path in (table, workbook):
        if path.exists():
            raise SheetThereError(
                f"{path} is there already and may be filled in: take it into the data with --import, "
                "move it away, or write to another folder with --out"
            )
    columns = list_columns(checked)
    rows = list(list_rows(checked, source, coder))
    quoted = any(row["stage"] != "cell" for row in rows)
    instructions = list_instructions(checked, quoted=quoted)
    rules = "\n\n".join(instructions) + "\n"
    contents = {
        table: make_table(columns, rows),
        workbook: _make_workbook(checked, columns, rows, instructions),
        codebook: rules.encode("utf-8-sig"),
    }
    for path, content in contents.items():  # all are made before any is written
        write_whole(path, content)
    return table, workbook, codebook


def make_table(columns: list[str], rows: list[dict[str, str]]) -> bytes:
    """Make the CSV form of a sheet."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guard(row.get(name, "")) for name in columns] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def name_sheet(checked: Checked, coder: str, out: Path) -> Path:
    """Name the CSV form of a coder's sheet."""
    return out / f"{checked.package['name']}-coding-{coder}.csv"


def _make_workbook(
    checked: Checked, columns: list[str], rows: list[dict[str, str]], instructions: list[str]
) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "coding"
    sheet.append(columns)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for column, name in enumerate(columns, start=1):
            cell = sheet.cell(number, column)
            put_text(cell, row.get(name, ""))
            cell.alignment = Alignment(wrap_text=name == "text", vertical="top")
    _offer_choices(checked, workbook, columns, len(rows) + 1 + SPARE_ROWS)
    sheet.freeze_panes = "A2"
    widths = {"text": 70, "locator": 9, "stage": 10}
    for column, name in enumerate(columns, start=1):
        wide = 30 if name.startswith(("quote_", "note_")) else 12
        sheet.column_dimensions[get_column_letter(column)].width = widths.get(name, wide)
    page = workbook.create_sheet("codebook", 1)
    page.column_dimensions["A"].width = 110
    for paragraph in instructions:
        page.append([paragraph])
        page.cell(page.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _offer_choices(checked: Checked, workbook: Any, columns: list[str], last: int) -> None:
    """Offer lists in the columns of closed vocabulary; long ones stand on a page of their own."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet, page = workbook["coding"], None
    for name, allowed in list_choices(checked).items():
        if name not in columns:
            continue
        listed = ",".join(allowed)
        formula = f'"{listed}"'
        # a spreadsheet takes 255 characters of a typed list, whose items a comma parts
        if len(listed) > LONGEST_LIST or any(mark in item for item in allowed for mark in ',"'):
            page = page or workbook.create_sheet("choices")
            column = page.max_column + (page.cell(1, 1).value is not None)
            for row, text in enumerate((name, *allowed), start=1):
                put_text(page.cell(row, column), text)
            letter = get_column_letter(column)
            formula = f"choices!${letter}$2:${letter}${len(allowed) + 1}"
        letter = get_column_letter(columns.index(name) + 1)
        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        if name == "level":
            rule.promptTitle, rule.prompt = name, _list_levels(checked)
            rule.showInputMessage = True
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
        if name in ("level", "polarity"):  # what starts with a sign stays as it is typed
            sheet.column_dimensions[letter].number_format = "@"
            for (cell,) in sheet[f"{letter}2:{letter}{sheet.max_row}"]:
                cell.number_format = "@"


def _list_levels(checked: Checked) -> str:
    """Name the levels in the first language, as far as the hint of a cell has room."""
    names = read_names(checked, checked.languages[0], quoted=True)
    return cut("\n".join(name_step(names, step) for step in names.levels.steps), LONGEST_LIST)
