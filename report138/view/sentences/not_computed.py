"""What is not computed for the matrix at hand, and why."""

from report138.analysis.not_computed import SMALLEST, STATISTICS, list_not_computed
from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.en import not_computed as en
from report138.view.words.zh import not_computed as zh

WORDS = {"zh": zh, "en": en}


def state_refusals(report: Report) -> Prose:
    """Say in two sentences which statistics the matrix cannot bear, and which none can."""
    names = {key: say(f"statistic_{key}", report.language) for key in STATISTICS}
    refused = list_not_computed(report.cells)
    small = [names[key] for key in refused if STATISTICS[key]]
    never = [names[key] for key in refused if not STATISTICS[key]]
    size = len(report.scenarios), len(report.tracks)
    said = WORDS[report.language].state_refusals(small, never, *size, SMALLEST)
    return write_prose(said)
