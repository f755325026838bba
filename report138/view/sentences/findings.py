"""What the report states first, and how far its general statements survive doubt."""

from report138.analysis.robustness.doubt import CENTRAL, MISSES
from report138.engine.typeset.outputs import Prose, escape_markdown, write_prose
from report138.view.report import Report
from report138.view.sentences.statements import count_sole, word_statement
from report138.view.sentences.unjudged import end_unjudged
from report138.view.text import capitalize, close, percent, pick, say

# What the opening page states: breadth, narrowness, firmness, absence; the others stand in
# where a matrix is too small for some of these.
FINDINGS = ("at_least_half", "complete", "sole", "firmest", "fewest")
OTHERS = ("operational", "empty", "served")
FEWEST_FINDINGS = 3


def list_statements(report: Report) -> list[str]:
    """List the keys of the statements that this matrix could also contradict.

    With one track there is nothing to compare, and in a row that nobody judged in full there
    is nothing complete: such a statement would hold in every draw without saying anything.
    """
    levels = report.doubt.grid.levels
    judged, found = levels >= 0, bool((levels > 0).any())
    cells = int(judged.sum())
    several = int(judged.any(axis=0).sum()) > 1
    telling = {
        "at_least_half": cells > 0,
        "served": cells > 1 and found and judged.any(axis=1).all(),
        "fewest": several and found,
        "firmest": several and found,
        "complete": several and judged.all(axis=1).any(),
        "sole": several and found and (judged.sum(axis=1) > 1).any(),
        "operational": found,
        "empty": cells > 1,
    }
    return [key for key, says in telling.items() if says]


def state_findings(report: Report) -> Prose:
    """State what stands out, each statement with the share of draws in which it holds."""
    rows, telling = report.doubt.statements, list_statements(report)
    chosen = [key for key in FINDINGS if key in telling]
    more = [key for key in OTHERS if key in telling]
    chosen += more[: max(0, FEWEST_FINDINGS - len(chosen))]
    items = []
    for key in chosen:
        verdict = say("robust" if rows.loc[key, "robust"] else "not_robust", report.language)
        share = percent(rows.loc[key, f"p_{CENTRAL[1]}"])
        mark = pick(report.language, f"〔{verdict}，{share}〕", f" [{verdict}, {share}]")
        text = word_statement(report, key)
        if key == "sole":  # the matrix beside it shows which
            text = close(capitalize(count_sole(report)), report.language)
        items.append(f"- {escape_markdown(text + mark)}")
    return Prose("\n".join(items))


def explain_survival(report: Report) -> Prose:
    """Say what the shares behind the findings mean; nothing where there are none."""
    if not list_statements(report):
        return Prose("")
    error, miss = (percent(rate) for rate in CENTRAL)
    return write_prose(
        pick(
            report.language,
            f"六角括号内为模拟编码误差（每条引文{error}编错，每格{miss}漏检）后论断仍成立的比例；九成及以上称稳健"
            "（只就编码误差而言），涉及“未见”的，漏检加倍后仍须如此。",
            f"In square brackets: share of simulations ({error} of segments miscoded, one missed in {miss} of "
            "cells) in which it holds; robust: 90% or more, for absence at twice the misses too.",
        )
    )


def read_statements(report: Report) -> Prose:
    """Say how many of the general statements are robust, and how absence fares with misses."""
    telling, language = list_statements(report), report.language
    if not telling:
        return write_prose(end_unjudged(report.cells, language))
    robust, total = int(report.doubt.statements.loc[telling, "robust"].sum()), len(telling)
    if total == 1:
        verdict = say("robust" if robust else "not_robust", language)
        zh, en = f"只有一条论断，{verdict}。", f"There is one statement; it is {verdict}."
    else:
        zh = f"{total}条论断中稳健的有{robust}条。" if robust else f"{total}条论断均不稳健。"
        en = f"Of {total} statements {robust or 'none'} {'are' if robust > 1 else 'is'} robust."
    return write_prose(
        pick(language, zh + _say_absence(report), f"{en} {_say_absence(report)}".strip())
    )


def _say_absence(report: Report) -> str:
    """Say how what is said about empty cells fares with misses; "" without an empty cell."""
    levels = report.doubt.grid.levels
    if "empty" not in list_statements(report) or not (levels == 0).any():
        return ""
    row, most = report.doubt.statements.loc["empty"], percent(MISSES[-1])
    low, high = (percent(row[f"p_{miss}"]) for miss in (MISSES[0], MISSES[-1]))
    falls = row[f"p_{MISSES[-1]}"] < row[f"p_{MISSES[0]}"]
    zh, en = (
        "关于“未见”的论断对漏检最敏感：",
        "Statements about absence are the most sensitive to misses: that",
    )
    if not falls:
        zh, en = "", "That"
    return pick(
        report.language,
        f"{zh}若无漏检，“恰是这些格”在{low}的模拟中成立；若每格有{most}的可能漏掉一条引文，"
        f"{'只' if falls else ''}在{high}的模拟中成立。",
        f"{en} just these cells are empty holds in {low} of the draws without "
        f"misses, and in {high} when each cell has a {most} chance of a missed segment.",
    )
