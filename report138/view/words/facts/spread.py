"""How the evidence is spread: over cells and over the text."""

import math
from dataclasses import dataclass

import pandas as pd

from report138.view.report import Report
from report138.view.words.facts.codes import join_runs


@dataclass(frozen=True)
class Richest:
    """The places that give most units, in the order of the text."""

    places: list[str]
    share: float  # of the units, for each of them
    units: int  # in all


def _list_taken(report: Report) -> pd.DataFrame:
    """List the units that more than half of the readings took, by cell; those with a place."""
    return report.units[report.units["majority"] & (report.units["place"] != "")]


def list_evidence_places(report: Report) -> list[str]:
    """List the places of the text where the evidence stands, in its order."""
    return join_runs(list(_list_taken(report)["place"].drop_duplicates()))


def find_richest(report: Report) -> Richest:
    """Find the places of the text that give most units."""
    taken = _list_taken(report)
    if taken.empty:
        return Richest([], math.nan, 0)
    shares = taken.drop_duplicates("unit")["place"].value_counts(normalize=True)
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
