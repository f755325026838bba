"""The signs beside a level: its words hinder the link, or leave open which way it goes."""

from report138.view.words.facts.ledger import SIGNS
from report138.view.words.phrases import PHRASES


def explain_signs(shown: set[str], language: str) -> tuple[str, ...]:
    """Say what the signs in a table mean, those that occur in its texts."""
    used = [sign for sign, mark in SIGNS.items() if mark in shown]
    return (PHRASES[language].explain_signs(used),) if used else ()
