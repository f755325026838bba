"""The general statements: what the report states first, and how far they survive doubt."""

from report138.engine.typeset.outputs import Prose, escape_markdown, write_prose
from report138.view.report import Report
from report138.view.words.en import statements as en
from report138.view.words.facts.cells import count_cells
from report138.view.words.facts.statements import (
    choose_findings,
    count_survival,
    find_holders,
    list_statements,
)
from report138.view.words.zh import statements as zh

WORDS = {"zh": zh, "en": en}


def word_statement(report: Report, key: str) -> str:
    """Put one statement into words, as the base matrix gives it."""
    return WORDS[report.language].word_statement(key, find_holders(report, key))


def state_findings(report: Report) -> Prose:
    """State what stands out, each statement with the share of draws in which it holds."""
    say = WORDS[report.language].state_finding
    said = [say(finding, find_holders(report, finding.key)) for finding in choose_findings(report)]
    return Prose("\n".join(f"- {escape_markdown(text)}" for text in said))


def explain_survival(report: Report) -> Prose:
    """Say what the shares behind the findings mean; nothing where there are none."""
    if not list_statements(report):
        return Prose("")
    return write_prose(WORDS[report.language].explain_survival())


def read_statements(report: Report) -> Prose:
    """Say how many of the general statements are robust, and how absence fares with misses."""
    cells = count_cells(report.cells)
    return write_prose(WORDS[report.language].read_statements(cells, count_survival(report)))
