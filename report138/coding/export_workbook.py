"""Write a framework as one workbook: matrix, readings, ledger, details.  An import takes it back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.analysis.readings import combine_readings, list_units, read_cells, read_fills
from report138.coding.workbook_cells import put_text, save_fixed
from report138.data.framework import Framework, load_framework
from report138.errors import UserError, count
from report138.style import INK, LEVEL_FILL, LEVEL_TEXT, MUTED, TINT
from report138.view.words import say
from report138.whole_file import write_whole

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
WIDTHS = {"quote": 60, "note": 50, "name": 36, "definition": 50, "text": 60, "aim": 50}
NARROW = 12  # of all other columns
MANY_COLUMNS = 12  # from here on headings stand upright
DECLINED = "n/a"
LEFT_OUT = ("lexicon", "glossary", "locators")


class WorkbookThereError(UserError):
    """A workbook of that name is there already, and may have been edited."""


def export_workbook(folder: Path, out: Path | None) -> tuple[Path, list[str]]:
    """Write the workbook; return its path, and what of the framework is not in it."""
    framework = load_framework(folder)
    path = out or Path(f"{framework.name}-matrix.xlsx")
    content = make_workbook(framework)
    if path.exists() and (not path.is_file() or path.read_bytes() != content):
        raise WorkbookThereError(
            f"{path} is there already: move it away, or name another with --out"
        )
    write_whole(path, content)
    return path, _list_left_out(framework)


def make_workbook(framework: Framework, language: str = "") -> bytes:
    """Return the bytes of the workbook, the same for the same data; the matrix has one language."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    sheets = _Sheets(framework, workbook, language or framework.languages[0])
    coders = framework.coders
    readings = read_cells(framework, coders)
    units = list_units(read_fills(framework, coders), readings)
    sheets.add_matrix("Matrix", combine_readings(readings, units, framework.scale))
    if len(coders) > 1:
        for coder in coders:
            sheets.add_matrix(sheets.name(f"Reading {coder}"), readings[readings["coder"] == coder])
    sheets.add_lines("Ledger", _list_codings(framework))
    sheets.add_lines("Rows", _list_items(framework, "scenario"))
    sheets.add_lines("Columns", _list_items(framework, "track"))
    if framework.scale.own:
        sheets.add_lines("Scale", _list_steps(framework))
    sheets.add_lines("Tiers", _list_tiers(framework))
    sheets.add_lines("Readings", framework.readings.to_dict("records"))
    sheets.add_lines("About", framework.about.to_dict("records"))
    return save_fixed(workbook)


