"""The coders: how far they agree, or what a second one would add."""

from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.words.en import coders as en
from report138.view.words.facts.cells import count_cells
from report138.view.words.facts.coders import compare_codes, expect_agreement, find_agreement
from report138.view.words.zh import coders as zh

WORDS = {"zh": zh, "en": en}


def summarize_agreement(report: Report) -> str:
    """Say how far the coders agree."""
    return WORDS[report.language].summarize_agreement(find_agreement(report))


def explain_coders(report: Report) -> str:
    """Say how to read the split cells."""
    return WORDS[report.language].explain_coders(*report.agreement.coders[:2])


def caption_coders(report: Report) -> str:
    """Name the figure of the coders, and the two of several whom it shows."""
    return WORDS[report.language].caption_coders(report.agreement.coders)


def describe_coders(report: Report) -> str:
    """Put the levels by the first two coders into words, cell by cell, and how many differ."""
    return WORDS[report.language].describe_coders(compare_codes(report))


def read_agreement(report: Report) -> Prose:
    """State the coders' agreement, or with one coder what a second would add."""
    words = WORDS[report.language]
    if len(report.agreement.coders) > 1:
        return write_prose(words.read_agreement(find_agreement(report)))
    return write_prose(words.expect_second(count_cells(report.cells), expect_agreement(report)))
