"""The words of tracks in the drivers and qualities of scenarios, as the source has them."""

from dataclasses import dataclass

import pandas as pd

from report138.analysis.formula_words import FIELDS, find_formula_words
from report138.view.report import Report


def choose_source_language(report: Report) -> str:
    """Return the language of the source: in which drivers and qualities hold most words."""
    return max(report.framework.languages, key=lambda language: len(_find(report, language)))


def find_words(report: Report) -> pd.DataFrame:
    """Find the words in the source's own wording; see formula_words.find_formula_words."""
    return _find(report, choose_source_language(report))


def _find(report: Report, language: str) -> pd.DataFrame:
    framework = report.framework
    words = report.doubt.plain_words
    return find_formula_words(framework.elements, framework.lexicon, words, language)


@dataclass(frozen=True)
class Standing:
    """Where the words of the tracks stand."""

    drivers: list[tuple[str, list[str]]]  # a track, the scenarios whose drivers hold its words
    qualities: list[str]  # tracks whose words stand in qualities only
    nowhere: list[str]
    uncounted: int  # plain words that most readings without the list did not take


def find_standing(report: Report) -> Standing:
    """Find for every track whether its words stand in drivers, in qualities only, or in neither."""
    words = find_words(report)
    counted = words[words["counts"].astype(bool)]
    standing = Standing([], [], [], len(words) - len(counted))
    for track in report.tracks["id"]:
        mine, name = counted[counted["track_id"] == track], report.names[track]
        drivers = mine[mine["field"] == "driver"]["scenario_id"].drop_duplicates()
        if len(drivers):
            standing.drivers.append((name, [report.names[item] for item in drivers]))
        elif len(mine):
            standing.qualities.append(name)
        else:
            standing.nowhere.append(name)
    return standing


@dataclass(frozen=True)
class Wording:
    """A driver or quality in the report's language, and the tracks whose words it holds."""

    field: str
    text: str
    tracks: list[str]
    uncounted: list[str]  # tracks of which it holds a plain word that does not count


def list_wordings(report: Report) -> list[tuple[str, list[Wording]]]:
    """List the driver and the quality of every scenario, where they are stated."""
    words = find_words(report)
    listed = []
    for row in report.scenarios.to_dict("records"):
        mine = words[words["scenario_id"] == row["id"]]
        wordings = [
            Wording(field, report.read(row, field), *_name_tracks(report, mine, field))
            for field in FIELDS
        ]
        listed.append((report.names[row["id"]], [item for item in wordings if item.text]))
    return listed


def _name_tracks(report: Report, words: pd.DataFrame, field: str) -> tuple[list[str], list[str]]:
    here = words[words["field"] == field]
    counts = here["counts"].astype(bool)
    return tuple(
        [report.names[track] for track in some["track_id"].drop_duplicates()]
        for some in (here[counts], here[~counts])
    )
