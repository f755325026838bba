"""原文把各场景与哪些赛道相连。"""

from report138.view.words.facts.coverage import Coverage, Linked
from report138.view.words.zh.cells import note_uncoded, say_unjudged
from report138.view.words.zh.grammar import close, join, label
from report138.view.words.zh.terms import TERMS, name_level


def summarize_coverage(coverage: Coverage) -> str:
    """一行标题：几个场景只与一条赛道相连。"""
    if not coverage.cells.judged:
        return say_unjudged(coverage.cells)
    said = f"，{coverage.hindering}个联系含相悖" if coverage.hindering else ""
    return _count_sole(coverage) + said + note_uncoded(coverage.cells)


def _count_sole(coverage: Coverage) -> str:
    one = coverage.tracks == 1
    number = coverage.linked if one else sum(len(names) for _, names in coverage.sole)
    linked = "与赛道相连" if one else "只与一条赛道相连"
    if not coverage.linked:
        return "没有场景与赛道相连"
    if not number:
        return f"没有场景{linked}"
    if coverage.scenarios == 1:
        return f"唯一的场景{linked}"
    return f"{coverage.scenarios}个场景中{number}个{linked}"


def describe_coverage(rows: list[Linked]) -> str:
    """用文字说出每个场景与哪些赛道相连。"""
    return close("；".join(label(row.name, _say_row(row)) for row in rows))


def _say_row(row: Linked) -> str:
    named = f"{name_level(1)}{join(row.named)}" if row.named else ""
    disputed = f"{join(row.disputed)}有分歧" if row.disputed else ""
    return "，".join(filter(None, (join(row.linked), named, disputed))) or TERMS[row.blank]
