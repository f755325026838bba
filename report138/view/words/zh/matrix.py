"""矩阵：标题、读法、图题、替代文字，以及各赛道的格数。"""

from report138.view.names import Names
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.matrix import Tile
from report138.view.words.facts.readings import Accord
from report138.view.words.zh.cells import list_gaps, say_unjudged
from report138.view.words.zh.grammar import abridge, bracket, count, label, share_cells
from report138.view.words.zh.terms import TERMS


def summarize_matrix(cells: Cells, accord: Accord, names: Names) -> str:
    """一行标题：几次阅读在几格上一致，分歧取决于什么。"""
    if not cells.judged:
        return say_unjudged(cells)
    if not accord.compared:
        return _say_one_reading(cells, accord, names)
    return _say_accord(accord, names) + _note_rest(accord)


def _say_one_reading(cells: Cells, accord: Accord, names: Names) -> str:
    """只有一次阅读时，或几次阅读没有共同判定的格时。"""
    evidence = names.say("evidence")
    said = f"{share_cells(cells.found, cells.total)}{evidence}"
    if cells.total == 1:
        said = f"唯一的一格{evidence if cells.found else names.say('no_evidence')}"
    elif cells.found == cells.total:
        said = f"全部{cells.total}格{evidence}"
    if cells.found and cells.empty:
        said += f"，{cells.empty}格{names.say('empty')}"
    which = "一次阅读" if accord.readings < 2 else "每格只有一次阅读判定"
    gaps = list_gaps(cells)
    return said + bracket(f"{which}；{gaps}" if gaps else which)


def _say_accord(accord: Accord, names: Names) -> str:
    """一致的格、有依据与未见的格、有分歧的格。"""
    readings = f"{count(accord.readings)}次阅读"
    whole = accord.compared == accord.cells
    of = f"{accord.compared}格" if whole else f"共同判定的{accord.compared}格"
    if not accord.agreed:
        only = "唯一的一格" if accord.compared == 1 else f"全部{of}"
        return f"{readings}在{only}上都有分歧{_say_turn(accord)}"
    parts = [f"{accord.found}格{names.say('evidence')}"] if accord.found else []
    parts += [f"{accord.empty}格{names.say('empty')}"] if accord.empty else []
    share = f"{of}中的{accord.agreed}格" if accord.disputed else f"全部{of}"
    if accord.compared == 1:
        one = names.say("evidence") if accord.found else names.levels.name(0)
        share, parts = "唯一可比的一格", [one]
    said = f"{readings}在{share}上一致：{'，'.join(parts)}"
    if not accord.disputed:
        return said
    turn = _say_turn(accord).lstrip("，") or "有分歧"
    if accord.opposed and accord.opposed < accord.disputed:
        turn += f"，其中{accord.opposed}格为促进还是相悖之别"
    return f"{said}；其余{accord.disputed}格{turn}"


def _say_turn(accord: Accord) -> str:
    """有分歧的格取决于几个用语，或方向不同。"""
    if accord.words:
        return f"，取决于{count(accord.words)}个用语"
    if accord.opposed == accord.disputed:
        return "，是促进还是相悖判断不同"
    return ""


def _note_rest(accord: Accord) -> str:
    """注明只有一次阅读判定、未编码、无法判断的格。"""
    rest = [f"{accord.single}格只有一次阅读判定"] if accord.single else []
    rest += [f"{accord.uncoded}格{TERMS['not_coded']}"] if accord.uncoded else []
    rest += [f"{accord.declined}格{TERMS['not_assessable']}"] if accord.declined else []
    return bracket(f"另有{'，'.join(rest)}") if rest else ""


def summarize_part(where: str, cells: Cells, accord: Accord, names: Names) -> str:
    """一行标题：矩阵的这一部分如何。"""
    return label(where, summarize_matrix(cells, accord, names))


def explain_matrix(readings: int, margins: bool, names: Names) -> str:
    """怎样读矩阵。"""
    what = "格中" if names.levels.own else "数字"
    said = f"{what}为等级，取等级最高的{names.count('一', 'unit')}"
    if not names.quoted:
        said = f"{what}为{names.one('source')}所给的等级"
    if readings > 1:
        said = f"{what}为等级，取各次阅读偏低的中位数"
    return said + (
        f"；右侧与下方为联系（{names.levels.say_links()}）的数目和各级格数。" if margins else "。"
    )


