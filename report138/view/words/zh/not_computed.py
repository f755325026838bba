"""不计算什么，为什么。"""

from report138.view.words.zh.grammar import join


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
