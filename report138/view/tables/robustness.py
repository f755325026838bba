"""Tables of doubt: statements, rules, left-out text, coders, and what is not computed."""

import numpy as np

from report138.analysis.not_computed import list_not_computed
from report138.analysis.robustness.doubt import CENTRAL, ERRORS, MISSES
from report138.analysis.robustness.statements import count_reach
from report138.engine.typeset.outputs import Column, Run, Table, make_cell
from report138.view.level_rules import VARIANTS
from report138.view.not_computed import NAMES
from report138.view.report import Report
from report138.view.sentences import word_statement
from report138.view.sentences.coders import show_coefficient
from report138.view.sentences.findings import list_statements
from report138.view.sentences.reasons import explain_refusal
from report138.view.text import abridge, bracket, join, percent, pick, say


def tabulate_statements(report: Report) -> Table | None:
    """List the statements that say something here and what each survives; None without any."""
    language, doubt = report.language, report.doubt
    telling = list_statements(report)
    if not telling:
        return None
    rows = []
    for key, row in doubt.statements.loc[telling].iterrows():
        failing = [pick(language, *VARIANTS[name]) for name in row["failing"]]
        verdict = say("robust" if row["robust"] else "not_robust", language)
        rows.append(
            (
                make_cell(word_statement(report, key)),
                make_cell(_show_kept(row["segments"], len(doubt.without_segment))),
                make_cell(_show_kept(row["places"], len(doubt.without_place))),
                *(make_cell(percent(row[f"p_{miss}"])) for miss in MISSES),
                make_cell(percent(row["p_double"])),
                make_cell(Run(join(failing, language) or "–", "muted")),
                make_cell(Run(verdict, "strong" if row["robust"] else "")),
            )
        )
    double = pick(language, f"误差{percent(ERRORS[-1])}", f"error {percent(ERRORS[-1])}")
    misses = [pick(language, f"漏检{percent(m)}", f"misses {percent(m)}") for m in MISSES]
    return Table(
        key="statements",
        caption=pick(language, "各项论断经得起什么", "What each statement survives"),
        columns=(
            Column(say("statement", language), width=2.8, header=True),
            Column(say("without_segment", language), "right", 1.1),
            Column(say("without_place", language), "right", 1.1),
            *(Column(words, "right", 0.91) for words in [*misses, double]),
            Column(say("other_rules", language), width=2.4),
            Column(say("verdict", language), width=0.95),
        ),
        rows=tuple(rows),
        notes=(
            pick(
                language,
                f"百分比为模拟中成立的比例：每条引文{percent(CENTRAL[0])}编错（“误差{percent(ERRORS[-1])}”一列加倍，"
                f"漏检{percent(CENTRAL[1])}），{doubt.central.draws}次，随机种子固定。“稳健”只就编码误差而言，"
                "去掉文字或换规则是否成立，看其余各列。括号内的数目为编码所得，检验的是论断本身。",
                f"The percentages are shares of draws in which it holds: {percent(CENTRAL[0])} of segments "
                f"miscoded (doubled in the column “error {percent(ERRORS[-1])}”, misses {percent(CENTRAL[1])}), "
                f"{doubt.central.draws} draws, fixed seed. “Robust” is against coding error only; the other "
                "columns tell what holds without part of the text or under other rules. Numbers in brackets are as "
                "coded; what is tested is the statement.",
            ),
        ),
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
                make_cell(Run(pick(language, *VARIANTS[key]), "strong" if key == "base" else "")),
                make_cell(str(int((levels > 0).sum()))),
                make_cell(str(int((levels >= 2).sum()))),
                make_cell(_name_fewest(report, levels)),
            )
        )
    return Table(
        key="variants",
        caption=pick(language, "换一种规则，矩阵如何", "The matrix under other rules"),
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
    language, judged = report.language, (levels >= 0).any(axis=0)
    if judged.sum() < 2:
        return "–"
    reach = count_reach(levels[np.newaxis])[0]
    few, number = reach == reach.min(), int(reach.min())
    if (few == judged).all():
        return pick(language, "各赛道相同", "all alike") + bracket(str(number), language)
    names = [
        report.names[t] for t, chosen in zip(report.doubt.grid.tracks, few, strict=True) if chosen
    ]
    return abridge(names, language, "条") + bracket(str(number), language)


def tabulate_left_out(report: Report) -> Table:
    """List the places and what falls when each is left out."""
    language, doubt = report.language, report.doubt
    grid = doubt.grid
    rows = []
    for place, levels in doubt.without_place.items():
        fallen = [
            f"{report.names[grid.tracks[column]]} × {report.names[grid.scenarios[row]]} "
            f"{grid.levels[row, column]}→{levels[row, column]}"
            for row, column in zip(*np.nonzero(levels != grid.levels), strict=True)
        ]
        rows.append(
            (
                make_cell(Run(place, "strong")),
                make_cell(str(int((levels > 0).sum()))),
                make_cell(join(fallen, language) or pick(language, "无", "none")),
            )
        )
    return Table(
        key="left-out",
        caption=pick(language, "去掉整段后的变化", "What changes without a whole place"),
        columns=(
            Column(say("place", language), width=0.7, header=True),
            Column(say("cells_found", language), "right", 1),
            Column(say("cells_falling", language), width=5),
        ),
        rows=tuple(rows),
    )


def tabulate_coders(report: Report) -> Table | None:
    """List every pair of coders with its weighted kappa; None with one coder."""
    language = report.language
    pairs = report.agreement.kappas
    if pairs.empty:
        return None

    def show(value: float) -> str:
        return show_coefficient(value, language)

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
        caption=pick(
            language, "编码者两两比较：二次加权kappa", "Pairs of coders: quadratic weighted kappa"
        ),
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
            make_cell(Run(pick(language, *NAMES[item]), "strong")),
            make_cell(explain_refusal(report, item)),
        )
        for item in list_not_computed(report.cells)
    ]
    return Table(
        key="refusals",
        caption=pick(language, "不计算什么，为什么", "What is not computed, and why"),
        columns=(
            Column(say("refused", language), width=2, header=True),
            Column(say("reason", language), width=4.5),
        ),
        rows=tuple(rows),
    )
