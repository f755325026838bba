"""各场景由哪些赛道支撑。"""

from report138.view.words.facts.coverage import Coverage
from report138.view.words.zh.cells import note_uncoded, say_unjudged
from report138.view.words.zh.grammar import close, join, label
from report138.view.words.zh.terms import TERMS


def summarize_coverage(coverage: Coverage) -> str:
    """一行标题：几个场景只与一条赛道相连。"""
    if not coverage.cells.judged:
        return say_unjudged(coverage.cells)
    return _count_sole(coverage) + note_uncoded(coverage.cells)


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


def describe_coverage(served: list[tuple[str, list[str], str]]) -> str:
    """用文字说出每个场景有哪些赛道。"""
    said = [label(name, join(tracks) or TERMS[blank]) for name, tracks, blank in served]
    return close("；".join(said))


def read_coverage(coverage: Coverage) -> str:
    """每条赛道独自支撑哪些场景；只有一条赛道时不说。"""
    if not coverage.cells.judged:
        return close(say_unjudged(coverage.cells))
    if not coverage.linked:
        return "没有场景与赛道相连。"
    if coverage.tracks == 1:
        return ""
    if not coverage.sole:
        return "没有场景只由一条赛道支撑。"
    said = close("；".join(f"只见{track}的是{join(names)}" for track, names in coverage.sole))
    return said + ("这些场景尚有未编码的格。" if coverage.partly else "")
