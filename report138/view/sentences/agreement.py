"""The readings: how far they agree, and on which words they part."""

from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.words.en import agreement as en
from report138.view.words.facts.agreement import (
    count_plain,
    find_agreement,
    gloss_words,
    list_shared_words,
)
from report138.view.words.zh import agreement as zh

WORDS = {"zh": zh, "en": en}


def read_agreement(report: Report) -> Prose:
    """Say how far the readings agree; nothing with one."""
    return write_prose(WORDS[report.language].read_agreement(find_agreement(report), report.said))


def read_disputed(report: Report) -> Prose:
    """Say on which words the disputed cells turn; nothing where no two readings judged a cell."""
    if not (report.cells["judged"] > 1).any():
        return Prose("")
    words, cells = list_shared_words(report)
    glosses = gloss_words(report, words)
    return write_prose(WORDS[report.language].read_disputed(words, glosses, cells))


def read_plain(report: Report) -> Prose:
    """Say what the readings without a word list make of its plain words; nothing without them."""
    plain = count_plain(report)
    if plain is None:
        return Prose("")
    variants = report.doubt.variants
    found, base = (int((variants[key] > 0).sum()) for key in ("plain_by_majority", "base"))
    return write_prose(WORDS[report.language].read_plain(plain, found, base))
