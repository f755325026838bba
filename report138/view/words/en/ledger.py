"""Phrases of the ledger, of gaps and of readings that hold numbers."""

from report138.view.names import Names
from report138.view.words.en.grammar import COMMA, bracket, count, label, plural
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.ledger import Head

INFERRED = "inferred by"


def head_cell(head: Head, names: Names) -> str:
    """Say behind a cell of the ledger its level, who found it, and on how many sentences."""
    level = f"level {head.level} {head.name}"
    if head.disputed:
        told = [TERMS["disputed"]] + ([level] if head.level else [])
        told.append(f"evidence in {share_readings(head.found, head.judged)}")
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


def share_readings(found: int, judged: int) -> str:
    """Write "3 of 4 readings"."""
    return f"{found} of {judged} readings"


def list_coders(coders: list[str]) -> str:
    """List coders, single letters with a blank between them."""
    return (" " if all(len(coder) == 1 for coder in coders) else COMMA).join(coders)


def list_levels(levels: dict[str, str]) -> str:
    """List the level that each coder gave."""
    return ", ".join(f"{coder} {level}" for coder, level in levels.items())


def say_inferred(coders: list[str]) -> str:
    """Say who only inferred it."""
    return f"{INFERRED} {list_coders(coders)}"


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


def give_reason(coder: str, reason: str) -> str:
    """Give the reason of a reading that did not take it."""
    return label(coder, reason)


def note_opening(opening: str, without: int) -> str:
    """Say once the sentence that opens the notes on cells."""
    other = f"Except in {plural(without, 'cell', 'cells')}, each" if without else "Each"
    return f"{other} record of a search opens with “{opening}”; it is not repeated here."


def note_originals() -> str:
    """Say that quotes stand in the source's language only."""
    return "In the source’s own language; the translations are in segments.csv."


def note_left_out(terms: int) -> str:
    """Say how many terms are not listed, and where they are."""
    more = f"; {plural(terms, 'more is', 'more are')} in glossary.csv" if terms else ""
    return f"Terms that this report uses, explained from outside the source{more}."


def note_plain(readings: int) -> str:
    """Say what the shares behind plain words are."""
    return (
        f"Behind a plain word: how many of the {readings} readings without a word list took it "
        "as direct evidence."
    )


def count_share(agreeing: int, total: int) -> str:
    """Write how many of how many."""
    return f"{agreeing}/{total}"


def mark_share(taken: int, of: int) -> str:
    """Say behind a plain word how many of the readings took it."""
    return f" {taken}/{of}"


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
