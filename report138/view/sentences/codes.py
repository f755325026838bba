"""How to read a report: its codes."""

from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.words.en import codes as en
from report138.view.words.facts.codes import find_codes
from report138.view.words.zh import codes as zh

WORDS = {"zh": zh, "en": en}


def explain_codes(report: Report) -> Prose:
    """Explain the codes of places, sentences, quotations and readings."""
    return write_prose(WORDS[report.language].explain_codes(find_codes(report)))
