"""What the explorer shows: its sentences, its tiles, a cell in full, and what documents have instead."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Reports
from executed import show
from large_sample import write_sized
from sample import HOSTILE, HOSTILE_NAME
from scale_sample import SEVEN, SIGNS, open_scored

from report138.engine.typeset import blocks
from report138.engine.typeset.read_output import Reading, read_outputs
from report138.view.figures.matrix import draw_matrix
from report138.view.report import Report
from report138.workbench import explore
from report138.workbench.sketch import Sketch

pytest.importorskip("anywidget", reason="anywidget is not installed: it is in the extra `lab`")


def choose(report: Report, **given: Any) -> dict[str, Any]:
    """Open the explorer, choose, and return what it then shows."""
    widget = explore(report)
    widget.choice = {**widget.choice, **given}
    return widget.scene


def open_panel(report: Report, *at: str) -> dict[str, Any]:
    """Open a cell, and return what then stands beside the matrix."""
    return choose(report, at=list(at))["panel"]


SAID = [
    (
        {},
        "Both readings: 2 of 6 cells linked, evidence in 3; they agree on 1 and differ on 1.",
        "全部2次阅读：6格中有联系的2格，有依据的3格；一致的1格，有分歧的1格。",
    ),
    (
        {"reading": "L"},
        "L alone: 2 of 6 cells linked, as before; evidence in 2 instead of 3. Changed: "
        "Lending × Book bus, Repair × Book bus and Lending × Night school.",
        "只看L：6格中有联系的2格（不变），有依据的2格（原为3格）。"
        "有变化的格：借阅 × 书车、修补 × 书车、借阅 × 夜校。",
    ),
    (
        {"inferred": True, "stated": 3},
        "With inferred passages, links from level 3: 2 of 6 cells linked, as before; evidence in 4 instead of 3; "
        "the readings differ on 1, as before. Changed: Lending × Reading room and Repair × Reading room.",
        "计入推断引文，自3级起算作联系：6格中有联系的2格（不变），有依据的4格（原为3格），有分歧的1格（不变）。"
        "有变化的格：借阅 × 阅览室、修补 × 阅览室。",
    ),
]


@pytest.mark.parametrize(("given", "english", "chinese"), SAID)
def test_what_changes_is_said(
    tiny_reports: Reports, given: dict[str, Any], english: str, chinese: str
) -> None:
    """A sentence counts links, evidence and disputes, and names the cells that changed."""
    assert choose(tiny_reports["en"], **given)["said"] == english
    assert choose(tiny_reports["zh"], **given)["said"] == chinese


def test_language_is_changed_as_a_whole(tiny_reports: Reports) -> None:
    """Chosen in an English notebook, Chinese reaches names, settings and the sentence."""
    scene = choose(tiny_reports["en"], language="zh")
    assert scene["lang"] == "zh-CN"
    assert [row["name"] for row in scene["rows"]] == ["阅览室", "书车", "夜校"]
    assert scene["controls"][0]["label"] == "阅读"
    assert scene["said"].startswith("全部2次阅读")


def test_cells_say_what_stands_in_them(tiny_reports: Reports) -> None:
    """The name of each cell for a screen reader has its level, or why there is none."""
    labels = [cell["label"] for row in choose(tiny_reports["en"])["cells"] for cell in row]
    assert labels == [
        "Lending × Reading room: level 2 (states a relation), evidence in 2 of 2 readings, 1 sentence",
        "Repair × Reading room: none found, judged by one of 2 readings, 1 sentence inferred",
        "Lending × Book bus: level 1 (only named together), judged by one of 2 readings, 2 sentences",
        "Repair × Book bus: level 3 (names a means), and −1, judged by one of 2 readings, 2 sentences",
        "Lending × Night school: disputed, evidence in 1 of 2 readings, 1 sentence that some readings took",
        "Repair × Night school: not assessable",
    ]


def test_cell_in_full(tiny_reports: Reports) -> None:
    """A cell has its quotes with their words marked, who took them, why, and what is missing."""
    panel = open_panel(tiny_reports["en"], "C1", "R1")
    (part,) = panel["parts"]
    (entry,) = part["entries"]
    original, translation = entry["quotes"]
    marked = [run["text"] for run in original["runs"] if run["mark"]]
    assert (original["lang"], marked) == ("zh", ["借阅", "阅览室"])
    assert (
        translation["runs"][0]["text"]
        == "lending keeps the reading room and the book bus open at night"
    )
    assert entry["takers"] == "taken by 2 of 2: K 2, L 3"
    assert [note["text"] for note in entry["notes"]] == ["relation stated", "only together"]
    assert panel["missing"] == []


@pytest.mark.parametrize(
    ("scenario", "track", "missing"),
    [
        ("C3", "R1", ["Nothing found: K."]),
        (
            "C3",
            "R2",
            [
                "Not assessable: the item is not defined well enough to judge; that is not “none found”."
            ],
        ),
        (
            "C1",
            "R2",
            [
                "Every reading that judged it found nothing.",
                "Not judged: L.",
                "What is inferred rests on knowledge from outside and does not count: level 3 if it held.",
            ],
        ),
    ],
)
def test_what_is_missing_is_said(
    tiny_reports: Reports, scenario: str, track: str, missing: list[str]
) -> None:
    """None found, not assessable, not judged and inferred are told apart."""
    assert open_panel(tiny_reports["en"], scenario, track)["missing"] == missing


def test_tiles_are_those_of_the_figure(shipped_reports: Reports, monkeypatch: Any) -> None:
    """A cell's marks are what the figure's own function draws, at the same place and in its colours."""
    (scene,) = [choose(shipped_reports["en"])]
    first = scene["cells"][0][0]["marks"]
    assert [mark["kind"] for mark in first] == ["box", "text", "box", "box"]
    assert first[0]["fill"] == "light-dark(#7fb0c0, #31687c)"
    sketch = Sketch(10.0, 10.0, "en")
    sketch.text(1, 2, "x", 72 / 25.4)
    assert sketch.marks[0]["size"] == 1.0


def test_signed_levels_are_written_with_their_signs(tmp_path: Path) -> None:
    """On a scale from -3 to +3 a hindering cell says so, and its tile has the minus."""
    scene = choose(open_scored(tmp_path, SIGNS, scale=SEVEN))
    second = scene["cells"][0][1]
    assert "−3" in second["label"]
    assert "−3" in [mark.get("text") for mark in second["marks"]]


def test_large_matrix_is_shown_whole(tmp_path: Path) -> None:
    """150 scenarios by 12 tracks have 1,800 tiles, which JSON can hold."""
    scene = choose(write_sized(tmp_path, (150, 12)))
    assert len(scene["cells"]) == 150
    assert {len(row) for row in scene["cells"]} == {12}
    json.dumps(scene, allow_nan=False)


def test_hostile_texts_stay_texts(hostile_reports: Reports) -> None:
    """Names and notes that look like code cross as they are; the script sets them as text."""
    scene = choose(hostile_reports["en"], at=["C1", "R1"])
    assert scene["rows"][0]["name"] == f"{HOSTILE_NAME} C1"
    assert scene["panel"]["parts"][0]["entries"][0]["notes"][0]["text"] == HOSTILE
    script = (
        Path(importlib.util.find_spec("report138.workbench").origin).parent
        / "static"
        / "workbench.js"
    ).read_text("utf-8")
    assert [
        word
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "http://", "https://")
        if word in script.replace("http://www.w3.org/2000/svg", "")
    ] == []


def test_a_cell_that_is_not_there_opens_nothing(tiny_reports: Reports) -> None:
    """Whatever a browser names, only cells of the matrix open."""
    for at in (["C1", "X"], ["C1"], "C1", [["C1"], "R1"], None):
        assert choose(tiny_reports["en"], at=at)["panel"] is None


def test_plain_python_hears_what_it_is_and_where_it_is_seen(tiny_reports: Reports) -> None:
    """In a line: of which report, and that a notebook shows the widget."""
    said = repr(explore(tiny_reports["en"]))
    assert said.startswith("<Explorer tiny, en: a notebook shows it")


def test_documents_show_the_figure(tiny_reports: Reports) -> None:
    """Beside the widget its output has the static figure, which a document takes without a warning."""
    data, _ = explore(tiny_reports["en"])._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    reading = Reading("en")
    (block,) = read_outputs(show(data), reading)
    assert isinstance(block, blocks.Figure)
    assert (reading.warnings, reading.remarks) == ([], [])


def test_without_widgets_the_figure_and_a_sentence(tiny_reports: Reports, monkeypatch: Any) -> None:
    """Where anywidget is not installed the figure is shown, and which extra adds the explorer."""
    monkeypatch.setattr("report138.workbench.explorer.find_spec", lambda _: None)
    data = explore(tiny_reports["en"])._repr_mimebundle_()
    assert "extra “lab”" in data["text/html"]
    assert "extra “lab”" in data["text/plain"]
    assert repr(explore(tiny_reports["en"])).startswith("The explorer takes the extra")
    (block,) = read_outputs(show(data), Reading("en"))
    assert isinstance(block, blocks.Figure)
    assert block == next(
        read_outputs(show(draw_matrix(tiny_reports["en"])._repr_mimebundle_()), Reading("en"))
    )


def test_a_report_opens_its_explorer(tiny_reports: Reports) -> None:
    """`report.explore()` is the way in for a notebook."""
    assert tiny_reports["en"].explore().scene["title"] == "Open library"
