"""The brief: two pages on one track or scenario, with nothing of the others.

What is expected of the tiny framework follows from the table at the head of sample.py.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sample
from conftest import Reports
from doubt_sample import write_framework
from drawing import get_area, read_drawing
from large_sample import save_vectors

from report138.analysis.robustness import doubt
from report138.analysis.robustness.simulate import simulate
from report138.data.framework import load_framework
from report138.style import ACCENT, PAPER
from report138.view import sentences, tables
from report138.view.canvas import Canvas
from report138.view.figures import draw_matrix
from report138.view.report import Report, start_brief
from report138.view.sentences.brief import weigh_element

EACH = pytest.mark.parametrize("element", ["R1", "R2", "C1", "C2", "C3"])
VEIL = "opacity: 0.68"


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


# Verb and element, then what the sentence says in Chinese and in English.  R2 stands before R1
# as the firmer link; C3 × R2 cannot be assessed, which is not to be without evidence.
SAID = """\
introduce R1
借阅是两条赛道中的第1条。目标表述：办好借阅。
Lending is track 1 of 2. Aim: lend to all.
introduce R2
修补是两条赛道中的第2条。
Repair is track 2 of 2.
introduce C1
阅览室是三个场景中的第1个。牵引：借阅；品质语：安静。
Reading room is scenario 1 of 3. Driver: lending; Quality: quiet.
read C2
原文连到书车的有修补（3级，2条引文，其中1条相悖）、借阅（1级，2条引文）。
Linked by the text: Repair (level 3, two segments, one of them hindering) and Lending (level 1, two segments).
read R2
原文连到修补的有书车（3级，2条引文，其中1条相悖）；未见依据的有阅览室；无法判断的有夜校。
Linked by the text: Book bus (level 3, two segments, one of them hindering); no evidence was found for \
Reading room; not assessable: Night school.
read C3
未见依据的有借阅；无法判断的有修补。
No evidence was found for Lending; not assessable: Repair.
summarize R2
3个场景中，原文把1个与修补连在一起
The text links Repair to 1 of 3 scenarios
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


@pytest.mark.parametrize(
    ("element", "shares", "fragile"),
    [
        # Direct codings: four at 1, one at 2, one at 3; an error in 1/30 to each other level.
        # C2, R1: both codings at 1: (0.9 + 1/30)² (1 - 0.05 / 3) - (1/30)² 0.95 = 0.8555
        # C2, R2: not "no 3": 1 - 0.1 (29/30) (1 - 0.05 / 6) = 0.9041
        ("C2", [86, 90], ["修补", "Repair"]),
        # C1, R1: at most 2, less at most 1: 0.9267 - 0.0612 = 0.8655; R2 is empty: 0.95
        ("C1", [87, 95], ["借阅", "Lending"]),
        ("C3", [95], []),  # R2 cannot be assessed
    ],
)
def test_certainty_is_weighed(
    tiny_reports: Reports, element: str, shares: list[int], fragile: list[str]
) -> None:
    """The share of draws that keep each level, and what hangs on one segment."""
    for position, language in enumerate(("zh", "en")):
        text = sentences.weigh_element(focus(tiny_reports[language], element)).markdown
        listed = re.findall(r"(\d+)%", re.split("[：:]", text)[1])
        assert list(map(int, listed)) == pytest.approx(shares, abs=1)
        ends = re.findall(r"(?:去掉一条引文就降级的：|when one segment goes: )(.*)[。.]", text)
        assert ends == fragile[position : position + 1]


def test_the_share_of_the_level_itself_is_weighed_not_the_largest(tmp_path: Path) -> None:
    """Of 20 segments at 1 all stay at 1 or below in .9333 to the 20; more often one becomes 3."""
    coding = [f"s{number},T1,S1,K,1,direct,+" for number in range(20)]
    report = write_framework(tmp_path / "new", (1, 1), coding)
    text = sentences.weigh_element(focus(report, "S1")).markdown
    (share,) = re.findall(r"(\d+)%", text.split(":")[1])
    assert int(share) == pytest.approx(100 * (28 / 30) ** 20, abs=2)


