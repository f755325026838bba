"""简报：一条赛道或一个场景，原文写明它与什么有联系，各次阅读怎样看。"""

from report138.view.names import Names
from report138.view.words.facts.brief import Focus, Link, Weight
from report138.view.words.facts.parts import Element
from report138.view.words.zh.cells import say_unjudged
from report138.view.words.zh.grammar import bracket, close, count, join, label
from report138.view.words.zh.terms import TERMS


def introduce_element(element: Element, names: Names) -> str:
    """它是第几条赛道或第几个场景，牵引、品质表述与目标是什么。"""
    unit, tier = names.measure(element.tier), names.one(element.tier)
    said = f"{element.name}是{count(element.total)}{unit}{tier}中的第{element.place}{unit}。"
    if element.total == 1:
        said = f"{element.name}是唯一的{tier}。"
    fields = [label(TERMS[stem], text) for stem, text in element.fields]
    return said + (close("；".join(fields)) if fields else "")


def summarize_element(focus: Focus, names: Names) -> str:
    """一行标题：原文写明它与几条赛道或几个场景有联系，几个仅并提，几个有分歧，几个未见。"""
    cells, unit, other = focus.cells, names.measure(focus.other), names.one(focus.other)
    source, levels = names.one("source"), names.levels
    states = "写明" if names.quoted else "判定"
    if not cells.judged:
        return label(focus.name, say_unjudged(cells))
    total = f"{cells.total}{unit}{other}中，" if cells.total > 1 else ""
    number = f"{len(focus.linked)}{unit}" if cells.total > 1 else f"唯一的{other}"
    said = f"{total}{source}{states}{focus.name}与{number}有联系{_say_signs(focus)}"
    if not focus.linked:
        said = f"{source}没有{states}{focus.name}与任何{other}有联系"
    counts = [
        (
            len(focus.together),
            "{}等级不到联系" if levels.own else f"与{{}}{levels.name(1)}",
        ),
        (len(focus.disputed), f"{{}}{TERMS['disputed']}"),
        *((len(names), f"{{}}{levels.say_blank(state)}") for state, names in focus.blanks),
    ]
    rest = [words.format(f"{number}{unit}") for number, words in counts if number]
    return "，".join([said, *rest]) if cells.total > 1 else said


def _say_signs(focus: Focus) -> str:
    """联系中几个相悖，几个促进与相悖并存。"""
    said = [f"{focus.hindering}个相悖"] if focus.hindering else []
    said += [f"{focus.both}个促进与相悖并存"] if focus.both else []
    return bracket(f"其中{'，'.join(said)}") if said else ""


def weigh_links(judged: bool, weight: Weight, names: Names) -> str:
    """几次阅读中的几次写明联系；只有一次阅读时，哪些系于一句。"""
    if not judged:
        return ""  # 标题已说明原因
    if weight.readings < 2:
        rest = []
        if weight.fragile and names.quoted:
            rest.append(f"等级只系于{names.count('一', 'unit')}的有{join(weight.fragile)}")
        rest += [_name_hindered(weight, names)] if weight.hindered else []
        said = close("；".join(rest)) if rest else ""
        how = "换一位读者会怎样读" if names.quoted else "换一个人会怎样判断"
        return f"这里只有一次阅读，不能说明{how}。{said}"
    said = []
    if weight.always:
        said.append(f"每次阅读都判为写明联系的有{join(weight.always)}")
    said += [_describe_mixed(link) for link in weight.mixed]
    if weight.together:
        said.append(f"{_say_weaker(names)}{join(weight.together)}，没有一次阅读判为写明联系")
    said += [_describe_dispute(link, names) for link in weight.disputed]
    said += [_name_hindered(weight, names)] if weight.hindered else []
    return close("；".join(said or [names.say("legend_gap")]))


def _describe_mixed(link: Link) -> str:
    if link.judged == 1:
        return f"只有一次阅读判定{link.name}，判为写明联系"
    return f"与{link.name}的联系，{link.judged}次阅读中有{link.stated}次判为写明"


def _describe_dispute(link: Link, names: Names) -> str:
    words = f"，取决于{join([f'“{word}”' for word in link.words])}" if link.words else ""
    return f"{link.name}在{link.judged}次阅读中的{link.found}次{names.say('evidence')}{words}"


def _say_weaker(names: Names) -> str:
    return "等级不到联系的有" if names.levels.own else "仅并提的有"


def _name_hindered(weight: Weight, names: Names) -> str:
    if not names.quoted:
        return f"方向为负的有{join(weight.hindered)}"
    return f"含相悖表述的有{join(weight.hindered)}"
