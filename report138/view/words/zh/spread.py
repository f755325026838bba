"""依据在各格之间、在原文之中怎样分布。"""

from report138.view.words.facts.spread import TOP, Concentration, Richest, Weights
from report138.view.words.numbers import percent
from report138.view.words.zh.grammar import abridge, count, join, label, set_number
from report138.view.words.zh.terms import TERMS


def summarize_strip(richest: Richest) -> str:
    """一行标题：原文哪一处给出的引文最多。"""
    if not richest.places:
        return "没有直接依据"
    if richest.share == 1:
        all_of = "唯一一句直接依据" if richest.units == 1 else "直接依据都"
        return f"{all_of}出自{richest.places[0]}"
    gives = "各给出" if len(richest.places) > 1 else "一处给出"
    return f"{abridge(richest.places, '处')}{gives}{percent(richest.share)}的直接依据"


def explain_strip(readings: int, named: bool) -> str:
    """怎样读位置图。"""
    which = "过半阅读采用的一句在一格中" if readings > 1 else "一句在一格中"
    held = "，内为场景编号" if named else ""
    return f"横向为原文从头到尾，宽度按字数；每个方块是{which}{held}，颜色越醒目等级越高。"


def describe_strip(tracks: list[tuple[str, list[tuple[str, int]]]]) -> str:
    """用文字说出位置图：每条赛道的编码落在哪些段落。"""
    said = [
        label(track, join([f"{place} × {n}" for place, n in places]) or TERMS["nothing"])
        for track, places in tracks
    ]
    return f"{'；'.join(said)}。"


def read_evidence(spread: Concentration) -> str:
    """依据是否集中在少数几格。"""
    if not spread.units:
        return "没有一句直接依据。"
    said = f"直接依据共{spread.units}句，在矩阵中计{spread.fills}次"
    if spread.widest > 1:
        said += f"（一句可入{count(spread.widest)}格）"
    if spread.cells > TOP:
        return f"{said}；句数最多的{count(TOP)}格占{percent(spread.top)}。"
    return f"{said}，只落在{count(spread.cells)}格。"


def read_strip(weights: Weights) -> str:
    """引文最多的几处占原文多少篇幅。"""
    said = [_weigh_place(place, share, weights.share) for place, share in weights.places]
    if weights.topics:
        shares = join([set_number(track, percent(share)) for track, share in weights.topics])
        said.append(f"专述某一赛道的段落，字数占比为：{shares}。")
    return "".join(said)


def _weigh_place(place: str, of_text: float, of_segments: float) -> str:
    turn = "却" if of_segments > of_text else ""
    return f"{place}占原文字数的{percent(of_text)}，{turn}给出{percent(of_segments)}的直接依据。"


def read_quoting(segments: int, share: float) -> str:
    """引文合计占原文多少。"""
    in_all = "" if segments == 1 else "合计"
    quoted = f"本报告引用{segments}条短语，{in_all}占原文字数的{percent(share)}"
    return f"{quoted}；原文全文不随报告发布。"
