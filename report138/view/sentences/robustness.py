"""Sentences about doubt: certainty of cells, orders that survive, text that matters."""

import numpy as np

from report138.analysis.robustness.doubt import CENTRAL
from report138.analysis.robustness.grid import NONE
from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.sentences.unjudged import end_unjudged, has_levels, say_blank, say_unjudged
from report138.view.text import (
    abridge,
    bracket,
    capitalize,
    close,
    count,
    percent,
    pick,
    plural,
    say,
)


def _kept(report: Report) -> np.ndarray:
    """Return for every cell with a level the share of draws in which it keeps it."""
    levels = report.doubt.grid.levels
    shares = report.doubt.central.probability
    known = levels != NONE
    return np.take_along_axis(shares, np.maximum(levels, 0)[..., None], axis=2)[..., 0][known]


def summarize_certainty(report: Report) -> str:
    """Say between which shares of draws the cells keep their level."""
    kept, language = _kept(report), report.language
    if not len(kept):
        return capitalize(say_unjudged(report.cells, language))
    low, high = percent(float(kept.min())), percent(float(kept.max()))
    share_zh, share_en = (low, low) if low == high else (f"{low}至{high}", f"{low} to {high}")
    cells_en = "The one cell judged keeps its" if len(kept) == 1 else "The cells keep their"
    cells_zh = "判定过的一格" if len(kept) == 1 else "各格"
    return pick(
        language,
        f"{cells_zh}在{share_zh}的模拟中保持等级不变",
        f"{cells_en} level in {share_en} of the draws",
    )


def explain_certainty(report: Report) -> str:
    """Say how to read the bars of certainty."""
    error, miss = (percent(rate) for rate in CENTRAL)
    return pick(
        report.language,
        f"左为编码等级，右为模拟中保持该等级的比例；色条为各等级的比例（{error}编错，{miss}漏检）。",
        f"Left the level as coded, right the share of draws that keep it; the bar gives the share of "
        f"each level ({error} of segments miscoded, a segment missed in {miss} of cells).",
    )


def caption_certainty(report: Report) -> str:
    """Name the figure of certainty."""
    draws = report.doubt.central.draws
    return pick(
        report.language,
        f"各格等级的确定程度，{draws}次模拟。衡量编码的不确定程度，不涉及政策是否属实。",
        f"Certainty of each cell’s level, {draws} draws. It measures doubt about the coding, not the "
        "truth of the policy.",
    )


def describe_certainty(report: Report) -> str:
    """Put the certainty of every cell into words."""
    grid, shares = report.doubt.grid, report.doubt.central.probability
    states = report.cells.set_index(["scenario_id", "track_id"])["state"]
    rows = []
    for row, scenario in enumerate(grid.scenarios):
        parts = []
        for column, track in enumerate(grid.tracks):
            level = int(grid.levels[row, column])
            share = percent(shares[row, column, level]) if level != NONE else ""
            words = pick(report.language, f"{level}级 {share}", f"level {level}, {share}")
            if level == NONE:
                words = say(states[scenario, track], report.language)
            parts.append(f"{report.names[track]} {words}")
        joined = pick(report.language, "，", "; ").join(parts)
        rows.append(f"{report.names[scenario]}{pick(report.language, '：', ': ')}{joined}")
    return pick(report.language, "。", ". ").join(rows) + pick(report.language, "。", ".")


def read_certainty(report: Report) -> Prose:
    """Say how a maximum drifts upwards: more cells found by chance than were coded."""
    doubt, language = report.doubt, report.language
    if not doubt.grid.coded:
        return write_prose(end_unjudged(report.cells, language))
    base = int((doubt.grid.levels > 0).sum())
    mean, miss = doubt.central.found, percent(CENTRAL[1])
    cause_zh = "取最高一条会使等级随引文条数上偏，漏检又只会增加依据"
    cause_en = "Taking the maximum pushes levels up with the number of segments, and misses can only add evidence"
    if round(mean, 1) <= base:
        equal = round(mean, 1) == base
        cause_zh += f"；但编错会使引文少的格失去依据，这里{'两者相抵' if equal else '后者更重'}"
        cause_en += ", but errors can cost a cell with few segments its evidence, which "
        cause_en += "balances it here" if equal else "weighs more here"
    if not base:
        cause_zh, cause_en = "漏检只会增加依据", "Misses can only add evidence"
    return write_prose(
        pick(
            language,
            f"{cause_zh}：模拟中平均有{mean:.1f}格有依据，编码为{base}格（每格漏检{miss}）。",
            f"{cause_en}: on average {mean:.1f} cells have evidence in the draws, {base} as coded "
            f"(misses {miss} a cell).",
        )
    )


