"""Write what was read of a matrix as a framework folder: whole and valid, or not at all."""

import csv
import io
import re
from pathlib import Path

from report138.coding.guess_layout import DETAILS, guess_language
from report138.coding.guess_scale import SheetScale
from report138.coding.headings import fold
from report138.coding.matrix_parts import Found, Item
from report138.coding.read_matrix import read_matrix
from report138.coding.set_links import set_links, warn_of_links
from report138.coding.settle_cells import Cells, settle_cells, spread
from report138.data.check import Checked, FrameworkError, check_framework
from report138.data.new import make_package, open_aside
from report138.data.schema import FILES, LANGUAGES
from report138.errors import UserError
from report138.whole_file import write_whole

_UNNAMED = (
    {"tier": "track", "name_zh": "列项", "name_en": "column", "plural_en": "columns"},
    {"tier": "scenario", "name_zh": "行项", "name_en": "row", "plural_en": "rows"},
)
_SQUARE = tuple(
    {"tier": tier, "name_zh": "事项", "name_en": "item", "plural_en": "items"}
    for tier in ("track", "scenario")
)
PLAIN = "name"  # of a framework whose folder has no Latin letter or digit


class FolderThereError(UserError):
    """The folder that an import would write has something in it."""


def import_matrix(path: Path, folder: Path, link_from: str | None = None) -> tuple[Checked, Found]:
    """Make a framework folder from a spreadsheet; return it as it was checked, and what was guessed.

    From the value `link_from` on cells are links.  Raises FrameworkError with every fault by sheet,
    row and column; nothing is written then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderThereError(f"{folder} is there already: name a folder that is new or empty")
    found, scale = read_matrix(path)
    languages = _settle_languages(found) if found.rows.all else LANGUAGES
    cells = settle_cells(found, scale, languages)
    if found.faults:
        raise FrameworkError(path, found.faults)
    set_links(found, scale, link_from)
    warn_of_links(found, scale, cells, link_from)
    files = _make_files(found, scale, cells, languages)
    files["datapackage.json"] = _make_package(path, folder, found, languages, list(files))
    with open_aside(folder) as made:
        for name, content in files.items():
            write_whole(made / name, content)
        try:
            checked = check_framework(made)
        except FrameworkError as error:  # `made` is gone when that is read
            raise FrameworkError(path, error.findings) from error
    return checked, found


def _settle_languages(found: Found) -> tuple[str, ...]:
    """Give every name a language; return those in which each row and column has one."""
    items = [*found.rows.all, *found.columns.all]
    plain = guess_language([item.names[""] for item in items if "" in item.names])
    for item in items:
        if "" in item.names:
            item.names.setdefault(plain, item.names.pop(""))
    languages = tuple(code for code in LANGUAGES if all(item.names.get(code) for item in items))
    if languages:
        return languages
    # rows in one language and columns in another: one language has to hold them all
    code = "zh" if any(item.names.get("zh") for item in items) else "en"
    found.said.append(
        f"names stand in two languages: all are taken for names of one report, language {code}"
    )
    for item in items:
        item.names = {code: item.names.get(code) or next(iter(item.names.values()), item.id)}
    return (code,)


def _make_files(
    found: Found, scale: SheetScale, cells: Cells, languages: tuple[str, ...]
) -> dict[str, bytes]:
    tables = {
        "elements.csv": [
            row
            for level, items in (("track", found.columns.all), ("scenario", found.rows.all))
            for row in _list_elements(level, items, languages)
        ],
        "segments.csv": list(cells.segments.values()),
        "coding.csv": cells.coding,
        "scale.csv": [_label(row, languages) for row in scale.rows],
        "tiers.csv": _list_tiers(
            found, languages, codebook=bool(cells.segments and not scale.rows)
        ),
        "readings.csv": [
            row | spread(row, "label", languages) | spread(row, "note", languages)
            for row in found.readings
        ],
        "about.csv": [
            {"basis": "analyst"}
            | row
            | {"locator": row.get("place", "")}
            | {
                key.replace("quote", "text"): text
                for key, text in spread(row, "quote", languages).items()
            }
            for row in found.about
        ],
    }
    needed = ("elements.csv", "coding.csv")
    return {name: _write(name, rows) for name, rows in tables.items() if rows or name in needed}


def _list_elements(
    level: str, items: list[Item], languages: tuple[str, ...]
) -> list[dict[str, str]]:
    rows = []
    for number, item in enumerate(items, start=1):
        row = {"id": item.id, "level": level, "order": str(number)}
        row |= {f"name_{code}": item.names.get(code, "") for code in languages}
        for stem in DETAILS:
            row |= spread(item.details, stem, languages)
        row["locator"] = item.details.get("place", "")
        if note := item.details.get("note"):
            key = next(iter(spread({"aim": note}, "aim", languages)))
            row[key] = "; ".join(filter(None, [row.get(key), note]))
        rows.append(row)
    return rows


def _label(row: dict[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """Name a value in every language, where nothing else is given by itself."""
    plain = row.get("label") or row["value"]
    return (
        row
        | {f"label_{code}": row.get(f"label_{code}") or plain for code in languages}
        | spread(row, "definition", languages)
    )


def _list_tiers(
    found: Found, languages: tuple[str, ...], *, codebook: bool
) -> list[dict[str, str]]:
    """List what the sheet calls the tiers; what it names not is a row or column, unless the codebook’s.

    Quotations at the codebook's levels are of tracks and scenarios, as the method calls them.
    """
    rows = list(found.tier_rows)
    given = {row["tier"] for row in rows}
    for tier, text in found.tiers.items():
        if tier in given:
            continue
        code = guess_language([text])
        if code not in languages:
            continue
        row = {"tier": tier, f"name_{code}": text}
        if code == "en":
            row["name_en"], row["plural_en"] = _inflect(text)
        rows.append(row)
        found.said.append(_say_called(row))
    if codebook:
        return rows
    named = {row["tier"] for row in rows}
    for usual in _SQUARE if found.square else _UNNAMED:
        if usual["tier"] not in named:
            rows.append(
                {k: text for k, text in usual.items() if k == "tier" or k[-2:] in languages}
            )
            found.said.append(f"{_say_called(rows[-1])}, as nothing names them")
    return rows


def _say_called(row: dict[str, str]) -> str:
    names = " / ".join(text for key, text in row.items() if key != "tier")
    return f"{row['tier']}s are called {names}"


def _inflect(text: str) -> tuple[str, str]:
    """Return the English singular and plural of a heading, which may be either."""
    first, *rest = text.split(" ")
    text = " ".join([first if first[1:] != first[1:].lower() else first.lower(), *rest])
    if text.endswith("man"):
        return text, f"{text[:-3]}men"
    if re.search(r"(?<!s)s$", text):
        single = re.sub(r"ies$", "y", text) if text.endswith("ies") else text[:-1]
        return single, text
    return text, re.sub(r"(?<![aeiou])y$", "ie", text) + ("es" if text.endswith("s") else "s")


def _write(name: str, rows: list[dict[str, str]]) -> bytes:
    """Write the rows of a file, with the columns that are needed or filled, as spreadsheets like it."""
    file = FILES[name]
    used = {key for row in rows for key, value in row.items() if value} | {*file.list_needed()}
    columns = [field.name for field in file.fields if field.name in used]
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def _make_package(
    path: Path, folder: Path, found: Found, languages: tuple[str, ...], files: list[str]
) -> bytes:
    name = re.sub(r"[^a-z0-9._-]+", "-", fold(folder.resolve().name)).strip("-._")[:40] or PLAIN
    title = found.title or path.stem
    titles = {f"title_{code}": title for code in languages if guess_language([title]) == code}
    return make_package(
        name,
        {"title": title, **titles},
        files,
        description="\n".join(found.notes),
        sources=[{"title": path.name}],
    )
