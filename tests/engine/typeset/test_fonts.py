"""The fonts: which characters they have, how wide a text is, and where it breaks."""

import warnings

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from report138.engine.typeset import fonts
from report138.engine.typeset.fonts import find_missing, measure_mm, replace_missing, wrap_text

PIECES = ("lending", "night ", "smart-", "the ", "的", "义乌", "书，", "“书", "”", "。", " — ")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join).filter(str.strip)


def test_both_fonts_are_there_and_static() -> None:
    """Sans and serif come as files of one weight: matplotlib draws a variable one too thin."""
    for path, family in zip(fonts.get_font_paths(), (fonts.SANS, fonts.SERIF), strict=True):
        font = TTFont(path)
        assert "fvar" not in font
        assert font["name"].getDebugName(16) or font["name"].getDebugName(1) == family


def test_missing_characters_are_found_once_in_order() -> None:
    """Arabic alef and Thai ko kai are not in a Chinese font; line breaks are no glyphs."""
    assert find_missing("aا中กا\n\t") == ["ا", "ก"]
    assert find_missing("义乌138，“数字化”—×−→") == []


def test_missing_characters_become_code_points() -> None:
    """A character without a glyph is written as its number, also beyond four digits."""
    assert replace_missing("xا") == "xU+0627"
    assert replace_missing("🚀") == "U+1F680"
    assert replace_missing("义乌") == "义乌"


@pytest.mark.parametrize("text", ["义乌市", "Lending", "R 1 ", " a"])
def test_a_width_is_the_sum_of_advances(text: str) -> None:
    """A line is as wide as the font's own table says, blanks at its ends included."""
    font = TTFont(fonts.get_font_paths()[0])
    names, widths = font.getBestCmap(), font["hmtx"]
    units = sum(widths[names[ord(char)]][0] for char in text)
    expected = units / font["head"].unitsPerEm * 10 / fonts.POINTS_PER_MM
    # kerning may draw a pair of letters together by a little
    assert measure_mm(text, 10) == pytest.approx(expected, abs=0.15)


def test_curly_quotes_may_take_their_latin_width() -> None:
    """A quote is as wide as a Chinese character, and much narrower when proportional."""
    wide, narrow = measure_mm("“", 10), measure_mm("“", 10, True)
    assert wide == pytest.approx(measure_mm("中", 10), abs=0.05)
    assert narrow < wide * 0.6


def test_measuring_a_missing_character_gives_no_warning() -> None:
    """What will be written as a code point is measured as one."""
    measure_mm.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert measure_mm("ا", 10) == pytest.approx(measure_mm("U+0627", 10))


def test_a_text_that_fits_stays_on_one_line() -> None:
    """Nothing is broken without need."""
    assert wrap_text("Lending", 50, 8) == ["Lending"]


def test_english_breaks_at_blanks_and_hyphens() -> None:
    """A word is not torn apart where a blank or hyphen stands near."""
    width = max(measure_mm("the smart-", 8), measure_mm("manufacturing", 8)) + 0.1
    assert wrap_text("the smart-manufacturing", width, 8) == ["the smart-", "manufacturing"]
    assert wrap_text("night school", measure_mm("school", 8) + 0.5, 8) == ["night", "school"]


def test_chinese_does_not_break_before_punctuation() -> None:
    """A comma or closing quote does not start a line, an opening quote does not end one."""
    width = measure_mm("中", 8)
    for text in ("中文中文，中文", "中文中文”中文", "中文中“文中文"):
        for number in (2.2, 3.2, 4.2, 5.2):
            for line in wrap_text(text, width * number, 8, 9):
                assert line[0] not in "，”"
                assert line[-1] != "“"


def test_what_does_not_fit_is_cut_with_a_mark() -> None:
    """Beyond the allowed lines the last one ends in …."""
    lines = wrap_text("的" * 40, 20, 8, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert not lines[0].endswith("…")


def test_lines_are_of_like_length() -> None:
    """Six characters in lines of five are set as 3 + 3, not as 5 + 1."""
    lines = wrap_text("中文字中文字", measure_mm("中", 8) * 5 + 0.1, 8)
    assert [len(line) for line in lines] == [3, 3]


def test_the_mark_of_a_cut_text_is_kept() -> None:
    """What is cut ends in its mark, what is whole does not; a mark as wide as the line is left out."""
    assert wrap_text("的" * 40, 20, 8, 2, mark="S7")[1].endswith("的… S7")
    assert wrap_text("的", 20, 8, 2, mark="S7") == ["的"]
    assert wrap_text("的" * 40, 20, 8, 2, mark="S" * 20)[1].endswith("的…")


@given(text=TEXTS.filter(lambda text: "lendinglending" not in text), width=st.integers(35, 60))
def test_every_line_fits(text: str, width: int) -> None:
    """Whatever is set in lines of a width, no line is wider, and no line is too many."""
    lines = wrap_text(text, width, 8, 3)
    assert 1 <= len(lines) <= 3
    for line in lines:
        assert measure_mm(line, 8) <= width + 0.01


@given(text=TEXTS)
def test_nothing_is_lost_where_there_is_room(text: str) -> None:
    """With lines enough, all characters but blanks come out as they went in."""
    lines = wrap_text(text, 60, 8, 99)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_the_font_for_headings_is_static_and_licensed() -> None:
    """One semibold weight under a family name of its own, with every character of GB 2312."""
    path = fonts.get_heading_path()
    font = TTFont(path)
    name = font["name"].getDebugName
    assert (name(1), name(6)) == (fonts.HEADINGS, "NotoSansSC-SemiBold")
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == 600
    assert "SIL Open Font License" in name(13)
    assert "SIL OPEN FONT LICENSE" in (path.parent / "OFL.txt").read_text("utf-8")
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    hanzi = {ord(char) for pair in pairs for char in pair.decode("gb2312", "ignore")}
    assert len(hanzi) == 6763
    assert hanzi <= set(font.getBestCmap())


def test_a_width_is_that_of_the_fallback_glyph() -> None:
    """A letter that Noto lacks is measured as DejaVu Sans draws it; one that it has is not."""
    path = fonts.get_fallback_path("DejaVu Sans")
    font = TTFont(path)
    advance = font["hmtx"][font.getBestCmap()[ord("ł")]][0] / font["head"].unitsPerEm
    assert measure_mm("ł", 10) == pytest.approx(advance * 10 * 25.4 / 72, abs=0.001)
    assert fonts.choose_families("Łódź")[1:] == list(fonts.FALLBACKS)
    assert fonts.choose_families("义乌 Yiwu é") == [fonts.SANS]


def test_fallbacks_come_before_the_font_that_lacks_them() -> None:
    """Typst would else take ž apart, and find z in one font and the caron in another."""
    assert fonts.find_fallback("a ž é 中 ا 🚀") == ["ž"]
    assert fonts.find_missing("ž", mono=True) == fonts.find_missing("ž") == []
    assert fonts.find_missing("ا", mono=True) == []
