"""The pieces of sentences: lists and shares in words, reasons for refusals, signs, single places."""

from pathlib import Path

import pytest
import sample
from doubt_sample import write_framework

from report138.analysis.not_computed import list_not_computed
from report138.data.framework import load_framework
from report138.view import sentences, tables
from report138.view.report import Report
from report138.view.sentences.not_computed import explain_refusal
from report138.view.sentences.statements import word_statement
from report138.view.words.en import grammar as en
from report138.view.words.zh import grammar as zh


@pytest.mark.parametrize(
    ("found", "total", "chinese", "english"),
    [
        (0, 1, "没有一格", "no cell"),
        (1, 1, "唯一的一格", "the only cell"),
        (0, 6, "6格中没有一格", "none of 6 cells"),
        (1, 6, "6格中1格", "1 of 6 cells"),
        (6, 6, "6格中6格", "6 of 6 cells"),
    ],
)
def test_a_share_is_a_number_or_a_word(found: int, total: int, chinese: str, english: str) -> None:
    """None and the only one are words; the noun goes with the whole."""
    assert zh.share_cells(found, total) == chinese
    assert en.share_out(found, total, "cell", "cells") == english


def test_a_long_list_is_cut_and_counted() -> None:
    """Eight names stand in full; of nine the first five, with the number of all or of the others."""
    names = list("abcdefghi")
    assert zh.abridge(names[:8]) == "a、b、c、d、e、f、g、h"
    assert zh.abridge(names, "条") == "a、b、c、d、e等9条"
    assert en.abridge(names) == "a, b, c, d, e and 4 more"


def test_a_sentence_has_one_stop() -> None:
    """A name that ends in a stop, or in a mark of its own, ends the sentence too."""
    assert [en.close(words) for words in ("a", "a Co.", "a?")] == ["a.", "a Co.", "a?"]
    assert [zh.close(words) for words in ("甲", "甲。", "甲！")] == ["甲。", "甲。", "甲！"]


def test_a_number_does_not_run_into_a_name() -> None:
    """领域1 and 75% are not 领域175%, while a Chinese character needs no blank."""
    assert zh.set_number("领域1", "75%") == "领域1 75%"
    assert zh.set_number("领域", "75%") == "领域75%"
    assert zh.set_number("Lab", "75%") == "Lab 75%"


def test_a_count_alone_is_none_in_english() -> None:
    """“no” needs its noun."""
    assert [en.tally(number) for number in (0, 1)] == ["none", "one"]


REASONS: list[tuple[tuple[int, int], dict[str, str]]] = [
    # scenarios, tracks
    (
        (8, 3),
        {
            "correspondence": "three rows",
            "rank_test": "with three tracks",
            "correlation": "handful",
        },
    ),
    ((3, 1), {"correspondence": "only one", "rank_test": "no rank", "correlation": "handful"}),
    ((1, 2), {"correspondence": "only one", "rank_test": "two tracks", "correlation": "no other"}),
    ((4, 12), {"correspondence": "single cell", "rank_test": "1/12", "correlation": "single cell"}),
]


@pytest.mark.parametrize(("shape", "words"), REASONS, ids=lambda value: str(value)[:8])
def test_a_refusal_fits_the_matrix(
    tmp_path: Path, shape: tuple[int, int], words: dict[str, str]
) -> None:
    """A reason that names three tracks or three rows stands only where there are three."""
    report = write_framework(tmp_path / "x", shape, [])
    given = {key: explain_refusal(report, key) for key in list_not_computed(report.cells)}
    for key, part in words.items():
        assert part in given[key]
    assert "two" in given["influence"]


def test_of_the_same_items_no_matrix_of_two_sets_is_spoken(tmp_path: Path) -> None:
    """Where rows and columns are one set, the influence map is refused for what levels are."""
    report = write_framework(tmp_path / "x", (2, 2), [])
    rows = sample.read_rows(report.framework.folder / "elements.csv")
    named = [[*row[:3], f"领域{row[2]}", f"Field {row[2]}", *row[5:]] for row in rows[1:]]
    sample.write_rows(report.framework.folder / "elements.csv", [rows[0], *named])
    report = Report(load_framework(report.framework.folder), "en")
    given = {key: explain_refusal(report, key) for key in list_not_computed(report.cells)}
    assert "two" not in given["influence"]
    assert "how definite the wording is" in given["influence"]


def test_segments_of_several_places_hang_on_none(tmp_path: Path) -> None:
    """Where each segment stands in two places no place can be left out, and none is named."""
    coding = ["a,T1,S1,A,2,direct,+", "b,T2,S1,A,1,direct,+"]
    report = write_framework(tmp_path / "x", (2, 2), coding)
    sample.fill_column(report.framework.folder, "segments.csv", "locator", "P1;P2")
    report = Report(load_framework(report.framework.folder), "en")
    said = sentences.read_leave_out(report).markdown
    assert said == (
        "Of 2 direct segments, 2 make a cell fall when they go. No cell falls when a whole place goes."
    )


