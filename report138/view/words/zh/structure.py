"""矩阵的结构：嵌套度与秩相关，以及不计算什么，为什么。"""

from report138.analysis.structure import Nestedness
from report138.view.names import Names
from report138.view.words.facts.structure import Correlations, Structure
from report138.view.words.zh.grammar import join, label, show_coefficient

SIGNS = {"any": "", "+": "促进", "-": "相悖"}


def state_structure(found: Structure, names: Names) -> str:
    """用一两句话说明某一方向的嵌套度和场景之间的秩相关。"""
    said = []
    if found.nestedness:
        said.append(_say_nestedness(found.nestedness, names))
    if found.correlations:
        said.append(_say_correlations(found.correlations, names))
    sign = SIGNS[found.sign]
    return label(sign, "".join(said)) if sign else "".join(said)


def _say_nestedness(nestedness: Nestedness, names: Names) -> str:
    if nestedness.value > nestedness.high:
        so = "高于合计本身所能带来的"
    elif nestedness.value < nestedness.low:
        so = "低于合计本身所能带来的"
    else:
        so = "仅凭合计也会如此"
    return (
        f"{names.say('evidence')}的{nestedness.rows}行{nestedness.columns}列，嵌套度（NODF）为"
        f"{nestedness.value:.1f}；行列合计相同的{nestedness.draws}个随机矩阵中，95%在"
        f"{nestedness.low:.1f}至{nestedness.high:.1f}之间，{so}。"
    )


def _say_correlations(found: Correlations, names: Names) -> str:
    if found.pairs == 1:
        of = f"{show_coefficient(found.highest)}（{'与'.join(found.highest_pair)}）"
        return f"等级的秩相关系数只有一对可算：{of}。"
    return (
        f"{names.one('scenario')}之间等级的秩相关系数（只比两边都判定过的），{found.pairs}对的中位数为"
        f"{show_coefficient(found.median)}；最高{show_coefficient(found.highest)}"
        f"（{'与'.join(found.highest_pair)}），最低{show_coefficient(found.lowest)}"
        f"（{'与'.join(found.lowest_pair)}）。"
    )


def state_refusals(
    small: list[str],
    never: list[str],
    left: list[str],
    rows: int,
    columns: int,
    least: int,
    codebook: bool,
) -> str:
    """说明不计算什么，为什么。"""
    said = []
    if small:
        said.append(
            f"{join(small)}要在{least}行{least}列以上的矩阵上才有意义，本矩阵为{rows}行{columns}列，故不计算。"
        )
    end = "写得多具体不等于影响有多大" if codebook else "不量度影响有多大"
    said.append(f"{join(never)}对任何矩阵都不计算：等级只是排序，{end}。")
    if left:
        said.append(f"{join(left)}可以计算，但不在本报告之内。")
    return "".join(said)
