"""Add rows to the files of a framework: tried on a copy first, the old files kept."""

import csv
import io
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from report138.data.check import FrameworkError, check_framework
from report138.data.read import Fault
from report138.data.schema import FILES
from report138.whole_file import write_whole


@dataclass(frozen=True)
class Addition:
    """A row to add, and the row of the sheet that it comes from."""

    sheet_row: int
    values: dict[str, str]


def commit(folder: Path, sheet: Path, additions: dict[str, list[Addition]]) -> None:
    """Check the data with the additions in a copy; only then back up and replace the files.

    Raises FrameworkError whose faults name the rows of the sheet.
    """
    origins: dict[str, dict[int, int]] = {}
    changed = {}
    with tempfile.TemporaryDirectory(prefix="r138-") as name:
        trial = Path(name) / folder.name
        shutil.copytree(folder, trial)
        for file, rows in additions.items():
            changed[file], first = _append(folder / file, [row.values for row in rows])
            origins[file] = {first + place: row.sheet_row for place, row in enumerate(rows)}
            (trial / file).write_bytes(changed[file])
        try:
            check_framework(trial)
        except FrameworkError as error:
            traced = error.findings.change(lambda fault: _trace(fault, origins, sheet))
            raise FrameworkError(sheet, traced) from error
    _replace_all(folder, changed)


def _replace_all(folder: Path, changed: dict[str, bytes]) -> None:
    """Keep each file as .bak, then replace it; should one fail, all are as they were."""
    before = {file: (folder / file).read_bytes() for file in changed if (folder / file).exists()}
    for file in before:
        shutil.copy2(folder / file, folder / f"{file}.bak")
    done = []
    try:
        for file, content in changed.items():
            write_whole(folder / file, content)
            done.append(file)
    except OSError:
        for file in done:
            if file in before:
                write_whole(folder / file, before[file])
            else:
                (folder / file).unlink(missing_ok=True)
        raise


def _trace(fault: Fault, origins: dict[str, dict[int, int]], sheet: Path) -> Fault:
    """Name the row of the sheet instead of the row that it would have become."""
    row = origins.get(fault.file, {}).get(fault.row or 0)
    return replace(fault, file=sheet.name, row=row) if row else fault


def _append(path: Path, rows: list[dict[str, str]]) -> tuple[bytes, int]:
    """Return a file's bytes with rows added, and the number of the first added row.

    The file keeps its column order and line ends; a column that it lacks is added.
    """
    empty = f"\ufeff{','.join(FILES[path.name].list_needed())}\n"
    raw = path.read_bytes() if path.exists() else empty.encode()
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    text = raw.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    records = list(csv.reader(io.StringIO(text, newline="")))
    header = [name.strip() for name in records[0]]
    new = [name for name in _list_names(rows) if name not in header]
    added = [[row.get(name, "") for name in [*header, *new]] for row in rows]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=end)
    first = len(records) + 1
    if new:
        writer.writerow([*header, *new])
        writer.writerows([*record, *[""] * len(new)] for record in records[1:])
        writer.writerows(added)
        return mark + buffer.getvalue().encode(), first
    writer.writerows(added)
    gap = "" if text.endswith(("\n", "\r")) else end
    return raw + (gap + buffer.getvalue()).encode(), first


def _list_names(rows: list[dict[str, str]]) -> list[str]:
    """List the columns that the added rows fill."""
    return list(dict.fromkeys(name for row in rows for name, value in row.items() if value))
