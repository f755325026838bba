r"""Printed text as a terminal shows it: ANSI colours as styled runs, \r and \b applied.

Colours keep their hue and get the lightness that makes them readable, on a light page, on a dark
one and on paper.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from report138 import style
from report138.engine.typeset.blocks import CodeRun
from report138.engine.typeset.contrast import make_readable, mix

LONGEST_LINE = 10_000  # characters that are shown of one line
_MOST_OF_LINE = 20 * LONGEST_LINE  # and read, since a progress bar overwrites one line for hours

# Escape sequences: colours and commands (CSI), titles and links (OSC), others.
_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)(?P<given>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?|\x1b[ -/]*[0-~]?"
)
# U+FDD0 and U+FDD1 stay, which stand around what formulas.py puts aside.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd2-\ufdef\ufffe\uffff\u2028\u2029]")


def drop_controls(text: str) -> str:
    """Return a text without control characters and escape sequences; lines and tabs stay."""
    text = re.sub("\r\n?|[\u2028\u2029]", "\n", text)
    return _CONTROL.sub("", _ESCAPE.sub("", text))


@dataclass(frozen=True)
class _Pen:
    """What the terminal writes with: colours as #rrggbb, "" for its own, and attributes."""

    ink: str = ""
    fill: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    swapped: bool = False


def read_terminal(text: str, most: int | None = None) -> tuple[list[list[CodeRun]], int]:
    """Return a text's lines in styled runs, at most so many, and how many are left."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    while lines and len(lines[-1]) < 1000 and not drop_controls(lines[-1]).strip():
        lines.pop()
    pen, read = _Pen(), []
    for line in lines[:most]:
        runs, pen = _read_line(line, pen)
        read.append(runs)
    return read, len(lines) - len(read)


def _read_line(line: str, pen: _Pen) -> tuple[list[CodeRun], _Pen]:
    if not _CONTROL.search(line) and len(line) <= LONGEST_LINE:
        return ([CodeRun(line.expandtabs(), _name_style(pen))] if line else []), pen
    cells, pen = _write_cells(line[-_MOST_OF_LINE:], pen)
    rest = len(cells) - LONGEST_LINE
    runs = [
        CodeRun("".join(sign for sign, _ in group), _name_style(one))
        for one, group in groupby(cells[:LONGEST_LINE], lambda cell: cell[1])
    ]
    if not any(run.text.strip() for run in runs) and not any(run.style for run in runs):
        runs = []
    return runs + ([CodeRun(f" … +{rest:,}", "com")] if rest > 0 else []), pen


def _write_cells(line: str, pen: _Pen) -> tuple[list[tuple[str, _Pen]], _Pen]:
    """Write a line cell by cell, as its carriage returns and backspaces say."""
    cells: list[tuple[str, _Pen]] = []
    column = place = 0
    while place < len(line):
        sign = line[place]
        escape = _ESCAPE.match(line, place) if sign in "\x1b\x9b\x9d" else None
        if escape:
            place = escape.end()
            if escape["final"] == "m":
                pen = _change_pen(pen, escape["given"])
            elif escape["final"] == "K":
                cells = _erase(cells, column, escape["given"], pen)
            continue
        place += 1
        if sign == "\r":
            column = 0
        elif sign == "\b":
            column = max(column - 1, 0)
        elif sign == "\t" or not _CONTROL.match(sign):
            for one in " " * (8 - column % 8) if sign == "\t" else sign:
                cells[column : column + 1] = [(one, pen)]
                column += 1
    while cells and cells[-1] == (" ", _Pen()):
        cells.pop()
    return cells, pen


def _erase(
    cells: list[tuple[str, _Pen]], column: int, given: str, pen: _Pen
) -> list[tuple[str, _Pen]]:
    """Erase to the line's end, to its beginning (1), or all of it (2); the place stays."""
    blank = (" ", replace(pen, underline=False))
    if given == "1":
        return [blank] * column + cells[column:]
    return [blank] * column if given == "2" else cells[:column]


# ---- SGR, what `ESC [ … m` says ---------------------------------------------------------------

# Of the house's kind rather than a screen's: black, red, green, yellow, blue, magenta, cyan, white.
_BASIC = (
    *("#1f2933", "#b02a2a", "#2a6f3f", "#8a5b00"),
    *("#0b4f8c", "#7d387d", "#006874", "#5b6775"),
)
_SWITCHES = {
    1: {"bold": True},
    3: {"italic": True},
    4: {"underline": True},
    7: {"swapped": True},
    22: {"bold": False},
    23: {"italic": False},
    24: {"underline": False},
    27: {"swapped": False},
    39: {"ink": ""},
    49: {"fill": ""},
}


def _change_pen(pen: _Pen, given: str) -> _Pen:
    numbers = [int(one) if one.isdigit() else 0 for one in re.split("[;:]", given)][:64]
    while numbers:
        number = numbers.pop(0)
        if number == 0:
            pen = _Pen()
        elif number in _SWITCHES:
            pen = replace(pen, **_SWITCHES[number])
        elif number in (38, 48):
            colour = _take_colour(numbers)
            pen = replace(pen, **{"ink" if number == 38 else "fill": colour})
        else:
            for first, key in ((30, "ink"), (40, "fill"), (90, "ink"), (100, "fill")):
                if first <= number < first + 8:
                    pen = replace(pen, **{key: _BASIC[number - first]})
    return pen


def _take_colour(numbers: list[int]) -> str:
    """Take a colour of 256 (5;n) or of all (2;r;g;b) off the front of the numbers."""
    kind = numbers.pop(0) if numbers else 0
    if kind == 2 and len(numbers) >= 3:
        return _write_hex(*(min(numbers.pop(0), 255) for _ in range(3)))
    if kind != 5 or not numbers:
        numbers.clear()  # what follows means nothing by itself
        return ""
    number = min(numbers.pop(0), 255)
    if number < 16:
        return _BASIC[number % 8]
    if number > 231:
        return _write_hex(*(8 + 10 * (number - 232),) * 3)
    steps = ((number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6)
    return _write_hex(*(55 + 40 * step if step else 0 for step in steps))


def _write_hex(red: int, green: int, blue: int) -> str:
    return f"#{red:02x}{green:02x}{blue:02x}"


@lru_cache(4096)
def _name_style(pen: _Pen) -> str:
    """Return a pen as words: bold, italic, underline, ink:light,dark and fill:light,dark."""
    ink, fill = (pen.fill, pen.ink) if pen.swapped else (pen.ink, pen.fill)
    if pen.swapped:
        fill = fill or _BASIC[7]
    words = [key for key in ("bold", "italic", "underline") if getattr(pen, key)]
    papers = [style.TINT, style.DARK[style.TINT]]
    if fill:
        papers = [mix(paper, fill, share) for paper, share in zip(papers, (0.3, 0.45), strict=True)]
        words.append("fill:" + ",".join(papers))
    if ink or fill:
        shades = [ink, ink] if ink else [style.INK, style.DARK[style.INK]]
        words.append("ink:" + ",".join(map(make_readable, shades, papers)))
    return " ".join(words)
