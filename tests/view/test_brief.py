"""The brief: a page or two on one track or scenario, with nothing of the others.

What is expected of the tiny framework follows from the table at the head of sample.py.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sample
from conftest import Reports
from doubt_sample import write_framework
from large_sample import save_vectors

from report138.analysis.robustness import doubt
from report138.data.framework import load_framework
from report138.view import sentences, tables
from report138.view.canvas import Canvas
from report138.view.figures import draw_matrix
from report138.view.report import Report, start_brief

EACH = pytest.mark.parametrize("element", ["R1", "R2", "C1", "C2", "C3"])


@pytest.fixture(autouse=True)
def no_bitmaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw figures as vectors only."""
    monkeypatch.setattr(Canvas, "save", save_vectors)


def focus(report: Report, element: str) -> Report:
    """Return the report as a brief on one element."""
    return replace(report, focus=element)


def test_without_an_element_the_first_scenario_is_taken(folder: Path) -> None:
    """C1 comes first by its order, though C2 stands above it in the file."""
    report = start_brief(str(folder), "en", "")
    assert (report.focus, report.describe()["title"]) == ("C1", "Reading room")


@pytest.mark.parametrize("element", ["Z", "G0", "c1"])
def test_an_element_that_is_none_is_refused(folder: Path, element: str) -> None:
    """A goal is no subject of a brief, nor is an id in another case; the message lists them."""
    with pytest.raises(ValueError, match=f"element {element}: .* R1, R2, C1, C2, C3"):
        start_brief(str(folder), "en", element)


# Verb and element, then what the sentence says in Chinese and in English.  K and L both judged
# R1 × C1 and R1 × C3, on which they differ; C3 × R2 cannot be assessed, which is not to be without
# evidence.
SAID = """\
introduce R1
借阅是两条赛道中的第1条。目标表述：办好借阅。
Lending is track 1 of 2. Aim: lend to all.
introduce R2
修补是两条赛道中的第2条。
Repair is track 2 of 2.
introduce C1
阅览室是三个场景中的第1个。牵引：借阅；品质表述：安静。
Reading room is scenario 1 of 3. Driver: lending; Quality: quiet.
summarize R1
3个场景中，原文写明借阅与1个有联系，与1个仅并提，1个有分歧
The text links Lending to 1 of 3 scenarios; one is only named together with it and one is disputed
summarize R2
3个场景中，原文写明修补与1个有联系，1个未见，1个无法判断
The text links Repair to 1 of 3 scenarios; for one nothing is found and one cannot be assessed
summarize C3
原文没有写明夜校与任何赛道有联系，1条有分歧，1条无法判断
The text links Night school to no track; one is disputed and one cannot be assessed
weigh R1
每次阅读都判为写明联系的有阅览室；仅并提的有书车，没有一次阅读判为写明联系；夜校在2次阅读中的1次有依据，取决于“借阅”。
Every reading finds a link with Reading room; Book bus: only named together, no reading finds a link; \
Night school has evidence in 1 of 2 readings, turning on “借阅”.
weigh R2
只有一次阅读判定书车，判为写明联系；含相悖表述的有书车。
The one reading that judged Book bus finds a link; some words hinder in the case of Book bus.
""".splitlines()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("at", range(0, len(SAID), 3), ids=SAID[::3])
def test_a_sentence_says_what_the_cells_say(tiny_reports: Reports, at: int, language: str) -> None:
    """What the element is, what the text links to it, and the headline, in both languages."""
    verb, element = SAID[at].split()
    said = getattr(sentences, f"{verb}_element")(focus(tiny_reports[language], element))
    expected = SAID[at + 1] if language == "zh" else SAID[at + 2]
    assert (said if verb == "summarize" else said.markdown) == expected


def test_a_name_with_a_stop_in_it_is_said_whole(folder: Path) -> None:
    """R2 has neither aim nor driver, which must not cost it the rest of its name."""
    sample.set_cell(folder, "elements.csv", 4, "name_en", "St. Mary yard")
    report = focus(Report(load_framework(folder), "en"), "R2")
    assert sentences.introduce_element(report).markdown == "St. Mary yard is track 2 of 2."


def test_an_aim_that_only_says_the_name_again_is_left_out(folder: Path) -> None:
    """C1 has a driver and a quality; beside them an aim with its name tells nothing new."""
    sample.set_cell(folder, "elements.csv", 6, "aim_en", "a new reading room")
    report = focus(Report(load_framework(folder), "en"), "C1")
    assert "Aim" not in sentences.introduce_element(report).markdown


def test_an_aim_that_stands_alone_is_told(folder: Path) -> None:
    """R1 has nothing but its aim, which holds its name as well."""
    sample.set_cell(folder, "elements.csv", 3, "aim_en", "a success of lending")
    report = focus(Report(load_framework(folder), "en"), "R1")
    assert sentences.introduce_element(report).markdown.endswith("Aim: a success of lending.")


