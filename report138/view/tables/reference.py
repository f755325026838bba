"""Reference tables: the levels, the lexicon, the glossary."""

from report138.analysis.interlinkage import LEVELS
from report138.engine.typeset.outputs import Column, Run, Table, make_cell
from report138.view.report import Report
from report138.view.words import GRAMMAR, say


def tabulate_levels(report: Report) -> Table:
    """State the rule of each level."""
    language = report.language
    rows = [
        (
            make_cell(str(level), level=level),
            make_cell(Run(say(f"level_{level}", language), "strong")),
            make_cell(say(f"rule_{level}", language)),
        )
        for level in LEVELS
    ]
    return Table(
        key="levels",
        caption=say("table_levels", language),
        columns=(
            Column(say("level", language), "center", 0.6, header=True),
            Column(say("name", language), width=1.2),
            Column(say("rule_of_level", language), width=6),
        ),
        rows=tuple(rows),
    )


def tabulate_lexicon(report: Report) -> Table:
    """List for each element its accepted terms by warrant, and the rejected ones with reasons."""
    language, grammar = report.language, GRAMMAR[report.language]
    rows = []
    for element, terms in report.framework.lexicon.groupby("element_id", sort=False):
        accepted = terms[terms["sense"] == "accepted"]
        lines = [
            grammar.label(
                say(f"warrant_{warrant}", language),
                grammar.join(list(accepted[accepted["warrant"] == warrant]["term"])),
            )
            for warrant in ("own", "source", "plain")
            if (accepted["warrant"] == warrant).any()
        ]
        rejected = [
            (Run(row["term"], "strong"), Run(f" {report.read(row, 'note')}", "muted"))
            for _, row in terms[terms["sense"] == "rejected"].iterrows()
        ]
        rows.append(
            (
                make_cell(Run(report.names[element], "strong"), Run(element, "muted")),
                make_cell(*lines),
                make_cell(*rejected),
            )
        )
    return Table(
        key="lexicon",
        caption=say("table_lexicon", language),
        columns=(
            Column(say("element", language), width=1.3, header=True),
            Column(say("sense_accepted", language), width=3),
            Column(say("sense_rejected", language), width=3.4),
        ),
        rows=tuple(rows),
        notes=(say("note_lexicon", language),),
    )


def tabulate_glossary(report: Report) -> Table:
    """List the terms of the source in both languages, with explanation and its basis."""
    language = report.language
    rows = []
    for _, row in report.framework.glossary.iterrows():
        status, basis = row["term_en_status"], row["explanation_basis"]
        rows.append(
            (
                make_cell(Run(row["term_zh"], "strong", lang="zh" if language != "zh" else "")),
                make_cell(
                    (
                        Run(row["term_en"], lang="en" if language != "en" else ""),
                        Run(_mark(status, language) if status else "", "muted"),
                    )
                ),
                make_cell(
                    (
                        Run(report.read(row, "explanation")),
                        Run(_mark(f"basis_{basis}", language) if basis else "", "muted"),
                    )
                ),
            )
        )
    return Table(
        key="glossary",
        caption=say("table_glossary", language),
        columns=(
            Column(say("chinese", language), width=2.3, header=True),
            Column(say("english", language), width=3.1),
            Column(say("explanation", language), width=3.6),
        ),
        rows=tuple(rows),
    )


def _mark(key: str, language: str) -> str:
    """Set where a rendering or an explanation comes from, in the brackets of the language."""
    return GRAMMAR[language].mark(say(key, language))
