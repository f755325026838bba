"""The drivers: which tracks' words the source puts first."""

from report138.view.report import Report
from report138.view.words.en import drivers as en
from report138.view.words.facts.drivers import (
    choose_source_language,
    find_standing,
    list_wordings,
)
from report138.view.words.facts.parts import gather_places
from report138.view.words.zh import drivers as zh

WORDS = {"zh": zh, "en": en}


def summarize_drivers(report: Report) -> str:
    """Say in one line whose words stand in drivers, and whose in qualities only."""
    return WORDS[report.language].summarize_drivers(find_standing(report), report.said)


def explain_drivers(report: Report) -> str:
    """Say how to read the figure of drivers."""
    translated = choose_source_language(report) != report.language
    return WORDS[report.language].explain_drivers(find_standing(report), translated, report.said)


def caption_drivers(report: Report) -> str:
    """Name the figure of drivers and its places in the source."""
    return WORDS[report.language].caption_drivers(gather_places(report.scenarios), report.said)


def describe_drivers(report: Report) -> str:
    """Put the drivers and qualities into words, with the tracks whose words they hold."""
    return WORDS[report.language].describe_drivers(list_wordings(report))
