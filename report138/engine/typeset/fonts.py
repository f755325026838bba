"""The fonts of the house: which files, which characters they have, how wide a text is.

Noto Sans SC and Noto Serif SC (OFL) come as a wheel, so nothing depends on the fonts of the
machine; the weight for headings, which no wheel has, lies in typefaces/.  What they lack of
letters and symbols is in DejaVu and STIX, which come with matplotlib.  A character that none has is
never drawn as a box: it is written as its code point, unless a font that has it is added
(`render.py build --font FILE`).
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from report138.errors import UserError
from report138.settings import change_settings, get_settings

SANS = "Noto Sans SC"
SERIF = "Noto Serif SC"
HEADINGS = "Noto Sans SC Headings"  # semibold; what it lacks is set in the regular weight
FALLBACKS = ("DejaVu Sans", "STIXGeneral")  # the second for letters of mathematics
FALLBACK_SERIF = "DejaVu Serif"
MONO = "DejaVu Sans Mono"
POINTS_PER_MM = 72 / 25.4


def get_font_paths() -> tuple[Path, Path]:
    """Return the paths of the sans and the serif font file."""
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    return sans_path(), serif_path()


def get_heading_path() -> Path:
    """Return the path of the sans font for headings; typefaces/cut_semibold.py says what it has."""
    return Path(__file__).parent / "typefaces" / "NotoSansSC-SemiBold.ttf"


@cache
def get_fallback_folder() -> Path:
    """Return the folder of the fonts that matplotlib brings along."""
    spec = find_spec("matplotlib")  # importing it takes a while
    folder = Path(spec.origin or "").parent / "mpl-data" if spec else Path()
    if not folder.is_dir():  # some systems keep its data apart
        import matplotlib

        folder = Path(matplotlib.get_data_path())
    return folder / "fonts" / "ttf"


def get_fallback_path(family: str) -> Path:
    """Return the path of a font of matplotlib's by its family."""
    return get_fallback_folder() / f"{family.replace(' ', '')}.ttf"


class FontError(UserError):
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
    if len({path.name for path in paths}) < len({path.resolve() for path in paths}):
        raise FontError(f"--font: two files of one name: {', '.join(map(str, paths))}")
    change_settings(fonts=tuple(str(path.resolve()) for path in paths))


def get_added_paths() -> list[Path]:
    """Return the font files that were added to those of the house."""
    return [Path(path) for path in get_settings().fonts]


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


@cache
def _list_fallback() -> frozenset[int]:
    """Return what fallbacks are used for: not for scripts from right to left, which need more."""
    found = (list_characters(get_fallback_path(family)) for family in FALLBACKS)
    return frozenset(
        code
        for code in frozenset().union(*found)
        if unicodedata.bidirectional(chr(code)) not in ("R", "AL")
    )


def needs_fallback(text: str) -> bool:
    """Return whether a text has characters that the fonts of the house and added ones lack."""
    if text.isascii() and text.isprintable():
        return False
    return not _covered().issuperset(map(ord, set(text)))


def find_missing(text: str, mono: bool = False) -> list[str]:
    """List the characters of a text that no font has, each once, in order; `mono` is for code."""
    if not needs_fallback(text):
        return []
    known = _covered() | _list_fallback()
    known |= list_characters(get_fallback_path(MONO)) if mono else frozenset()
    return [char for char in dict.fromkeys(text) if ord(char) not in known and not is_silent(char)]


def find_fallback(text: str) -> list[str]:
    """List the characters of a text that only the fallback has, each once, in order."""
    if not needs_fallback(text):
        return []
    covered, known = _covered(), _list_fallback()
    return [char for char in dict.fromkeys(text) if ord(char) in known - covered]


def is_silent(char: str) -> bool:
    """Return whether a character has no shape: a joiner, a mark of direction, a variant's number."""
    return unicodedata.category(char) in ("Cf", "Cc") or 0xFE00 <= ord(char) <= 0xFE0F


def replace_missing(text: str, mono: bool = False) -> str:
    """Write each character that no font has as its code point, such as U+0627; drop silent ones."""
    if needs_fallback(text):
        for char in find_missing(text, mono):
            text = text.replace(char, f"U+{ord(char):04X}")
        covered = _covered()
        text = "".join(char for char in text if ord(char) in covered or not is_silent(char))
    return text


@cache
def open_own_fonts(fallback: bool = False) -> Any:
    """Open the fonts of the house for Typst once a process: a third of a short document's time."""
    return open_fonts(fallback)


def open_fonts(fallback: bool, *more: str) -> Any:
    """Open the fonts of the house for Typst, and those in more folders."""
    from typst import Fonts

    own = [str(path.parent) for path in (get_font_paths()[0], get_heading_path())]
    # all that matplotlib has takes 0.07 s: not for a document that can do without
    more = (*more, str(get_fallback_folder())) if fallback else more
    return Fonts(include_system_fonts=False, font_paths=[*own, *more])


def choose_families(text: str) -> list[str]:
    """Return the families of a figure's text: the fallback only where it is needed."""
    return [SANS, *get_added_families(), *(FALLBACKS if needs_fallback(text) else ())]


def name_fallbacks(svg: str) -> str:
    """Return a drawing whose text names the fallback where it is needed: Typst looks for none."""
    left = find_fallback(svg)
    for family in FALLBACKS:
        known = list_characters(get_fallback_path(family)) if left else frozenset()
        own = [char for char in left if ord(char) in known]
        left = [char for char in left if ord(char) not in known]
        if own:
            run = re.compile(f"[{''.join(own)}]+")
            named = f"""<tspan style="font-family: '{family}'">\\g<0></tspan>"""
            # between tags only: what stands in them is no text
            svg = re.sub(r">[^<]+<", partial(_sub_within, run, named), svg)
    return svg


def _sub_within(run: re.Pattern[str], named: str, text: re.Match[str]) -> str:
    return run.sub(named, text[0])


# In Noto Sans SC curly quotes are as wide as a Chinese character, which gapes in English text.
QUOTES_OPEN, QUOTES_CLOSE = "“‘", "”’"


@cache
def measure_mm(text: str, size: float, proportional: bool = False) -> float:
    """Return the width of one line of text in millimetres; size is in points.

    `proportional` takes curly quotes at their Latin width, as the feature pwid sets them.
    """
    text = replace_missing(text)  # as it will be written
    fallback = map(get_fallback_path, FALLBACKS if needs_fallback(text) else ())
    paths = (get_font_paths()[0], *get_added_paths(), *fallback)
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
