"""Sentences about doubt: certainty of cells, orders that survive, coders that agree."""

import numpy as np

from report138.contract import GIVEN
from report138.items import Prose, write_prose
from report138.report import Report
from report138.robustness import expect_second_coder
from report138.robustness.doubt import CENTRAL, ERRORS
from report138.robustness.grid import NONE
from report138.robustness.statements import ROBUST
from report138.text import capitalize, count, join, percent, pick, plural, say


def _kept(report: Report) -> np.ndarray:
    """Return for every cell with a level the share of draws in which it keeps it."""
    levels = report.doubt.grid.levels
    shares = report.doubt.central.probability
    known = levels != NONE
    return np.take_along_axis(shares, np.maximum(levels, 0)[..., None], axis=2)[..., 0][known]


def summarize_certainty(report: Report) -> str:
    """Say how many cells keep their level in most draws."""
    kept = _kept(report)
    sure, total = int((kept >= ROBUST).sum()), len(kept)
    return pick(
        report.language,
        f"{total}格中{sure}格的等级在九成模拟中不变",
        f"{sure} of {total} cells keep their level in 90% of the draws",
    )


def explain_certainty(report: Report) -> str:
    """Say how to read the bars of certainty."""
    error, miss = (percent(rate) for rate in CENTRAL)
    return pick(
        report.language,
        f"左为编码等级，右为模拟中保持这一等级的比例；色条为各等级的比例（每条引文{error}编错，每格{miss}漏检）。",
        f"Left the level as coded, right the share of draws that keep it; the bar gives the share of "
        f"each level ({error} of segments miscoded, a segment missed in {miss} of cells).",
    )


def caption_certainty(report: Report) -> str:
    """Name the figure of certainty."""
    draws = report.doubt.central.draws
    return pick(
        report.language,
        f"各格等级的确定程度，{draws}次模拟。衡量的是编码的疑问，不是政策的真实。",
        f"Certainty of each cell’s level, {draws} draws. It measures doubt about the coding, not the "
        "truth of the policy.",
    )


def describe_certainty(report: Report) -> str:
    """Put the certainty of every cell into words."""
    grid, shares = report.doubt.grid, report.doubt.central.probability
    rows = []
    for row, scenario in enumerate(grid.scenarios):
        parts = []
        for column, track in enumerate(grid.tracks):
            level = int(grid.levels[row, column])
            share = percent(shares[row, column, level]) if level != NONE else ""
            words = pick(report.language, f"{level}级 {share}", f"level {level}, {share}")
            if level == NONE:
                words = say("not_assessable", report.language)
            parts.append(f"{report.names[track]} {words}")
        joined = pick(report.language, "，", "; ").join(parts)
        rows.append(f"{report.names[scenario]}{pick(report.language, '：', ': ')}{joined}")
    return pick(report.language, "。", ". ").join(rows) + pick(report.language, "。", ".")


def read_certainty(report: Report) -> Prose:
    """Say how a maximum drifts upwards: more cells found by chance than were coded."""
    doubt = report.doubt
    base = int((doubt.grid.levels > 0).sum())
    mean, miss = doubt.central.found, percent(CENTRAL[1])
    return write_prose(
        pick(
            report.language,
            f"取最高一条会使等级随引文条数上偏，漏检又只会增加依据：模拟中平均有{mean:.1f}格有依据，编码为{base}格"
            f"（每格漏检{miss}）。引文越少的格，等级越不确定。",
            f"Taking the maximum pushes levels up with the number of segments, and misses can only add "
            f"evidence: on average {mean:.1f} cells have evidence in the draws, {base} as coded "
            f"(misses {miss} a cell). The fewer segments a cell has, the less certain is its level.",
        )
    )


def _overlap(report: Report) -> bool:
    """Tell whether the ranges of all tracks overlap in a row, so that no order survives."""
    counts = report.doubt.track_counts.sort_values("base", kind="stable")
    highs, lows = counts[["high", "highest"]].max(axis=1), counts[["low", "lowest"]].min(axis=1)
    return bool((highs.to_numpy()[:-1] >= lows.to_numpy()[1:]).all())


