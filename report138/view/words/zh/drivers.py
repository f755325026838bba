"""原文把哪条赛道的用语写进了牵引，哪条只写进了品质表述。"""

from report138.view.names import Names
from report138.view.words.facts.drivers import Standing, Wording
from report138.view.words.numbers import MOST_SPELLED
from report138.view.words.zh.grammar import bracket, close, count, join, label
from report138.view.words.zh.terms import TERMS


def summarize_drivers(standing: Standing, names: Names) -> str:
    """一行标题：谁的用语写进牵引，谁的只写进品质表述。"""
    tracks = len(standing.drivers) + len(standing.qualities) + len(standing.nowhere)
    if tracks > MOST_SPELLED:
        said = _count_tracks(standing, tracks, names)
    else:
        said = [
            f"{name}的用语写进{names.count(count(len(x)), 'scenario')}的牵引"
            for name, x in standing.drivers
        ]
        if standing.qualities:
            said.append(f"{join(standing.qualities)}的用语只写进品质表述")
        if standing.nowhere:
            said.append(f"{join(standing.nowhere)}的用语两处都未见")
    return "，".join(said)


def _count_tracks(standing: Standing, tracks: int, names: Names) -> list[str]:
    unit = names.measure("track")
    numbers = (len(standing.drivers), len(standing.qualities), len(standing.nowhere))
    places = ("的用语写进牵引", "只写进品质表述", "两处都未见")
    said = [f"{n}{unit}{place}" for n, place in zip(numbers, places, strict=True) if n]
    return [f"{names.count(tracks, 'track')}中，{said[0]}", *said[1:]]


def explain_drivers(standing: Standing, translated: bool, names: Names) -> str:
    """怎样读牵引图。"""
    under = "，下为译文" if translated else ""
    track = names.one("track")
    said = (
        f"各{names.one('scenario')}的牵引与品质表述照录原文{under}；"
        f"有底色的是{names.count('一', 'track')}的用语，其上为{track}编号。"
    )
    if standing.uncounted:
        said += "虚线框内的词不计：没有词表的阅读多数不取。"
    return said


def caption_drivers(places: list[str], names: Names) -> str:
    """牵引图的图题。"""
    where = f"出处：{join(places)}。" if places else ""
    track = names.one("track")
    return f"牵引与品质表述中的{track}用语：图示原文把什么放在首位，不代表实际情况。{where}"


def describe_drivers(rows: list[tuple[str, list[Wording]]]) -> str:
    """用文字说出每个场景的牵引与品质表述，以及其中有哪些赛道的用语。"""
    said = [
        label(name, "；".join(map(_say_wording, wordings))) for name, wordings in rows if wordings
    ]
    return close("。".join(said))


def _say_wording(wording: Wording) -> str:
    notes = [f"有{join(wording.tracks)}的用语"] if wording.tracks else []
    notes += [f"有{join(wording.uncounted)}的常义词，不计"] if wording.uncounted else []
    said = f"{TERMS[wording.field]}为{wording.text}"
    return said + (bracket("，".join(notes)) if notes else "")
