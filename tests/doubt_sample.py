"""Small matrices to put in doubt, frameworks of any size, a source, and coding sheets to fill."""

import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sample
from hypothesis import strategies as st
from openpyxl import load_workbook

from report138.analysis.robustness.grid import NONE, LevelGrid
from report138.coding.import_sheet import import_sheet
from report138.coding.write_sheet import write_sheet
from report138.data.check import FrameworkError, check_framework
from report138.data.framework import load_framework
from report138.view.report import Report

# Scenario and track by position, level, unit, place.
Fill = tuple[int, int, int, str, str]


def build_grid(
    shape: tuple[int, int], *fills: Fill, none: Sequence[tuple[int, int]] = ()
) -> LevelGrid:
    """Make a grid of one reading, scenarios by tracks, from its fills; `none` have no level."""
    levels = np.zeros(shape, dtype=np.int8)
    for row, column, level, _, _ in fills:
        levels[row, column] = max(levels[row, column], level)
    for cell in none:
        levels[cell] = NONE
    return LevelGrid(
        scenarios=[f"S{number + 1}" for number in range(shape[0])],
        tracks=[f"T{number + 1}" for number in range(shape[1])],
        levels=levels,
        readings=levels.reshape(1, -1).copy(),
        fill_reading=np.zeros(len(fills), dtype=np.int64),
        fill_cell=np.array([fill[0] * shape[1] + fill[1] for fill in fills], dtype=np.int64),
        fill_level=np.array([fill[2] for fill in fills], dtype=np.int8),
        fill_unit=np.array([fill[3] for fill in fills], dtype=object),
        fill_place=np.array([fill[4] for fill in fills], dtype=object),
    )


def list_fills(grid: LevelGrid) -> list[Fill]:
    """Return the fills that a grid was built from."""
    cells = (divmod(int(cell), len(grid.tracks)) for cell in grid.fill_cell)
    levels = map(int, grid.fill_level)
    return [
        (*cell, level, unit, place)
        for cell, level, unit, place in zip(
            cells, levels, grid.fill_unit, grid.fill_place, strict=True
        )
    ]


def list_none(grid: LevelGrid) -> list[tuple[int, int]]:
    """Return the cells of a grid that have no level."""
    return [tuple(map(int, cell)) for cell in np.argwhere(grid.levels == NONE)]


def permute(grid: LevelGrid, rows: Sequence[int], columns: Sequence[int]) -> LevelGrid:
    """Return the grid whose row n is row rows[n] of the given one, and so for columns."""
    fills = [(rows.index(r), columns.index(c), *rest) for r, c, *rest in list_fills(grid)]
    none = [(rows.index(r), columns.index(c)) for r, c in list_none(grid)]
    return build_grid(grid.shape, *fills, none=none)


def transpose(grid: LevelGrid) -> LevelGrid:
    """Return the grid with scenarios and tracks exchanged."""
    fills = [(column, row, *rest) for row, column, *rest in list_fills(grid)]
    none = [(column, row) for row, column in list_none(grid)]
    return build_grid(grid.shape[::-1], *fills, none=none)


@st.composite
def draw_grids(draw: st.DrawFn) -> LevelGrid:
    """Draw grids of up to 4 x 4 cells, some without a level, with up to 12 fills.

    A unit stands at one place and fills a cell at most once.
    """
    shape = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = st.tuples(st.integers(0, shape[0] - 1), st.integers(0, shape[1] - 1))
    drawn = draw(
        st.lists(
            st.tuples(cells, st.integers(1, 3), st.integers(0, 5)),
            max_size=12,
            unique_by=lambda fill: (fill[0], fill[2]),
        )
    )
    fills = [(*cell, level, f"s{owner}", f"P{owner % 3}") for cell, level, owner in drawn]
    filled = {cell for cell, _, _ in drawn}
    none = [cell for cell in draw(st.lists(cells, max_size=3, unique=True)) if cell not in filled]
    return build_grid(shape, *fills, none=none)


def draw_orders(size: int) -> st.SearchStrategy[list[int]]:
    """Draw permutations of the first numbers."""
    return st.permutations(list(range(size)))


def write_framework(
    folder: Path,
    shape: tuple[int, int],
    coding: Sequence[str],
    quotes: dict[str, str] | None = None,
) -> Report:
    """Write a framework of scenarios by tracks and report on it in English.

    `coding` has a line "segment,track,scenario,coder,level,basis,polarity" each; `quotes` may
    say what a segment's words are.  Each segment is a unit unless its words hold another's.
    """
    sample.write_tiny(folder)
    (folder / "locators.csv").unlink()
    elements = [("G", "goal", 1)]
    elements += [(f"T{n + 1}", "track", n) for n in range(shape[1])]
    elements += [(f"S{n + 1}", "scenario", n) for n in range(shape[0])]
    names = {"G": "Goal", "T": "Track", "S": "Scenario"}
    rows = [
        [i, level, str(order), *(f"{names[i[0]]} {i[1:]}".strip(),) * 2, *[""] * 6, "P1"]
        for i, level, order in elements
    ]
    _write_below_header(folder, "elements.csv", rows)
    codings = list(csv.reader(io.StringIO("\n".join(coding))))
    segments = dict.fromkeys(row[0] for row in codings if row[0])
    texts = {name: (quotes or {}).get(name, f"quote of {name}.") for name in segments}
    rows = [[name, "P1", "narrative", text, text] for name, text in texts.items()]
    _write_below_header(folder, "segments.csv", rows)
    _write_below_header(folder, "coding.csv", [[*row, "", "", "", ""] for row in codings])
    _write_below_header(folder, "lexicon.csv", [])
    return Report(load_framework(folder), "en")


