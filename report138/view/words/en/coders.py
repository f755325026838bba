"""The coders: how far they agree, or what a second one would add."""

import math

from report138.view.words.en.cells import say_unjudged
from report138.view.words.en.grammar import (
    capitalize,
    close,
    count,
    join,
    plural,
    show_coefficient,
)
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.coders import Agreement, Comparison, Expectation
from report138.view.words.numbers import percent


def summarize_agreement(agreement: Agreement) -> str:
    """Say how far the coders agree."""
    if math.isnan(agreement.raw):
        return "The coders have no cell in common"
    alpha = show_coefficient(agreement.alpha)
    return f"Raw agreement of the coders {percent(agreement.raw)}, alpha {alpha}"


def explain_coders(first: str, second: str) -> str:
    """Say how to read the split cells."""
    return f"In each cell the level by {first} at the upper left, by {second} at the lower right."


def caption_coders(coders: list[str]) -> str:
    """Name the figure of the coders, and the two of several whom it shows."""
    if len(coders) > 2:
        return f"The levels by the first two coders, {coders[0]} and {coders[1]}."
    return "The levels by two coders."


def describe_coders(comparison: Comparison) -> str:
    """Put the levels by the first two coders into words, cell by cell, and how many differ."""
    different = comparison.different
    head = plural(different, "cell differs", "cells differ") if different else "no cell differs"
    if not comparison.common:
        head = "no cell is coded by both"
    cells = [
        f"{name} {'/'.join('–' if level is None else str(level) for level in levels)}"
        for name, levels in comparison.cells
    ]
    return f"{capitalize(head)}. {join(cells)}."


def read_agreement(agreement: Agreement) -> str:
    """State how many coders coded which cells in common, and how far they agree."""
    coders = len(agreement.coders)
    if not agreement.units:
        no_cell = "coders have no cell in common: no agreement can be computed."
        return f"{capitalize(count(coders))} {no_cell}"
    cells = "one cell" if agreement.units == 1 else f"{agreement.units} cells"
    by = "both" if coders == 2 else "more than one"
    head = f"{capitalize(plural(coders, 'coder', 'coders'))}, {cells} coded by {by}."
    said = f"{head} {_say_alpha(agreement)}"
    if not agreement.dependent:
        return said
    given = "judged only segments chosen by the first coder: the choice was not independent."
    return f"{said} {join(agreement.dependent)} {given}"


def _say_alpha(agreement: Agreement) -> str:
    """State raw agreement and alpha, or why there is no alpha."""
    raw = f"Raw agreement {percent(agreement.raw)}"
    if math.isnan(agreement.alpha):
        same = "the cells coded in common all have the same level, so that alpha is undefined"
        return f"{raw}; {same}."
    shown = (agreement.alpha, agreement.low, agreement.high)
    alpha, low, high = map(show_coefficient, shown)
    interval = f"bootstrap 95% interval {low} to {high}"
    wide = " With few cells the interval is wide." if agreement.wide else ""
    return f"{raw}; ordinal Krippendorff alpha {alpha} ({interval}).{wide}"


def expect_second(cells: Cells, expected: Expectation) -> str:
    """Say what a second coder would add, where there is one."""
    if not cells.judged:
        return close(capitalize(say_unjudged(cells)))
    alone = "There is one coder, so no agreement can be computed. What a second would add"
    number = expected.cells
    if not expected.alphas:
        why = f"its {number} cells with a level all have the same"
        if number == 1:
            why = "only one cell has a level"
        return f"{alone} cannot be estimated: {why}."
    cases = "; if the second ".join(
        _say_case(error, *map(show_coefficient, alphas)) for error, alphas in expected.alphas
    )
    caveat = f"With {number} cells the coefficient itself is uncertain."
    return f"{alone} can be estimated: if the second {cases}. {caveat}"


def _say_case(error: float, middle: str, low: str, high: str) -> str:
    alpha = f"ordinal Krippendorff’s alpha is about {middle} (90% between {low} and {high})"
    return f"departs in {percent(error)} of cells, {alpha}"
