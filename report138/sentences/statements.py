"""The general statements of the report in words, each with how far it survives doubt."""

import numpy as np

from report138.interlinkage import STATED
from report138.items import Prose, escape_markdown, write_prose
from report138.report import Report
from report138.robustness.doubt import CENTRAL, MISSES
from report138.robustness.statements import count_reach
from report138.text import capitalize, count, join, percent, pick, plural, say


def word_statement(report: Report, key: str) -> str:
    """Put one statement into words, as the base matrix gives it."""
    sentence = _WORDINGS[key](report, report.doubt.grid.levels)
    end = pick(report.language, "。", ".")
    return capitalize(sentence) + end


def _names(report: Report, ids: list[str], mask: np.ndarray) -> str:
    names = [report.names[item] for item, chosen in zip(ids, mask, strict=True) if chosen]
    return join(names, report.language)


def _word_half(report: Report, levels: np.ndarray) -> str:
    found, total = int((levels > 0).sum()), int((levels >= 0).sum())
    least = 2 * found >= total
    zh = f"{'不少于' if least else '少于'}一半的格有依据（{total}格中{found}格）"
    en = f"{'at least half' if least else 'fewer than half'} of the cells have evidence ({found} of {total})"
    return pick(report.language, zh, en)


def _word_served(report: Report, levels: np.ndarray) -> str:
    unserved = ~(levels > 0).any(axis=1)
    if not unserved.any():
        return pick(
            report.language,
            "每个场景都至少与一条赛道有联系",
            "every scenario is linked to at least one track",
        )
    names = _names(report, report.doubt.grid.scenarios, unserved)
    return pick(report.language, f"未见任何赛道的场景：{names}", f"linked to no track: {names}")


def _word_fewest(report: Report, levels: np.ndarray) -> str:
    reach = count_reach(levels[np.newaxis])[0]
    names = _names(report, report.doubt.grid.tracks, reach == reach.min())
    number, one = int(reach.min()), int((reach == reach.min()).sum()) == 1
    return pick(
        report.language,
        f"有依据的场景以{names}最少（{count(number, 'zh')}个）",
        f"{names} {'reaches' if one else 'reach'} the fewest scenarios ({count(number, 'en')})",
    )


def _word_firmest(report: Report, levels: np.ndarray) -> str:
    breadth = (levels >= STATED).sum(axis=0)
    names = _names(report, report.doubt.grid.tracks, breadth == breadth.max())
    number, one = int(breadth.max()), int((breadth == breadth.max()).sum()) == 1
    return pick(
        report.language,
        f"{STATED}级及以上的格以{names}最多（{count(number, 'zh')}格）",
        f"{names} {'has' if one else 'have'} the most cells at level {STATED} or more ({count(number, 'en')})",
    )


def _word_complete(report: Report, levels: np.ndarray) -> str:
    complete = (levels > 0).all(axis=1)
    if not complete.any():
        return pick(
            report.language,
            "没有一个场景与全部赛道都有联系",
            "no scenario is linked to every track",
        )
    names = _names(report, report.doubt.grid.scenarios, complete)
    return pick(
        report.language,
        f"与全部赛道都有联系的场景只有{names}",
        f"only {names} {'is' if complete.sum() == 1 else 'are'} linked to every track",
    )


def _word_sole(report: Report, levels: np.ndarray) -> str:
    sole = (levels > 0).sum(axis=1) == 1
    number = int(sole.sum())
    if not number:
        return pick(
            report.language, "没有场景只与一条赛道相连", "no scenario is linked to one track only"
        )
    names = _names(report, report.doubt.grid.scenarios, sole)
    are = plural(number, "scenario is", "scenarios are")
    return pick(
        report.language,
        f"只与一条赛道相连的场景有{count(number, 'zh')}个：{names}",
        f"{are} linked to one track only: {names}",
    )


def _word_operational(report: Report, levels: np.ndarray) -> str:
    grid = report.doubt.grid
    cells = [
        f"{report.names[grid.tracks[column]]} × {report.names[grid.scenarios[row]]}"
        for row, column in zip(*np.nonzero(levels == 3), strict=True)
    ]
    if not cells:
        return pick(report.language, "没有一格达到3级", "no cell is operational")
    names = join(cells, report.language)
    number = len(cells)
    return pick(
        report.language,
        f"达到3级的有{count(number, 'zh')}格：{names}",
        f"{plural(number, 'cell is', 'cells are')} operational: {names}",
    )


