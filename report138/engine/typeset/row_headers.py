"""Row headers of grids in a tagged PDF, which Typst marks only behind a flag that its wheel lacks.

Each becomes a TH with the scope of its row, and the cells beside it name it as their header.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from report138.engine.typeset import blocks as b
from report138.engine.typeset.grid_width import NESTING
from report138.engine.typeset.grids import has_headers


def tag_row_headers(pdf: Any, blocks: Sequence[b.Block]) -> None:
    """Tag the row headers of the grids among the blocks that a PDF was set from."""
    tables = list(_list_tables(blocks))
    if not any(isinstance(table, b.Grid) for table in tables):
        return
    tagged = list(_find(pdf.Root.StructTreeRoot, "/Table"))
    if len(tagged) != len(tables):
        return
    ids: dict[str, Any] = {}
    for number, (element, table) in enumerate(zip(tagged, tables, strict=True)):
        if isinstance(table, b.Grid):
            _tag_table(element, table, f"R{number}", ids)
    _add_ids(pdf, ids)


def _list_tables(blocks: Sequence[b.Block]) -> Iterator[b.Table | b.Grid]:
    for block in blocks:
        if isinstance(block, (b.Table, b.Grid)):
            if isinstance(block, b.Table) or has_headers([*block.head, *block.rows]):
                yield block
        elif isinstance(block, NESTING):
            grids = [node for node in b.walk(block) if isinstance(node, b.Grid)]
            yield from (grid for grid in grids if has_headers([*grid.head, *grid.rows]))


def _find(top: Any, kind: str) -> Iterator[Any]:
    """Yield the structure elements of a kind below another, in order; none within one found."""
    stack = _list_children(top)[::-1]
    while stack:
        element = stack.pop()
        if str(element.S) == kind:
            yield element
        else:
            stack += _list_children(element)[::-1]


def _list_children(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K", [])
    kids = kids if isinstance(kids, (list, pikepdf.Array)) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _tag_table(element: Any, grid: b.Grid, name: str, ids: dict[str, Any]) -> None:
    rows = [*grid.head, *grid.rows]
    tagged = list(_find(element, "/TR"))
    if len(tagged) != len(rows):
        return
    above: list[tuple[int, str]] = []  # headers from rows above, and how many rows they reach on
    for place, (line, row) in enumerate(zip(tagged, rows, strict=True)):
        cells = _list_children(line)
        if len(cells) == len(row):
            above += _tag_row(cells, row, f"{name}y{place}", above, ids)
        above = [(left - 1, header) for left, header in above if left > 1]


def _tag_row(
    cells: list[Any],
    row: list[b.GridCell],
    name: str,
    above: list[tuple[int, str]],
    ids: dict[str, Any],
) -> list[tuple[int, str]]:
    """Tag a row's headers and name them in its other cells; return them with their reach."""
    import pikepdf

    found = []
    for place, (element, cell) in enumerate(zip(cells, row, strict=True)):
        if cell.header and cell.inlines and element.S == "/TD":
            element.S = pikepdf.Name.TH
            header = f"{name}x{place}"
            column = cell.header == "col"  # of a head that is too high for a header
            _get_attributes(element).Scope = pikepdf.Name.Column if column else pikepdf.Name.Row
            element.ID = pikepdf.String(header)
            ids[header] = element
            found += [] if column else [(cell.rowspan, header)]
    for element in cells:
        if element.S == "/TD":
            own = _get_attributes(element)
            names = [pikepdf.String(header) for _, header in (*above, *found)]
            own.Headers = pikepdf.Array([*own.get("/Headers", []), *names])
    return found


def _get_attributes(element: Any) -> Any:
    """Return an element's attributes of tables, made if there are none."""
    import pikepdf

    if "/A" not in element:
        element.A = pikepdf.Array()
    for attributes in element.A:
        if attributes.O == "/Table":
            return attributes
    element.A.append(pikepdf.Dictionary(O=pikepdf.Name.Table))
    return element.A[-1]


def _add_ids(pdf: Any, ids: dict[str, Any]) -> None:
    import pikepdf

    root = pdf.Root.StructTreeRoot
    if ids and "/IDTree" not in root:
        root.IDTree = pikepdf.NameTree.new(pdf).obj
    if ids:
        tree = pikepdf.NameTree(root.IDTree)
        for name, element in ids.items():
            tree[name] = element