def test_what_is_not_coded_is_not_weighed(tmp_path: Path) -> None:
    """S2 has no coding: there is no level that could stay, and no sentence ends in a colon."""
    report = write_framework(tmp_path / "few", (2, 2), ["N1,T1,S1,A,2,direct,+"])
    assert ": ." not in sentences.weigh_element(focus(report, "S2")).markdown


def test_quotes_stand_firmest_first_with_one_anchor_a_cell(tiny_reports: Reports) -> None:
    """C2: 004 at 3, then at 1 in the order of the text 001, 005 (unclear), 003 (hindering)."""
    rows = tables.tabulate_quotes(focus(tiny_reports["en"], "C2")).rows
    assert [(*(row[n].text for n in (0, 1, 3)), row[1].anchor) for row in rows] == [
        ("3", "Repair", "A2 004", "cell-R2:C2"),
        ("1", "Lending", "A1 001", "cell-R1:C2"),
        ("1 ?", "Lending", "A1 005", ""),
        ("1 −", "Repair", "A2 A1 003", ""),
    ]


def test_a_segment_stands_once_a_cell_it_fills(tiny_reports: Reports) -> None:
    """R1: 001 fills C1 at 2 and C2 at 1; the inferred 004 of R2 is in no brief's quotes."""
    rows = tables.tabulate_quotes(focus(tiny_reports["en"], "R1")).rows
    assert [row[3].text for row in rows] == ["A1 001", "A1 002", "A1 001", "A1 005"]


def test_the_empty_table_names_the_other_element(tiny_reports: Reports) -> None:
    """C3: R1 searched without result, R2 not assessable; nothing of C1 and C2."""
    rows = tables.tabulate_empty(focus(tiny_reports["en"], "C3")).rows
    shown = [" / ".join(cell.text for cell in row) for row in rows]
    assert shown[0] == "Lending / none found / searched, nothing found"
    assert shown[1:] == ["Repair / not assessable / not defined"]


@EACH
def test_both_tables_hold_each_cell_of_the_element_once(
    tiny_reports: Reports, element: str
) -> None:
    """Anchors of quotes and of empty cells are together those of its row or column."""
    report = focus(tiny_reports["zh"], element)
    anchors = [row[1].anchor for row in tables.tabulate_quotes(report).rows if row[1].anchor]
    anchors += [row[0].anchor for row in tables.tabulate_empty(report).rows]
    tracks = [element] if element[0] == "R" else ["R1", "R2"]
    scenarios = [element] if element[0] == "C" else ["C1", "C2", "C3"]
    cells = [f"cell-{track}:{scenario}" for scenario in scenarios for track in tracks]
    assert sorted(anchors) == sorted(cells)


@EACH
def test_the_row_or_column_is_raised(tiny_reports: Reports, element: str) -> None:
    """A frame goes round its cells, and a veil lies over each other cell."""
    figure = draw_matrix(focus(tiny_reports["en"], element))
    shapes = read_drawing(figure, "en").shapes
    cells = {link.target: get_area(figure, link.target) for link in figure.links}
    (frame,) = (s.box for s in shapes if s.edge == ACCENT and s.fill == "none")
    raised = {target for target, area in cells.items() if frame.holds(area)}
    assert raised == {target for target in cells if element in re.split("[-:]", target)}
    # a veil is white and wider than a cell's own tile
    wide = [
        s.box for s in shapes if s.fill == PAPER and s.box.width > cells["cell-R1:C1"].width + 1
    ]
    veiled = {target for target, area in cells.items() if any(box.holds(area) for box in wide)}
    assert veiled == set(cells) - raised
    assert VEIL in figure.svg


def test_no_veil_lies_on_the_matrix_of_a_report(tiny_reports: Reports) -> None:
    """Without an element in focus every cell is shown as it is."""
    assert VEIL not in draw_matrix(tiny_reports["en"]).svg


def test_a_brief_computes_no_more_doubt_than_it_shows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its certainty of cells needs one simulation; the other rates are left to the report."""
    rates = []

    def note(*arguments: Any) -> Any:
        rates.append(arguments[1:])
        return simulate(*arguments)

    monkeypatch.setattr(doubt, "simulate", note)
    weigh_element(start_brief(str(folder), "en", "R1"))
    assert rates == [doubt.CENTRAL]
