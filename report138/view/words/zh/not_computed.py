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
    # 通用的理由，按统计量
    "nestedness": "只有几行几列时，取值几乎由边际总和决定",
    "correspondence": "三行的表在两个轴上必然解释100%，图上距离没有信息",
    "clusters": "单元太少，分组随一格之差而变",
    "centrality": "两组之间的小图中，它们只是度的变形",
    "influence": "需要同一组要素之间的方阵，赛道与场景是两组",
    "correlation": "每个场景的观测数就是赛道数，只有几个",
    "rank_test": "三条赛道时可能的最小p值是1/3",
    "mean_level": "等级是序数，级差不等",
    "index": "等级、条数与确定程度是三件事，合成一个数就看不出是哪一件",
}


def explain_refusal(reason: str, number: int) -> str:
    """给出理由，填入这个矩阵的数目。"""
    return REASONS[reason].format(words=count(number), number=number)
