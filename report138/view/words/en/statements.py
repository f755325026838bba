"""The statements of a report: what each names, and in how many readings it holds."""

from report138.view.levels import Levels
from report138.view.names import Names
from report138.view.words.en.cells import say_unjudged
from report138.view.words.en.grammar import (
    abridge,
    bracket,
    capitalize,
    close,
    count,
    join,
    mark,
    plural,
)
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.statements import Held, Holders, Missing, Signs, TrackLinks

MOST_TRACKS = 6  # whose links a sentence can list
FEW = 3  # cells that a statement can list


def word_statement(key: str, holders: Holders, names: Names) -> str:
    """Put one statement into words."""
    return close(_note_hindering(_WORDINGS[key](holders, names), holders))


def _note_hindering(said: str, holders: Holders) -> str:
    """Add how many of the links that a statement counts hinder: none of them is support."""
    number = holders.hindering
    if not number:
        return said
    note = f"{number} of these links {'hinders' if number == 1 else 'hinder'}"
    return f"{said[:-1]}; {note})" if said.endswith(")") else said + bracket(note)


def _word_linked(cells: Holders, names: Names) -> str:
    if len(cells.names) > FEW:  # the matrix shows which
        return f"{names.head('source')} {names.verb('states', 'state')} a link in {_count_cells(cells)}, those of the matrix"
    return f"{names.head('source')} {names.verb('states', 'state')} a link in {_count_cells(cells)}: {abridge(cells.names)}"


def _count_cells(cells: Holders) -> str:
    return plural(len(cells.names), "cell", "cells")


def _word_most(tracks: Holders, names: Names) -> str:
    number = count(tracks.number)
    if tracks.every:
        several = names.many("track")
        both = f"Both {several}" if tracks.of == 2 else f"All {count(tracks.of)} {several}"
        return f"{both} have the same number of links ({number} each)"
    have, each = ("has", "") if len(tracks.names) == 1 else ("have", " each")
    return f"{abridge(tracks.names)} {have} the most links ({number}{each} in the matrix)"


def _word_means(cells: Holders, names: Names) -> str:
    if names.levels.own:
        return _say_top(cells, names)
    means = names.levels.name(3)
    if not cells.names:
        return f"The text {means} in no cell"
    return f"The text {means} in {_count_cells(cells)}: {abridge(cells.names)}"


def _say_top(cells: Holders, names: Names) -> str:
    """Say which cells are at the top of a scale that is not the codebook's."""
    top = f"Level {names.levels.head_rank(names.levels.scale.top)}"
    if not cells.names:
        return f"{top} stands in no cell"
    return f"{top} stands in {_count_cells(cells)}: {abridge(cells.names)}"


def _say_means(cells: Holders, names: Names) -> str:
    """Say which of the links name a means."""
    if names.levels.own:
        return _say_top(cells, names)
    means = names.levels.name(3)
    if not cells.names:
        return f"None {means}"
    number = len(cells.names)
    means = means if number == 1 else "name a means"
    return f"{capitalize(count(number))} {means}: {abridge(cells.names)}"


def _say_all(tracks: int, names: Names) -> str:
    several = names.many("track")
    return f"both {several}" if tracks == 2 else f"all {count(tracks)} {several}"


def _word_complete(scenarios: Holders, names: Names) -> str:
    tracks = _say_all(scenarios.tracks, names)
    if not scenarios.names:
        return f"No {names.one('scenario')} is linked to {tracks}"
    if scenarios.every:
        return f"Every {names.one('scenario')} is linked to {tracks}"
    return f"Linked to {tracks}: {abridge(scenarios.names)}"


def _word_several(scenarios: Holders, names: Names) -> str:
    if not scenarios.names:
        return f"No {names.one('scenario')} is linked to more than one {names.one('track')}"
    if scenarios.every:
        return f"Every {names.one('scenario')} is linked to more than one {names.one('track')}"
    are = "is" if len(scenarios.names) == 1 else "are"
    return f"Only {abridge(scenarios.names)} {are} linked to more than one {names.one('track')}"


def _word_unlinked(scenarios: Holders, names: Names) -> str:
    if not scenarios.names:
        return f"Every {names.one('scenario')} is linked to at least one {names.one('track')}"
    if scenarios.every:
        return f"No {names.one('scenario')} is linked to any {names.one('track')}"
    return f"Linked to no {names.one('track')}: {abridge(scenarios.names)}"


