"""Sentences about the matrix as a whole: how many cells, which levels, how sure."""

from report138.interlinkage import count_levels, profile_elements
from report138.items import Prose, write_prose
from report138.report import Report
from report138.text import capitalize, count, join, pick, plural, say


def name_cell(report: Report, track: str, scenario: str) -> str:
    """Name a cell by its track and scenario."""
    return f"{report.names[track]} × {report.names[scenario]}"


def count_found(report: Report) -> tuple[int, int]:
    """Return the number of cells with evidence and of cells in all."""
    return int((report.cells["state"] == "found").sum()), len(report.cells)


def summarize_matrix(report: Report) -> str:
    """Say in one line in how many cells the text has evidence, and which track has least."""
    found, total = count_found(report)
    zh = f"{total}格中{found}格有原文依据"
    en = f"The text backs {found} of {total} cells"
    profile = profile_elements(report.cells, "track_id")
    linked = profile[profile["not_coded"] < len(report.scenarios)]["linked"]
    fewest = linked[linked == linked.min()]
    if len(fewest) == 1 and len(linked) > 1 and fewest.iloc[0]:
        name, number = report.names[fewest.index[0]], int(fewest.iloc[0])
        zh += f"，{name}只落在{count(number, 'zh')}个场景"
        en += f"; {name} reaches only {plural(number, 'scenario', 'scenarios')}"
    return pick(report.language, zh, en)


def explain_matrix(report: Report) -> str:
    """Say how to read the matrix."""
    return pick(
        report.language,
        "数字为等级，取最高一条引文；右侧和下方为各等级的格数。",
        "The digit is the level of the firmest segment; the margins count cells by level.",
    )


def caption_matrix(report: Report) -> str:
    """Name the matrix and what it rests on."""
    return pick(
        report.language,
        f"这篇文字所写的联系，不等于事实如此。{say('own_coding', 'zh')}。",
        f"Links that this text states, which is not to say that they exist; {say('own_coding', 'en')}.",
    )


def summarize_part(report: Report, tracks: list[str], scenarios: list[str]) -> str:
    """Say in one line how many cells of a part of the matrix have evidence."""
    cells = report.cells
    if len(tracks) == len(report.tracks) and len(scenarios) == len(report.scenarios):
        return summarize_matrix(report)
    part = cells[cells["track_id"].isin(tracks) & cells["scenario_id"].isin(scenarios)]
    found = int((part["state"] == "found").sum())
    where = f"{tracks[0]}–{tracks[-1]} × {scenarios[0]}–{scenarios[-1]}"
    return pick(
        report.language,
        f"{where}：{len(part)}格中{found}格有原文依据",
        f"{where}: the text backs {found} of {len(part)} cells",
    )


def explain_compact(report: Report) -> str:
    """Say how to read the matrix with small tiles."""
    return pick(
        report.language,
        "数字为等级，取最高一条引文；引文条数与是否一条即降见后面的表。",
        "The digit is the level of the firmest segment; the tables give the number of segments and "
        "which levels hang on one.",
    )


def explain_overview(report: Report) -> str:
    """Say how to read the overview of a matrix that is too large to label."""
    return pick(
        report.language,
        "每个小方块为一格，颜色越醒目等级越高；空白为未见或未编码。行列以编号标出，分页细图见后。",
        "A square is a cell, stronger in colour for a higher level; blank: none found or not coded. Rows and columns "
        "carry ids; pages with names follow.",
    )


def describe_matrix(
    report: Report, tracks: list[str] | None = None, scenarios: list[str] | None = None
) -> str:
    """Put the matrix, or a part of it, into words, row by row, for those who do not see it."""
    rows = []
    cells = report.cells
    if tracks is not None:
        cells = cells[cells["track_id"].isin(tracks)]
    if scenarios is not None:
        cells = cells[cells["scenario_id"].isin(scenarios)]
    for scenario, row in cells.groupby("scenario_id", sort=False):
        parts = [
            f"{report.names[cell['track_id']]} {_say_state(cell, report.language)}"
            for _, cell in row.iterrows()
        ]
        colon = pick(report.language, "：", ": ")
        rows.append(f"{report.names[scenario]}{colon}" + _list(parts, report))
    head = pick(report.language, "矩阵，行为场景，列为赛道。", "Matrix, scenarios by tracks. ")
    end = pick(report.language, "。", ".")
    return head + pick(report.language, "；", "; ").join(rows) + end


