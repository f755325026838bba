"""How a quotation stands in a table: its words marked, its place, who took it, its sign."""

from collections.abc import Sequence
from typing import Any

from report138.data.schema import SEPARATOR
from report138.data.source_text import normalize
from report138.engine.typeset.outputs import Cell, Column, Run, make_cell
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.facts.ledger import SIGNS, Entry
from report138.view.words.phrases import PHRASES


def find_spans(quote: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where words stand in a quote, in order and without overlap."""
    spans: list[tuple[int, int]] = []
    for word in sorted(filter(None, words), key=len, reverse=True):
        start = quote.find(word)
        while start >= 0 and any(start < b and a < start + len(word) for a, b in spans):
            start = quote.find(word, start + 1)
        if start >= 0:
            spans.append((start, start + len(word)))
    return sorted(spans)


def mark_words(quote: str, words: Sequence[str], lang: str = "") -> tuple[Run, ...]:
    """Set a quote with the words on which it rests emphasised."""
    runs, position = [], 0
    for start, end in find_spans(quote, words):
        runs += [Run(quote[position:start], lang=lang), Run(quote[start:end], "mark", lang=lang)]
        position = end
    return tuple(run for run in (*runs, Run(quote[position:], lang=lang)) if run.text)


def find_original(report: Report, row: Any, words: Sequence[str]) -> str:
    """Return the language in which a quote is verbatim: that of the words it rests on."""
    languages = report.framework.languages
    holding = (
        code for code in languages if any(word and word in row[f"quote_{code}"] for word in words)
    )
    return next(holding, languages[0])


def make_quote(report: Report, row: Any, words: Sequence[str]) -> Cell:
    """Set a passage's words in the source's language and, elsewhere, a translation below."""
    language, original = report.language, find_original(report, row, words)
    if original == language:
        return make_cell(mark_words(row[f"quote_{language}"], words))
    quote = mark_words(row[f"quote_{original}"], words, original)
    return make_cell(quote, Run(row[f"quote_{language}"], "muted"))


def make_place(row: Any, unit: str) -> Cell:
    """Set where a passage stands: its unit, or else its places, and its id, small."""
    first, *others = (place.strip() for place in row["locator"].split(SEPARATOR))
    named = unit if unit.startswith(f"{first}.") else first
    return make_cell((Run(" ".join([named, *others])), Run(f" {row['segment_id']}", "muted")))


def show_takers(report: Report, entry: Entry) -> Cell:
    """Set which readings took a unit: all of them as a share, some by name and level."""
    words, takers = PHRASES[report.language], entry.takers
    alike = len(set(takers.values())) == 1
    share = f"{len(takers)}/{entry.judged}"
    if alike and len(takers) == entry.judged:
        lines = [(Run(share),)]
    else:
        named = words.list_coders(list(takers)) if alike else words.list_levels(takers)
        lines = [(Run(named), Run(f" {share}", "muted"))]
    guessing = [coder for coder in entry.inferred if coder not in takers]
    if guessing:
        lines.append((Run(words.say_inferred(guessing), "muted"),))
    return make_cell(*lines)


def show_place(report: Report, entry: Entry) -> Cell:
    """Set where a unit stands, and below it who took it; with one reading the place alone."""
    place = make_place(entry.row, entry.unit)
    if len(report.coders) < 2:
        return place
    return make_cell(*place.lines, *show_takers(report, entry).lines)


def make_place_column(report: Report, width: float) -> Column:
    """Return the column on the place of a unit and who took it."""
    key = "locator_and_readings" if len(report.coders) > 1 else "locator"
    return Column(say(key, report.language), width=width)


def explain_signs(shown: set[str], language: str) -> tuple[str, ...]:
    """Say what the signs in a table mean, those that occur in its texts."""
    used = [sign for sign, mark in SIGNS.items() if mark in shown]
    return (PHRASES[language].explain_signs(used),) if used else ()


def holds(report: Report, one: Any, other: Any) -> bool:
    """Return whether one of two quotes is part of the other, in any language."""
    pairs = [
        [normalize(row[f"quote_{code}"]) for row in (one, other)]
        for code in report.framework.languages
    ]
    return any(a and b and (a in b or b in a) for a, b in pairs)
