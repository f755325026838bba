"""The matrix: its headline, how to read it, its cells by number, level and footing."""

from report138.view.words.en.cells import note_uncoded, say_unjudged
from report138.view.words.en.grammar import (
    bracket,
    capitalize,
    close,
    label,
    plural,
    share_out,
)
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.matrix import Tile


def summarize_matrix(cells: Cells) -> str:
    """Say in one line in how many cells the text has evidence."""
    if not cells.judged:
        return capitalize(say_unjudged(cells))
    found = share_out(cells.found, cells.total, "cell", "cells")
    return f"The text has evidence for {found}" + note_uncoded(cells)


def summarize_part(where: str, cells: Cells) -> str:
    """Say in one line how many cells of a part of the matrix have evidence."""
    if not cells.judged:
        return label(where, say_unjudged(cells))
    found = share_out(cells.found, cells.total, "cell", "cells")
    return label(where, f"evidence for {found}") + note_uncoded(cells)


def explain_overview() -> str:
    """Say how to read the overview of a matrix that is too large to label."""
    blank = f"blank: {TERMS['level_0']} or {TERMS['not_coded']}"
    return (
        f"A square is a cell, stronger in colour for a higher level; {blank}. "
        "Rows and columns carry ids; pages with names follow."
    )


def describe_matrix(rows: list[tuple[str, list[Tile]]]) -> str:
    """Put the matrix into words, row by row, for those who do not see it."""
    said = [label(name, ", ".join(map(_say_tile, tiles))) for name, tiles in rows]
    return f"Matrix, scenarios by tracks. {'; '.join(said)}."


def _say_tile(tile: Tile) -> str:
    if tile.level is None:
        return f"{tile.track} {TERMS[tile.blank]}"
    minus = ""
    if tile.hindering is not None:
        minus = bracket(f"a hindering statement at level {tile.hindering}")
    return f"{tile.track} level {tile.level}{minus}"


def read_margins(cells: Cells, tracks: list[tuple[str, Cells]]) -> str:
    """Read the matrix by track: how many scenarios each reaches and at which levels."""
    if not cells.judged:
        return close(capitalize(say_unjudged(cells)))
    return close("; ".join(_read_track(name, cells) for name, cells in tracks))


def _read_track(name: str, cells: Cells) -> str:
    if not cells.judged:
        return f"{name} is {TERMS[cells.blank]}"
    if not cells.found:
        return f"{name} has evidence in none"
    levels = ", ".join(f"{number} at level {level}" for level, number in cells.levels.items())
    scenarios = plural(cells.found, "scenario", "scenarios")
    return f"{name} has evidence in {scenarios}{bracket(levels)}"
