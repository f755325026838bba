"""原文把各场景与哪些赛道相连。"""

from report138.view.names import Names
from report138.view.words.facts.coverage import Coverage, Linked
from report138.view.words.zh.cells import note_uncoded, say_unjudged
from report138.view.words.zh.grammar import close, join, label


def summarize_coverage(coverage: Coverage, names: Names) -> str:
    """一行标题：几个场景只与一条赛道相连。"""
    if not coverage.cells.judged:
        return say_unjudged(coverage.cells)
    said = f"，{coverage.hindering}个联系含相悖" if coverage.hindering else ""
    return _count_sole(coverage, names) + said + note_uncoded(coverage.cells)


def _count_sole(coverage: Coverage, names: Names) -> str:
    track, scenario = names.one("track"), names.one("scenario")
    one = coverage.tracks == 1
    number = coverage.linked if one else sum(len(mine) for _, mine in coverage.sole)
    linked = f"与{track}相连" if one else f"只与{names.count('一', 'track')}相连"
    if not coverage.linked:
        return f"没有{scenario}与{track}相连"
    if not number:
        return f"没有{scenario}{linked}"
    if coverage.scenarios == 1:
        return f"唯一的{scenario}{linked}"
    return f"{names.count(coverage.scenarios, 'scenario')}中{number}个{linked}"


def describe_coverage(rows: list[Linked], names: Names) -> str:
    """用文字说出每个场景与哪些赛道相连。"""
    return close("；".join(label(row.name, _say_row(row, names)) for row in rows))


def _say_row(row: Linked, names: Names) -> str:
    named = f"{names.levels.say_weaker()}{join(row.named)}" if row.named else ""
    disputed = f"{join(row.disputed)}有分歧" if row.disputed else ""
    return "，".join(filter(None, (join(row.linked), named, disputed))) or names.levels.say_blank(
        row.blank
    )
