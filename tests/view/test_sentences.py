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
from report138.engine.typeset.read_output import Reading
from report138.view import sentences
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.facts.cells import name_cell

Reports = dict[str, Report]
Say = Callable[[Report], str | Prose]
NUMBERS = {word: n for n, word in enumerate(("zero", "one", "two", "three", "four", "five"))}
EMPTY = inspect.Parameter.empty
# What is said only where readings without a word list judged its plain words: nowhere here.
SILENT = {"read_plain"}
# Functions of a report; those of one cell, key or element in focus need more.
SAYINGS: dict[str, Say] = {
    name: function
    for name, function in inspect.getmembers(sentences, inspect.isfunction)
    if inspect.signature(function).return_annotation in (str, Prose)
    and [p.default for p in inspect.signature(function).parameters.values()].count(EMPTY) == 1
    and not function.__module__.endswith(".brief")
}


def get_text(said: str | Prose) -> str:
    """Return what a reader sees: Markdown is set first."""
    if isinstance(said, str):
        return said

    return "".join(
        node.text for node in walk(parse_markdown(said.markdown, Reading("zh"))) if is_text(node)
    )


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
        # both readings judged R1-C1 (2 and 3) and R1-C3 (0 and 2, by one word); K alone three cells
        ("summarize_matrix", [2, 1, 2, 1, 1, 1, 3, 1, 1], []),
        ("summarize_readings", [2, 1, 2], ["Night school"]),
        # “no reading” in R2-C1 alone of the five cells that somebody judged; “no link”
        ("summarize_gaps", [0, 1, 5, 0], ["Night school"]),
        # of two tracks one has an aim, none a driver
        ("read_tracks", [1, 2, 0], []),
        # of three scenarios two have a driver, one a quality
        ("read_scenarios", [2, 3, 1], []),
        # C1 has R1 alone, C2 has R2 alone; “one track”
        ("summarize_coverage", [2, 3, 1], []),
        # two of the four sentences stand at A1, two at A2
        ("summarize_strip", [1, 2, 50], []),
        # of four sentences 001 carries R1-C1 and 004 R2-C2; without A1 both cells of R1 fall
        ("read_leave_out", [4, 2, 1, 2], []),
        # one word in one cell
        ("read_disputed", [1], ["借阅"]),
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
        ("summarize_matrix", ["两次阅读", "2格中的1格", "1格有依据", "一个用语", "3格只有一次"]),
        ("summarize_readings", ["2格中的1格", "夜校"]),
        ("summarize_gaps", ["5格中1格", "夜校"]),
        ("read_tracks", ["两条赛道", "目标表述的有一条", "都没有写明牵引"]),
        ("read_scenarios", ["三个场景", "牵引的有两个", "品质的有一个"]),
        ("summarize_coverage", ["3个场景中2个"]),
        ("summarize_strip", ["A1、A2", "50%"]),
        ("read_leave_out", ["共4句", "降级的有2句", "A1", "两格"]),
        ("read_disputed", ["1格", "1个用语", "借阅"]),
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
    """Of 6 cells 2 linked, 1 named, 2 silent (1 disputed), 1 that cannot be assessed."""
    text = get_text(sentences.state_answer(tiny_reports["en"]))
    assert read_numbers(text) == [2, 3, 2, 6, 1, 2, 1, 1]


@pytest.mark.parametrize(
    ("level", "linked", "means"), [(1, [1, 6, 2], "One names"), (3, [2, 6, 1], "Two name")]
)
def test_levels_are_not_mixed_up(
    tiny: Framework, level: int, linked: list[int], means: str
) -> None:
    """With 001 at 1 R1-C1 is no link, though L gives it 3; at 3 it names a means, as R2-C2 does."""
    coding = tiny.coding.copy()
    coding.loc[0, "level"] = level
    report = Report(replace(tiny, coding=coding), "en")
    assert read_numbers(get_text(sentences.state_answer(report)))[2:5] == linked
    assert f"{means} a means:" in get_text(sentences.state_findings(report))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_finding_is_an_item_of_a_list(tiny_reports: Reports, language: str) -> None:
    """Links, the claim of the text and what is missing: three items, with the names they need."""
    report = tiny_reports[language]
    (block,) = parse_markdown(sentences.state_findings(report).markdown, Reading("zh"))
    assert block.type == "list"
    links, _, missing = sentences.state_findings(report).markdown.splitlines()
    for identifier in ("R1", "C1", "R2", "C2"):
        assert report.names[identifier] in links
    assert report.names["C3"] in missing


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_cell_is_named_by_track_and_scenario(tiny_reports: Reports, language: str) -> None:
    """Track first, then scenario."""
    report = tiny_reports[language]
    names = report.names
    assert name_cell(report, "R1", "C2") == f"{names['R1']} × {names['C2']}"


def test_the_matrix_in_words_has_every_cell(tiny_reports: Reports) -> None:
    """Scenario by scenario, each track with its level or the reason why it has none."""
    text = sentences.describe_matrix(tiny_reports["en"])
    for part in (
        "Reading room: Lending level 2, Repair none found (1 inferred)",
        "Book bus: Lending level 1, Repair level 3 (a hindering statement at level 1)",
        "Night school: Lending disputed (evidence in 1 of 2 readings, levels 0 to 2), "
        "Repair not assessable",
    ):
        assert part in text


def test_the_strip_in_words_counts_sentences_by_place(tiny_reports: Reports) -> None:
    """R1 has three at A1 (001 with 002 in C1, 001 and 005 in C2), R2 two at A2 (003, 004)."""
    text = sentences.describe_strip(tiny_reports["en"])
    assert "Lending: A1 × 3" in text
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
    assert bool(text) == (name not in SILENT)
    assert not re.search(r"\bnan\b|NaN|None\b|<NA>|\{|\}", text)
    if isinstance(said, Prose) and text:
        assert text.endswith("。" if language == "zh" else ".")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SAYINGS)
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
        kinds = {block.type for block in parse_markdown(said.markdown, Reading("zh"))}
        assert kinds <= {"paragraph", "list"}


def test_a_passage_comes_out_as_it_is(hostile_reports: Reports) -> None:
    """Prose of the data is text, whatever marks it holds."""
    text = get_text(sentences.tell(hostile_reports["en"], "event"))
    assert text.startswith(HOSTILE)


def test_the_shipped_headline_counts_the_shipped_cells(shipped_reports: Reports) -> None:
    """The headline agrees with a count of coding.csv done without the report's code."""
    coding: pd.DataFrame = shipped_reports["en"].framework.coding
    direct = coding[coding["basis"] == "direct"]
    found = direct.groupby(["track_id", "scenario_id"])["coder"].nunique()
    readings, everywhere = coding["coder"].nunique(), int((found == 4).sum())
    agreed = 24 - len(found) + everywhere  # no reading or every one found evidence
    numbers = read_numbers(sentences.summarize_matrix(shipped_reports["en"]))
    assert numbers[:4] == [readings, agreed, 24, everywhere]
