"""How the evidence is spread: over cells and over the text."""

from report138.view.names import Names
from report138.view.words.en.grammar import abridge, join, label
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.spread import Richest
from report138.view.words.numbers import percent


def summarize_strip(richest: Richest, names: Names) -> str:
    """Say which place of the text gives most units."""
    if not richest.places:
        return "There is no direct evidence"
    if richest.share == 1:
        one = richest.units == 1
        stand = (
            f"The one {names.one('unit')} with direct evidence stands"
            if one
            else "All direct evidence stands"
        )
        return f"{stand} in {richest.places[0]}"
    share = f"{percent(richest.share)} of the {names.many('unit')} with direct evidence"
    if len(richest.places) > 1:
        return f"{abridge(richest.places)} give {share} each"
    return f"{richest.places[0]} alone gives {share}"


def explain_strip(readings: int, named: bool, names: Names) -> str:
    """Say how to read the strip."""
    which = f"a {names.one('unit')}" + (" that most readings took" if readings > 1 else "")
    held = f", with the id of its {names.one('scenario')}" if named else ""
    return (
        f"The text runs from left to right, width by characters; a square is {which} for one "
        f"cell{held}, stronger in colour for a higher level."
    )


def describe_strip(tracks: list[tuple[str, list[tuple[str, int]]]]) -> str:
    """Put the strip into words: the codings of each track by place."""
    said = [
        label(track, join([f"{place} × {n}" for place, n in places]) or TERMS["nothing"])
        for track, places in tracks
    ]
    return f"{'; '.join(said)}."
