"""某些统计量为何不计算：合于这个矩阵大小的理由。"""

from report138.view.words.facts.not_computed import Size
from report138.view.words.zh.grammar import count

AXES = 2  # 对应分析图有两个轴
MANY = 10  # 场景的观测数达到这么多，就不只是几个


def explain_refusal(key: str, size: Size) -> str:
    """给出这个矩阵自己的理由；没有时为空，用一般的理由。"""
    own = _OWN.get(key)
    return own(size) if own else ""


def _explain_map(size: Size) -> str:
    shorter = min(size.tracks, size.scenarios)
    if shorter == AXES + 1:
        return ""
    if shorter > AXES + 1:
        return "行或列太少，图上位置随一格之差而变"
    return f"行或列只有{count(shorter)}条的表，没有两个轴可画"


def _explain_correlation(size: Size) -> str:
    if size.scenarios == 1:
        return "只有一个场景，没有可比的另一个"
    if size.tracks < MANY:
        return ""
    return "场景只有几个，等级又多有相同，系数随一格之差而变"


def _explain_rank(size: Size) -> str:
    if size.tracks == 1:
        return "只有一条赛道，没有名次"
    return f"{count(size.tracks)}条赛道时可能的最小p值是1/{size.tracks}"


def _explain_influence(size: Size) -> str:
    return "等级说明原文写得多具体，不说明一项对另一项的影响有多大" if size.square else ""


_OWN = {
    "correspondence": _explain_map,
    "correlation": _explain_correlation,
    "rank_test": _explain_rank,
    "influence": _explain_influence,
}
