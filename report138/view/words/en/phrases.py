"""Phrases of tables and figures that hold numbers or names."""

from report138.view.names import Names
from report138.view.words.en.grammar import (
    COMMA,
    abridge,
    bracket,
    capitalize,
    count,
    label,
    plural,
)
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.ledger import Head

SIGNS = {
    "-": "“−” marks a hindering statement",
    "?": "“?” marks one that may further or hinder",
}


def caption_goals(goals: int, tracks: int, names: Names) -> str:
    """Name the table of goals and tracks."""
    below = count_tier("track", tracks, names)
    if not goals:
        return capitalize(below)
    return f"{capitalize(count_tier('goal', goals, names))} and {below}"


def explain_signs(used: list[str]) -> str:
    """Say what the signs in a table mean."""
    return f"{'; '.join(SIGNS[sign] for sign in used)}."


def leave_rows(number: int, file: str) -> str:
    """Say where the rows stand that a table only counts."""
    return f"Too many to print: the {number} rows stand in {file} beside this report (coding.csv)."


def cut_table(shown: int, number: int, file: str) -> str:
    """Say that a table shows its first rows alone."""
    return f"The first {shown} of {number} rows; all stand in {file} beside this report."


def count_tier(tier: str, number: int, names: Names) -> str:
    """Name a tier below the number of its elements."""
    return names.one(tier) if number == 1 else names.many(tier)


def name_driver(driver: str) -> str:
    """Set the driver of an element below its name."""
    return f"driver: {driver}"


def name_threshold(level: str, top: bool, names: Names) -> str:
    """Name the rule by which less than a level is no evidence."""
    return f"{'evidence' if names.quoted else 'counted'} from {level}"


def list_tracks(tracks: list[str], names: Names) -> str:
    """List tracks, of many the first."""
    return abridge(tracks)


def list_places(names: list[str]) -> str:
    """List sentences or places, of many the first."""
    return abridge(names)


def place_scenario(place: str, scenario: str) -> str:
    """Say where a quotation stands, and of which scenario it speaks."""
    return f"{place}, {scenario}"


# ---- the ledger, gaps and readings ----


def head_cell(head: Head, names: Names) -> str:
    """Say behind a cell of the ledger its level, who found it, and on how many sentences."""
    level = f"level {head.level} {head.name}"
    if head.disputed:
        told = [TERMS["disputed"]] + ([level] if head.level else [])
        told.append(f"evidence in {head.found} of {head.judged} readings")
        return f" — {', '.join(told)}"
    every = "both" if head.judged == 2 else f"all {head.judged}"
    told = [level] + ([f"{every} readings"] if head.judged > 1 else [])
    return f" — {', '.join([*told, count_units(head, names)])}"


def count_units(head: Head, names: Names) -> str:
    """Say on how many sentences a cell rests, and how many only some readings took."""
    units = names.one("unit"), names.many("unit")
    if head.others and not head.units:
        return f"{plural(head.others, *units)} that only some readings took"
    rest = f", and {count(head.others)} more that some readings took" if head.others else ""
    return f"{plural(head.units, *units)}{rest}"


def mark_units(units: int, names: Names) -> str:
    """Say behind a level of the matrix on how many sentences it rests."""
    if names.is_own("unit"):
        return f" · {plural(units, names.one('unit'), names.many('unit'))}"
    return f" · {units} sent."


def list_coders(coders: list[str]) -> str:
    """List coders, single letters with a blank between them."""
    return (" " if all(len(coder) == 1 for coder in coders) else COMMA).join(coders)


def list_levels(levels: dict[str, str]) -> str:
    """List the level that each coder gave."""
    return ", ".join(f"{coder} {level}" for coder, level in levels.items())


def say_inferred(coders: list[str]) -> str:
    """Say who only inferred it."""
    return f"inferred by {list_coders(coders)}"


def share_inferred(level: str, taken: int, judged: int) -> str:
    """Say at which level an inferred passage would be, and how many readings inferred it."""
    readings = f", {taken}/{judged}" if judged > 1 else ""
    return bracket(f"{level}{readings}")


def say_verdicts(
    direct: list[str], inferred: list[str], neither: list[str], names: Names
) -> list[str]:
    """Say who took it as evidence, who inferred it, who did neither; a line each."""
    took, left = names.say("verdict_taken"), names.say("verdict_left")
    said = [(took, direct), ("inferred", inferred), (left, neither)]
    return [label(words, list_coders(coders)) for words, coders in said if coders]


def say_signs(hindering: list[str]) -> str:
    """Say who takes it as hindering."""
    return label("as hindering", list_coders(hindering))


def note_opening(opening: str, without: int) -> str:
    """Say once the sentence that opens the notes on cells."""
    other = f"Except in {plural(without, 'cell', 'cells')}, each" if without else "Each"
    return f"{other} record of a search opens with “{opening}”; it is not repeated here."


def note_originals() -> str:
    """Say that quotes stand in the source's language only."""
    return "In the source’s own language; the translations are in segments.csv."


def note_left_out(terms: int) -> str:
    """Say how many terms are not listed, and where they are."""
    more = plural(terms, "more is", "more are")
    return (
        f"Terms that this report uses, explained from outside the source; {more} in glossary.csv."
    )


def note_plain(readings: int) -> str:
    """Say what the shares behind plain words are."""
    return (
        f"Behind a plain word: how many of the {readings} readings without a word list took it "
        "as direct evidence."
    )


def note_alike(quotes: int) -> str:
    """Say how many more quotes are part of one in the ledger, or contain it."""
    more = plural(quotes, "quotation that is", "quotations that are")
    return f"{more[0].upper()}{more[1:]} part of one in the ledger, or contain it, in the data file segments.csv."


def note_lone(units: int) -> str:
    """Say how much more was inferred by one reading alone."""
    more = plural(units, "passage", "passages")
    return (
        f"{more[0].upper()}{more[1:]} inferred by one reading alone: see the data file coding.csv."
    )


def name_searcher(label: str) -> str:
    """Say whose record of the search it is."""
    return f"The record is that of {label}."
