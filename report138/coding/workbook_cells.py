"""Write text into the cells of a workbook, where it stays text, and the workbook as fixed bytes."""

import io
import re
import zipfile
from typing import Any

from report138.coding.read_workbook import ESCAPED
from report138.errors import UserError

LONGEST = 32_767  # characters that a cell of a spreadsheet takes
MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


class LongTextError(UserError):
    """A text is longer than a cell of a spreadsheet."""


def put_text(cell: Any, text: str) -> None:
    """Write text into a cell; never a formula, whatever it starts with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    written = ESCAPED.sub(r"_x005F\g<0>", ILLEGAL_CHARACTERS_RE.sub("", text))
    if len(written) > LONGEST:
        where = f"sheet {cell.parent.title}, {cell.coordinate}"
        raise LongTextError(
            f"{where}: a text of {len(written):,} characters; allowed: {LONGEST:,} at most"
        )
    cell.value = written
    cell.data_type = "s"


def save_fixed(workbook: Any) -> bytes:
    """Return the bytes of a workbook, the same whenever and wherever they are made.

    Its parts are stored, since deflate gives other bytes with another zlib.
    """
    saved, fixed = io.BytesIO(), io.BytesIO()
    workbook.save(saved)
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_STORED) as target,
    ):
        for name in sorted(
            source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            part = zipfile.ZipInfo(name, MOMENT)
            part.external_attr = 0o600 << 16
            part.create_system = 3
            target.writestr(part, content)
    return fixed.getvalue()
