"""几次阅读一致到什么程度，分歧在哪些用语上。"""

from report138.view.words.facts.agreement import Agreement, Coefficient
from report138.view.words.numbers import percent
from report138.view.words.zh.grammar import join, show_coefficient


def read_agreement(agreement: Agreement) -> str:
    """在几格上一致，原始一致率与alpha是多少。"""
    if agreement.readings < 2:
        return ""
    if not agreement.cells:
        return f"{agreement.readings}次阅读没有共同判定的格，无法比较。"
    none = agreement.agreed - agreement.found
    said = (
        f"{agreement.readings}次阅读共同判定{agreement.cells}格，一致的有{agreement.agreed}格"
        f"（{agreement.found}格有依据，{none}格未见）。"
        f"两两比较，等级与方向都相同的占{percent(agreement.raw)}；"
        f"{_say_alpha('等级', agreement.level)}，{_say_alpha('有无依据', agreement.evidence)}。"
    )
    if agreement.level.defined and agreement.level.wide:
        said += "格数少，区间宽。"
    return said + _say_signs(agreement) + _say_dependent(agreement.dependent)


def _say_alpha(what: str, alpha: Coefficient) -> str:
    if not alpha.defined:
        return f"{what}没有变化，Krippendorff alpha无法定义"
    low, high = show_coefficient(alpha.low), show_coefficient(alpha.high)
    return (
        f"{what}的Krippendorff alpha为{show_coefficient(alpha.value)}（自助法95%区间{low}至{high}）"
    )


def _say_signs(agreement: Agreement) -> str:
    same, pairs = agreement.signs
    if not pairs:
        return ""
    if same == pairs:
        return "都写明联系之处，方向的判断都相同。"
    return f"都写明联系之处，两两比较{pairs}次，方向相同的有{same}次。"


def _say_dependent(names: list[str]) -> str:
    if not names:
        return ""
    return f"{join(names)}只判定了给定的引文，引文的选择并非独立。"


def read_disputed(words: list[str], cells: int, readings: int) -> str:
    """有分歧的格取决于哪些用语。"""
    if readings < 2:
        return ""
    if not cells:
        return "各次阅读对每一格有无依据的判断都一致，没有分歧。"
    if not words:
        return f"有分歧的有{cells}格，见下表。"
    quoted = "".join(f"“{word}”" for word in words)
    return f"有分歧的{cells}格取决于{len(words)}个用语：{quoted}。各次阅读对它们算不算该赛道或该场景的用语，判断不同。"


def read_plain(plain: tuple[int, int, int], found: int, base: int) -> str:
    """常义词由不带词表的阅读按多数定，结果有没有变化。"""
    words, counted, readings = plain
    change = "与偏低的中位数结果相同" if found == base else f"有依据的格由{base}变为{found}"
    return (
        f"词表中{words}个常义词，由不带词表的{readings}次阅读按多数决定：取用的有{counted}个；"
        f"照此计算，{change}。"
    )
