"""Sentences that go with the ribbon, the links at a glance."""

from report138.view.report import Report
from report138.view.sentences.matrix import name_cell
from report138.view.sentences.unjudged import has_levels, say_blank
from report138.view.text import bracket, close, join, pick

MOST_NAMED = 3  # cells that a headline can name


def summarize_ribbon(report: Report) -> str:
    """Say which track and scenario the text joins with most segments."""
    found = report.cells[report.cells["state"] == "found"]
    if found.empty:
        return pick(report.language, "没有直接引文", "There is no direct segment")
    number = int(found["volume"].max())
    most = found[found["volume"] == number]
    if len(most) > MOST_NAMED:
        all_tied = len(most) == len(found)
        return pick(
            report.language,
            f"有依据的{len(most)}格引文一样多（各{number}条）"
            if all_tied
            else f"引文最多的有{len(most)}格（各{number}条）",
            f"All {len(most)} cells with evidence hold as many segments ({number} each)"
            if all_tied
            else f"{len(most)} cells hold most segments ({number} each)",
        )
    names = [name_cell(report, c["track_id"], c["scenario_id"]) for _, c in most.iterrows()]
    shown = join(names, report.language)
    return pick(
        report.language,
        f"引文最多的是{shown}（{'各' if len(names) > 1 else ''}{number}条）",
        f"Most segments: {shown} ({number}{' each' if len(names) > 1 else ''})",
    )


def explain_ribbon(report: Report) -> str:
    """Say how to read the ribbon."""
    none = report.cells["state"].isin(["found", "none_found"]).all()
    zh = "没有带的即未见依据。" if none else "没有带的为未见依据、无法判断或未编码。"
    en = "that none was found" if none else "none found, not assessable or not coded"
    return pick(
        report.language,
        f"左为赛道，右为场景；带宽为直接引文条数，颜色越醒目等级越高。{zh}",
        "Tracks at the left, scenarios at the right; the width is the number of direct segments, the "
        f"strength of the colour the level. No ribbon means {en}.",
    )


def caption_ribbon(report: Report) -> str:
    """Name the ribbon."""
    return pick(report.language, "赛道与场景的联系概览。", "The links at a glance.")


def describe_ribbon(report: Report) -> str:
    """Put the ribbon into words: what each track is linked to, and what has no link."""
    found = report.cells[report.cells["state"] == "found"]
    language = report.language
    colon = pick(language, "：", ": ")
    parts = []
    for track in report.tracks["id"]:
        linked = found[found["track_id"] == track]
        names = [
            report.names[c["scenario_id"]]
            + bracket(pick(language, f"{c['volume']}条", str(c["volume"])), language)
            for _, c in linked.iterrows()
        ]
        blank = say_blank(report.cells[report.cells["track_id"] == track], language)
        parts.append(f"{report.names[track]}{colon}{join(names, language) or blank}")
    rows = dict(tuple(report.cells.groupby("scenario_id")))
    without = [i for i in report.scenarios["id"] if i not in set(found["scenario_id"])]
    alone = [report.names[i] for i in without if has_levels(rows[i])]
    if alone:
        words = pick(language, "没有联系的场景", "scenarios without a link")
        parts.append(f"{words}{colon}{join(alone, language)}")
    for item in without:
        if not has_levels(rows[item]):
            parts.append(f"{report.names[item]}{colon}{say_blank(rows[item], language)}")
    return close(pick(language, "；", "; ").join(parts), language)
