"""The sign beside a segment's level: whether its words hinder the link or leave it open."""

import pandas as pd

from report138.view.text import pick

SIGNS = {"-": "−", "?": "?"}  # as the data have them, and as they are set


def show_sign(row: pd.Series) -> str:
    """Return the sign of a segment that does not further its link, behind a blank."""
    sign = SIGNS.get(row["polarity"], "")
    return f" {sign}" if sign else ""


def explain_signs(fills: pd.DataFrame, language: str) -> tuple[str, ...]:
    """Say what the signs in a table mean, those that occur in it."""
    meanings = {
        "-": pick(language, "“−”为相悖表述", "“−” marks a hindering statement"),
        "?": pick(language, "“?”为说不清促进还是相悖", "“?” marks one that may further or hinder"),
    }
    used = [words for sign, words in meanings.items() if (fills["polarity"] == sign).any()]
    if not used:
        return ()
    return (pick(language, f"{'；'.join(used)}。", f"{'; '.join(used)}."),)
