"""Marks whose meaning only those beside them tell: circles, crosses, stars, and “partly”.

In: the cells of all pages; out: what each such mark says, as a sheet Scale would say it.
"""

import re
from collections.abc import Iterable

from report138.coding.headings import fold
from report138.coding.level_values import TICK, WORD, Value
from report138.coding.read_workbook import Page

# Each system has an order, none first; one of the telling marks says that it is in use.
_FILLED = {"○": 0, "◔": 1, "◐": 2, "◑": 2, "◒": 2, "◓": 2, "◕": 3, "●": 4}
_WEIGHED = {"×": 0, "△": 1, "▲": 1, "▽": 1, "○": 2, "◎": 3, "●": 3}
_PARTLY = {"部分", "部分符合", "partly", "partial", "partially"}
_WHOLLY = {"完全", "完全符合", "符合", "是", "有", "full", "fully", "yes", "y"}
_NOT = {"否", "无", "没有", "不符合", "none", "no", "n"}
_DEGREES = {**dict.fromkeys(_NOT, 0), **dict.fromkeys(_PARTLY, 1), **dict.fromkeys(_WHOLLY, 2)}
_SYSTEMS: tuple[tuple[dict[str, int], set[str]], ...] = (
    (_FILLED, set("◔◐◑◒◓◕")),
    (_WEIGHED, set("◎△▲▽")),
    (_DEGREES, _PARTLY),
)
_TICKS = {"✓", "✔", "√", "☑"}
_YES = _TICKS | {"是", "有", "yes", "y", "○"}
_REPEATED = re.compile(r"([★✓✔√])\1*☆*|☆+")


def list_marks(pages: Iterable[Page]) -> tuple[dict[str, Value], list[str]]:
    """Return what marks in the cells of pages say, by the text of a cell, and what was guessed."""
    pages = list(pages)
    texts = {
        fold(text) for page in pages for cells in page.rows.values() for text in cells.values()
    }
    for order, telling in _SYSTEMS:
        if texts & telling:
            return _list_words({text: order[text] for text in order if text in texts}), []
    repeated = {text for text in texts if _REPEATED.fullmatch(text)}
    if any(len(text) > 1 for text in repeated) or repeated & {"★", "☆"}:
        return _list_words({text: len(text.rstrip("☆")) for text in repeated}), []
    if {"●", "○"} <= texts:
        return _list_circles(texts, pages)
    return _list_crosses(texts)


def _list_circles(texts: set[str], pages: list[Page]) -> tuple[dict[str, Value], list[str]]:
    """Take ○ for none beside ●, or for a weaker ● where something else stands for none."""
    if "×" in texts:
        return _list_words({"×": 0, "○": 1, "●": 2}), []
    if not any(map(_has_gaps, pages)):
        return _list_words({"○": 0, "●": 1}), []
    return _list_words({"○": 1, "●": 2}), [
        "○ is taken for a weaker ●, as cells are empty where there is none; a sheet Scale says otherwise"
    ]


def _list_words(sizes: dict[str, int]) -> dict[str, Value]:
    return {text: Value(WORD, size, "", text) for text, size in sizes.items()}


def _list_crosses(texts: set[str]) -> tuple[dict[str, Value], list[str]]:
    """Take crosses for none where something else stands for yes; alone they are ticks."""
    ticks = sorted(texts & (_TICKS if "x" in texts else _YES))
    crosses = sorted(texts & {"×", "x"})
    if not ticks or not crosses:
        return {}, []
    values = {text: Value(TICK, 1, "", "1") for text in ticks}
    values |= {text: Value(TICK, 0, "", "0") for text in crosses}
    return values, [f"{' and '.join(crosses)} for none, as {ticks[0]} stands for yes"]


def _has_gaps(page: Page) -> bool:
    """Return whether cells are empty in the rows and columns that hold circles."""
    circles = {
        (row, column)
        for row, cells in page.rows.items()
        for column, text in cells.items()
        if text in ("●", "○")
    }
    rows, columns = ({place[side] for place in circles} for side in (0, 1))
    return any(column not in page.rows[row] for row in rows for column in columns)
