"""Which tracks the text links to which scenario."""

from report138.view.report import Report
from report138.view.words.en import coverage as en
from report138.view.words.facts.coverage import find_coverage, list_linked
from report138.view.words.zh import coverage as zh

WORDS = {"zh": zh, "en": en}


def summarize_coverage(report: Report) -> str:
    """Say how many scenarios are linked to one track only."""
    return WORDS[report.language].summarize_coverage(find_coverage(report), report.said)


def explain_coverage(report: Report) -> str:
    """Say how to read the coverage dots."""
    return report.said.say("explain_coverage")


def caption_coverage(report: Report) -> str:
    """Name the coverage figure."""
    return report.said.say("figure_coverage")


def describe_coverage(report: Report) -> str:
    """Put the coverage into words: the tracks of each scenario."""
    return WORDS[report.language].describe_coverage(list_linked(report), report.said)
