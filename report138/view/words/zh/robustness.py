"""编码若有误差，结果还剩多少：各格的等级、先后、去掉部分文字之后。"""

from report138.analysis.robustness.estimate import Rates
from report138.view.names import Names
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.robustness import Certainty, LeftOut, Range
from report138.view.words.numbers import percent, span
from report138.view.words.zh.cells import say_unjudged
from report138.view.words.zh.grammar import abridge, bracket, close, count, join, label


def summarize_certainty(cells: Cells, kept: list[float]) -> str:
    """一行标题：各格在多大比例的模拟中保持等级。"""
    if not kept:
        return say_unjudged(cells)
    which = "判定过的一格" if len(kept) == 1 else "各格"
    return f"{which}在{span(kept, '至')}的模拟中保持等级不变"


def explain_certainty(rates: Rates, names: Names) -> str:
    """怎样读确定程度的色条，误差从何而来。"""
    errors = f"每{names.count('', 'unit')}有{percent(rates.error)}的概率编码不同，每格有{percent(rates.miss)}的概率漏检"
    whence = "由各次阅读之间的差异估计" if rates.estimated else "为假设"
    split = "有分歧的格按偏低的中位数计入，分歧本身不在此图。" if rates.estimated else ""
    return (
        f"左为等级，右为模拟中保持该等级的比例；色条为各等级的比例。误差{whence}：{errors}。{split}"
    )


def caption_certainty(draws: int) -> str:
    """确定程度图的图题。"""
    return f"各格等级的确定程度，{draws:,}次模拟。衡量编码的不确定程度，不涉及所述是否属实，也不据此下结论。"


def describe_certainty(rows: list[tuple[str, list[Certainty]]], names: Names) -> str:
    """用文字说出每格的确定程度。"""
    said = [
        label(name, "，".join(_say_certainty(cell, names) for cell in cells))
        for name, cells in rows
    ]
    return f"{'。'.join(said)}。"


def _say_certainty(cell: Certainty, names: Names) -> str:
    levels = names.levels
    if cell.blank:
        return f"{cell.track} {levels.say_blank(cell.blank)}"
    return f"{cell.track} {levels.grade(cell.level)} {percent(cell.share)}"


def read_certainty(floors: list[tuple[float, float]], names: Names) -> str:
    """漏检率不同时，各格保持等级的比例最低是多少；没有定级的格时不说。"""
    if not floors:
        return ""
    misses, shares = (join([percent(pair[n]) for pair in floors]) for n in (0, 1))
    return f"每格漏检的概率为{misses}时，各格保持等级的比例最低为{shares}。"


def summarize_ranks(cells: Cells, tracks: int, overlap: bool, names: Names) -> str:
    """一行标题：赛道的先后是否站得住。"""
    track = names.one("track")
    if not tracks:
        return say_unjudged(cells)
    if tracks == 1:
        return f"可判断的{track}只有一{names.measure('track')}，无从比较先后"
    if overlap:
        return f"按有依据的{names.one('scenario')}数，各{track}的区间相互重叠，不排名次"
    return f"部分{track}的先后在各种情形下不变"


def describe_ranks(ranges: list[Range], names: Names) -> str:
    """用文字说出各要素的范围。"""
    return close("；".join(f"{item.name} {_say_range(item, names)}" for item in ranges))


def _say_range(item: Range, names: Names) -> str:
    if item.blank:
        return names.levels.say_blank(item.blank)
    return f"{item.base}{bracket(f'{item.low}–{item.high}')}"


def read_leave_out(left_out: LeftOut, names: Names) -> str:
    """去掉一条引文、去掉一整段，各有什么变化。"""
    if not left_out.units:
        return f"没有{names.count('一', 'unit')}直接依据。"
    if left_out.units == 1:
        falls = "会" if left_out.felt else "不会"
        return f"直接依据只有{names.count('一', 'unit')}，去掉后{falls}使某格降级。"
    what = names.one("unit") if names.is_own("unit") else "句子"
    taken = f"各次阅读取用的{what}共{left_out.units}{names.measure('unit')}"
    if left_out.felt:
        said = f"{taken}，去掉后会使某格降级的有{names.count(left_out.felt, 'unit')}。"
    else:
        said = f"{taken}，去掉其中任何{names.count('一', 'unit')}，各格都不降级。"
    return said + _say_places(left_out)


def _say_places(left_out: LeftOut) -> str:
    """去掉哪一整段影响最大。"""
    if not left_out.cells:
        return "去掉任何一整段，各格都不降级。"
    names, cells = abridge(left_out.fullest, "处"), f"{count(left_out.cells)}格降级"
    if left_out.places > 1:
        each = "各有" if len(left_out.fullest) > 1 else ""
        return f"去掉整段时，影响最大的是{names}：{each}{cells}。"
    which = "只见于一处的直接依据都出自" if left_out.placeless else "直接依据都出自"
    return f"{which}{names}，去掉这一处，{cells}。"
