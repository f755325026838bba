"""Two states of the data compared, in words and in a small matrix of text."""

from report138.analysis.compare import ABSENT, Change, Comparison


def describe_comparison(found: Comparison) -> list[str]:
    """Describe a comparison in lines of words, and in a matrix if a cell differs."""
    lines = [f"before: {found.versions[0]}", f"after:  {found.versions[1]}"]
    for label, changes in (("element", found.elements), ("segment", found.segments)):
        lines += [_describe(label, change) for change in changes]
    for scenario, track in found.cells:
        levels = f"{found.before[scenario, track]} → {found.after[scenario, track]}"
        lines.append(f"cell {scenario} × {track}: level {levels}")
    if found.files:
        lines.append(f"files that differ: {', '.join(found.files)}")
    else:
        lines.append("the data are the same")
    if found.before != found.after:
        lines += ["", *draw_changes(found)]
    return lines


def _describe(label: str, change: Change) -> str:
    start = f"{label} {change.kind}: {change.name}"
    if change.kind == "renamed":
        return f"{start}: “{change.before}” → “{change.after}”"
    return f"{start} ({change.after})" if change.after else start


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


def _show_cell(found: Comparison, cell: tuple[str, str]) -> str:
    before, after = found.before.get(cell, ABSENT), found.after.get(cell, ABSENT)
    return f"{before}→{after}" if cell in found.cells else after or before
