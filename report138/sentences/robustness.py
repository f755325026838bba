"""Sentences about doubt: certainty of cells, orders that survive, text that matters."""

import numpy as np

from report138.items import Prose, write_prose
from report138.report import Report
from report138.robustness.doubt import CENTRAL
from report138.robustness.grid import NONE
from report138.text import count, join, percent, pick, plural, say


def _kept(report: Report) -> np.ndarray:
    """Return for every cell with a level the share of draws in which it keeps it."""
    levels = report.doubt.grid.levels
    shares = report.doubt.central.probability
    known = levels != NONE
    return np.take_along_axis(shares, np.maximum(levels, 0)[..., None], axis=2)[..., 0][known]


def summarize_certainty(report: Report) -> str:
    """Say between which shares of draws the cells keep their level."""
    kept = _kept(report)
    if not len(kept):
        return pick(report.language, "没有可判断的格", "No cell can be judged")
    low, high = percent(float(kept.min())), percent(float(kept.max()))
    return pick(
        report.language,
        f"各格在{low}至{high}的模拟中保持等级不变",
        f"The cells keep their level in {low} to {high} of the draws",
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
    doubt = report.doubt
    base = int((doubt.grid.levels > 0).sum())
    mean, miss = doubt.central.found, percent(CENTRAL[1])
    return write_prose(
        pick(
            report.language,
            f"取最高一条会使等级随引文条数上偏，漏检又只会增加依据：模拟中平均有{mean:.1f}格有依据，编码为{base}格"
            f"（每格漏检{miss}）。",
            f"Taking the maximum pushes levels up with the number of segments, and misses can only add "
            f"evidence: on average {mean:.1f} cells have evidence in the draws, {base} as coded "
            f"(misses {miss} a cell).",
        )
    )


def _overlap(report: Report) -> bool:
    """Tell whether the ranges of any two tracks overlap, so that no order survives."""
    counts = report.doubt.track_counts
    highs, lows = counts[["high", "highest"]].max(axis=1), counts[["low", "lowest"]].min(axis=1)
    return bool(lows.max() <= highs.min())


def summarize_ranks(report: Report) -> str:
    """Say whether an order of the tracks survives."""
    if _overlap(report):
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
