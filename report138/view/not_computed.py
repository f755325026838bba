"""What is not computed, in both languages: the name of the statistic, and why."""

# By the keys of analysis.not_computed.
NAMES = {
    "nestedness": ("嵌套度", "Nestedness"),
    "correspondence": ("对应分析图", "Correspondence-analysis map"),
    "clusters": ("聚类、模块度与树状图", "Clustering, modularity, dendrograms"),
    "centrality": ("度以外的中心性", "Centralities beyond degree"),
    "influence": ("MICMAC与影响-依赖图", "MICMAC and influence-dependence maps"),
    "correlation": ("场景之间的相关系数", "Correlation between scenarios"),
    "rank_test": ("赛道名次的显著性", "P-values on the rank of tracks"),
    "mean_level": ("等级的平均数", "Mean level"),
    "index": ("单一联系指数", "A single interlinkage index"),
}
REASONS = {
    "nestedness": (
        "只有几行几列时，取值几乎由边际总和决定",
        "with a few rows or columns it follows almost wholly from the margins",
    ),
    "correspondence": (
        "三行的表在两个轴上必然解释100%，图上距离没有信息",
        "a table of three rows is always explained to 100% on two axes, so distances tell nothing",
    ),
    "clusters": (
        "单元太少，分组随一格之差而变",
        "with so few units the groups change with a single cell",
    ),
    "centrality": (
        "两组之间的小图中，它们只是度的变形",
        "in a small graph between two sets they only restate the degree",
    ),
    "influence": (
        "需要同一组要素之间的方阵，赛道与场景是两组",
        "they need a square matrix of one set of elements; tracks and scenarios are two",
    ),
    "correlation": (
        "每个场景的观测数就是赛道数，只有几个",
        "a scenario has as many observations as there are tracks, a handful",
    ),
    "rank_test": (
        "三条赛道时可能的最小p值是1/3",
        "with three tracks the smallest possible p-value is 1/3",
    ),
    "mean_level": ("等级是序数，级差不等", "levels are an order; their distances are not equal"),
    "index": (
        "等级、条数与确定程度是三件事，合成一个数就看不出是哪一件",
        "level, volume and certainty are three things; one number hides which is meant",
    ),
}
