"""How the evidence is spread: over cells and over the text."""

from report138.view.words.en.grammar import abridge, count, join, label, plural
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.spread import TOP, Concentration, Richest, Weights
from report138.view.words.numbers import percent


def summarize_strip(richest: Richest) -> str:
    """Say which place of the text gives most segments."""
    if not richest.places:
        return "There is no direct evidence"
    if richest.share == 1:
        one = richest.units == 1
        stand = (
            "The one sentence with direct evidence stands" if one else "All direct evidence stands"
        )
        return f"{stand} in {richest.places[0]}"
    share = f"{percent(richest.share)} of the sentences with direct evidence"
    if len(richest.places) > 1:
        return f"{abridge(richest.places)} give {share} each"
    return f"{richest.places[0]} alone gives {share}"


def explain_strip(readings: int, named: bool) -> str:
    """Say how to read the strip."""
    which = "a sentence that most readings took" if readings > 1 else "a sentence"
    held = ", with the id of its scenario" if named else ""
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


def read_evidence(spread: Concentration) -> str:
    """Say how concentrated the evidence is in a few cells."""
    if not spread.units:
        return "There is no direct evidence."
    times = {1: "once", 2: "twice"}.get(spread.fills, f"{spread.fills} times")
    said = f"Sentences with direct evidence: {spread.units}, counted {times} in the matrix"
    if spread.widest > 1:
        said += f" (one may fill {count(spread.widest)} cells)"
    if spread.cells > TOP:
        return f"{said}; the {count(TOP)} fullest cells hold {percent(spread.top)} of these."
    only = f"; they fill {plural(spread.cells, 'cell', 'cells')} only" if spread.fills > 1 else ""
    return f"{said}{only}."


def read_strip(weights: Weights) -> str:
    """Set the share of segments of the richest places against their share of the text."""
    said = [
        f"{place} makes up {percent(of_text)} of the text and gives {percent(weights.share)} of "
        "the sentences with direct evidence."
        for place, of_text in weights.places
    ]
    if weights.topics:
        shares = join([f"{track} {percent(share)}" for track, share in weights.topics])
        said.append(f"Paragraphs about one track take these shares of the text: {shares}.")
    return " ".join(said)


def read_quoting(segments: int, share: float) -> str:
    """State which share of the source the quotations repeat."""
    passages = "1 passage is" if segments == 1 else f"{segments} passages are"
    return (
        f"{passages} quoted, in all {percent(share)} of the source’s characters; the source itself "
        "is not published with this report."
    )
