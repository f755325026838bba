"""Why a statistic is not computed, in words that fit the size and kind of this matrix."""

from report138.view.words.en.grammar import count
from report138.view.words.facts.not_computed import Size

AXES = 2  # a correspondence-analysis map has two
MANY = 10  # observations from which a scenario has more than a handful


def explain_refusal(key: str, size: Size) -> str:
    """Give the reason with the numbers of this matrix; "" where the general one fits."""
    own = _OWN.get(key)
    return own(size) if own else ""


def _explain_map(size: Size) -> str:
    shorter = min(size.tracks, size.scenarios)
    if shorter == AXES + 1:
        return ""
    if shorter > AXES + 1:
        return "with so few rows or columns the places on the map change with a single cell"
    return f"a table whose shorter side has only {count(shorter)} has fewer than two axes"


def _explain_correlation(size: Size) -> str:
    if size.scenarios == 1:
        return "there is one scenario and no other to compare it with"
    if size.tracks < MANY:
        return ""
    return "with a few scenarios and many equal levels it changes with a single cell"


def _explain_rank(size: Size) -> str:
    if size.tracks == 1:
        return "with one track there is no rank"
    return f"with {count(size.tracks)} tracks the smallest possible p-value is 1/{size.tracks}"


def _explain_influence(size: Size) -> str:
    if not size.square:
        return ""
    return "levels tell how definite the wording is, not how strongly one item acts on another"


_OWN = {
    "correspondence": _explain_map,
    "correlation": _explain_correlation,
    "rank_test": _explain_rank,
    "influence": _explain_influence,
}
