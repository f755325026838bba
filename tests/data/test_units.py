"""The unit that a quote stands in: given, found in the source, or shared with quotes beside it."""

import pandas as pd
import pytest

from report138.data.units import assign_units, name_unit

SENTENCES = ["We lend; we repair.", "By lending， a room; by repair, a bus.", "End."]


@pytest.mark.parametrize(
    ("quote", "clause", "unit"),
    [
        ("we repair", False, "P3.1"),
        ("a bus", False, "P3.2"),
        ("a bus", True, "P3.2.2"),
        ("By lending, a room", True, "P3.2.1"),  # full-width or not, with blanks or without
        ("Bylending,a room", False, "P3.2"),
        ("End", True, "P3.3.1"),  # a sentence without ; is one clause
        ("a room; by repair", True, "P3.2"),  # across two clauses: the sentence
        ("we repair. By lending", False, ""),  # across two sentences: no unit of the source
        ("elsewhere", False, ""),
    ],
)
def test_a_quote_is_named_by_its_sentence_or_clause(quote: str, clause: bool, unit: str) -> None:
    """Place, number of the sentence and, of a formula, of the clause; "" where it is in none."""
    assert name_unit("P3", SENTENCES, quote, clause=clause) == unit


def make_segments(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Make segments from id, locator, quote and unit."""
    frame = pd.DataFrame(rows, columns=["segment_id", "locator", "quote_zh", "unit"])
    return frame.assign(quote_en="")


@pytest.mark.parametrize(
    ("rows", "units"),
    [
        # given
        ([("1", "P1", "甲乙", "P1.1"), ("2", "P1", "甲", "P1.2")], ["P1.1", "P1.2"]),
        # the later stands in the earlier, or the other way round
        ([("1", "P1", "甲乙丙", ""), ("2", "P1", "乙", "")], ["1", "1"]),
        ([("1", "P1", "乙", ""), ("2", "P1", "甲乙丙", "")], ["1", "1"]),
        # blanks aside
        ([("1", "P1", "甲 乙 丙", ""), ("2", "P1", "甲乙", "")], ["1", "1"]),
        # the same words at another place, or other words here
        ([("1", "P1", "甲", ""), ("2", "P2", "甲", "")], ["1", "2"]),
        ([("1", "P1", "甲", ""), ("2", "P1", "乙", "")], ["1", "2"]),
        # of several places the first
        ([("1", "P1;P2", "甲乙", ""), ("2", "P1", "甲", "")], ["1", "1"]),
        # a given unit is shared, whether it comes before or after
        ([("1", "P1", "甲乙", "P1.4"), ("2", "P1", "甲", "")], ["P1.4", "P1.4"]),
        ([("1", "P1", "甲", ""), ("2", "P1", "甲乙", "P1.4")], ["P1.4", "P1.4"]),
    ],
    ids=["given", "within", "around", "blanks", "places", "words", "first", "before", "after"],
)
def test_segments_share_a_unit(rows: list[tuple[str, str, str, str]], units: list[str]) -> None:
    """What is not given is shared with quotes that hold it or that it holds; else its own."""
    assert list(assign_units(make_segments(*rows)).values()) == units


def test_without_quotes_each_is_its_own() -> None:
    """Two segments without words in a language share nothing by that."""
    assert assign_units(make_segments(("1", "P1", "", ""), ("2", "P1", "", ""))) == {
        "1": "1",
        "2": "2",
    }


def test_the_english_words_serve_as_well() -> None:
    """In a framework in English only the English quotes are compared."""
    segments = make_segments(("1", "P1", "", ""), ("2", "P1", "", ""))
    segments["quote_en"] = ["the room and the bus", "the bus"]
    assert assign_units(segments) == {"1": "1", "2": "1"}
