"""The general statements: what the report states first, and in how many readings it holds."""

from report138.analysis.robustness.statements import STATEMENTS
from report138.data.framework import require_known
from report138.data.rules import count_characters
from report138.data.schema import LANGUAGES, LONGEST_QUOTE
from report138.engine.typeset.outputs import Prose, escape_markdown, write_prose
from report138.view.report import Report
from report138.view.words import choose
from report138.view.words.en import statements as en
from report138.view.words.facts.cells import count_cells
from report138.view.words.facts.statements import (
    count_missing,
    count_signs,
    find_claim,
    find_held,
    find_holders,
    list_links,
    list_statements,
)
from report138.view.words.zh import statements as zh

WORDS = {"zh": zh, "en": en}


def word_statement(report: Report, key: str) -> str:
    """Put one statement into words, as the matrix over all readings gives it."""
    require_known(key, (one.key for one in STATEMENTS), "statement")
    return WORDS[report.language].word_statement(key, find_holders(report, key), report.said)


def state_findings(report: Report) -> Prose:
    """State the links, the claim against them, and what is missing, each in k of n readings."""
    words, telling = WORDS[report.language], list_statements(report)
    said = []
    if "linked" in telling or "unlinked" in telling:
        pair = (find_holders(report, key) for key in ("linked", "means"))
        said.append(words.state_links(list_links(report), *pair, count_signs(report), report.said))
    if {"complete", "several"} <= set(telling):
        pair = (find_holders(report, key) for key in ("complete", "several"))
        said.append(words.state_claim(*find_claim(report), *pair, report.said))
    if "unlinked" in telling:
        unlinked = find_holders(report, "unlinked")
        said.append(words.state_missing(count_missing(report), unlinked, report.said))
    return Prose("\n".join(f"- {escape_markdown(text)}" for text in said))


def explain_levels(report: Report) -> Prose:
    """Define the levels in one line."""
    return write_prose(WORDS[report.language].explain_levels(report.said))


def ask(report: Report, key: str) -> Prose:
    """Say what a chapter or section asks, by its term; nothing of words that the data have not."""
    return write_prose(report.said.say(_choose_kind(report, key)))


def _choose_kind(report: Report, key: str) -> str:
    """Choose the variant of a term: for data without what the term speaks of."""
    if not report.said.quoted and key != "ask_links":
        return key
    framework = report.framework
    there = {
        "ask_links": len(report.coders) > 1,
        "ask_gaps": not report.said.is_own("source"),
        "ask_evidence": (framework.coding[["trigger_track", "trigger_scenario"]] != "").any(
            axis=None
        ),
        "ask_parts": any(report.read(row, "driver") for row in report.scenarios.to_dict("records")),
    }
    fits = there.get(key, not report.said.is_own("unit"))
    return key if fits else choose(key, "other", report.language)


def explain_units(report: Report) -> Prose:
    """Say what is coded, and how a cell comes to its level."""
    framework = report.framework
    source = next(code for code in LANGUAGES if code in framework.languages)  # as in LONGEST_QUOTE
    most = max(map(count_characters, framework.segments[f"quote_{source}"]), default=0)
    short = most <= LONGEST_QUOTE["zh"]
    return write_prose(WORDS[report.language].explain_units(report.said, short))


def read_statements(report: Report) -> Prose:
    """Say how many of the general statements hold in every reading."""
    cells, telling = count_cells(report.cells), list_statements(report)
    held = [find_held(report, key) for key in telling]
    everywhere = sum(item.taken == item.of for item in held)
    words = WORDS[report.language]
    said = words.read_statements(report.said, cells, len(telling), everywhere, len(report.coders))
    return write_prose(said)


def warn_readings(report: Report) -> Prose:
    """Say what the agreement of the readings means, as the data tell it or else in general.

    Of one reading it is said what it cannot show.
    """
    words, about = WORDS[report.language], report.framework.about
    if len(report.coders) < 2:
        return write_prose(words.say_alone(list(report.labels.values()), report.said))
    told = about[about["key"] == "readings"].to_dict("records")
    return write_prose(report.read(told[0], "text") if told else words.warn_readings())
