"""The general statements of the report in words, as far as they say something about a matrix."""

from itertools import compress

import numpy as np

from report138.analysis.interlinkage import STATED
from report138.analysis.robustness.statements import count_reach
from report138.view.report import Report
from report138.view.sentences.matrix import name_cell
from report138.view.text import abridge, capitalize, close, count, pick, plural, tally


def word_statement(report: Report, key: str) -> str:
    """Put one statement into words, as the base matrix gives it."""
    sentence = _WORDINGS[key](report, report.doubt.grid.levels)
    if not sentence.startswith(tuple(report.names.values())):  # a name keeps its letters
        sentence = capitalize(sentence)
    return close(sentence, report.language)


def _list_tracks(report: Report, mask: np.ndarray) -> str:
    names = [report.names[item] for item in compress(report.doubt.grid.tracks, mask)]
    return abridge(names, report.language, "条")


def _list_scenarios(report: Report, mask: np.ndarray) -> str:
    names = [report.names[item] for item in compress(report.doubt.grid.scenarios, mask)]
    return abridge(names, report.language, "个")


def _list_cells(report: Report, mask: np.ndarray) -> str:
    grid = report.doubt.grid
    cells = [
        name_cell(report, grid.tracks[column], grid.scenarios[row])
        for row, column in zip(*np.nonzero(mask), strict=True)
    ]
    return abridge(cells, report.language, "格")


def _name_judged(levels: np.ndarray, zh: str, en: str) -> tuple[str, str]:
    """Name all cells in both languages: those that have a level, where some have none."""
    whole = bool((levels >= 0).all())
    return (zh, en) if whole else (f"判定过的{zh}", f"{en} judged")


def _word_half(report: Report, levels: np.ndarray) -> str:
    found, total = int((levels > 0).sum()), int((levels >= 0).sum())
    if total == 1:
        zh, en = ("有依据", "has evidence") if found else ("未见依据", "has no evidence")
        return pick(report.language, f"判定过的只有一格，{zh}", f"the one cell judged {en}")
    least = 2 * found >= total
    cells_en = _name_judged(levels, "", "cells")[1]
    zh = f"{'不少于' if least else '少于'}一半的格有依据"
    if not (levels >= 0).all():
        zh = f"判定过的格中，{'不少于' if least else '少于'}一半有依据"
    zh = f"{zh}（{total}格中{found}格）"
    en = f"{'at least half' if least else 'fewer than half'} of the {cells_en} have evidence ({found} of {total})"
    return pick(report.language, zh, en)


def _name_scenarios(report: Report) -> tuple[str, str]:
    one = len(report.doubt.grid.scenarios) == 1
    return ("唯一的场景", "the one scenario") if one else ("每个场景", "every scenario")


def _word_served(report: Report, levels: np.ndarray) -> str:
    unserved = ~(levels > 0).any(axis=1)
    if not unserved.any():
        zh, en = _name_scenarios(report)
        if len(report.doubt.grid.tracks) == 1:
            return pick(report.language, f"{zh}都与赛道有联系", f"{en} is linked to the track")
        return pick(
            report.language, f"{zh}都至少与一条赛道有联系", f"{en} is linked to at least one track"
        )
    names = _list_scenarios(report, unserved)
    return pick(report.language, f"未见任何赛道的场景：{names}", f"linked to no track: {names}")


def _name_tied(report: Report, tied: np.ndarray, judged: np.ndarray) -> tuple[str, str] | None:
    """Name the tracks of which none has more than another; None where some have."""
    if not (tied == judged).all():
        return None
    if not judged.all():
        names = _list_tracks(report, judged)
        return names, names
    return ("两条赛道", "both tracks") if len(judged) == 2 else ("各赛道", "all tracks")


def _word_fewest(report: Report, levels: np.ndarray) -> str:
    reach, judged = count_reach(levels[np.newaxis])[0], (levels >= 0).any(axis=0)
    fewest = reach == reach.min()
    number = int(reach.min())
    tied = _name_tied(report, fewest, judged)
    if tied:
        zh, en = tied
        return pick(
            report.language,
            f"{zh}有依据的场景一样多（各{count(number, 'zh')}个）",
            f"{en} reach as many scenarios ({tally(number, 'en')} each)",
        )
    names, one = _list_tracks(report, fewest), int(fewest.sum()) == 1
    zh = f"{'' if one else '各'}{count(number, 'zh')}个" if number else "一个也没有"
    return pick(
        report.language,
        f"有依据的场景以{names}最少（{zh}）",
        f"{names} {'reaches' if one else 'reach'} the fewest scenarios ({tally(number, 'en')})",
    )


