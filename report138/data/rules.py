"""The rules between the rows and files of a framework: references, texts, codings, triggers."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from report138.data.read import Fault, Row, Weight, quote_value
from report138.data.scale import list_values
from report138.data.schema import (
    BASES,
    ELEMENT_TIERS,
    INTEGER_PATTERN,
    LANGUAGES,
    LONGEST_ID,
    LONGEST_QUOTE,
    OTHER_KINDS,
    SEPARATOR,
)
from report138.unseen import Lookalikes, cut, name_character, tell_apart_within

WIDE = "；"  # what a Chinese keyboard gives for the separator
Tables = dict[str, list[Row]]


def find_languages(tables: Tables) -> tuple[str, ...]:
    """Return the languages in which every element has a name."""
    rows = tables["elements.csv"]
    return tuple(
        language for language in LANGUAGES if rows and all(row[f"name_{language}"] for row in rows)
    )


def pair_same_items(
    elements: Iterable[Row | dict[str, Any]], languages: tuple[str, ...]
) -> set[tuple[str, str]]:
    """Return the pairs of track and scenario that are one item: alike in name in every language.

    An item has no link with itself, so such a cell need not be coded.
    """
    names: dict[str, dict[str, tuple[str, ...]]] = {tier: {} for tier in ELEMENT_TIERS}
    for row in elements:
        names[row["level"]][row["id"]] = tuple(row[f"name_{code}"] for code in languages)
    return {
        (track, scenario)
        for track, name in names["track"].items()
        for scenario, other in names["scenario"].items()
        if name == other
    }


def check_consistency(tables: Tables) -> Iterator[Fault]:
    """Yield every fault that shows only when rows and files are read together."""
    yield from _check_elements(tables["elements.csv"])
    yield from _check_texts(tables)
    yield from _check_references(tables)
    yield from _check_locators(tables)
    yield from _check_readings(tables)
    yield from _check_scale(tables)
    yield from _check_coding(tables)
    yield from _check_triggers(tables)


def _check_elements(rows: list[Row]) -> Iterator[Fault]:
    for level in ("track", "scenario"):
        if rows and not any(row["level"] == level for row in rows):
            allowed = "at least one track and one scenario"
            yield Fault("elements.csv", f"no row with level {level}", allowed)
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row["level"], _read_order(row["order"]))
        if key in seen:
            found = (
                f"order {row['order']} of level {row['level']} stands in row {seen[key]} already"
            )
            yield Fault("elements.csv", found, "each once a level", row.number, "order")
        seen.setdefault(key, row.number)
        if len(row["id"].encode()) > LONGEST_ID:
            allowed = f"{LONGEST_ID} bytes at most, as it is part of file names"
            yield Fault("elements.csv", quote_value(row["id"]), allowed, row.number, "id")


def _read_order(order: str) -> str:
    """Return a number as it is written without zeros before it; what is none has a fault of its own."""
    return str(int(order)) if INTEGER_PATTERN.fullmatch(order) else order


def _check_texts(tables: Tables) -> Iterator[Fault]:
    elements = tables["elements.csv"]
    for language in LANGUAGES:
        column = f"name_{language}"
        if not any(row[column] for row in elements):
            continue
        for row in elements:
            if not row[column]:
                allowed = f"a name for every element, or {column} left empty throughout"
                yield Fault("elements.csv", "empty", allowed, row.number, column)
        for row in tables["segments.csv"]:
            if not row[f"quote_{language}"]:
                allowed = f"a quote, since the elements have {column}"
                yield Fault("segments.csv", "empty", allowed, row.number, f"quote_{language}")
    if elements and not find_languages(tables):
        allowed = " or ".join(f"name_{language}" for language in LANGUAGES)
        yield Fault("elements.csv", "no language in which every element has a name", allowed)


def _check_references(tables: Tables) -> Iterator[Fault]:
    ids = {level: [] for level in ELEMENT_TIERS}
    for row in tables["elements.csv"]:
        # a row whose level is wrong has a fault of its own; what points to it has none
        for level in [row["level"]] if row["level"] in ids else ids:
            ids[level].append(row["id"])
    if not (ids["track"] and ids["scenario"]):
        return  # a fault of its own, which all that points to them would only repeat
    every = [identifier for group in ids.values() for identifier in group]
    segments = [row["segment_id"] for row in tables["segments.csv"]]
    rules = (
        ("coding.csv", "track_id", ids["track"]),
        ("coding.csv", "scenario_id", ids["scenario"]),
        ("coding.csv", "segment_id", segments),
        ("lexicon.csv", "element_id", every),
        ("locators.csv", "topic_id", every),
    )
    for name, column, known in rules:
        valid, listed, alike = set(known), list_known(known), Lookalikes(known)
        for row in tables[name]:
            if row[column] and row[column] not in valid:
                yield Fault(name, quote_unknown(row[column], alike), listed, row.number, column)


def list_known(known: list[str]) -> str:
    """List what is allowed, as far as a message has room."""
    return (
        ", ".join(cut(name, 40) for name in known[:12]) + (", …" if len(known) > 12 else "")
    ) or "none"


def quote_unknown(value: str, known: Lookalikes) -> str:
    """Quote a value that is not known, and say by which characters it differs from one that is."""
    return ", ".join(filter(None, [quote_value(value), known.tell_apart(value)]))


def _check_locators(tables: Tables) -> Iterator[Fault]:
    known = {row["locator"] for row in tables["locators.csv"]}
    if not known:
        return
    alike = Lookalikes(known)
    for name in ("elements.csv", "segments.csv", "lexicon.csv", "about.csv"):
        for row in tables[name]:
            for place in filter(None, row["locator"].split(SEPARATOR)):
                if place.strip() not in known:
                    allowed = "a locator of locators.csv, several joined by ;"
                    found = quote_unknown(place.strip(), alike) + _find_wide(place)
                    yield Fault(name, found, allowed, row.number, "locator")


def _find_wide(place: str) -> str:
    """Name a semicolon that joins nothing, since it is the full-width one."""
    return f", with {name_character(WIDE)}" if WIDE in place else ""


def _check_readings(tables: Tables) -> Iterator[Fault]:
    known = {row["coder"]: None for row in tables["readings.csv"]}
    if not known:
        return
    listed, alike = list_known(list(known)), Lookalikes(known)
    seen: set[str] = set()
    for row in tables["coding.csv"]:
        if row["coder"] and row["coder"] not in known and row["coder"] not in seen:
            seen.add(row["coder"])
            found = quote_unknown(row["coder"], alike)
            allowed = f"a coder of readings.csv: {listed}"
            yield Fault("coding.csv", found, allowed, row.number, "coder")
    for row in tables["readings.csv"]:
        for name in filter(None, map(str.strip, row["blind_to"].split(SEPARATOR))):
            if name not in known or name == row["coder"]:
                others = list_known([each for each in known if each != row["coder"]])
                found = quote_unknown(name, alike) + _find_wide(name)
                allowed = f"other coders of this file, joined by ;: {others}"
                yield Fault("readings.csv", found, allowed, row.number, "blind_to", "blind_to")


def _check_scale(tables: Tables) -> Iterator[Fault]:
    """Find what is wrong with a scale: orders that skip, values that cannot be told apart, links."""
    rows = [row for row in tables["scale.csv"] if row["order"].isdecimal()]
    if not rows:
        return
    seen: dict[tuple[int, str], int] = {}
    for row in rows:
        order = int(row["order"])
        key = order, row["sign"] if order else ""  # at 0 there is no sign
        if key in seen:
            found = f"order {row['order']} stands in row {seen[key]} already"
            allowed = "each once, or twice with the signs + and -"
            yield Fault("scale.csv", found, allowed, row.number, "order")
        seen.setdefault(key, row.number)
        if not order and (row["sign"] or row["link"]):
            column = "sign" if row["sign"] else "link"
            found = quote_value(row[column])
            yield Fault("scale.csv", found, "empty at order 0", row.number, column)
    yield from _check_orders(rows)
    yield from _check_signs(rows)
    yield from _check_links(rows)
    yield from _check_labels(tables)


def _check_orders(rows: list[Row]) -> Iterator[Fault]:
    orders = {int(row["order"]) for row in rows}
    missing = sorted(set(range(1, max(orders) + 1)) - orders)
    if not max(orders):
        yield Fault("scale.csv", "no order above 0", "1, 2, … for what was found", column="order")
    for order in missing:
        found = f"no row with order {order}"
        yield Fault("scale.csv", found, "whole numbers without a gap", column="order")


def _check_signs(rows: list[Row]) -> Iterator[Fault]:
    """Find an order that one row gives without a sign and another one with it."""
    for row in rows:
        others = [x for x in rows if int(x["order"]) == int(row["order"]) and x is not row]
        if not row["sign"] and any(x["sign"] for x in others):
            allowed = "+ or -, since another row has this order"
            yield Fault("scale.csv", "empty", allowed, row.number, "sign")


def _check_links(rows: list[Row]) -> Iterator[Fault]:
    """Find a scale without a link, and an order that is none above one that is."""
    linking = [int(row["order"]) for row in rows if row["link"]]
    if not linking:
        yield Fault("scale.csv", "no row with link yes", "yes from some order on", column="link")
        return
    for row in rows:
        if int(row["order"]) >= min(linking) and not row["link"]:
            allowed = f"yes, since order {min(linking)} is a link"
            yield Fault("scale.csv", "empty", allowed, row.number, "link")


def _check_labels(tables: Tables) -> Iterator[Fault]:
    """Find a value without a label in a language of the framework."""
    for language in find_languages(tables):
        column = f"label_{language}"
        for row in tables["scale.csv"]:
            if not row[column]:
                allowed = f"a label, since the elements have name_{language}"
                weight = Weight.WARNING  # that of the other language, or the value, stands for it
                yield Fault("scale.csv", "empty", allowed, row.number, column, weight=weight)


def check_levels(tables: Tables) -> Iterator[Fault]:
    """Yield every level that the scale does not have."""
    allowed = list_values(tables["scale.csv"])
    for row in tables["coding.csv"]:
        if row["level"] and row["level"] not in allowed:
            found = quote_value(row["level"])
            yield Fault("coding.csv", found, ", ".join(allowed), row.number, "level")


def _check_coding(tables: Tables) -> Iterator[Fault]:
    kinds = {row["segment_id"]: row["kind"] for row in tables["segments.csv"]}
    allowed = list_values(tables["scale.csv"])
    signs = {row["value"]: row["sign"] for row in tables["scale.csv"]}
    none = {row["value"] for row in tables["scale.csv"] if row["order"] == "0"} or {"0"}
    coded: dict[tuple[str, str, str], list[Row]] = {}
    for row in tables["coding.csv"]:
        coded.setdefault((row["track_id"], row["scenario_id"], row["coder"]), []).append(row)
        sign = signs.get(row["level"])
        if sign and row["polarity"] not in ("", sign):
            fits = f"{sign} as the level {row['level']} has it, or empty"
            found = quote_value(row["polarity"])
            yield Fault("coding.csv", found, fits, row.number, "polarity", "polarity")
        if not row["segment_id"]:
            continue
        if not row["basis"]:
            yield Fault("coding.csv", "empty", ", ".join(BASES), row.number, "basis")
        kind = kinds.get(row["segment_id"])
        if kind in OTHER_KINDS:
            fits = "a formula or narrative segment; others fill no cell"
            found = f"{quote_value(row['segment_id'])}, a {kind} segment"
            yield Fault("coding.csv", found, fits, row.number, "segment_id")
    coding = {row["segment_id"] for row in tables["coding.csv"]}
    for row in tables["segments.csv"]:
        if not row["kind"] and row["segment_id"] not in coding:
            found = f"{quote_value(row['segment_id'])} fills no cell, and has no kind that says why"
            fits = "structural, global, or a row in coding.csv"
            yield Fault("segments.csv", found, fits, row.number, "kind")
    positive = set(allowed[:-1]) - none
    for rows in coded.values():
        yield from _check_whole_cell(rows, positive)
    if tables["segments.csv"]:
        yield from _list_unquoted(tables["coding.csv"], positive)


def _list_unquoted(rows: list[Row], positive: set[str]) -> Iterator[Fault]:
    """Warn of each cell judged as a whole where the others rest on quotations."""
    for row in rows:
        if not row["segment_id"] and row["level"] in positive:
            found = f"{row['level']} for a whole cell, without a quotation"
            allowed = "a segment for each level above none found"
            column, weight = "segment_id", Weight.WARNING
            yield Fault("coding.csv", found, allowed, row.number, column, weight=weight)


def list_long_quotes(tables: Tables) -> Iterator[Fault]:
    """Warn of each quote of evidence that is longer than the codebook asks for.

    A translation may be as long as it likes: a quote is verbatim in the language of its triggers.
    """
    triggers: dict[str, set[str]] = {}
    for row in tables["coding.csv"]:
        triggers.setdefault(row["segment_id"], set()).update(
            filter(None, (row["trigger_track"], row["trigger_scenario"]))
        )
    for language, most in LONGEST_QUOTE.items():
        for row in tables["segments.csv"]:
            quote, words = row[f"quote_{language}"], triggers.get(row["segment_id"], set())
            verbatim = not words or any(word in quote for word in words)
            number = measure_long(quote, language)
            if number and verbatim and row["kind"] not in OTHER_KINDS:
                found, column = f"the quote has {number} characters", f"quote_{language}"
                allowed = f"the shortest stretch that holds the words, {most} at most"
                weight = Weight.WARNING
                yield Fault("segments.csv", found, allowed, row.number, column, weight=weight)


def count_characters(quote: str) -> int:
    """Count the characters of a quote, white space left out."""
    return len("".join(quote.split()))


def measure_long(quote: str, language: str) -> int:
    """Return the characters of a quote that has more than the codebook asks for, else 0."""
    number = count_characters(quote)
    return number if number > LONGEST_QUOTE.get(language, number) else 0


def _check_whole_cell(rows: list[Row], levels: set[str]) -> Iterator[Fault]:
    positive = [
        row
        for row in rows
        if row["segment_id"] and row["basis"] == "direct" and row["level"] in levels
    ]
    for row in rows:
        if not row["segment_id"] and positive:
            found = f"{row['level']} for a cell that row {positive[0].number} fills"
            yield Fault("coding.csv", found, "one or the other", row.number, "level")


def _check_triggers(tables: Tables) -> Iterator[Fault]:
    quotes = {
        row["segment_id"]: [row[f"quote_{language}"] for language in LANGUAGES]
        for row in tables["segments.csv"]
    }
    accepted = {
        (row["element_id"], row["term"])
        for row in tables["lexicon.csv"]
        if row["sense"] == "accepted"
    }
    alike = {
        name: Lookalikes(term for _, term in group)
        for name, group in groupby(sorted(accepted), itemgetter(0))
    }
    listless: list[int] = []  # rows with a trigger, where no list says which words count
    for row in tables["coding.csv"]:
        for side in ("track", "scenario"):
            trigger, column = row[f"trigger_{side}"], f"trigger_{side}"
            if not trigger:
                continue
            if not any(trigger in quote for quote in quotes.get(row["segment_id"], [""])):
                allowed = "words of the segment's quote, or empty"
                apart = tell_apart_within(trigger, quotes.get(row["segment_id"], []))
                found = ", ".join(filter(None, [quote_value(trigger), apart]))
                yield Fault("coding.csv", found, allowed, row.number, column)
            elif not accepted:
                listless.append(row.number)
            elif (row[f"{side}_id"], trigger) not in accepted:
                allowed = f"an accepted term of {row[f'{side}_id']} in lexicon.csv"
                found = quote_unknown(trigger, alike.get(row[f"{side}_id"], Lookalikes(())))
                weight, rule = Weight.WARNING, "accepted term"
                yield Fault("coding.csv", found, allowed, row.number, column, rule, weight)
    if listless:
        found = f"no accepted term, and row {listless[0]} of coding.csv has a trigger"
        allowed = "a row for each word that is a trigger"
        yield Fault("lexicon.csv", found, allowed, weight=Weight.WARNING)
