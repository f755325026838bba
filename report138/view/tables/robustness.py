"""Tables of doubt: statements, rules, left-out text, coders, and what is not computed."""

import numpy as np

from report138.analysis.not_computed import list_not_computed
from report138.analysis.robustness.doubt import ERRORS, MISSES
from report138.analysis.robustness.statements import count_reach
from report138.engine.typeset.outputs import Column, Run, Table, make_cell
from report138.view.report import Report
from report138.view.sentences import word_statement
from report138.view.sentences.not_computed import explain_refusal
from report138.view.words import GRAMMAR, say
from report138.view.words.facts.cells import name_cell
from report138.view.words.facts.statements import list_statements
from report138.view.words.labels import LABELS
from report138.view.words.numbers import percent


def tabulate_statements(report: Report) -> Table | None:
    """List the statements that say something here and what each survives; None without any."""
    language, doubt, labels = report.language, report.doubt, LABELS[report.language]
    telling = list_statements(report)
    if not telling:
        return None
    rows = []
    for key, row in doubt.statements.loc[telling].iterrows():
        failing = [say(f"variant_{name}", language) for name in row["failing"]]
        verdict = say("robust" if row["robust"] else "not_robust", language)
        rows.append(
            (
                make_cell(word_statement(report, key)),
                make_cell(_show_kept(row["segments"], len(doubt.without_segment))),
                make_cell(_show_kept(row["places"], len(doubt.without_place))),
                *(make_cell(percent(row[f"p_{miss}"])) for miss in MISSES),
                make_cell(percent(row["p_double"])),
                make_cell(Run(GRAMMAR[language].join(failing) or "–", "muted")),
                make_cell(Run(verdict, "strong" if row["robust"] else "")),
            )
        )
    rates = [*map(labels.name_misses, MISSES), labels.name_error(ERRORS[-1])]
    return Table(
        key="statements",
        caption=say("table_statements", language),
        columns=(
            Column(say("statement", language), width=2.8, header=True),
            Column(say("without_segment", language), "right", 1.1),
            Column(say("without_place", language), "right", 1.1),
            *(Column(words, "right", 0.91) for words in rates),
            Column(say("other_rules", language), width=2.4),
            Column(say("verdict", language), width=0.95),
        ),
        rows=tuple(rows),
        notes=(labels.note_statements(doubt.central.draws),),
    )


def _show_kept(kept: int, total: int) -> str:
    """Write how many of all leave-outs keep a statement; a dash where nothing can be left out."""
    return f"{kept}/{total}" if total else "–"


def tabulate_variants(report: Report) -> Table:
    """Show the size of the matrix under every rule."""
    language, rows = report.language, []
    for key, levels in report.doubt.variants.items():
        rows.append(
            (
                make_cell(Run(say(f"variant_{key}", language), "strong" if key == "base" else "")),
                make_cell(str(int((levels > 0).sum()))),
                make_cell(str(int((levels >= 2).sum()))),
                make_cell(_name_fewest(report, levels)),
            )
        )
    return Table(
        key="variants",
        caption=say("table_variants", language),
        columns=(
            Column(say("rule_variant", language), width=2.6, header=True),
            Column(say("cells_found", language), "right", 1.2),
            Column(say("cells_firm", language), "right", 1.2),
            Column(say("fewest_scenarios", language), width=3),
        ),
        rows=tuple(rows),
    )


def _name_fewest(report: Report, levels: np.ndarray) -> str:
    """Name the tracks with fewest scenarios and how many; a dash where none can be compared."""
    grammar, judged = GRAMMAR[report.language], (levels >= 0).any(axis=0)
    if judged.sum() < 2:
        return "–"
    reach = count_reach(levels[np.newaxis])[0]
    few, number = reach == reach.min(), int(reach.min())
    if (few == judged).all():
        return say("all_alike", report.language) + grammar.bracket(str(number))
    names = [
        report.names[t] for t, chosen in zip(report.doubt.grid.tracks, few, strict=True) if chosen
    ]
    return LABELS[report.language].list_tracks(names) + grammar.bracket(str(number))


def tabulate_left_out(report: Report) -> Table:
    """List the places and what falls when each is left out."""
    language, doubt = report.language, report.doubt
    grid = doubt.grid
    rows = []
    for place, levels in doubt.without_place.items():
        fallen = [
            f"{name_cell(report, grid.tracks[column], grid.scenarios[row])} "
            f"{grid.levels[row, column]}→{levels[row, column]}"
            for row, column in zip(*np.nonzero(levels != grid.levels), strict=True)
        ]
        rows.append(
            (
                make_cell(Run(place, "strong")),
                make_cell(str(int((levels > 0).sum()))),
                make_cell(GRAMMAR[language].join(fallen) or say("nothing", language)),
            )
        )
    return Table(
        key="left-out",
        caption=say("table_left_out", language),
        columns=(
            Column(say("place", language), width=0.7, header=True),
            Column(say("cells_found", language), "right", 1),
            Column(say("cells_falling", language), width=5),
        ),
        rows=tuple(rows),
    )


def tabulate_coders(report: Report) -> Table | None:
    """List every pair of coders with its weighted kappa; None with one coder."""
    language, show = report.language, GRAMMAR[report.language].show_coefficient
    pairs = report.agreement.kappas
    if pairs.empty:
        return None

    rows = [
        (
            make_cell(f"{row['first']} / {row['second']}"),
            make_cell(str(row["units"])),
            make_cell(show(row["kappa"])),
            make_cell("–" if np.isnan(row["low"]) else f"{show(row['low'])} – {show(row['high'])}"),
        )
        for _, row in pairs.iterrows()
    ]
    return Table(
        key="coders",
        caption=say("table_coders", language),
        columns=(
            Column(say("coder", language), width=2, header=True),
            Column(say("units", language), "right", 1.4),
            Column("kappa", "right", 1),
            Column(say("interval", language), "right", 1.6),
        ),
        rows=tuple(rows),
    )


def tabulate_refusals(report: Report) -> Table:
    """List what is not computed for this matrix, and why."""
    language = report.language
    rows = [
        (
            make_cell(Run(say(f"statistic_{item}", language), "strong")),
            make_cell(explain_refusal(report, item)),
        )
        for item in list_not_computed(report.cells)
    ]
    return Table(
        key="refusals",
        caption=say("table_refusals", language),
        columns=(
            Column(say("refused", language), width=2, header=True),
            Column(say("reason", language), width=4.5),
        ),
        rows=tuple(rows),
    )
