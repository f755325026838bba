"""Sentences that count the cells of the matrix: how many, at which levels, how sure."""

from report138.analysis.interlinkage import LEVELS, count_levels, profile_elements
from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.sentences.unjudged import end_unjudged, has_levels, list_gaps, say_blank
from report138.view.text import (
    abridge,
    bracket,
    capitalize,
    close,
    count,
    join,
    pick,
    plural,
    say,
    share_cells,
    share_out,
)


def count_found(report: Report) -> tuple[int, int]:
    """Return the number of cells with evidence and of cells in all."""
    return int((report.cells["state"] == "found").sum()), len(report.cells)


def read_margins(report: Report) -> Prose:
    """Read the matrix by track: how many scenarios each reaches and at which levels."""
    language = report.language
    if not has_levels(report.cells):
        return write_prose(end_unjudged(report.cells, language))
    parts = []
    by_track = dict(tuple(report.cells.groupby("track_id")))
    for track, row in profile_elements(report.cells, "track_id").iterrows():
        levels = [
            pick(language, f"{row[f'level_{n}']}格为{n}级", f"{row[f'level_{n}']} at level {n}")
            for n in (3, 2, 1)
            if row[f"level_{n}"]
        ]
        name, linked = report.names[track], int(row["linked"])
        zh = f"{name}在{count(linked, 'zh')}个场景中有依据" if linked else f"{name}未见依据"
        en = f"{name} has evidence in {plural(linked, 'scenario', 'scenarios') if linked else 'none'}"
        if not has_levels(by_track[track]):
            zh = en = f"{name}{pick(language, '', ' is ')}{say_blank(by_track[track], language)}"
        detail = bracket(pick(language, "，", ", ").join(levels), language)
        parts.append(pick(language, zh, en) + (detail if levels else ""))
    return write_prose(close(pick(language, "；", "; ").join(parts), language))


def compare_claim(report: Report) -> Prose:
    """Set a claim that everything interlinks against what is found cell by cell."""
    language = report.language
    if not has_levels(report.cells):
        return write_prose(end_unjudged(report.cells, language))
    found, total = count_found(report)
    counts, gaps = count_levels(report.cells), list_gaps(report.cells, language)
    empty = int(counts[0])
    has = "have" if found > 1 else "has"
    zh = f"逐格查证的结果是：{share_cells(found, total)}有依据"
    en = f"Cell by cell, {share_out(found, total, 'cell', 'cells')} {has} evidence"
    if empty and (found or gaps):
        zh, en = f"{zh}，{empty}格未见", f"{en} and in {empty} none was found"
    if gaps:
        zh, en = f"{zh}，{gaps}", f"{en}; {gaps}"
    if not found:
        return write_prose(pick(language, f"{zh}。", f"{en}."))
    zh = f"{zh}；有依据的格中，{_levels_zh(counts)}。"
    en = f"{en}; of those with evidence, {_levels_en(counts)}. "
    return write_prose((pick(language, zh, en) + _say_complete(report)).strip())


def _say_complete(report: Report) -> str:
    """Say which scenarios have evidence for every track, where there is more than one."""
    language, tracks = report.language, len(report.tracks)
    profile = profile_elements(report.cells, "scenario_id")
    judged = profile[[f"level_{level}" for level in LEVELS]].sum(axis=1) == tracks
    if tracks == 1 or not judged.any():
        return ""
    complete = [report.names[item] for item in profile.index[profile["linked"] == tracks]]
    number = len(complete)
    each = "两条赛道" if tracks == 2 else f"全部{count(tracks, 'zh')}条赛道"
    all_of = "both tracks" if tracks == 2 else f"all {count(tracks, 'en')} tracks"
    if not number:
        zh, en = f"没有一个场景与{each}都有依据", f"No scenario has evidence for {all_of}"
    elif number == len(profile):
        zh, en = f"每个场景与{each}都有依据", f"Every scenario has evidence for {all_of}"
    else:
        zh = f"与{each}都有依据的场景有{count(number, 'zh')}个：{abridge(complete, 'zh', '个')}"
        where = plural(number, "scenario", "scenarios")
        en = f"Evidence for {all_of} is found in {where}: {abridge(complete, 'en')}"
    return close(pick(language, zh, en), language)


def _levels_zh(counts: dict[int, int]) -> str:
    return "，".join(
        f"{counts[n]}格{say(f'level_{n}', 'zh')}（{n}级）" for n in (3, 2, 1) if counts[n]
    )


def _levels_en(counts: dict[int, int]) -> str:
    words = [
        f"{counts[n]} {'is' if counts[n] == 1 else 'are'} {say(f'level_{n}', 'en')} (level {n})"
        for n in (3, 2, 1)
        if counts[n]
    ]
    return join(words, "en")


def state_certainty(report: Report) -> Prose:
    """Say how many cells rest on one segment, and that coding is one person's reading."""
    cells, language = report.cells[report.cells["state"] == "found"], report.language
    if not has_levels(report.cells):
        return Prose("")  # the sentence before says why
    if cells.empty:
        return write_prose(pick(language, "没有一格有依据。", "No cell has evidence."))
    coders = len(report.framework.coders)
    minus = int((cells["hindering_volume"] > 0).sum())
    first = next(iter(report.framework.coders), "")
    zh, en = _say_fragile(int((cells["support"] == 1).sum()), len(cells))
    zh += f"；编码者{count(coders, 'zh')}人"
    en += f"; {plural(coders, 'coder', 'coders')}"
    zh += f"，矩阵取{first}的编码。" if coders > 1 else "。"
    en += f", the matrix shows the coding by {first}." if coders > 1 else "."
    if minus:
        zh += f"{minus}格含相悖表述，与促进表述分列，不相抵。"
        cells_en = plural(minus, "cell holds", "cells hold")
        en += (
            f" {capitalize(cells_en)} hindering statements, shown beside the others, never netted."
        )
    else:
        zh += "来源未写赛道与场景之间的取舍或冲突。"
        en += " The source states no trade-off between a track and a scenario."
    return write_prose(pick(language, zh, en))


def _say_fragile(fragile: int, found: int) -> tuple[str, str]:
    """Say in both languages how many of the cells with evidence rest on one segment."""
    if found == 1:
        if fragile:
            zh = "有依据的只有一格，其等级系于一条引文，去掉它就降级"
            return zh, "The one cell with evidence falls when one segment goes"
        zh = "有依据的只有一格，去掉任何一条引文都不降级"
        return zh, "The one cell with evidence does not fall when one segment goes"
    if not fragile:
        zh = f"有依据的{found}格中，没有一格去掉一条引文就降级"
        return zh, f"Of {count(found, 'en')} cells with evidence none falls when one segment goes"
    all_zh = "每一格" if fragile == found else f"{fragile}格"
    falls = "falls" if fragile == 1 else "fall"
    return (
        f"有依据的{found}格中，{all_zh}的等级系于一条引文，去掉它就降级",
        f"Of {count(found, 'en')} cells with evidence, {'all' if fragile == found else fragile} {falls} "
        "when one segment goes",
    )