def _compare_ranges(report: Report) -> tuple[int, bool]:
    """Return how many tracks can be compared, and whether the ranges of any two overlap."""
    doubt = report.doubt
    counts = doubt.track_counts[(doubt.grid.levels != NONE).any(axis=0)]
    highs, lows = counts[["high", "highest"]].max(axis=1), counts[["low", "lowest"]].min(axis=1)
    return len(counts), bool(lows.max() <= highs.min()) if len(counts) else True


def summarize_ranks(report: Report) -> str:
    """Say whether an order of the tracks survives."""
    tracks, overlap = _compare_ranges(report)
    if not tracks:
        return capitalize(say_unjudged(report.cells, report.language))
    if tracks == 1:
        return pick(
            report.language,
            "可判断的赛道只有一条，无从比较先后",
            "With one track judged there is no order to compare",
        )
    if overlap:
        return pick(
            report.language,
            "按有依据的场景数，各赛道的区间相互重叠，不排名次",
            "By number of scenarios the ranges of the tracks overlap: no rank is given",
        )
    return pick(
        report.language,
        "部分赛道的先后在各种情形下不变",
        "Part of the order of the tracks survives",
    )


def explain_ranks(report: Report) -> str:
    """Say how to read the ranges."""
    return pick(
        report.language,
        "圆点为编码所得格数；深条为去掉任一引文或任一段落后的范围，浅条为八成模拟所在的范围。",
        "Dots: cells as coded. Dark bars: range without any one segment or place. Light bars: where "
        "80% of the draws lie.",
    )


def caption_ranks(report: Report) -> str:
    """Name the figure of ranges."""
    return pick(
        report.language, "有依据的格数及其范围。", "Number of cells with evidence, and its range."
    )


def describe_ranks(report: Report) -> str:
    """Put the ranges into words."""
    parts, language = [], report.language
    doubt = report.doubt
    for by, ids, counts in (
        ("track_id", doubt.grid.tracks, doubt.track_counts),
        ("scenario_id", doubt.grid.scenarios, doubt.scenario_counts),
    ):
        for identifier, (_, row) in zip(ids, counts.iterrows(), strict=True):
            base, low, high = (int(row[name]) for name in ("base", "low", "high"))
            words = f"{base}{bracket(f'{low}–{high}', language)}"
            cells = report.cells[report.cells[by] == identifier]
            if not has_levels(cells):
                words = say_blank(cells, language)
            parts.append(f"{report.names[identifier]} {words}")
    return close(pick(language, "；", "; ").join(parts), language)


def read_leave_out(report: Report) -> Prose:
    """Say how many segments and places change the matrix when they go, and which does most."""
    doubt, language = report.doubt, report.language
    base = doubt.grid.levels
    segments = {key: int((levels != base).sum()) for key, levels in doubt.without_segment.items()}
    if not segments:
        return write_prose(pick(language, "没有直接引文。", "There is no direct segment."))
    felt, number = sum(cells > 0 for cells in segments.values()), len(segments)
    if number == 1:
        zh = f"只有一条直接引文，去掉后{'会' if felt else '不会'}使某格降级。"
        en = f"There is one direct segment; {'a' if felt else 'no'} cell falls when it goes."
        return write_prose(pick(language, zh, en))
    zh = (
        f"{number}条直接引文中，去掉后会使某格降级的有{felt}条。"
        if felt
        else f"直接引文共{number}条，去掉其中任何一条，各格都不降级。"
    )
    en = f"Of {number} direct segments, {felt or 'none'} {'makes' if felt < 2 else 'make'} a cell fall when "
    en += "they go." if felt > 1 else "it goes."
    return write_prose(pick(language, zh, f"{en} ") + _say_places(report))


def _say_places(report: Report) -> str:
    """Say which whole place of the text makes most cells fall when it goes."""
    language, base = report.language, report.doubt.grid.levels
    places = {k: int((levels != base).sum()) for k, levels in report.doubt.without_place.items()}
    most = max(places.values(), default=0)
    if not most:
        return pick(
            language, "去掉任何一整段，各格都不降级。", "No cell falls when a whole place goes."
        )
    fullest = [key for key, number in places.items() if number == most]
    names, each = abridge(fullest, language, "处"), len(fullest) > 1
    fall = plural(most, "cell falls", "cells fall")
    if len(places) == 1:
        all_zh, all_en = "直接引文都出自", "All direct segments stand in"
        if (report.doubt.grid.fill_place == "").any():
            all_zh = "只见于一处的直接引文都出自"
            all_en = "All direct segments with one place stand in"
        return pick(
            language,
            f"{all_zh}{names}，去掉这一处，{count(most, 'zh')}格降级。",
            f"{all_en} {names}: without it {fall}.",
        )
    return pick(
        language,
        f"去掉整段时，影响最大的是{names}：{'各有' if each else ''}{count(most, 'zh')}格降级。",
        f"Of whole places, {names} {'matter' if each else 'matters'} most: {fall}{' each' if each else ''}.",
    )