def _word_firmest(report: Report, levels: np.ndarray) -> str:
    breadth, judged = (levels >= STATED).sum(axis=0), (levels >= 0).any(axis=0)
    number = int(breadth[judged].max())
    firmest = judged & (breadth == number)
    tied = _name_tied(report, firmest, judged)
    if tied:
        zh, en = tied
        zh_each = f"各{count(number, 'zh')}格" if number else "都没有"
        en_each = f"{count(number, 'en')} each" if number else "none"
        return pick(
            report.language,
            f"{zh}{STATED}级及以上的格一样多（{zh_each}）",
            f"{en} have as many cells at level {STATED} or more ({en_each})",
        )
    names, one = _list_tracks(report, firmest), int(firmest.sum()) == 1
    each = "" if one else "各"
    return pick(
        report.language,
        f"{STATED}级及以上的格以{names}最多（{each}{count(number, 'zh')}格）",
        f"{names} {'has' if one else 'have'} the most cells at level {STATED} or more ({count(number, 'en')})",
    )


def _word_complete(report: Report, levels: np.ndarray) -> str:
    complete = (levels > 0).all(axis=1)
    if complete.all():
        zh, en = _name_scenarios(report)
        return pick(report.language, f"{zh}与全部赛道都有联系", f"{en} is linked to every track")
    if not complete.any():
        one = len(complete) == 1
        return pick(
            report.language,
            "唯一的场景并未与全部赛道都有联系" if one else "没有一个场景与全部赛道都有联系",
            f"{'the one scenario is not' if one else 'no scenario is'} linked to every track",
        )
    names = _list_scenarios(report, complete)
    return pick(
        report.language,
        f"与全部赛道都有联系的场景只有{names}",
        f"only {names} {'is' if complete.sum() == 1 else 'are'} linked to every track",
    )


def count_sole(report: Report, *, named: bool = False) -> str:
    """Say how many scenarios have one track only, and which."""
    sole = (report.doubt.grid.levels > 0).sum(axis=1) == 1
    number = int(sole.sum())
    if not number:
        zh, en = "没有场景只与一条赛道相连", "no scenario is linked to one track only"
    else:
        zh = f"只与一条赛道相连的场景有{count(number, 'zh')}个"
        en = f"{plural(number, 'scenario is', 'scenarios are')} linked to one track only"
    if named and number:
        names = _list_scenarios(report, sole)
        zh, en = f"{zh}：{names}", f"{en}: {names}"
    return pick(report.language, zh, en)


def _word_sole(report: Report, levels: np.ndarray) -> str:
    return count_sole(report, named=True)


def _word_operational(report: Report, levels: np.ndarray) -> str:
    cells = levels == 3
    number = int(cells.sum())
    if not number:
        return pick(report.language, "没有一格达到3级", "no cell is operational")
    if number > 1 and (cells == (levels >= 0)).all():
        zh, en = _name_judged(levels, "每一格", "every cell")
        return pick(report.language, f"{zh}都达到3级", f"{en} is operational")
    names = _list_cells(report, cells)
    return pick(
        report.language,
        f"达到3级的有{count(number, 'zh')}格：{names}",
        f"{plural(number, 'cell is', 'cells are')} operational: {names}",
    )


def _word_empty(report: Report, levels: np.ndarray) -> str:
    empty, judged = levels == 0, levels >= 0
    number, by_track = int(empty.sum()), empty.sum(axis=0)
    zh, en = _name_judged(levels, "每一格", "every cell")
    if not number:
        return pick(report.language, f"{zh}都有依据", f"{en} has evidence")
    if (empty == judged).all():
        en = _name_judged(levels, "", "cell")[1]
        return pick(report.language, f"{zh}都未见依据", f"no {en} has evidence")
    if number == 1:
        name = _list_cells(report, empty)
        return pick(
            report.language,
            f"未见依据的只有一格：{name}",
            f"evidence is lacking in just one cell: {name}",
        )
    zh, en = f"未见依据的恰是这{number}格", f"evidence is lacking in just these {number} cells"
    return pick(report.language, zh, en) + _say_most_empty(report, by_track, judged.any(axis=0))


def _say_most_empty(report: Report, by_track: np.ndarray, judged: np.ndarray) -> str:
    """Say which of the tracks that can be compared has most cells without evidence."""
    most = judged & (by_track == by_track.max())
    if (most == judged).all():
        return ""
    number, names, one = int(by_track.max()), _list_tracks(report, most), int(most.sum()) == 1
    zh = f"，以{names}最多（{'' if one else '各'}{count(number, 'zh')}格）"
    return pick(
        report.language,
        zh,
        f"; {names} {'has' if one else 'have'} the most ({count(number, 'en')})",
    )


_WORDINGS = {
    "at_least_half": _word_half,
    "served": _word_served,
    "fewest": _word_fewest,
    "firmest": _word_firmest,
    "complete": _word_complete,
    "sole": _word_sole,
    "operational": _word_operational,
    "empty": _word_empty,
}
