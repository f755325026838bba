"""Read pages in long form: a line for each cell, with row, column, and value or words."""

from collections import Counter

from report138.coding.guess_layout import SEARCHED
from report138.coding.headings import fold, read_heading
from report138.coding.matrix_parts import Found, Item, Record, Spot, say_become
from report138.coding.read_workbook import COMPUTED, UNCOMPUTED, Page

COPIED = ("quote", "note", "place", "kind", "basis", "segment", "unit")
KNOWN = ("row", "column", "value", "sign", "coder", *COPIED)
# headings that name no tier
GENERIC = ("row", "column", "rows", "columns", "from", "to", "行", "列")
LongForm = tuple[int, dict[str, int]]  # the row of headings, and the column of each


def find_long_form(page: Page, *, valued: bool) -> LongForm | None:
    """Return the headings of a page in long form; `valued`: a column of values must be there."""
    for head in list(page.rows)[:SEARCHED]:
        places: dict[str, int] = {}
        for column, text in page.rows[head].items():
            meaning, language = read_heading(text, *KNOWN)
            if meaning:
                places.setdefault(f"{meaning}_{language}".rstrip("_"), column)
        quoted = any(key.startswith("quote") for key in places)
        if "value" not in places and (valued or not quoted):
            continue
        if "row" not in places or "column" not in places:
            _guess_pair(page, head, places)
        if "row" in places and "column" in places:
            return head, places
    return None


def _guess_pair(page: Page, head: int, places: dict[str, int]) -> None:
    """Take the first two other columns, in both of which texts come again, for rows and columns."""
    taken = {column for key, column in places.items() if key not in ("row", "column")}
    free = [column for column in page.rows[head] if column not in taken]
    if len(free) < 2:
        return
    below = [cells for row, cells in page.rows.items() if row > head]
    pairs = [tuple(cells.get(column, "") for column in free[:2]) for cells in below]
    repeated = all(max(Counter(each).values(), default=0) > 1 for each in zip(*pairs, strict=True))
    if repeated and all(all(pair) for pair in pairs):
        places["row"], places["column"] = free[:2]


def has_lines(page: Page, form: LongForm) -> bool:
    """Return whether lines below the headings name a row and a column."""
    head, places = form
    below = [cells for row, cells in page.rows.items() if row > head]
    return all(any(places[side] in cells for cells in below) for side in ("row", "column"))


def read_long_form(
    page: Page, found: Found, form: LongForm, coder: str, *, makes_items: bool
) -> None:
    """Read the lines of a page; where it `makes_items`, they also name the rows and columns."""
    head, places = form
    if makes_items:
        _make_items(page, head, places, found)
        _say_form(page, form, found)
    for row, cells in page.rows.items():
        if row <= head:
            continue
        for key, column in places.items():
            if key != "value":  # which is read as a level later
                found.faults += Spot(page, row, column).check(cells.get(column, ""))
        ends = []
        for side, items in (("row", found.rows), ("column", found.columns)):
            text = cells.get(places[side], "")
            item = items.find(text) if text else None
            if item is None:
                told = items.quote(text) if text else ("empty", f"a {side} of the matrix")
                found.faults.append(Spot(page, row, places[side]).fault(*told))
            ends.append(item)
        if all(ends):
            spot = Spot(page, row, places.get("value", places["row"]))
            found.records.append(_make_record(cells, places, (ends[0], ends[1]), spot, coder))
    used = set(places.values())
    for column, text in page.rows[head].items():
        if column not in used and any(
            column in cells for row, cells in page.rows.items() if row > head
        ):
            found.left_out.append(f"{page.title}: column “{text}”: none of {', '.join(KNOWN)}")
    for row, column in sorted(page.uncomputed):
        if row > head and column in used:
            found.faults.append(Spot(page, row, column).fault(UNCOMPUTED, COMPUTED))


def _make_record(
    cells: dict[int, str], places: dict[str, int], ends: tuple[Item, Item], spot: Spot, coder: str
) -> Record:
    given = {key: cells[column] for key, column in places.items() if column in cells}
    texts = {key: text for key, text in given.items() if key.split("_")[0] in COPIED}
    sign = given.get("sign", "")
    return Record(
        *ends,
        spot,
        given.get("coder", coder),
        given.get("value", ""),
        polarity={"−": "-", "–": "-", "＋": "+", "－": "-"}.get(sign, sign),
        from_line=True,
        texts=texts,
    )


def _make_items(page: Page, head: int, places: dict[str, int], found: Found) -> None:
    for side, items, letter in (("row", found.rows, "S"), ("column", found.columns, "T")):
        seen: dict[str, str] = {}
        for row, cells in page.rows.items():
            if row > head and (text := cells.get(places[side], "")):
                seen.setdefault(fold(text), text)
        for number, text in enumerate(seen.values(), start=1):
            items.add(Item(f"{letter}{number}", {"": text}))
        tier, text = {"row": "scenario", "column": "track"}[side], page.rows[head][places[side]]
        if fold(text) not in (*GENERIC, tier, f"{tier}_id"):
            found.tiers[tier] = text


def _say_form(page: Page, form: LongForm, found: Found) -> None:
    head, places = form
    listed = ", ".join(f"{key} “{page.rows[head][column]}”" for key, column in places.items())
    found.said.append(f"{page.title}: a line for each cell, headings in row {head}: {listed}")
    found.said.append(
        f"{say_become(len(found.rows.all), 'row', 'scenario')}, {say_become(len(found.columns.all), 'column', 'track')}"
    )
