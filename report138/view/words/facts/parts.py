"""What the framework is made of, and what the source says of its parts."""

from dataclasses import dataclass

import pandas as pd

from report138.data.rules import pair_same_items
from report138.data.schema import ELEMENT_TIERS, SEPARATOR
from report138.view.report import Report


@dataclass(frozen=True)
class Parts:
    """The names of the goals, the tracks and the scenarios; of these none where they are the tracks."""

    goals: list[str]
    tracks: list[str]
    scenarios: list[str]


def list_parts(report: Report) -> Parts:
    """List the names of goals, tracks and scenarios."""
    name = f"name_{report.language}"
    goals, tracks, scenarios = (
        list(report.framework.get_elements(tier)[name]) for tier in ELEMENT_TIERS
    )
    return Parts(goals, tracks, [] if is_square(report) else scenarios)


def is_square(report: Report) -> bool:
    """Tell whether rows and columns are the same items, which are then listed once."""
    same = pair_same_items(report.framework.elements.to_dict("records"), report.framework.languages)
    return len(same) == len(report.tracks) == len(report.scenarios)


def list_drivers(report: Report) -> list[tuple[str, list[tuple[str, str]]]]:
    """List for every tier the names of its elements, each with its driver."""
    name = f"name_{report.language}"
    return [
        (
            tier,
            [
                (row[name], report.read(row, "driver"))
                for _, row in report.framework.get_elements(tier).iterrows()
            ],
        )
        for tier in (ELEMENT_TIERS[:2] if is_square(report) else ELEMENT_TIERS)
    ]


def has_details(report: Report) -> bool:
    """Return whether any element has a driver or an aim, which the tree sets in small type."""
    elements = report.framework.elements.to_dict("records")
    return any(report.read(row, stem) for row in elements for stem in ("driver", "aim"))


def list_places(report: Report) -> list[str]:
    """List the places of the source where the elements stand, each once, in the text's order."""
    order = report.framework.locators.set_index("locator")["order"].to_dict()
    places = gather_places(report.framework.elements)
    return sorted(places, key=lambda place: order.get(place, 0))


def gather_places(rows: pd.DataFrame) -> list[str]:
    """Gather the places that some rows name in their locators, each once."""
    return list(dict.fromkeys(place for text in rows["locator"] for place in split_names(text)))


def split_names(text: str) -> list[str]:
    """Split what holds several names in one cell: the places of a locator, or coders."""
    return [name for name in map(str.strip, text.split(SEPARATOR)) if name]


def count_given(report: Report, tier: str, stem: str) -> int:
    """Count the elements of a tier for which the source states a driver, a quality or an aim."""
    rows = report.framework.get_elements(tier)
    return sum(bool(report.read(row, stem)) for _, row in rows.iterrows())


@dataclass(frozen=True)
class Element:
    """The element in focus: its tier, its place in it, and what the source states of it."""

    name: str
    tier: str
    place: int
    total: int
    fields: list[tuple[str, str]]  # driver, quality and aim, where they are stated


def read_focus(report: Report) -> Element:
    """Read what the source states of the element in focus."""
    row = report.focused
    peers = list(report.framework.get_elements(row["level"])["id"])
    fields = [(stem, report.read(row, stem)) for stem in ("driver", "quality", "aim")]
    place = peers.index(row["id"]) + 1
    name = report.names[row["id"]]
    given = {stem: text for stem, text in fields if text}
    # beside a driver or a quality an aim that says the name again tells nothing new
    if len(given) > 1 and _is_within(name, given.get("aim", "")):
        del given["aim"]
    return Element(name, row["level"], place, len(peers), list(given.items()))


def _is_within(name: str, text: str) -> bool:
    return name.casefold() in text.casefold()
