"""Phrases of tables and figures that hold numbers or names."""

from report138.view.names import Names
from report138.view.words.en.grammar import abridge, capitalize

SIGNS = {
    "-": "“−” marks a hindering statement",
    "?": "“?” marks one that may further or hinder",
}


def caption_goals(goals: int, tracks: int, names: Names) -> str:
    """Name the table of goals and tracks."""
    below = count_tier("track", tracks, names)
    if not goals:
        return capitalize(below)
    return f"{capitalize(count_tier('goal', goals, names))} and {below}"


def explain_signs(used: list[str]) -> str:
    """Say what the signs in a table mean."""
    return f"{'; '.join(SIGNS[sign] for sign in used)}."


def leave_rows(number: int, file: str) -> str:
    """Say where the rows stand that a table only counts."""
    return f"Too many to print: the {number} rows stand in {file} beside this report (coding.csv)."


def cut_table(shown: int, number: int, file: str) -> str:
    """Say that a table shows its first rows alone."""
    return f"The first {shown} of {number} rows; all stand in {file} beside this report."


def count_signs(further: int, hinder: int, both: int, unclear: int) -> str:
    """Count links by what they do."""
    said = [f"{further} further", f"{hinder} hinder", *([f"{both} do both"] if both else [])]
    said += [f"{unclear} may do either"] if unclear else []
    return f"{', '.join(said)}"


def count_tier(tier: str, number: int, names: Names) -> str:
    """Name a tier below the number of its elements."""
    return names.one(tier) if number == 1 else names.many(tier)


def name_driver(driver: str) -> str:
    """Set the driver of an element below its name."""
    return f"driver: {driver}"


def name_threshold(level: str, top: bool, names: Names) -> str:
    """Name the rule by which less than a level is no evidence."""
    return f"{'evidence' if names.quoted else 'counted'} from {level}"


def list_tracks(tracks: list[str], names: Names) -> str:
    """List tracks, of many the first."""
    return abridge(tracks)


def list_places(names: list[str]) -> str:
    """List sentences or places, of many the first."""
    return abridge(names)


def place_scenario(place: str, scenario: str) -> str:
    """Say where a quotation stands, and of which scenario it speaks."""
    return f"{place}, {scenario}"
