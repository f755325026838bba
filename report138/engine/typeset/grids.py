"""Grids from the cells of others' tables: spans made to fit, columns aligned by their content."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from report138.engine.typeset import blocks as b

MAX_COLUMNS = 400
FARTHEST = 2000  # columns in which cells are placed at all: spans of 1,000 stand for "all"
Rows = list[list[b.GridCell]]
Placed = list[tuple[int, b.GridCell]]

# What stands in a column of numbers where a number is missing or left out.
MISSING = {"", "nan", "none", "<na>", "nat", "na", "n/a", "null", "...", "…", "⋮", "-", "–", "—"}
NUMBER = re.compile(
    r"""[(\[]?\s*
    (?:[+\-−–±<>≤≥=≈~]\s?)*
    (?:[$€£¥₹￥]|US\$|CN¥|RMB)?\s?
    [+\-−–]?
    (?:\d[\d,.'’\u00a0\u2009\u202f\ _]*|\.\d+|inf|∞)
    (?:e[+\-−]?\d+|\s?[×x]\s?10\S{1,4})?
    (?:\s?±\s?[\d.,]+)?
    \s?(?:[%‰°]|[^\W\d]{1,3}|°[CF]|[万亿千百]\w{0,2}|pp|[^\W\d]{1,2}[²³/][^\W\d]{0,2}[²³]?)?
    \s?\*{0,3}\s?[)\]]?""",
    re.VERBOSE | re.IGNORECASE,
)
MOSTLY = 0.8  # the share of numbers that makes a column one of numbers


def make_grid(head: Rows, rows: Rows, aligns: Sequence[str] = (), **options: object) -> b.Grid:
    """Make a grid of rows of cells whose spans may be anything; the cells become the grid's.

    `aligns` has what the author said of each column, "" where nothing was said.
    """
    placed_head, placed_rows = list(place(head)), list(place(rows))
    starts = sorted({x for row in [*placed_head, *placed_rows] for x, _ in row} or {0})
    end = starts[MAX_COLUMNS] if len(starts) > MAX_COLUMNS else FARTHEST + 1000
    starts = starts[:MAX_COLUMNS]
    new_head, new_rows = _close_up(placed_head, starts, end), _close_up(placed_rows, starts, end)
    said = [*aligns, *[""] * len(starts)][: len(starts)]
    by_content = _align(new_rows, len(starts))
    found = [one or content for one, content in zip(said, by_content, strict=True)]
    if not head and by_content[0] == "left":
        _name_rows(new_rows)
    return b.Grid(
        _join_names(_set_aligns(new_head, found)),
        _set_aligns(new_rows, found),
        found,
        **options,
    )


def place(rows: Rows) -> Iterator[Placed]:
    """Yield each row's cells with their columns, spans cut to what is free and there."""
    busy: dict[int, int] = {}  # how many more rows a column is taken by a cell from above
    for number, row in enumerate(rows):
        placed: Placed = []
        taken = dict(busy)
        x = 0
        for cell in row:
            while x in taken:
                x += 1
            if x >= FARTHEST:
                break
            most = min(max(cell.colspan, 1), 1000)
            width = next((n for n in range(1, most) if x + n in taken), most)
            left = len(rows) - number
            height = min(cell.rowspan, left) if cell.rowspan > 0 else left
            same = (width, height) == (cell.colspan, cell.rowspan)
            placed.append((x, cell if same else replace(cell, colspan=width, rowspan=height)))
            if height > 1:
                busy |= dict.fromkeys(range(x, x + width), height)
            x += width
        busy = {column: more - 1 for column, more in busy.items() if more > 1}
        yield placed


def _close_up(rows: Sequence[Placed], starts: list[int], end: int) -> list[Placed]:
    """Drop columns in which no cell begins or that are too many; fill what a row leaves open."""
    closed: list[Placed] = []
    busy: dict[int, int] = {}
    for row in rows:
        free = [column for column in range(len(starts)) if column not in busy]
        cells: Placed = []
        for x, cell in row:
            first, last = bisect_left(starts, x), bisect_left(starts, x + cell.colspan)
            if x < end:
                cell.colspan = max(last - first, 1)
                cells.append((first, cell))
        used = {first + n for first, cell in cells for n in range(cell.colspan)}
        cells += _fill([column for column in free if column not in used])
        for first, cell in cells:
            if cell.rowspan > 1:
                busy |= dict.fromkeys(range(first, first + cell.colspan), cell.rowspan)
        busy = {column: more - 1 for column, more in busy.items() if more > 1}
        closed.append(sorted(cells, key=lambda item: item[0]))
    return closed


def _fill(columns: list[int]) -> Placed:
    """Return empty cells for columns that are open, one for neighbours together."""
    cells: Placed = []
    for column in columns:
        if cells and cells[-1][0] + cells[-1][1].colspan == column:
            cells[-1][1].colspan += 1
        else:
            cells.append((column, b.GridCell([])))
    return cells


def _name_rows(rows: list[Placed]) -> None:
    """Take texts in the first column for row headers where an author marked no header at all."""
    cells = [cell for row in rows for x, cell in row if x == 0 and len(row) > 1]
    if all(cell.inlines for cell in cells) and not has_headers(
        [cell] for row in rows for _, cell in row
    ):
        for cell in cells:
            cell.header = "row"


def has_headers(rows: Iterable[Iterable[b.GridCell]]) -> bool:
    """Return whether any cell of some rows is a header."""
    return any(cell.header for row in rows for cell in row)


def _align(rows: list[Placed], count: int) -> list[str]:
    """Return right for columns of numbers, left for others."""
    numbers, texts = [0] * count, [0] * count
    for row in rows:
        for column, cell in row:
            text = read_text(cell.inlines)
            if cell.colspan == 1 and not cell.header and text.lower() not in MISSING:
                (numbers if is_number(text) else texts)[column] += 1
    return [
        "right" if one and one >= MOSTLY * (one + other) else "left"
        for one, other in zip(numbers, texts, strict=True)
    ]


def read_text(inlines: Sequence[b.Node], mark: str = "\n") -> str:
    """Return the plain text of inlines, its lines parted by a mark."""
    plain = [b.Text(mark) if isinstance(one, b.LineBreak) else one for one in inlines]
    return b.flatten(plain).strip()


def is_number(text: str) -> bool:
    """Return whether a text is a number, as people print them: with sign, unit, separators."""
    return len(text) <= 40 and NUMBER.fullmatch(text) is not None


def _set_aligns(rows: list[Placed], aligns: list[str]) -> Rows:
    """Give each cell the alignment it is set with; what spans several columns is centred."""
    for row in rows:
        for column, cell in row:
            cell.align = cell.align or (aligns[column] if cell.colspan == 1 else _align_span(cell))
    return [[cell for _, cell in row] for row in rows]


def _align_span(cell: b.GridCell) -> str:
    return "center" if cell.header == "col" else "left"


def _join_names(head: Rows) -> Rows:
    """Join a last header row that only names the index with the row above it, if that is free."""
    if len(head) < 2 or any(c.colspan > 1 or c.rowspan > 1 for row in head[-2:] for c in row):
        return head
    pairs = list(zip(head[-2], head[-1], strict=False))
    if len(head[-2]) != len(head[-1]) or any(up.inlines and low.inlines for up, low in pairs):
        return head
    return [*head[:-2], [low if low.inlines else up for up, low in pairs]]


def count_row_headers(grid: b.Grid) -> int:
    """Return how many columns at the left hold row headers in every row that is no group."""
    found = len(grid.aligns) - 1
    for placed in place(grid.rows):
        first = next((x for x, cell in placed if not cell.header), None)
        if first is not None:
            found = min(found, first)
    return max(found, 0) if grid.rows else 0


def take_columns(rows: Rows, columns: list[int]) -> Rows:
    """Return rows with only some of the columns; what spans more is cut to them."""
    kept = set(columns)
    taken: Rows = []
    for placed in place(rows):
        row = []
        for x, cell in placed:
            span = sum(1 for n in range(cell.colspan) if x + n in kept)
            if span:
                row.append(replace(cell, colspan=span))
        taken.append(row)
    return taken


def estimate_widths(grid: b.Grid, most: float = 16.0) -> list[float]:
    """Return about how wide each column would be without line breaks, in em, at most `most`."""
    widths = [2.0] * len(grid.aligns)
    for placed in (*place(grid.head), *place(grid.rows)):
        for x, cell in placed:
            if cell.colspan == 1 and widths[x] < most:
                lines = read_text(cell.inlines).split("\n")
                widths[x] = max(widths[x], min(max(map(estimate_em, lines)) + 1.2, most))
    return widths


def is_unbreakable(cell: b.GridCell) -> bool:
    """Return whether a cell holds a word that is wider than a column should be."""
    text = b.flatten(cell.inlines)
    return len(text) > 24 and any(estimate_em(word) > 14 for word in text.split())


def estimate_em(text: str) -> float:
    """Return about how wide a text is in em: a Latin letter is half as wide as a Chinese one."""
    return sum(1.0 if ord(char) > 0x2E7F else 0.56 for char in text[:200])
