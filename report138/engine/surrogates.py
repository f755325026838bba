r"""Halves of surrogate pairs, which no file can hold: written as what they are, such as \ud800."""

import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")


def escape(text: str, mark: str = r"\u") -> str:
    """Return a text with every half of a pair spelt out, after a mark."""
    return text if text.isascii() else _HALF.sub(lambda half: f"{mark}{ord(half[0]):04x}", text)


def escape_within(outer: Any) -> Any:
    """Spell them out in all texts of nested mappings and lists, which are changed; return these."""
    left = [outer]
    while left:  # no recursion: what a notebook holds may be nested as deep as JSON can be
        one = left.pop()
        if isinstance(one, dict):
            for key in [key for key in one if isinstance(key, str) and escape(key) != key]:
                one[escape(key)] = one.pop(key)
        for key, value in _list_items(one):
            if isinstance(value, str):
                if (escaped := escape(value)) != value:
                    one[key] = escaped
            elif isinstance(value, (dict, list)):
                left.append(value)
    return outer


def _list_items(one: Any) -> list[tuple[Any, Any]]:
    if isinstance(one, dict):
        return list(one.items())
    return list(enumerate(one)) if isinstance(one, list) else []
