"""What the source itself puts first: which tracks' words stand in drivers, which in qualities."""

import re
from typing import Any

import pandas as pd

FIELDS = ("driver", "quality")
COLUMNS = ["scenario_id", "field", "track_id", "term", "start", "end", "counts"]
LETTER = re.compile(r"[A-Za-z0-9]")


def find_formula_words(
    elements: pd.DataFrame, lexicon: pd.DataFrame, plain_words: pd.DataFrame, language: str
) -> pd.DataFrame:
    """Find the accepted words of every track in the drivers and qualities of the scenarios.

    Of words that overlap the longest is taken; a word of several tracks stands for each.
    `plain_words` (plain_words.weigh_plain_words) says which plain words a majority took: one
    that it did not take is found, but does not count.  Returns scenario_id, field (driver or
    quality), track_id, term, start and end (in the field's text) and counts, in the order of
    scenarios and of the text.
    """
    levels = elements.set_index("id")["level"]
    accepted = lexicon[lexicon["sense"] == "accepted"]
    words = accepted[accepted["element_id"].map(levels) == "track"]
    refused = plain_words[plain_words["counts"].eq(False).fillna(False).astype(bool)]
    without = set(zip(refused["element_id"], refused["term"], strict=True))
    pairs = list(dict.fromkeys(zip(words["element_id"], words["term"], strict=True)))
    scenarios = elements[elements["level"] == "scenario"].sort_values("order", kind="stable")
    rows: list[dict[str, Any]] = []
    for scenario in scenarios.to_dict("records"):
        for field in FIELDS:
            for start, end, track, term in _search(scenario[f"{field}_{language}"], pairs):
                counts = (track, term) not in without
                place = (scenario["id"], field, track, term, start, end, counts)
                rows.append(dict(zip(COLUMNS, place, strict=True)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _search(text: str, pairs: list[tuple[str, str]]) -> list[tuple[int, int, str, str]]:
    """Return where which words stand in a text, in its order; the longest first take their place."""
    hits = [
        (match.start(), match.end(), track, term)
        for track, term in pairs
        for match in _compile(term).finditer(text)
    ]
    taken: list[tuple[int, int, str, str]] = []
    for hit in sorted(hits, key=lambda hit: hit[0] - hit[1]):
        start, end = hit[:2]
        if all(end <= a or b <= start or (a, b) == (start, end) for a, b, *_ in taken):
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit[:2])


def _compile(term: str) -> re.Pattern[str]:
    """Match a term as it stands, one of Latin letters as a word of its own and in any case."""
    before = "(?<![A-Za-z0-9])" if LETTER.match(term[0]) else ""
    after = "(?![A-Za-z0-9])" if LETTER.match(term[-1]) else ""
    return re.compile(before + re.escape(term) + after, re.IGNORECASE)
