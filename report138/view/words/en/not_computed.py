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
}


def explain_refusal(reason: str, number: int) -> str:
    """Give the reason, with the number of this matrix."""
    return REASONS[reason].format(words=count(number), number=number)
