"""The matrix: its headline, how to read it, its cells by number, level and footing."""

from report138.view.words.en.cells import list_gaps, note_uncoded, say_unjudged
from report138.view.words.en.grammar import (
    abridge,
    bracket,
    capitalize,
    close,
    count,
    join,
    label,
    plural,
    share_out,
)
from report138.view.words.en.terms import TERMS, name_level
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.matrix import Complete, Footing, Tile


def summarize_matrix(cells: Cells, fewest: tuple[str, int] | None) -> str:
    """Say in one line in how many cells the text has evidence, and which track has least."""
    if not cells.judged:
        return capitalize(say_unjudged(cells))
    said = f"The text backs {share_out(cells.found, cells.total, 'cell', 'cells')}"
    if fewest:
        track, number = fewest
        said += f"; {track} reaches only {plural(number, 'scenario', 'scenarios')}"
    return said + note_uncoded(cells)


def summarize_part(where: str, cells: Cells) -> str:
    """Say in one line how many cells of a part of the matrix have evidence."""
    if not cells.judged:
        return label(where, say_unjudged(cells))
    backs = share_out(cells.found, cells.total, "cell", "cells")
    return label(where, f"the text backs {backs}") + note_uncoded(cells)


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


def compare_claim(cells: Cells, complete: Complete) -> str:
    """Set a claim that everything interlinks against what is found cell by cell."""
    if not cells.judged:
        return close(capitalize(say_unjudged(cells)))
    gaps, have = list_gaps(cells), "have" if cells.found > 1 else "has"
    said = f"Cell by cell, {share_out(cells.found, cells.total, 'cell', 'cells')} {have} evidence"
    if cells.empty and (cells.found or gaps):
        said += f" and in {cells.empty} none was found"
    if gaps:
        said += f"; {gaps}"
    if not cells.found:
        return f"{said}."
    levels = [
        f"{number} {'is' if number == 1 else 'are'} {name_level(level)} (level {level})"
        for level, number in cells.levels.items()
    ]
    return f"{said}; of those with evidence, {join(levels)}. {_say_complete(complete)}".strip()


def _say_complete(complete: Complete) -> str:
    """Say which scenarios have evidence for every track, where there is more than one."""
    if not complete.comparable:
        return ""
    tracks = "both tracks" if complete.tracks == 2 else f"all {count(complete.tracks)} tracks"
    if not complete.names:
        return f"No scenario has evidence for {tracks}."
    if complete.every:
        return f"Every scenario has evidence for {tracks}."
    where = plural(len(complete.names), "scenario", "scenarios")
    return close(f"Evidence for {tracks} is found in {where}: {abridge(complete.names)}")


def state_certainty(judged: bool, footing: Footing) -> str:
    """Say how many cells rest on one segment, who coded them, and whether any is hindered."""
    if not judged:
        return ""  # the sentence before says why
    if not footing.found:
        return "No cell has evidence."
    coders = plural(len(footing.coders), "coder", "coders")
    if len(footing.coders) > 1:
        coders += f", the matrix shows the coding by {footing.coders[0]}"
    minus = "The source states no trade-off between a track and a scenario."
    if footing.hindered:
        cells = capitalize(plural(footing.hindered, "cell holds", "cells hold"))
        minus = f"{cells} hindering statements, shown beside the others, never netted."
    return f"{_say_fragile(footing.fragile, footing.found)}; {coders}. {minus}"


def _say_fragile(fragile: int, found: int) -> str:
    """Say how many of the cells with evidence rest on one segment."""
    if found == 1:
        falls = "falls" if fragile else "does not fall"
        return f"The one cell with evidence {falls} when one segment goes"
    falls = "falls" if fragile < 2 else "fall"
    cells = "all" if fragile == found else fragile or "none"
    return f"Of {count(found)} cells with evidence{',' if fragile else ''} {cells} {falls} when one segment goes"
