"""某些统计量为何不计算：合于这个矩阵大小的理由。"""

from report138.view.words.zh.grammar import count

REASONS = {
    "unsteady_map": "行或列太少，图上位置随一格之差而变",
    "no_axes": "行或列只有{words}条的表，没有两个轴可画",
    "one_scenario": "只有一个场景，没有可比的另一个",
    "few_scenarios": "场景只有几个，等级又多有相同，系数随一格之差而变",
    "one_track": "只有一条赛道，没有名次",
    "smallest_p": "{words}条赛道时可能的最小p值是1/{number}",
    "levels_not_strength": "等级说明原文写得多具体，不说明一项对另一项的影响有多大",
}


def explain_refusal(reason: str, number: int) -> str:
    """给出理由，填入这个矩阵的数目。"""
    return REASONS[reason].format(words=count(number), number=number)
