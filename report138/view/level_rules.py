"""The rules in words, in both languages: of the levels, and their variants."""

# The first that holds from the top counts.
RULES = {
    3: (
        "写明关系，且另有与本格直接相关的专名、项目、机构、数字或日期（不是触发词，也不是牵引原语）",
        "a stated relation and, besides it, a proper name, project, institution, number or date "
        "tied to this cell that is neither the trigger nor the driver phrase",
    ),
    2: (
        "有明示的手段与目的或促进用语（以……为牵引、推动、促进等）；公式句中，赛道词在牵引里",
        "explicit means-end or contribution wording joins the two; in a scenario’s formula, the "
        "track’s term stands in the driver",
    ),
    1: (
        "两者的触发词同句或在相邻分句，未写关系；公式句中，赛道词只在品质语里",
        "triggers of both in one sentence or adjacent clauses, no relation stated; in a formula, "
        "the track’s term stands only in the quality",
    ),
    0: ("按词表检索，未见", "searched by lexicon, nothing found"),
}

# By the keys of robustness.variants.
VARIANTS = {
    "base": ("本报告的规则", "the report’s rules"),
    "lower_median": ("取中位数（偏低）而非最高", "lower median instead of maximum"),
    "without_plain": ("不用常义触发词", "without plain triggers"),
    "with_inferred": ("计入推断引文", "with inferred segments"),
    "from_level_2": ("2级及以上才算有依据", "evidence from level 2"),
    "from_level_3": ("3级才算有依据", "evidence from level 3"),
}
