"""表格与图中带数目的短语。"""

from report138.analysis.robustness.doubt import ERRORS
from report138.view.words.facts.robustness import ERROR, MISS
from report138.view.words.numbers import percent
from report138.view.words.zh.grammar import abridge
from report138.view.words.zh.terms import TERMS, name_level

SIGNS = {"-": "“−”为相悖表述", "?": "“?”为说不清促进还是相悖"}


def head_cell(level: int, segments: int) -> str:
    """台账中一格的等级与条数，接在格名之后。"""
    return f"　{level}级{name_level(level)}，{segments}条"


def count_segments(segments: int) -> str:
    """矩阵表中一格的引文条数，接在等级之后。"""
    return f" · {segments}条"


def caption_profiles(tier: str) -> str:
    """各赛道或各场景的格数表的标题。"""
    return f"各{TERMS[tier]}的格数，按等级"


def caption_goals(goals: int, tracks: int) -> str:
    """总目标与赛道表的标题。"""
    return f"{TERMS['goal']}与{TERMS['track']}"


def name_error(rate: float) -> str:
    """编错率一列的名称。"""
    return f"误差{percent(rate)}"


def name_misses(rate: float) -> str:
    """漏检率一列的名称。"""
    return f"漏检{percent(rate)}"


def note_statements(draws: int) -> str:
    """论断表下的说明。"""
    error = name_error(ERRORS[-1])
    return (
        f"百分比为模拟中成立的比例：每条引文{percent(ERROR)}编错（“{error}”一列加倍，"
        f"{name_misses(MISS)}），{draws}次，随机种子固定。“{TERMS['robust']}”只就编码误差而言，"
        "去掉文字或换规则是否成立，看其余各列。括号内的数目为编码所得，检验的是论断本身。"
    )


def explain_signs(used: list[str]) -> str:
    """表中符号的意思。"""
    return f"{'；'.join(SIGNS[sign] for sign in used)}。"


def name_axes(first: str, second: str) -> tuple[str, str]:
    """对照表的行与列各是谁。"""
    return f"{first}（行）", f"{second}（列）"


def count_tier(tier: str, number: int) -> str:
    """框架图左侧数目下的层次名称。"""
    return TERMS[tier]


def name_driver(driver: str) -> str:
    """框架图中一个要素的牵引。"""
    return f"{TERMS['driver']}：{driver}"


def list_tracks(names: list[str]) -> str:
    """列出赛道，太多时只列前几条。"""
    return abridge(names, "条")
