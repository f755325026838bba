"""What the user selects: documents of the plan, and what they show."""

from dataclasses import dataclass

from report138.engine.typeset.shown import SHOWN, Shown


@dataclass(frozen=True)
class Selection:
    """Which documents to render; nothing of how they are made or where they go."""

    names: tuple[str, ...] = ()
    every: bool = False
    data: str | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    assignments: tuple[str, ...] = ()  # NAME=VALUE
    shown: Shown = SHOWN
