"""Sentences about how the evidence is spread: over scenarios, over cells, over the text."""

import math

from report138.interlinkage import (
    find_sole_tracks,
    share_by_place,
    share_by_topic,
    share_of_top_cells,
    share_quoted,
)
from report138.items import Prose, write_prose
from report138.report import Report
from report138.text import join, percent, pick


def summarize_coverage(report: Report) -> str:
    """Say how many scenarios are linked to one track only."""
    sole, total = len(find_sole_tracks(report.cells)), len(report.scenarios)
    return pick(
        report.language,
        f"{total}个场景中{sole}个只与一条赛道相连",
        f"{sole} of {total} scenarios {'is' if sole == 1 else 'are'} linked to one track only",
    )


def explain_coverage(report: Report) -> str:
    """Say how to read the coverage dots."""
    return pick(
        report.language,
        "有圆点处原文有依据，颜色越醒目等级越高；按相连赛道数排列。",
        "A dot marks evidence in the text, stronger in colour for a higher level; sorted by the number of tracks.",
    )


def caption_coverage(report: Report) -> str:
    """Name the coverage figure."""
    return pick(report.language, "各场景由哪些赛道支撑。", "Which tracks serve which scenario.")


def describe_coverage(report: Report) -> str:
    """Put the coverage into words: the tracks of each scenario."""
    found = report.cells[report.cells["state"] == "found"]
    parts = []
    for scenario in report.scenarios["id"]:
        tracks = found[found["scenario_id"] == scenario]["track_id"]
        names = join([report.names[track] for track in tracks], report.language)
        none = pick(report.language, "未见", "none found")
        parts.append(f"{report.names[scenario]}{pick(report.language, '：', ': ')}{names or none}")
    return pick(report.language, "；", "; ").join(parts) + pick(report.language, "。", ".")


def read_coverage(report: Report) -> Prose:
    """Name for each track the scenarios that it alone serves."""
    sole = find_sole_tracks(report.cells)
    language = report.language
    parts = []
    for track in report.tracks["id"]:
        names = [report.names[scenario] for scenario in sole.index[sole == track]]
        if names:
            zh = f"只见{report.names[track]}的是{join(names, 'zh')}"
            en = f"{report.names[track]} alone is linked to {join(names, 'en')}"
            parts.append(pick(language, zh, en))
    if not parts:
        return write_prose(
            pick(
                language, "没有场景只由一条赛道支撑。", "No scenario is served by one track alone."
            )
        )
    return write_prose(pick(language, "；".join(parts) + "。", "; ".join(parts) + "."))


def _richest(report: Report) -> tuple[str, float]:
    shares = share_by_place(report.fills)
    return (str(shares.index[0]), float(shares.iloc[0])) if len(shares) else ("", math.nan)


def summarize_strip(report: Report) -> str:
    """Say which place of the text gives most segments."""
    place, share = _richest(report)
    if not place:
        return pick(report.language, "没有直接引文", "There is no direct segment")
    return pick(
        report.language,
        f"{place}一处给出{percent(share)}的直接引文",
        f"{place} alone gives {percent(share)} of the direct segments",
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
    share = share_of_top_cells(report.cells)
    if math.isnan(share):
        return write_prose(pick(report.language, "没有直接引文。", "There is no direct segment."))
    direct = report.fills[report.fills["basis"] == "direct"]
    segments, fills = direct["segment_id"].nunique(), len(direct)
    return write_prose(
        pick(
            report.language,
            f"直接引文共{segments}条，在矩阵中编码{fills}条次（一条可入两格）；引文最多的三格占{percent(share)}。",
            f"Direct segments: {segments}, coded {fills} times in the matrix (a segment may fill two "
            f"cells); the three fullest cells hold {percent(share)} of these.",
        )
    )


def read_strip(report: Report) -> Prose:
    """Set the share of segments of the richest place against its share of the text."""
    place, share = _richest(report)
    places = report.framework.locators.set_index("locator")["characters"]
    if not place or place not in places:
        return write_prose("")
    of_text = places[place] / places.sum()
    topics = share_by_topic(report.framework)
    language = report.language
    named = [
        pick(
            language,
            f"{report.names[track]}{percent(topics[track])}",
            f"{report.names[track]} {percent(topics[track])}",
        )
        for track in report.tracks["id"]
        if track in topics
    ]
    zh = (
        f"{place}占原文字数的{percent(of_text)}，却给出{percent(share)}的直接引文。"
        if share > of_text
        else f"{place}占原文字数的{percent(of_text)}，给出{percent(share)}的直接引文。"
    )
    en = f"{place} makes up {percent(of_text)} of the text and gives {percent(share)} of the direct segments."
    if named:
        zh += f"专述某一赛道的段落，字数占比为：{join(named, 'zh')}。"
        en += f" Paragraphs about one track take these shares of the text: {join(named, 'en')}."
    return write_prose(pick(language, zh, en))


def read_quoting(report: Report) -> Prose:
    """State which share of the source the quotations repeat."""
    if report.framework.locators.empty:
        return write_prose("")
    source = next((x for x in report.framework.languages if x == "zh"), report.language)
    share, segments = share_quoted(report.framework, source), len(report.framework.segments)
    return write_prose(
        pick(
            report.language,
            f"本报告引用{segments}条短语，合计占原文字数的{percent(share)}；原文全文不随报告发布。",
            f"{segments} passages are quoted, in all {percent(share)} of the source’s characters; the "
            "source itself is not published with this report.",
        )
    )
