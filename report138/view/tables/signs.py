"""The sign beside a segment's level: whether its words hinder the link or leave it open."""

import pandas as pd

from report138.view.words.labels import LABELS

SIGNS = {"-": "−", "?": "?"}  # as the data have them, and as they are set


def show_sign(row: pd.Series) -> str:
    """Return the sign of a segment that does not further its link, behind a blank."""
    sign = SIGNS.get(row["polarity"], "")
    return f" {sign}" if sign else ""


def explain_signs(fills: pd.DataFrame, language: str) -> tuple[str, ...]:
    """Say what the signs in a table mean, those that occur in it."""
    used = [sign for sign in SIGNS if (fills["polarity"] == sign).any()]
    return (LABELS[language].explain_signs(used),) if used else ()
