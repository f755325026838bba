"""The terms and the small grammar of sentences, in both languages."""

import pytest

from report138.view.words import GRAMMAR, say
from report138.view.words.en.grammar import capitalize, plural
from report138.view.words.en.terms import TERMS as ENGLISH
from report138.view.words.numbers import percent
from report138.view.words.zh.terms import TERMS as CHINESE


def test_every_string_is_there_in_both_languages() -> None:
    """No word of a figure or table is missing in one language, or left in the other one."""
    assert list(CHINESE) == list(ENGLISH)
    for key, chinese in CHINESE.items():
        english = ENGLISH[key]
        # a name that the data may replace stands in braces
        assert "{" in chinese or any("\u4e00" <= char <= "\u9fff" for char in chinese), key
        assert english.strip(), key
        assert not any("\u4e00" <= char <= "\u9fff" for char in english), key


def test_words_are_chosen_by_language() -> None:
    """A key has its words in each language."""
    assert say("level_3", "zh") == "点名举措"
    assert say("level_3", "en") == "names a means"


@pytest.mark.parametrize(
    ("words", "chinese", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a、b", "a and b"),
        (["a", "b", "c"], "a、b、c", "a, b and c"),
    ],
)
def test_lists_are_joined_as_each_language_does(
    words: list[str], chinese: str, english: str
) -> None:
    """、 between all in Chinese; commas and a last “and” in English."""
    assert GRAMMAR["zh"].join(words) == chinese
    assert GRAMMAR["en"].join(words) == english


@pytest.mark.parametrize(
    ("number", "chinese", "english"),
    [(0, "零", "no"), (2, "两", "two"), (10, "十", "ten"), (11, "11", "11"), (24, "24", "24")],
)
def test_counts_are_words_up_to_ten(number: int, chinese: str, english: str) -> None:
    """Small counts are written out (两 before a measure word), larger ones in figures."""
    assert GRAMMAR["zh"].count(number) == chinese
    assert GRAMMAR["en"].count(number) == english


def test_nouns_follow_their_count() -> None:
    """One cell, but two, no and eleven cells."""
    counted = [plural(number, "cell", "cells") for number in (0, 1, 2, 11)]
    assert counted == ["no cells", "one cell", "two cells", "11 cells"]


def test_shares_are_whole_percentages() -> None:
    """A third is 33 %, two thirds are 67 %."""
    assert [percent(share) for share in (0, 1 / 3, 2 / 3, 1)] == ["0%", "33%", "67%", "100%"]


def test_only_the_first_letter_is_raised() -> None:
    """Names keep their capitals; Chinese and nothing at all stay as they are."""
    assert capitalize("one Trade hub") == "One Trade hub"
    assert (capitalize("一格"), capitalize("")) == ("一格", "")
