"""Sentences about coverage: which tracks serve which scenario."""

from report138.interlinkage import find_sole_tracks
from report138.items import Prose, write_prose
from report138.report import Report
from report138.sentences.unjudged import (
    end_unjudged,
    has_levels,
    note_uncoded,
    say_blank,
    say_unjudged,
)
from report138.text import capitalize, close, join, pick, share_out


def summarize_coverage(report: Report) -> str:
    """Say how many scenarios are linked to one track only."""
    cells, language = report.cells, report.language
    if not has_levels(cells):
        return capitalize(say_unjudged(cells, language))
    total = len(report.scenarios)
    if not (cells["state"] == "found").any():
        zh, en = "没有场景与赛道相连", "No scenario is linked to a track"
    elif len(report.tracks) == 1:
        linked = int((cells["state"] == "found").sum())
        zh = f"{total}个场景中{linked}个与赛道相连"
        en = (
            f"{share_out(linked, total, 'scenario', 'scenarios')} {_be(linked)} linked to the track"
        )
    else:
        sole = len(find_sole_tracks(cells))
        zh = f"{total}个场景中{sole}个只与一条赛道相连"
        en = f"{share_out(sole, total, 'scenario', 'scenarios')} {_be(sole)} linked to one track only"
        if not sole:
            zh, en = "没有场景只与一条赛道相连", "No scenario is linked to one track only"
    return pick(language, zh, en) + note_uncoded(cells, language)


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


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
    return write_prose(close(pick(language, "；", "; ").join(parts), language))
