"""The report at hand: names and texts in its language, and what it says of its data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sample

from report138.analysis.interlinkage import profile_elements
from report138.engine.typeset.outputs import DOCUMENT_TYPE
from report138.view import sentences, tables
from report138.view.report import Report, hash_data, start

Reports = dict[str, Report]


def test_a_notebook_starts_from_name_and_language(folder: Path) -> None:
    """A folder and a language make a report; the language is checked."""
    assert start(str(folder), "zh").names["R1"] == "借阅"
    with pytest.raises(ValueError, match="tiny has: zh, en"):
        start(str(folder), "fr")


def test_names_are_in_the_reports_language(tiny_reports: Reports) -> None:
    """Every element has its name, in the language asked for."""
    assert tiny_reports["en"].names["C2"] == "Book bus"
    assert tiny_reports["zh"].names["C2"] == "书车"
    assert set(tiny_reports["zh"].names) == {"G0", "R1", "R2", "C1", "C2", "C3"}


def test_a_field_falls_back_to_the_other_language(tiny_reports: Reports) -> None:
    """A text that one language lacks is shown in the other; lacking both it is empty."""
    row = {"aim_zh": "办好借阅", "aim_en": "", "note_zh": "", "note_en": ""}
    assert tiny_reports["en"].read(row, "aim") == "办好借阅"
    assert tiny_reports["en"].read(row, "note") == ""


def test_notebooks_share_what_was_computed(folder: Path) -> None:
    """The same framework, opened again, is the same report; after a change of the data it is not."""
    first = start(str(folder), "en")
    assert start(str(folder), "en") is first
    sample.set_cell(folder, "elements.csv", 3, "name_en", "Loans")
    assert start(str(folder), "en").names["R1"] == "Loans"


def list_changeable(value: Any, seen: set[int]) -> Iterator[Any]:
    """Yield every frame, array, mapping and list that a notebook can reach through names and keys."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, (pd.DataFrame, pd.Series, np.ndarray)):
        yield value
    elif isinstance(value, (dict, list, tuple, set)):
        if not isinstance(value, tuple):
            yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from list_changeable(inner, seen)
    elif type(value).__module__.startswith("report138."):
        for name in sorted(name for name in dir(value) if not name.startswith("_")):
            if name == "focused" and not value.focus:
                continue
            inner = getattr(value, name)
            if not callable(inner):
                yield from list_changeable(inner, seen)


def spoil(value: Any) -> None:
    """Change something as far as it can be changed."""
    if isinstance(value, np.ndarray):
        value[...] = value.ravel()[:1][0] if value.size else value
    elif isinstance(value, pd.Series):
        value.iloc[:] = value.iloc[0] if len(value) else 0
    elif isinstance(value, pd.DataFrame):
        value.insert(0, "spoilt", 0)
    else:
        value.clear()


def test_what_a_notebook_does_to_a_report_the_next_never_sees(folder: Path) -> None:
    """All that can be changed leaves as a copy: spoilt in one notebook, it is whole in the next."""

    def write_down() -> list[str]:
        report = start(str(folder), "en")
        kept: list[Any] = []  # no identity may be used twice
        return [repr(kept.append(one) or one) for one in list_changeable(report, set())]

    before = write_down()
    assert len(before) > 40
    found = list(list_changeable(start(str(folder), "en"), set()))
    for one in found:
        spoil(one)
    assert write_down() == before


def test_what_is_asked_for_by_a_wrong_key_says_what_there_is(tiny_reports: Reports) -> None:
    """A passage, a statement, a level of elements, a column, an element: the message lists them."""
    report = tiny_reports["en"]
    for call, listed in (
        (lambda: sentences.tell(report, "nosuch"), "question, event"),
        (lambda: sentences.word_statement(report, "nosuch"), "linked"),
        (lambda: report.framework.get_elements("tracks"), "goal, track, scenario"),
        (lambda: profile_elements(report.cells, "tracks"), "scenario_id, track_id"),
        (lambda: sentences.summarize_part(report, ["X9"], ["C1"]), "R1, R2"),
        (lambda: sentences.describe_matrix(report, None, ["X9"]), "C1, C2, C3"),
    ):
        with pytest.raises(ValueError, match=f"allowed: .*{listed}"):
            call()


