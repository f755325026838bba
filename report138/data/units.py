"""The unit of coding that a quote stands in: a sentence, or a clause of a formula.

Every count of evidence counts units, so two quotes from one sentence count once for a cell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from report138.data.schema import LANGUAGES, find_first_place
from report138.data.source_text import normalize

if TYPE_CHECKING:  # the check reads quotes without pandas
    import pandas as pd

_CLAUSE = re.compile(r"[；;]")


def name_unit(locator: str, sentences: Sequence[str], quote: str, *, clause: bool) -> str:
    """Name the unit of a quote by its place and number there: P7.1, or of a clause P3.2.4.

    `sentences` are those of the place, in order.  Returns "" where the quote stands in none of
    them or crosses two: such a quote is a unit of its own.
    """
    words = normalize(quote)
    for number, sentence in enumerate(sentences, start=1):
        if words not in normalize(sentence):
            continue
        name = f"{locator}.{number}"
        return f"{name}.{_number_clause(sentence, words)}".rstrip(".") if clause else name
    return ""


def _number_clause(sentence: str, words: str) -> str:
    clauses = [normalize(part) for part in _CLAUSE.split(sentence)]
    return next((str(n) for n, part in enumerate(clauses, start=1) if words in part), "")


def assign_units(segments: "pd.DataFrame") -> dict[str, str]:
    """Return the unit of every segment, by id.

    A segment whose unit is not given shares it with those of its place whose quotes contain
    its own or stand in it; else it is a unit of its own.
    """
    units = {row.segment_id: row.unit or row.segment_id for row in segments.itertuples(index=False)}
    if (segments["unit"] != "").all():
        return units
    places = segments["locator"].map(find_first_place)
    for _, there in segments.groupby(places, sort=False):
        rows = list(there.itertuples(index=False))
        quotes = [_normalize_quotes(row) for row in rows]
        inner = _find_inner(quotes)
        for number, row in enumerate(rows):
            if not row.unit:
                others = range(len(rows)) if number in inner else sorted(inner)
                owners = _find_sharing(number, rows, quotes, others)
                units[row.segment_id] = next((units[x.segment_id] for x in owners), row.segment_id)
    return units


def _normalize_quotes(row: Any) -> list[str]:
    return [normalize(getattr(row, f"quote_{language}")) for language in LANGUAGES]


def _find_inner(quotes: list[list[str]]) -> set[int]:
    """Find the quotes that stand in another one: of two that share words one is such.

    Comparing all pairs took minutes for a place with 5,000 quotes.
    """
    inner: set[int] = set()
    for spoken in zip(*quotes, strict=True):
        whole = "\0".join(spoken)
        inner |= {place for place, words in enumerate(spoken) if words and whole.count(words) > 1}
    return inner


def _find_sharing(
    number: int, rows: list[Any], quotes: list[list[str]], others: Iterable[int]
) -> Iterator[Any]:
    """Yield the segments before one, and those with a unit, that share words with it."""
    for place in others:
        other = rows[place]
        if place != number and (place < number or other.unit):
            pairs = zip(quotes[number], quotes[place], strict=True)
            if any(a and b and (a in b if len(a) <= len(b) else b in a) for a, b in pairs):
                yield other
