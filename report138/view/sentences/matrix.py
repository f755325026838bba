"""Words of the matrix: its headline, how to read it, and what it shows for those who do not see it."""

from report138.analysis.interlinkage import profile_elements
from report138.view.report import Report
from report138.view.sentences.counts import count_found
from report138.view.sentences.unjudged import has_levels, note_uncoded, say_unjudged
from report138.view.text import capitalize, count, pick, plural, say, share_cells, share_out


def name_cell(report: Report, track: str, scenario: str) -> str:
    """Name a cell by its track and scenario."""
    return f"{report.names[track]} × {report.names[scenario]}"


def summarize_matrix(report: Report) -> str:
    """Say in one line in how many cells the text has evidence, and which track has least."""
    language = report.language
    if not has_levels(report.cells):
        return capitalize(say_unjudged(report.cells, language))
    found, total = count_found(report)
    zh = f"{share_cells(found, total)}有原文依据"
    en = f"The text backs {share_out(found, total, 'cell', 'cells')}"
    profile = profile_elements(report.cells, "track_id")
    linked = profile[profile["not_coded"] < len(report.scenarios)]["linked"]
    fewest = linked[linked == linked.min()]
    if len(fewest) == 1 and len(linked) > 1 and fewest.iloc[0]:
        name, number = report.names[fewest.index[0]], int(fewest.iloc[0])
        zh += f"，{name}只落在{count(number, 'zh')}个场景"
        en += f"; {name} reaches only {plural(number, 'scenario', 'scenarios')}"
    return pick(language, zh, en) + note_uncoded(report.cells, language)


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
    language = report.language
    if not has_levels(part):
        return f"{where}{pick(language, '：', ': ')}{say_unjudged(part, language)}"
    backs = share_out(found, len(part), "cell", "cells")
    zh = f"{where}：{share_cells(found, len(part))}有原文依据"
    en = f"{where}: the text backs {backs}"
    return pick(language, zh, en) + note_uncoded(part, language)


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
