"""依据在各格之间、在原文之中怎样分布。"""

from report138.view.names import Names
from report138.view.words.facts.spread import Richest
from report138.view.words.numbers import percent
from report138.view.words.zh.grammar import abridge, join, label
from report138.view.words.zh.terms import TERMS


def summarize_strip(richest: Richest, names: Names) -> str:
    """一行标题：原文哪一处给出的引文最多。"""
    if not richest.places:
        return "没有直接依据"
    if richest.share == 1:
        all_of = f"唯一{names.count('一', 'unit')}直接依据" if richest.units == 1 else "直接依据都"
        return f"{all_of}出自{richest.places[0]}"
    gives = "各给出" if len(richest.places) > 1 else "一处给出"
    return f"{abridge(richest.places, '处')}{gives}{percent(richest.share)}的直接依据"


def explain_strip(readings: int, named: bool, names: Names) -> str:
    """怎样读位置图。"""
    one = names.count("一", "unit")
    which = f"过半阅读采用的{one}在一格中" if readings > 1 else f"{one}在一格中"
    held = f"，内为{names.one('scenario')}编号" if named else ""
    return f"横向为原文从头到尾，宽度按字数；每个方块是{which}{held}，颜色越醒目等级越高。"


def describe_strip(tracks: list[tuple[str, list[tuple[str, int]]]]) -> str:
    """用文字说出位置图：每条赛道的编码落在哪些段落。"""
    said = [
        label(track, join([f"{place} × {n}" for place, n in places]) or TERMS["nothing"])
        for track, places in tracks
    ]
    return f"{'；'.join(said)}。"
