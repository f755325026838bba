"""报告的几项论断：各指什么，在几次阅读中成立。"""

from report138.view.levels import Levels
from report138.view.names import Names
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.statements import Held, Holders, Missing, Signs, TrackLinks
from report138.view.words.zh.cells import say_unjudged
from report138.view.words.zh.grammar import abridge, bracket, close, count, join, mark
from report138.view.words.zh.terms import TERMS

FEW = 3  # 一条论断列得下的格
MOST_TRACKS = 6  # 一句话能逐条列出的赛道


def word_statement(key: str, holders: Holders, names: Names) -> str:
    """说出一项论断。"""
    return close(_note_hindering(_WORDINGS[key](holders, names), holders))


def _word_linked(cells: Holders, names: Names) -> str:
    if len(cells.names) > FEW:  # 前面的矩阵可见是哪几格
        return f"矩阵所示的{len(cells.names)}格{say_stated(names)}"
    return f"{say_stated(names)}的有{len(cells.names)}格：{abridge(cells.names, '格')}"


def _word_most(tracks: Holders, names: Names) -> str:
    number = count(tracks.number)
    if tracks.every:
        both = names.count("两" if tracks.of == 2 else "各", "track")
        return f"{both}的联系一样多（各{names.count(number, 'scenario')}）"
    each = "" if len(tracks.names) == 1 else "各"
    return f"联系最多的是{abridge(tracks.names, names.measure('track'))}（矩阵中{each}{names.count(number, 'scenario')}）"


def _word_means(cells: Holders, names: Names) -> str:
    means = names.levels.name(3)
    if names.levels.own:
        means = f"等级为{names.levels.head_rank(names.levels.scale.top)}"
    if not cells.names:
        return f"没有一格{means}"
    return f"{means}的有{len(cells.names)}格：{abridge(cells.names, '格')}"


def _say_all(tracks: int, names: Names) -> str:
    return names.count("两" if tracks == 2 else f"全部{count(tracks)}", "track")


def _word_complete(scenarios: Holders, names: Names) -> str:
    tracks = _say_all(scenarios.tracks, names)
    if not scenarios.names:
        return f"没有一个{names.one('scenario')}与{tracks}都有联系"
    if scenarios.every:
        return f"每个{names.one('scenario')}与{tracks}都有联系"
    return f"与{tracks}都有联系的{names.one('scenario')}有{count(len(scenarios.names))}个：{abridge(scenarios.names, '个')}"


def _word_several(scenarios: Holders, names: Names) -> str:
    if not scenarios.names:
        return f"没有一个{names.one('scenario')}与一{names.measure('track')}以上的{names.one('track')}有联系"
    if scenarios.every:
        return f"每个{names.one('scenario')}都与一{names.measure('track')}以上的{names.one('track')}有联系"
    several = f"一{names.measure('track')}以上{names.one('track')}"
    return f"与{several}有联系的{names.one('scenario')}只有{abridge(scenarios.names, '个')}"


def _word_unlinked(scenarios: Holders, names: Names) -> str:
    if not scenarios.names:
        return f"每个{names.one('scenario')}都至少与{names.count('一', 'track')}有联系"
    if scenarios.every:
        return f"没有一个{names.one('scenario')}与{names.one('track')}有联系"
    number = count(len(scenarios.names))
    return f"与任何{names.one('track')}都没有联系的{names.one('scenario')}有{number}个：{abridge(scenarios.names, '个')}"


def _word_bare(scenarios: Holders, names: Names) -> str:
    if not scenarios.names:
        return _say_every_bare(names)
    if scenarios.every:
        return _say_no_bare(names)
    number = count(len(scenarios.names))
    bare = f"都{names.say('no_evidence')}"
    return f"与任何{names.one('track')}{bare}的{names.one('scenario')}有{number}个：{abridge(scenarios.names, '个')}"


def _say_every_bare(names: Names) -> str:
    if names.levels.own:
        return f"每个{names.one('scenario')}都至少有一格{names.say('evidence')}"
    return f"每个{names.one('scenario')}都至少与{names.count('一', 'track')}同见于{names.one('source')}"


