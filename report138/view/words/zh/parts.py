"""框架由什么构成，以及报告开头的那句回答。"""

from report138.view.words.facts.cells import Cells
from report138.view.words.facts.parts import MOST_NAMES, Parts
from report138.view.words.zh.cells import list_gaps, say_unjudged
from report138.view.words.zh.grammar import bracket, close, count, join, label, mark, share_cells
from report138.view.words.zh.terms import TERMS, name_level


def summarize_parts(parts: Parts) -> str:
    """一行标题：几个总目标、几条赛道、几个场景。"""
    goals, tracks, scenarios = map(len, (parts.goals, parts.tracks, parts.scenarios))
    return f"{count(goals)}个总目标、{count(tracks)}条赛道、{count(scenarios)}个场景"


def explain_tree(details: bool) -> str:
    """怎样读框架图。"""
    small = "；小字为目标表述或牵引" if details else ""
    return f"自上而下为总目标、赛道、场景{small}。竖线只表示层次，不表示对应关系。"


def caption_tree(places: list[str]) -> str:
    """框架图的图题与出处。"""
    where = f"；出处 {join(places)}" if places else ""
    return close(f"框架的构成{where}")


def describe_tree(tiers: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """用文字说出框架图。"""
    said = [
        label(TERMS[tier], join([_name_element(*element) for element in elements]))
        for tier, elements in tiers
    ]
    return close("；".join(said))


def _name_element(name: str, driver: str) -> str:
    return name + (bracket(label(TERMS["driver"], driver)) if driver else "")


def mark_passage(basis: str, places: list[str]) -> str:
    """注明一段文字的来历与出处。"""
    return mark("，".join([TERMS[f"basis_{basis}"], *([join(places)] if places else [])]))


def state_answer(parts: Parts, cells: Cells) -> str:
    """一句话：框架是什么，原文把哪里连在一起。"""
    return (
        f"{count(len(parts.goals))}个总目标{_list_few(parts.goals)}、"
        f"{count(len(parts.tracks))}条赛道{_list_few(parts.tracks)}、"
        f"{count(len(parts.scenarios))}个场景；{_say_links(cells)}。"
    )


def _list_few(names: list[str]) -> str:
    """名称不多时列在括号里。"""
    return bracket(join(names)) if len(names) <= MOST_NAMES else ""


def _say_links(cells: Cells) -> str:
    """多少格的赛道与场景有联系，各是什么等级。"""
    if not cells.judged:
        return say_unjudged(cells)
    levels = f"，{_say_levels(cells.levels)}" if cells.levels else ""
    gaps = f"；{list_gaps(cells)}" if list_gaps(cells) else ""
    share = share_cells(cells.found, cells.total)
    return f"按原文逐格查证，{share}的赛道与场景有联系{levels}{gaps}"


def _say_levels(levels: dict[int, int]) -> str:
    """各等级有几格；没有的等级不提。"""
    names = {level: ("只是" if level == 1 else "") + name_level(level) for level in levels}
    if len(levels) == 1:
        ((level, number),) = levels.items()
        return f"{'这一格' if number == 1 else '都'}{names[level]}"
    return "其中" + "，".join(f"{number}格{names[level]}" for level, number in levels.items())


def read_tracks(total: int, aims: int, drivers: int) -> str:
    """原文为几条赛道给出目标表述，为几条写明牵引。"""
    if total == 1:
        return _read_only("唯一的赛道", {"aim": aims, "driver": drivers})
    aimed = f"原文给出目标表述的有{count(aims)}条" if aims else "原文均未给出目标表述"
    driven = f"写明牵引的有{count(drivers)}条" if drivers else "均未写明牵引"
    if not aims and not drivers:
        driven = "也未写明牵引"
    return f"{count(total)}条赛道中，{aimed}，{driven}。"


def read_scenarios(total: int, drivers: int, qualities: int) -> str:
    """原文为几个场景写明牵引，为几个写明品质语。"""
    if total == 1:
        return _read_only("唯一的场景", {"driver": drivers, "quality": qualities})
    driven = f"原文写明牵引的有{count(drivers)}个" if drivers else "原文均未写明牵引"
    named = f"写明品质语的有{count(qualities)}个" if qualities else "均未写明品质语"
    if not drivers and not qualities:
        named = "也未写明品质语"
    return f"{count(total)}个场景中，{driven}，{named}。"


def _read_only(only: str, given: dict[str, int]) -> str:
    """同类只有一个要素时，原文写明了什么，未写明什么。"""
    stated = "和".join(TERMS[stem] for stem, number in given.items() if number)
    lacking = "和".join(TERMS[stem] for stem, number in given.items() if not number)
    said = [f"写明了{stated}"] if stated else []
    said += [f"未写明{lacking}"] if lacking else []
    return f"对{only}，原文{'，'.join(said)}。"
