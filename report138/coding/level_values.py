"""Read what stands in the cells of a matrix: numbers, signs, ticks, words, or not assessable."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from report138.coding.headings import fold

MEANS = (
    "a number, +, ++, - or --, a tick, a word such as low, medium, high, n/a, or empty; other words in the "
    "order of a sheet Scale (columns value, order)"
)
_NUMBER = re.compile(r"[+-]?\d{1,6}(?:[.,]\d{1,6})?%?")
_SIGNS = re.compile(r"\+{1,3}|-{1,3}")
DASHES = str.maketrans("−–—－＋，．", "----+,.")
_NOT_ASSESSABLE = {
    *("n/a", "na", "n.a.", "n.a", "not assessable", "not applicable", "?", "-?", "/"),
    *("不适用", "无法判断", "不可评"),
}
_YES = {"✓", "✔", "√", "☑", "x", "×", "●", "•", "■", "y", "yes", "true", "是", "有"}
_NO = {"✗", "✘", "☐", "○", "n", "no", "false", "否", "没有"}
_RANKS = (
    "none, nil, 无, 无关, 不相关, 无相关",
    "very low, very weak, 很低, 很弱, 极弱",
    "low, weak, minor, small, slight, l, 低, 弱, 小, 弱相关, 低度相关",
    "medium, moderate, mid, m, 中, 中等, 一般, 中相关, 中等相关, 中度相关",
    "high, strong, major, large, h, 高, 强, 大, 强相关, 高度相关",
    "very high, very strong, extreme, 很高, 很强, 极强",
)
_WORDS = {w.strip(): rank for rank, words in enumerate(_RANKS) for w in words.split(",")}
_DIRECTIONS = {"positive": 1, "synergy": 1, "正": 1, "正向": 1, "协同": 1}
_DIRECTIONS |= {"negative": -1, "trade-off": -1, "负": -1, "负向": -1, "权衡": -1}
_DIRECTIONS |= {"neutral": 0, "中性": 0}
# kinds of values, as messages name them
NOT_ASSESSED, NUMBER, SIGN, TICK, WORD = "n/a", "numbers", "signs", "ticks", "words"
LISTED = "listed"  # on a sheet Scale


@dataclass(frozen=True)
class Value:
    """What a cell says: of which kind, how strong, with which sign, and how it is written."""

    kind: str
    size: float
    sign: str
    text: str


def parse_value(text: str, listed: dict[str, "Value"]) -> Value | None:
    """Read one cell; `listed` are the values of a sheet Scale.  None for what is no level."""
    plain = fold(text)
    if plain in listed:
        return listed[plain]
    if plain in _NOT_ASSESSABLE or plain.translate(DASHES) in _NOT_ASSESSABLE:
        return Value(NOT_ASSESSED, 0, "", "NA")
    dashed = plain.translate(DASHES).replace(" ", "")
    if _NUMBER.fullmatch(dashed):
        size = _read_number(dashed)
        return Value(NUMBER, abs(size), _sign(size), f"{abs(size):g}")
    if _SIGNS.fullmatch(dashed):
        return Value(SIGN, len(dashed), dashed[0], dashed)
    if plain in _YES or plain in _NO:
        return Value(TICK, float(plain in _YES), "", "1" if plain in _YES else "0")
    if plain in _DIRECTIONS:
        turn = _DIRECTIONS[plain]
        return Value(WORD, abs(turn), _sign(turn), plain)
    return Value(WORD, _WORDS[plain], "", plain) if plain in _WORDS else None


def find_level(text: str, levels: Iterable[str]) -> str:
    """Return the level that a text stands for, as spreadsheets may have changed it: 3 for +3."""
    known = list(levels)
    if not text or text in known:
        return text
    for read in (_fold_value, lambda value: _fold_value(value).removeprefix("+")):
        found = [level for level in known if read(level) == read(text)]
        if len(found) == 1:
            return found[0]
    return text


def _fold_value(text: str) -> str:
    """Write a value in one way: its dash, its sign, and 1 for 1.0."""
    plain = fold(text).translate(DASHES).replace("n/a", "na")
    if not _NUMBER.fullmatch(plain):
        return plain
    sign = plain[0] if plain[0] in "+-" else ""
    return f"{sign}{abs(_read_number(plain)):g}"


def _read_number(text: str) -> float:
    """Read a number that fits _NUMBER: with a point or comma, or as a percentage."""
    return float(text.rstrip("%").replace(",", ".")) / (100 if text.endswith("%") else 1)


def _sign(size: float) -> str:
    return "-" if size < 0 else "+" if size > 0 else ""
