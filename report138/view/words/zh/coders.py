"""编码者：一致到什么程度，第二人能带来什么。"""

import math

from report138.view.words.facts.cells import Cells
from report138.view.words.facts.coders import Agreement, Comparison, Expectation
from report138.view.words.numbers import percent
from report138.view.words.zh.cells import say_unjudged
from report138.view.words.zh.grammar import close, count, join, show_coefficient


def summarize_agreement(agreement: Agreement) -> str:
    """一行标题：编码者一致到什么程度。"""
    if math.isnan(agreement.raw):
        return "编码者没有共同编码的格"
    coders, alpha = count(len(agreement.coders)), show_coefficient(agreement.alpha)
    alpha = alpha if math.isnan(agreement.alpha) else f"为{alpha}"
    return f"{coders}名编码者的原始一致率为{percent(agreement.raw)}，alpha{alpha}"


def explain_coders(first: str, second: str) -> str:
    """怎样读一分为二的格。"""
    return f"每格左上为{first}的等级，右下为{second}的等级。"


def caption_coders(coders: list[str]) -> str:
    """编码者对照图的图题；多于两人时写明是哪两人。"""
    if len(coders) > 2:
        return f"前两名编码者（{coders[0]}、{coders[1]}）的等级对照。"
    return "两名编码者的等级对照。"


def describe_coders(comparison: Comparison) -> str:
    """用文字逐格说出前两人的等级，以及多少格不同。"""
    head = f"{comparison.different}格不同。" if comparison.different else "共同编码的各格均一致。"
    if not comparison.common:
        head = "没有两人都编码的格。"
    cells = [
        f"{name} {'/'.join('–' if level is None else str(level) for level in levels)}"
        for name, levels in comparison.cells
    ]
    return f"{head}{join(cells)}。"


def read_agreement(agreement: Agreement) -> str:
    """几名编码者，共同编码多少格，一致到什么程度。"""
    coders = f"{count(len(agreement.coders))}名编码者"
    if not agreement.units:
        return f"{coders}没有共同编码的格，无法计算一致性。"
    said = f"{coders}，共同编码{agreement.units}格。{_say_alpha(agreement)}"
    if not agreement.dependent:
        return said
    names = join(agreement.dependent)
    return f"{said}{names}只判定了第一名编码者选出的引文，引文的选择并非独立。"


def _say_alpha(agreement: Agreement) -> str:
    """原始一致率与alpha，或为何没有alpha。"""
    raw = f"原始一致率{percent(agreement.raw)}"
    if math.isnan(agreement.alpha):
        return f"{raw}；共同编码的格等级都相同，alpha无法定义。"
    shown = (agreement.alpha, agreement.low, agreement.high)
    alpha, low, high = map(show_coefficient, shown)
    wide = "格数少，区间宽。" if agreement.wide else ""
    return f"{raw}；序数Krippendorff alpha为{alpha}（自助法95%区间{low}至{high}）。{wide}"


def expect_second(cells: Cells, expected: Expectation) -> str:
    """只有一名编码者时，第二人能带来什么。"""
    if not cells.judged:
        return close(say_unjudged(cells))
    alone = "本报告只有一名编码者，无法计算一致性。"
    number = expected.cells
    if not expected.alphas:
        why = "判定过的只有一格" if number == 1 else f"判定过的{number}格等级都相同"
        return f"{alone}{why}，无从预估第二名编码者能带来什么。"
    cases = "；若".join(_say_case(error, *map(show_coefficient, x)) for error, x in expected.alphas)
    caveat = f"只有{number}格时，一致性系数本身也很不确定。"
    return f"{alone}第二名编码者能带来什么，可以预估：若其在{cases}。{caveat}"


def _say_case(error: float, middle: str, low: str, high: str) -> str:
    alpha = f"序数Krippendorff alpha约为{middle}（九成落在{low}至{high}）"
    return f"{percent(error)}的格判得不同，{alpha}"
