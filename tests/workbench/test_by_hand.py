"""Coding by hand in a notebook: what the browser asks for, what stands there then, and what never does."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from executed import show
from sample import ELEMENTS, write_tiny

from report138.data.framework import load_framework
from report138.engine.typeset import blocks
from report138.engine.typeset.read_output import Reading, read_outputs
from report138.view.report import Report
from report138.workbench import code

pytest.importorskip("anywidget", reason="anywidget is not installed: it is in the extra `lab`")
SOURCE = "借阅让阅览室和书车开到夜里。修补耽误书车。\n书车下乡。\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project: a framework under data/ that has nothing but what a coder may see, and a source."""
    folder = write_tiny(tmp_path / "data" / "tiny")
    for path in folder.glob("*.csv"):
        if path.name != "elements.csv":
            path.unlink()
    (tmp_path / "source.txt").write_text(SOURCE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def sit(place: Path) -> Callable[..., Any]:
    """Open the widget of reading E."""
    return lambda **given: code(
        "source.txt", "E", place / "data" / "tiny", **{"language": "en", **given}
    )


def ask(widget: Any, **content: Any) -> dict[str, Any]:
    """Ask for a change as the browser does, and return what then stands there."""
    widget._handle_custom_msg(content, [])
    return widget.scene


def test_elements_and_source_are_enough(sit: Callable[..., Any], place: Path) -> None:
    """Without codings, quotations and word list in the folder everything is there; source and sheet
    are looked for in the project's folder."""
    scene = sit().scene
    assert [one["text"] for one in scene["sentences"]] == [
        "借阅让阅览室和书车开到夜里。",
        "修补耽误书车。",
        "书车下乡。",
    ]
    assert [one["place"] for one in scene["sentences"]] == ["L1", "L1", "L2"]
    assert [one["name"] for one in scene["columns"]] == ["Lending", "Repair"]
    assert scene["said"] == "0 of 3 sentences coded; 0 of 6 cells decided."
    assert "tiny-coding-E.csv" in scene["saved"]
    ask(widget := sit(), do="quote", sentence=1, start=0, end=2)
    assert (place / "coding" / "tiny-coding-E.csv").is_file()
    assert "Saved" in widget.scene["saved"]


def test_nothing_of_other_readings_crosses(tmp_path: Path) -> None:
    """Where others have coded, no quotation, note, level or reading of theirs is in what is sent."""
    folder = write_tiny(tmp_path / "data" / "tiny")
    (folder / "locators.csv").unlink()
    (tmp_path / "source.txt").write_text("别的文字。", encoding="utf-8")
    report = Report(load_framework(folder), "zh")
    widget = report.code(tmp_path / "source.txt", "E")
    sent = json.dumps(widget.get_state(["scene", "kind"]), ensure_ascii=False)
    for words in (
        "lending keeps",
        "开到夜里",
        "relation stated",
        "另有所指",
        "只是并提",
        "检索未见",
    ):
        assert words not in sent
    assert "办好借阅" in sent  # an aim, which elements.csv has
    assert "办好借阅" in ELEMENTS


def test_words_become_a_coding(sit: Callable[..., Any]) -> None:
    """Selected words, track, scenario and level are kept, and what is missing is said until it is there."""
    widget = sit()
    scene = ask(widget, do="quote", sentence=0, start=0, end=6)
    (coding,) = scene["sentences"][0]["codings"]
    assert coding["words"] == "借阅让阅览室"
    assert coding["faults"] == [
        "Missing: Track.",
        "Missing: Scenario.",
        "Missing: Level.",
        "Missing: Words in English.",
    ]
    assert (
        scene["said"] == "1 of 3 sentences coded; 0 of 6 cells decided; 1 coding is not complete."
    )
    given = {"track_id": "R1", "scenario_id": "C1", "level": "2", "quote_en": "lending keeps"}
    for name, value in given.items():
        scene = ask(widget, do="fill", number=coding["number"], name=name, value=value)
    assert scene["sentences"][0]["codings"][0]["faults"] == []
    assert scene["said"] == "1 of 3 sentences coded; 1 of 6 cells decided."
    assert scene["cells"][0][0]["label"] == "Lending × Reading room: level 2"
    assert sit().scene["sentences"] == scene["sentences"]
    assert ask(widget, do="drop", number=coding["number"])["sentences"][0]["codings"] == []


def test_cells_are_decided_as_a_whole(sit: Callable[..., Any]) -> None:
    """None found and not assessable are decisions; evidence takes their place, and that is said."""
    widget = sit(language="zh")
    scene = ask(widget, do="decide", track="R1", scenario="C1", name="level", value="0")
    assert scene["cells"][0][0]["label"] == "借阅 × 阅览室：未见"
    scene = ask(widget, do="decide", track="R2", scenario="C1", name="level", value="NA")
    assert scene["cells"][0][1]["label"] == "修补 × 阅览室：无法判断"
    number = ask(widget, do="quote", sentence=0, start=0, end=2)["sentences"][0]["codings"][0][
        "number"
    ]
    for name, value in {"track_id": "R1", "scenario_id": "C1"}.items():
        ask(widget, do="fill", number=number, name=name, value=value)
    scene = ask(widget, do="fill", number=number, name="level", value="1")
    assert scene["message"] == "借阅 × 阅览室已有依据，整格的判断已撤回。"
    assert scene["said"] == "3句中已编码1句，6格中已定2格，1条编码尚不完整。"


def test_the_codebook_stands_beside(sit: Callable[..., Any]) -> None:
    """Each level has its rule, each element what the framework says of it."""
    scene = sit(language="zh").scene
    assert [rule["head"] for rule in scene["rules"]] == [
        "3 点名举措",
        "2 写明关系",
        "1 仅并提",
        "0 未见",
    ]
    assert scene["options"]["level"][-1]["label"] == "NA 无法判断"
    assert scene["options"]["scenario_id"][0] == {
        "value": "C1",
        "label": "C1 阅览室",
        "rule": "借阅；安静",
    }


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"do": "fill", "number": 99, "name": "level", "value": "2"},
        {"do": "quote", "sentence": 99, "start": 0, "end": 1},
        {"do": "quote", "sentence": 0, "start": "x", "end": None},
        {"do": "decide", "track": "R1", "scenario": "R1", "name": "level", "value": "0"},
        {"do": "decide", "track": "R1", "scenario": "C1", "name": "stage", "value": "x"},
        {"do": "open", "track": [], "scenario": {}},
        "quote",
        None,
    ],
)
def test_anything_else_changes_nothing(sit: Callable[..., Any], place: Path, content: Any) -> None:
    """Whatever a page sends, nothing is written but what the sheet may hold, and nothing breaks."""
    widget = sit()
    widget._handle_custom_msg(content, [])
    assert not (place / "coding").exists()
    assert widget.scene["said"] == "0 of 3 sentences coded; 0 of 6 cells decided."


