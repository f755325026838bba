"""报告的几项论断：各指什么，在几次阅读中成立。"""

from report138.view.words.facts.cells import Cells
from report138.view.words.facts.statements import Held, Holders, Missing, Signs, TrackLinks
from report138.view.words.numbers import MOST_LISTED
from report138.view.words.zh.cells import say_unjudged
from report138.view.words.zh.grammar import abridge, bracket, close, count, join, mark
from report138.view.words.zh.terms import TERMS, name_level

FEW = 3  # 一条论断列得下的格
MOST_TRACKS = 12  # 一句话能逐条列出的赛道


def word_statement(key: str, holders: Holders) -> str:
    """说出一项论断。"""
    return close(_WORDINGS[key](holders) + _note_hindering(holders))


def _word_linked(cells: Holders) -> str:
    if len(cells.names) > FEW:  # 前面的矩阵可见是哪几格
        return f"矩阵所示的{len(cells.names)}格写明联系"
    return f"写明联系的有{len(cells.names)}格：{abridge(cells.names, '格')}"


def _word_most(tracks: Holders) -> str:
    number = count(tracks.number)
    if tracks.every:
        both = "两条赛道" if tracks.of == 2 else "各条赛道"
        return f"{both}的联系一样多（各{number}个场景）"
    each = "" if len(tracks.names) == 1 else "各"
    return f"联系最多的是{abridge(tracks.names, '条')}（矩阵中{each}{number}个场景）"


def _word_means(cells: Holders) -> str:
    means = name_level(3)
    if not cells.names:
        return f"没有一格{means}"
    return f"{means}的有{len(cells.names)}格：{abridge(cells.names, '格')}"


def _say_all(tracks: int) -> str:
    return "两条赛道" if tracks == 2 else f"全部{count(tracks)}条赛道"


def _word_complete(scenarios: Holders) -> str:
    tracks = _say_all(scenarios.tracks)
    if not scenarios.names:
        return f"没有一个场景与{tracks}都有联系"
    if scenarios.every:
        return f"每个场景与{tracks}都有联系"
    return f"与{tracks}都有联系的场景有{count(len(scenarios.names))}个：{abridge(scenarios.names, '个')}"


def _word_several(scenarios: Holders) -> str:
    if not scenarios.names:
        return "没有一个场景与一条以上的赛道有联系"
    if scenarios.every:
        return "每个场景都与一条以上的赛道有联系"
    return f"与一条以上赛道有联系的场景只有{abridge(scenarios.names, '个')}"


def _word_unlinked(scenarios: Holders) -> str:
    if not scenarios.names:
        return "每个场景都至少与一条赛道有联系"
    if scenarios.every:
        return "没有一个场景与赛道有联系"
    number = count(len(scenarios.names))
    return f"与任何赛道都没有联系的场景有{number}个：{abridge(scenarios.names, '个')}"


def _word_bare(scenarios: Holders) -> str:
    if not scenarios.names:
        return "每个场景都至少与一条赛道同见于原文"
    if scenarios.every:
        return "没有一个场景与赛道同见于原文"
    number = count(len(scenarios.names))
    return f"与任何赛道都未见依据的场景有{number}个：{abridge(scenarios.names, '个')}"


def _word_half(cells: Holders) -> str:
    size = "达到半数" if 2 * cells.number >= cells.of else "不到半数"
    return f"判定过的格中，有依据的{size}（矩阵中{cells.of}格有{cells.number}格）"


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


def say_held(held: Held) -> str:
    """在几次阅读中的几次里成立；只有一次阅读时不说。"""
    return f"{held.taken}/{held.of}次阅读" if held.of > 1 else ""


def _note_hindering(holders: Holders) -> str:
    """论断所数的联系中有几个相悖，不算促进。"""
    return bracket(f"其中{holders.hindering}个联系含相悖") if holders.hindering else ""


def _mark_held(held: Held) -> str:
    return mark(say_held(held)) if held.of > 1 else ""


def state_links(tracks: list[TrackLinks], linked: Holders, means: Holders, signs: Signs) -> str:
    """第一项：原文把每条赛道与哪些场景联系起来，哪里点名了举措。"""
    if not linked.names:
        return "没有一格写明赛道与场景的联系。"
    if len(tracks) > MOST_TRACKS:
        where = f"写明联系的有{len(linked.names)}格，见矩阵"
        return f"{where}。{_say_signs(signs)}{_word_means(means)}{_note_hindering(means)}。"
    said = [_say_track(item) for item in tracks if item.scenarios]
    none = [item.track for item in tracks if not item.scenarios]
    if none:
        said.append(f"{abridge(none, '条')}没有写明与哪个场景有联系")
    head = f"写明联系的有{len(linked.names)}格{_mark_held(linked.held)}：{'；'.join(said)}"
    return f"{head}。{_say_signs(signs)}{_word_means(means)}{_note_hindering(means)}{_mark_held(means.held)}。"


