"""Words of tracks in drivers and qualities, worked out by hand."""

from pathlib import Path

import pandas as pd
import pytest

from report138.analysis.formula_words import find_formula_words
from report138.data.framework import Framework

Found = list[tuple[str, str, str, str, int, int, bool]]
NO_VOTES = pd.DataFrame(columns=["element_id", "term", "taken", "of", "counts"])


def make_elements(**fields: tuple[str, str]) -> pd.DataFrame:
    """Make two tracks and scenarios with drivers and qualities."""
    rows = [(name, "track", "", "", place) for place, name in enumerate(("T1", "T2"))]
    rows += [
        (name, "scenario", *texts, place) for place, (name, texts) in enumerate(fields.items())
    ]
    return pd.DataFrame(rows, columns=["id", "level", "driver_zh", "quality_zh", "order"])


def make_lexicon(*words: str) -> pd.DataFrame:
    """Make a lexicon of lines “element term”, accepted unless they end in “rejected”."""
    split = [(*word.split(), "accepted")[:3] for word in words]
    return pd.DataFrame(split, columns=["element_id", "term", "sense"])


def find(elements: pd.DataFrame, *words: str, votes: pd.DataFrame = NO_VOTES) -> Found:
    """Return what is found, as tuples."""
    found = find_formula_words(elements, make_lexicon(*words), votes, "zh")
    return list(found.itertuples(index=False, name=None))


def test_words_are_found_where_they_stand() -> None:
    """In “ab cd” and “xab” the word ab stands at 0 in the driver, cd at 3; ab is no part of xab."""
    elements = make_elements(S1=("ab cd", "xab"))
    assert find(elements, "T1 ab", "T2 cd") == [
        ("S1", "driver", "T1", "ab", 0, 2, True),
        ("S1", "driver", "T2", "cd", 3, 5, True),
    ]


@pytest.mark.parametrize(("text", "places"), [("数字X", [0]), ("数字XY", []), ("A数字X2", [])])
def test_a_word_that_ends_in_latin_letters_ends_there(text: str, places: list[int]) -> None:
    """数字X stands in 数字X, but 数字XY and 数字X2 are other words."""
    assert [row[4] for row in find(make_elements(S1=(text, "")), "T1 数字X")] == places


def test_a_word_may_be_one_character() -> None:
    """Both its ends are that character: 港 is found, A only as a word of its own."""
    found = find(make_elements(S1=("一港 AB A", "")), "T1 港", "T2 A")
    assert [(row[3], row[4]) for row in found] == [("港", 1), ("A", 6)]


def test_the_longest_word_takes_its_place() -> None:
    """数字贸易 holds 数字 and 数字贸易: one word, the longer; 数字 stands alone in the quality."""
    elements = make_elements(S1=("数字贸易", "大数字"))
    assert find(elements, "T1 数字", "T1 数字贸易") == [
        ("S1", "driver", "T1", "数字贸易", 0, 4, True),
        ("S1", "quality", "T1", "数字", 1, 3, True),
    ]


def test_a_word_of_two_tracks_stands_for_both() -> None:
    """Both tracks own the word, so it is found twice in one place."""
    found = find(make_elements(S1=("共享", "")), "T1 共享", "T2 共享")
    assert [(row[2], row[4:6]) for row in found] == [("T1", (0, 2)), ("T2", (0, 2))]


def test_words_of_scenarios_and_rejected_ones_are_left_out() -> None:
    """S1's own word is no track's, and a rejected one is not looked for."""
    assert find(make_elements(S1=("贸易 物流", "")), "S1 贸易", "T1 物流 rejected") == []


@pytest.mark.parametrize(("vote", "counts"), [(True, True), (False, False), (pd.NA, True)])
def test_a_plain_word_counts_unless_a_majority_left_it(vote: object, counts: bool) -> None:
    """A vote against it is the only thing that takes a plain word out."""
    votes = pd.DataFrame([("T1", "智慧", (), 3, vote)], columns=NO_VOTES.columns)
    votes["counts"] = votes["counts"].astype("boolean")
    ((*_, found),) = find(make_elements(S1=("智慧城市", "")), "T1 智慧", votes=votes)
    assert found is counts


def test_the_shipped_drivers_hold_words_of_one_track(shipped: Framework) -> None:
    """数字贸易 and 公共服务数字化 hold T1's words, qualities hold T2's and T3's; no vote is asked."""
    found = find_formula_words(shipped.elements, shipped.lexicon, NO_VOTES, "zh")
    places = list(found[["scenario_id", "field", "track_id", "term"]].itertuples(index=False))
    assert [tuple(place) for place in places] == [
        ("S1", "driver", "T1", "数字"),
        ("S2", "quality", "T2", "国内国际双循环"),
        ("S4", "driver", "T1", "智慧"),
        ("S5", "quality", "T3", "共富"),
        ("S7", "driver", "T1", "数字化"),
        ("S7", "quality", "T3", "共享"),
    ]


def test_nothing_is_found_without_a_lexicon(tmp_path: Path, tiny: Framework) -> None:
    """The columns are there, and no row."""
    found = find_formula_words(tiny.elements, tiny.lexicon.iloc[:0], NO_VOTES, "zh")
    assert found.empty
    assert list(found.columns)[:3] == ["scenario_id", "field", "track_id"]
