"""The terms that the report uses, and the sources outside the text on which they rest."""

import re

import pandas as pd

from report138.data.framework import Framework
from report138.data.source_text import normalize
from report138.engine.typeset.outputs import Cell, Column, Run, Table, make_cell
from report138.view.cover import name_item
from report138.view.report import Report
from report138.view.tables.long import cut
from report138.view.words import GRAMMAR, say
from report138.view.words.facts.ledger import Entry, list_entries
from report138.view.words.phrases import PHRASES

QUOTES = str.maketrans("", "", "“”\"'‘’")
FIELDS = ("name", "driver", "quality", "aim")


def tabulate_glossary(report: Report) -> Table | None:
    """List the terms that the report uses, in both languages, with explanation and its basis."""
    language = report.language
    terms = list_used(report)
    if terms.empty:
        return None
    rows = []
    for _, row in terms.iterrows():
        status = row["term_en_status"]
        rows.append(
            (
                make_cell(
                    Run(row["term_zh"], "strong", lang="zh" if language != "zh" else ""),
                    (
                        Run(row["term_en"], lang="en" if language != "en" else ""),
                        Run(
                            GRAMMAR[language].mark(say(status, language)) if status else "", "muted"
                        ),
                    ),
                ),
                make_cell((Run(report.read(row, "explanation")),)),
            )
        )
    left = len(report.framework.glossary) - len(terms)
    table = Table(
        key="glossary",
        dense=True,
        caption=say("table_glossary", language),
        columns=(
            Column(say("term", language), width=3.6, header=True),
            Column(say("explanation", language), width=5.2),
        ),
        rows=tuple(rows),
        notes=(PHRASES[language].note_left_out(left),) if left else (),
    )
    return cut(table, report)


def list_used(report: Report) -> pd.DataFrame:
    """Return the terms that elements, quotes or passages of the report hold.

    Only what needs knowledge from outside the source is explained.
    """
    framework = report.framework
    if framework.glossary.empty:
        return framework.glossary
    entries = [entry for listed in list_entries(report).values() for entry in listed]
    texts = {code: _gather_text(framework, entries, code) for code in framework.languages}
    kept = []
    for place, row in framework.glossary.iterrows():
        for language in framework.languages:
            terms = _list_forms(row[f"term_{language}"])
            outside = row["explanation_basis"] == "outside"
            if outside and any(term in texts[language] for term in terms):
                kept.append(place)
                break
            if terms:  # the source's language decides, the other one only stands in for it
                break
    return framework.glossary.loc[kept]


def _gather_text(framework: Framework, entries: list[Entry], language: str) -> str:
    """Join what elements, quotes and passages say in a language."""
    elements, about = framework.elements, framework.about
    texts = [text for stem in FIELDS for text in elements[f"{stem}_{language}"]]
    texts += [entry.row[f"quote_{language}"] for entry in entries]
    texts += list(about[f"text_{language}"])
    return "\n".join(map(_simplify, texts))


def _list_forms(term: str) -> list[str]:
    """Return the forms of a term, which stand between slashes."""
    return [form for form in map(_simplify, re.split(r"\s*/\s*", term)) if form]


def _simplify(text: str) -> str:
    return normalize(text.translate(QUOTES)).lower()


def tabulate_sources(report: Report) -> Table | None:
    """List the source and the addresses outside it, each once, with the terms that rest on it."""
    language = report.language
    rows = [
        (
            make_cell(Run(name_item(item, language), "strong")),
            _show_address(item.get("path", "")),
        )
        for item in report.framework.package.get("sources", [])
    ]
    terms = list_used(report)
    outside = terms[terms["source"] != ""]
    stem = f"term_{language}" if language in report.framework.languages else "term_zh"
    for address, mine in outside.groupby("source", sort=False):
        named = [_shorten(row[stem] or row["term_zh"]) for _, row in mine.iterrows()]
        rows.append((make_cell(GRAMMAR[language].join(named)), _show_address(address)))
    if not rows:
        return None
    return Table(
        key="sources",
        dense=True,
        caption=say("table_sources" if report.said.quoted else "source_heading", language),
        columns=(
            Column(say("rests_on_it", language), width=2.6, header=True),
            Column(say("address", language), width=5),
        ),
        rows=tuple(rows),
        notes=(say("note_sources", language),) if len(outside) else (),
    )


def _shorten(term: str) -> str:
    return re.split(r"\s+/\s+", term)[0]


def _show_address(address: str) -> Cell:
    """Print an address, and link it if it is one of the web."""
    linked = address if address.startswith(("https://", "http://")) else ""
    return make_cell(Run(address or "–", link=linked))