def test_places_that_share_the_first_rank_are_both_named(tmp_path: Path) -> None:
    """Two places with one of two segments each give 50 % each, and no one place alone."""
    coding = ["a,T1,S1,A,2,direct,+", "b,T2,S1,A,1,direct,+"]
    report = write_framework(tmp_path / "x", (2, 2), coding)
    sample.set_cell(report.framework.folder, "segments.csv", 3, "locator", "P2")
    report = Report(load_framework(report.framework.folder), "en")
    assert sentences.summarize_strip(report) == "P1 and P2 give 50% of the direct segments each"


def test_a_text_without_characters_has_no_shares(folder: Path) -> None:
    """A locators.csv that counts nothing gives no share, neither “nan” nor a fault."""
    sample.fill_column(folder, "locators.csv", "characters", "0")
    report = Report(load_framework(folder), "en")
    for read in (sentences.read_strip, sentences.read_quoting):
        assert read(report).markdown == ""
    cells = [cell.text for row in tables.tabulate_places(report).rows for cell in row]
    assert not any("nan" in text for text in cells)


Reports = dict[str, Report]


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("zh", "“−”为相悖表述；“?”为说不清促进还是相悖。"),
        ("en", "“−” marks a hindering statement; “?” marks one that may further or hinder."),
    ],
)
def test_signs_are_explained_below_their_table(
    tiny_reports: Reports, language: str, note: str
) -> None:
    """003 hinders and 005 is unclear; the inferred 004 furthers, and its table has no such note."""
    assert tables.tabulate_ledger(tiny_reports[language]).notes == (note,)
    assert len(tables.tabulate_inferred(tiny_reports[language]).notes) == 1


@pytest.mark.parametrize(
    ("coding", "key", "words"),
    [
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,3,direct,+"], "operational", "Every cell is operational."),
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,1,direct,+"], "empty", "Every cell has evidence."),
        ([",T1,S1,A,0,,", "b,T2,S1,A,1,direct,+"], "empty", "Evidence is lacking in just one cell: Track 1 × Scenario 1."),
        ([",T1,S1,A,0,,", "b,T2,S1,A,1,direct,+"], "firmest", "Both tracks have as many cells at level 2 or more (none)."),
        ([",T1,S1,A,0,,", "b,T2,S1,A,1,direct,+"], "fewest", "Track 1 reaches the fewest scenarios (none)."),
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,1,direct,+"], "complete", "The one scenario is linked to every track."),
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,1,direct,+"], "sole", "No scenario is linked to one track only."),
    ],
)  # fmt: skip
def test_a_statement_says_all_none_and_one(
    tmp_path: Path, coding: list[str], key: str, words: str
) -> None:
    """Of one scenario and two tracks: all, none and ties are said as such, not as a list."""
    assert word_statement(write_framework(tmp_path / "x", (1, 2), coding), key) == words


def test_a_name_keeps_its_small_letter(tmp_path: Path) -> None:
    """eHealth at the head of a sentence stays eHealth."""
    coding = [",T1,S1,A,0,,", "b,T2,S1,A,1,direct,+"]
    report = write_framework(tmp_path / "x", (1, 2), coding)
    sample.set_cell(report.framework.folder, "elements.csv", 3, "name_en", "eHealth")
    report = Report(load_framework(report.framework.folder), "en")
    assert word_statement(report, "fewest").startswith("eHealth reaches")


def test_the_table_of_many_tracks_counts_only_what_was_searched(
    tmp_path: Path,
) -> None:
    """Of 13 tracks one is found, one was searched: one cell is “none found”, eleven are not coded."""
    report = write_framework(tmp_path / "x", (1, 13), ["a,T1,S1,A,2,direct,+", ",T2,S1,A,0,,"])
    (row,) = tables.tabulate_matrix(report).rows
    assert [cell.text for cell in row[-2:]] == ["1", "11"]


def test_gaps_of_both_kinds_are_listed(tmp_path: Path) -> None:
    """Two cells are found with a segment each, one cannot be assessed, one is not coded."""
    coding = ["a,T1,S1,A,2,direct,+", "b,T2,S1,A,1,direct,+", ",T1,S2,A,NA,,"]
    report = write_framework(tmp_path / "x", (2, 2), coding)
    chinese = Report(report.framework, "zh")
    assert "4格中2格有依据，1格未编码，1格无法判断；" in sentences.compare_claim(chinese).markdown
    said = sentences.compare_claim(report).markdown
    assert "; one cell is not coded and one cell cannot be assessed; " in said
    assert sentences.summarize_ribbon(chinese).endswith("（各1条）")
