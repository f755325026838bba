"""Words in both languages, and the small grammar that sentences are made with."""

from collections.abc import Sequence

# key: (Chinese, English).  Terms of the method, labels of figures and tables; nothing here
# belongs to one framework.
STRINGS: dict[str, tuple[str, str]] = {
    "level_3": ("有抓手", "operational"),
    "level_2": ("有表述", "stated"),
    "level_1": ("并提", "co-presented"),
    "level_0": ("未见", "none found"),
    "level": ("等级", "Level"),
    "not_assessable": ("无法判断", "not assessable"),
    "not_coded": ("未编码", "not coded"),
    "goal": ("总目标", "Goal"),
    "track": ("赛道", "Track"),
    "scenario": ("场景", "Scenario"),
    "element": ("要素", "Element"),
    "name": ("名称", "Name"),
    "driver": ("牵引", "Driver"),
    "quality": ("品质语", "Quality"),
    "aim": ("目标表述", "Aim"),
    "locator": ("出处", "Locator"),
    "quote": ("原文", "Quotation"),
    "translation": ("译文", "Translation"),
    "cell": ("格", "Cell"),
    "basis": ("依据", "Basis"),
    "basis_direct": ("直接", "direct"),
    "basis_inferred": ("推断", "inferred"),
    "basis_source": ("原文", "from the source"),
    "basis_analyst": ("分析者", "the analyst’s own"),
    "basis_outside": ("文外", "from outside the source"),
    "basis_article": ("原文", "from the source"),
    "rule": ("判定", "Why this level"),
    "term": ("词语", "Term"),
    "warrant": ("凭据", "Warrant"),
    "warrant_own": ("自有", "own"),
    "warrant_source": ("原文", "source"),
    "warrant_plain": ("常义", "plain"),
    "sense": ("取舍", "Sense"),
    "sense_accepted": ("采用", "accepted"),
    "sense_rejected": ("不取", "rejected"),
    "note": ("说明", "Note"),
    "seen": ("见于来源", "seen"),
    "own": ("自译", "own"),
    "explanation": ("解释", "Explanation"),
    "english": ("英文", "English"),
    "chinese": ("中文", "Chinese"),
    "status": ("译名来源", "Rendering"),
    "kind_formula": ("公式句", "formula"),
    "kind_narrative": ("叙述句", "narrative"),
    "kind_structural": ("结构句", "structural"),
    "kind_global": ("总括句", "global"),
    "kind": ("类别", "Kind"),
    "linked": ("有依据的格", "Cells with evidence"),
    "breadth": ("2级及以上", "Level 2 or more"),
    "volume": ("引文条次", "Segments"),
    "share": ("占比", "Share"),
    "characters": ("字数", "Characters"),
    "place": ("位置", "Place"),
    "topic": ("主题", "Topic"),
    "quotes_here": ("直接引文", "Direct segments"),
    "no_single_topic": ("不专属某一要素", "no single element"),
    "tracks_linked": ("相连赛道", "tracks linked"),
    "legend_volume": ("一条直接引文", "one direct segment"),
    "legend_inferred": ("一条推断引文，不计入等级", "one inferred segment, not in the level"),
    "legend_fragile": ("去掉一条引文就降级", "falls when one segment goes"),
    "legend_hindering": ("含相悖表述", "holds a hindering statement"),
    "source": ("来源", "Source"),
    "own_coding": ("编码：本报告", "coding: this report"),
    "and_more": ("等", "and more"),
    "level_kind": ("层次", "Tier"),
    "rule_of_level": ("判定规则", "Rule"),
    "counted_track": ("有依据的场景数", "scenarios with evidence"),
    "counted_scenario": ("有依据的赛道数", "tracks with evidence"),
    "counted_base": ("本报告", "as coded"),
    "counted_left_out": ("去掉任一引文或任一段", "without any one segment or place"),
    "counted_drawn": ("模拟中的八成", "80% of the draws"),
    "confusion": ("两人编码对照", "The two coders’ codes"),
    "statement": ("论断", "Statement"),
    "without_segment": ("去掉一条引文", "Without one segment"),
    "without_place": ("去掉一段", "Without one place"),
    "other_rules": ("换规则后不成立", "Fails under"),
    "no_misses": ("漏检0%", "misses 0%"),
    "verdict": ("判断", "Verdict"),
    "robust": ("稳健", "robust"),
    "not_robust": ("不稳健", "not robust"),
    "reason": ("理由", "Reason"),
    "refused": ("不计算的统计量", "Not computed"),
    "rule_variant": ("规则", "Rule"),
    "cells_found": ("有依据的格", "Cells with evidence"),
    "cells_firm": ("2级及以上", "Level 2 or more"),
    "fewest_scenarios": ("场景最少的赛道", "Track with fewest scenarios"),
    "segment": ("引文", "Segment"),
    "cells_falling": ("等级下降的格", "Cells whose level falls"),
    "coder": ("编码者", "Coder"),
    "units": ("共同编码的格", "Cells coded by both"),
    "interval": ("95%区间", "95% interval"),
    "undefined": ("无法定义", "undefined"),
    "not_stated": ("未注明", "not stated"),
    "search": ("检索", "Search"),
}


