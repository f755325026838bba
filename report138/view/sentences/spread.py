"""How the evidence is spread: over cells and over the text."""

from report138.view.report import Report
from report138.view.words import say
from report138.view.words.en import spread as en
from report138.view.words.facts.spread import count_by_place, find_richest
from report138.view.words.zh import spread as zh

WORDS = {"zh": zh, "en": en}


def summarize_strip(report: Report) -> str:
    """Say which place of the text gives most units."""
    return WORDS[report.language].summarize_strip(find_richest(report), report.said)


def explain_strip(report: Report, *, named: bool = True) -> str:
    """Say how to read the strip, whose marks may be named by their scenarios."""
    return WORDS[report.language].explain_strip(len(report.coders), named, report.said)


def caption_strip(report: Report) -> str:
    """Name the strip."""
    return say("figure_strip", report.language)


def describe_strip(report: Report) -> str:
    """Put the strip into words: the codings of each track by place."""
    return WORDS[report.language].describe_strip(count_by_place(report))
