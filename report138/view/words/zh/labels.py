"""表格与图中带数目的短语。"""

from report138.view.names import Names
from report138.view.words.zh.grammar import abridge
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


def count_signs(further: int, hinder: int, both: int, unclear: int) -> str:
    """各方向的联系数。"""
    said = [f"促进{further}", f"相悖{hinder}", *([f"两者并存{both}"] if both else [])]
    said += [f"方向不明{unclear}"] if unclear else []
    return "，".join(said)


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
