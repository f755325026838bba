"""Which tracks' words the source puts into drivers, and which into qualities only."""

from report138.view.names import Names
from report138.view.words.en.grammar import bracket, capitalize, close, count, join, label, plural
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.drivers import Standing, Wording
from report138.view.words.numbers import MOST_SPELLED


def summarize_drivers(standing: Standing, names: Names) -> str:
    """Say in one line whose words stand in drivers, and whose in qualities only."""
    tracks = len(standing.drivers) + len(standing.qualities) + len(standing.nowhere)
    if tracks > MOST_SPELLED:
        return _count_tracks(standing, tracks, names)
    said = [
        f"words of {name} stand in {_count_drivers(scenarios, names)}"
        for name, scenarios in standing.drivers
    ]
    if standing.qualities:
        verb = "" if said else " stand"
        said.append(f"{_of(standing.qualities, said)}{verb} in qualities only")
    if standing.nowhere:
        verb = "" if said else " stand"
        said.append(f"{_of(standing.nowhere, said)}{verb} in neither")
    return capitalize("; ".join(said))


def _count_drivers(scenarios: list[str], names: Names) -> str:
    number = len(scenarios)
    if number == 1:
        return f"the driver of one {names.one('scenario')}"
    return f"the drivers of {count(number)} {names.many('scenario')}"


def _of(names: list[str], said: list[str]) -> str:
    return f"{'those' if said else 'words'} of {join(names)}"


def _count_tracks(standing: Standing, tracks: int, names: Names) -> str:
    numbers = (len(standing.drivers), len(standing.qualities), len(standing.nowhere))
    places = ("in drivers", "in qualities only", "in neither")
    (number, place), *others = [(n, x) for n, x in zip(numbers, places, strict=True) if n]
    have = "has" if number == 1 else "have"
    said = [f"{number} {have} words {place}", *(f"{n} {x}" for n, x in others)]
    return f"Of {plural(tracks, names.one('track'), names.many('track'))}, {', '.join(said)}"


def explain_drivers(standing: Standing, translated: bool, names: Names) -> str:
    """Say how to read the figure of drivers."""
    under = ", translated below" if translated else ""
    said = (
        f"Driver and quality of each {names.one('scenario')} in the words of the source{under}; a "
        f"tinted word belongs to the {names.one('track')} whose id stands above it."
    )
    if standing.uncounted:
        said += (
            " A word in a dashed frame does not count: most readings without the word list did "
            "not take it."
        )
    return said


def caption_drivers(places: list[str], names: Names) -> str:
    """Name the figure of drivers and its places in the source."""
    where = f" Source: {join(places)}." if places else ""
    return (
        f"Words of the {names.many('track')} in drivers and qualities: what the text itself puts "
        f"first, not "
        f"whether it is so.{where}"
    )


def describe_drivers(rows: list[tuple[str, list[Wording]]]) -> str:
    """Put into words each scenario's driver and quality, and which tracks' words they hold."""
    said = [
        label(name, "; ".join(map(_say_wording, wordings))) for name, wordings in rows if wordings
    ]
    return close(". ".join(said))


def _say_wording(wording: Wording) -> str:
    notes = [f"a word of {join(wording.tracks)}"] if wording.tracks else []
    if wording.uncounted:
        notes.append(f"a plain word of {join(wording.uncounted)}, which does not count")
    said = f"{TERMS[wording.field].lower()} {wording.text}"
    return said + (bracket("; ".join(notes)) if notes else "")
