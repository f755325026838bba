"""Why a statistic is not computed, in words that fit the size and kind of this matrix."""

from report138.analysis.not_computed import Refusal
from report138.view.report import Report
from report138.view.words import pick
from report138.view.words.en import not_computed as en
from report138.view.words.facts.not_computed import measure_size
from report138.view.words.zh import not_computed as zh

WORDS = {"zh": zh, "en": en}


def explain_refusal(report: Report, refusal: Refusal) -> str:
    """Give the reason, with the numbers of this matrix where the general one names others."""
    own = WORDS[report.language].explain_refusal(refusal.key, measure_size(report))
    return own or pick(report.language, *refusal.reason)
