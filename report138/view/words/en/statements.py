"""The general statements of the report, and how far they survive coding errors."""

from report138.analysis.interlinkage import STATED
from report138.analysis.robustness.doubt import MISSES
from report138.view.words.en.cells import say_unjudged
from report138.view.words.en.grammar import (
    abridge,
    capitalize,
    close,
    count,
    mark,
    plural,
    tally,
)
from report138.view.words.en.terms import TERMS, name_level
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.robustness import ERROR, MISS
from report138.view.words.facts.statements import Finding, Holders, Survival
from report138.view.words.numbers import percent


def word_statement(key: str, holders: Holders) -> str:
    """Put one statement into words."""
    return close(_WORDINGS[key](holders))


def _word_half(cells: Holders) -> str:
    found, total = len(cells.names), cells.of
    if total == 1:
        return f"The one cell judged has {'evidence' if found else 'no evidence'}"
    half = "At least half" if 2 * found >= total else "Fewer than half"
    judged = "cells" if cells.whole else "cells judged"
    return f"{half} of the {judged} have evidence ({found} of {total})"


def _word_unserved(scenarios: Holders) -> str:
    if scenarios.names:
        return f"Linked to no track: {abridge(scenarios.names)}"
    linked = "the track" if scenarios.tracks == 1 else "at least one track"
    return f"{_each_scenario(scenarios)} is linked to {linked}"


def _each_scenario(scenarios: Holders) -> str:
    return "The one scenario" if scenarios.of == 1 else "Every scenario"


def _name_tied(tracks: Holders) -> str:
    """Name the tracks of which none has more than another."""
    if not tracks.whole:
        return abridge(tracks.names)
    return "Both tracks" if tracks.of == 2 else "All tracks"


def _word_fewest(tracks: Holders) -> str:
    number = tally(tracks.number)
    if tracks.every:
        return f"{_name_tied(tracks)} reach as many scenarios ({number} each)"
    reach = "reaches" if len(tracks.names) == 1 else "reach"
    return f"{abridge(tracks.names)} {reach} the fewest scenarios ({number})"


def _word_firmest(tracks: Holders) -> str:
    cells = f"cells at level {STATED} or more"
    if tracks.every:
        each = f"{count(tracks.number)} each" if tracks.number else "none"
        return f"{_name_tied(tracks)} have as many {cells} ({each})"
    have = "has" if len(tracks.names) == 1 else "have"
    return f"{abridge(tracks.names)} {have} the most {cells} ({count(tracks.number)})"


def _word_complete(scenarios: Holders) -> str:
    if scenarios.every:
        return f"{_each_scenario(scenarios)} is linked to every track"
    if scenarios.names:
        are = "is" if len(scenarios.names) == 1 else "are"
        return f"Only {abridge(scenarios.names)} {are} linked to every track"
    none = "The one scenario is not" if scenarios.of == 1 else "No scenario is"
    return f"{none} linked to every track"


def count_sole(scenarios: Holders) -> str:
    """Say how many scenarios have one track only."""
    number = len(scenarios.names)
    are = plural(number, "scenario is", "scenarios are") if number else "no scenario is"
    return capitalize(f"{are} linked to one track only")


def _word_sole(scenarios: Holders) -> str:
    names = f": {abridge(scenarios.names)}" if scenarios.names else ""
    return f"{count_sole(scenarios)}{names}"


def _word_operational(cells: Holders) -> str:
    number, operational = len(cells.names), name_level(3)
    if not number:
        return f"No cell is {operational}"
    if number > 1 and cells.every:
        return f"Every cell{'' if cells.whole else ' judged'} is {operational}"
    are = capitalize(plural(number, "cell is", "cells are"))
    return f"{are} {operational}: {abridge(cells.names)}"


def _word_empty(cells: Holders) -> str:
    number, judged = len(cells.names), "" if cells.whole else " judged"
    if not number:
        return f"Every cell{judged} has evidence"
    if cells.every:
        return f"No cell{judged} has evidence"
    if number == 1:
        return f"Evidence is lacking in just one cell: {cells.names[0]}"
    return f"Evidence is lacking in just these {number} cells{_say_most_empty(cells.most)}"


def _say_most_empty(tracks: Holders) -> str:
    """Say which of the tracks that can be compared has most cells without evidence."""
    if tracks.every:
        return ""
    have = "has" if len(tracks.names) == 1 else "have"
    return f"; {abridge(tracks.names)} {have} the most ({count(tracks.number)})"


_WORDINGS = {
    "at_least_half": _word_half,
    "served": _word_unserved,
    "fewest": _word_fewest,
    "firmest": _word_firmest,
    "complete": _word_complete,
    "sole": _word_sole,
    "operational": _word_operational,
    "empty": _word_empty,
}


def state_finding(finding: Finding, holders: Holders) -> str:
    """State what stands out, with the share of draws in which it holds."""
    said = word_statement(finding.key, holders)
    if finding.key == "sole":  # the matrix beside it shows which
        said = close(count_sole(holders))
    verdict = TERMS["robust" if finding.robust else "not_robust"]
    return said + mark(f"{verdict}, {percent(finding.share)}")


def explain_survival() -> str:
    """Say what the shares behind the findings mean."""
    return (
        f"In square brackets: share of simulations ({percent(ERROR)} of segments miscoded, one "
        f"missed in {percent(MISS)} of cells) in which it holds; {TERMS['robust']}: 90% or more, "
        "for absence at twice the misses too."
    )


def read_statements(cells: Cells, survival: Survival) -> str:
    """Say how many of the general statements are robust, and how absence fares with misses."""
    total, robust = survival.total, survival.robust
    if not total:
        return close(capitalize(say_unjudged(cells)))
    said = f"Of {total} statements {robust or 'none'} {'are' if robust > 1 else 'is'} {TERMS['robust']}."
    if total == 1:
        verdict = TERMS["robust" if robust else "not_robust"]
        said = f"There is one statement; it is {verdict}."
    return said + (f" {_say_absence(*survival.absence)}" if survival.absence else "")


def _say_absence(without: float, most: float) -> str:
    """Say how what is said about empty cells fares with misses."""
    head = "Statements about absence are the most sensitive to misses: that"
    return (
        f"{head if most < without else 'That'} just these cells are empty holds in "
        f"{percent(without)} of the draws without misses, and in {percent(most)} when each cell "
        f"has a {percent(MISSES[-1])} chance of a missed segment."
    )
