"""What the codebook would want: said as warnings, by place, and no report fails for it."""

from pathlib import Path

import pytest
import sample
from breaking import (
    Case,
    adding,
    assert_named,
    find_faults,
    find_warnings,
    only_header,
    without,
)
from commands import render
from large_sample import call
from sample import setting

from report138.data.check import FrameworkError, check_framework
from report138.data.read import Weight

SCALE = (
    "value,order,link,label_zh,label_en\n0,0,,无,none\n1,1,,一,one\n2,2,yes,二,\n3,3,yes,三,three\n"
)

WARNINGS: dict[str, Case] = {
    "trigger not in lexicon": (
        setting("coding.csv", 2, "trigger_track", "夜里"),
        ("coding.csv, row 2, column trigger_track", "“夜里”", "accepted term of R1 in lexicon.csv"),
    ),
    "no lexicon": (
        lambda folder: (folder / "lexicon.csv").unlink(),
        ("lexicon.csv", "no accepted term, and row 2 of coding.csv has", "a row for each word"),
    ),
    "lexicon of no rows": (
        only_header("lexicon.csv"),
        ("lexicon.csv", "no accepted term, and row 2 of coding.csv has", "a row for each word"),
    ),
    "long quote": (
        setting("segments.csv", 2, "quote_zh", "借阅夜里阅览室书车".ljust(81, "填")),
        ("segments.csv, row 2, column quote_zh", "has 81 characters", "80 at most"),
    ),
    "no warrant": (
        setting("lexicon.csv", 3, "warrant", ""),
        ("lexicon.csv, row 3, column warrant", "empty", "own, source, plain"),
    ),
    "no column of warrants": (
        without("lexicon.csv", "warrant"),
        ("lexicon.csv, row 1, column warrant", "the column is missing", "own, source, plain"),
    ),
    "no kind": (
        setting("segments.csv", 2, "kind", ""),
        ("segments.csv, row 2, column kind", "empty", "formula, narrative, structural, global"),
    ),
    "not said what a reader had": (
        lambda folder: (folder / "readings.csv").write_text("coder,had,blind_to\nK,,\nL,list,\n"),
        ("readings.csv, row 2, column had", "empty", "list, sheet, cells"),
    ),
    "no label of a value": (
        lambda folder: (folder / "scale.csv").write_text(SCALE, encoding="utf-8"),
        ("scale.csv, row 4, column label_en", "empty", "a label, since"),
    ),
    "level without a quotation": (
        setting("coding.csv", 6, "level", "1"),
        ("coding.csv, row 6, column segment_id", "1 for a whole cell, without", "a segment for"),
    ),
    "a character that nobody sees": (
        setting("about.csv", 2, "text_en", "The li\u200bbrary"),
        ("about.csv, row 2, column text_en", "U+200B ZERO WIDTH SPACE, which cannot be seen"),
    ),
}


@pytest.mark.parametrize(("change", "parts"), WARNINGS.values(), ids=WARNINGS)
def test_a_warning_is_named_alone(
    folder: Path, change: sample.Change, parts: tuple[str, ...]
) -> None:
    """File, row, column, what was found and what is wanted; and nothing else is said."""
    change(folder)
    warnings = check_framework(folder).warnings
    assert_named(warnings.kept, *parts)
    assert [fault.weight for fault in warnings.kept] == [Weight.WARNING]


def test_a_word_that_only_a_rejected_term_names_is_a_warning_each(folder: Path) -> None:
    """Three codings rest on the word, each is named."""
    sample.set_cell(folder, "lexicon.csv", 3, "sense", "rejected")
    assert [line.split(":")[0] for line in find_warnings(folder)] == [
        f"coding.csv, row {row}, column trigger_track" for row in (8, 9, 10)
    ]


def test_a_segment_that_fills_no_cell_needs_a_kind(folder: Path) -> None:
    """Nobody could tell otherwise whether it is structural or was forgotten."""
    without("segments.csv", "kind")(folder)
    faults = find_faults(folder)
    assert [(fault.row, fault.column) for fault in faults] == [(7, "kind"), (8, "kind")]
    assert_named(faults, "segments.csv, row 7, column kind", "“006” fills no cell", "structural")


def test_when_strict_a_warning_is_an_error(folder: Path) -> None:
    """The same line, as a fault."""
    WARNINGS["no kind"][0](folder)
    with pytest.raises(FrameworkError) as caught:
        check_framework(folder, strict=True)
    assert str(caught.value).splitlines()[0] == f"1 fault in {folder}"
    assert_named(caught.value.faults, *WARNINGS["no kind"][1])


def test_errors_and_warnings_are_told_apart(folder: Path) -> None:
    """Errors come first and are counted by themselves."""
    WARNINGS["no kind"][0](folder)
    sample.set_cell(folder, "coding.csv", 2, "level", "7")
    with pytest.raises(FrameworkError) as caught:
        check_framework(folder)
    top, error, warning = str(caught.value).splitlines()
    assert top == f"1 fault in {folder}, and 1 warning"
    assert error.startswith("  coding.csv, row 2, column level: ")
    assert warning.startswith("  warning: segments.csv, row 2, column kind: empty")
    assert [fault.column for fault in caught.value.faults] == ["level"]


def test_scores_without_any_quotation_are_no_warning(folder: Path) -> None:
    """Whole cells alone are a matrix of scores: nothing in it rests on quotations."""
    (folder / "segments.csv").unlink()
    (folder / "lexicon.csv").unlink()
    rows = sample.read_rows(folder / "coding.csv")
    sample.write_rows(folder / "coding.csv", [rows[0], ["", "R1", "C1", "K", "2"]])
    assert find_warnings(folder) == []


def test_the_check_counts_warnings_and_is_content(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 0, one line with the count, a line each; with --strict status 2."""
    WARNINGS["no kind"][0](folder)
    WARNINGS["no warrant"][0](folder)
    assert call("check", folder) == 0
    top, *lines = capsys.readouterr().out.splitlines()
    assert top.startswith(f"{folder}: no errors, 2 warnings (zh, en; rows: ")
    assert [line.split(", ")[0] for line in lines] == [
        "warning: segments.csv",
        "warning: lexicon.csv",
    ]
    run = render("check", folder, "--strict")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(f"error: 2 faults in {folder}")


def test_a_framework_with_every_warning_renders(folder: Path, tmp_path: Path) -> None:
    """A report is made of it, and the run says in one line how many warnings there are."""
    for name in ("long quote", "no warrant", "no kind", "trigger not in lexicon"):
        WARNINGS[name][0](folder)
    for name in ("not said what a reader had", "level without a quotation"):
        WARNINGS[name][0](folder)
    adding("lexicon.csv", "R1", "夜里", "", "rejected")(folder)
    number = len(find_warnings(folder))
    run = render("build", "--data", folder, "--format", "html", out=tmp_path / "out")
    assert (run.status, run.err) == (0, "")
    told = f"{number} warnings on the data, listed by: python render.py check {folder}"
    assert run.out.splitlines()[0] == told
    assert run.out.count("warning") == 1
    assert "at most 80 characters" not in (tmp_path / "out" / "tiny-report-en.html").read_text()
