"""矩阵：标题、读法、替代文字，以及各格的数目、等级与依据。"""

from report138.view.words.facts.cells import Cells
from report138.view.words.facts.matrix import Complete, Footing, Tile
from report138.view.words.zh.cells import list_gaps, note_uncoded, say_unjudged
from report138.view.words.zh.grammar import abridge, bracket, close, count, label, share_cells
from report138.view.words.zh.terms import TERMS, name_level


def summarize_matrix(cells: Cells, fewest: tuple[str, int] | None) -> str:
    """一行标题：多少格有原文依据，哪条赛道最少。"""
    if not cells.judged:
        return say_unjudged(cells)
    least = f"，{fewest[0]}只落在{count(fewest[1])}个场景" if fewest else ""
    return f"{share_cells(cells.found, cells.total)}有原文依据{least}{note_uncoded(cells)}"


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


def compare_claim(cells: Cells, complete: Complete) -> str:
    """原文说处处相连，逐格查证又是如何。"""
    if not cells.judged:
        return close(say_unjudged(cells))
    gaps = list_gaps(cells)
    said = f"逐格查证的结果是：{share_cells(cells.found, cells.total)}有依据"
    if cells.empty and (cells.found or gaps):
        said += f"，{cells.empty}格未见"
    if gaps:
        said += f"，{gaps}"
    if not cells.found:
        return f"{said}。"
    levels = "，".join(
        f"{n}格{name_level(level)}（{level}级）" for level, n in cells.levels.items()
    )
    return f"{said}；有依据的格中，{levels}。{_say_complete(complete)}"


def _say_complete(complete: Complete) -> str:
    """哪些场景与每条赛道都有依据；只有一条赛道时不说。"""
    if not complete.comparable:
        return ""
    each = "两条赛道" if complete.tracks == 2 else f"全部{count(complete.tracks)}条赛道"
    if not complete.names:
        return f"没有一个场景与{each}都有依据。"
    if complete.every:
        return f"每个场景与{each}都有依据。"
    names = abridge(complete.names, "个")
    return close(f"与{each}都有依据的场景有{count(len(complete.names))}个：{names}")


def state_certainty(judged: bool, footing: Footing) -> str:
    """多少格系于一条引文，由几人编码，有没有相悖的表述。"""
    if not judged:
        return ""  # 前一句已说明原因
    if not footing.found:
        return "没有一格有依据。"
    coders = f"编码者{count(len(footing.coders))}人"
    if len(footing.coders) > 1:
        coders += f"，矩阵取{footing.coders[0]}的编码"
    minus = "来源未写赛道与场景之间的取舍或冲突。"
    if footing.hindered:
        minus = f"{footing.hindered}格含相悖表述，与促进表述分列，不相抵。"
    return f"{_say_fragile(footing.fragile, footing.found)}；{coders}。{minus}"


def _say_fragile(fragile: int, found: int) -> str:
    """有依据的格中，多少格系于一条引文。"""
    if found == 1 and fragile:
        return "有依据的只有一格，其等级系于一条引文，去掉它就降级"
    if found == 1:
        return "有依据的只有一格，去掉任何一条引文都不降级"
    if not fragile:
        return f"有依据的{found}格中，没有一格去掉一条引文就降级"
    cells = "每一格" if fragile == found else f"{fragile}格"
    return f"有依据的{found}格中，{cells}的等级系于一条引文，去掉它就降级"
