"""A coder's desk: what it opens, what it keeps at once, and which sheets it leaves alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sample import read_rows, write_rows
from scale_sample import SEVEN, SIGNS, write_scored

from report138.coding import desk as module
from report138.coding.desk import OPENED, Desk, DeskError
from report138.coding.import_sheet import import_sheet
from report138.coding.write_sheet import write_sheet
from report138.data.check import FrameworkError, check_framework
from report138.data.framework import load_framework

SOURCE = "借阅让阅览室和书车开到夜里。修补耽误书车。\n书车下乡。\n"
SHEET = "tiny-coding-E.csv"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of a source with three sentences in two paragraphs."""
    path = tmp_path / "source.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


@pytest.fixture
def sit(folder: Path, source: Path, tmp_path: Path) -> Callable[[], Desk]:
    """Sit down at the desk of reading E, at first or again."""
    (folder / "locators.csv").unlink()  # its lengths are of another text
    return lambda: Desk(folder, source, "E", tmp_path / "coding")


def code(desk: Desk, sentence: int, words: str, **values: str) -> int:
    """Code words of a sentence."""
    start = desk.sentences[sentence].text.index(words)
    number = desk.quote(sentence, start, start + len(words)).number
    for name, value in values.items():
        desk.fill(number, name, value)
    return number


WHOLE = {
    "track_id": "R1",
    "scenario_id": "C1",
    "level": "2",
    "quote_en": "lending keeps",
    "note_zh": "=写明",
}


def test_opens_no_reading(folder: Path, sit: Callable[[], Desk]) -> None:
    """Codings, quotations, readings and the word list may be anything: they are not opened."""
    for path in folder.glob("*.csv"):
        if path.name not in OPENED:
            path.write_bytes(b"\xff\xfe nothing that could be read")
    assert [one.text for one in sit().sentences] == [
        "借阅让阅览室和书车开到夜里。",
        "修补耽误书车。",
        "书车下乡。",
    ]
    assert not {"coding.csv", "segments.csv", "readings.csv", "lexicon.csv"} & set(OPENED)


def test_every_change_is_kept_at_once(sit: Callable[[], Desk]) -> None:
    """A desk that is never closed leaves all that was chosen, and the next one goes on with it."""
    first = sit()
    assert not first.path.exists()
    code(first, 0, "借阅让阅览室", **WHOLE)
    code(first, 0, "书车", track_id="R1", scenario_id="C2")
    first.decide(("R2", "C3"), "level", "NA")
    first.decide(("R2", "C3"), "note_en", "not defined")
    again = sit()
    values = [one.values for one in again.sentences[0].codings]
    given = {"kind": "narrative", "basis": "direct"}
    assert values == [
        {"quote_zh": "借阅让阅览室", **given, **WHOLE},
        {"quote_zh": "书车", **given, "track_id": "R1", "scenario_id": "C2"},
    ]
    assert again.cells["R2", "C3"] == {"level": "NA", "note_en": "not defined"}
    again.drop(again.sentences[0].codings[0].number)
    assert len(sit().sentences[0].codings) == 1


def test_sheet_is_taken_into_the_data(folder: Path, sit: Callable[[], Desk]) -> None:
    """What was coded is what the import adds: quotations with their units, levels, whole cells."""
    desk = sit()
    code(desk, 0, "借阅让阅览室", **WHOLE)
    code(
        desk,
        1,
        "修补耽误书车",
        track_id="R2",
        scenario_id="C2",
        level="2",
        polarity="-",
        quote_en="repair holds up",
    )
    desk.decide(("R1", "C3"), "level", "0")
    added = import_sheet(folder, check_framework(folder), "E", desk.path)
    assert added == (3, 2)
    coding = load_framework(folder).coding
    mine = coding[coding["coder"] == "E"]
    assert mine[["track_id", "scenario_id", "level", "polarity"]].to_numpy().tolist() == [
        ["R1", "C1", 2, "+"],
        ["R2", "C2", 2, "-"],
        ["R1", "C3", 0, ""],
    ]


def test_own_scale_is_coded_and_taken_in(source: Path, tmp_path: Path) -> None:
    """Values with signs are chosen, kept and imported as they are."""
    folder = write_scored(tmp_path / "signed", SIGNS, scale=SEVEN)
    segments = ["segment_id", "locator", "kind", "quote_zh", "quote_en", "unit"]
    write_rows(folder / "segments.csv", [segments])
    desk = Desk(folder, source, "E", tmp_path / "coding")
    code(desk, 1, "修补", track_id="T1", scenario_id="S1", level="-2", quote_en="x")
    assert (
        Desk(folder, source, "E", tmp_path / "coding").sentences[1].codings[0].values["level"]
        == "-2"
    )
    import_sheet(folder, check_framework(folder), "E", desk.path)
    last = load_framework(folder).coding.iloc[-1]
    assert (last["level"], last["polarity"]) == (2, "-")


def test_evidence_takes_the_place_of_a_decision(sit: Callable[[], Desk]) -> None:
    """A cell is none found or has evidence, never both."""
    desk = sit()
    desk.decide(("R1", "C1"), "level", "0")
    number = code(desk, 0, "借阅", track_id="R1", scenario_id="C1")
    assert desk.fill(number, "level", "1") == ("R1", "C1")
    assert desk.cells["R1", "C1"]["level"] == ""
    with pytest.raises(DeskError, match="has evidence"):
        desk.decide(("R1", "C1"), "level", "0")
    assert ("R1", "C1") not in desk.list_open_cells()