@dataclass
class _Sheets:
    """The sheets of a workbook as they are made."""

    framework: Framework
    workbook: Any
    language: str

    def name(self, title: str) -> str:
        """Return a title that a sheet may have and none has yet."""
        plain = re.sub(r"[\[\]:*?/\\]", "_", title)[:31].strip("'")
        number = 2
        while plain.casefold() in (each.casefold() for each in self.workbook.sheetnames):
            plain = f"{plain[:28]}~{number}"
            number += 1
        return plain

    def add_matrix(self, title: str, cells: pd.DataFrame) -> None:
        """Add the levels of all cells: scenarios down, tracks across, ids and names beside them."""
        from openpyxl.styles import Alignment
        from openpyxl.utils import get_column_letter

        sheet = self.workbook.create_sheet(title)
        rows, columns = (self.framework.get_elements(each) for each in ("scenario", "track"))
        put_text(sheet["B1"], "id")
        put_text(sheet["A2"], "id")
        put_text(sheet["B2"], f"name_{self.language}")
        for number, each in enumerate(columns.to_dict("records"), start=3):
            put_text(sheet.cell(1, number), each["id"])
            put_text(sheet.cell(2, number), each[f"name_{self.language}"])
        for number, each in enumerate(rows.to_dict("records"), start=3):
            put_text(sheet.cell(number, 1), each["id"])
            put_text(sheet.cell(number, 2), each[f"name_{self.language}"])
        upright = len(columns) > MANY_COLUMNS
        for row in sheet.iter_rows(1, 2):
            for cell in row:
                _mark_heading(cell)
                turn = 90 if upright and cell.column > 2 else 0
                cell.alignment = Alignment(
                    "center", "bottom", textRotation=turn, wrap_text=not turn
                )
        places = {
            (row, column): (down, across)
            for down, row in enumerate(rows["id"], start=3)
            for across, column in enumerate(columns["id"], start=3)
        }
        for each in cells.to_dict("records"):
            cell = sheet.cell(*places[tuple(each[name] for name in CELL)])
            self._put_level(cell, each)
        sheet.freeze_panes = "C3"
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 10, WIDTHS["name"]
        for number in range(3, len(columns) + 3):
            sheet.column_dimensions[get_column_letter(number)].width = 6 if upright else 14

    def _put_level(self, cell: Any, values: dict[str, Any]) -> None:
        """Write a level with its tint; one of either sign as both, one not coded not at all."""
        from openpyxl.styles import Alignment, Font, PatternFill

        scale, level = self.framework.scale, values["level"]
        if pd.isna(level):
            if values["state"] == "not_assessable":
                put_text(cell, DECLINED)
                cell.font = Font(color=_paint(MUTED))
                cell.alignment = Alignment("center", "center")
            return
        minus, plus = values["hindering_level"], values["furthering_level"]
        hinders = level > 0 and not pd.isna(minus) and minus == level
        both = scale.signed and not (pd.isna(minus) or pd.isna(plus))
        if both:
            put_text(cell, f"{scale.get(plus, '+').value} / {scale.get(minus, '-').value}")
        else:
            put_level(cell, scale.get(int(level), "-" if hinders else "+").value)
            if hinders and not scale.signed:
                cell.number_format = '0" −"'
        step = -(-int(level) * (len(LEVEL_FILL) - 1) // max(scale.top, 1))
        if step:
            cell.fill = PatternFill("solid", fgColor=_paint(LEVEL_FILL[step]))
        cell.font = Font(color=_paint(LEVEL_TEXT[step]), bold=step == len(LEVEL_FILL) - 1)
        cell.alignment = Alignment("center", "center")

    def add_lines(self, title: str, lines: Iterable[dict[str, Any]]) -> None:
        """Add a sheet with a line for each record, and those columns in which one has something."""
        from openpyxl.styles import Alignment
        from openpyxl.utils import get_column_letter

        records = list(lines)
        names = [name for name in (records[0] if records else {}) if any(x[name] for x in records)]
        if not names:
            return
        sheet = self.workbook.create_sheet(title)
        for column, name in enumerate(names, start=1):
            put_text(sheet.cell(1, column), name)
            _mark_heading(sheet.cell(1, column))
            width = WIDTHS.get(name.split("_")[0], NARROW)
            sheet.column_dimensions[get_column_letter(column)].width = width
            put = put_level if name in ("level", "order") else put_text
            for row, record in enumerate(records, start=2):
                cell = sheet.cell(row, column)
                put(cell, str(record[name]))
                cell.alignment = Alignment(vertical="top", wrap_text=width > NARROW)
        sheet.freeze_panes = "A2"


def put_level(cell: Any, value: str) -> None:
    """Write a value of the scale: as a number if it is one, its + kept in the format."""
    if not _NUMBER.fullmatch(value):
        put_text(cell, value)
        return
    cell.value = float(value) if "." in value else int(value)
    if value.startswith("+"):
        cell.number_format = "+0.0##;-0.0##;0" if "." in value else "+0;-0;0"


def _mark_heading(cell: Any) -> None:
    from openpyxl.styles import Font, PatternFill

    cell.font = Font(bold=True, color=_paint(INK))
    cell.fill = PatternFill("solid", fgColor=_paint(TINT))


def _paint(colour: str) -> str:
    return f"FF{colour.removeprefix('#').upper()}"


def _list_codings(framework: Framework) -> Iterable[dict[str, str]]:
    """Yield the rows of the coding with their quotations, in the order of coding.csv."""
    segments = framework.segments.set_index("segment_id").to_dict("index")
    for row in framework.coding.to_dict("records"):
        segment = segments.get(row["segment_id"], {})
        declined = pd.isna(row["level"])
        sign = row["polarity"]
        level = DECLINED if declined else framework.scale.get(int(row["level"]), sign).value
        yield {
            "row": row["scenario_id"],
            "column": row["track_id"],
            "level": level,
            "sign": "" if declined or _has_sign(framework, int(row["level"])) else sign,
            **{f"quote_{code}": segment.get(f"quote_{code}", "") for code in framework.languages},
            "place": segment.get("locator", ""),
            **{f"note_{code}": row[f"note_{code}"] for code in framework.languages},
            "coder": row["coder"],
            "kind": segment.get("kind", ""),
            "basis": row["basis"] if row["segment_id"] else "",
            "segment": row["segment_id"],
            "unit": segment.get("unit", ""),
        }


def _has_sign(framework: Framework, rank: int) -> bool:
    return any(step.rank == rank and step.sign for step in framework.scale.steps)


def _list_items(framework: Framework, level: str) -> Iterable[dict[str, str]]:
    for row in framework.get_elements(level).to_dict("records"):
        texts = {
            f"{stem}_{code}": row[f"{stem}_{code}"]
            for stem in ("name", "driver", "quality", "aim")
            for code in framework.languages
        }
        yield {"id": row["id"], **texts, "place": row["locator"]}


def _list_steps(framework: Framework) -> Iterable[dict[str, str]]:
    for step in framework.scale.steps:
        labels, definitions = dict(step.labels), dict(step.definitions)
        yield {
            "value": step.value,
            "order": str(step.rank),
            "sign": step.sign,
            "link": "yes" if step.link else "",
            **{f"label_{code}": labels.get(code, "") for code in framework.languages},
            **{f"definition_{code}": definitions.get(code, "") for code in framework.languages},
        }


def _list_tiers(framework: Framework) -> Iterable[dict[str, str]]:
    """List the names of the tiers; of judgements the method's too, or an import could not know them."""
    usual = {
        tier: {
            "tier": tier,
            "name_zh": say(tier, "zh"),
            "name_en": say(tier, "en").lower(),
            "plural_en": f"{say(tier, 'en').lower()}s",
        }
        for tier in ("track", "scenario")
        if framework.scale.own or framework.segments.empty
    }
    for row in (usual | framework.tiers).values():
        yield {name: row.get(name, "") for name in ("tier", "name_zh", "name_en", "plural_en")}


def _list_left_out(framework: Framework) -> list[str]:
    """Say what of the framework the workbook has no sheet for."""
    coded = set(framework.coding["segment_id"])
    unplaced = int((~framework.segments["segment_id"].isin(coded)).sum())
    triggers = framework.coding[["trigger_track", "trigger_scenario"]].ne("").any(axis=1)
    counts = [
        (int(triggers.sum()), "coding", " with trigger words"),
        (len(framework.get_elements("goal")), "goal", ""),
        (unplaced, "segment", " in no cell"),
        *((len(getattr(framework, name)), "row", f" of {name}.csv") for name in LEFT_OUT),
    ]
    return [f"{count(number, what)}{where}" for number, what, where in counts if number]
