"""The widths of columns on paper: as their weights say, never narrower than a word."""

import pytest

from report138 import style
from report138.engine.typeset.blocks import Table
from report138.engine.typeset.outputs import Column, Group, make_cell
from report138.engine.typeset.table_width import INSET_MM, lay_out

WORD = "Telecommunications"  # about 25 mm wide in a table
ROOM = style.PAGE_MM


def make_table(*texts: str, weights: tuple[float, ...] = (), label: str = "a") -> Table:
    """Make a table of one row, its columns of equal weight unless told otherwise."""
    columns = tuple(Column(label, width=weight) for weight in weights or [1.0] * len(texts))
    rows = (Group(make_cell("")), tuple(map(make_cell, texts)))
    return Table("k", "", columns, rows)


def test_columns_share_the_page_by_weight() -> None:
    """Short words: one part of four gets a quarter of an upright page."""
    laid = lay_out(make_table("a", "b", weights=(1, 3)))
    assert laid.widths == pytest.approx([ROOM / 4, ROOM * 3 / 4])
    assert laid.landscape is False


def test_a_column_is_never_narrower_than_its_longest_word() -> None:
    """A light column with a long word takes what it needs from the others, in proportion."""
    narrow, one, two = lay_out(make_table(WORD, "a", "b", weights=(0.1, 1, 2))).widths
    assert 20 < narrow - INSET_MM < 30
    assert two == pytest.approx(2 * one)
    assert narrow + one + two == pytest.approx(ROOM)


@pytest.mark.parametrize(("count", "across"), [(4, False), (5, True)])
def test_words_that_an_upright_page_cannot_hold_turn_it(count: int, across: bool) -> None:
    """Four of the words with their insets are under 136 mm, five are not."""
    laid = lay_out(make_table(*[WORD] * count))
    assert laid.landscape is across
    assert sum(laid.widths) == pytest.approx(style.LANDSCAPE_MM if across else ROOM)


def test_many_words_need_no_more_room_than_the_longest() -> None:
    """Lines break at blanks, after hyphens and between Chinese characters."""
    for text in (f"{WORD} " * 40, f"{WORD}-" * 40, "各赛道与场景的联系" * 40):
        assert lay_out(make_table(*[text] * 4)).landscape is False


def test_a_word_without_end_turns_no_page() -> None:
    """A token of a thousand letters fits nowhere, so it is no reason."""
    assert lay_out(make_table("x" * 1000, "a", "b")).landscape is False


def test_a_heading_counts_as_its_column_does() -> None:
    """Six short cells under long headings need the same room as long cells."""
    assert lay_out(make_table(*"abcdef", label=WORD)).landscape is True


def test_more_than_a_page_across_is_shared_by_weight() -> None:
    """Twenty such columns fit no page: they are squeezed alike rather than lost."""
    laid = lay_out(make_table(*[WORD] * 20))
    assert laid.widths == pytest.approx([style.LANDSCAPE_MM / 20] * 20)
