"""The ribbon: the links at a glance."""

from report138.view.report import Report
from report138.view.words import say
from report138.view.words.en import ribbon as en
from report138.view.words.facts.ribbon import find_fullest, list_links
from report138.view.words.zh import ribbon as zh

WORDS = {"zh": zh, "en": en}


def summarize_ribbon(report: Report) -> str:
    """Say which track and scenario the text joins with most segments."""
    return WORDS[report.language].summarize_ribbon(find_fullest(report))


def explain_ribbon(report: Report) -> str:
    """Say how to read the ribbon."""
    searched = bool(report.cells["state"].isin(["found", "none_found"]).all())
    return WORDS[report.language].explain_ribbon(searched)


def caption_ribbon(report: Report) -> str:
    """Name the ribbon."""
    return say("figure_ribbon", report.language)


def describe_ribbon(report: Report) -> str:
    """Put the ribbon into words: what each track is linked to, and what has no link."""
    return WORDS[report.language].describe_ribbon(list_links(report))
