"""Filled sheets damaged at random: refused with nothing changed, or taken in whole."""

import functools
import io
import tempfile
import zipfile
from pathlib import Path

import sample
from doubt_sample import fill_some, make_sheet, take, write_source
from hypothesis import event, given
from hypothesis import strategies as st
from mutation import Damage, draw_cell, draw_damage, hunt, list_tree

from report138.data.check import check_framework
from report138.data.framework import load_framework
from report138.errors import UserError

PARTS = ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
PARTS += ["xl/_rels/workbook.xml.rels", "_rels/.rels"]


@functools.cache
def write_filled(form: str) -> bytes:
    """Return a filled sheet, which takes long to make, once."""
    with tempfile.TemporaryDirectory() as name:
        folder = sample.write_tiny(Path(name) / "tiny")
        sheet = make_sheet(folder, write_source(Path(name) / "copy.txt"), form)
        fill_some(sheet)
        return sheet.read_bytes()


def damage_part(workbook: bytes, name: str, damage: Damage) -> bytes:
    """Damage the XML of one part, in an archive that is whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, damage(content) if part == name else content)
    return made.getvalue()


def import_damaged(name: str, content: bytes) -> None:
    """Import a sheet into the tiny framework; only a user's error may come of it, or valid data."""
    with tempfile.TemporaryDirectory() as base:
        folder = sample.write_tiny(Path(base) / "tiny")
        sheet = Path(base) / name
        sheet.write_bytes(content)
        before = list_tree(Path(base))
        try:
            codings, _ = take(folder, sheet)
        except UserError as error:
            event("refused")
            assert name in str(error)
            assert list_tree(Path(base)) == before
        else:
            event("accepted")
            assert codings > 0
            check_framework(folder)
            assert "M" in load_framework(folder).coders
            changed = {
                key for key, value in list_tree(Path(base)).items() if before.get(key) != value
            }
            assert {key.removesuffix(".bak") for key in changed} <= {
                "tiny/coding.csv",
                "tiny/segments.csv",
            }


@hunt
@given(st.lists(draw_cell() | draw_damage(), min_size=1, max_size=2))
def test_damaged_csv_sheets_are_refused_or_taken(damages: list[Damage]) -> None:
    """Cells and bytes of a CSV sheet."""
    content = write_filled("csv")
    for damage in damages:
        content = damage(content)
    import_damaged("sheet.csv", content)


@hunt
@given(st.sampled_from([*PARTS, ""]), draw_damage())
def test_damaged_workbooks_are_refused_or_taken(part: str, damage: Damage) -> None:
    """The XML of a part, or the bytes of the archive."""
    workbook = write_filled("xlsx")
    made = damage_part(workbook, part, damage) if part else damage(workbook)
    import_damaged("sheet.xlsx", made)
