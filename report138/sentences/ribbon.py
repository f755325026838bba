"""Sentences that go with the ribbon, the links at a glance."""

from report138.report import Report
from report138.text import join, pick


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
        "左为赛道，右为场景；带宽为直接引文条数，颜色越醒目等级越高。没有带的即未见依据。",
        "Tracks at the left, scenarios at the right; the width is the number of direct segments, the "
        "strength of the colour the level. No ribbon means that none was found.",
    )


def caption_ribbon(report: Report) -> str:
    """Name the ribbon."""
    return pick(report.language, "赛道与场景的联系概览。", "The links at a glance.")


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
