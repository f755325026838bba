"""Why a statistic is not computed: the reason that fits the size and kind of this matrix."""

from report138.view.report import Report

AXES = 2  # a correspondence-analysis map has two
MANY = 10  # observations from which a scenario has more than a handful


def find_reason(report: Report, key: str) -> tuple[str, int]:
    """Return the matrix's own reason and the number in it; "" where the general one fits."""
    tracks, scenarios = len(report.tracks), len(report.scenarios)
    shorter = min(tracks, scenarios)
    if key == "correspondence" and shorter != AXES + 1:
        return ("unsteady_map" if shorter > AXES else "no_axes"), shorter
    if key == "correlation" and scenarios == 1:
        return "one_scenario", 1
    if key == "correlation" and tracks >= MANY:
        return "few_scenarios", scenarios
    if key == "rank_test":
        return ("one_track" if tracks == 1 else "smallest_p"), tracks
    if key == "influence" and _is_square(report):
        return "levels_not_strength", tracks
    return "", 0


def _is_square(report: Report) -> bool:
    """Return whether rows and columns are the same items, by their names in every language."""
    return all(
        sorted(report.tracks[f"name_{code}"]) == sorted(report.scenarios[f"name_{code}"])
        for code in report.framework.languages
    )