def test_faults_of_a_coding(sit: Callable[[], Desk]) -> None:
    """What an import would refuse is told: what is missing, other words than the sentence's, too many."""
    desk = sit()
    number = code(desk, 0, "借阅", level="2")
    faults = lambda: list(desk.list_faults(*desk._find(number)))  # noqa: E731
    assert faults() == [
        ("missing", "track_id"),
        ("missing", "scenario_id"),
        ("missing", "quote_en"),
    ]
    for name, value in {**WHOLE, "quote_zh": "借书"}.items():
        desk.fill(number, name, value)
    assert faults() == [("not_verbatim", "quote_zh")]
    desk.sentences[0].text = "借" * 81
    desk.fill(number, "quote_zh", "借" * 81)
    assert faults() == [("long", "81")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", "7"),
        ("track_id", "C1"),
        ("text", "x"),
        ("stage", "cell"),
        ("coder", "K"),
        ("kind", "global"),
    ],
)
def test_only_values_of_the_sheet_are_kept(sit: Callable[[], Desk], name: str, value: str) -> None:
    """No column of the sheet is given what it may not hold, nor one that is not the coder's."""
    desk = sit()
    number = code(desk, 0, "借阅")
    before = desk.path.read_bytes()
    with pytest.raises(DeskError):
        desk.fill(number, name, value)
    assert desk.path.read_bytes() == before


def test_no_words_make_no_coding(sit: Callable[[], Desk]) -> None:
    """An empty selection leaves no row behind."""
    desk = sit()
    with pytest.raises(DeskError, match="no words"):
        desk.quote(0, 3, 3)
    assert desk.sentences[0].codings == []


def test_goes_on_with_a_sheet_of_the_command(
    folder: Path, source: Path, tmp_path: Path, sit: Callable[[], Desk]
) -> None:
    """The sheet that `render.py code` writes is the same: it is filled in further."""
    table, _, _ = write_sheet(check_framework(folder), "E", source, tmp_path / "coding")
    before = read_rows(table)
    desk = sit()
    assert desk.path == table
    code(desk, 2, "书车")
    after = read_rows(table)
    assert [row[:4] for row in after] == [row[:4] for row in before]


def break_header(rows: list[list[str]]) -> list[list[str]]:
    """Add a column of the coder's own."""
    return [[*row, "mine"] for row in rows]


def move_sentence(rows: list[list[str]]) -> list[list[str]]:
    """Code a sentence that the copy does not have."""
    rows[1][3], rows[1][6] = "别的句子。", "2"
    return rows


def judge_segment(rows: list[list[str]]) -> list[list[str]]:
    """Judge a quotation that was given."""
    rows[1][0], rows[1][2] = "segment", "001"
    return rows


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (break_header, "row 1 has other headings"),
        (move_sentence, "row 2: in this copy of the source there is no"),
        (judge_segment, "row 2: stage is neither sentence nor cell"),
        (lambda _: [["a", "b"], ["1", "2"]], "row 1 has other headings"),
    ],
)
def test_sheet_that_would_lose_something_is_left_alone(
    sit: Callable[[], Desk], change: Callable[[list[list[str]]], list[list[str]]], told: str
) -> None:
    """A sheet from elsewhere is refused with its path and the reason, and stays byte for byte."""
    desk = sit()
    code(desk, 0, "借阅")
    write_rows(desk.path, change(read_rows(desk.path)))
    before = desk.path.read_bytes()
    with pytest.raises(DeskError, match=told) as caught:
        sit()
    assert str(desk.path) in str(caught.value)
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"\xff\xfe\x00", b'stage,"locator'])
def test_file_that_is_no_sheet_is_left_alone(
    sit: Callable[[], Desk], tmp_path: Path, content: bytes
) -> None:
    """Whatever stands under the sheet's name is not written over."""
    path = tmp_path / "coding" / SHEET
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DeskError, match="stays as it is"):
        sit()
    assert path.read_bytes() == content


def test_change_of_another_program_is_not_written_over(sit: Callable[[], Desk]) -> None:
    """A sheet that was edited meanwhile is kept, and the coder is told to open it again."""
    desk = sit()
    code(desk, 0, "借阅")
    edited = desk.path.read_bytes().replace("借阅,".encode(), "借,".encode())
    desk.path.write_bytes(edited)
    with pytest.raises(DeskError, match="changed by another program"):
        code(desk, 1, "修补")
    assert desk.path.read_bytes() == edited


def test_failed_write_is_told_and_tried_again(
    sit: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the sheet stays whole, and the next change writes both."""
    desk = sit()
    code(desk, 0, "借阅")
    before = desk.path.read_bytes()

    def fail(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_whole", fail)
        with pytest.raises(DeskError, match="No space left"):
            code(desk, 1, "修补")
    assert desk.path.read_bytes() == before
    code(desk, 2, "书车")
    assert [len(one.codings) for one in sit().sentences] == [1, 1, 1]


def test_name_of_a_reading_stays_in_the_folder(folder: Path, source: Path, tmp_path: Path) -> None:
    """A name that would lead elsewhere is refused."""
    with pytest.raises(DeskError, match="letters, digits"):
        Desk(folder, source, "../E", tmp_path)


def test_faults_of_the_framework_are_told(folder: Path, source: Path, tmp_path: Path) -> None:
    """A fault in a file that is opened is named by file and row."""
    rows = read_rows(folder / "elements.csv")
    rows[1][2] = "first"
    write_rows(folder / "elements.csv", rows)
    with pytest.raises(FrameworkError, match=r"elements\.csv, row 2, column order"):
        Desk(folder, source, "E", tmp_path)
