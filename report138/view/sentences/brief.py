"""A brief: one track or scenario, what the text links to it, how surely."""

from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.words.en import brief as en
from report138.view.words.facts.brief import find_links, weigh_links
from report138.view.words.facts.cells import count_cells
from report138.view.words.facts.parts import read_focus
from report138.view.words.zh import brief as zh

WORDS = {"zh": zh, "en": en}


def introduce_element(report: Report) -> Prose:
    """Say what the element is: its tier and place, its driver, quality and aim."""
    return write_prose(WORDS[report.language].introduce_element(read_focus(report)))


def summarize_element(report: Report) -> str:
    """Say in one line how many elements of the other kind the text links to the focus."""
    return WORDS[report.language].summarize_element(find_links(report))


def read_element(report: Report) -> Prose:
    """List what the text links to the element, at which level, on how many segments."""
    return write_prose(WORDS[report.language].read_element(find_links(report)))


def weigh_element(report: Report) -> Prose:
    """Say how certain each level is, and which rest on one segment."""
    judged = count_cells(report.shown_cells).judged
    return write_prose(WORDS[report.language].weigh_links(judged, weigh_links(report)))
