"""The readings cell by cell: where they differ, and on which words that turns."""

from report138.view.names import Names
from report138.view.words.en.grammar import bracket, capitalize, close, join, label, plural
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.readings import Accord, Parting
from report138.view.words.numbers import MOST_SPELLED

SHORT = "Reading "  # what need not be said again in a list of them


def summarize_readings(
    accord: Accord, partings: list[tuple[str, list[Parting]]], names: Names
) -> str:
    """Say in one line in how many cells readings differ, and in which scenarios."""
    readings = capitalize(plural(accord.readings, "reading", "readings"))
    if not accord.compared:
        return f"{readings} share no cell that they judged"
    of = "one cell" if accord.compared == 1 else f"{accord.compared} cells"
    if not accord.disputed:
        return f"{readings} agree in all they judged in common, {of}"
    where = join([name for name, _ in partings])
    if len(partings) > MOST_SPELLED:
        where = f"{len(partings)} {names.many('scenario')}"
    share = f"{accord.disputed} of {of}"
    if accord.disputed == accord.compared:
        share = "the one cell judged in common" if accord.compared == 1 else f"all {of}"
    said = f"{readings} differ on {share}, in {where}"
    if accord.opposed:
        said += bracket(f"{accord.opposed} over the sign")
    return said


def explain_readings(labels: list[str], names: Names) -> str:
    """Say how to read the marks of the readings."""
    order = join(labels) if len(labels) <= MOST_SPELLED else f"{labels[0]} to {labels[-1]}"
    return (
        f"In each cell one small square a reading, in this order: {order}; the digit is its "
        f"level, an empty frame means {names.levels.name(0)}."
    )


def caption_readings(linked: bool, names: Names) -> str:
    """Name the figure of the readings."""
    click = " A click on a cell opens its words." if linked and names.quoted else ""
    read = f"how {names.one('source')} is read" if names.quoted else "how it is judged"
    return f"The level that each reading gives each cell: {read}, not whether it is so.{click}"


def describe_readings(
    rows: list[tuple[str, list[tuple[str, list[str]]]]], labels: list[str]
) -> str:
    """Put into words the level that each reading gives each cell."""
    said = [
        label(name, ", ".join(f"{track} {_say_levels(levels)}" for track, levels in cells))
        for name, cells in rows
    ]
    return f"In the order {join(labels)}. {'; '.join(said)}."


def _say_levels(levels: list[str]) -> str:
    """Say a level once where all give the same."""
    said = [TERMS.get(level, level) for level in levels]
    return f"{said[0]} in all" if len(set(said)) == 1 else "/".join(said)


def say_parting(parting: Parting, alone: bool, names: Names) -> tuple[str, str]:
    """Say what divides the readings in a cell: the words or tracks, and who took them or not."""
    words = join([f"“{word}”" for word in parting.words])
    if parting.plus or parting.minus:
        words, said = "", f"+ in {_name(parting.plus)}, − in {_name(parting.minus)}"
    elif not parting.left:
        said = f"{names.say('evidence')} in all"
    else:
        took, left = (
            ("", "not ") if words else (f"{names.say('evidence')} in ", f"{names.say('empty')} in ")
        )
        said = f"{took}{_name(parting.took)}, {left}{_name(parting.left)}"
    if not alone:
        words = words + bracket(join(parting.tracks)) if words else join(parting.tracks)
    return words, said


def _name(labels: list[str]) -> str:
    """List readings, or of many say how many."""
    if len(labels) > MOST_SPELLED:
        return f"{len(labels)} readings"
    short = [text.removeprefix(SHORT) for text in labels]
    return join(short if all(short) else labels)


def label_parting(words: str, said: str) -> str:
    """Join the words and who took them."""
    return label(words, said) if words else said


def list_partings(partings: list[tuple[str, list[Parting]]], names: Names) -> str:
    """List in one sentence all that divides the readings."""
    said = [
        f"{join(parting.tracks)} × {scenario}, {label_parting(*say_parting(parting, True, names))}"
        for scenario, some in partings
        for parting in some
    ]
    return close("; ".join(said)) if said else ""
