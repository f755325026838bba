"""The ribbon: the links at a glance."""

from report138.view.words.en.grammar import bracket, close, join, label
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.ribbon import MOST_NAMED, Fullest, Links


def summarize_ribbon(fullest: Fullest) -> str:
    """Say which track and scenario the text joins with most segments."""
    if not fullest.names:
        return "There is no direct segment"
    number = len(fullest.names)
    each = f"{fullest.segments} each" if number > 1 else str(fullest.segments)
    if number <= MOST_NAMED:
        return f"Most segments: {join(fullest.names)} ({each})"
    if fullest.every:
        return f"All {number} cells with evidence hold as many segments ({each})"
    return f"{number} cells hold most segments ({each})"


def explain_ribbon(searched: bool) -> str:
    """Say how to read the ribbon."""
    none = "that none was found"
    if not searched:
        none = f"{TERMS['level_0']}, {TERMS['not_assessable']} or {TERMS['not_coded']}"
    return (
        "Tracks at the left, scenarios at the right; the width is the number of direct segments, "
        f"the strength of the colour the level. No ribbon means {none}."
    )


def describe_ribbon(links: Links) -> str:
    """Put the ribbon into words: what each track is linked to, and what has no link."""
    said = []
    for track, linked, blank in links.tracks:
        names = [f"{name}{bracket(str(number))}" for name, number in linked]
        said.append(label(track, join(names) or TERMS[blank]))
    if links.alone:
        said.append(label("scenarios without a link", join(links.alone)))
    said += [label(name, TERMS[blank]) for name, blank in links.blank]
    return close("; ".join(said))
