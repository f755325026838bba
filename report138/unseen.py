"""Characters that a reader cannot see or tell apart: found, escaped for terminals, named.

Beside them what else keeps a text fit to be shown: that it is short.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Control characters, soft hyphens, zero-width and directional characters, halves of pairs, tags and
# non-characters.  Tabs and line breaks are no surprise, the Windows one included.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]|\r(?!\n)"
)
MOST_NAMED = 3


def escape(text: str) -> str:
    """Write characters that cannot be seen as <U+202E>, so that they do nothing to a terminal."""
    return _UNSEEN.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)


def cut(text: str, limit: int) -> str:
    """Cut a text to a readable length."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def find_unseen(text: str) -> list[str]:
    """List the characters of a text that cannot be seen, each once, in order."""
    return list(dict.fromkeys(_UNSEEN.findall(text)))


def is_encodable(text: str) -> bool:
    """Return whether a text can be written as UTF-8: it holds no half of a pair."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def name_character(char: str) -> str:
    """Name a character by code point and Unicode name, and show it if it can be seen."""
    shown = f" {char}" if char.isprintable() and not unicodedata.combining(char) else ""
    return f"U+{ord(char):04X}{shown} {unicodedata.name(char, '')}".rstrip()


class Lookalikes:
    """Texts that are known, to be found by how they look."""

    def __init__(self, known: Iterable[str]) -> None:
        """Fold them once, since many texts may be asked for."""
        self._known = {_fold(text): text for text in known}

    def tell_apart(self, text: str) -> str:
        """Say which characters keep a text from being one of those known; "" if it looks like none."""
        other = self._known.get(_fold(text), text)
        return "" if other == text else _describe(other, text, other)


def tell_apart_within(text: str, texts: Iterable[str]) -> str:
    """Say which characters keep a text from standing in one of others; "" if it is not like any part."""
    folded = _fold(text)
    for other in texts:
        if folded and folded in _fold(other):
            # of the longer text only what may be taken for another character
            return _describe(other, text, "".join(char for char in other if _fold(char) != char))
    return ""


def _describe(other: str, text: str, theirs: str) -> str:
    here = _list_named(char for char in text if char not in other)
    there = _list_named(char for char in theirs if char not in text)
    parts = [f"here {here}" if here else "", f"there {there}" if there else ""]
    told = ", ".join(filter(None, parts)) or "the same characters in another order"
    return f"it differs from “{escape(cut(other, 30))}”: {told}"


def _fold(text: str) -> str:
    """Return a text as it looks: full-width forms, radicals and accents composed, nothing unseen."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def _list_named(chars: Iterator[str]) -> str:
    return ", ".join(map(name_character, list(dict.fromkeys(chars))[:MOST_NAMED]))