def _write_below_header(folder: Path, file: str, rows: Sequence[Sequence[str]]) -> None:
    header = sample.read_rows(folder / file)[0]
    sample.write_rows(folder / file, [header, *rows])


def frame_cells(levels: np.ndarray, hindering: np.ndarray | None = None) -> pd.DataFrame:
    """Make the cells of a matrix of levels as the analysis returns them, as far as needed.

    A level below 0 stands for a cell that nobody judged; `hindering` has levels of hindering.
    """
    rows, columns = levels.shape
    against = np.zeros_like(levels) if hindering is None else hindering
    given = pd.DataFrame({"further": levels.ravel(), "hinder": against.ravel()}).astype("Int64")
    level = given.max(axis=1).where(given["further"] >= 0).astype("Int64")
    state = level.map({0: "none_found"}).where(level.isna() | (level == 0), "found")
    return pd.DataFrame(
        {
            "scenario_id": [f"S{row:02}" for row in range(rows) for _ in range(columns)],
            "track_id": [f"T{column:02}" for _ in range(rows) for column in range(columns)],
            "level": level,
            "furthering_level": given["further"].where(given["further"] > 0),
            "hindering_level": given["hinder"].where(given["hinder"] > 0),
            "state": state.fillna("not_coded"),
        }
    )


# The source of the tiny framework: its quotes, filled up to the lengths of locators.csv.
FIRST = "借阅让阅览室和书车开到夜里。借阅随书车下乡。"
SECOND = "修补耽误书车。以修补为牵引，办好书车夜校。"
THIRD = "两条赛道：借阅、修补。赛道都相连。"


def pad(text: str, size: int) -> str:
    """Add a sentence that makes a paragraph as long as it should be."""
    return text + "填" * (size - len(text) - 1) + "。"


PARAGRAPHS = {"A1": pad(FIRST, 100), "A2": pad(SECOND, 60), "A3": pad(THIRD, 40)}


def write_source(path: Path, *paragraphs: str) -> Path:
    """Write a copy of the tiny framework's source, or other paragraphs, as a text file."""
    path.write_text("\n".join(paragraphs or PARAGRAPHS.values()) + "\n", encoding="utf-8")
    return path


def make_sheet(folder: Path, source: Path | None, form: str = "csv", coder: str = "M") -> Path:
    """Write the coding sheet of a framework beside it and return it as .csv or .xlsx."""
    out = folder.with_name(f"{folder.name}-sheet")
    shutil.rmtree(out, ignore_errors=True)  # a sheet that is there is not written over
    table, workbook, _ = write_sheet(check_framework(folder), coder, source, out)
    return {"csv": table, "xlsx": workbook}[form]


def read_sheet(sheet: Path) -> list[dict[str, str]]:
    """Return the rows of a sheet below its header; row n of the sheet is item n - 2."""
    if sheet.suffix == ".csv":
        rows = sample.read_rows(sheet)
    else:
        cells = load_workbook(sheet).worksheets[0].iter_rows(values_only=True)
        rows = [["" if value is None else str(value) for value in row] for row in cells]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def find_row(sheet: Path, **known: str) -> int:
    """Return the number of the one row that has these values."""
    rows = enumerate(read_sheet(sheet), start=2)
    (number,) = (n for n, row in rows if all(row[name] == known[name] for name in known))
    return number


def fill_row(sheet: Path, number: int, **values: str | int) -> None:
    """Fill in cells of one row, as a coder does in a spreadsheet; numbers stay numbers there."""
    if sheet.suffix == ".csv":
        for name, value in values.items():
            sample.set_cell(sheet.parent, sheet.name, number, name, str(value))
        return
    workbook = load_workbook(sheet)
    page = workbook.worksheets[0]
    header = [cell.value for cell in page[1]]
    for name, value in values.items():
        cell = page.cell(number, header.index(name) + 1, value)
        cell.data_type = "n" if isinstance(value, int) else "s"
    workbook.save(sheet)


def link_row(sheet: Path, number: int, track: str, scenario: str, quote: str, **more: str) -> None:
    """Code a sentence for a cell at level 2, directly, with the quote in both languages."""
    cell = {"track_id": track, "scenario_id": scenario, "level": 2, "kind": "narrative"}
    quotes = {"quote_zh": quote, "quote_en": "in English"}
    fill_row(sheet, number, **cell | {"basis": "direct"} | quotes | more)


def take(folder: Path, sheet: Path, coder: str = "M") -> tuple[int, int]:
    """Import a sheet; return how many codings and segments were added."""
    return import_sheet(folder, check_framework(folder), coder, sheet)


def list_added(folder: Path, file: str, coder: str = "M") -> list[dict[str, str]]:
    """Return the rows of a file that a coder's import has added."""
    header, *rows = sample.read_rows(folder / file)
    records = [dict(zip(header, row, strict=True)) for row in rows]
    if file == "coding.csv":
        return [row for row in records if row["coder"] == coder]
    return [row for row in records if row["segment_id"].startswith(coder)]


def assert_refused(folder: Path, sheet: Path, *words: str) -> None:
    """Assert that an import names each fault by row and column and changes no file."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(FrameworkError) as caught:
        take(folder, sheet)
    lines = [str(fault) for fault in caught.value.faults]
    for word in words:
        assert any(line.startswith(f"{sheet.name}, {word}") for line in lines), lines
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def fill_some(sheet: Path) -> None:
    """Code a known quote, a new one, and a whole cell."""
    first = find_row(sheet, text="借阅让阅览室和书车开到夜里。")
    link_row(sheet, first, "R1", "C1", "借阅让 阅览室", polarity="-")
    link_row(sheet, first + 1, "R1", "C2", "随书车下乡", note_en="new")
    fill_row(sheet, find_row(sheet, stage="cell", track_id="R2", scenario_id="C3"), level="NA")
