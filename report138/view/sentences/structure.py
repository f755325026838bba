"""The structure of a matrix that is large enough to have one, and what is not computed of it."""

from report138.analysis.not_computed import COMPUTED, SMALLEST, STATISTICS, list_not_computed
from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.words.en import structure as en
from report138.view.words.facts.structure import find_structure
from report138.view.words.zh import structure as zh

WORDS = {"zh": zh, "en": en}


def state_structure(report: Report) -> Prose | None:
    """Say how nested the matrix is and how its scenarios correlate; nothing of a small matrix."""
    words = WORDS[report.language]
    said = [words.state_structure(found, report.said) for found in find_structure(report)]
    return write_prose("\n\n".join(said)) if said else None


def state_refusals(report: Report) -> Prose:
    """Say which statistics the matrix cannot bear, which none can, and which it could but has not."""
    names = {key: report.said.say(f"statistic_{key}") for key in STATISTICS}
    refused = list_not_computed(report.cells)
    small = [names[key] for key in refused if STATISTICS[key]]
    never = [names[key] for key in refused if not STATISTICS[key]]
    left = [names[key] for key in STATISTICS if key not in refused and key not in COMPUTED]
    size = len(report.scenarios), len(report.tracks)
    words = WORDS[report.language]
    said = words.state_refusals(small, never, left, *size, SMALLEST, report.said.codebook)
    return write_prose(said)
