"""The fonts of the house: which files, which characters they have, how wide a text is.

Noto Sans SC and Noto Serif SC (OFL) come as a wheel, so nothing depends on the fonts of the
machine; the weight for headings, which no wheel has, lies in typefaces/.  A character that they
lack is never drawn as a box: it is written as its code point, unless a font that has it is added
(`render.py build --font FILE`).
"""

import os
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

SANS = "Noto Sans SC"
SERIF = "Noto Serif SC"
HEADINGS = "Noto Sans SC Headings"  # semibold; what it lacks is set in the regular weight
ADDED = "REPORT138_FONTS"  # the variable that carries added font files to other processes
POINTS_PER_MM = 72 / 25.4


def get_font_paths() -> tuple[Path, Path]:
    """Return the paths of the sans and the serif font file."""
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    return sans_path(), serif_path()


def get_heading_path() -> Path:
    """Return the path of the sans font for headings; typefaces/cut_semibold.py says what it has."""
    return Path(__file__).parent / "typefaces" / "NotoSansSC-SemiBold.ttf"


class FontError(ValueError):
    """A font file that was given cannot be used."""


def add_fonts(paths: Sequence[Path]) -> None:
    """Add font files for this process and those that it starts, kernels included.

    Raises FontError for a file that is no font, and for two files of one name.
    """
    from matplotlib.font_manager import get_font

    for path in paths:
        try:
            get_font(str(path.resolve()))
        except (RuntimeError, OSError) as error:
            raise FontError(f"--font {path}: not a font file (TrueType or OpenType)") from error
        if os.pathsep in str(path.resolve()):
            raise FontError(f"--font {path}: its path must not hold “{os.pathsep}”")
    if len({path.name for path in paths}) < len({path.resolve() for path in paths}):
        raise FontError(f"--font: two files of one name: {', '.join(map(str, paths))}")
    os.environ[ADDED] = os.pathsep.join(str(path.resolve()) for path in paths)


def get_added_paths() -> list[Path]:
    """Return the font files that were added to those of the house."""
    return [Path(path) for path in os.environ.get(ADDED, "").split(os.pathsep) if path]


@cache
def get_added_families() -> list[str]:
    """Return the family names of the added fonts."""
    if not get_added_paths():
        return []
    from matplotlib.font_manager import get_font

    return [get_font(str(path)).family_name for path in get_added_paths()]


@cache
def _open(path: Path) -> Any:
    """Open a font for measuring; its file stays mapped, which a fork does not mind."""
    from uharfbuzz import Blob, Face, Font

    return Font(Face(Blob.from_file_path(str(path))))


@cache
def list_characters(path: Path) -> frozenset[int]:
    """Return the code points that a font has."""
    return frozenset(_open(path).face.unicodes)


@cache
def _covered() -> frozenset[int]:
    both = frozenset.intersection(*map(list_characters, get_font_paths()))
    return both.union(
        {ord("\n"), ord("\r"), ord("\t"), 0x200B}, *map(list_characters, get_added_paths())
    )


def find_missing(text: str) -> list[str]:
    """List the characters of a text that the fonts lack, each once, in order."""
    covered = _covered()
    return [char for char in dict.fromkeys(text) if ord(char) not in covered]


def replace_missing(text: str) -> str:
    """Write each character that the fonts lack as its code point, such as U+0627."""
    if not _covered().issuperset(map(ord, text)):
        for char in find_missing(text):
            text = text.replace(char, f"U+{ord(char):04X}")
    return text


# In Noto Sans SC curly quotes are as wide as a Chinese character, which gapes in English text.
QUOTES_OPEN, QUOTES_CLOSE = "“‘", "”’"


@cache
def measure_mm(text: str, size: float, proportional: bool = False) -> float:
    """Return the width of one line of text in millimetres; size is in points.

    `proportional` takes curly quotes at their Latin width, as the feature pwid sets them.
    """
    text = replace_missing(text)  # as it will be written
    paths = (get_font_paths()[0], *get_added_paths())
    widths = (
        _shape_em(path, "".join(run), proportional)
        for path, run in groupby(text, lambda char: _choose(paths, char))
    )
    return sum(widths) * size / POINTS_PER_MM


def _choose(paths: Sequence[Path], char: str) -> Path:
    """Return the first font that has a character."""
    return next((path for path in paths if ord(char) in list_characters(path)), paths[0])


def _shape_em(path: Path, text: str, proportional: bool) -> float:
    """Return how far the pen moves over a text in one font, in units of the font's size."""
    from uharfbuzz import Buffer, shape

    font, buffer = _open(path), Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    shape(font, buffer, {"pwid": proportional})
    return sum(glyph.x_advance for glyph in buffer.glyph_positions) / font.face.upem


def wrap_text(
    text: str,
    width_mm: float,
    size: float,
    limit: int = 2,
    proportional: bool = False,
    mark: str = "",
) -> list[str]:
    """Break a text into at most `limit` lines of like length that fit; the last may end in ….

    `mark` follows the ellipsis of a text that is cut.
    """

    def fits(line: str, width: float) -> bool:
        return measure_mm(line.rstrip(), size, proportional) <= width

    text = replace_missing(text)
    tokens = [
        piece
        for token in _tokenize(text)
        for piece in _cut(token, lambda line: fits(line, width_mm))
    ]
    lines = _fill(tokens, lambda line: fits(line, width_mm))
    if len(lines) > limit:
        rest = _find_rest(text, lines[: limit - 1])
        end = f"… {mark}".rstrip()
        end = end if fits(end, width_mm / 2) else "…"
        while rest and not fits(rest.rstrip() + end, width_mm):
            rest = rest[:-1]
        return [*lines[: limit - 1], rest.rstrip() + end]
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        even = _fill(tokens, lambda line, share=share: fits(line, width_mm * share))
        widest = max(measure_mm(line, size, proportional) for line in even)
        if len(even) == len(lines) and widest <= width_mm:
            return even
    return lines


def _find_rest(text: str, lines: list[str]) -> str:
    """Return what follows the first lines of a text."""
    end = 0
    for line in lines:
        end = text.index(line, end) + len(line)
    return text[end:].lstrip()


def _cut(token: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut a token that no line can hold into pieces that fit."""
    pieces = []
    while len(token) > 1 and not fits(token):
        size = next((n for n in range(len(token) - 1, 0, -1) if fits(token[:n])), 1)
        pieces.append(token[:size])
        token = token[size:]
    return [*pieces, token]


def _fill(tokens: list[str], fits: Callable[[str], bool]) -> list[str]:
    lines, line = [], ""
    for token in tokens:
        if line and not fits(line + token):
            lines.append(line.rstrip())
            line = token.lstrip()
        else:
            line += token
    return [*lines, line.rstrip()]


# Characters that may not start a line, or end one.
_NO_START = set("，。、；：？！”’）》」』…%)]},.;:?! ")
_NO_END = set("“‘（《「『([{")


def _tokenize(text: str) -> list[str]:
    """Split where a line may break: after a blank or hyphen, and between Chinese characters."""
    tokens: list[str] = []
    for char in text:
        last = tokens[-1][-1] if tokens else " "
        word = _is_latin(char) and _is_latin(last) and last not in " -"
        if tokens and (char in _NO_START or last in _NO_END or word):
            tokens[-1] += char
        else:
            tokens.append(char)
    return tokens


def _is_latin(char: str) -> bool:
    return ord(char) < 0x2E80
