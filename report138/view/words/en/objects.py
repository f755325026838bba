"""What objects say of themselves to whoever types: the report in a few lines, what a cell lacks."""

from typing import Any


def sum_up(report: Any) -> str:
    """Say what a report is of, how large, and what to try."""
    said, framework = report.said, report.framework
    tracks, scenarios = (
        f"{len(rows)} {said.one(tier) if len(rows) == 1 else said.many(tier)}"
        for tier, rows in (("track", report.tracks), ("scenario", report.scenarios))
    )
    readings = ", ".join(
        code if code == label else f"{code} ({label})" for code, label in report.labels.items()
    )
    codings = int(framework.coding["coder"].isin(report.coders).sum())
    first = report.tracks["id"].iloc[0], report.scenarios["id"].iloc[0]
    lines = [
        f"**{report.describe()['title']}** · framework `{framework.name}`, data {framework.package['version']}"
        f", language `{report.language}`",
        f"- {scenarios} × {tracks}; {codings} codings; readings: {readings or 'none'}",
    ]
    if report.left_out:
        lines.append(f"- without {', '.join(report.left_out)}: no document of these data")
    lines.append(
        f'- try `report.matrix()`, `report.cell("{first[0]}", "{first[1]}")`, '
        "`report.by_reading()`, `report.codings()`, `figures.draw_matrix(report)`; "
        "`report.` and Tab list the rest"
    )
    return "\n".join(lines)


def say_next(level: str, rule: str) -> str:
    """Say what the next level asks for."""
    return f"Missing for {level}: {rule}."


def say_unread() -> str:
    """Say that nobody judged a cell."""
    return "No reading has judged this cell."


def say_only_inferred() -> str:
    """Say that a cell is linked by knowledge from outside alone."""
    return "Words of the text itself; so far the link rests on knowledge from outside it."


def say_not_taken(readings: str) -> str:
    """Say which readings found nothing."""
    return f"Evidence that these readings take too: {readings}."
