"""A brief: one track or scenario, what the text links to it, how the readings stand to it."""

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
    return write_prose(WORDS[report.language].introduce_element(read_focus(report), report.said))


def summarize_element(report: Report) -> str:
    """Say in one line to how many elements the text links the focus, and what of the others."""
    return WORDS[report.language].summarize_element(find_links(report), report.said)


def weigh_element(report: Report) -> Prose:
    """Say in how many readings each link stands; of one reading, what rests on one sentence."""
    judged = count_cells(report.shown_cells).judged
    return write_prose(WORDS[report.language].weigh_links(judged, weigh_links(report), report.said))
