"""What is said of frameworks with any number of readings: true, whole, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from readings_sample import FIRM, OTHER, WORLDS, World, reverse

from report138.view import sentences
from report138.view.cover import list_facts
from report138.view.report import Report
from report138.view.words.facts.statements import find_held, list_statements

SAID = (
    "state_answer",
    "state_findings",
    "explain_levels",
    "warn_readings",
    "read_statements",
    "read_agreement",
    "read_disputed",
    "read_plain",
    "read_tracks",
    "read_scenarios",
    "state_refusals",
    "summarize_parts",
    "explain_tree",
    "caption_tree",
    "describe_tree",
)
# What would show a missing value, an empty list or words put together wrongly.
BROKEN = re.compile(
    r"\bnan\b|\bNone\b(?! names)|<NA>|\{|\}"
    r"|[，。；：、！？]{2}|[,;:!?]{2}|\.\.(?!\.)|  "
    r"|[（(]\s*[)）]|〔\s*〕|\[\s*\]"
    r"|^[，。；：、,.;:]|[，：、；,:;]$|[，；：、（(][。)）]|\s[,.;:]"
    r"|\b(?:one|1) (?:cells|readings|tracks|scenarios|links|expressions)\b"
)


def say_all(report: Report) -> Iterator[tuple[str, str]]:
    """Yield every sentence on the statements, the agreement and the parts of a report."""
    for name in SAID:
        said = getattr(sentences, name)(report)
        for line in str(getattr(said, "markdown", said)).replace("\\", "").splitlines():
            yield name, line.removeprefix("- ")
    for key in list_statements(report):
        yield key, sentences.word_statement(report, key)
    for fact in list_facts(report.framework, report.language, report.coders):
        yield fact["name"], fact["text"]


def list_worlds() -> Iterator[tuple[str, str]]:
    """Yield every framework with each of its languages."""
    for name, world in WORLDS.items():
        yield from ((name, code) for code in (("en",) if world.english_only else ("zh", "en")))


@pytest.mark.parametrize(("name", "language"), list(list_worlds()))
def test_every_sentence_is_whole(tmp_path: Path, name: str, language: str) -> None:
    """No exception, no missing value, no doubled or orphaned sign, no plural of one."""
    report = WORLDS[name].report(tmp_path / "x", language)
    for where, text in say_all(report):
        assert not BROKEN.search(text), f"{where}: {text}"


def read(world: World, folder: Path, name: str) -> str:
    """Return one sentence in English."""
    said = getattr(sentences, name)(world.report(folder, "en"))
    return str(getattr(said, "markdown", said)).replace("\\", "")


STATES, NAMES = "the text states a link in", "merely names both in"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no reading", "nothing has been coded yet."),
        # C1-R1 and C2-R2 are links, C2-R1 only names both, three cells are empty
        ("one", f"{STATES} 2 of 6 cells, {NAMES} 1 and is silent on 3."),
        # the lower of two: the link of C1-R1 that the other reader lacks is none
        ("two", f"{STATES} 1 of 6 cells, {NAMES} 1 and is silent on 4 (2 of them disputed)."),
        ("three", f"{STATES} 2 of 6 cells, {NAMES} 1 and is silent on 3 (1 of them disputed)."),
        ("all NA", "no cell can be assessed."),
        ("all zero", "the text states a link in none of 6 cells and is silent on all."),
        ("one cell", "in the only cell nothing is found."),
        ("inferred", "there are only inferred passages, which give no cell a level."),
    ],
)
def test_the_answer_counts_the_cells(tmp_path: Path, name: str, said: str) -> None:
    """Worked out from the rows of readings_sample.py."""
    assert f": {said}" in read(WORLDS[name], tmp_path / "x", "state_answer")


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("one", []),
        # linked, means, complete, several, unlinked
        ("two", ["2/2", "2/2", "2/2", "2/2", "0/2"]),
        ("three", ["2/3", "3/3", "3/3", "3/3", "2/3"]),
        # B, D ... of TEN: every third from A on is OTHER, which lacks C1-R1 and links C3
        ("ten", ["6/10", "10/10", "10/10", "10/10", "6/10"]),
        ("alike", ["2/2"] * 5),
        # who judged nothing bears nothing out
        ("one NA", ["1/2"] * 5),
    ],
)
def test_each_finding_names_its_readings(tmp_path: Path, name: str, marks: list[str]) -> None:
    """k of n for every statement of the findings, none with one reading."""
    text = read(WORLDS[name], tmp_path / "x", "state_findings")
    assert re.findall(r"\[(\d+/\d+) readings\]", text) == marks


def test_with_no_reading_nothing_is_stated(tmp_path: Path) -> None:
    """Neither findings nor agreement, and the readings are said to be none."""
    folder = tmp_path / "x"
    report = World().report(folder, "en")
    assert list_statements(report) == []
    assert sentences.state_findings(report).markdown == ""
    assert sentences.read_agreement(report).markdown == ""
    assert sentences.warn_readings(report).markdown == "Nothing has been coded yet."


def test_one_reading_is_said_to_be_one(tmp_path: Path) -> None:
    """No agreement is claimed and no k of n given."""
    report = WORLDS["one"].report(tmp_path / "x", "en")
    assert "one reading (Reading A)" in sentences.warn_readings(report).markdown
    assert sentences.read_agreement(report).markdown == ""
    assert sentences.read_statements(report).markdown.startswith("There is one reading;")


def test_readings_that_are_not_listed_are_named_by_their_coders(tmp_path: Path) -> None:
    """Without readings.csv there is no other name."""
    report = WORLDS["not listed"].report(tmp_path / "x", "en")
    assert list(report.labels.values()) == ["A", "B"]


@pytest.mark.parametrize("name", ["all NA", "one NA", "no cell shared"])
def test_what_was_not_compared_is_not_called_agreed(tmp_path: Path, name: str) -> None:
    """Readings that share no cell agree on nothing and differ on nothing."""
    report = WORLDS[name].report(tmp_path / "x", "en")
    assert "share no cell" in sentences.read_agreement(report).markdown
    assert sentences.read_disputed(report).markdown == ""
    assert set(report.cells["status"]) == {""}


def test_reversed_signs_are_no_agreement(tmp_path: Path) -> None:
    """The two links are disputed for their direction; the other four cells are agreed on."""
    plain = World({"A": FIRM, "B": FIRM}).report(tmp_path / "plain", "en")
    turned = WORLDS["reversed"].report(tmp_path / "turned", "en")
    assert turned.agreement.raw < plain.agreement.raw == 1
    assert turned.agreement.alpha < plain.agreement.alpha
    text = sentences.read_agreement(turned).markdown
    assert text.startswith("Of the 6 cells that both judged, 4 are agreed on (1 with evidence, 3")
    assert "they differ on its direction" in text
    findings = sentences.state_findings(turned).markdown
    assert "Of these cells, readings differ on the direction in two." in findings


def test_a_hindering_link_is_named_apart(tmp_path: Path) -> None:
    """Of two links one hinders, and both readings say so."""
    text = read(WORLDS["hindering"], tmp_path / "x", "state_findings")
    assert "Of these cells, one holds a hindering link." in text


def test_without_a_lexicon_disputes_are_counted(tmp_path: Path) -> None:
    """No words can be named, but the cells can: C1-R1 and C3-R2."""
    text = read(WORLDS["no lexicon"], tmp_path / "x", "read_disputed")
    assert text == "There are two disputed cells; see the table."


def test_level_one_is_never_a_link(tmp_path: Path) -> None:
    """C2-R1 is only named together: neither a link nor an end of one."""
    text = read(World({"A": FIRM}), tmp_path / "x", "state_findings")
    assert "Lending to Reading room;" in text
    assert "Lending to Reading room and" not in text


def test_held_counts_are_those_of_the_readings(tmp_path: Path) -> None:
    """Asked of each reading apart, a statement holds as often as is said."""
    world = World({"A": FIRM, "B": OTHER, "C": FIRM})
    report = world.report(tmp_path / "x", "en")
    alone = [
        Report(report.framework, "en", coder=coder).doubt.grid.levels for coder in report.coders
    ]
    # that Lending is linked to the reading room and Repair to the bus
    expected = sum(bool(levels[0, 0] >= 2 and levels[1, 1] >= 2) for levels in alone)
    assert (find_held(report, "linked").taken, expected) == (2, 2)


def test_a_sign_turned_twice_is_as_it_was() -> None:
    """The sample's own turning round leaves levels and cells alone."""
    assert reverse(reverse(FIRM)) == FIRM