@pytest.mark.parametrize(
    ("element", "fragile"),
    # R1 × C1 rests on one sentence, R2 × C2 on one of its level, R1 × C2 on two
    [("C1", "Lending"), ("C2", "Repair"), ("R1", "Reading room"), ("C3", "")],
)
def test_of_one_reading_it_says_what_rests_on_one_sentence(
    folder: Path, element: str, fragile: str
) -> None:
    """Without another reader the report says so; C3 has no level, so nothing rests there."""
    report = focus(Report(load_framework(folder), "en", coder="K"), element)
    said = sentences.weigh_element(report).markdown
    assert said.startswith("There is one reading")
    ends = re.findall(r"Resting on one sentence: ([^;.]*)", said)
    assert ends == ([fragile] if fragile else [])


def test_what_is_not_coded_is_not_weighed(tmp_path: Path) -> None:
    """S2 has no coding: there is nothing to weigh, to quote or to count."""
    report = focus(write_framework(tmp_path / "few", (2, 2), ["N1,T1,S1,A,2,direct,+"]), "S2")
    assert sentences.weigh_element(report).markdown == ""
    assert tables.tabulate_quotes(report) is None


def test_quotes_stand_firmest_first_with_one_anchor_a_cell(tiny_reports: Reports) -> None:
    """C2: 004 at 3, then at 1 by track and in the order of the text 001, 005 and 003."""
    rows = tables.tabulate_quotes(focus(tiny_reports["en"], "C2")).rows
    places = ["".join(run.text for run in row[3].lines[0]) for row in rows]
    assert [
        (row[0].text, row[1].text, place, row[1].anchor)
        for row, place in zip(rows, places, strict=True)
    ] == [
        ("3", "Repair", "A2 004", "cell-R2:C2"),
        ("1", "Lending", "A1 001", "cell-R1:C2"),
        ("1", "Lending", "A1 005", ""),
        ("1 −", "Repair", "A2 A1 003", ""),
    ]


def test_inferred_words_come_last_in_brackets_in_the_readers_language(
    tiny_reports: Reports,
) -> None:
    """R2: the inferred 004 for C1 stands after the direct ones, without an anchor."""
    table = tables.tabulate_quotes(focus(tiny_reports["en"], "R2"))
    *_, last = table.rows
    assert [last[0].text, last[1].text, last[1].anchor] == ["(3)", "Reading room", ""]
    assert last[2].text == "with repair as the driver, run the book bus night school"
    assert "In brackets" in table.notes[0]


def test_the_empty_table_names_the_other_element(tiny_reports: Reports) -> None:
    """R2: C1 searched without result, C3 not assessable; C2, which has evidence, is not here."""
    rows = tables.tabulate_empty(focus(tiny_reports["en"], "R2")).rows
    assert [[cell.text for cell in row] for row in rows] == [
        ["Reading room", "searched, nothing found"],
        ["Night school", "not assessable\nnot defined"],
    ]


def test_a_brief_that_misses_nothing_has_no_table_of_it(tiny_reports: Reports) -> None:
    """R1 has evidence in each of its cells, if only by one reader."""
    assert tables.tabulate_empty(focus(tiny_reports["en"], "R1")) is None


@EACH
def test_both_tables_hold_each_cell_of_the_element_once(
    tiny_reports: Reports, element: str
) -> None:
    """Anchors of quotes and of empty cells are together those of its row or column."""
    report = focus(tiny_reports["zh"], element)
    anchors = [row[1].anchor for row in tables.tabulate_quotes(report).rows if row[1].anchor]
    missing = tables.tabulate_empty(report)
    anchors += [row[0].anchor for row in missing.rows] if missing else []
    tracks = [element] if element[0] == "R" else ["R1", "R2"]
    scenarios = [element] if element[0] == "C" else ["C1", "C2", "C3"]
    cells = [f"cell-{track}:{scenario}" for scenario in scenarios for track in tracks]
    assert sorted(anchors) == sorted(cells)


@EACH
def test_its_figure_shows_its_row_or_column_alone(tiny_reports: Reports, element: str) -> None:
    """Every cell of the element is a link of the figure, and no other cell."""
    figure = draw_matrix(focus(tiny_reports["en"], element))
    tracks = [element] if element[0] == "R" else ["R1", "R2"]
    scenarios = [element] if element[0] == "C" else ["C1", "C2", "C3"]
    cells = {f"cell-{track}:{scenario}" for scenario in scenarios for track in tracks}
    assert {link.target for link in figure.links} == cells


def test_a_brief_simulates_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How its readings stand is counted, not drawn."""
    drawn = []
    monkeypatch.setattr(doubt, "simulate", lambda *arguments: drawn.append(arguments))
    sentences.weigh_element(start_brief(str(folder), "en", "R1"))
    assert drawn == []
