"""The pieces of sentences: lists and shares in words, refusals, signs, single places."""

from pathlib import Path

import pytest
import sample
from doubt_sample import write_framework

from report138.data.framework import load_framework
from report138.view import sentences, tables
from report138.view.report import Report
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


def test_a_count_alone_is_none_in_english() -> None:
    """“no” needs its noun."""
    assert [en.tally(number) for number in (0, 1)] == ["none", "one"]


@pytest.mark.parametrize(
    ("shape", "words"),
    [((8, 3), "eight rows and three columns"), ((1, 2), "one row and two columns")],
)
def test_a_small_matrix_is_refused_for_its_size(
    tmp_path: Path, shape: tuple[int, int], words: str
) -> None:
    """Below ten rows and columns the size is given; what no matrix bears stands apart."""
    said = sentences.state_refusals(write_framework(tmp_path / "x", shape, [])).markdown
    small, never = said.split("so they are not computed. ")
    assert words in small
    assert small.startswith("Nestedness, ")
    assert "MICMAC" in never


def test_a_large_matrix_is_refused_only_what_none_bears(tmp_path: Path) -> None:
    """With ten rows and ten columns it is said what could be computed, and nothing of its size."""
    said = sentences.state_refusals(write_framework(tmp_path / "x", (10, 10), [])).markdown
    never, left = said.split(". ", 1)
    assert never.startswith("MICMAC and influence-dependence maps, mean level and ")
    assert left == (
        "Correspondence-analysis map, clustering, modularity, dendrograms, centralities beyond "
        "degree and p-values on the rank of tracks could be computed for it, but are no part of "
        "this report."
    )


def test_segments_of_several_places_hang_on_none(tmp_path: Path) -> None:
    """Where each segment stands in two places no place can be left out, and none is named."""
    coding = ["a,T1,S1,A,2,direct,+", "b,T2,S1,A,1,direct,+"]
    report = write_framework(tmp_path / "x", (2, 2), coding)
    sample.fill_column(report.framework.folder, "segments.csv", "locator", "P1;P2")
    report = Report(load_framework(report.framework.folder), "en")
    said = sentences.read_leave_out(report).markdown
    assert said == (
        "Of 2 sentences that readings took, 2 make a cell fall when they go. "
        "No cell falls when a whole place goes."
    )


def test_places_that_share_the_first_rank_are_both_named(tmp_path: Path) -> None:
    """Two places with one of two sentences each give 50 % each, and no one place alone."""
    coding = ["a,T1,S1,A,2,direct,+", "b,T2,S1,A,1,direct,+"]
    report = write_framework(tmp_path / "x", (2, 2), coding)
    sample.set_cell(report.framework.folder, "segments.csv", 3, "locator", "P2")
    report = Report(load_framework(report.framework.folder), "en")
    assert sentences.summarize_strip(report) == (
        "P1 and P2 give 50% of the sentences with direct evidence each"
    )


Reports = dict[str, Report]


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("zh", "“−”为相悖表述。"),
        ("en", "“−” marks a hindering statement."),
    ],
)
def test_signs_are_explained_below_their_table(
    tiny_reports: Reports, language: str, note: str
) -> None:
    """003 hinders; 005, which is unclear, states no relation at level 1 and so has no sign."""
    assert tables.tabulate_ledger(tiny_reports[language]).notes == (note,)


@pytest.mark.parametrize(
    ("coding", "key", "words"),
    [
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,3,direct,+"], "means",
         "The text names a means in two cells: Track 1 × Scenario 1 and Track 2 × Scenario 1."),
        ([",T1,S1,A,0,,", "b,T2,S1,A,1,direct,+"], "means", "The text names a means in no cell."),
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,1,direct,+"], "linked", "The text states a link in one cell: Track 1 × Scenario 1."),
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,3,direct,+"], "most", "Both tracks have the same number of links (one each)."),
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,1,direct,+"], "most", "Track 1 has the most links (one in the matrix)."),
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,3,direct,+"], "complete", "Every scenario is linked to both tracks."),
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,1,direct,+"], "complete", "No scenario is linked to both tracks."),
        (["a,T1,S1,A,3,direct,+", "b,T2,S1,A,3,direct,+"], "several", "Every scenario is linked to more than one track."),
        ([",T1,S1,A,0,,", "b,T2,S1,A,1,direct,+"], "unlinked", "No scenario is linked to any track."),
        ([",T1,S1,A,0,,", "b,T2,S1,A,1,direct,+"], "bare", "Every scenario is at least named together with some track."),
        (
            [",T1,S1,A,0,,", "b,T2,S1,A,1,direct,+"],
            "half",
            "At least half of the cells judged have evidence (1 of 2 in the matrix).",
        ),
    ],
)  # fmt: skip
def test_a_statement_says_all_none_and_one(
    tmp_path: Path, coding: list[str], key: str, words: str
) -> None:
    """Of one scenario and two tracks: all, none and ties are said as such, not as a list."""
    assert word_statement(write_framework(tmp_path / "x", (1, 2), coding), key) == words


def test_a_name_keeps_its_small_letter(tmp_path: Path) -> None:
    """eHealth at the head of a sentence stays eHealth."""
    coding = ["a,T1,S1,A,2,direct,+", "b,T2,S1,A,1,direct,+"]
    report = write_framework(tmp_path / "x", (1, 2), coding)
    sample.set_cell(report.framework.folder, "elements.csv", 3, "name_en", "eHealth")
    report = Report(load_framework(report.framework.folder), "en")
    assert word_statement(report, "most").startswith("eHealth has the most links")


def test_the_table_of_many_tracks_counts_only_what_was_searched(
    tmp_path: Path,
) -> None:
    """Of 13 tracks one is found, one was searched: one cell is “none found”, eleven are not coded."""
    report = write_framework(tmp_path / "x", (1, 13), ["a,T1,S1,A,2,direct,+", ",T2,S1,A,0,,"])
    (row,) = tables.tabulate_matrix(report).rows
    assert [cell.text for cell in row[-2:]] == ["1", "11"]


def test_gaps_of_both_kinds_are_listed(tmp_path: Path) -> None:
    """Two cells have evidence, one cannot be assessed, one is not coded."""
    coding = ["a,T1,S1,A,2,direct,+", "b,T2,S1,A,1,direct,+", ",T1,S2,A,NA,,"]
    report = write_framework(tmp_path / "x", (2, 2), coding)
    chinese = sentences.state_answer(Report(report.framework, "zh")).markdown
    assert chinese.endswith("写明联系的有1格，仅并提的有1格；1格未编码，1格无法判断。")
    said = sentences.state_answer(report).markdown
    assert said.endswith("; one cell is not coded and one cell cannot be assessed.")