def summarize_ranks(report: Report) -> str:
    """Say whether an order of the tracks survives."""
    if _overlap(report):
        return pick(
            report.language,
            "各赛道的区间相互重叠，不排名次",
            "The ranges of the tracks overlap: no rank is given",
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
    parts = []
    doubt = report.doubt
    for ids, counts in (
        (doubt.grid.tracks, doubt.track_counts),
        (doubt.grid.scenarios, doubt.scenario_counts),
    ):
        for identifier, (_, row) in zip(ids, counts.iterrows(), strict=True):
            base, low, high = (int(row[name]) for name in ("base", "low", "high"))
            parts.append(f"{report.names[identifier]} {base} ({low}–{high})")
    return pick(report.language, "；", "; ").join(parts) + pick(report.language, "。", ".")


def summarize_ribbon(report: Report) -> str:
    """Say which track and scenario the text joins with most segments."""
    fullest = report.cells.sort_values("volume", ascending=False, kind="stable")
    most = fullest[fullest["volume"] == fullest["volume"].max()]
    names = [
        f"{report.names[c['track_id']]} × {report.names[c['scenario_id']]}"
        for _, c in most.iterrows()
    ]
    number = int(most["volume"].iloc[0])
    shown = join(names[:3], report.language)
    return pick(
        report.language,
        f"引文最多的是{shown}（{number}条）",
        f"Most segments: {shown} ({number}{' each' if len(names) > 1 else ''})",
    )


def explain_ribbon(report: Report) -> str:
    """Say how to read the ribbon."""
    return pick(
        report.language,
        "左为赛道，右为场景；带宽为直接引文条数，颜色越深等级越高。没有带的即未见依据。",
        "Tracks at the left, scenarios at the right; the width is the number of direct segments, the "
        "shade the level. No ribbon means that none was found.",
    )


def caption_ribbon(report: Report) -> str:
    """Name the ribbon."""
    return pick(report.language, "赛道与场景的联系概览。", "The links at a glance.")


def summarize_agreement(report: Report) -> str:
    """Say how far the coders agree."""
    agreement = report.agreement
    alpha, raw = (
        _show(agreement.alpha, report.language),
        _show_share(agreement.raw, report.language),
    )
    return pick(
        report.language,
        f"{count(len(agreement.coders), 'zh')}名编码者的原始一致率为{raw}，alpha为{alpha}",
        f"Raw agreement of the coders {raw}, alpha {alpha}",
    )


def _show(value: float, language: str) -> str:
    return say("undefined", language) if np.isnan(value) else f"{value:.2f}"


def _show_share(value: float, language: str) -> str:
    return say("undefined", language) if np.isnan(value) else percent(value)


def explain_coders(report: Report) -> str:
    """Say how to read the split cells."""
    first, second = report.agreement.coders[:2]
    return pick(
        report.language,
        f"每格左上为{first}的等级，右下为{second}的等级。",
        f"In each cell the level by {first} at the upper left, by {second} at the lower right.",
    )


def caption_coders(report: Report) -> str:
    """Name the figure of the coders."""
    return pick(report.language, "两名编码者的等级对照。", "The levels by two coders.")


def describe_coders(report: Report) -> str:
    """Put the levels by the first two coders into words, cell by cell, and how many differ."""
    agreement, grid = report.agreement, report.doubt.grid
    first, second = agreement.codes[:2]
    parts, different = [], 0
    for place, pair in enumerate(zip(first, second, strict=True)):
        row, column = divmod(place, len(grid.tracks))
        shown = ["–" if np.isnan(value) else str(int(value)) for value in pair]
        different += shown[0] != shown[1]
        cell = f"{report.names[grid.tracks[column]]} × {report.names[grid.scenarios[row]]}"
        parts.append(f"{cell} {'/'.join(shown)}")
    zh = f"{different}格不同。" if different else "各格均一致。"
    en = plural(different, "cell differs", "cells differ") if different else "no cell differs"
    return pick(report.language, zh, f"{capitalize(en)}. ") + join(parts, report.language)


def describe_ribbon(report: Report) -> str:
    """Put the ribbon into words: what each track is linked to, and what has no link."""
    found = report.cells[report.cells["state"] == "found"]
    language = report.language
    none = pick(language, "无", "none")
    colon = pick(language, "：", ": ")
    parts = []
    for track in report.tracks["id"]:
        linked = found[found["track_id"] == track]
        names = [f"{report.names[c['scenario_id']]} ({c['volume']})" for _, c in linked.iterrows()]
        parts.append(f"{report.names[track]}{colon}{join(names, language) or none}")
    alone = [i for i in report.scenarios["id"] if i not in set(found["scenario_id"])]
    if alone:
        words = pick(language, "没有联系的场景", "scenarios without a link")
        parts.append(f"{words}{colon}{join([report.names[i] for i in alone], language)}")
    return pick(language, "；", "; ").join(parts) + pick(language, "。", ".")


def read_agreement(report: Report) -> Prose:
    """State the coders' agreement, or with one coder what a second would add."""
    agreement, language = report.agreement, report.language
    if len(agreement.coders) < 2:
        return _expect(report)
    low, high = (_show(value, language) for value in agreement.alpha_interval)
    units, coders = agreement.codes.shape[1], len(agreement.coders)
    alpha, raw = _show(agreement.alpha, language), _show_share(agreement.raw, language)
    dependent = _find_dependent(report)
    zh = (
        f"{count(coders, 'zh')}名编码者，{units}格。原始一致率{raw}；"
        f"序数Krippendorff alpha为{alpha}（自助法95%区间{low}至{high}）。格数少，区间宽。"
    )
    en = (
        f"{capitalize(plural(coders, 'coder', 'coders'))}, {units} cells. Raw agreement "
        f"{raw}; ordinal Krippendorff alpha {alpha} (bootstrap 95% interval {low} to "
        f"{high}). With few cells the interval is wide."
    )
    if dependent:
        names = join(dependent, language)
        zh += f"{names}只判定了第一名编码者选出的引文，引文的选择并非独立。"
        en += f" {names} judged only segments chosen by the first coder: the choice was not independent."
    return write_prose(pick(language, zh, en))


def _find_dependent(report: Report) -> list[str]:
    """Name the coders, after the first, who only judged segments that were given to them."""
    coding = report.framework.coding
    stages = coding.groupby("coder")["stage"].agg(set)
    return [name for name in report.agreement.coders[1:] if GIVEN in stages[name]]


def _expect(report: Report) -> Prose:
    agreement, language = report.agreement, report.language
    if not len(agreement.codes):
        return write_prose(pick(language, "没有编码。", "There is no coding."))
    zh, en = [], []
    for error in ERRORS:
        middle, low, high = (
            _show(v, language) for v in expect_second_coder(agreement.codes[0], error)
        )
        zh.append(f"{percent(error)}的格判得不同，alpha约为{middle}（九成落在{low}至{high}）")
        en.append(
            f"departs in {percent(error)} of cells, alpha is about {middle} (90% between {low} and {high})"
        )
    cells = int((~np.isnan(agreement.codes[0])).sum())
    return write_prose(
        pick(
            language,
            "本报告只有一名编码者，无法计算一致性。第二名编码者能带来什么，可以预估："
            f"若其在{'；若'.join(zh)}。"
            f"只有{cells}格时，一致性系数本身也很不确定。",
            "There is one coder, so no agreement can be computed. What a second would add can be "
            f"estimated: if the second {'; if the second '.join(en)}. "
            f"With {cells} cells the coefficient itself is uncertain.",
        )
    )


def read_leave_out(report: Report) -> Prose:
    """Say how many segments and places change the matrix when they go, and which does most."""
    doubt = report.doubt
    base = doubt.grid.levels
    segments = {key: int((levels != base).sum()) for key, levels in doubt.without_segment.items()}
    places = {key: int((levels != base).sum()) for key, levels in doubt.without_place.items()}
    if not segments:
        return write_prose(pick(report.language, "没有直接引文。", "There is no direct segment."))
    felt = sum(number > 0 for number in segments.values())
    most = max(places.values())
    fullest = [key for key, number in places.items() if number == most]
    names, each = join(fullest, report.language), len(fullest) > 1
    matters = "matter" if each else "matters"
    return write_prose(
        pick(
            report.language,
            f"{len(segments)}条直接引文中，去掉后会使某格降级的有{felt}条。去掉整段时，影响最大的是{names}："
            f"{'各有' if each else ''}{count(most, 'zh')}格降级。",
            f"Of {len(segments)} direct segments, {felt} make a cell fall when they go. Of whole places, "
            f"{names} {matters} most: {plural(most, 'cell falls', 'cells fall')}{' each' if each else ''}.",
        )
    )
