"""Why a statistic is not computed, in words that fit the size and kind of this matrix."""

from report138.view.report import Report
from report138.view.words.en import not_computed as en
from report138.view.words.facts.not_computed import find_reason
from report138.view.words.zh import not_computed as zh

WORDS = {"zh": zh, "en": en}


def explain_refusal(report: Report, statistic: str) -> str:
    """Give the reason, with the numbers of this matrix where the general one names others."""
    reason, number = find_reason(report, statistic)
    return WORDS[report.language].explain_refusal(reason or statistic, number)
