"""Reference tables: the rules of the levels, and the word list."""

from report138.engine.typeset.outputs import Column, Run, Table, make_cell
from report138.view.report import Report
from report138.view.tables.long import cut, leave_empty
from report138.view.words import GRAMMAR, say
from report138.view.words.phrases import PHRASES

WARRANTS = ("own", "source", "plain")


def tabulate_levels(report: Report) -> Table | None:
    """State the name and the rule of each level; None where they have neither."""
    language, levels, said = report.language, report.levels, report.said
    rows = [
        (
            make_cell(levels.write(step), level=levels.shade(step.rank)),
            make_cell(Run(levels.label(step), "strong") if levels.labelled else ""),
            make_cell(said.define(step) if levels.own or said.codebook else ""),
        )
        for step in levels.steps
    ]
    if not any(cell.text for row in rows for cell in row[1:]):
        return None
    table = Table(
        key="levels",
        dense=True,
        caption=say("table_levels", language),
        columns=(
            Column(say("level", language), "center", 0.6, header=True),
            Column(say("name", language), width=1.2),
            Column(say("rule_of_level", language), width=6),
        ),
        rows=tuple(rows),
    )
    return leave_empty(table)


def tabulate_lexicon(report: Report) -> Table | None:
    """List each element's words in a row: accepted ones by warrant, rejected ones with reasons."""
    language, grammar = report.language, GRAMMAR[report.language]
    lexicon, doubt = report.framework.lexicon, report.doubt
    if lexicon.empty:
        return None
    votes = {
        (row.element_id, row.term): f" {len(row.taken)}/{row.of}"
        for row in doubt.plain_words.itertuples(index=False)
        if row.of
    }
    rows = []
    for element, terms in lexicon.groupby("element_id", sort=False):
        accepted = terms[terms["sense"] == "accepted"]
        by_warrant = {
            warrant: [
                [Run(row["term"]), Run(votes.get((element, row["term"]), ""), "muted")]
                for _, row in accepted[accepted["warrant"] == warrant].iterrows()
            ]
            for warrant in (*WARRANTS, "")
        }
        lines = [
            (*_label_warrant(warrant, language), *_run_on(words, grammar.COMMA))
            for warrant, words in by_warrant.items()
            if words
        ]
        rejected = [
            [
                Run(row["term"]),
                Run(grammar.bracket(report.read(row, "note").rstrip("。.")), "muted"),
            ]
            for _, row in terms[terms["sense"] == "rejected"].iterrows()
        ]
        rows.append(
            (
                make_cell((Run(report.names[element], "strong"), Run(f" {element}", "muted"))),
                make_cell(*lines),
                make_cell(_run_on(rejected, grammar.SEMICOLON)),
            )
        )
    table = Table(
        key="lexicon",
        dense=True,
        caption=say("table_lexicon", language),
        columns=(
            Column(say("element", language), width=1.2, header=True),
            Column(say("sense_accepted", language).capitalize(), width=3.4),
            Column(say("sense_rejected", language).capitalize(), width=4.2),
        ),
        rows=tuple(rows),
        notes=(
            say("note_lexicon", language),
            *((PHRASES[language].note_plain(len(report.blind)),) if votes else ()),
        ),
    )
    return cut(table, report)


def _label_warrant(warrant: str, language: str) -> list[Run]:
    """Name a warrant before its words; those without one have no label."""
    label = GRAMMAR[language].label
    return [Run(label(say(f"warrant_{warrant}", language), ""), "muted")] if warrant else []


def _run_on(words: list[list[Run]], comma: str) -> tuple[Run, ...]:
    """Set words one behind the other in a line."""
    runs: list[Run] = []
    for word in words:
        runs += [*([Run(comma)] if runs else []), *word]
    return tuple(run for run in runs if run.text)
