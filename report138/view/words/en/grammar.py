"""The small parts of sentences: lists, counts, brackets, full stops."""

from collections.abc import Sequence

from report138.view.words import numbers
from report138.view.words.en.terms import TERMS
from report138.view.words.numbers import FIRST_LISTED, MOST_LISTED

COMMA = ", "
SEMICOLON = "; "
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def join(words: Sequence[str]) -> str:
    """Join words into a list, with “and” before the last."""
    if len(words) < 3:
        return " and ".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def abridge(names: Sequence[str]) -> str:
    """Join names into a list, of which a long one shows the first and the number of the others."""
    if len(names) <= MOST_LISTED:
        return join(names)
    return f"{', '.join(names[:FIRST_LISTED])} and {len(names) - FIRST_LISTED} more"


def count(number: int) -> str:
    """Write a count in words up to ten, in figures above."""
    return _COUNTS[number] if 0 <= number <= 10 else str(number)


def tally(number: int) -> str:
    """Write a count that stands alone, without its noun."""
    return count(number) if number else "none"


def plural(number: int, one: str, many: str) -> str:
    """Write a count with its noun."""
    return f"{count(number)} {one if number == 1 else many}"


def share_out(found: int, total: int, one: str, many: str) -> str:
    """Write "3 of 6 cells", or words where there are none or one in all."""
    if total == 1:
        return f"the only {one}" if found else f"no {one}"
    return f"{found or 'none'} of {total} {many}"


def bracket(words: str) -> str:
    """Put words in brackets, behind what they belong to."""
    return f" ({words})"


def mark(words: str) -> str:
    """Put in square brackets where something comes from, or how it is judged."""
    return f" [{words}]"


def label(name: str, words: str) -> str:
    """Set a name, a colon and what belongs to it."""
    return f"{name}: {words}"


def close(sentence: str) -> str:
    """End a sentence with a full stop, unless a name at its end brings one."""
    return sentence if sentence.endswith((".", "。", "！", "？", "!", "?")) else sentence + "."


def capitalize(sentence: str) -> str:
    """Write the first letter as a capital, leaving the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def show_coefficient(value: float) -> str:
    """Write a coefficient with two decimals, or that there is none."""
    return numbers.show_coefficient(value) or TERMS["undefined"]