def _word_bare(scenarios: Holders, names: Names) -> str:
    if names.levels.own:
        return _say_bare(scenarios, names)
    if not scenarios.names:
        return f"Every {names.one('scenario')} is at least named together with some {names.one('track')}"
    if scenarios.every:
        return (
            f"No {names.one('scenario')} is so much as named together with a {names.one('track')}"
        )
    return f"Not even named together with a {names.one('track')}: {abridge(scenarios.names)}"


def _say_bare(scenarios: Holders, names: Names) -> str:
    scenario = names.one("scenario")
    if not scenarios.names:
        return f"Every {scenario} has {names.say('evidence')}"
    if scenarios.every:
        return f"No {scenario} has {names.say('any_evidence')}"
    return f"Without {names.say('any_evidence')}: {abridge(scenarios.names)}"


def _word_half(cells: Holders, names: Names) -> str:
    half = "At least half" if 2 * cells.number >= cells.of else "Fewer than half"
    return f"{half} of the cells judged have {names.say('evidence')} ({cells.number} of {cells.of} in the matrix)"


_WORDINGS = {
    "linked": _word_linked,
    "most": _word_most,
    "means": _word_means,
    "complete": _word_complete,
    "several": _word_several,
    "unlinked": _word_unlinked,
    "bare": _word_bare,
    "half": _word_half,
}


def _mark_held(held: Held) -> str:
    """Say in how many readings it holds; nothing with one reading."""
    return mark(f"{held.taken}/{held.of} readings") if held.of > 1 else ""


def state_links(
    tracks: list[TrackLinks], linked: Holders, means: Holders, signs: Signs, names: Names
) -> str:
    """First: to which scenarios the text links each track, and where it names a means."""
    if not linked.names:
        return (
            f"{names.head('source')} {names.verb('states', 'state')} no link between a {names.one('track')} "
            f"and a {names.one('scenario')}."
        )
    state = "states" if len(linked.names) == 1 else "state"
    where = f"{capitalize(_count_cells(linked))} {state} a link{_mark_held(linked.held)}"
    end = _say_signs(signs) + _say_strongest(means, names)
    if len(tracks) > MOST_TRACKS:
        return f"{where}; see the matrix.{end}"
    said = [_say_track(item) for item in tracks if item.scenarios]
    none = [item.track for item in tracks if not item.scenarios]
    if none:
        said.append(f"{abridge(none)} to none")
    return f"{where}: {'; '.join(said)}.{end}"


def _say_strongest(means: Holders, names: Names) -> str:
    """Say which links are of the highest level, where there are several."""
    if not names.levels.several:
        return ""
    return f" {_note_hindering(_say_means(means, names), means)}{_mark_held(means.held)}."


def _say_signs(signs: Signs) -> str:
    """Say how many of the links hinder, and of how many readers dispute the direction."""
    holds = "holds" if signs.hindering == 1 else "hold"
    said = [f"{count(signs.hindering)} {holds} a hindering link"] if signs.hindering else []
    if signs.disputed:
        said.append(f"readings differ on the direction in {count(signs.disputed)}")
    return f" Of these cells, {join(said)}." if said else ""


def _say_track(item: TrackLinks) -> str:
    return f"{item.track} to {abridge(item.scenarios)}"


def state_claim(words: str, place: str, complete: Holders, several: Holders, names: Names) -> str:
    """Second: the text says that everything interlinks; how many scenarios have several links."""
    claim = (
        f"{names.head('source')} {names.verb('says', 'say')}: {words}{bracket(place)}. "
        if words
        else ""
    )
    first = _word_complete(complete, names)
    second = _word_several(several, names)
    second = second[0].lower() + second[1:]
    first, second = _note_hindering(first, complete), _note_hindering(second, several)
    return f"{claim}{first}{_mark_held(complete.held)}; {second}{_mark_held(several.held)}."