def _list(parts: list[str], report: Report) -> str:
    return pick(report.language, "，", ", ").join(parts)


def _say_state(cell: dict, language: str) -> str:
    if cell["state"] == "found":
        minus = cell["hindering_volume"] > 0
        return pick(
            language,
            f"{cell['level']}级" + (f"（相悖表述{cell['hindering_level']}级）" if minus else ""),
            f"level {cell['level']}"
            + (f" (a hindering statement at level {cell['hindering_level']})" if minus else ""),
        )
    key = "level_0" if cell["state"] == "none_found" else cell["state"]
    return say(key, language)


def read_margins(report: Report) -> Prose:
    """Read the matrix by track: how many scenarios each reaches and at which levels."""
    language = report.language
    parts = []
    for track, row in profile_elements(report.cells, "track_id").iterrows():
        levels = [
            pick(language, f"{row[f'level_{n}']}格为{n}级", f"{row[f'level_{n}']} at level {n}")
            for n in (3, 2, 1)
            if row[f"level_{n}"]
        ]
        linked = int(row["linked"])
        zh = f"{report.names[track]}在{count(linked, 'zh')}个场景中有依据"
        en = f"{report.names[track]} has evidence in {plural(linked, 'scenario', 'scenarios')}"
        detail = pick(language, f"（{'，'.join(levels)}）", f" ({', '.join(levels)})")
        parts.append(pick(language, zh, en) + (detail if levels else ""))
    text = pick(language, "；", "; ").join(parts) + pick(language, "。", ".")
    return write_prose(text)


def compare_claim(report: Report) -> Prose:
    """Set a claim that everything interlinks against what is found cell by cell."""
    found, total = count_found(report)
    counts = count_levels(report.cells)
    language = report.language
    complete = [
        report.names[scenario]
        for scenario, row in profile_elements(report.cells, "scenario_id").iterrows()
        if row["linked"] == len(report.tracks)
    ]
    empty = int(counts[0])
    tracks = len(report.tracks)
    if complete:
        number = len(complete)
        of_all = f"与全部{count(tracks, 'zh')}条赛道都有依据的场景"
        zh = f"{of_all}有{count(number, 'zh')}个：{join(complete, 'zh')}"
        where = plural(number, "scenario", "scenarios")
        en = f"evidence for all {count(tracks, 'en')} tracks is found in {where}: {join(complete, 'en')}"
    else:
        zh = f"没有一个场景与全部{count(tracks, 'zh')}条赛道都有依据"
        en = f"no scenario has evidence for all {count(tracks, 'en')} tracks"
    return write_prose(
        pick(
            language,
            f"逐格查证的结果是：{total}格中{found}格有依据，{empty}格未见；有依据的格中，"
            f"{_levels_zh(counts)}。{zh}。",
            f"Cell by cell, {found} of {total} cells have evidence and in {empty} none was found; "
            f"of those with evidence, {_levels_en(counts)}. {capitalize(en)}.",
        )
    )


def _levels_zh(counts: dict[int, int]) -> str:
    return "，".join(f"{counts[n]}格{say(f'level_{n}', 'zh')}（{n}级）" for n in (3, 2, 1))


def _levels_en(counts: dict[int, int]) -> str:
    words = [
        f"{counts[n]} {'is' if counts[n] == 1 else 'are'} {say(f'level_{n}', 'en')} (level {n})"
        for n in (3, 2, 1)
    ]
    return join(words, "en")


def state_certainty(report: Report) -> Prose:
    """Say how many cells rest on one segment, and that coding is one person's reading."""
    cells = report.cells[report.cells["state"] == "found"]
    fragile, found = int((cells["support"] == 1).sum()), len(cells)
    coders = len(report.framework.coders)
    minus = int((report.cells["hindering_volume"] > 0).sum())
    language = report.language
    first = next(iter(report.framework.coders), "")
    zh = f"有依据的{found}格中，{fragile}格的等级系于一条引文，去掉它就降级；编码者{count(coders, 'zh')}人"
    en = (
        f"Of {plural(found, 'cell', 'cells')} with evidence, {fragile} {'falls' if fragile == 1 else 'fall'} "
        f"when one segment goes; {plural(coders, 'coder', 'coders')}"
    )
    zh += f"，矩阵取{first}的编码。" if coders > 1 else "。"
    en += f", the matrix shows the coding by {first}." if coders > 1 else "."
    if not found:
        return write_prose(pick(language, "没有一格有依据。", "No cell has evidence."))
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
