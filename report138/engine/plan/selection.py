"""What the user selects: documents of the plan, and what they show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Selection:
    """Which documents to render; nothing of how they are made or where they go."""

    names: tuple[str, ...] = ()
    every: bool = False
    data: str | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    assignments: tuple[str, ...] = ()  # NAME=VALUE
    show_code: bool = False
