"""Why a statistic is not computed, in words that fit the size and kind of this matrix."""

from report138.view.not_computed import REASONS
from report138.view.report import Report
from report138.view.text import count, pick

AXES = 2  # a correspondence-analysis map has two


def explain_refusal(report: Report, statistic: str) -> str:
    """Give the reason, with the numbers of this matrix where the general one names others."""
    own = _OWN.get(statistic)
    return pick(report.language, *((own(report) if own else None) or REASONS[statistic]))


def _explain_map(report: Report) -> tuple[str, str] | None:
    shorter = min(len(report.tracks), len(report.scenarios))
    if shorter == AXES + 1:
        return None
    if shorter > AXES + 1:
        return (
            "行或列太少，图上位置随一格之差而变",
            "with so few rows or columns the places on the map change with a single cell",
        )
    return (
        f"行或列只有{count(shorter, 'zh')}条的表，没有两个轴可画",
        f"a table whose shorter side has only {count(shorter, 'en')} has fewer than two axes",
    )


def _explain_correlation(report: Report) -> tuple[str, str] | None:
    if len(report.scenarios) > 1 and len(report.tracks) < MANY:
        return None
    if len(report.scenarios) == 1:
        return (
            "只有一个场景，没有可比的另一个",
            "there is one scenario and no other to compare it with",
        )
    return (
        "场景只有几个，等级又多有相同，系数随一格之差而变",
        "with a few scenarios and many equal levels it changes with a single cell",
    )


def _explain_rank(report: Report) -> tuple[str, str] | None:
    tracks = len(report.tracks)
    if tracks == 1:
        return "只有一条赛道，没有名次", "with one track there is no rank"
    zh = f"{count(tracks, 'zh')}条赛道时可能的最小p值是1/{tracks}"
    return zh, f"with {count(tracks, 'en')} tracks the smallest possible p-value is 1/{tracks}"


def _explain_influence(report: Report) -> tuple[str, str] | None:
    if sorted(map(report.names.get, report.tracks["id"])) != sorted(
        map(report.names.get, report.scenarios["id"])
    ):
        return None
    return (
        "等级说明原文写得多具体，不说明一项对另一项的影响有多大",
        "levels tell how definite the wording is, not how strongly one item acts on another",
    )


MANY = 10  # observations from which a scenario has more than a handful
_OWN = {
    "correspondence": _explain_map,
    "correlation": _explain_correlation,
    "rank_test": _explain_rank,
    "influence": _explain_influence,
}
