"""Sentences of a brief: one track or scenario, what the text links to it, how surely."""

import pandas as pd

from report138.analysis.robustness.doubt import CENTRAL
from report138.analysis.robustness.grid import NONE
from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.sentences.unjudged import end_unjudged, has_levels, note_uncoded, say_unjudged
from report138.view.text import (
    abridge,
    bracket,
    capitalize,
    close,
    count,
    join,
    percent,
    pick,
    plural,
    say,
    share_out,
)

UNITS = {"track": "条", "scenario": "个"}  # Chinese measure words
BLANKS = {
    "none_found": ("未见依据", "no evidence was found for"),
    "not_assessable": ("无法判断", "not assessable:"),
    "not_coded": ("未编码", "not coded:"),
}


def _other(report: Report, cell: pd.Series) -> str:
    """Name the element at the other side of a cell of the focus."""
    side = "track_id" if cell["scenario_id"] == report.focus else "scenario_id"
    return report.names[cell[side]]


def _other_level(report: Report) -> str:
    return "scenario" if report.focused["level"] == "track" else "track"


def introduce_element(report: Report) -> Prose:
    """Say what the element is: its tier and place, its driver, quality and aim."""
    row, language = report.focused, report.language
    level = row["level"]
    peers = list(report.framework.get_elements(level)["id"])
    place, total = peers.index(row["id"]) + 1, len(peers)
    facts = [
        f"{say(stem, language)}{pick(language, '：', ': ')}{report.read(row, stem)}"
        for stem in ("driver", "quality", "aim")
        if report.read(row, stem)
    ]
    name, unit, tier = report.names[row["id"]], UNITS[level], say(level, "en").lower()
    zh = f"{name}是{count(total, 'zh')}{unit}{say(level, 'zh')}中的第{place}{unit}。"
    en = f"{name} is {tier} {place} of {total}."
    if total == 1:
        zh, en = f"{name}是唯一的{say(level, 'zh')}。", f"{name} is the only {tier}."
    said = pick(language, zh, en)
    if facts:
        said += pick(language, "", " ") + close(pick(language, "；", "; ").join(facts), language)
    return write_prose(said)


def summarize_element(report: Report) -> str:
    """Say in one line how many elements of the other kind the text links to the focus."""
    cells, language, level = report.shown_cells, report.language, _other_level(report)
    name, unit, other = report.names[report.focus], UNITS[level], say(level, "zh")
    if not has_levels(cells):
        return f"{name}{pick(language, '：', ': ')}{say_unjudged(cells, language)}"
    found, total = int((cells["state"] == "found").sum()), len(cells)
    one = say(level, "en").lower()
    zh = f"{total}{unit}{other}中，原文把{found}{unit}与{name}连在一起"
    en = f"The text links {name} to {share_out(found, total, one, f'{one}s')}"
    if not found:
        zh, en = f"原文没有把任何{other}与{name}连在一起", f"The text links {name} to no {one}"
    elif total == 1:
        zh = f"原文把唯一的{other}与{name}连在一起"
    return pick(language, zh, en) + note_uncoded(cells, language)


def read_element(report: Report) -> Prose:
    """List what the text links to the element, at which level, on how many segments."""
    language = report.language
    if not has_levels(report.shown_cells):
        return write_prose(end_unjudged(report.shown_cells, language))
    cells = report.shown_cells.sort_values(["level", "volume"], ascending=False, kind="stable")
    linked = [_describe_link(report, c) for _, c in cells[cells["state"] == "found"].iterrows()]
    zh = [f"原文连到{report.names[report.focus]}的有{join(linked, 'zh')}"] if linked else []
    en = [f"linked by the text: {join(linked, 'en')}"] if linked else []
    for state, words in BLANKS.items():
        names = [_other(report, cell) for _, cell in cells[cells["state"] == state].iterrows()]
        if names:
            zh.append(f"{words[0]}的有{abridge(names, 'zh', UNITS[_other_level(report)])}")
            en.append(f"{words[1]} {abridge(names, 'en')}")
    text = pick(language, "；".join(zh), capitalize("; ".join(en)))
    return write_prose(close(text, language))


def _describe_link(report: Report, cell: pd.Series) -> str:
    """Name what a cell links to, with its level, its segments and how many of them hinder."""
    level, volume, minus = (int(cell[x]) for x in ("level", "volume", "hindering_volume"))
    zh, en = f"{level}级，{volume}条引文", f"level {level}, {plural(volume, 'segment', 'segments')}"
    if minus:
        zh += f"，其中{minus}条相悖" if minus < volume else "，相悖"
        en += f", {count(minus, 'en')} of them hindering" if minus < volume else ", hindering"
    return _other(report, cell) + bracket(pick(report.language, zh, en), report.language)


def weigh_element(report: Report) -> Prose:
    """Say how certain each level is, and which rest on one segment."""
    language, doubt = report.language, report.doubt
    if not has_levels(report.shown_cells):
        return Prose("")  # the sentence before says why
    shares, absent, fragile = [], [], []
    for _, cell in report.shown_cells.iterrows():
        row = doubt.grid.scenarios.index(cell["scenario_id"])
        column = doubt.grid.tracks.index(cell["track_id"])
        level = int(doubt.grid.levels[row, column])
        if level == NONE:
            continue
        kept = float(doubt.central.probability[row, column, level])
        if level:
            shares.append(f"{_other(report, cell)} {percent(kept)}")
        else:
            absent.append(kept)
        if cell["support"] == 1:
            fragile.append(_other(report, cell))
    if absent:
        low, high = percent(min(absent)), percent(max(absent))
        span = low if low == high else f"{low}–{high}"
        one = len(absent) == 1
        zh = f"未见的{'一' if one else '各'}格{span}"
        shares.append(pick(language, zh, f"the cell{'' if one else 's'} without evidence {span}"))
    error, miss = (percent(rate) for rate in CENTRAL)
    zh = f"模拟编码误差（每条引文{error}编错，每格{miss}漏检）后等级不变的比例：{join(shares, 'zh')}。"
    en = (
        f"Share of simulations ({error} of segments miscoded, one missed in {miss} of cells) in which "
        f"the level stays: {join(shares, 'en')}."
    )
    if fragile:
        zh += close(f"去掉一条引文就降级的：{join(fragile, 'zh')}", "zh")
        en += close(f" Falling when one segment goes: {join(fragile, 'en')}", "en")
    return write_prose(pick(language, zh, en))
