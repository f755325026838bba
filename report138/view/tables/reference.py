"""Reference tables: the levels, the lexicon, the glossary."""

from report138.analysis.interlinkage import LEVELS
from report138.engine.typeset.outputs import Column, Run, Table, make_cell
from report138.view.level_rules import RULES
from report138.view.report import Report
from report138.view.text import join, pick, say


def tabulate_levels(report: Report) -> Table:
    """State the rule of each level."""
    language = report.language
    rows = [
        (
            make_cell(str(level), level=level),
            make_cell(Run(say(f"level_{level}", language), "strong")),
            make_cell(pick(language, *RULES[level])),
        )
        for level in LEVELS
    ]
    return Table(
        key="levels",
        caption=pick(language, "等级与判定规则", "Levels and their rules"),
        columns=(
            Column(say("level", language), "center", 0.6, header=True),
            Column(say("name", language), width=1.2),
            Column(say("rule_of_level", language), width=6),
        ),
        rows=tuple(rows),
    )


def tabulate_lexicon(report: Report) -> Table:
    """List for each element its accepted terms by warrant, and the rejected ones with reasons."""
    language = report.language
    rows = []
    for element, terms in report.framework.lexicon.groupby("element_id", sort=False):
        accepted = terms[terms["sense"] == "accepted"]
        lines = [
            f"{say(f'warrant_{warrant}', language)}{pick(language, '：', ': ')}"
            + join(list(accepted[accepted["warrant"] == warrant]["term"]), language)
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
        caption=pick(language, "触发词词表", "Lexicon of trigger terms"),
        columns=(
            Column(say("element", language), width=1.3, header=True),
            Column(say("sense_accepted", language), width=3),
            Column(say("sense_rejected", language), width=3.4),
        ),
        rows=tuple(rows),
        notes=(
            pick(
                language,
                "自有：见于要素的名称、牵引、品质语或目标；原文：原文以该词述此要素；常义：任何读者都会这样理解，存疑则不取。",
                "Own: in the element’s name, driver, quality or aim. Source: the text uses the term "
                "for the element. Plain: any reader takes it so; in doubt it is not used.",
            ),
        ),
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
        caption=pick(language, "术语", "Glossary"),
        columns=(
            Column(say("chinese", language), width=2.3, header=True),
            Column(say("english", language), width=3.1),
            Column(say("explanation", language), width=3.6),
        ),
        rows=tuple(rows),
    )


def _mark(key: str, language: str) -> str:
    """Set where a rendering or an explanation comes from, in the brackets of the language."""
    return pick(language, f"〔{say(key, language)}〕", f" [{say(key, language)}]")