def _word_empty(report: Report, levels: np.ndarray) -> str:
    empty = levels == 0
    number, by_track = int(empty.sum()), empty.sum(axis=0)
    one = int((by_track == by_track.max()).sum()) == 1
    if not number:
        return pick(report.language, "没有一格未见依据", "no cell is without evidence")
    names = _names(report, report.doubt.grid.tracks, by_track == by_track.max())
    return pick(
        report.language,
        f"未见依据的恰是这{number}格，以{names}最多（{count(int(by_track.max()), 'zh')}格）",
        f"evidence is lacking in just these {number} cells; {names} {'has' if one else 'have'} the most "
        f"({count(int(by_track.max()), 'en')})",
    )


_WORDINGS = {
    "at_least_half": _word_half,
    "served": _word_served,
    "fewest": _word_fewest,
    "firmest": _word_firmest,
    "complete": _word_complete,
    "sole": _word_sole,
    "operational": _word_operational,
    "empty": _word_empty,
}


def _count_sole(report: Report) -> str:
    """Say how many scenarios have one track only; the matrix beside it shows which."""
    number = int(((report.doubt.grid.levels > 0).sum(axis=1) == 1).sum())
    are = capitalize(plural(number, "scenario is", "scenarios are"))
    return pick(
        report.language,
        f"只与一条赛道相连的场景有{count(number, 'zh')}个。",
        f"{are} linked to one track only.",
    )


_SHORT = {"sole": _count_sole}

# What the opening page states: breadth, narrowness, firmness, absence.
FINDINGS = ("at_least_half", "complete", "sole", "firmest", "fewest")


def state_findings(report: Report) -> Prose:
    """State what stands out, each statement with the share of draws in which it holds."""
    if not report.doubt.grid.coded:
        return _say_uncoded(report)
    rows = report.doubt.statements
    items = []
    for key in FINDINGS:
        verdict = say("robust" if rows.loc[key, "robust"] else "not_robust", report.language)
        share = percent(rows.loc[key, f"p_{CENTRAL[1]}"])
        mark = pick(report.language, f"〔{verdict}，{share}〕", f" [{verdict}, {share}]")
        text = _SHORT[key](report) if key in _SHORT else word_statement(report, key)
        items.append(f"- {escape_markdown(text + mark)}")
    return Prose("\n".join(items))


def _say_uncoded(report: Report) -> Prose:
    return write_prose(pick(report.language, "还没有编码。", "Nothing has been coded yet."))


def explain_survival(report: Report) -> Prose:
    """Say what the shares behind the findings mean."""
    error, miss = (percent(rate) for rate in CENTRAL)
    return write_prose(
        pick(
            report.language,
            f"方括号内为模拟编码误差（每条引文{error}编错，每格{miss}漏检）后论断仍成立的比例；九成及以上称稳健"
            "（只就编码误差而言），涉及“未见”的，漏检加倍后仍须如此。",
            f"In square brackets: share of simulations ({error} of segments miscoded, one missed in {miss} of "
            "cells) in which it holds; robust: 90% or more, for absence at twice the misses too.",
        )
    )


def read_statements(report: Report) -> Prose:
    """Say how many of the general statements are robust, and how absence fares with misses."""
    if not report.doubt.grid.coded:
        return _say_uncoded(report)
    rows = report.doubt.statements
    robust, total = int(rows["robust"].sum()), len(rows)
    low, high = (percent(rows.loc["empty", f"p_{miss}"]) for miss in (MISSES[0], MISSES[-1]))
    most = percent(MISSES[-1])
    return write_prose(
        pick(
            report.language,
            f"{total}条论断中稳健的有{robust}条。关于“未见”的论断对漏检最敏感：若无漏检，“恰是这些格”在{low}的"
            f"模拟中成立；若每格有{most}的可能漏掉一条引文，只在{high}的模拟中成立。",
            f"Of {total} statements {robust} are robust. Statements about absence are the most "
            f"sensitive to misses: that just these cells are empty holds in {low} of the draws without "
            f"misses, and in {high} when each cell has a {most} chance of a missed segment.",
        )
    )
