"""The few quotations of the opening page."""

import pandas as pd

from report138.analysis.plain_words import find_words
from report138.engine.typeset.outputs import Quotation, Quotes
from report138.view.report import Report, name_anchor
from report138.view.tables.quoting import find_original, mark_words
from report138.view.words.facts.quotes import choose_quotes
from report138.view.words.phrases import PHRASES


def quote_links(report: Report) -> Quotes | None:
    """Quote a few of the passages on which the highest levels rest; None without any."""
    chosen = choose_quotes(report)
    words = find_words(chosen, report.framework.lexicon)
    quotations = [
        _make_quotation(report, row, [term for _, term in terms])
        for (_, row), terms in zip(chosen.iterrows(), words, strict=True)
    ]
    return Quotes(tuple(quotations)) if quotations else None


def _make_quotation(report: Report, row: pd.Series, words: list[str]) -> Quotation:
    language, original = report.language, find_original(report, row, words)
    lang = original if original != language else ""
    return Quotation(
        words=mark_words(row[f"quote_{original}"], words, lang),
        locator=PHRASES[language].place_scenario(row["place"], report.names[row["scenario_id"]]),
        link=name_anchor(row["track_id"], row["scenario_id"]),
        translation=row[f"quote_{language}"] if lang else "",
        lang=lang,
    )
