"""The user's copy of the source on the command line: quotes to verify, sentences to code."""

import re
from pathlib import Path

import pytest
import sample
from conftest import ROOT, render
from doubt_sample import PARAGRAPHS, fill_some, write_source

from report138.data.check import check_framework
from report138.data.source_text import verify_quotes

CHANGED = PARAGRAPHS["A2"].replace("修补耽误书车", "修补不误书车")


def test_every_quote_is_found(folder: Path, tmp_path: Path) -> None:
    """The seven segments of the tiny framework stand in its source."""
    found, misses = verify_quotes(check_framework(folder), write_source(tmp_path / "copy.txt"))
    assert (found, misses) == (7, [])


@pytest.mark.parametrize("nearest", ["修补不误书车", "整补耽误书车", "修补耽误书包"])
def test_a_changed_character_is_a_miss(folder: Path, tmp_path: Path, nearest: str) -> None:
    """Segment 003, in row 4, is not in a copy with other words; the passage nearest to it is."""
    changed = PARAGRAPHS["A2"].replace("修补耽误书车", nearest)
    source = write_source(tmp_path / "copy.txt", PARAGRAPHS["A1"], changed, PARAGRAPHS["A3"])
    found, (miss,) = verify_quotes(check_framework(folder), source)
    assert found == 6
    assert (miss.row, miss.segment_id, miss.quote) == (4, "003", "修补耽误书车")
    assert miss.nearest == nearest


def test_a_quote_across_pages_and_widths_is_found(folder: Path, tmp_path: Path) -> None:
    """Page breaks, line ends, blanks and full-width forms within a quote do not matter."""
    text = "\f".join(PARAGRAPHS.values()).replace("阅览室", "阅　览\r\n室").replace("：", ":")
    source = write_source(tmp_path / "copy.txt", text)
    assert verify_quotes(check_framework(folder), source)[1] == []


def test_either_language_may_be_the_source(folder: Path, tmp_path: Path) -> None:
    """A copy in English holds the English quotes; the Chinese ones are then translations."""
    quotes = [row[4] for row in sample.read_rows(folder / "segments.csv")[1:]]
    source = write_source(tmp_path / "copy.txt", *quotes)
    assert verify_quotes(check_framework(folder), source)[1] == []


def test_the_shipped_quotes_are_in_the_source(source: dict[str, str], tmp_path: Path) -> None:
    """Where a copy of the source is at hand, every shipped quote stands in it."""
    path = write_source(tmp_path / "copy.txt", *source.values())
    found, misses = verify_quotes(check_framework(ROOT / "data" / "138"), path)
    assert misses == []
    assert found > 0


def test_the_command_is_content_with_a_true_copy(folder: Path, tmp_path: Path) -> None:
    """Exit status 0, and one line that counts."""
    source = write_source(tmp_path / "copy.txt")
    run = render("verify", "--data", folder, "--source", source)
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith("7 of 7 quotes are in ")


def test_the_command_names_every_miss(folder: Path, tmp_path: Path) -> None:
    """Exit status 2; each miss with row, segment and nearest passage, on the error stream."""
    source = write_source(tmp_path / "copy.txt", PARAGRAPHS["A1"], CHANGED)  # no A3 either
    run = render("verify", "--data", folder, "--source", source)
    assert run.status == 2
    assert run.out.startswith("4 of 7 quotes are in ")
    lines = run.err.splitlines()
    places = [re.match(r"segments\.csv, row (\d+), segment (\d+): not in", line) for line in lines]
    assert [place.groups() for place in places if place] == [
        ("4", "003"),
        ("7", "006"),
        ("8", "007"),
    ]
    assert "修补耽误书车" in lines[0]
    assert "nearest passage: “修补不误书车”" in lines[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.4", "not a text file"), (None, "No such file")],
    ids=["pdf", "missing"],
)
def test_the_command_refuses_what_it_cannot_read(
    folder: Path, tmp_path: Path, content: bytes | None, words: str
) -> None:
    """Exit status 2 with one message that names the file, and no traceback."""
    path = tmp_path / "copy.txt"
    if content is not None:
        path.write_bytes(content)
    run = render("verify", "--data", folder, "--source", path)
    assert run.status == 2
    assert str(path) in run.err
    assert words in run.err
    assert len(run.err.splitlines()) == 1


def test_the_command_asks_for_a_source() -> None:
    """Without --source it says so, with exit status 2."""
    run = render("verify")
    assert run.status == 2
    assert "--source" in run.err


def test_the_command_writes_and_takes_sheets(folder: Path, tmp_path: Path) -> None:
    """It names what it wrote, counts what it took, and refuses a coder that is no name."""
    copy, base = write_source(tmp_path / "copy.txt"), ("code", "--data", folder, "--coder")
    written = render(*base, "M", "--source", copy, out=tmp_path / "out")
    table, workbook, rules = map(Path, written.out.split())
    assert [path.suffix for path in (table, workbook, rules) if path.is_file()] == [
        ".csv",
        ".xlsx",
        ".txt",
    ]
    fill_some(workbook)
    taken = render(*base, "M", "--partial", "--import", workbook)
    assert (taken.status, taken.err) == (0, "")
    assert "added by M: codings 3, new segments 1" in taken.out
    for wrong in (("M", "--import", table), ("a/b",), ("N", "--source", tmp_path / "none.txt")):
        run = render(*base, *wrong)
        assert run.status == 2
        assert run.err.startswith("error: ")
