"""几次阅读一致到什么程度，分歧在哪些用语上。"""

from report138.view.names import Names
from report138.view.words.facts.agreement import MOST_PAIRS, Agreement, Coefficient
from report138.view.words.numbers import percent
from report138.view.words.zh.grammar import bracket, join, show_coefficient


def read_agreement(agreement: Agreement, names: Names) -> str:
    """在几格上一致，原始一致率与alpha是多少。"""
    if agreement.readings < 2:
        return ""
    if not agreement.cells:
        return f"{agreement.readings}次阅读没有共同判定的格，无法比较。"
    said = _say_agreed(agreement, names)
    if agreement.cells > 1:  # 只有一格时，系数说明不了什么
        pairs = "两两比较，" if agreement.readings > 2 else ""
        said += (
            f"{pairs}等级与方向都相同的占{percent(agreement.raw)}；"
            f"{_say_alpha('等级', agreement.level)}；{_say_alpha(names.say('same_evidence'), agreement.evidence)}。"
        )
        if agreement.level.defined and agreement.level.wide:
            said += "格数少，区间宽。"
    said += _say_pairs(agreement)
    return said + _say_signs(agreement) + _say_dependent(agreement.dependent)


def _say_pairs(agreement: Agreement) -> str:
    """阅读不多时，列出每两次阅读在几格上相同。"""
    if not 1 < len(agreement.pairs) <= MOST_PAIRS:
        return ""
    pairs = "，".join(f"{one}–{other} {same}" for one, other, same in agreement.pairs)
    return f"每两次阅读相同的格数：{pairs}。"


def _say_agreed(agreement: Agreement, names: Names) -> str:
    """几次阅读判定过的格中，一致的有几格。"""
    agreed, found = agreement.agreed, agreement.found
    several = "中，至少两次" if agreement.readings > 2 else "都"
    judged = f"{agreement.readings}次阅读{several}判定过的有{agreement.cells}格"
    if agreement.cells == 1:
        return f"{judged}，判断{'一致' if agreed else '不一'}。"
    if not agreed:
        return f"{judged}，没有一格一致。"
    evidence, empty = names.say("evidence"), names.say("empty")
    kinds = {agreed: f"都{evidence}", 0: f"都{empty}"}
    how = kinds.get(found, f"{found}格{evidence}，{agreed - found}格{empty}")
    return f"{judged}，其中一致的有{agreed}格（{how.removeprefix('都') if agreed == 1 else how}）。"


def _say_alpha(what: str, alpha: Coefficient) -> str:
    if not alpha.defined:
        return f"{what}全都一样，Krippendorff alpha无法定义"
    low, high = show_coefficient(alpha.low), show_coefficient(alpha.high)
    return (
        f"{what}的Krippendorff alpha为{show_coefficient(alpha.value)}（自助法95%区间{low}至{high}）"
    )


def _say_signs(agreement: Agreement) -> str:
    same, pairs = agreement.signs
    if not pairs:
        return ""
    if same == pairs:
        return "两次阅读都写明联系之处，对方向的判断相同。"
    if not same:
        return "两次阅读都写明联系之处，对方向的判断无一相同。"
    return f"两次阅读都写明联系的，两两比较共{pairs}处，方向相同的有{same}处。"


def _say_dependent(names: list[str]) -> str:
    if not names:
        return ""
    return f"{join(names)}只判定了给定的引文，引文的选择并非独立。"


def read_disputed(words: list[str], glosses: list[str], cells: int) -> str:
    """有分歧的格取决于哪些用语。"""
    if not cells:
        return "凡有几次阅读判定过的格，判断都一致，没有分歧。"
    if not words:
        return f"有分歧的有{cells}格，见下表。"
    named = zip(words, glosses, strict=True)
    quoted = "".join(f"“{word}”{bracket(gloss) if gloss else ''}" for word, gloss in named)
    them = "它" if len(words) == 1 else "它们"
    return (
        f"有分歧的{cells}格取决于{len(words)}个用语：{quoted}。"
        f"各次阅读对{them}算不算该赛道或该场景的用语，判断不同。"
    )


def read_plain(plain: tuple[int, int, int], found: int, base: int) -> str:
    """常义词由不带词表的阅读按多数定，结果有没有变化。"""
    words, counted, readings = plain
    change = (
        f"有依据的有{found}格，与取偏低的中位数时一样多"
        if found == base
        else f"有依据的有{found}格，取偏低的中位数时为{base}格"
    )
    taken = f"取用的有{counted}个" if counted else "没有一个取用"
    return (
        f"词表中{words}个常义词，由不带词表的{readings}次阅读按多数决定，{taken}；"
        f"照此计算，{change}。"
    )
