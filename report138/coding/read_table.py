"""Read the pages of a matrix: the table that names rows and columns, and pages of the same shape."""

from collections.abc import Callable, Iterator

from report138.coding.guess_layout import Table, find_table, guess_language, name_column
from report138.coding.headings import fold, means
from report138.coding.matrix_parts import (
    Found,
    Item,
    Items,
    Record,
    Spot,
    say_become,
)
from report138.coding.read_workbook import COMPUTED, UNCOMPUTED, Page
from report138.data.read import Fault, quote_value

# what a corner says without naming the rows
GENERIC = {
    *("id", "name", "row", "rows", "item", "items", "no.", "no"),
    *("编号", "名称", "序号", "行", "项目"),
}


def read_table(page: Page, found: Found, is_value: Callable[[str], bool]) -> Table | None:
    """Read the page that names the rows and columns; None if it has no table."""
    table = find_table(page, is_value)
    if table is None:
        return None
    found.title = " ".join(table.title)
    found.notes += [text for _, text in table.notes]
    found.left_out += [f"{page.title}: {line}" for line in table.left_out]
    found.left_out += [
        f"{page.title}: row {row} {quote_value(text)}: below the table; it is in the description of datapackage.json"
        for row, text in table.notes
    ]
    columns = [
        (column, _read_names(page, table.heads, column, across=True)) for column in table.columns
    ]
    rows = [(row, _read_names(page, table.labels, row, across=False)) for row in table.rows]
    _add_items(found, found.rows, "S", [(Spot(page, row), *names) for row, names in rows])
    _add_items(
        found,
        found.columns,
        "T",
        [(Spot(page, table.head, column), *names) for column, names in columns],
    )
    _name_tiers(page, table, found)
    _say_layout(page, table, found)
    return table


def read_values(page: Page, found: Found, table: Table, coder: str, sign: str) -> None:
    """Read the values of the page that names rows and columns."""
    rows = {row: found.rows.all[place] for place, row in enumerate(table.rows)}
    columns = {column: found.columns.all[place] for place, column in enumerate(table.columns)}
    found.records += _read_cells(page, rows, columns, coder, sign)
    found.faults += _check_form(page, rows, columns, table.head)
    heads = page.rows[table.head]
    for row in rows:
        beyond = [each for each in page.rows[row] if each >= table.first and each not in heads]
        if beyond:
            fault = Spot(page, row, beyond[0]).fault(
                "a value below no heading", "a heading in each column"
            )
            found.faults.append(fault)


def read_same_shape(
    page: Page, found: Found, coder: str, sign: str, *, texts: bool = False
) -> bool:
    """Read a page whose names are those of the matrix; return whether it is one."""
    head, columns = _find_line(page, found.columns, across=True)
    label, rows = _find_line(page, found.rows, across=False)
    few = len(columns) * 2 < len(found.columns.all) or len(rows) * 2 < len(found.rows.all)
    if few:
        return False
    rows = {row: item for row, item in rows.items() if row > head}
    records = list(_read_cells(page, rows, columns, coder, sign))
    if texts:
        for record in records:
            found.faults += record.spot.check(record.value)
            record.texts["quote"], record.value = record.value, ""
    found.records += records
    found.faults += _check_form(page, rows, columns, head)
    for row, cells in page.rows.items():
        named = row > head and label in cells and not _is_heading(cells[label])
        if named and row not in rows and cells.keys() & columns.keys():
            found.faults.append(Spot(page, row, label).fault(*found.rows.quote(cells[label])))
    for column, text in page.rows[head].items():
        below = any(column in page.rows[row] for row in rows)
        if column > label and column not in columns and below and not _is_heading(text):
            found.faults.append(Spot(page, head, column).fault(*found.columns.quote(text)))
    return True


def _is_heading(text: str) -> bool:
    return means(text, "total", "id", "name")


def _find_line(page: Page, items: Items, *, across: bool) -> tuple[int, dict[int, Item]]:
    """Return the row, or the column, that names most items, and what it names by place."""
    lines: dict[int, dict[int, Item]] = {}
    for row, cells in page.rows.items():
        for column, text in cells.items():
            if item := items.find(text):
                line, place = (row, column) if across else (column, row)
                if item not in lines.setdefault(line, {}).values():
                    lines[line][place] = item
    return max(lines.items(), key=lambda each: (len(each[1]), -each[0]), default=(0, {}))


