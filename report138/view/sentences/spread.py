"""Sentences about how the evidence is spread: over cells and over the text."""

import math

from report138.analysis.interlinkage import (
    share_by_place,
    share_by_topic,
    share_of_top_cells,
    share_quoted,
)
from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.text import abridge, count, join, percent, pick, plural, set_number

TOP = 3  # the fullest cells, and the places that share the first rank


def _find_richest(report: Report) -> tuple[list[str], float]:
    """Return the places that give most segments, in the order of the text, and the share of each."""
    shares = share_by_place(report.fills)
    if shares.empty:
        return [], math.nan
    places = list(shares[shares == shares.max()].index)
    return [
        place for place in report.fills["place"].drop_duplicates() if place in places
    ], shares.max()


def summarize_strip(report: Report) -> str:
    """Say which place of the text gives most segments."""
    (places, share), language = _find_richest(report), report.language
    if not places:
        return pick(language, "没有直接引文", "There is no direct segment")
    if share == 1:
        direct = report.fills[report.fills["basis"] == "direct"]
        one = direct["segment_id"].nunique() == 1
        return pick(
            language,
            f"{'唯一的直接引文' if one else '直接引文都'}出自{places[0]}",
            f"{'The one direct segment stands' if one else 'All direct segments stand'} in {places[0]}",
        )
    if len(places) > 1:
        names = abridge(places, language, "处")
        return pick(
            language,
            f"{names}各给出{percent(share)}的直接引文",
            f"{names} give {percent(share)} of the direct segments each",
        )
    return pick(
        language,
        f"{places[0]}一处给出{percent(share)}的直接引文",
        f"{places[0]} alone gives {percent(share)} of the direct segments",
    )


def explain_strip(report: Report) -> str:
    """Say how to read the strip."""
    return pick(
        report.language,
        "横向为原文从头到尾，宽度按字数；每个方块是一条引文在一格中的一次编码，颜色越醒目等级越高。",
        "The text runs from left to right, width by characters; a square is one segment coded for "
        "one cell, stronger in colour for a higher level.",
    )


def caption_strip(report: Report) -> str:
    """Name the strip."""
    return pick(
        report.language,
        "依据在原文中的位置：它们说明文字写了什么、写在哪里，不说明事实是否如此。",
        "Where in the text the evidence stands: it shows what the text says and where, not whether it is so.",
    )


def describe_strip(report: Report) -> str:
    """Put the strip into words: the codings of each track by place."""
    direct = report.fills[report.fills["basis"] == "direct"]
    parts = []
    for track in report.tracks["id"]:
        places = direct[direct["track_id"] == track].groupby("place", sort=False).size()
        listed = join([f"{place} × {number}" for place, number in places.items()], report.language)
        none = pick(report.language, "无", "none")
        parts.append(f"{report.names[track]}{pick(report.language, '：', ': ')}{listed or none}")
    return pick(report.language, "；", "; ").join(parts) + pick(report.language, "。", ".")


def read_evidence(report: Report) -> Prose:
    """Say how concentrated the evidence is in a few cells."""
    language = report.language
    direct = report.fills[report.fills["basis"] == "direct"]
    if direct.empty:
        return write_prose(pick(language, "没有直接引文。", "There is no direct segment."))
    segments, fills = direct["segment_id"].nunique(), len(direct)
    cells = int((report.cells["volume"] > 0).sum())
    widest = int(direct.groupby("segment_id").size().max())
    times = {1: "once", 2: "twice"}.get(fills, f"{fills} times")
    zh = f"直接引文共{segments}条，在矩阵中编码{fills}条次"
    en = f"Direct segments: {segments}, coded {times} in the matrix"
    if widest > 1:
        zh += f"（一条可入{count(widest, 'zh')}格）"
        en += f" (a segment may fill {count(widest, 'en')} cells)"
    if cells > TOP:
        share = percent(share_of_top_cells(report.cells, TOP))
        zh += f"；引文最多的{count(TOP, 'zh')}格占{share}。"
        en += f"; the {count(TOP, 'en')} fullest cells hold {share} of these."
    else:
        zh += f"，只落在{count(cells, 'zh')}格。"
        en += f"; they fill {plural(cells, 'cell', 'cells')} only." if fills > 1 else "."
    return write_prose(pick(language, zh, en))


def read_strip(report: Report) -> Prose:
    """Set the share of segments of the richest places against their share of the text."""
    (richest, share), language = _find_richest(report), report.language
    places = report.framework.locators.set_index("locator")["characters"]
    if not places.sum() or not richest:
        return Prose("")
    said = [
        _weigh_place(place, places[place] / places.sum(), share, language)
        for place in richest[:TOP]
        if place in places
    ]
    topics = share_by_topic(report.framework)
    named = [
        pick(
            language,
            set_number(report.names[track], percent(topics[track])),
            f"{report.names[track]} {percent(topics[track])}",
        )
        for track in report.tracks["id"]
        if track in topics
    ]
    if named:
        zh = f"专述某一赛道的段落，字数占比为：{join(named, 'zh')}。"
        en = f"Paragraphs about one track take these shares of the text: {join(named, 'en')}."
        said.append(pick(language, zh, en))
    return write_prose(pick(language, "", " ").join(said))


def _weigh_place(place: str, of_text: float, share: float, language: str) -> str:
    turn = "却" if share > of_text else ""
    return pick(
        language,
        f"{place}占原文字数的{percent(of_text)}，{turn}给出{percent(share)}的直接引文。",
        f"{place} makes up {percent(of_text)} of the text and gives {percent(share)} of the direct segments.",
    )


def read_quoting(report: Report) -> Prose:
    """State which share of the source the quotations repeat."""
    segments = len(report.framework.segments)
    if not report.framework.locators["characters"].sum() or not segments:
        return Prose("")
    source = next((x for x in report.framework.languages if x == "zh"), report.language)
    share = percent(share_quoted(report.framework, source))
    passages = "1 passage is" if segments == 1 else f"{segments} passages are"
    return write_prose(
        pick(
            report.language,
            f"本报告引用{segments}条短语，{'' if segments == 1 else '合计'}占原文字数的{share}；"
            "原文全文不随报告发布。",
            f"{passages} quoted, in all {share} of the source’s characters; the source itself is not "
            "published with this report.",
        )
    )
