"""Sentences hold the numbers of the tiny framework, worked out by hand (see sample.py)."""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from sample import HOSTILE, HOSTILE_NAME

from report138.data.framework import Framework
from report138.engine.typeset.blocks import CodeSpan, Text, walk
from report138.engine.typeset.markdown import parse_markdown
from report138.engine.typeset.outputs import Prose
from report138.view import sentences
from report138.view.report import Report
from report138.view.words import say

Reports = dict[str, Report]
Say = Callable[[Report], str | Prose]
NUMBERS = {word: n for n, word in enumerate(("zero", "one", "two", "three", "four", "five"))}
EMPTY = inspect.Parameter.empty
# Functions that belong to a figure which is drawn from two coders on.
OF_TWO_CODERS = {"caption_coders", "describe_coders", "explain_coders", "summarize_agreement"}
# Functions of a report; those of one cell, key or element in focus need more.
SAYINGS: dict[str, Say] = {
    name: function
    for name, function in ((name, getattr(sentences, name)) for name in sentences.__all__)
    if [p.default for p in inspect.signature(function).parameters.values()].count(EMPTY) == 1
    and not function.__module__.endswith(".brief")
}


def get_text(said: str | Prose) -> str:
    """Return what a reader sees: Markdown is set first."""
    if isinstance(said, str):
        return said

    return "".join(node.text for node in walk(parse_markdown(said.markdown)) if is_text(node))


def is_text(node: object) -> bool:
    """Return whether a node of a document is a piece of text."""
    return isinstance(node, (Text, CodeSpan))


def read_numbers(text: str) -> list[int]:
    """Return the numbers of an English text, in figures or in words, in their order."""
    text = re.sub(r"\bnone\b|\bno\b", "zero", text, flags=re.IGNORECASE)
    found = re.findall(rf"\d+|\b(?:{'|'.join(NUMBERS)})\b", text, flags=re.IGNORECASE)
    return [int(item) if item.isdigit() else NUMBERS[item.lower()] for item in found]


@pytest.mark.parametrize(
    ("name", "numbers", "names"),
    [
        # goals, tracks, scenarios
        ("summarize_parts", [1, 2, 3], []),
        # found cells of all cells; R2 alone has fewest scenarios, one
        ("summarize_matrix", [3, 6, 1], ["Repair"]),
        # found of all, “none” found in two, one cannot be assessed; one each at 3, 2, 1; one scenario
        ("compare_claim", [3, 6, 2, 0, 1, 1, 3, 1, 2, 1, 1, 1], ["Book bus", "both tracks"]),
        # R1 in two scenarios: one at 2, one at 1; R2 in one, at 3
        ("read_margins", [2, 1, 2, 1, 1, 1, 1, 3], ["Lending", "Repair"]),
        # of two tracks one has an aim, none a driver
        ("read_tracks", [2, 1, 0], []),
        # of three scenarios two have a driver, one a quality
        ("read_scenarios", [3, 2, 1], []),
        # C1 alone has one track, of three scenarios; “one track”
        ("summarize_coverage", [1, 3, 1], []),
        # found cells, of these resting on one segment; coders; cells with a hindrance
        ("state_certainty", [3, 2, 1, 2, 1], []),
        # places: A1 gives 3 of 5
        ("summarize_strip", [1, 60], ["A1"]),
        # A1 has 100 of 200 characters; topics R1 50 %, R2 30 %; “one track”
        ("read_strip", [1, 50, 60, 1, 50, 30], ["A1", "Lending", "Repair"]),
        # five segments fill six times; “two cells”; three cells are all there are
        ("read_evidence", [5, 6, 2, 3], []),
        # seven segments, 54 of 200 characters
        ("read_quoting", [7, 27], []),
    ],
)
def test_numbers_are_those_of_the_cells(
    tiny_reports: Reports, name: str, numbers: list[int], names: list[str]
) -> None:
    """Every number in a sentence is the one that follows from the coding."""
    text = get_text(SAYINGS[name](tiny_reports["en"]))
    # a place such as A1 holds a number too
    assert read_numbers(re.sub(r"\bA(\d)\b", r"A \1", text)) == numbers, text
    for word in names:
        assert word in text


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("summarize_parts", ["一个总目标", "两条赛道", "三个场景"]),
        ("summarize_matrix", ["6格中3格", "修补", "一个场景"]),
        ("compare_claim", ["6格中3格", "2格未见", "1格有抓手", "1格有表述", "1格并提", "书车"]),
        ("read_margins", ["借阅在两个场景", "1格为2级，1格为1级", "修补在一个场景", "1格为3级"]),
        ("read_scenarios", ["三个场景", "牵引的有两个", "品质语的有一个"]),
        ("summarize_coverage", ["3个场景中1个"]),
        ("read_coverage", ["借阅", "阅览室"]),
        ("state_certainty", ["3格中，2格", "两人", "1格含相悖表述"]),
        ("summarize_strip", ["A1", "60%"]),
        ("read_strip", ["A1", "50%", "60%", "借阅50%、修补30%"]),
        ("read_evidence", ["共5条", "6条次", "只落在三格"]),
        ("read_quoting", ["7条", "27%"]),
    ],
)
def test_chinese_sentences_hold_the_same_numbers(
    tiny_reports: Reports, name: str, parts: list[str]
) -> None:
    """The Chinese sentence says what the English one says."""
    text = get_text(SAYINGS[name](tiny_reports["zh"]))
    for part in parts:
        assert part in text


