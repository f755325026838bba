"""没有定级的格：未编码、无法判断，或只有推断引文。"""

from report138.view.words.facts.cells import Cells
from report138.view.words.zh.grammar import bracket
from report138.view.words.zh.terms import TERMS


def say_unjudged(cells: Cells) -> str:
    """说明为什么没有一格定级，句末不加句号。"""
    if cells.declined == cells.total:
        return "没有一格可以判断"
    if cells.inferred:
        return "只有推断引文，没有一格定级"
    return "还没有编码" if cells.uncoded == cells.total else "还没有一格定级"


def list_gaps(cells: Cells) -> str:
    """数出未编码与无法判断的格；都没有时为空。"""
    gaps = [f"{cells.uncoded}格{TERMS['not_coded']}"] if cells.uncoded else []
    gaps += [f"{cells.declined}格{TERMS['not_assessable']}"] if cells.declined else []
    return "，".join(gaps)


def note_uncoded(cells: Cells) -> str:
    """在括号里注明还有几格未编码，标题说的不是它们。"""
    return bracket(f"尚有{cells.uncoded}格{TERMS['not_coded']}") if cells.uncoded else ""
