"""Sentences about coverage: which tracks serve which scenario."""

from report138.analysis.interlinkage import find_sole_tracks
from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.sentences.unjudged import (
    end_unjudged,
    has_levels,
    note_uncoded,
    say_blank,
    say_unjudged,
)
from report138.view.text import capitalize, close, join, pick, share_out


def summarize_coverage(report: Report) -> str:
    """Say how many scenarios are linked to one track only."""
    cells, language = report.cells, report.language
    if not has_levels(cells):
        return capitalize(say_unjudged(cells, language))
    total, tracks = len(report.scenarios), len(report.tracks)
    linked = cells[cells["state"] == "found"]["scenario_id"].nunique()
    number = linked if tracks == 1 else len(find_sole_tracks(cells))
    to_zh, to_en = (
        ("与赛道相连", "the track") if tracks == 1 else ("只与一条赛道相连", "one track only")
    )
    if not linked:
        zh, en = "没有场景与赛道相连", "No scenario is linked to a track"
    elif not number:
        zh, en = f"没有场景{to_zh}", f"No scenario is linked to {to_en}"
    else:
        zh = f"{total}个场景中{number}个{to_zh}" if total > 1 else f"唯一的场景{to_zh}"
        of_all = capitalize(share_out(number, total, "scenario", "scenarios"))
        en = f"{of_all} {'is' if number == 1 else 'are'} linked to {to_en}"
    return pick(language, zh, en) + note_uncoded(cells, language)


def explain_coverage(report: Report) -> str:
    """Say how to read the coverage dots."""
    return pick(
        report.language,
        "有圆点处原文有依据，颜色越醒目等级越高；按相连赛道数排列。",
        "A dot marks evidence in the text, stronger in colour for a higher level; sorted by the number of tracks.",
    )


def caption_coverage(report: Report) -> str:
    """Name the coverage figure."""
    return pick(report.language, "各场景由哪些赛道支撑。", "Which tracks serve which scenario.")


def describe_coverage(report: Report) -> str:
    """Put the coverage into words: the tracks of each scenario."""
    found = report.cells[report.cells["state"] == "found"]
    parts = []
    for scenario in report.scenarios["id"]:
        tracks = found[found["scenario_id"] == scenario]["track_id"]
        names = join([report.names[track] for track in tracks], report.language)
        none = say_blank(report.cells[report.cells["scenario_id"] == scenario], report.language)
        parts.append(f"{report.names[scenario]}{pick(report.language, '：', ': ')}{names or none}")
    return close(pick(report.language, "；", "; ").join(parts), report.language)


def read_coverage(report: Report) -> Prose:
    """Name for each track the scenarios that it alone serves; nothing with one track."""
    cells, language = report.cells, report.language
    if not has_levels(cells):
        return write_prose(end_unjudged(cells, language))
    if not (cells["state"] == "found").any():
        return write_prose(
            pick(language, "没有场景与赛道相连。", "No scenario is linked to a track.")
        )
    if len(report.tracks) == 1:
        return Prose("")
    sole = find_sole_tracks(cells)
    parts = []
    for track in report.tracks["id"]:
        names = [report.names[scenario] for scenario in sole.index[sole == track]]
        if names:
            zh = f"只见{report.names[track]}的是{join(names, 'zh')}"
            en = f"{report.names[track]} alone is linked to {join(names, 'en')}"
            parts.append(pick(language, zh, en))
    if not parts:
        return write_prose(
            pick(
                language, "没有场景只由一条赛道支撑。", "No scenario is served by one track alone."
            )
        )
    said = close(pick(language, "；", "; ").join(parts), language)
    partly = cells[(cells["state"] == "not_coded") & cells["scenario_id"].isin(sole.index)]
    if not partly.empty:
        said += pick(
            language, "这些场景尚有未编码的格。", " These scenarios have cells that are not coded."
        )
    return write_prose(said)
