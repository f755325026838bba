"""造句的小零件：列举、数目、括号、句号。"""

from collections.abc import Sequence

from report138.view.words import numbers
from report138.view.words.numbers import FIRST_LISTED, MOST_LISTED
from report138.view.words.zh.terms import TERMS

COMMA = "、"
SEMICOLON = "；"
_DIGITS = "零一两三四五六七八九十"


def join(words: Sequence[str]) -> str:
    """把词语连成一串。"""
    return COMMA.join(words)


def abridge(names: Sequence[str], unit: str = "") -> str:
    """把名称连成一串；太多时只列前几个，并写明总数。"""
    if len(names) <= MOST_LISTED:
        return join(names)
    return f"{join(names[:FIRST_LISTED])}等{len(names)}{unit}"


def count(number: int) -> str:
    """十以内写汉字，十以上写数字。"""
    return _DIGITS[number] if 0 <= number <= 10 else str(number)


def share_cells(found: int, total: int) -> str:
    """写成“6格中3格”；一格也没有或只有一格时另说。"""
    if total == 1:
        return "唯一的一格" if found else "没有一格"
    return f"{total}格中{f'{found}格' if found else '没有一格'}"


def bracket(words: str) -> str:
    """放进括号。"""
    return f"（{words}）"


def mark(words: str) -> str:
    """放进六角括号：出处、凭据或判断。"""
    return f"〔{words}〕"


def label(name: str, words: str) -> str:
    """名称在前，冒号之后是内容。"""
    return f"{name}：{words}"


def close(sentence: str) -> str:
    """句末加句号；名称自带句末标点时不加。"""
    return sentence if sentence.endswith(("。", "！", "？", "!", "?")) else sentence + "。"


def show_coefficient(value: float) -> str:
    """系数写两位小数，没有时写“无法定义”。"""
    return numbers.show_coefficient(value) or TERMS["undefined"]
