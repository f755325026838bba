"""How wide a grid's columns are on paper; one that no page can hold is split by columns."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from report138 import style
from report138.engine.typeset import blocks as b
from report138.engine.typeset import fonts, grids
from report138.engine.typeset.table_width import BOLDER, INSET_MM, LONGEST_MM, SIZE, WORD, share

SMALL, SMALL_INSET_MM = 7.0, 5 / fonts.POINTS_PER_MM  # of a tight grid
NESTED_MM = style.COLUMN_MM - 20.0  # what a list or quotation leaves of the column
NESTING = (b.List, b.Quote, b.Aside, b.Details, b.Definitions, b.Footnotes)
CANDIDATES = 40  # words of a column that are measured, of those that look longest


def lay_out_grids(block: b.Block, language: str) -> list[b.Block]:
    """Return a block with its grids laid out for paper; a grid may become several."""
    if isinstance(block, b.Grid):
        return _lay_out(block, language)
    if isinstance(block, NESTING):
        return [b.rebuild(block, _lay_out_nested)]
    return [block]


def _lay_out(grid: b.Grid, language: str) -> list[b.Block]:
    """Lay out a grid on the first of these that holds it: upright, smaller, across, both, parts."""
    words = _measure_words(grid)
    for room in (style.PAGE_MM, style.LANDSCAPE_MM):
        for tight in (False, True):
            if sum(_add_inset(words, tight)) <= room:
                across = room > style.PAGE_MM
                return [_set_widths(replace(grid, tight=tight, landscape=across), words, room)]
    return [_set_widths(part, own, style.PAGE_MM) for part, own in _split(grid, words, language)]


def _lay_out_nested(grid: Any) -> dict[str, Any]:
    if not isinstance(grid, b.Grid):
        return {}
    words = _measure_words(grid)
    tight = sum(_add_inset(words, False)) > NESTED_MM
    laid = _set_widths(replace(grid, tight=tight), words, NESTED_MM)
    return {"tight": tight, "widths": laid.widths, "head": laid.head, "rows": laid.rows}


def _measure_words(grid: b.Grid) -> list[float]:
    """Return the width of each column's longest word in millimetres; numbers are not broken."""
    words: list[dict[str, None]] = [{} for _ in grid.aligns]
    spans = []
    for placed in (*grids.place(grid.head), *grids.place(grid.rows)):
        for x, cell in placed:
            text = grids.read_text(cell.inlines)
            found = [text] if grids.is_number(text) else WORD.findall(text)
            if cell.colspan == 1:
                words[x] |= dict.fromkeys(found)
            else:
                spans.append((x, cell.colspan, _measure_longest(found)))
    widths = [_measure_longest(column) for column in words]
    for x, span, width in spans:
        widths[x + span - 1] += max(width - sum(widths[x : x + span]), 0)
    return widths


def _measure_longest(words: Any) -> float:
    likely = sorted(words, key=grids.estimate_em, reverse=True)[:CANDIDATES]
    return min(
        max((fonts.measure_mm(word[:200], SIZE, True) * BOLDER for word in likely), default=0.0),
        LONGEST_MM,
    )


def _add_inset(words: list[float], tight: bool) -> list[float]:
    size, inset = (SMALL / SIZE, SMALL_INSET_MM) if tight else (1.0, INSET_MM)
    return [word * size + inset for word in words]


def _set_widths(grid: b.Grid, words: list[float], room: float) -> b.Grid:
    """Give a grid's columns their widths, by how much stands in them; break what fits none."""
    weights = grids.estimate_widths(grid, most=30.0)
    widths = share(room, weights, _add_inset(words, grid.tight))
    size, inset = (SMALL, SMALL_INSET_MM) if grid.tight else (SIZE, INSET_MM)
    ems = [(width - inset) * fonts.POINTS_PER_MM / size for width in widths]
    head, rows = (_break_words(part, ems) for part in (grid.head, grid.rows))
    return replace(grid, widths=tuple(widths), head=head, rows=rows)


def _break_words(rows: grids.Rows, ems: list[float]) -> grids.Rows:
    """Allow a break within words that are wider than their column, given in em."""
    broken: grids.Rows = []
    for placed in grids.place(rows):
        row = []
        for x, cell in placed:
            room = sum(ems[x : x + cell.colspan])
            text = grids.read_text(cell.inlines)
            if any(grids.estimate_em(word) > room for word in WORD.findall(text)):
                limit = max(int(room / 0.7), 1)
                cell = b.rebuild(cell, lambda node, limit=limit: _break_text(node, limit))
            row.append(cell)
        broken.append(row)
    return broken


def _break_text(node: Any, limit: int) -> dict[str, str]:
    if not isinstance(node, (b.Text, b.CodeSpan)):
        return {}
    return {"text": WORD.sub(lambda found: _cut(found[0], limit), node.text)}


def _cut(word: str, limit: int) -> str:
    pieces = [word[at : at + limit] for at in range(0, len(word), limit)]
    return "\u200b".join(pieces) if grids.estimate_em(word) > 0.7 * limit * 0.8 else word


def _split(grid: b.Grid, words: list[float], language: str) -> Iterator[tuple[b.Grid, list[float]]]:
    """Yield parts of a grid that a page can hold, each with the row headers and its own columns."""
    needed = _add_inset(words, False)
    stub = grids.count_row_headers(grid)
    while sum(needed[:stub]) > style.PAGE_MM / 2:
        stub -= 1
    bounds = _find_bounds(needed[stub:], style.PAGE_MM - sum(needed[:stub]))
    total = len(needed) - stub
    for first, end in bounds:
        columns = [*range(stub), *range(stub + first, stub + end)]
        chinese = f"第 {first + 1}–{end} 列，共 {total} 列"
        where = chinese if language == "zh" else f"columns {first + 1}–{end} of {total}"
        mark = "，" if language == "zh" else ", "
        part = replace(
            grid,
            head=grids.take_columns(grid.head, columns),
            rows=grids.take_columns(grid.rows, columns),
            aligns=[grid.aligns[column] for column in columns],
            caption=f"{grid.caption}{mark}{where}" if grid.caption else "",
            notes=(*(() if grid.caption else (where,)), *(grid.notes if end == total else ())),
            id=grid.id if first == 0 else "",
        )
        yield part, [words[column] for column in columns]


def _find_bounds(needed: list[float], room: float) -> list[tuple[int, int]]:
    """Divide columns into as few parts as fit the room, of like width."""
    fewest = _fill(needed, room)
    even = sum(needed) / len(fewest)
    rooms = (even + (room - even) * step / 10 for step in range(11))
    return next((found for one in rooms if len(found := _fill(needed, one)) == len(fewest)), fewest)


def _fill(needed: list[float], room: float) -> list[tuple[int, int]]:
    bounds, first, used = [], 0, 0.0
    for column, width in enumerate(needed):
        if used + width > room and column > first:
            bounds.append((first, column))
            first, used = column, 0.0
        used += width
    return [*bounds, (first, len(needed))]