def _say_no_bare(names: Names) -> str:
    if names.levels.own:
        return f"没有一个{names.one('scenario')}{names.say('any_evidence')}"
    return f"没有一个{names.one('scenario')}与{names.one('track')}同见于{names.one('source')}"


def _word_half(cells: Holders, names: Names) -> str:
    size = "达到半数" if 2 * cells.number >= cells.of else "不到半数"
    return f"判定过的格中，{names.say('evidence')}的{size}（矩阵中{cells.of}格有{cells.number}格）"


_WORDINGS = {
    "linked": _word_linked,
    "most": _word_most,
    "means": _word_means,
    "complete": _word_complete,
    "several": _word_several,
    "unlinked": _word_unlinked,
    "bare": _word_bare,
    "half": _word_half,
}


def _note_hindering(said: str, holders: Holders) -> str:
    """在论断之后注明所数的联系中有几个相悖：相悖的都不算支持。"""
    if not holders.hindering:
        return said
    note = f"其中{holders.hindering}个联系相悖"
    return f"{said[:-1]}，{note}）" if said.endswith("）") else said + bracket(note)


def _mark_held(held: Held) -> str:
    """在几次阅读中的几次里成立；只有一次阅读时不说。"""
    return mark(f"{held.taken}/{held.of}次阅读") if held.of > 1 else ""


def state_links(
    tracks: list[TrackLinks], linked: Holders, means: Holders, signs: Signs, names: Names
) -> str:
    """第一项：原文把每条赛道与哪些场景联系起来，哪里点名了举措。"""
    if not linked.names:
        both = f"{names.one('track')}与{names.one('scenario')}的"
        return f"没有一格{say_stated(names, both)}。"
    where = f"{say_stated(names)}的有{len(linked.names)}格{_mark_held(linked.held)}"
    end = _say_signs(signs) + _say_strongest(means, names)
    if len(tracks) > MOST_TRACKS:
        return f"{where}，见矩阵。{end}"
    said = [_say_track(item) for item in tracks if item.scenarios]
    none = [item.track for item in tracks if not item.scenarios]
    if none:
        lacks = "没有写明" if names.quoted else "没有判为"
        said.append(
            f"{abridge(none, names.measure('track'))}{lacks}与哪个{names.one('scenario')}有联系"
        )
    return f"{where}：{'；'.join(said)}。{end}"


def _say_strongest(means: Holders, names: Names) -> str:
    """联系分几级时，最高一级有哪些。"""
    if not names.levels.several:
        return ""
    return f"{_note_hindering(_word_means(means, names), means)}{_mark_held(means.held)}。"


def _say_signs(signs: Signs) -> str:
    """其中几格含相悖的联系，几格的方向有分歧。"""
    said = [f"{signs.hindering}格含相悖的联系，不算促进"] if signs.hindering else []
    said += [f"{signs.disputed}格的方向各次阅读判断不一"] if signs.disputed else []
    return f"其中，{'；'.join(said)}。" if said else ""


def _say_track(item: TrackLinks) -> str:
    return f"{item.track}与{abridge(item.scenarios, '个')}"


def state_claim(words: str, place: str, complete: Holders, several: Holders, names: Names) -> str:
    """第二项：原文总说处处相连，逐格看又有几个场景与几条赛道有联系。"""
    claim = f"{names.one('source')}总说：{words}{bracket(place)}。逐格看，" if words else ""
    first = _note_hindering(_word_complete(complete, names), complete)
    second = _note_hindering(_word_several(several, names), several)
    return f"{claim}{first}{_mark_held(complete.held)}，{second}{_mark_held(several.held)}。"


def state_missing(missing: Missing, unlinked: Holders, names: Names) -> str:
    """第三项：几格没有一次阅读见到依据，哪些场景没有联系。"""
    every, none = "每次阅读都" if missing.readings > 1 else "", names.say("no_evidence")
    said = f"{missing.of}格中有{missing.cells}格{every}{none}"
    if missing.cells == missing.of:
        said = f"全部{missing.of}格{every or '都'}{none}"
    elif not missing.cells:
        some = ("至少有一次阅读" if missing.readings > 1 else "") + names.say("evidence")
        judged = "有判定的" if missing.partly else ""
        said = f"{judged}{missing.of}格中每一格都{some}"
    end = _note_hindering(_word_unlinked(unlinked, names), unlinked)
    return f"{said}；{end}{_mark_held(unlinked.held)}。"


