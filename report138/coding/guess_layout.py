"""Find the table of rows × columns on a page: its headings, its names, and what stands around it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from report138.coding.headings import means, read_heading
from report138.coding.read_workbook import Page

SEARCHED = 30  # rows in which the headings may stand
MOST_LABELS = 6  # columns of names, ids and details before the values
FREQUENT, SHORT = 3, 20  # a short text that comes so often may be a level
# without blanks, at most 12 signs
_CODE = re.compile(r"[!-~]{1,3}|(?=.*\d)[!-~]{1,12}")
DETAILS = ("driver", "quality", "aim")


@dataclass
class Table:
    """Where the parts of a table stand, by row and column numbers of the page."""

    head: int
    first: int  # column of values
    columns: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    heads: dict[str, int] = field(default_factory=dict)  # id, name, name_zh, name_en: row
    labels: dict[str, int] = field(default_factory=dict)  # the same and details: column
    title: list[str] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)  # row, text
    left_out: list[str] = field(default_factory=list)


def find_table(page: Page, is_value: Callable[[str], bool]) -> Table | None:
    """Return the table of a page; None if no row and column of names have values between them.

    The rows of the page stand in order, as do their cells, and none is empty.
    """
    best = max(_score(page, is_value), default=(0.0, True, 0, 0))
    if best[0] <= 0:
        return None
    table = Table(best[2], -best[3])
    _sort_columns(table, page, is_value)
    _sort_rows(table, page)
    if not table.columns or not table.rows:
        return None
    _name_headings(table, page)
    _name_labels(table, page)
    return table


def name_column(number: int) -> str:
    """Return the letters of a column."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _score(page: Page, is_value: Callable[[str], bool]) -> Iterator[tuple[float, bool, int, int]]:
    """Yield for each place of headings and names how many values it explains, less what it does not.

    Of several that explain as many, the lowest row without a name beside it holds the headings.
    """
    often = Counter(text for cells in page.rows.values() for text in cells.values())
    weights = {text: _weigh(text, number, is_value) for text, number in often.items()}
    heads = list(page.rows)[:SEARCHED]
    for first in range(2, MOST_LABELS + 2):
        below: Counter[int] = Counter()
        beside = 0.0  # values among the names
        for row in sorted(page.rows, reverse=True):
            cells = page.rows[row]
            labels = [text for column, text in cells.items() if column < first]
            plain = not labels or any(means(text, "id", "name") for text in labels)
            beyond = (text for column, text in cells.items() if column >= first)
            if row in heads and not any(means(text, "id", "name") for text in beyond):
                named = sum(
                    number if column in cells else min(number, 0)
                    for column, number in below.items()
                )
                yield named - beside, plain, row, -first
            if plain:
                continue
            beside += sum(is_value(text) for text in labels) / 2
            for column, text in cells.items():
                if column >= first:
                    below[column] += weights[text]


def _weigh(text: str, number: int, is_value: Callable[[str], bool]) -> float:
    if is_value(text):
        return 1
    return 0.5 if number >= FREQUENT and len(text) <= SHORT else -1


def _sort_columns(table: Table, page: Page, is_value: Callable[[str], bool]) -> None:
    """Tell columns of values from totals and from remarks."""
    heads = page.rows[table.head]
    below = [cells for row, cells in page.rows.items() if row > table.head]
    for column, head in heads.items():
        if column < table.first:
            continue
        name = f"column {name_column(column)} “{head}”"
        texts = [cells[column] for cells in below if column in cells]
        number = sum(map(is_value, texts))
        beside = read_heading(head, "note", "place", *DETAILS)[0]
        if means(head, "total"):
            table.left_out.append(f"{name}: a total")
        elif beside and number * 2 < len(texts):
            table.labels.setdefault(beside, column)
        elif texts and not number and not _is_repeated(texts):
            table.left_out.append(f"{name}: texts, no values")
        else:
            table.columns.append(column)


def _is_repeated(texts: list[str]) -> bool:
    return max(Counter(texts).values()) >= FREQUENT and max(map(len, texts)) <= SHORT