def state_missing(missing: Missing, unlinked: Holders, names: Names) -> str:
    """Third: in how many cells no reading finds evidence, and which scenarios have no link."""
    evidence = names.say("evidence")
    where = f"there is {names.say('no_evidence')}"
    if missing.readings > 1:
        where = f"no reading finds {evidence}"
    said = f"In {missing.cells} of {missing.of} cells {where}"
    if missing.cells == missing.of:
        said = f"In all {missing.of} cells {where}"
    elif not missing.cells:
        some = "some reading finds" if missing.readings > 1 else "there is"
        judged = " judged" if missing.partly else ""
        said = f"In each of the {missing.of} cells{judged} {some} {evidence}"
    end = _note_hindering(_word_unlinked(unlinked, names), unlinked)
    return f"{said}. {end}{_mark_held(unlinked.held)}."


def explain_levels(names: Names) -> str:
    """Define the levels in one line."""
    if names.levels.own:
        return _list_levels(names.levels)
    high, stated, named, none = map(names.levels.name, (3, 2, 1, 0))
    return f"3 {high}, 2 {stated} (links); 1 {named}; 0 {none}."


def _list_levels(levels: Levels) -> str:
    links, lower, none = levels.split_heads()
    if not levels.labelled:
        return _list_values(links, lower, levels.show(0))
    links[-1] += " (links)" if len(links) > 1 else " (a link)"
    return "; ".join(", ".join(part) for part in (links, lower, none) if part) + "."


def _list_values(links: list[str], lower: list[str], none: str) -> str:
    """Say of values without names which are links."""
    said = f"{join(links)} {'are links' if len(links) > 1 else 'is a link'}"
    if lower:
        said += f"; {join(lower)} {'are lower levels' if len(lower) > 1 else 'is a lower level'}"
    return f"{said}; {none} is none."


def explain_units(names: Names, short: bool) -> str:
    """Say what is coded, and how a cell comes to its level."""
    if not names.quoted:
        return (
            "A cell has the level that was given to it; of several readings the lower "
            "median, the level that more than half of them reach. Levels are an order, "
            "neither added nor averaged."
        )
    if not names.codebook:
        return (
            f"The unit of coding is a {names.one('unit')}. In one reading a cell has the level of its "
            "highest-rated passage; over several the lower median, the level that more than "
            "half of them reach. Levels are an order, neither added nor averaged; a high one "
            "does not make a link more important."
        )
    quotes = "Quotations are kept short, at most 80 characters. " if short else ""
    return (
        "The unit of coding is a sentence, or one of the clauses that define the "
        "scenarios. It needs a word for the track and another for the scenario; a stated "
        f"relation between them raises it from level 1 to 2. {quotes}"
        "In doubt the lower level is taken. In one reading a cell "
        "has the level of its highest-rated passage; over several the lower median, the "
        "level that more than half of them reach. Levels are an order, neither added nor "
        "averaged; a high one means definite wording, not a more important link."
    )


def read_statements(names: Names, cells: Cells, total: int, everywhere: int, readings: int) -> str:
    """Say how many of the statements hold in every reading."""
    if not total:
        few = "With so few cells there is no general statement to judge"
        return close(few if cells.judged else capitalize(say_unjudged(cells)))
    if readings < 2:
        if not names.quoted:
            return (
                "There is one reading; whether a statement would hold in another one is not known."
            )
        return (
            "There is one reading; whether a statement would hold in another one is not known. "
            "The table says only without which passages it fails."
        )
    every = "both" if readings == 2 else f"all {readings}"
    hold = "holds" if everywhere <= 1 else "hold"
    held = f"Of the {total} statements below, {everywhere or 'none'} {hold}"
    if total == 1:
        held = f"The statement below {'holds' if everywhere else 'does not hold'}"
    elif everywhere == total:
        held = f"{'Both' if total == 2 else f'All {total}'} statements below hold"
    return (
        f"{held} in {every} readings. A statement is judged on just the {names.many('track')}, {names.many('scenario')} or "
        "cells that it names."
    )


def say_alone(labels: list[str], names: Names) -> str:
    """Say what one reading cannot show, or that there is none."""
    if not labels:
        return "Nothing has been coded yet."
    return (
        f"The report rests on one reading ({labels[0]}); it cannot show how another reader "
        f"would have {'read the text' if names.quoted else 'judged'}."
    )


def warn_readings() -> str:
    """Say what the agreement of readings means."""
    return (
        "Where readings were made within one project, their agreement shows how far the rules fix "
        "the result; it is not that of independent experts."
    )