def test_the_answer_holds_parts_and_levels(tiny_reports: Reports) -> None:
    """What it is made of, 3 of 6 cells linked, one cell at each level, one that cannot be assessed."""
    text = get_text(sentences.state_answer(tiny_reports["en"]))
    assert read_numbers(text) == [1, 2, 3, 3, 6, 1, 1, 1, 1]
    assert "Open library" in text


def test_levels_are_not_mixed_up(tiny: Framework) -> None:
    """With 001 at 3 in R1-C1 there are two cells at 3 and one at 1; of 2 nothing is said."""
    coding = tiny.coding.copy()
    coding.loc[0, "level"] = 3
    report = Report(replace(tiny, coding=coding), "en")
    assert read_numbers(get_text(sentences.state_answer(report)))[-3:-1] == [2, 1]
    assert read_numbers(get_text(sentences.compare_claim(report)))[5:9] == [2, 3, 1, 1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_findings_name_what_stands_out(tiny_reports: Reports, language: str) -> None:
    """C2 has both tracks, R2 fewest scenarios: each finding is an item of a list."""
    report = tiny_reports[language]
    (block,) = parse_markdown(sentences.state_findings(report).markdown)
    assert block.type == "list"
    text = get_text(sentences.state_findings(report))
    for identifier in ("C2", "R2"):
        assert report.names[identifier] in text


def test_a_tie_names_no_track_as_least(tiny: Framework) -> None:
    """When R1 and R2 both reach one scenario, the headline singles out none; R1-C1 is not coded."""
    coding = tiny.coding.drop(index=[0, 1])
    text = sentences.summarize_matrix(Report(replace(tiny, coding=coding), "en"))
    assert read_numbers(text) == [2, 6, 1]
    assert "Lending" not in text
    assert "Repair" not in text


def test_a_source_without_hindrance_is_said_to_state_none(tiny: Framework) -> None:
    """Without a minus the sentence speaks of this source, not of the world."""
    coding = tiny.coding.drop(index=7)  # without 003, the hindering segment
    changed = replace(tiny, coding=coding)
    english, chinese = (
        get_text(sentences.state_certainty(Report(changed, code))) for code in ("en", "zh")
    )
    assert "source states no trade-off" in english
    assert "取舍或冲突" in chinese


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_cell_is_named_by_track_and_scenario(tiny_reports: Reports, language: str) -> None:
    """Track first, then scenario."""
    report = tiny_reports[language]
    names = report.names
    assert sentences.name_cell(report, "R1", "C2") == f"{names['R1']} × {names['C2']}"


def test_the_matrix_in_words_has_every_cell(tiny_reports: Reports) -> None:
    """Scenario by scenario, each track with its level or the reason why it has none."""
    text = sentences.describe_matrix(tiny_reports["en"])
    for part in (
        "Reading room: Lending level 2, Repair none found",
        "Book bus: Lending level 1, Repair level 3",
        "Night school: Lending none found, Repair not assessable",
    ):
        assert part in text


def test_the_strip_in_words_counts_codings_by_place(tiny_reports: Reports) -> None:
    """R1 has four codings at A1 (001 twice, 002, 005), R2 two at A2 (003, 004)."""
    text = sentences.describe_strip(tiny_reports["en"])
    assert "Lending: A1 × 4" in text
    assert "Repair: A2 × 2" in text


def test_a_passage_of_prose_is_marked_with_basis_and_place(tiny_reports: Reports) -> None:
    """What about.csv says stands with whose words it is and where; a lacking key says nothing."""
    event = get_text(sentences.tell(tiny_reports["en"], "event"))
    assert event == "The library opened last year. [from the source, A1, A3]"
    limits = get_text(sentences.tell(tiny_reports["zh"], "limits"))
    assert limits == f"编码者是本书作者。〔{say('basis_analyst', 'zh')}〕"
    assert get_text(sentences.tell(tiny_reports["en"], "naming")) == ""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SAYINGS)
