"""报告的各项论断，以及它们经不经得起编码误差。"""

from report138.analysis.interlinkage import STATED
from report138.analysis.robustness.doubt import MISSES
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.robustness import ERROR, MISS
from report138.view.words.facts.statements import Finding, Holders, Survival
from report138.view.words.numbers import percent
from report138.view.words.zh.cells import say_unjudged
from report138.view.words.zh.grammar import abridge, close, count, mark
from report138.view.words.zh.terms import TERMS


def word_statement(key: str, holders: Holders) -> str:
    """说出一项论断。"""
    return close(_WORDINGS[key](holders))


def _word_half(cells: Holders) -> str:
    found, total = len(cells.names), cells.of
    if total == 1:
        return f"判定过的只有一格，{'有依据' if found else '未见依据'}"
    half = "不少于一半" if 2 * found >= total else "少于一半"
    share = f"（{total}格中{found}格）"
    if cells.whole:
        return f"{half}的格有依据{share}"
    return f"判定过的格中，{half}有依据{share}"


def _word_unserved(scenarios: Holders) -> str:
    if scenarios.names:
        return f"未见任何赛道的场景：{abridge(scenarios.names, '个')}"
    linked = "都与赛道有联系" if scenarios.tracks == 1 else "都至少与一条赛道有联系"
    return f"{_each_scenario(scenarios)}{linked}"


def _each_scenario(scenarios: Holders) -> str:
    return "唯一的场景" if scenarios.of == 1 else "每个场景"


def _name_tied(tracks: Holders) -> str:
    """几条赛道一样多时，怎样称呼它们。"""
    if not tracks.whole:
        return abridge(tracks.names, "条")
    return "两条赛道" if tracks.of == 2 else "各赛道"


def _word_fewest(tracks: Holders) -> str:
    number = count(tracks.number)
    if tracks.every:
        return f"{_name_tied(tracks)}有依据的场景一样多（各{number}个）"
    each = "" if len(tracks.names) == 1 else "各"
    scenarios = f"{each}{number}个" if tracks.number else "一个也没有"
    return f"有依据的场景以{abridge(tracks.names, '条')}最少（{scenarios}）"


def _word_firmest(tracks: Holders) -> str:
    number = count(tracks.number)
    if tracks.every:
        each = f"各{number}格" if tracks.number else "都没有"
        return f"{_name_tied(tracks)}{STATED}级及以上的格一样多（{each}）"
    return f"{STATED}级及以上的格{_say_most(tracks)}"


def _say_most(tracks: Holders) -> str:
    each = "" if len(tracks.names) == 1 else "各"
    return f"以{abridge(tracks.names, '条')}最多（{each}{count(tracks.number)}格）"


def _word_complete(scenarios: Holders) -> str:
    if scenarios.every:
        return f"{_each_scenario(scenarios)}与全部赛道都有联系"
    if scenarios.names:
        return f"与全部赛道都有联系的场景只有{abridge(scenarios.names, '个')}"
    if scenarios.of == 1:
        return "唯一的场景并未与全部赛道都有联系"
    return "没有一个场景与全部赛道都有联系"


def count_sole(scenarios: Holders) -> str:
    """只与一条赛道相连的场景有几个。"""
    if not scenarios.names:
        return "没有场景只与一条赛道相连"
    return f"只与一条赛道相连的场景有{count(len(scenarios.names))}个"


def _word_sole(scenarios: Holders) -> str:
    names = f"：{abridge(scenarios.names, '个')}" if scenarios.names else ""
    return f"{count_sole(scenarios)}{names}"


def _each_cell(cells: Holders) -> str:
    return "每一格" if cells.whole else "判定过的每一格"


def _word_operational(cells: Holders) -> str:
    if not cells.names:
        return "没有一格达到3级"
    if len(cells.names) > 1 and cells.every:
        return f"{_each_cell(cells)}都达到3级"
    return f"达到3级的有{count(len(cells.names))}格：{abridge(cells.names, '格')}"


def _word_empty(cells: Holders) -> str:
    number = len(cells.names)
    if not number:
        return f"{_each_cell(cells)}都有依据"
    if cells.every:
        return f"{_each_cell(cells)}都未见依据"
    if number == 1:
        return f"未见依据的只有一格：{cells.names[0]}"
    most = "" if cells.most.every else f"，{_say_most(cells.most)}"
    return f"未见依据的恰是这{number}格{most}"


_WORDINGS = {
    "at_least_half": _word_half,
    "served": _word_unserved,
    "fewest": _word_fewest,
    "firmest": _word_firmest,
    "complete": _word_complete,
    "sole": _word_sole,
    "operational": _word_operational,
    "empty": _word_empty,
}


def state_finding(finding: Finding, holders: Holders) -> str:
    """说出一项发现，并注明它在多大比例的模拟中成立。"""
    said = word_statement(finding.key, holders)
    if finding.key == "sole":  # 是哪几个，旁边的矩阵可见
        said = close(count_sole(holders))
    verdict = TERMS["robust" if finding.robust else "not_robust"]
    return said + mark(f"{verdict}，{percent(finding.share)}")


def explain_survival() -> str:
    """发现后面的比例是什么意思。"""
    errors = f"每条引文{percent(ERROR)}编错，每格{percent(MISS)}漏检"
    return (
        f"六角括号内为模拟编码误差（{errors}）后论断仍成立的比例；九成及以上称{TERMS['robust']}"
        f"（只就编码误差而言），涉及“{TERMS['level_0']}”的，漏检加倍后仍须如此。"
    )


def read_statements(cells: Cells, survival: Survival) -> str:
    """几项论断稳健，说“未见”的论断经不经得起漏检。"""
    total, robust = survival.total, survival.robust
    if not total:
        return close(say_unjudged(cells))
    said = f"{total}条论断中稳健的有{robust}条。" if robust else f"{total}条论断均不稳健。"
    if total == 1:
        said = f"只有一条论断，{TERMS['robust' if robust else 'not_robust']}。"
    return said + (_say_absence(*survival.absence) if survival.absence else "")


def _say_absence(without: float, most: float) -> str:
    """漏检越多，说“未见”的论断成立得越少。"""
    head, only = (
        (f"关于“{TERMS['level_0']}”的论断对漏检最敏感：", "只") if most < without else ("", "")
    )
    return (
        f"{head}若无漏检，“恰是这些格”在{percent(without)}的模拟中成立；"
        f"若每格有{percent(MISSES[-1])}的可能漏掉一条引文，{only}在{percent(most)}的模拟中成立。"
    )
