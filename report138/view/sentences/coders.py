"""Sentences about the coders: how far they agree, or what a second one would add."""

import numpy as np

from report138.analysis.robustness.agreement import expect_second_coder
from report138.analysis.robustness.doubt import ERRORS
from report138.data.schema import GIVEN
from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.sentences.matrix import name_cell
from report138.view.sentences.unjudged import end_unjudged, has_levels
from report138.view.text import capitalize, count, join, percent, pick, plural, say

WIDE = 0.2  # an interval of alpha from which a reader should be warned


def summarize_agreement(report: Report) -> str:
    """Say how far the coders agree."""
    agreement, language = report.agreement, report.language
    if np.isnan(agreement.raw):
        return pick(language, "编码者没有共同编码的格", "The coders have no cell in common")
    alpha, raw = show_coefficient(agreement.alpha, language), percent(agreement.raw)
    return pick(
        language,
        f"{count(len(agreement.coders), 'zh')}名编码者的原始一致率为{raw}，alpha{_is(agreement.alpha)}{alpha}",
        f"Raw agreement of the coders {raw}, alpha {alpha}",
    )


def show_coefficient(value: float, language: str) -> str:
    """Write a coefficient with two decimals and a true minus sign, or that there is none."""
    if np.isnan(value):
        return say("undefined", language)
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _is(value: float) -> str:
    return "" if np.isnan(value) else "为"


def explain_coders(report: Report) -> str:
    """Say how to read the split cells."""
    first, second = report.agreement.coders[:2]
    return pick(
        report.language,
        f"每格左上为{first}的等级，右下为{second}的等级。",
        f"In each cell the level by {first} at the upper left, by {second} at the lower right.",
    )


def caption_coders(report: Report) -> str:
    """Name the figure of the coders, and the two of several whom it shows."""
    coders = report.agreement.coders
    if len(coders) > 2:
        first, second = coders[:2]
        return pick(
            report.language,
            f"前两名编码者（{first}、{second}）的等级对照。",
            f"The levels by the first two coders, {first} and {second}.",
        )
    return pick(report.language, "两名编码者的等级对照。", "The levels by two coders.")


def describe_coders(report: Report) -> str:
    """Put the levels by the first two coders into words, cell by cell, and how many differ."""
    agreement, grid, language = report.agreement, report.doubt.grid, report.language
    first, second = agreement.codes[:2]
    parts = []
    for place, pair in enumerate(zip(first, second, strict=True)):
        row, column = divmod(place, len(grid.tracks))
        shown = ["–" if np.isnan(value) else str(int(value)) for value in pair]
        name = name_cell(report, grid.tracks[column], grid.scenarios[row])
        parts.append(f"{name} {'/'.join(shown)}")
    both = ~np.isnan(first) & ~np.isnan(second)
    different = int((first[both] != second[both]).sum())
    zh = f"{different}格不同。" if different else "共同编码的各格均一致。"
    en = plural(different, "cell differs", "cells differ") if different else "no cell differs"
    if not both.any():
        zh, en = "没有两人都编码的格。", "no cell is coded by both"
    return (
        pick(language, zh, f"{capitalize(en)}. ")
        + join(parts, language)
        + pick(language, "。", ".")
    )


def read_agreement(report: Report) -> Prose:
    """State the coders' agreement, or with one coder what a second would add."""
    agreement, language = report.agreement, report.language
    if len(agreement.coders) < 2:
        return _expect(report)
    coders, units = len(agreement.coders), _count_units(agreement.codes)
    if not units:
        return write_prose(
            pick(
                language,
                f"{count(coders, 'zh')}名编码者没有共同编码的格，无法计算一致性。",
                f"{capitalize(count(coders, 'en'))} coders have no cell in common: no agreement can be computed.",
            )
        )
    zh, en = _say_alpha(report)
    dependent = _find_dependent(report)
    zh = f"{count(coders, 'zh')}名编码者，共同编码{units}格。{zh}"
    shared = plural(units, "cell", "cells") if units == 1 else f"{units} cells"
    by = "both" if coders == 2 else "more than one"
    en = f"{capitalize(plural(coders, 'coder', 'coders'))}, {shared} coded by {by}. {en}"
    if dependent:
        names = join(dependent, language)
        zh += f"{names}只判定了第一名编码者选出的引文，引文的选择并非独立。"
        en += f" {names} judged only segments chosen by the first coder: the choice was not independent."
    return write_prose(pick(language, zh, en))


