"""Page 2 of the report on 138, recomputed from its CSV files alone and read in both languages.

Nothing here uses the program's own analysis: levels, agreement and statements are worked out again
with pandas from the rows of the data, and the sentences must hold just these numbers and names.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import pandas as pd
import pytest
from commands import ROOT
from conftest import LANGUAGES, Reports

from report138.view import sentences

DATA = ROOT / "data" / "138"
KEYS = ["scenario_id", "track_id"]
ENGLISH = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
CHINESE = "零一两三四五六七八九十"


def read(name: str) -> pd.DataFrame:
    """Read a file of the data as text."""
    path = DATA / name
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


@dataclass(frozen=True)
class Facts:
    """What the rows of the data say: levels by cell and reading, and names by id."""

    levels: pd.DataFrame  # index: scenario, track; columns: readings
    names: dict[str, dict[str, str]]  # by language, by id
    words: dict[tuple[str, str], set[str]]  # of disputed cells: scenario, track

    @property
    def median(self) -> pd.Series:
        """The level that more than half of the readings give at least: the second lowest of 4."""
        return self.levels.apply(lambda row: sorted(row)[(len(row) - 1) // 2], axis=1)

    @property
    def found(self) -> pd.Series:
        """How many readings have evidence in each cell."""
        return (self.levels > 0).sum(axis=1)

    @property
    def disputed(self) -> pd.Series:
        """Whether some readings have evidence in a cell, and some none."""
        return (self.found > 0) & (self.found < len(self.levels.columns))

    def list_links(self, levels: pd.Series) -> dict[str, list[str]]:
        """Return the scenarios that each track is linked to."""
        links = levels[levels >= 2].reset_index()
        return {track: list(rows["scenario_id"]) for track, rows in links.groupby("track_id")}


@pytest.fixture(scope="module")
def facts() -> Facts:
    """The facts, from elements.csv, coding.csv and lexicon.csv."""
    elements, coding, lexicon = read("elements.csv"), read("coding.csv"), read("lexicon.csv")
    order = elements.assign(order=elements["order"].astype(int)).sort_values("order")
    scenarios, tracks = (
        list(order.loc[order["level"] == tier, "id"]) for tier in ("scenario", "track")
    )
    direct = coding[(coding["segment_id"] == "") | (coding["basis"] == "direct")]
    direct = direct.assign(level=direct["level"].astype(int))  # no row is NA
    levels = direct.pivot_table(index=KEYS, columns="coder", values="level", aggfunc="max")
    grid = pd.MultiIndex.from_product([scenarios, tracks], names=KEYS)
    levels = levels.reindex(grid)
    assert levels.notna().all(axis=None)
    names = {
        code: dict(zip(elements["id"], elements[f"name_{code}"], strict=True)) for code in LANGUAGES
    }
    return Facts(levels.astype(int), names, find_words(levels, direct, lexicon))


def find_words(
    levels: pd.DataFrame, direct: pd.DataFrame, lexicon: pd.DataFrame
) -> dict[tuple[str, str], set[str]]:
    """Find the plain words that stand in the quotes of disputed cells, longest first."""
    quotes = read("segments.csv").set_index("segment_id")["quote_zh"]
    accepted = lexicon[(lexicon["sense"] == "accepted")]
    plain = set(accepted.loc[accepted["warrant"] == "plain", "term"])
    words = {}
    counts = (levels > 0).sum(axis=1)
    for scenario, track in levels.index[(counts > 0) & (counts < 4)]:
        rows = direct[(direct["scenario_id"] == scenario) & (direct["track_id"] == track)]
        held = set()
        for _, row in rows[rows["segment_id"] != ""].iterrows():
            for element, trigger in ((track, "trigger_track"), (scenario, "trigger_scenario")):
                terms = accepted.loc[accepted["element_id"] == element, "term"]
                inside = {term for term in terms if term in quotes[row["segment_id"]]}
                held |= {row[trigger]} if row[trigger] else inside
        words[scenario, track] = held & plain
    return words


# --- the numbers ---------------------------------------------------------------------------------


def test_twenty_cells_are_agreed(facts: Facts) -> None:
    """Of 24 cells all four readings have evidence in 8, none in 12; 4 are disputed."""
    assert list(facts.levels.columns) == ["A", "B", "C", "D"]
    assert Counter(facts.found) == {4: 8, 0: 12, 1: 2, 2: 2}
    assert int(facts.disputed.sum()) == 4


def test_the_disputed_cells_turn_on_three_words(facts: Facts) -> None:
    """市场 divides two cells, 智慧 and 人与自然和谐共生 one each."""
    assert facts.words == {
        ("S1", "T2"): {"市场"},
        ("S1", "T3"): {"市场"},
        ("S4", "T1"): {"智慧"},
        ("S6", "T3"): {"人与自然和谐共生"},
    }


def test_pairs_agree_on_20_to_24_cells(facts: Facts) -> None:
    """Level by level; where two readings have evidence they give the same level."""
    levels = facts.levels
    assert {
        a + b: int((levels[a] == levels[b]).sum()) for a, b in combinations(levels.columns, 2)
    } == {"AB": 22, "AC": 20, "AD": 20, "BC": 22, "BD": 22, "CD": 24}


def test_digital_reform_has_four_of_six_links(facts: Facts) -> None:
    """T1 four, T2 and T3 one each; level 1 in two cells, 16 at level 0."""
    assert facts.list_links(facts.median) == {
        "T1": ["S1", "S3", "S7", "S8"],
        "T2": ["S2"],
        "T3": ["S7"],
    }
    assert Counter(facts.median) == {0: 16, 1: 2, 2: 5, 3: 1}


def test_one_cell_names_a_means_in_every_reading(facts: Facts) -> None:
    """T2 x S2 has level 3 in four of four, and no other cell has it in any."""
    assert facts.levels.loc[("S2", "T2")].tolist() == [3, 3, 3, 3]
    assert int((facts.levels == 3).sum().sum()) == 4


def count_holding(facts: Facts, names: list[str], least: int, most: int) -> int:
    """Count the readings in which just these scenarios have so many links."""
    held = 0
    for reading in facts.levels:
        links = (facts.levels[reading] >= 2).groupby("scenario_id").sum()
        held += list(links.index[(links >= least) & (links <= most)]) == names
    return held


def test_in_how_many_readings_the_findings_hold(facts: Facts) -> None:
    """No scenario has all tracks in 4; S7 alone has several in 2; S4, S5, S6 have none in 3."""
    assert count_holding(facts, [], 3, 3) == 4
    assert count_holding(facts, ["S7"], 2, 3) == 2
    unlinked = (facts.levels.loc[["S4", "S5", "S6"]] < 2).all()
    assert list(unlinked.index[unlinked]) == ["B", "C", "D"]


# --- the sentences -------------------------------------------------------------------------------


def list_numbers(text: str, language: str) -> list[int]:
    """List the numbers of a sentence in order, in figures or spelled."""
    if language == "en":
        spelled = "|".join(word for word in ENGLISH[1:])
        found = re.findall(rf"\b(?:\d+|{spelled})\b", text, flags=re.IGNORECASE)
        return [int(x) if x.isdigit() else ENGLISH.index(x.lower()) for x in found]
    found = re.findall(r"\d+|[两一三四五六七八九十](?=[个条次格])", text.replace("没有一", "没有"))
    return [int(x) if x.isdigit() else CHINESE.index(x) for x in found]


def clean(prose: object) -> str:
    """Return a sentence without the escapes of Markdown."""
    return str(getattr(prose, "markdown", prose)).replace("\\", "")


def list_names(text: str, facts: Facts, language: str) -> list[str]:
    """List the ids of the elements that a sentence names, in its order."""
    names = {i: name for i, name in facts.names[language].items() if i.startswith(("S", "T"))}
    places = [(match.start(), i) for i, name in names.items() for match in re.finditer(name, text)]
    return [i for _, i in sorted(places)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_has_these_numbers(
    shipped_reports: Reports, facts: Facts, language: str
) -> None:
    """Readings, agreed, all; with evidence, without; disputed, and on how many words."""
    text = clean(sentences.summarize_matrix(shipped_reports[language]))
    found = facts.found
    agreed = (int((found == 4).sum()), int((found == 0).sum()))
    words = set().union(*facts.words.values())
    whole = [20, 24] if language == "en" else [24, 20]
    assert list_numbers(text, language) == [
        4,
        *whole,
        *agreed,
        int(facts.disputed.sum()),
        len(words),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_has_these_numbers(
    shipped_reports: Reports, facts: Facts, language: str
) -> None:
    """Three tracks, eight scenarios, 24 cells: 6 linked, 2 named together, 16 not, 4 disputed."""
    text = clean(sentences.state_answer(shipped_reports[language]))
    median = Counter(facts.median)
    counts = [median[2] + median[3], median[1], median[0]]
    whole = [counts[0], 24, *counts[1:]] if language == "en" else [24, *counts]
    silent = facts.median[facts.disputed] == 0
    assert list_numbers(text, language) == [3, 8, *whole, int(silent.sum())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_finding_names_the_links(
    shipped_reports: Reports, facts: Facts, language: str
) -> None:
    """Each track before its scenarios, then the one cell of level 3, each in 4 of 4 readings."""
    text = clean(sentences.state_findings(shipped_reports[language])).splitlines()[0]
    links = facts.list_links(facts.median)
    named = [x for track, scenarios in links.items() for x in (track, *scenarios)]
    assert list_names(text, facts, language) == [*named, "T2", "S2"]
    assert list_numbers(text, language) == [6, 4, 4, 1, 4, 4]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_finding_sets_the_claim_against_the_cells(
    shipped_reports: Reports, facts: Facts, language: str
) -> None:
    """The quoted claim of P4; no scenario with all three tracks (4 of 4), only S7 with two (2)."""
    text = clean(sentences.state_findings(shipped_reports[language])).splitlines()[1]
    claim = read("segments.csv").query("kind == 'global'").iloc[0]
    assert f"{claim[f'quote_{language}']}" in text
    assert claim["locator"].split(";")[0] in text
    said = text.split(claim["locator"].split(";")[0])[1]
    assert list_names(said, facts, language) == ["S7"]
    assert list_numbers(said, language) == [3, 4, 4, 1, 2, 4]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_third_finding_says_what_is_missing(
    shipped_reports: Reports, facts: Facts, language: str
) -> None:
    """12 of 24 cells in no reading; S4, S5 and S6 without a link in 3 of 4."""
    text = clean(sentences.state_findings(shipped_reports[language])).splitlines()[2]
    assert list_names(text, facts, language) == ["S4", "S5", "S6"]
    numbers = [12, 24, 3, 4] if language == "en" else [24, 12, 3, 3, 4]
    assert list_numbers(text, language) == numbers
    assert int((facts.found == 0).sum()) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_caveat_counts_no_readings(shipped_reports: Reports, language: str) -> None:
    """It holds whatever their number."""
    assert list_numbers(clean(sentences.warn_readings(shipped_reports[language])), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_divide_are_quoted(
    shipped_reports: Reports, facts: Facts, language: str
) -> None:
    """Each once, and no other; four cells, three words."""
    text = clean(sentences.read_disputed(shipped_reports[language]))
    assert set(re.findall("“(.+?)”", text)) == set().union(*facts.words.values())
    assert list_numbers(text, language) == [4, 3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pairs_are_told_with_their_numbers(
    shipped_reports: Reports, facts: Facts, language: str
) -> None:
    """On how many of 24 cells each two readings give the same level; and 20 agreed, 8 and 12."""
    text = clean(sentences.read_agreement(shipped_reports[language]))
    told = {a + b: int(n) for a, b, n in re.findall(r"([A-D])[–-]([A-D])\D{0,3}?(\d+)", text)}
    levels = facts.levels
    assert told == {
        a + b: int((levels[a] == levels[b]).sum()) for a, b in combinations(levels.columns, 2)
    }
    opening = list_numbers(re.split("[.。]", text)[0], language)
    assert [number for number in opening if number > 4] == [24, 20, 8, 12]