def test_a_sentence_is_finished(tiny_reports: Reports, name: str, language: str) -> None:
    """Every function says something, without a stray value, and prose ends as sentences do."""
    said = SAYINGS[name](tiny_reports[language])
    text = get_text(said)
    assert text
    assert not re.search(r"\bnan\b|NaN|None\b|<NA>|\{|\}", text)
    if isinstance(said, Prose):
        # a finding may carry its verdict in brackets behind it
        assert re.search(r"。(〔[^〕]*〕)?$" if language == "zh" else r"\.( \[[^]]*\])?$", text)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(set(SAYINGS) - OF_TWO_CODERS))
def test_without_any_coding_a_sentence_still_holds(
    tiny: Framework, name: str, language: str
) -> None:
    """A framework that nobody has coded yet makes a report without a stray value in it."""
    report = Report(replace(tiny, coding=tiny.coding.iloc[:0]), language)
    assert not re.search(r"\bnan\b|NaN|<NA>|inf\b", get_text(SAYINGS[name](report)))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SAYINGS)
def test_names_come_out_as_they_are(hostile_reports: Reports, name: str, language: str) -> None:
    """A name full of marks is set whole, as it is typed: neither emphasised nor cut."""
    said = SAYINGS[name](hostile_reports[language])
    text = get_text(said)
    assert text.count("<script>$x$") == text.count(HOSTILE_NAME)
    if isinstance(said, Prose):
        kinds = {block.type for block in parse_markdown(said.markdown)}
        assert kinds <= {"paragraph", "list"}


def test_a_passage_comes_out_as_it_is(hostile_reports: Reports) -> None:
    """Prose of the data is text, whatever marks it holds."""
    text = get_text(sentences.tell(hostile_reports["en"], "event"))
    assert text.startswith(HOSTILE)


def test_the_shipped_headline_counts_the_shipped_cells(shipped_reports: Reports) -> None:
    """The lead sentence of the report agrees with a count of coding.csv done without its code."""
    coding: pd.DataFrame = shipped_reports["en"].framework.coding
    direct = coding[(coding["basis"] == "direct") & (coding["coder"] == coding["coder"][0])]
    found = len(direct[["track_id", "scenario_id"]].drop_duplicates())
    numbers = read_numbers(sentences.summarize_matrix(shipped_reports["en"]))
    assert numbers[:2] == [found, 24]
