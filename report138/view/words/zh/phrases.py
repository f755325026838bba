"""表格与图中带数目或名称的短语。"""

from report138.view.names import Names
from report138.view.words.facts.ledger import Head
from report138.view.words.zh.grammar import COMMA, abridge, bracket, join, label
from report138.view.words.zh.terms import TERMS

SIGNS = {"-": "“−”为相悖表述", "?": "“?”为说不清促进还是相悖"}


def caption_goals(goals: int, tracks: int, names: Names) -> str:
    """总目标与赛道表的标题。"""
    return "与".join(names.one(tier) for tier in (*(["goal"] if goals else []), "track"))


def explain_signs(used: list[str]) -> str:
    """表中符号的意思。"""
    return f"{'；'.join(SIGNS[sign] for sign in used)}。"


def leave_rows(number: int, file: str) -> str:
    """只计数的表，各行在哪里。"""
    return f"篇幅所限只列数目；全部{number}行见报告旁的{file}（coding.csv）。"


def cut_table(shown: int, number: int, file: str) -> str:
    """只列出前面几行的表。"""
    return f"只列前{shown}行；全部{number}行见报告旁的{file}。"


def count_tier(tier: str, number: int, names: Names) -> str:
    """框架图左侧数目下的层次名称。"""
    return names.one(tier)


def name_driver(driver: str) -> str:
    """框架图中一个要素的牵引。"""
    return f"{TERMS['driver']}：{driver}"


def name_threshold(level: str, top: bool, names: Names) -> str:
    """不到某一级就不算依据的规则。"""
    return f"{level}{'' if top else '及以上'}才{'算有依据' if names.quoted else '计入'}"


def list_tracks(tracks: list[str], names: Names) -> str:
    """列出赛道，太多时只列前几条。"""
    return abridge(tracks, names.measure("track"))


def list_places(names: list[str]) -> str:
    """列出单位或段落，太多时只列前几个。"""
    return abridge(names, "处")


def place_scenario(place: str, scenario: str) -> str:
    """引文的出处，以及它所说的场景。"""
    return f"{place}，{scenario}"


# ---- 台账、缺口与各次阅读 ----


def head_cell(head: Head, names: Names) -> str:
    """台账中一格的等级、阅读与句数，接在格名之后。"""
    gap = " " if names.levels.own else ""
    level = f"{names.levels.grade(head.level)}{gap}{head.name}"
    if head.disputed:
        told = [TERMS["disputed"]]
        told += [level] if head.level else []
        told.append(f"{head.judged}次阅读中的{head.found}次有依据")
        return f"　{'，'.join(told)}"
    told = [level]
    told += [f"{head.judged}次阅读都有依据"] if head.judged > 1 else []
    return f"　{'，'.join([*told, count_units(head, names)])}"


def count_units(head: Head, names: Names) -> str:
    """一格依据几句；另有几句采用的阅读不过半。"""
    if head.others and not head.units:
        return f"{names.count(head.others, 'unit')}，采用的阅读都不过半"
    rest = f"，另有{names.count(head.others, 'unit')}采用的阅读不过半" if head.others else ""
    return f"{names.count(head.units, 'unit')}{rest}"


def mark_units(units: int, names: Names) -> str:
    """矩阵表中一格的句数，接在等级之后。"""
    return f" · {names.count(units, 'unit')}"


def list_coders(coders: list[str]) -> str:
    """列出编码者；单个字母之间空一格。"""
    return (" " if all(len(coder) == 1 for coder in coders) else COMMA).join(coders)


def list_levels(levels: dict[str, str]) -> str:
    """列出各编码者所定的等级。"""
    return join([f"{coder} {level}" for coder, level in levels.items()])


def say_inferred(coders: list[str]) -> str:
    """谁只作推断。"""
    return f"推断 {list_coders(coders)}"


def share_inferred(level: str, taken: int, judged: int) -> str:
    """缺口表中一条推断引文：若成立时的等级，几次阅读如此推断。"""
    readings = f"，{taken}/{judged}" if judged > 1 else ""
    return bracket(f"{level}{readings}")


def say_verdicts(
    direct: list[str], inferred: list[str], neither: list[str], names: Names
) -> list[str]:
    """谁取为依据，谁只作推断，谁未取；每项一行。"""
    took, left = names.say("verdict_taken"), names.say("verdict_left")
    said = [(took, direct), ("只作推断", inferred), (left, neither)]
    return [label(words, list_coders(coders)) for words, coders in said if coders]


def say_signs(hindering: list[str]) -> str:
    """谁认为是相悖表述。"""
    return label("取为相悖", list_coders(hindering))


def note_opening(opening: str, without: int) -> str:
    """各格记录开头相同的一句，表中不再重复。"""
    other = f"除{without}格外，" if without else ""
    return f"{other}各格的检索记录都以“{opening}”开头，表中从略。"


def note_originals() -> str:
    """引文只列原文。"""
    return "只列原文；译文见segments.csv。"


def note_left_out(terms: int) -> str:
    """还有多少条术语没有列出，在哪里。"""
    return f"只列本报告用到、须据文外资料解释的术语；其余{terms}条见数据文件glossary.csv。"


def note_plain(readings: int) -> str:
    """常义词后的分数是什么。"""
    return f"常义词后的分数：{readings}次没有词表的阅读中，有几次取为直接依据。"


def note_alike(quotes: int) -> str:
    """还有几条引文是台账引文的一部分或包含它。"""
    return f"另有{quotes}条引文是台账引文的一部分或包含台账引文，见数据文件segments.csv。"


def note_lone(units: int) -> str:
    """还有几处只有一次阅读推断。"""
    return f"另有{units}处只有一次阅读推断，见数据文件coding.csv。"


def name_searcher(label: str) -> str:
    """检索记录出自哪次阅读。"""
    return f"检索记录出自{label}。"
