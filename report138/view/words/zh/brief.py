"""简报：一条赛道或一个场景，原文把什么与它连在一起，有多确定。"""

from report138.analysis.robustness.estimate import ERROR, MISS
from report138.view.words.facts.brief import Focus, Link, Weight
from report138.view.words.facts.parts import Element
from report138.view.words.numbers import percent, span
from report138.view.words.zh.cells import note_uncoded, say_unjudged
from report138.view.words.zh.grammar import abridge, bracket, close, count, join, label
from report138.view.words.zh.terms import TERMS

UNITS = {"track": "条", "scenario": "个"}  # 量词


def introduce_element(element: Element) -> str:
    """它是第几条赛道或第几个场景，牵引、品质语与目标是什么。"""
    unit, tier = UNITS[element.tier], TERMS[element.tier]
    said = f"{element.name}是{count(element.total)}{unit}{tier}中的第{element.place}{unit}。"
    if element.total == 1:
        said = f"{element.name}是唯一的{tier}。"
    fields = [label(TERMS[stem], text) for stem, text in element.fields]
    return said + (close("；".join(fields)) if fields else "")


def summarize_element(focus: Focus) -> str:
    """一行标题：原文把几条赛道或几个场景与它连在一起。"""
    cells, unit, other = focus.cells, UNITS[focus.other], TERMS[focus.other]
    if not cells.judged:
        return label(focus.name, say_unjudged(cells))
    said = f"{cells.total}{unit}{other}中，原文把{cells.found}{unit}与{focus.name}连在一起"
    if not cells.found:
        said = f"原文没有把任何{other}与{focus.name}连在一起"
    elif cells.total == 1:
        said = f"原文把唯一的{other}与{focus.name}连在一起"
    return said + note_uncoded(cells)


def read_element(focus: Focus) -> str:
    """列出原文连到它的要素，各是几级，有几条引文。"""
    if not focus.cells.judged:
        return close(say_unjudged(focus.cells))
    said = [f"原文连到{focus.name}的有{join([_describe_link(x) for x in focus.links])}"]
    blanks = [
        f"{_name_blank(state)}的有{abridge(names, UNITS[focus.other])}"
        for state, names in focus.blanks
    ]
    return close("；".join([*(said if focus.links else []), *blanks]))


def _name_blank(state: str) -> str:
    return "未见依据" if state == "none_found" else TERMS[state]


def _describe_link(link: Link) -> str:
    minus = f"，其中{link.hindering}条相悖" if link.hindering else ""
    if link.hindering == link.segments:
        minus = "，相悖"
    return link.name + bracket(f"{link.level}级，{link.segments}条引文{minus}")


def weigh_links(judged: bool, weight: Weight) -> str:
    """各等级有多确定，哪些系于一条引文。"""
    if not judged:
        return ""  # 前一句已说明原因
    shares = [f"{name} {percent(kept)}" for name, kept in weight.linked]
    if weight.absent:
        cells = "一" if len(weight.absent) == 1 else "各"
        shares.append(f"{TERMS['level_0']}的{cells}格{span(weight.absent)}")
    errors = f"每条引文{percent(ERROR)}编错，每格{percent(MISS)}漏检"
    said = f"模拟编码误差（{errors}）后等级不变的比例：{join(shares)}。"
    if not weight.fragile:
        return said
    return said + close(f"去掉一条引文就降级的：{join(weight.fragile)}")
