"""What doubt about the coding leaves: certainty of cells, orders that survive, text that matters."""

from report138.analysis.robustness.estimate import Rates
from report138.view.names import Names
from report138.view.words.en.cells import say_unjudged
from report138.view.words.en.grammar import abridge, bracket, capitalize, close, join, label, plural
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.robustness import Certainty, LeftOut, Range
from report138.view.words.numbers import percent, span


def summarize_certainty(cells: Cells, kept: list[float]) -> str:
    """Say between which shares of draws the cells keep their level."""
    if not kept:
        return capitalize(say_unjudged(cells))
    which = "The one cell judged keeps its" if len(kept) == 1 else "The cells keep their"
    return f"{which} level in {span(kept, ' to ')} of the draws"


def explain_certainty(rates: Rates, names: Names) -> str:
    """Say how to read the bars of certainty, and where the errors come from."""
    split = (
        " A disputed cell enters with its lower median; the dispute itself is not shown."
        if rates.estimated
        else ""
    )
    units = "passages" if names.quoted else names.many("unit")
    whence = "estimated from how the readings differ" if rates.estimated else "assumed"
    return (
        "Left the level, right the share of draws that keep it; the bar gives the share of each "
        f"level. Errors are {whence}: {percent(rates.error)} of {units} coded otherwise, one "
        f"missed in {percent(rates.miss)} of cells.{split}"
    )


def caption_certainty(draws: int) -> str:
    """Name the figure of certainty."""
    return (
        f"Certainty of each cell’s level, {draws:,} draws. It measures doubt about the coding, not the "
        "truth of what is said, and no verdict is drawn from it."
    )


def describe_certainty(rows: list[tuple[str, list[Certainty]]], names: Names) -> str:
    """Put the certainty of every cell into words."""
    said = [
        label(name, "; ".join(_say_certainty(cell, names) for cell in cells))
        for name, cells in rows
    ]
    return f"{'. '.join(said)}."


def _say_certainty(cell: Certainty, names: Names) -> str:
    kept = f"level {cell.level}, {percent(cell.share)}"
    return f"{cell.track} {names.levels.say_blank(cell.blank) if cell.blank else kept}"


def read_certainty(floors: list[tuple[float, float]], names: Names) -> str:
    """Say how low certainty gets at several rates of misses; nothing without a level."""
    if not floors:
        return ""
    misses, shares = (join([percent(pair[n]) for pair in floors]) for n in (0, 1))
    return (
        f"At a chance of {misses} that a cell has a missed {names.one('unit')}, a cell keeps its level in at "
        f"least {shares} of the draws."
    )


def summarize_ranks(cells: Cells, tracks: int, overlap: bool, names: Names) -> str:
    """Say whether an order of the tracks survives."""
    if not tracks:
        return capitalize(say_unjudged(cells))
    if tracks == 1:
        return f"With one {names.one('track')} judged there is no order to compare"
    if overlap:
        return (
            f"By number of {names.many('scenario')} the ranges of the {names.many('track')} overlap: "
            "no rank is given"
        )
    return f"Part of the order of the {names.many('track')} survives"


def describe_ranks(ranges: list[Range], names: Names) -> str:
    """Put the ranges into words."""
    return close("; ".join(f"{item.name} {_say_range(item, names)}" for item in ranges))


def _say_range(item: Range, names: Names) -> str:
    if item.blank:
        return names.levels.say_blank(item.blank)
    return f"{item.base}{bracket(f'{item.low}–{item.high}')}"


def read_leave_out(left_out: LeftOut, names: Names) -> str:
    """Say how many units and places change the matrix when they go, and which does most."""
    number, felt = left_out.units, left_out.felt
    if not number:
        return "There is no direct passage."
    if number == 1:
        return f"There is one direct {names.one('unit')}; {'a' if felt else 'no'} cell falls when it goes."
    goes = "make a cell fall when they go" if felt > 1 else "makes a cell fall when it goes"
    return f"Of {number} {names.many('unit')} that readings took, {felt or 'none'} {goes}. {_say_places(left_out)}"


def _say_places(left_out: LeftOut) -> str:
    """Say which whole place of the text makes most cells fall when it goes."""
    if not left_out.cells:
        return "No cell falls when a whole place goes."
    fall = plural(left_out.cells, "cell falls", "cells fall")
    names, several = abridge(left_out.fullest), len(left_out.fullest) > 1
    if left_out.places > 1:
        matter, each = ("matter", " each") if several else ("matters", "")
        return f"Of whole places, {names} {matter} most: {fall}{each}."
    which = " with one place" if left_out.placeless else ""
    return f"All direct passages{which} stand in {names}: without it {fall}."
