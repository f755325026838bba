"""Sentences about the coders: how far they agree, or what a second one would add."""

import numpy as np

from report138.contract import GIVEN
from report138.items import Prose, write_prose
from report138.report import Report
from report138.robustness import expect_second_coder
from report138.robustness.doubt import ERRORS
from report138.text import capitalize, count, join, percent, pick, plural, say


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


def read_agreement(report: Report) -> Prose:
    """State the coders' agreement, or with one coder what a second would add."""
    agreement, language = report.agreement, report.language
    if len(agreement.coders) < 2:
        return _expect(report)
    low, high = (_show(value, language) for value in agreement.alpha_interval)
    units = int(((~np.isnan(agreement.codes)).sum(axis=0) > 1).sum())
    coders = len(agreement.coders)
    alpha, raw = _show(agreement.alpha, language), _show_share(agreement.raw, language)
    dependent = _find_dependent(report)
    zh = (
        f"{count(coders, 'zh')}名编码者，共同编码{units}格。原始一致率{raw}；"
        f"序数Krippendorff alpha为{alpha}（自助法95%区间{low}至{high}）。格数少，区间宽。"
    )
    en = (
        f"{capitalize(plural(coders, 'coder', 'coders'))}, {units} cells coded by more than one. Raw agreement "
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
        zh.append(
            f"{percent(error)}的格判得不同，序数Krippendorff alpha约为{middle}（九成落在{low}至{high}）"
        )
        en.append(
            f"departs in {percent(error)} of cells, ordinal Krippendorff’s alpha is about {middle} (90% between {low} and {high})"
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
