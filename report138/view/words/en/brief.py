"""A brief: one track or scenario, what the text links to it, how the readings stand to it."""

from report138.view.names import Names
from report138.view.words.en.cells import say_unjudged
from report138.view.words.en.grammar import (
    bracket,
    capitalize,
    close,
    count,
    join,
    label,
    share_out,
)
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.brief import Focus, Link, Weight
from report138.view.words.facts.parts import Element


def introduce_element(element: Element, names: Names) -> str:
    """Say what the element is: its tier and place, its driver, quality and aim."""
    tier = names.one(element.tier)
    said = f"{element.name} is {tier} {element.place} of {element.total}."
    if element.total == 1:
        said = f"{element.name} is the only {tier}."
    fields = [label(TERMS[stem], text) for stem, text in element.fields]
    return said + (f" {close('; '.join(fields))}" if fields else "")


def summarize_element(focus: Focus, names: Names) -> str:
    """Say in one line to how many elements the text links the focus, and what of the others."""
    cells, one = focus.cells, names.one(focus.other)
    if not cells.judged:
        return label(focus.name, say_unjudged(cells))
    number = len(focus.linked)
    others = share_out(number, cells.total, one, names.many(focus.other)) if number else f"no {one}"
    counts = [
        ("together", len(focus.together)),
        ("disputed", len(focus.disputed)),
        *((state, len(names)) for state, names in focus.blanks),
    ]
    rest = [_count_others(what, number, names) for what, number in counts if number]
    said = f"{names.head('source')} {names.verb('links', 'link')} {focus.name} to {others}{_say_signs(focus)}"
    return f"{said}; {join(rest)}" if rest and cells.total > 1 else said


def _say_signs(focus: Focus) -> str:
    """Say how many of the links hinder, or hinder too; nothing where none does."""
    pairs = ((focus.hindering, "hinders"), (focus.both, "both furthers and hinders"))
    said = [
        f"{count(number)} {what if number == 1 else what.replace('ers', 'er')}"
        for number, what in pairs
        if number
    ]
    return bracket(f"of these links {join(said)}") if said else ""


def _count_others(what: str, number: int, names: Names) -> str:
    """Say of how many elements something else holds than a link."""
    counted, are = count(number), "is" if number == 1 else "are"
    return {
        "together": f"{counted} {are} {names.levels.name(1)} with it"
        if not names.levels.own
        else f"{counted} {'has' if number == 1 else 'have'} {names.levels.say_weaker()}",
        "disputed": f"{counted} {are} {TERMS['disputed']}",
        "none_found": f"for {counted} nothing is found",
        "not_assessable": f"{counted} cannot be assessed",
        "not_coded": f"{counted} {are} not coded",
    }[what]


def weigh_links(judged: bool, weight: Weight, names: Names) -> str:
    """Say in how many readings each link stands; with one reading, what rests on one sentence."""
    if not judged:
        return ""  # the headline says why
    if weight.readings < 2:
        rest = []
        if weight.fragile and names.quoted:
            rest.append(f"resting on one {names.one('unit')}: {join(weight.fragile)}")
        rest += [_name_hindered(weight, names)] if weight.hindered else []
        said = close(f" {capitalize('; '.join(rest))}") if rest else ""
        return (
            f"There is one reading; it cannot show how another reader would have "
            f"{'read the text' if names.quoted else 'judged'}.{said}"
        )
    said = []
    if weight.always:
        said.append(f"every reading finds a link with {join(weight.always)}")
    said += [_describe_mixed(link) for link in weight.mixed]
    if weight.together:
        said.append(
            f"{join(weight.together)}: {names.levels.say_weaker()}, no reading finds a link"
        )
    said += [_describe_dispute(link, names) for link in weight.disputed]
    said += [_name_hindered(weight, names)] if weight.hindered else []
    return close(capitalize("; ".join(said or [names.say("legend_gap")])))


def _describe_mixed(link: Link) -> str:
    if link.judged == 1:
        return f"the one reading that judged {link.name} finds a link"
    return f"a link with {link.name} is found in {link.stated} of {link.judged} readings"


def _describe_dispute(link: Link, names: Names) -> str:
    words = f", turning on {join([f'“{word}”' for word in link.words])}" if link.words else ""
    return (
        f"{link.name} has {names.say('evidence')} in {link.found} of {link.judged} readings{words}"
    )


def _name_hindered(weight: Weight, names: Names) -> str:
    what = "some words hinder" if names.quoted else "the sign is a minus"
    return f"{what} in the case of {join(weight.hindered)}"
