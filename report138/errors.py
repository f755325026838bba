"""What a user can mend: the base of every error that a message and exit status 2 answer, and the
words that messages share."""

from collections.abc import Iterable
from typing import Any


class UserError(ValueError):
    """The user's to mend: data, fonts or options that do not fit; the message says what to do."""


class DataError(UserError):
    """The data of a framework are not valid; they may be mended before the next run."""


def count(number: int, what: str) -> str:
    """Count things in words: one is no plural."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def suggest(name: object, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return "did you mean …? " with the names that are close to one, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(str(name), list(known), n=3, cutoff=cutoff)
    return f"did you mean {' or '.join(close)}? " if close else ""


class NamesWhatThereIs:
    """Where an attribute is misspelt, the error has the name that was meant, and all there are."""

    def __dir__(self) -> list[str]:
        return sorted(name for name in super().__dir__() if not name.startswith("_"))

    def __getattr__(self, name: str) -> Any:
        """Raise AttributeError that names what there is."""
        if name.startswith("_") or hasattr(type(self), name):
            return object.__getattribute__(self, name)  # with the error that led here
        kind, known = type(self).__name__.removeprefix("One").lower(), dir(self)
        hint = suggest(name, known)
        raise AttributeError(f"this {kind} has no “{name}”: {hint}it has: {', '.join(known)}")
