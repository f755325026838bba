"""What the framework is made of, and the answer that opens a report."""

from dataclasses import replace

from report138.view.names import Names
from report138.view.words.en.cells import list_gaps, say_unjudged
from report138.view.words.en.grammar import (
    bracket,
    capitalize,
    close,
    count,
    join,
    label,
    mark,
    plural,
    tally,
)
from report138.view.words.en.matrix import note_signs
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.parts import Parts


def _count_parts(parts: Parts, names: Names) -> list[str]:
    tiers = (("goal", parts.goals), ("track", parts.tracks), ("scenario", parts.scenarios))
    return [plural(len(found), names.one(tier), names.many(tier)) for tier, found in tiers if found]


def summarize_parts(parts: Parts, names: Names) -> str:
    """Say in one line how many goals, tracks and scenarios there are."""
    return capitalize(", ".join(_count_parts(parts, names)))


def explain_tree(details: bool, parts: Parts, names: Names) -> str:
    """Say how to read the framework tree."""
    small = "; small type gives the aim or the driver" if details else ""
    tiers = [names.one("goal")] if parts.goals else []
    if not parts.scenarios:
        also = f"The {names.many('track')} are both the rows and the columns of the matrix{small}."
        return (
            f"{capitalize(join([*tiers, names.many('track')]))} from the top. {also}"
            if tiers
            else also
        )
    tiers += [names.many("track"), names.many("scenario")]
    return (
        f"{capitalize(join(tiers))} from the top{small}. The upright lines show tiers, not which "
        f"{names.one('track')} goes with which {names.one('scenario')}."
    )


def caption_tree(places: list[str]) -> str:
    """Name the framework tree and its places in the source."""
    where = f"; source places {join(places)}" if places else ""
    return close(f"The parts of the framework{where}")


def describe_tree(tiers: list[tuple[str, list[tuple[str, str]]]], names: Names) -> str:
    """Put the framework tree into words."""
    said = [
        label(names.head(tier), join([_name_element(*element) for element in elements]))
        for tier, elements in tiers
        if elements
    ]
    return close("; ".join(said))


def _name_element(name: str, driver: str) -> str:
    return name + (bracket(label("driver", driver)) if driver else "")


def mark_passage(basis: str, places: list[str]) -> str:
    """Say behind a passage whose words it is, and where it stands."""
    return mark(", ".join([TERMS[f"basis_{basis}"], *places]))


def state_answer(parts: Parts, cells: Cells, signs: dict[str, int], names: Names) -> str:
    """Answer where the text links the parts of the framework, and how many links hinder."""
    named = _count_parts(replace(parts, goals=[]), names)
    each = "" if parts.scenarios else ", each with the others"
    said = f"{capitalize(', '.join(named))}{each}: {_say_links(cells, names)}."
    noted = note_signs(signs).removeprefix("; ")
    return f"{said} {capitalize(noted)}." if noted else said


def _say_links(cells: Cells, names: Names) -> str:
    """Say in how many cells the text states a link or merely names both, and what is left."""
    if not cells.judged:
        return say_unjudged(cells)
    levels, source = names.levels, names.one("source")
    links = sum(number for rank, number in cells.levels.items() if rank >= levels.scale.stated)
    state = names.verb("states", "state")
    weaker = f"merely {names.verb('names', 'name')} both"
    if levels.own:
        weaker = f"{names.verb('gives', 'give')} {levels.say_weaker()}"
    named = cells.found - links
    if cells.total == 1:
        said = f"{source} {state} a link" if links else f"{source} {weaker}"
        return f"in the only cell {said if cells.found else 'nothing is found'}"
    said = [f"{state} a link in {links or 'none'} of {cells.total} cells"]
    said += [f"{weaker} in {named}"] if named else []
    said += [_say_empty(cells, names)] if cells.empty else []
    gaps = f"; {list_gaps(cells)}" if list_gaps(cells) else ""
    return f"{source} {join(said)}{gaps}"


def _say_empty(cells: Cells, names: Names) -> str:
    """Say on how many cells it is silent, and on how many of these a few readings were not."""
    number = "all" if cells.empty == cells.total else str(cells.empty)
    doubtful = f" ({cells.doubtful} of them disputed)" if cells.doubtful else ""
    none = names.verb("is silent on", "are silent on")
    if not names.quoted:
        none = f"{names.verb('gives', 'give')} {names.levels.show(0)} in"
    return f"{none} {number}{doubtful}"


def read_tracks(names: Names, total: int, aims: int, drivers: int) -> str:
    """Say how many tracks have an aim, and how many a driver."""
    if total == 1:
        return _read_only(f"the one {names.one('track')}", {"an aim": aims, "a driver": drivers})
    return _say_given(total, names, "track", ("an aim", aims), ("a driver", drivers))


def read_scenarios(names: Names, total: int, drivers: int, qualities: int) -> str:
    """Say how many scenarios have a driver, and how many a quality."""
    if total == 1:
        return _read_only(
            f"the one {names.one('scenario')}", {"a driver": drivers, "a quality": qualities}
        )
    return _say_given(total, names, "scenario", ("a driver", drivers), ("a quality", qualities))


def _say_given(
    total: int, names: Names, kind: str, first: tuple[str, int], second: tuple[str, int]
) -> str:
    """Say that each has a field, that none has, or how many have."""
    (field, number), (other, rest), tier = first, second, names.one(kind)
    if number == rest == total:
        return f"Each {tier} has {field} and {other}."
    have = "has" if number == 1 else "have"
    said = (
        f"Each {tier} has {field}"
        if number == total
        else f"{tally(number)} of {count(total)} {names.many(kind)} {have} {field}"
    )
    follows = {0: f"none {other}", total: f"each {other}"}.get(rest, f"{tally(rest)} {other}")
    return f"{capitalize(said)}, {follows}."


def _read_only(only: str, given: dict[str, int]) -> str:
    """Say which fields the source fills in for an element that is the only one of its kind."""
    stated = [words for words, number in given.items() if number]
    lacking = [f"no {words.split()[1]}" for words, number in given.items() if not number]
    gives = join([*stated, *lacking]) if stated else "neither " + " nor ".join(given)
    return f"For {only} the source gives {gives}."
