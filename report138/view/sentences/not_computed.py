"""Why a statistic is not computed, in words that fit the size and kind of this matrix."""

from report138.analysis.not_computed import Refusal
from report138.view.report import Report
from report138.view.words import pick
from report138.view.words.en import not_computed as en
from report138.view.words.facts.not_computed import find_reason
from report138.view.words.zh import not_computed as zh

WORDS = {"zh": zh, "en": en}


def explain_refusal(report: Report, refusal: Refusal) -> str:
    """Give the reason, with the numbers of this matrix where the general one names others."""
    reason, number = find_reason(report, refusal.key)
    if not reason:
        return pick(report.language, *refusal.reason)
    return WORDS[report.language].explain_refusal(reason, number)