def _count_units(codes: np.ndarray) -> int:
    return int(((~np.isnan(codes)).sum(axis=0) > 1).sum())


def _say_alpha(report: Report) -> tuple[str, str]:
    """State raw agreement and alpha in both languages, or why there is no alpha."""
    agreement = report.agreement
    raw = percent(agreement.raw)
    if np.isnan(agreement.alpha):
        return (
            f"原始一致率{raw}；共同编码的格等级都相同，alpha无法定义。",
            f"Raw agreement {raw}; the cells coded in common all have the same level, so that alpha is undefined.",
        )
    low, high = agreement.alpha_interval
    shown_zh, shown_en = (
        [show_coefficient(value, language) for value in (agreement.alpha, low, high)]
        for language in ("zh", "en")
    )
    zh = (
        f"原始一致率{raw}；序数Krippendorff alpha为{shown_zh[0]}"
        f"（自助法95%区间{shown_zh[1]}至{shown_zh[2]}）。"
    )
    en = (
        f"Raw agreement {raw}; ordinal Krippendorff alpha {shown_en[0]} (bootstrap 95% interval "
        f"{shown_en[1]} to {shown_en[2]})."
    )
    if high - low >= WIDE:
        zh, en = f"{zh}格数少，区间宽。", f"{en} With few cells the interval is wide."
    return zh, en


def _find_dependent(report: Report) -> list[str]:
    """Name the coders, after the first, who only judged segments that were given to them."""
    coding = report.framework.coding
    stages = coding.groupby("coder")["stage"].agg(set)
    return [name for name in report.agreement.coders[1:] if GIVEN in stages[name]]


def _expect(report: Report) -> Prose:
    agreement, language = report.agreement, report.language
    if not has_levels(report.cells):
        return write_prose(end_unjudged(report.cells, language))
    known = agreement.codes[0][~np.isnan(agreement.codes[0])]
    cells, zh, en = len(known), [], []
    alone_zh = "本报告只有一名编码者，无法计算一致性。"
    alone_en = "There is one coder, so no agreement can be computed."
    if len(set(known)) < 2:
        why_zh = "判定过的只有一格" if cells == 1 else f"判定过的{cells}格等级都相同"
        why_en = (
            "only one cell has a level"
            if cells == 1
            else f"its {cells} cells with a level all have the same"
        )
        return write_prose(
            pick(
                language,
                f"{alone_zh}{why_zh}，无从预估第二名编码者能带来什么。",
                f"{alone_en} What a second would add cannot be estimated: {why_en}.",
            )
        )
    for error in ERRORS:
        middle, low, high = (
            show_coefficient(v, language) for v in expect_second_coder(agreement.codes[0], error)
        )
        zh.append(
            f"{percent(error)}的格判得不同，序数Krippendorff alpha约为{middle}（九成落在{low}至{high}）"
        )
        en.append(
            f"departs in {percent(error)} of cells, ordinal Krippendorff’s alpha is about {middle} (90% between {low} and {high})"
        )
    return write_prose(
        pick(
            language,
            f"{alone_zh}第二名编码者能带来什么，可以预估：若其在{'；若'.join(zh)}。"
            f"只有{cells}格时，一致性系数本身也很不确定。",
            f"{alone_en} What a second would add can be "
            f"estimated: if the second {'; if the second '.join(en)}. "
            f"With {cells} cells the coefficient itself is uncertain.",
        )
    )
