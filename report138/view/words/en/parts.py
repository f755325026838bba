"""What the framework is made of, and the answer that opens a report."""

from report138.view.words.en.cells import list_gaps, say_unjudged
from report138.view.words.en.grammar import (
    bracket,
    capitalize,
    close,
    join,
    label,
    mark,
    plural,
    share_out,
    tally,
)
from report138.view.words.en.terms import TERMS, name_level
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.parts import MOST_NAMES, Parts


def _count_parts(parts: Parts) -> tuple[str, str, str]:
    return (
        capitalize(plural(len(parts.goals), "goal", "goals")),
        plural(len(parts.tracks), "track", "tracks"),
        plural(len(parts.scenarios), "scenario", "scenarios"),
    )


def summarize_parts(parts: Parts) -> str:
    """Say in one line how many goals, tracks and scenarios there are."""
    return ", ".join(_count_parts(parts))


def explain_tree(details: bool) -> str:
    """Say how to read the framework tree."""
    small = "; small type gives the aim or the driver" if details else ""
    return (
        f"Goal, tracks and scenarios from the top{small}. "
        "The upright lines show tiers, not which track serves which scenario."
    )


def caption_tree(places: list[str]) -> str:
    """Name the framework tree and its places in the source."""
    where = f"; source places {join(places)}" if places else ""
    return close(f"The parts of the framework{where}")


def describe_tree(tiers: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """Put the framework tree into words."""
    said = [
        label(TERMS[tier], join([_name_element(*element) for element in elements]))
        for tier, elements in tiers
    ]
    return close("; ".join(said))


def _name_element(name: str, driver: str) -> str:
    return name + (bracket(label("driver", driver)) if driver else "")


def mark_passage(basis: str, places: list[str]) -> str:
    """Say behind a passage whose words it is, and where it stands."""
    return mark(", ".join([TERMS[f"basis_{basis}"], *places]))


def state_answer(parts: Parts, cells: Cells) -> str:
    """Answer in one sentence what the framework is and where the text links its parts."""
    goals, tracks, scenarios = _count_parts(parts)
    return (
        f"{goals}{_list_few(parts.goals)}, {tracks}{_list_few(parts.tracks)} and {scenarios}: "
        f"{_say_links(cells)}."
    )


def _list_few(names: list[str]) -> str:
    """List names in brackets, unless there are too many for a sentence."""
    return bracket(join(names)) if len(names) <= MOST_NAMES else ""


def _say_links(cells: Cells) -> str:
    """Say in how many cells the text links track and scenario, and at which levels."""
    if not cells.judged:
        return say_unjudged(cells)
    levels = f", {_say_levels(cells.levels)}" if cells.levels else ""
    gaps = f"; {list_gaps(cells)}" if list_gaps(cells) else ""
    linked = share_out(cells.found, cells.total, "cell", "cells")
    return f"read cell by cell, the text links track and scenario in {linked}{levels}{gaps}"


def _say_levels(levels: dict[int, int]) -> str:
    """Say how many of the found cells have which level; a level without cells is left out."""
    names = {level: ("only " if level == 1 else "") + name_level(level) for level in levels}
    if len(levels) == 1:
        ((level, number),) = levels.items()
        return f"{'which is' if number == 1 else 'all of them'} {names[level]}"
    (firmest, number), *others = levels.items()
    rest = [f"{number} {names[level]}" for level, number in others]
    return join([f"{number} of them {names[firmest]}", *rest])


def read_tracks(total: int, aims: int, drivers: int) -> str:
    """Say for how many tracks the source states an aim, and for how many a driver."""
    if total == 1:
        return _read_only("the one track", {"an aim": aims, "a driver": drivers})
    return (
        f"Of {plural(total, 'track', 'tracks')}, the source states an aim for {tally(aims)} "
        f"and a driver for {tally(drivers)}."
    )


def read_scenarios(total: int, drivers: int, qualities: int) -> str:
    """Say for how many scenarios the source names a driver and a quality."""
    if total == 1:
        return _read_only("the one scenario", {"a driver": drivers, "a quality": qualities})
    return (
        f"Of {plural(total, 'scenario', 'scenarios')}, the source names a driver for "
        f"{tally(drivers)} and a quality for {tally(qualities)}."
    )


def _read_only(only: str, given: dict[str, int]) -> str:
    """Say which fields the source fills in for an element that is the only one of its kind."""
    stated = [words for words, number in given.items() if number]
    lacking = [f"no {words.split()[1]}" for words, number in given.items() if not number]
    gives = join([*stated, *lacking]) if stated else "neither " + " nor ".join(given)
    return f"For {only} the source gives {gives}."