def test_a_passage_that_a_framework_has_not_is_nothing(folder: Path) -> None:
    """A report asks for all passages that one could have."""
    sample.write_rows(folder / "about.csv", sample.read_rows(folder / "about.csv")[:1])
    assert sentences.tell(start(str(folder), "en"), "limits").markdown == ""


def test_places_may_be_written_with_blanks(folder: Path) -> None:
    """A blank behind the semicolon, which the check lets pass, is no part of a place."""
    sample.set_cell(folder, "about.csv", 2, "locator", "A1; A3")
    sample.set_cell(folder, "elements.csv", 2, "locator", "A1; A3")
    report = start(str(folder), "en")
    assert sentences.tell(report, "event").markdown.endswith("A1, A3\\]")
    assert tables.tabulate_goals_and_tracks(report).rows[0][-1].text == "A1 A3"


def test_a_report_in_the_only_language_has_no_other(
    english_report: Report, tiny_reports: Reports
) -> None:
    """English alone has nothing to fall back on; in two languages each has the other."""
    assert english_report.other_language is None
    assert english_report.read({"aim_en": "", "aim_zh": ""}, "aim") == ""
    assert tiny_reports["zh"].other_language == "en"


def test_positions_follow_the_order_of_elements(tiny_reports: Reports) -> None:
    """Tracks and scenarios are each counted from 0 in their own order."""
    positions = {"R1": 0, "R2": 1, "C1": 0, "C2": 1, "C3": 2}
    assert tiny_reports["en"].position == positions


def test_the_metadata_are_those_of_the_data(tiny_reports: Reports) -> None:
    """Title, source and licence in the language; version and date from datapackage.json."""
    about = tiny_reports["zh"].describe()
    assert (about["title"], about["source"]) == ("开放书馆", "一份传单")
    assert (about["version"], about["created"]) == ("0.1", "2020-02-29")
    assert (about["license"], about["framework"]) == ("CC0-1.0；引文归其来源所有", "tiny")
    assert tiny_reports["en"].describe()["source"] == "A leaflet"


def test_a_licence_that_is_not_given_is_said_to_be_so(folder: Path) -> None:
    """An empty list of licences does not leave a gap in the colophon."""
    sample.set_package(folder, licenses=[])
    told = {code: start(str(folder), code).describe()["license"] for code in ("zh", "en")}
    assert told == {
        "zh": "未注明；引文归其来源所有",
        "en": "not stated; quotations belong to their source",
    }


def test_a_report_shows_its_metadata(tiny_reports: Reports) -> None:
    """In a notebook the report stands as one line; exporters find the metadata beside it."""
    bundle = tiny_reports["en"]._repr_mimebundle_()
    assert bundle[DOCUMENT_TYPE] == tiny_reports["en"].describe()
    assert bundle["text/plain"] == "<Report tiny, en, 2 readings, 3 × 2 cells>"


def test_the_date_is_cut_to_the_day(folder: Path) -> None:
    """A moment in datapackage.json is shown as its day."""
    sample.set_package(folder, created="2021-12-28T08:00:00Z")
    assert start(str(folder), "en").describe()["created"] == "2021-12-28"


def test_the_hash_follows_the_data(folder: Path) -> None:
    """It changes with any file of the contract and with nothing else in the folder."""
    before = hash_data(folder)
    (folder / "notes.txt").write_text("mine")
    assert hash_data(folder) == before
    sample.set_cell(folder, "about.csv", 2, "text_en", "changed")
    changed = hash_data(folder)
    assert changed != before
    (folder / "about.csv").unlink()
    assert hash_data(folder) not in (before, changed)


def test_the_authors_are_those_of_the_data(folder: Path) -> None:
    """Contributors who are named; without any, the program that composed the document."""
    assert start(str(folder), "en").describe()["author"] == ["report138"]
    sample.set_package(folder, contributors=[{"title": "An office"}, {"role": "editor"}])
    assert start(str(folder), "en").describe()["author"] == ["An office"]
