"""台账、缺口与各次阅读的表中带数目的短语。"""

from report138.view.names import Names
from report138.view.words.facts.ledger import Head
from report138.view.words.zh.grammar import COMMA, bracket, join, label
from report138.view.words.zh.terms import TERMS

INFERRED = "推断"


def head_cell(head: Head, names: Names) -> str:
    """台账中一格的等级、阅读与句数，接在格名之后。"""
    gap = " " if names.levels.own else ""
    level = f"{names.levels.grade(head.level)}{gap}{head.name}"
    if head.disputed:
        told = [TERMS["disputed"]]
        told += [level] if head.level else []
        told.append(f"{share_readings(head.found, head.judged)}有依据")
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


def share_readings(found: int, judged: int) -> str:
    """写成“4次阅读中的3次”。"""
    return f"{judged}次阅读中的{found}次"


def list_coders(coders: list[str]) -> str:
    """列出编码者；单个字母之间空一格。"""
    return (" " if all(len(coder) == 1 for coder in coders) else COMMA).join(coders)


def list_levels(levels: dict[str, str]) -> str:
    """列出各编码者所定的等级。"""
    return join([f"{coder} {level}" for coder, level in levels.items()])


def say_inferred(coders: list[str]) -> str:
    """谁只作推断。"""
    return f"{INFERRED} {list_coders(coders)}"


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


def give_reason(coder: str, reason: str) -> str:
    """一次阅读不取的理由。"""
    return label(coder, reason)


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


def count_share(agreeing: int, total: int) -> str:
    """写成“24格中22格”的短式。"""
    return f"{agreeing}/{total}"


def mark_share(taken: int, of: int) -> str:
    """常义词后：几次中的几次取用。"""
    return f" {taken}/{of}"


def note_alike(quotes: int) -> str:
    """还有几条引文是台账引文的一部分或包含它。"""
    return f"另有{quotes}条引文是台账引文的一部分或包含台账引文，见数据文件segments.csv。"


def note_lone(units: int) -> str:
    """还有几处只有一次阅读推断。"""
    return f"另有{units}处只有一次阅读推断，见数据文件coding.csv。"


def name_searcher(label: str) -> str:
    """检索记录出自哪次阅读。"""
    return f"检索记录出自{label}。"
