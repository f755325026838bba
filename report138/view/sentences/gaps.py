"""The gaps: what is missing, and which wording would fill it."""

from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.sentences.statements import ask
from report138.view.words import GRAMMAR
from report138.view.words.en import gaps as en
from report138.view.words.facts.cells import count_cells, is_large, leave_out_diagonal
from report138.view.words.facts.gaps import find_gaps, list_gaps
from report138.view.words.zh import gaps as zh

WORDS = {"zh": zh, "en": en}


def ask_gaps(report: Report) -> Prose:
    """Say what a section on gaps asks, if there are any; where no figure can show them how many."""
    if not leave_out_diagonal(report.cells)["found"].eq(0).any():
        return Prose("")
    asked, gaps = ask(report, "ask_gaps"), find_gaps(report)
    if not is_large(report):
        return asked
    said = WORDS[report.language].summarize_gaps(count_cells(report.cells), gaps, report.said)
    space = "" if report.language == "zh" else " "
    return write_prose(f"{asked.plain}{space}{GRAMMAR[report.language].close(said)}")


def summarize_gaps(report: Report) -> str:
    """Say in one line how many cells lack evidence, and which scenarios have no link."""
    cells = count_cells(report.cells)
    return WORDS[report.language].summarize_gaps(cells, find_gaps(report), report.said)


def explain_gaps(report: Report) -> str:
    """Say how to read the gaps, and which wording would fill one."""
    return WORDS[report.language].explain_gaps(find_gaps(report), report.said)


def caption_gaps(report: Report) -> str:
    """Name the figure of the gaps."""
    return WORDS[report.language].caption_gaps(report.said)


def describe_gaps(report: Report) -> str:
    """Put into words which tracks each scenario lacks."""
    return WORDS[report.language].describe_gaps(list_gaps(report), find_gaps(report), report.said)