def test_trouble_with_the_sheet_is_told(sit: Callable[..., Any], place: Path) -> None:
    """A sheet that another program changed is left as it is, and the page says so."""
    widget = sit()
    ask(widget, do="quote", sentence=0, start=0, end=2)
    sheet = place / "coding" / "tiny-coding-E.csv"
    sheet.write_bytes(b"mine")
    scene = ask(widget, do="quote", sentence=1, start=0, end=2)
    assert "changed by another program" in scene["message"]
    assert sheet.read_bytes() == b"mine"


def test_documents_show_one_line(sit: Callable[..., Any]) -> None:
    """A document has a sentence where the widget stood, and no warning."""
    data, _ = sit()._repr_mimebundle_()
    reading = Reading("en")
    (block,) = read_outputs(show(data), reading)
    assert isinstance(block, blocks.Paragraph)
    assert reading.warnings == []


def test_without_widgets_a_sentence(
    sit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where anywidget is not installed the other way to a sheet is named."""
    monkeypatch.setattr("report138.workbench.by_hand.find_spec", lambda _: None)
    assert "render.py code" in sit()._repr_mimebundle_()["text/plain"]
    assert "render.py code" in repr(sit())


def test_plain_python_hears_what_it_is_and_where_it_is_seen(sit: Callable[..., Any]) -> None:
    """In a line: the sheet, and that a notebook shows the widget."""
    said = "<CodingDesk tiny-coding-E.csv: a notebook shows it, where it ends a cell; make lab opens one>"
    assert repr(sit()) == said


def test_language_is_one_that_is_spoken(sit: Callable[..., Any]) -> None:
    """A language without words is refused with those there are."""
    with pytest.raises(ValueError, match="zh, en"):
        sit(language="fr")
