"""表格与图中带数目的短语。"""

from report138.view.words.zh.grammar import abridge
from report138.view.words.zh.terms import TERMS, name_level

SIGNS = {"-": "“−”为相悖表述", "?": "“?”为说不清促进还是相悖"}


def head_cell(level: int, segments: int) -> str:
    """台账中一格的等级与条数，接在格名之后。"""
    return f"　{level}级{name_level(level)}，{segments}句"


def count_segments(segments: int) -> str:
    """矩阵表中一格的引文条数，接在等级之后。"""
    return f" · {segments}句"


def caption_profiles(tier: str) -> str:
    """各赛道或各场景的格数表的标题。"""
    return f"各{TERMS[tier]}的格数，按等级"


def caption_goals(goals: int, tracks: int) -> str:
    """总目标与赛道表的标题。"""
    return f"{TERMS['goal']}与{TERMS['track']}"


def explain_signs(used: list[str]) -> str:
    """表中符号的意思。"""
    return f"{'；'.join(SIGNS[sign] for sign in used)}。"


def count_tier(tier: str, number: int) -> str:
    """框架图左侧数目下的层次名称。"""
    return TERMS[tier]


def name_driver(driver: str) -> str:
    """框架图中一个要素的牵引。"""
    return f"{TERMS['driver']}：{driver}"


def list_tracks(names: list[str]) -> str:
    """列出赛道，太多时只列前几条。"""
    return abridge(names, "条")


def list_places(names: list[str]) -> str:
    """列出单位或段落，太多时只列前几个。"""
    return abridge(names, "处")
