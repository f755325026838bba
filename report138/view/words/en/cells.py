"""Cells without a level: not coded, not assessable, or held by inferred segments."""

from report138.view.words.en.grammar import bracket, join, plural
from report138.view.words.facts.cells import Cells


def say_unjudged(cells: Cells) -> str:
    """Say why none of the cells has a level, without capital and full stop."""
    if cells.declined == cells.total:
        return "no cell can be assessed"
    if cells.inferred:
        return "there are only inferred passages, which give no cell a level"
    if cells.uncoded == cells.total:
        return "nothing has been coded yet"
    return "no cell has a level yet"


def list_gaps(cells: Cells) -> str:
    """Count the cells that are not coded and those that cannot be assessed; "" without any."""
    gaps = []
    if cells.uncoded:
        gaps.append(plural(cells.uncoded, "cell is not coded", "cells are not coded"))
    if cells.declined:
        gaps.append(plural(cells.declined, "cell cannot be assessed", "cells cannot be assessed"))
    return join(gaps)


def note_uncoded(cells: Cells) -> str:
    """Add in brackets how many cells nobody coded, so that a headline does not speak of them."""
    number = cells.uncoded
    return bracket(f"{number} {'cell' if number == 1 else 'cells'} not coded") if number else ""
