"""Small sheets made in a test, and what an import makes of them."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from report138.coding.matrix_parts import Found
from report138.coding.write_framework import import_matrix

Rows = Sequence[Sequence[object]]


def write_workbook(
    path: Path, sheets: Mapping[str, Rows], merged: Mapping[str, str] | None = None
) -> Path:
    """Write sheets of rows as a workbook; `merged` names a range of cells by sheet."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if merged and title in merged:
            sheet.merge_cells(merged[title])
    workbook.save(path)
    return path


def write_csv(path: Path, rows: Rows) -> Path:
    """Write rows as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def take(path: Path) -> tuple[Path, Found]:
    """Import a file into a folder beside it."""
    folder = path.parent / "made"
    return folder, import_matrix(path, folder)[1]


def read_rows(folder: Path, name: str, *columns: str) -> list[tuple[str, ...]]:
    """Return columns of a CSV file of a framework."""
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row.get(column, "") for column in columns) for row in csv.DictReader(file)]


def read_levels(folder: Path) -> dict[tuple[str, str], str]:
    """Return the levels of coding.csv by the names of scenario and track."""
    names = {
        row[0]: row[1] or row[2]
        for row in read_rows(folder, "elements.csv", "id", "name_en", "name_zh")
    }
    rows = read_rows(folder, "coding.csv", "scenario_id", "track_id", "level")
    return {(names[row], names[column]): level for row, column, level in rows}
