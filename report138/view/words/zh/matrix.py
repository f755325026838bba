"""矩阵：标题、读法、替代文字，以及各格的数目、等级与依据。"""

from report138.view.words.facts.cells import Cells
from report138.view.words.facts.matrix import Tile
from report138.view.words.zh.cells import note_uncoded, say_unjudged
from report138.view.words.zh.grammar import bracket, close, count, label, share_cells
from report138.view.words.zh.terms import TERMS


def summarize_matrix(cells: Cells) -> str:
    """一行标题：多少格有原文依据，哪条赛道最少。"""
    if not cells.judged:
        return say_unjudged(cells)
    return f"{share_cells(cells.found, cells.total)}有原文依据{note_uncoded(cells)}"


def summarize_part(where: str, cells: Cells) -> str:
    """一行标题：矩阵的这一部分有多少格有原文依据。"""
    if not cells.judged:
        return label(where, say_unjudged(cells))
    share = share_cells(cells.found, cells.total)
    return f"{label(where, share)}有原文依据{note_uncoded(cells)}"


def explain_overview() -> str:
    """怎样读放不下名称的总览。"""
    blank = f"空白为{TERMS['level_0']}或{TERMS['not_coded']}"
    return f"每个小方块为一格，颜色越醒目等级越高；{blank}。行列以编号标出，分页细图见后。"


def describe_matrix(rows: list[tuple[str, list[Tile]]]) -> str:
    """为看不见图的读者逐行说出矩阵。"""
    said = [label(name, "，".join(map(_say_tile, tiles))) for name, tiles in rows]
    return f"矩阵，行为场景，列为赛道。{'；'.join(said)}。"


def _say_tile(tile: Tile) -> str:
    if tile.level is None:
        return f"{tile.track} {TERMS[tile.blank]}"
    minus = "" if tile.hindering is None else bracket(f"相悖表述{tile.hindering}级")
    return f"{tile.track} {tile.level}级{minus}"


def read_margins(cells: Cells, tracks: list[tuple[str, Cells]]) -> str:
    """逐条赛道：在几个场景中有依据，各是几级。"""
    if not cells.judged:
        return close(say_unjudged(cells))
    return close("；".join(_read_track(name, cells) for name, cells in tracks))


def _read_track(name: str, cells: Cells) -> str:
    if not cells.judged:
        return f"{name}{TERMS[cells.blank]}"
    if not cells.found:
        return f"{name}未见依据"
    levels = "，".join(f"{number}格为{level}级" for level, number in cells.levels.items())
    return f"{name}在{count(cells.found)}个场景中有依据{bracket(levels)}"
