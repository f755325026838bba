"""What doubt about the coding leaves: certainty of cells, orders that survive, text that matters."""

from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.words.en import robustness as en
from report138.view.words.facts.cells import count_cells
from report138.view.words.facts.robustness import (
    compare_ranges,
    leave_out,
    list_certainty,
    list_floors,
    list_kept,
    list_ranges,
)
from report138.view.words.zh import robustness as zh

WORDS = {"zh": zh, "en": en}


def summarize_certainty(report: Report) -> str:
    """Say between which shares of draws the cells keep their level."""
    cells = count_cells(report.cells)
    return WORDS[report.language].summarize_certainty(cells, list_kept(report))


def explain_certainty(report: Report) -> str:
    """Say how to read the bars of certainty."""
    return WORDS[report.language].explain_certainty(report.doubt.rates, report.said)


def caption_certainty(report: Report) -> str:
    """Name the figure of certainty."""
    return WORDS[report.language].caption_certainty(report.doubt.central.draws)


def describe_certainty(report: Report) -> str:
    """Put the certainty of every cell into words."""
    return WORDS[report.language].describe_certainty(list_certainty(report), report.said)


def read_certainty(report: Report) -> Prose:
    """Say how low certainty gets at several rates of misses."""
    return write_prose(WORDS[report.language].read_certainty(list_floors(report), report.said))


def summarize_ranks(report: Report) -> str:
    """Say whether an order of the tracks survives."""
    cells = count_cells(report.cells)
    return WORDS[report.language].summarize_ranks(cells, *compare_ranges(report), report.said)


def explain_ranks(report: Report) -> str:
    """Say how to read the ranges."""
    return report.said.say("explain_ranks")


def caption_ranks(report: Report) -> str:
    """Name the figure of ranges."""
    return report.said.say("figure_ranks")


def describe_ranks(report: Report) -> str:
    """Put the ranges into words."""
    return WORDS[report.language].describe_ranks(list_ranges(report), report.said)


def read_leave_out(report: Report) -> Prose:
    """Say how many units and places change the matrix when they go, and which does most."""
    if not report.said.quoted:
        return Prose("")
    return write_prose(WORDS[report.language].read_leave_out(leave_out(report), report.said))
