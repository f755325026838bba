"""框架由什么构成，以及报告开头的那句回答。"""

from dataclasses import replace

from report138.view.names import Names
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.parts import Parts
from report138.view.words.zh.cells import list_gaps, say_unjudged
from report138.view.words.zh.grammar import bracket, close, count, join, label, mark
from report138.view.words.zh.matrix import note_signs
from report138.view.words.zh.statements import say_stated
from report138.view.words.zh.terms import TERMS


def summarize_parts(parts: Parts, names: Names) -> str:
    """一行标题：几个总目标、几条赛道、几个场景。"""
    tiers = (("goal", parts.goals), ("track", parts.tracks), ("scenario", parts.scenarios))
    return join([names.count(count(len(found)), tier) for tier, found in tiers if found])


def explain_tree(details: bool, parts: Parts, names: Names) -> str:
    """怎样读框架图。"""
    small = "；小字为目标表述或牵引" if details else ""
    if not parts.scenarios:
        above = (
            f"自上而下为{join([names.one('goal'), names.one('track')])}。" if parts.goals else ""
        )
        return f"{above}矩阵的行与列都是这些{names.one('track')}{small}。"
    tiers = join([names.one(tier) for tier in ("goal", "track", "scenario")[not parts.goals :]])
    return f"自上而下为{tiers}{small}。竖线只表示层次，不表示对应关系。"


def caption_tree(places: list[str]) -> str:
    """框架图的图题与出处。"""
    where = f"；出处 {join(places)}" if places else ""
    return close(f"框架的构成{where}")


def describe_tree(tiers: list[tuple[str, list[tuple[str, str]]]], names: Names) -> str:
    """用文字说出框架图。"""
    said = [
        label(names.one(tier), join([_name_element(*element) for element in elements]))
        for tier, elements in tiers
        if elements
    ]
    return close("；".join(said))


def _name_element(name: str, driver: str) -> str:
    return name + (bracket(label(TERMS["driver"], driver)) if driver else "")


def mark_passage(basis: str, places: list[str]) -> str:
    """注明一段文字的来历与出处。"""
    return mark("，".join([TERMS[f"basis_{basis}"], *([join(places)] if places else [])]))


def state_answer(parts: Parts, cells: Cells, signs: dict[str, int], names: Names) -> str:
    """框架是什么，原文把哪里连在一起，联系中有几个相悖。"""
    what = f"{names.count(count(len(parts.tracks)), 'track')}两两相对"
    if parts.scenarios:
        what = summarize_parts(replace(parts, goals=[]), names)
    noted = note_signs(signs).removeprefix("；")
    return f"{what}，{_say_links(cells, names)}。" + (f"{noted}。" if noted else "")


def _say_links(cells: Cells, names: Names) -> str:
    """几格写明联系，几格仅并提，几格未见。"""
    if not cells.judged:
        return say_unjudged(cells)
    levels, state = names.levels, say_stated(names)
    links = sum(number for rank, number in cells.levels.items() if rank >= levels.scale.stated)
    weaker = "等级不到联系" if levels.own else levels.name(1)
    named = cells.found - links
    if cells.total == 1:
        one = state if links else weaker
        return f"唯一的一格{one if cells.found else levels.name(0)}"
    parts = [f"{names.one('source')}{state}的有{links}格" if links else f"没有一格{state}"]
    if named:
        parts.append(f"{weaker}的有{named}格")
    if cells.empty:
        every = cells.empty == cells.total
        doubtful = f"（其中{cells.doubtful}格有分歧）" if cells.doubtful else ""
        none = f"等级为“{levels.name(0)}”" if levels.own else levels.name(0)
        empty = f"全部{none}" if every else f"{none}的有{cells.empty}格"
        parts.append(f"{empty}{doubtful}")
    gaps = f"；{list_gaps(cells)}" if list_gaps(cells) else ""
    return f"共{cells.total}格：{'，'.join(parts)}{gaps}"


def read_tracks(names: Names, total: int, aims: int, drivers: int) -> str:
    """几条赛道有目标表述，几条写明牵引。"""
    if total == 1:
        return _read_only(f"唯一的{names.one('track')}", {"aim": aims, "driver": drivers})
    all_of, unit = names.count(count(total), "track"), names.measure("track")
    aimed = _say_given(all_of, unit, total, aims, "有目标表述", "没有目标表述")
    return f"{aimed}，{_say_given('', unit, total, drivers, '写明牵引', '没有写明牵引')}。"


def read_scenarios(names: Names, total: int, drivers: int, qualities: int) -> str:
    """几个场景写明牵引，几个写明品质。"""
    if total == 1:
        return _read_only(
            f"唯一的{names.one('scenario')}", {"driver": drivers, "quality": qualities}
        )
    all_of = names.count(count(total), "scenario")
    if drivers == qualities == total:
        return f"{all_of}都写明了牵引和品质。"
    driven = _say_given(all_of, "个", total, drivers, "写明牵引", "没有写明牵引")
    return f"{driven}，{_say_given('', '个', total, qualities, '写明品质', '没有写明品质')}。"


def _say_given(who: str, unit: str, total: int, given: int, has: str, lacks: str) -> str:
    """全都有、全都没有，或只有几个有。"""
    if given == total:
        return f"{who}都{has}"
    if not given:
        return f"{who}都{lacks}"
    among = f"{who}中，" if who else ""
    return f"{among}{has}的有{count(given)}{unit}"


def _read_only(only: str, given: dict[str, int]) -> str:
    """同类只有一个要素时，原文写明了什么，未写明什么。"""
    stated = "和".join(TERMS[stem] for stem, number in given.items() if number)
    lacking = "和".join(TERMS[stem] for stem, number in given.items() if not number)
    said = [f"写明了{stated}"] if stated else []
    said += [f"未写明{lacking}"] if lacking else []
    return f"对{only}，原文{'，'.join(said)}。"
