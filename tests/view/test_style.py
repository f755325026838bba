"""Colours: readable on their tiles, in one strict order of greys, apart for every eye."""

import itertools
import re

import pytest

from report138 import style

READABLE = 4.5  # WCAG 2.2, contrast of text
Mode = dict[str, str]
LIGHT: Mode = {colour: colour for colour in style.DARK}
MODES = pytest.mark.parametrize("mode", [LIGHT, style.DARK], ids=["light", "dark"])

# How people without one kind of cone see linear RGB (Viénot, Brettel and Mollon 1999).
PROTANOPIA = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
DEUTERANOPIA = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))


def linearize(colour: str) -> list[float]:
    """Return the linear red, green and blue of an sRGB colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def get_luminance(colour: str) -> float:
    """Return the relative luminance of a colour."""
    red, green, blue = linearize(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def get_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    light, dark = sorted((get_luminance(one), get_luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    """Black on white is 21; #767676 on white is the known edge of 4.54."""
    assert get_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert get_contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_colour_has_one_for_dark_pages() -> None:
    """Whatever the look defines, the dark mode has its counterpart for."""
    colours = {value for value in vars(style).values() if re.fullmatch("#[0-9a-f]{6}", str(value))}
    assert colours | set(style.SHADE_FILL) | set(style.SHADE_TEXT) == set(style.DARK)


@MODES
@pytest.mark.parametrize("level", range(4))
def test_text_on_a_tile_is_readable(mode: Mode, level: int) -> None:
    """The digit of each level stands out from its tile, on light pages and dark ones."""
    text, fill = style.LEVEL_TEXT[level], style.LEVEL_FILL[level]
    assert get_contrast(mode[text], mode[fill]) >= READABLE


@MODES
@pytest.mark.parametrize("ground", [style.PAPER, style.TINT])
@pytest.mark.parametrize("ink", [style.INK, style.MUTED, style.ACCENT])
def test_text_on_a_page_is_readable(mode: Mode, ink: str, ground: str) -> None:
    """Running text, notes and headings stand out from paper and from tinted headers."""
    assert get_contrast(mode[ink], mode[ground]) >= READABLE


@MODES
def test_a_hindering_sign_is_readable(mode: Mode) -> None:
    """The minus sign, which always stands on a patch of paper, stands out from it."""
    assert get_contrast(mode[style.WARN], mode[style.PAPER]) >= READABLE


@MODES
def test_greys_are_in_strict_order(mode: Mode) -> None:
    """Printed without colour, each level is further from the paper than the one below it."""
    paper = get_luminance(mode[style.PAPER])
    steps = [abs(get_luminance(mode[fill]) - paper) for fill in style.LEVEL_FILL]
    assert all(lower < higher for lower, higher in itertools.pairwise(steps))
    greys = [get_luminance(mode[fill]) for fill in style.LEVEL_FILL]
    assert greys == sorted(greys, reverse=mode is LIGHT)


@MODES
@pytest.mark.parametrize("matrix", [PROTANOPIA, DEUTERANOPIA], ids=["protan", "deutan"])
def test_adjacent_levels_are_apart_for_colour_blind_eyes(
    mode: Mode, matrix: tuple[tuple[float, ...], ...]
) -> None:
    """Seen without red or green cones, neighbouring tiles still differ in lightness."""

    def see(colour: str) -> float:
        red, green, blue = (
            sum(w * part for w, part in zip(row, linearize(colour), strict=True)) for row in matrix
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for one, other in itertools.pairwise(see(mode[fill]) for fill in style.LEVEL_FILL):
        light, dark = max(one, other), min(one, other)
        assert (light + 0.05) / (dark + 0.05) >= 1.2
