"""Why a statistic is not computed, in words that fit the size and kind of this matrix."""

from report138.view.words.en.grammar import count

REASONS = {
    "unsteady_map": "with so few rows or columns the places on the map change with a single cell",
    "no_axes": "a table whose shorter side has only {words} has fewer than two axes",
    "one_scenario": "there is one scenario and no other to compare it with",
    "few_scenarios": "with a few scenarios and many equal levels it changes with a single cell",
    "one_track": "with one track there is no rank",
    "smallest_p": "with {words} tracks the smallest possible p-value is 1/{number}",
    "levels_not_strength": (
        "levels tell how definite the wording is, not how strongly one item acts on another"
    ),
    # in general, by statistic
    "nestedness": "with a few rows or columns it follows almost wholly from the margins",
    "correspondence": "a table of three rows is always explained to 100% on two axes, so distances tell nothing",
    "clusters": "with so few units the groups change with a single cell",
    "centrality": "in a small graph between two sets they only restate the degree",
    "influence": "they need a square matrix of one set of elements; tracks and scenarios are two",
    "correlation": "a scenario has as many observations as there are tracks, a handful",
    "rank_test": "with three tracks the smallest possible p-value is 1/3",
    "mean_level": "levels are an order; their distances are not equal",
    "index": "level, volume and certainty are three things; one number hides which is meant",
}


def explain_refusal(reason: str, number: int) -> str:
    """Give the reason, with the number of this matrix."""
    return REASONS[reason].format(words=count(number), number=number)
