"""A brief: one track or scenario, what the text links to it, how surely."""

from report138.analysis.robustness.estimate import ERROR, MISS
from report138.view.words.en.cells import note_uncoded, say_unjudged
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
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.brief import Focus, Link, Weight
from report138.view.words.facts.parts import Element
from report138.view.words.numbers import percent, span


def introduce_element(element: Element) -> str:
    """Say what the element is: its tier and place, its driver, quality and aim."""
    tier = TERMS[element.tier].lower()
    said = f"{element.name} is {tier} {element.place} of {element.total}."
    if element.total == 1:
        said = f"{element.name} is the only {tier}."
    fields = [label(TERMS[stem], text) for stem, text in element.fields]
    return said + (f" {close('; '.join(fields))}" if fields else "")


def summarize_element(focus: Focus) -> str:
    """Say in one line how many elements of the other kind the text links to the focus."""
    cells, one = focus.cells, TERMS[focus.other].lower()
    if not cells.judged:
        return label(focus.name, say_unjudged(cells))
    others = share_out(cells.found, cells.total, one, f"{one}s") if cells.found else f"no {one}"
    return f"The text links {focus.name} to {others}{note_uncoded(cells)}"


def read_element(focus: Focus) -> str:
    """List what the text links to the element, at which level, on how many segments."""
    if not focus.cells.judged:
        return close(capitalize(say_unjudged(focus.cells)))
    said = [f"linked by the text: {join([_describe_link(x) for x in focus.links])}"]
    blanks = [f"{_name_blank(state)} {abridge(names)}" for state, names in focus.blanks]
    return close(capitalize("; ".join([*(said if focus.links else []), *blanks])))


def _name_blank(state: str) -> str:
    return "no evidence was found for" if state == "none_found" else f"{TERMS[state]}:"


def _describe_link(link: Link) -> str:
    minus = f", {count(link.hindering)} of them hindering" if link.hindering else ""
    if link.hindering == link.segments:
        minus = ", hindering"
    segments = plural(link.segments, "segment", "segments")
    return link.name + bracket(f"level {link.level}, {segments}{minus}")


def weigh_links(judged: bool, weight: Weight) -> str:
    """Say how certain each level is, and which rest on one segment."""
    if not judged:
        return ""  # the sentence before says why
    shares = [f"{name} {percent(kept)}" for name, kept in weight.linked]
    if weight.absent:
        cells = "cell" if len(weight.absent) == 1 else "cells"
        shares.append(f"the {cells} without evidence {span(weight.absent)}")
    said = (
        f"Share of simulations ({percent(ERROR)} of segments miscoded, one missed in "
        f"{percent(MISS)} of cells) in which the level stays: {join(shares)}."
    )
    if not weight.fragile:
        return said
    return said + close(f" Falling when one segment goes: {join(weight.fragile)}")
