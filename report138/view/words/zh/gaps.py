"""缺什么：没有依据的格，没有联系的场景，怎样写就能补上。"""

from report138.view.names import Names
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.gaps import Gap, Gaps
from report138.view.words.numbers import MOST_SPELLED
from report138.view.words.zh.cells import say_unjudged
from report138.view.words.zh.grammar import bracket, close, join, label
from report138.view.words.zh.terms import TERMS


def summarize_gaps(cells: Cells, gaps: Gaps, names: Names) -> str:
    """一行标题：几格没有依据，哪些场景没有联系。"""
    if not gaps.judged:
        return say_unjudged(cells)
    return f"{_say_missing(gaps, names)}；{_say_unlinked(gaps, names)}"


def _say_missing(gaps: Gaps, names: Names) -> str:
    several = gaps.readings > 1
    if not gaps.missing:
        judged = "有判定的" if gaps.partly else ""
        if several:
            return f"{judged}每一格都至少有一次阅读{names.say('evidence')}"
        return f"{judged}每一格都{names.say('evidence')}（一次阅读）"
    whole = gaps.missing == gaps.judged
    which = f"全部{gaps.judged}格" if whole else f"{gaps.judged}格中{gaps.missing}格"
    if gaps.judged == 1:
        which = "唯一的一格"
    if several:
        return f"{which}{names.say('legend_gap')}"
    return f"{which}{names.say('no_evidence')}（一次阅读）"


def _say_unlinked(gaps: Gaps, names: Names) -> str:
    scenario = names.one("scenario")
    if not gaps.unlinked:
        return f"每个{scenario}都有联系"
    if gaps.every:
        return f"没有一个{scenario}有联系"
    if len(gaps.unlinked) > MOST_SPELLED:
        return f"{len(gaps.unlinked)}个{scenario}没有联系"
    return f"{join(gaps.unlinked)}没有联系"


def explain_gaps(gaps: Gaps, names: Names) -> str:
    """怎样读缺口图，怎样写就能补上一格。"""
    gap = "legend_gap" if gaps.readings > 1 else "legend_gap_alone"
    framed = f"深框的格{names.say(gap)}"
    hatched = "，斜线为只有推断" if gaps.inferred else ""
    if not names.quoted:
        return f"{framed}{hatched}。"
    return (
        f"{framed}{hatched}。要补上一格，须有一句话同时写到两者并写明关系，"
        f"或把{names.one('track')}的用语写进该{names.one('scenario')}的{TERMS['driver']}。"
    )


def caption_gaps(names: Names) -> str:
    """缺口图的图题。"""
    links = names.levels.say_links() if names.levels.own else "2级及以上"
    silent = f"：{names.one('source')}没有写，不等于没有做" if names.quoted else ""
    return f"{names.say('table_gaps')}{silent}。{TERMS['margin_links']}指{links}。"


def describe_gaps(rows: list[tuple[str, list[Gap]]], gaps: Gaps, names: Names) -> str:
    """用文字说出每个场景缺哪些赛道。"""
    if not rows:
        return close(_say_missing(gaps, names))
    said = [label(name, "，".join(_say_gap(gap, names) for gap in some)) for name, some in rows]
    return close("；".join(said))


def _say_gap(gap: Gap, names: Names) -> str:
    if gap.found:
        evidence = names.say("evidence")
        return f"{gap.track}有分歧{bracket(f'{gap.readings}次阅读中{gap.found}次{evidence}')}"
    said = f"{gap.track} {names.levels.name(0)}"
    if not gap.inferring:
        return said
    who = f"{gap.inferring}次阅读推断" if gap.readings > 1 else "推断"
    return said + bracket(f"{who}，若成立为{names.levels.grade(names.levels.show(gap.level))}")