def say(key: str, language: str) -> str:
    """Return the words for a key in one language."""
    chinese, english = STRINGS[key]
    return chinese if language == "zh" else english


def pick(language: str, chinese: str, english: str) -> str:
    """Return the one of two sentences that is in the language."""
    return chinese if language == "zh" else english


def join(words: Sequence[str], language: str) -> str:
    """Join words into a list as each language writes it."""
    words = list(words)
    if language == "zh":
        return "、".join(words)
    if len(words) < 3:
        return " and ".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


_ZH = "零一两三四五六七八九十"
_EN = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def count(number: int, language: str) -> str:
    """Write a count in words up to ten, in figures above."""
    words = _ZH if language == "zh" else _EN
    return words[number] if 0 <= number <= 10 else str(number)


def plural(number: int, one: str, many: str) -> str:
    """Write an English count with its noun."""
    return f"{count(number, 'en')} {one if number == 1 else many}"


def percent(share: float) -> str:
    """Write a share as a whole percentage."""
    return f"{share * 100:.0f}%"


def capitalize(sentence: str) -> str:
    """Write the first letter as a capital, leaving the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def tally(number: int, language: str) -> str:
    """Write a count that stands alone, without its noun."""
    return "none" if language == "en" and not number else count(number, language)


def share_out(found: int, total: int, one: str, many: str) -> str:
    """Write "3 of 6 cells" in English, or in words where there are none or one in all."""
    if total == 1:
        return f"the only {one}" if found else f"no {one}"
    return f"{found or 'none'} of {total} {many}"


def share_cells(found: int, total: int) -> str:
    """Write "6格中3格" in Chinese, or in words where there are none or one in all."""
    if total == 1:
        return "唯一的一格" if found else "没有一格"
    return f"{total}格中{f'{found}格' if found else '没有一格'}"


def bracket(words: str, language: str) -> str:
    """Put words in the brackets of a language, behind what they belong to."""
    return f"（{words}）" if language == "zh" else f" ({words})"


MOST_LISTED, FIRST_LISTED = 8, 5  # names that a sentence holds, and how many of more it shows


def abridge(names: Sequence[str], language: str, unit: str = "") -> str:
    """Join names into a list, of which a long one shows the first and the number of all."""
    names = list(names)
    if len(names) <= MOST_LISTED:
        return join(names, language)
    shown = ("、" if language == "zh" else ", ").join(names[:FIRST_LISTED])
    more = f"等{len(names)}{unit}" if language == "zh" else f" and {len(names) - FIRST_LISTED} more"
    return shown + more


def close(sentence: str, language: str) -> str:
    """End a sentence with a full stop, unless a name at its end brings one."""
    stop = pick(language, "。", ".")
    return sentence if sentence.endswith((stop, "。", "！", "？", "!", "?")) else sentence + stop


def set_number(name: str, number: str) -> str:
    """Put a number behind a Chinese name, apart from a name that ends in a letter or a digit."""
    gap = " " if name[-1:].isascii() else ""
    return f"{name}{gap}{number}"
