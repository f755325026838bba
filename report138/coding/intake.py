"""Take a filled coding sheet into the data: checked as a whole, all of it or nothing."""

import csv
import io
import shutil
import tempfile
from pathlib import Path

from report138.checking import Checked, FrameworkError, check_framework
from report138.coding.sheet import FORMULA_STARTS, list_choices, list_columns
from report138.contract import SEPARATOR
from report138.reading import Fault, decode, shorten
from report138.source_text import normalize
from report138.whole_file import write_whole

Records = list[tuple[int, dict[str, str]]]


def import_sheet(folder: Path, checked: Checked, coder: str, sheet: Path) -> tuple[int, int]:
    """Add a sheet's codings and new quotes; return how many of each.

    Raises FrameworkError with every fault, by row and column of the sheet; the data are then
    as they were.  The files before the change stay beside them as .bak.
    """
    records, faults = _read_sheet(checked, sheet)
    if not faults:
        faults = _check_records(checked, coder, sheet.name, records)
    if faults:
        raise FrameworkError(sheet, faults)
    segments, codings = _make_rows(checked, coder, records)
    _commit(folder, {"segments.csv": segments, "coding.csv": codings})
    return len(codings), len(segments)


def _read_sheet(checked: Checked, sheet: Path) -> tuple[Records, list[Fault]]:
    if not sheet.is_file():
        return [], [Fault(str(sheet), "no such file", "a filled coding sheet, .csv or .xlsx")]
    if sheet.suffix.lower() == ".xlsx":
        rows = _read_workbook(sheet)
    else:
        text, fault = decode(sheet)
        if fault:
            return [], [fault]
        rows = list(csv.reader(io.StringIO(text, newline="")))
    header = [name.strip() for name in rows[0]] if rows else []
    missing = [name for name in list_columns(checked) if name not in header]
    if missing:
        allowed = ", ".join(list_columns(checked))
        return [], [
            Fault(sheet.name, "the column is missing", allowed, 1, name) for name in missing
        ]
    records = [
        (number, {name: _clean(cell) for name, cell in zip(header, row, strict=False)})
        for number, row in enumerate(rows[1:], start=2)
    ]
    return [(number, row) for number, row in records if row.get("level")], []


def _read_workbook(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    workbook = load_workbook(path, read_only=True, data_only=False)
    sheet = workbook[workbook.sheetnames[0]]
    rows = [[_to_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    workbook.close()
    return rows


def _to_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _clean(cell: str) -> str:
    """Undo the apostrophe that keeps text from being a formula."""
    value = cell.strip()
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA_STARTS) else value


def _check_records(checked: Checked, coder: str, name: str, records: Records) -> list[Fault]:
    faults = []
    choices = list_choices(checked)
    if not records:
        faults.append(Fault(name, "no row has a level", "at least one coded row"))
    before = sum(row["coder"] == coder for row in checked.tables["coding.csv"])
    if before:
        faults.append(
            Fault("coding.csv", f"coder {coder} has {before} rows already", "a new coder")
        )
    for number, row in records:
        whole = row["stage"] == "cell" and not any(row[q] for q in row if q.startswith("quote_"))
        needed = [] if whole or row["segment_id"] else ["locator", "kind", "basis"]
        needed += [] if whole or row["segment_id"] else [f"quote_{x}" for x in checked.languages]
        faults += [Fault(name, "empty", "a value", number, key) for key in needed if not row[key]]
        for key, allowed in choices.items():
            if (row[key] or key.endswith("_id")) and row[key] not in allowed:
                found = shorten(row[key]) if row[key] else "empty"
                faults.append(Fault(name, found, ", ".join(allowed), number, key))
        if "text" in row and row["stage"] == "sentence":
            faults += _check_quote(name, number, row, checked)
    return faults


def _check_quote(name: str, number: int, row: dict[str, str], checked: Checked) -> list[Fault]:
    quotes = {f"quote_{language}": row[f"quote_{language}"] for language in checked.languages}
    sentence = normalize(row["text"])
    if not any(quotes.values()) or any(q and normalize(q) in sentence for q in quotes.values()):
        return []
    key, value = next((item for item in quotes.items() if item[1]), ("", ""))
    return [Fault(name, shorten(value), "words of the sentence, verbatim", number, key)]


def _make_rows(
    checked: Checked, coder: str, records: Records
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Turn the sheet's rows into rows of segments.csv (new quotes only) and coding.csv."""
    known = {
        (row["locator"].split(SEPARATOR)[0].strip(), normalize(row[f"quote_{language}"])): row[
            "segment_id"
        ]
        for row in checked.tables["segments.csv"]
        for language in checked.languages
    }
    taken = {row["segment_id"] for row in checked.tables["segments.csv"]}
    segments, codings = [], []
    for _, row in records:
        segment_id = row["segment_id"]
        quotes = {f"quote_{language}": row[f"quote_{language}"] for language in checked.languages}
        if not segment_id and any(quotes.values()):
            keys = [(row["locator"], normalize(quote)) for quote in quotes.values() if quote]
            segment_id = next((known[key] for key in keys if key in known), "")
            if not segment_id:
                segment_id = _name_segment(coder, taken)
                segments.append(
                    {
                        "segment_id": segment_id,
                        "locator": row["locator"],
                        "kind": row["kind"],
                        **quotes,
                    }
                )
                known.update(dict.fromkeys(keys, segment_id))
        coding = {key: row[key] for key in row if key.startswith("note_") or key in _COPIED}
        if segment_id:
            coding["basis"] = coding["basis"] or "direct"
            coding["polarity"] = coding["polarity"] or "+"
        codings.append({**coding, "segment_id": segment_id, "coder": coder})
    return segments, codings


_COPIED = ("track_id", "scenario_id", "level", "basis", "polarity")


def _name_segment(coder: str, taken: set[str]) -> str:
    number = 1
    while f"{coder}{number}" in taken:
        number += 1
    taken.add(f"{coder}{number}")
    return f"{coder}{number}"


def _commit(folder: Path, additions: dict[str, list[dict[str, str]]]) -> None:
    """Check the data with the additions in a copy; only then back up and replace the files."""
    with tempfile.TemporaryDirectory(prefix="r138-") as name:
        trial = Path(name) / folder.name
        shutil.copytree(folder, trial)
        changed = {}
        for file, rows in additions.items():
            changed[file] = _append(folder / file, rows)
            (trial / file).write_bytes(changed[file])
        check_framework(trial)
    # Segments first: should the second write fail, an unused segment does no harm.
    for file, content in changed.items():
        shutil.copy2(folder / file, folder / f"{file}.bak")
        write_whole(folder / file, content)


def _append(path: Path, rows: list[dict[str, str]]) -> bytes:
    """Return a file's bytes with rows added, in its own column order and line ends."""
    raw = path.read_bytes()
    text = raw.decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text, newline="")))
    end = "\r\n" if "\r\n" in text.split("\n", 1)[0] + "\n" else "\n"
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=end)
    writer.writerows([row.get(name.strip(), "") for name in header] for row in rows)
    gap = b"" if raw.endswith(b"\n") else end.encode()
    return raw + gap + buffer.getvalue().encode()