def _say_signs(signs: Signs) -> str:
    """其中几格含相悖的联系，几格的方向有分歧。"""
    said = [f"{signs.hindering}格含相悖的联系，不算促进"] if signs.hindering else []
    said += [f"{signs.disputed}格的方向各次阅读判断不一"] if signs.disputed else []
    return f"其中，{'；'.join(said)}。" if said else ""


def _say_track(item: TrackLinks) -> str:
    return f"{item.track}与{abridge(item.scenarios, '个')}"


def state_claim(words: str, place: str, complete: Holders, several: Holders) -> str:
    """第二项：原文总说处处相连，逐格看又有几个场景与几条赛道有联系。"""
    claim = f"原文总说：{words}{bracket(place)}。逐格看，" if words else ""
    said = (
        f"{claim}{_word_complete(complete)}{_note_hindering(complete)}{_mark_held(complete.held)}"
    )
    end = _word_several(several) + _note_hindering(several)
    return f"{said}，{end}{_mark_held(several.held)}。"


def state_missing(missing: Missing, unlinked: Holders) -> str:
    """第三项：几格没有一次阅读见到依据，哪些场景没有联系。"""
    every = "每次阅读都" if missing.readings > 1 else ""
    said = f"{missing.of}格中有{missing.cells}格{every}未见依据"
    if missing.cells == missing.of:
        said = f"全部{missing.of}格{every or '都'}未见依据"
    elif not missing.cells:
        some = "至少有一次阅读见到依据" if missing.readings > 1 else "有依据"
        said = f"{missing.of}格中每一格都{some}"
    end = _word_unlinked(unlinked) + _note_hindering(unlinked)
    return f"{said}；{end}{_mark_held(unlinked.held)}。"


def explain_levels() -> str:
    """用一行说明各等级。"""
    high, stated, named, none = map(name_level, (3, 2, 1, 0))
    return f"3为{high}，2为{stated}，都称为{TERMS['link']}；1为{named}，不算{TERMS['link']}；0为{none}。"


def read_statements(cells: Cells, total: int, everywhere: int, readings: int) -> str:
    """几项论断在每次阅读中都成立。"""
    if not total:
        return close("格数太少，没有可检验的论断" if cells.judged else say_unjudged(cells))
    if readings < 2:
        return "本报告只有一次阅读，论断能否在另一次阅读中成立，无从得知；下表只看去掉哪些文字后不成立。"
    held = f"下表{total}项论断中，在{readings}次阅读中都成立的有{everywhere}项"
    if not everywhere:
        held = f"下表{total}项论断，没有一项在{readings}次阅读中都成立"
    elif everywhere == total:
        held = f"下表{total}项论断在{readings}次阅读中都成立"
    return f"{held}。一项论断只就它点到的赛道、场景或格来检验。"


def name_readings(number: int) -> str:
    """写成“4次阅读”。"""
    return f"{number}次{TERMS['reading']}"


def explain_readings(labels: list[str], listed: list[str], blind: list[str]) -> str:
    """这几次阅读是怎样做的。"""
    if not labels:
        return "还没有编码。"
    if len(labels) == 1:
        return f"本报告依据一次阅读（{labels[0]}），不能说明换一位读者会怎样读。"
    had = []
    if listed:
        had.append(f"{_list_readings(listed)}先编词表再编码")
    if blind:
        had.append(f"{_list_readings(blind)}只用原文和编码表")
    how = f"：{'，'.join(had)}" if had else ""
    return f"本报告有{count(len(labels))}次阅读{how}。{warn_readings(len(labels))}"


def _list_readings(labels: list[str]) -> str:
    return join(labels) if len(labels) <= MOST_LISTED else f"{labels[0]}至{labels[-1]}"


def warn_readings(readings: int) -> str:
    """各次阅读一致意味着什么。"""
    if readings < 2:
        return ""
    return (
        "同一项目内完成的几次阅读彼此一致，只说明编码规则能把结果确定到什么程度，"
        "不等于独立专家意见一致。"
    )