def explain_levels(names: Names) -> str:
    """用一行说明各等级。"""
    if names.levels.own:
        return _list_levels(names.levels)
    high, stated, named, none = map(names.levels.name, (3, 2, 1, 0))
    return f"3为{high}，2为{stated}，都称为{TERMS['link']}；1为{named}，不算{TERMS['link']}；0为{none}。"


def _list_levels(levels: Levels) -> str:
    links, lower, none = levels.split_heads()
    if not levels.labelled:
        return _list_values(links, lower, levels.show(0))
    links[-1] += f"（{'都' if len(links) > 1 else ''}称为{TERMS['link']}）"
    return "；".join("，".join(part) for part in (links, lower, none) if part) + "。"


def _list_values(links: list[str], lower: list[str], none: str) -> str:
    """等级没有名称时，说明哪些值称为联系。"""
    said = f"{join(links)}{'都' if len(links) > 1 else ''}称为{TERMS['link']}"
    if lower:
        said += f"；{join(lower)}不到{TERMS['link']}"
    return f"{said}；{none}为无。"


def say_stated(names: Names, of: str = "") -> str:
    """有原文时是“写明联系”，只有判断时是“判为有联系”。"""
    return f"写明{of}联系" if names.quoted else f"判为有{of}联系"


def explain_units(names: Names, short: bool) -> str:
    """编码单位是什么，一格的等级怎样得出。"""
    if not names.quoted:
        return "每格的等级照数据所给；几次阅读之间取偏低的中位数，即超过半数的阅读达到的等级。等级只作排序，不能相加或平均。"
    if not names.codebook:
        return (
            f"编码单位是一{names.measure('unit')}{names.one('unit') if names.is_own('unit') else '话'}。"
            "一次阅读中取等级最高的一条引文；"
            "几次阅读之间取偏低的中位数，即超过半数的阅读达到的等级。"
            "等级只作排序，不能相加或平"
            "均；等级高不说明联系更重要。"
        )
    quotes = "引文尽量短，不超过80字。" if short else ""
    return (
        "编码单位是一句话；逐条界定场景的分句各算一个单位。某句要入某格，须有该赛道和该场景的用语，且是不同的字词；两者之间写明关系的，从1级升为2级"
        f"。{quotes}在两级之间拿不准时取低。一次阅读中取等级最高的一条引文；几次阅读之间取偏低的中位数，即超过半数的阅读达到的等级。"
        "等级只作排序，不能相加或平均；等级高只说明写得具体，不说明联系更重要。"
    )


def read_statements(names: Names, cells: Cells, total: int, everywhere: int, readings: int) -> str:
    """几项论断在每次阅读中都成立。"""
    if not total:
        return close("格数太少，没有可检验的论断" if cells.judged else say_unjudged(cells))
    if readings < 2:
        if not names.quoted:
            return "本报告只有一次阅读，论断能否在另一次阅读中成立，无从得知。"
        return "本报告只有一次阅读，论断能否在另一次阅读中成立，无从得知；下表只看去掉哪些文字后不成立。"
    held = f"下表{total}项论断中，在{readings}次阅读中都成立的有{everywhere}项"
    if not everywhere:
        held = f"下表{total}项论断，没有一项在{readings}次阅读中都成立"
    elif everywhere == total:
        held = f"下表{total}项论断在{readings}次阅读中都成立"
    return f"{held}。一项论断只就它点到的{names.one('track')}、{names.one('scenario')}或格来检验。"


def say_alone(labels: list[str], names: Names) -> str:
    """只有一次阅读时不能说明什么；还没有阅读时照实说。"""
    if not labels:
        return "还没有编码。"
    how = "换一位读者会怎样读" if names.quoted else "换一个人会怎样判断"
    return f"本报告依据一次阅读（{labels[0]}），不能说明{how}。"


def warn_readings() -> str:
    """各次阅读一致意味着什么。"""
    return (
        "同一项目内完成的几次阅读彼此一致，只说明编码规则能把结果确定到什么程度，"
        "不等于独立专家意见一致。"
    )