def _sort_rows(table: Table, page: Page) -> None:
    """Tell rows of the table from totals within it, the title above it and the notes below it."""
    wanted = set(table.columns)
    filled = [row for row, cells in page.rows.items() if row > table.head and wanted & cells.keys()]
    last = max(filled, default=table.head)
    gap = table.head
    for row, cells in page.rows.items():
        if row <= table.head:
            continue
        label = [text for column, text in cells.items() if column < table.first]
        if label and any(means(text, "total") for text in label):
            table.left_out.append(f"row {row} “{label[0]}”: a total")
        elif row > last and (
            row > gap + 1 or not label or len(label[0]) > 80 or _is_note(label[0])
        ):
            table.notes.append((row, " ".join(cells.values())))
            continue
        elif label or wanted & cells.keys():
            table.rows.append(row)
        gap = row


def _is_note(text: str) -> bool:
    start = text.split(":")[0].split("：")[0]
    return start != text and means(start, "note", "place")


def _name_headings(table: Table, page: Page) -> None:
    """Find rows of headings above the nearest one, such as ids, and the title above them all."""
    wanted = set(table.columns)
    rows = [table.head]
    for row in sorted((row for row in page.rows if row < table.head), reverse=True):
        cells = page.rows[row]
        share = len(wanted & cells.keys()) / len(wanted)
        named = any(
            means(text, "id", "name") for column, text in cells.items() if column < table.first
        )
        if share > 0.6 and len(rows) < 3 and (len(wanted) > 1 or named):
            rows.append(row)
        elif share:
            names = ", ".join(f"“{cells[column]}”" for column in sorted(wanted & cells.keys()))
            table.left_out.append(f"row {row}: headings over several columns: {names}")
        else:
            table.title.insert(0, " ".join(cells.values()))
    given = {row: [page.rows[row].get(column, "") for column in table.columns] for row in rows}
    corner = {
        row: page.rows[row][column]
        for row in rows[1:]
        for column in range(1, table.first)
        if column in page.rows[row]
    }
    table.heads = _sort_names(given, corner, table, "row {}")


def _name_labels(table: Table, page: Page) -> None:
    """Tell columns of ids, names and details before the values."""
    given = {
        column: [page.rows[row].get(column, "") for row in table.rows]
        for column in range(1, table.first)
        if any(column in page.rows[row] for row in table.rows)
    }
    heads = {column: page.rows[table.head].get(column, "") for column in given}
    if given:
        table.labels |= _sort_names(given, heads, table, "column {}")


def _sort_names(
    given: dict[int, list[str]], heads: dict[int, str], table: Table, where: str
) -> dict[str, int]:
    """Say which line holds the ids, the names in which language, and which details."""
    found: dict[str, int] = {}
    rest = []
    for line, texts in given.items():
        meaning, language = read_heading(
            heads.get(line, ""), "id", "name", *DETAILS, "note", "place"
        )
        key = f"{meaning}_{language}".rstrip("_")
        if meaning and key not in found:
            found[key] = line
        else:
            rest.append((line, texts))
    named = any(key.startswith("name") for key in found)
    ids = [line for line, texts in rest if _look_like_ids(texts)]
    if "id" not in found and ids and (named or len(rest) > 1):
        found["id"] = min(ids)
    for line, texts in rest:
        if line == found.get("id"):
            continue
        key = f"name_{guess_language(texts)}"
        held = [name for name in found if name.startswith("name")]
        new = key not in found and all(texts) and "name" not in found
        if (not held or new) and texts.count("") * 2 < len(texts):
            found[key] = line
            continue
        name = where.format(name_column(line) if "column" in where else line)
        shown = heads.get(line) or next(filter(None, texts), "")
        table.left_out.append(f"{name} “{shown}”: neither ids nor names nor details that are known")
    if not any(key.startswith("name") for key in found):
        detail = next((key for key in found if key.split("_")[0] in DETAILS), "id")
        fullest = max(given, key=lambda line: sum(map(bool, given[line])))
        found["name"] = found.pop(detail, fullest)
    return found


def _look_like_ids(texts: list[str]) -> bool:
    """Return whether texts are short codes, each there once: of three signs at most, or with a digit."""
    return len(set(texts)) == len(texts) and all(map(_CODE.fullmatch, texts))


def guess_language(texts: list[str]) -> str:
    """Return zh for texts most of which have Chinese characters, else en."""
    filled = [text for text in texts if text]
    chinese = sum(any("\u3400" <= char <= "\u9fff" for char in text) for text in filled)
    return "zh" if filled and chinese * 2 > len(filled) else "en"
