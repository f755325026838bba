"""Phrases of tables and figures that hold numbers or names."""

from report138.analysis.robustness.doubt import ERRORS
from report138.view.words.en.grammar import abridge
from report138.view.words.en.terms import TERMS, name_level
from report138.view.words.facts.robustness import ERROR, MISS
from report138.view.words.numbers import percent

SIGNS = {
    "-": "“−” marks a hindering statement",
    "?": "“?” marks one that may further or hinder",
}


def head_cell(level: int, segments: int) -> str:
    """Say behind a cell of the ledger which level it has, on how many segments."""
    return f" — level {level} {name_level(level)}, {segments} segment{'s' * (segments > 1)}"


def count_segments(segments: int) -> str:
    """Say behind a level of the matrix on how many segments it rests."""
    return f" · {segments} seg."


def caption_profiles(tier: str) -> str:
    """Name the table that counts the cells of each track or scenario."""
    return f"Cells of each {TERMS[tier].lower()}, by level"


def caption_goals(goals: int, tracks: int) -> str:
    """Name the table of goals and tracks."""
    return f"{'Goal' if goals == 1 else 'Goals'} and {count_tier('track', tracks)}"


def name_error(rate: float) -> str:
    """Name a column of a rate of errors."""
    return f"error {percent(rate)}"


def name_misses(rate: float) -> str:
    """Name a column of a rate of misses."""
    return f"misses {percent(rate)}"


def note_statements(draws: int) -> str:
    """Explain the table of statements."""
    return (
        f"The percentages are shares of draws in which it holds: {percent(ERROR)} of segments "
        f"miscoded (doubled in the column “{name_error(ERRORS[-1])}”, {name_misses(MISS)}), "
        f"{draws} draws, fixed seed. “{TERMS['robust'].capitalize()}” is against coding error only; "
        "the other columns tell what holds without part of the text or under other rules. Numbers "
        "in brackets are as coded; what is tested is the statement."
    )


def explain_signs(used: list[str]) -> str:
    """Say what the signs in a table mean."""
    return f"{'; '.join(SIGNS[sign] for sign in used)}."


def name_axes(first: str, second: str) -> tuple[str, str]:
    """Say whose codes are the rows and whose the columns."""
    return f"{first} (rows)", f"{second} (columns)"


def count_tier(tier: str, number: int) -> str:
    """Name a tier below the number of its elements."""
    return TERMS[tier].lower() + ("" if number == 1 else "s")


def name_driver(driver: str) -> str:
    """Set the driver of an element below its name."""
    return f"driver: {driver}"


def list_tracks(names: list[str]) -> str:
    """List tracks, of many the first."""
    return abridge(names)
