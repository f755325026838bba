"""Sentences of a brief: one track or scenario, what the text links to it, how surely."""

import pandas as pd

from report138.items import Prose, write_prose
from report138.report import Report
from report138.robustness.doubt import CENTRAL
from report138.robustness.grid import NONE
from report138.text import capitalize, count, join, percent, pick, plural, say


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
    unit = {"track": "条", "scenario": "个"}[level]
    facts = [
        f"{say(stem, language)}{pick(language, '：', ': ')}{report.read(row, stem)}"
        for stem in ("driver", "quality", "aim")
        if report.read(row, stem)
    ]
    name = report.names[row["id"]]
    zh = f"{name}是{count(total, 'zh')}{unit}{say(level, 'zh')}中的第{place}{unit}。"
    en = f"{name} is {say(level, 'en').lower()} {place} of {total}."
    if facts:
        zh, en = f"{zh}{'；'.join(facts)}。", f"{en} {'; '.join(facts)}."
    return write_prose(pick(language, zh, en))


def summarize_element(report: Report) -> str:
    """Say in one line how many elements of the other kind the text links to the focus."""
    found = int((report.shown_cells["state"] == "found").sum())
    total, level = len(report.shown_cells), _other_level(report)
    name = report.names[report.focus]
    return pick(
        report.language,
        f"{total}{'条' if level == 'track' else '个'}{say(level, 'zh')}中，原文把{found}"
        f"{'条' if level == 'track' else '个'}与{name}连在一起",
        f"The text links {name} to {found} of {total} {say(level, 'en').lower()}s",
    )


def read_element(report: Report) -> Prose:
    """List what the text links to the element, at which level, on how many segments."""
    language = report.language
    cells = report.shown_cells.sort_values(["level", "volume"], ascending=False, kind="stable")
    linked = [
        pick(
            language,
            f"{_other(report, cell)}（{cell['level']}级，{cell['volume']}条引文）",
            f"{_other(report, cell)} (level {cell['level']}, "
            f"{plural(cell['volume'], 'segment', 'segments')})",
        )
        for _, cell in cells[cells["state"] == "found"].iterrows()
    ]
    empty = [_other(report, c) for _, c in cells[cells["state"] == "none_found"].iterrows()]
    zh = [f"原文连到{report.names[report.focus]}的有{join(linked, 'zh')}"] if linked else []
    en = [f"linked by the text: {join(linked, 'en')}"] if linked else []
    zh += [f"未见依据的有{join(empty, 'zh')}"] if empty else []
    en += [f"no evidence was found for {join(empty, 'en')}"] if empty else []
    if not zh:
        return _say_nothing(report)
    return write_prose(pick(language, "；".join(zh) + "。", capitalize("; ".join(en)) + "."))


def _say_nothing(report: Report) -> Prose:
    """Say why no cell of the element has a level: not assessable, or not coded yet."""
    declined = bool((report.shown_cells["state"] == "not_assessable").any())
    zh = "没有一格可以判断。" if declined else "没有编码。"
    en = "No cell can be assessed." if declined else "There is no coding."
    return write_prose(pick(report.language, zh, en))


def weigh_element(report: Report) -> Prose:
    """Say how certain each level is, and which rest on one segment."""
    language, doubt = report.language, report.doubt
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
        shares.append(pick(language, f"未见的各格{span}", f"the cells without evidence {span}"))
    if not shares:
        return _say_nothing(report)
    error, miss = (percent(rate) for rate in CENTRAL)
    zh = f"模拟编码误差（每条引文{error}编错，每格{miss}漏检）后等级不变的比例：{join(shares, 'zh')}。"
    en = (
        f"Share of simulations ({error} of segments miscoded, one missed in {miss} of cells) in which "
        f"the level stays: {join(shares, 'en')}."
    )
    if fragile:
        zh += f"去掉一条引文就降级的：{join(fragile, 'zh')}。"
        en += f" Falling when one segment goes: {join(fragile, 'en')}."
    return write_prose(pick(language, zh, en))