def explain_compact(readings: int, names: Names) -> str:
    """怎样读小格的矩阵。"""
    counted = f"；{names.one('unit')}数见后面的表" if names.quoted else ""
    split = "；对角分开的为有分歧的格" if readings > 1 else ""
    return f"{explain_matrix(readings, False, names)[:-1]}{split}{counted}。"


def note_signs(counts: dict[str, int]) -> str:
    """标题里注明联系中有几个相悖：有依据不等于促进。"""
    hinder = counts.get("hinder", 0) + counts.get("both", 0)
    return f"；{sum(counts.values())}格联系中{hinder}格含相悖" if hinder else ""


def count_signs(counts: dict[str, int]) -> str:
    """联系中促进、相悖与两者并存的数目，以及并存时数字取哪一个。"""
    if not counts:
        return ""
    links = sum(counts.values())
    said = [f"促进{counts['further']}", f"相悖{counts['hinder']}"]
    said += [f"两者并存{counts['both']}"] if counts["both"] else []
    said += [f"方向不明{counts['open']}"] if counts["open"] else []
    of = f"{links}格联系中，{'，'.join(said)}" if links else "没有一格是联系"
    return f"{of}{'；两者并存的格，数字取较高的等级' if counts['both'] else ''}。"


def explain_part(where: str) -> str:
    """图只画出一部分时，说明是哪一部分，其余在哪里。"""
    return f"图为{where}这一部分，其余见表和数据。"


def explain_overview(named: bool, names: Names) -> str:
    """怎样读放不下名称的总览。"""
    follow = "分页细图见后" if named else "分页细图从略，见矩阵的表"
    blank = f"空白为{names.levels.name(0)}或{TERMS['not_coded']}"
    return f"每个小方块为一格，颜色越醒目等级越高；{blank}。行列以编号标出，{follow}。"


def caption_matrix(places: list[str], linked: bool, names: Names) -> str:
    """矩阵的图题与出处；格子可以点开时说明。"""
    where = f"出处：{abridge(places, '处')}。" if places else ""
    click = "点任一格可见原文。" if linked and names.quoted else ""
    if not names.quoted:
        return f"等级出自{names.one('source')}，是否如此，本报告不作判断。"
    shown = f"{names.one('source') if names.is_own('source') else '该文'}写了什么"
    return f"图示{shown}，不代表实际情况。{where}{click}"


def describe_matrix(rows: list[tuple[str, list[Tile]]], readings: int, names: Names) -> str:
    """为看不见图的读者逐行说出矩阵。"""
    said = [label(name, "，".join(say_tile(tile, names) for tile in tiles)) for name, tiles in rows]
    whole = f"，{count(readings)}次阅读合在一起" if readings > 1 else ""
    return (
        f"矩阵，行为{names.one('scenario')}，列为{names.one('track')}{whole}。{'；'.join(said)}。"
    )


def say_tile(tile: Tile, names: Names) -> str:
    """说出一格：等级，或分歧，或没有等级的原因。"""
    grade, minus = names.levels.grade, ""
    if tile.other is not None:
        kind = "促进表述" if tile.sign == "-" else "相悖表述"
        minus = bracket(f"{kind if names.quoted else '另有'}{grade(tile.other)}")
    if tile.judged:
        levels = grade(tile.highest).replace(tile.highest, f"{tile.lowest}至{tile.highest}")
        if tile.lowest == tile.highest:
            levels = grade(tile.highest)
        opposed = "，方向判断不同" if tile.opposed else ""
        share = f"{tile.judged}次阅读中{tile.found}次{names.say('evidence')}"
        opposed = opposed or ("，相悖" if tile.sign == "-" else "")
        return f"{tile.track}有分歧{bracket(f'{share}，{levels}{opposed}')}"
    if tile.level is None:
        inferred = bracket(f"另有推断{names.count(tile.inferred, 'unit')}") if tile.inferred else ""
        return f"{tile.track} {names.levels.say_blank(tile.blank)}{inferred}"
    if tile.sign == "-":
        return f"{tile.track} 相悖，{grade(tile.level)}{minus}"
    kinds = {"?": "方向不明", "+-": "促进与相悖并存"}
    minus = minus or (bracket(kinds[tile.sign]) if tile.sign in kinds else "")
    return f"{tile.track} {grade(tile.level)}{minus}"
