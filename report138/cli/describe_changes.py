"""A comparison of two states of the data, in words and as a small matrix of text."""

from collections.abc import Iterator

from report138.analysis.compare import Cells, Change, Comparison
from report138.data.framework import Framework
from report138.data.schema import LANGUAGES

STATES = {"not_assessable": "NA", "not_coded": "–", "itself": "·"}
NAMES = [f"name_{code}" for code in LANGUAGES]


def describe_comparison(old: Framework, new: Framework, found: Comparison) -> list[str]:
    """Describe a comparison in lines of words, and in a matrix if a cell differs."""
    lines = [f"before: {_name_version(old)}", f"after:  {_name_version(new)}"]
    for label, changes in (("element", found.elements), ("segment", found.segments)):
        lines += [f"{label} {words}" for change in changes for words in _describe(change)]
    for cell in found.cells:
        levels = f"{_show(found.before, cell)} → {_show(found.after, cell)}"
        lines.append(f"cell {' × '.join(cell)}: level {levels}")
    if found.files:
        lines.append(f"files that differ: {', '.join(found.files)}")
    else:
        lines.append("the data are the same")
    if found.before != found.after:
        lines += ["", *draw_changes(found)]
    return lines


def _name_version(framework: Framework) -> str:
    package = framework.package
    return f"{framework.name} {package['version']}, {str(package['created'])[:10]}"


def _describe(change: Change) -> Iterator[str]:
    """Yield a line for what became of a row, or for each name that changed and for the rest."""
    row = change.after or change.before
    title = " ".join(filter(None, [change.id, row.get("name_en") or row.get("name_zh")]))
    if not change.before or not change.after:
        yield f"{'removed' if change.before else 'added'}: {title}"
        return
    for name in (name for name in NAMES if name in change.columns):
        yield f"renamed: {change.id}: “{change.before[name]}” → “{change.after[name]}”"
    if others := [name for name in change.columns if name not in NAMES]:
        yield f"changed: {title} ({', '.join(others)})"


def draw_changes(found: Comparison) -> list[str]:
    """Draw the matrix: scenarios down, tracks across, `before→after` where the level changed."""
    from rich.cells import cell_len

    rows = [["", *(_mark(track, 1, found) for track in found.tracks)]]
    for scenario in found.scenarios:
        cells = [_show_cell(found, (scenario, track)) for track in found.tracks]
        rows.append([_mark(scenario, 0, found), *cells])
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    signs = "+ added, - removed; NA not assessable, – not coded; 1→2 the level changed"
    return [*lines, signs]


def _mark(identifier: str, place: int, found: Comparison) -> str:
    was = any(cell[place] == identifier for cell in found.before)
    now = any(cell[place] == identifier for cell in found.after)
    return identifier if was and now else f"{'+' if now else '-'}{identifier}"


def _show(cells: Cells, cell: tuple[str, str]) -> str:
    """Return the level of a cell, or a short sign of its state; empty if it is not there."""
    level = cells.get(cell, "")
    return STATES.get(level, str(level))


def _show_cell(found: Comparison, cell: tuple[str, str]) -> str:
    before, after = _show(found.before, cell), _show(found.after, cell)
    return f"{before}→{after}" if cell in found.cells else after or before
