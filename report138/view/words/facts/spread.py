"""How the evidence is spread: over cells and over the text."""

import math
from dataclasses import dataclass

import pandas as pd

from report138.analysis.interlinkage import share_by_topic, share_quoted
from report138.view.report import Report
from report138.view.words.facts.codes import join_runs

TOP = 3  # the fullest cells, and the places that share the first rank


@dataclass(frozen=True)
class Richest:
    """The places that give most segments, in the order of the text."""

    places: list[str]
    share: float  # of the units, for each of them
    units: int  # in all


def _list_taken(report: Report) -> pd.DataFrame:
    """List the units that more than half of the readings took, by cell."""
    return report.units[report.units["majority"]]


def list_evidence_places(report: Report) -> list[str]:
    """List the places of the text where the evidence stands, in its order."""
    return join_runs(list(_list_taken(report)["place"].drop_duplicates()))


def _share_places(report: Report) -> pd.Series:
    """Return the share of the units that each place of the text gives, largest first."""
    return _list_taken(report).drop_duplicates("unit")["place"].value_counts(normalize=True)


def find_richest(report: Report) -> Richest:
    """Find the places of the text that give most units."""
    shares, taken = _share_places(report), _list_taken(report)
    if shares.empty:
        return Richest([], math.nan, 0)
    most = set(shares[shares == shares.max()].index)
    places = [place for place in taken["place"].drop_duplicates() if place in most]
    return Richest(places, shares.max(), taken["unit"].nunique())


def count_by_place(report: Report) -> list[tuple[str, list[tuple[str, int]]]]:
    """Count the units of each track by place, once for each cell."""
    counted = _list_taken(report).groupby(["track_id", "place"], sort=False).size()
    return [
        (
            report.names[track],
            [(place, number) for (owner, place), number in counted.items() if owner == track],
        )
        for track in report.tracks["id"]
    ]


@dataclass(frozen=True)
class Concentration:
    """How many units fill how many cells."""

    units: int
    fills: int  # a unit counts once for each cell that it fills
    cells: int
    widest: int  # cells that one unit fills at most
    top: float  # the share of the fullest cells


def measure_concentration(report: Report) -> Concentration:
    """Measure how concentrated the units are in a few cells."""
    taken = _list_taken(report)
    if taken.empty:
        return Concentration(0, 0, 0, 0, math.nan)
    volume = report.cells["volume"].sort_values(ascending=False)
    return Concentration(
        taken["unit"].nunique(),
        len(taken),
        int((volume > 0).sum()),
        int(taken.groupby("unit").size().max()),
        float(volume.head(TOP).sum() / volume.sum()),
    )


@dataclass(frozen=True)
class Weights:
    """What the richest places and the tracks' own paragraphs weigh in the text."""

    places: list[tuple[str, float]]  # a place, its share of the characters
    share: float  # of the units, for each of these places
    topics: list[tuple[str, float]]  # a track, the share of the paragraphs about it alone


def weigh_places(report: Report) -> Weights | None:
    """Set the richest places against their share of the text; None where nothing is counted."""
    richest = find_richest(report)
    characters = report.framework.locators.set_index("locator")["characters"]
    total = characters.sum()
    if not total or not richest.places:
        return None
    places = [(x, characters[x] / total) for x in richest.places[:TOP] if x in characters]
    topics = share_by_topic(report.framework)
    tracks = [(report.names[x], topics[x]) for x in report.tracks["id"] if x in topics]
    return Weights(places, richest.share, tracks)


def measure_quoting(report: Report) -> tuple[int, float] | None:
    """Return how many segments are quoted, and which share of the source they repeat."""
    segments = len(report.framework.segments)
    if not report.framework.locators["characters"].sum() or not segments:
        return None
    source = "zh" if "zh" in report.framework.languages else report.language
    return segments, share_quoted(report.framework, source)
