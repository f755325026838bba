"""Characters in the data that the fonts lack: named before a report is made."""

import re

from report138.data.check import Checked

# What both fonts surely have: checked without opening them, which would slow every check down.
_COMMON = re.compile(
    "[ \\t\\r\\n!-~\u4e00-\u9fa5\u3000-\u3011\u3041-\u3096\u30a1-\u30fc！-～“”‘’…—–·×°±²³½é-]*"
)
SHOWN = 3


def list_missing(checked: Checked) -> list[str]:
    """Name each character that the fonts lack, with the places where it stands."""
    places: dict[str, list[str]] = {}
    for name, rows in checked.tables.items():
        for row in rows:
            text = "".join(row.values.values())
            if _COMMON.fullmatch(text):
                continue
            from report138.engine.typeset.fonts import find_missing

            for char in find_missing(text):
                places.setdefault(char, []).append(f"{name} row {row.number}")
    return [_describe(char, where) for char, where in places.items()]


def _describe(char: str, places: list[str]) -> str:
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return (
        f"U+{ord(char):04X} {char} is not in the fonts: {', '.join(places[:SHOWN])}{more}; the PDF prints "
        f"the code point, unless --font FILE adds a font that has it"
    )
