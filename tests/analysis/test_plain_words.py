"""Plain words: who took them, whether they count, and which of them divide readings."""

from pathlib import Path

import pandas as pd
import pytest
from doubt_sample import write_framework

import report138.analysis.plain_words as module
from report138.view.report import Report

HEADER = ["element_id", "term", "warrant", "sense", "locator", "note_zh", "note_en"]
# T1 and S1 have a word of their own and a plain one each.
LEXICON = pd.DataFrame(
    [
        ("T1", "rail", "own", "accepted"),
        ("T1", "line", "plain", "accepted"),
        ("S1", "port", "own", "accepted"),
        ("S1", "quay", "plain", "accepted"),
        ("S1", "line", "plain", "rejected"),
    ],
    columns=HEADER[:4],
)
QUOTES = {
    "own": "rail to the port",
    "plain": "line to the port",
    "both": "rail and line to the port",
    "quay": "line to the quay",
}


def read_cells(folder: Path, *coding: str) -> Report:
    """Report on T1 x S1; rows are "segment,coder,level,basis"."""
    rows = [f"{segment},T1,S1,{rest}," for segment, rest in (row.split(",", 1) for row in coding)]
    return write_framework(folder / "x", (1, 1), rows, QUOTES)


def weigh(report: Report, *blind: str) -> dict[str, tuple[tuple[str, ...], object]]:
    """Return of each plain word who took it and whether it counts."""
    rows = module.weigh_plain_words(report.fills, LEXICON, list(blind))
    assert set(rows["of"]) == {len(blind)}
    return {row.term: (row.taken, row.counts) for row in rows.itertuples()}


@pytest.mark.parametrize(
    ("takers", "counts"), [("", False), ("B", False), ("BC", True), ("BCD", True)]
)
def test_of_three_blind_readings_a_majority_decides(
    tmp_path: Path, takers: str, counts: bool
) -> None:
    """Two of three are a majority, one is not; A, who had a list, has no vote."""
    coding = [f"plain,{coder},2,direct" for coder in f"A{takers}"]
    coding += [f",{coder},0," for coder in "BCD" if coder not in takers]
    found = weigh(read_cells(tmp_path, *coding), "B", "C", "D")
    assert found["line"] == (tuple(takers), counts)
    assert found["quay"] == ((), False)


@pytest.mark.parametrize("blind", [(), ("B",), ("B", "C")])
def test_fewer_than_three_do_not_decide(tmp_path: Path, blind: tuple[str, ...]) -> None:
    """For want of a vote it is not known whether a word counts."""
    report = read_cells(tmp_path, *(f"plain,{coder},2,direct" for coder in "ABC"))
    rows = module.weigh_plain_words(report.fills, LEXICON, list(blind))
    assert rows["counts"].isna().all()
    assert list(rows["taken"]) == [blind, ()]


def test_half_of_four_is_no_majority(tmp_path: Path) -> None:
    """Two of four blind readings are not more than half."""
    coding = [f"plain,{coder},2,direct" for coder in "AB"] + [",C,0,", ",D,0,"]
    assert weigh(read_cells(tmp_path, *coding), *"ABCD")["line"] == (("A", "B"), False)


def test_a_word_beside_another_of_its_element_is_not_taken(tmp_path: Path) -> None:
    """“rail and line” rests on rail, so nobody needed line."""
    report = read_cells(tmp_path, *(f"both,{coder},2,direct" for coder in "BCD"))
    assert weigh(report, "B", "C", "D")["line"] == ((), False)


def test_an_inference_takes_no_word(tmp_path: Path) -> None:
    """Who only infers has not taken the word for direct evidence."""
    coding = [f"plain,{coder},2,inferred" for coder in "BCD"]
    assert weigh(read_cells(tmp_path, *coding), "B", "C", "D")["line"] == ((), False)


def test_a_named_trigger_is_the_word(tmp_path: Path) -> None:
    """Where the coder names line, the coding rests on it, though rail stands in the quote too."""
    fills = read_cells(tmp_path, "both,A,2,direct").fills.assign(trigger_track="line")
    assert module.find_words(fills, LEXICON) == [[("T1", "line"), ("S1", "port")]]
    assert module.find_plain(fills, LEXICON) == [[("T1", "line")]]


def test_a_word_within_a_longer_one_is_part_of_it(tmp_path: Path) -> None:
    """railway holds rail, and stands alone where it is a term itself."""
    fills = read_cells(tmp_path, "own,A,2,direct").fills.assign(quote_en="railway", quote_zh="")
    lexicon = pd.concat(
        [LEXICON, pd.DataFrame([("T1", "railway", "own", "accepted")], columns=HEADER[:4])]
    )
    assert module.find_words(fills, lexicon) == [[("T1", "railway")]]


def divide(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    """Return the words that divide the readings, and who has evidence."""
    rows = module.find_dividing_words(report.cells, report.fills, LEXICON)
    return list(zip(rows["term"], rows["took"], strict=True))


def test_a_disputed_cell_turns_on_its_plain_words(tmp_path: Path) -> None:
    """Of line and port the plain one divides; who took it is named."""
    report = read_cells(tmp_path, "plain,A,2,direct", "plain,B,2,direct", ",C,0,")
    assert divide(report) == [("line", ("A", "B"))]


def test_without_a_plain_word_all_its_words_are_named(tmp_path: Path) -> None:
    """rail and port are the words of the one reading that found something."""
    report = read_cells(tmp_path, "own,A,2,direct", ",B,0,")
    assert divide(report) == [("rail", ("A",)), ("port", ("A",))]


def test_a_cell_whose_words_are_unknown_has_a_row(tmp_path: Path) -> None:
    """Words outside the list cannot be named; the cell stands there all the same."""
    rows = ["zz,T1,S1,A,2,direct,+", ",T1,S1,B,0,,"]
    assert divide(write_framework(tmp_path / "x", (1, 1), rows)) == [("", ("A",))]


def test_a_dispute_on_direction_turns_on_no_word(tmp_path: Path) -> None:
    """All took the words; what divides them is the sign."""
    rows = ["plain,T1,S1,A,2,direct,+", "plain,T1,S1,B,2,direct,-"]
    report = write_framework(tmp_path / "x", (1, 1), rows, QUOTES)
    assert divide(report) == [("", ("A", "B"))]


def test_agreed_cells_are_divided_by_nothing(tmp_path: Path) -> None:
    """Where all found the same, no row."""
    assert divide(read_cells(tmp_path, "plain,A,2,direct", "plain,B,1,direct")) == []