def _read_cells(
    page: Page, rows: dict[int, Item], columns: dict[int, Item], coder: str, sign: str
) -> Iterator[Record]:
    for row, item in rows.items():
        for column, text in page.rows[row].items():
            if column in columns:
                yield Record(item, columns[column], Spot(page, row, column), coder, text, sign)


def _check_form(
    page: Page, rows: dict[int, Item], columns: dict[int, Item], head: int
) -> Iterator[Fault]:
    """Find what would be lost: merged cells, and formulas without a value."""
    for ref, there, across in page.merged:
        mine = [row for row in there if row in rows], [each for each in across if each in columns]
        if all(mine) and len(there) * len(across) > 1:
            found = f"merged cells ({ref}): only the first has a value"
            yield Spot(page, mine[0][0], mine[1][0]).fault(found, "a value in each cell")
    for row, column in sorted(page.uncomputed):
        if (row in rows and column in columns) or row == head:
            yield Spot(page, row, column).fault(UNCOMPUTED, COMPUTED)


def _read_names(
    page: Page, lines: dict[str, int], place: int, *, across: bool
) -> tuple[str, dict[str, str]]:
    texts = {}
    for key, line in lines.items():
        cells = page.rows[line] if across else page.rows[place]
        texts[key] = cells.get(place if across else line, "")
    return texts.pop("id", ""), texts


def _add_items(
    found: Found, items: Items, letter: str, named: list[tuple[Spot, str, dict[str, str]]]
) -> None:
    """Add rows or columns; name those without a name, or with one that stands there already."""
    seen: dict[tuple[str, ...], Spot] = {}
    plain = guess_language([texts.get("name", "") for _, _, texts in named])
    for number, (spot, given, texts) in enumerate(named, start=1):
        if "name" in texts:
            texts[f"name_{plain}"] = texts.pop("name")
        names = {key[5:]: text for key, text in texts.items() if key.startswith("name") and text}
        details = {key: text for key, text in texts.items() if not key.startswith("name") and text}
        for text in (given, *texts.values()):
            found.faults += spot.check(text)
        key = tuple(names.values())
        if not key:
            found.faults.append(
                spot.fault(f"no name for this {items.what}", "a name beside the values")
            )
        elif key in seen:
            where = seen[key].row if items.what == "row" else name_column(seen[key].column)
            text = f"{quote_value(key[0])} names {items.what} {where} already"
            found.faults.append(spot.fault(text, "each name once"))
        seen.setdefault(key, spot)
        items.add(Item(given or f"{letter}{number}", names, details))


def _name_tiers(page: Page, table: Table, found: Found) -> None:
    """Take the names of the tiers from the corner of the table: “Actions \\ Targets”."""
    corner = page.rows[table.head].get(max(table.labels.values(), default=0), "")
    parts = [
        part.strip()
        for mark in ("\\", "/", "|", "×", "\n")
        for part in corner.split(mark)
        if mark in corner
    ]
    if len(parts) == 2:
        found.tiers |= {
            tier: part
            for tier, part in zip(("scenario", "track"), parts, strict=True)
            if part and not _is_generic(part)
        }
    elif corner and not _is_generic(corner) and not found.square:
        found.tiers["scenario"] = corner


def _is_generic(text: str) -> bool:
    return fold(text) in GENERIC or _is_heading(text)


def _say_layout(page: Page, table: Table, found: Found) -> None:
    ids = [
        f"ids in {what} {line}"
        for what, line in (
            ("row", table.heads.get("id")),
            ("column", name_column(table.labels.get("id", 0))),
        )
        if line
    ]
    names = " and ".join(
        name_column(line) for key, line in table.labels.items() if key.startswith("name")
    )
    heads = " and ".join(str(line) for key, line in table.heads.items() if key.startswith("name"))
    told = [f"headings in row {heads}", f"names in column {names}", *ids]
    found.said.append(f"{page.title}: {', '.join(told)}")
    found.said.append(
        f"{say_become(len(table.rows), 'row', 'scenario')}, {say_become(len(table.columns), 'column', 'track')}"
    )
