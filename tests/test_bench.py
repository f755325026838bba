"""The table that `make bench` writes: medians, ratios and the floor, from made-up measurements."""

import sys
import time
from pathlib import Path

import pytest

from benchmarks import measure, results
from benchmarks.measure import Result, run
from benchmarks.results import Findings, write_results

DOCUMENTS = ["138-report-zh", "138-report-en", "138-brief-T1-zh", "138-brief-T1-en"]


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch) -> Findings:
    """Three rounds on two cores, with numbers that a reader divides without a pencil."""
    monkeypatch.setattr(results, "CORES", 2)
    found = Findings(
        rounds=3,
        quick=False,
        one=[Result(2), Result(4), Result(3)],
        one_plain=[Result(12), Result(9), Result(60)],
        all=[Result(5), Result(6), Result(7)],
        one_by_one=[Result(8)] * 3,
        nothing=[Result(0.25), Result(0.5), Result(0.25)],
        peaks={"one": 120, "all": 220, "one by one": 200, "plain": 500},
        large={25: Result(10, 300, 250), 100: Result(44, 310, 260)},
        large_plain=11,
        preview={
            "report markdown": [Result(0.5), Result(0.75), Result(1)],
            "report code": [Result(2)] * 3,
            "report plain": [Result(12)] * 3,
        },
        floors=[{"cells": cells, "typst": 2.0, "alone": cells - 2} for cells in (6.0, 5.0, 10.0)],
        loads={"(a)": 0.25, "(b)": 1.0},
    )
    taken = dict(zip(DOCUMENTS[1:], [Result(10), Result(4), Result(6)], strict=True))
    found.note_plain(taken, DOCUMENTS)
    return found


@pytest.mark.parametrize(
    ("case", "row"),
    [
        ("(a) one report", "3.00 s (2.00–4.00) | 12.00 s (9.00–60.00) | 4.0 | ≥ 3 | 120 / 500 MB"),
        ("(b) 24 documents", "6.00 s (5.00–7.00) | 30 s | 5.0 | ≥ 10 | 220 / 500 MB"),
        ("(b) the same with", "8.00 s (8.00–8.00) | 30 s | 3.8 |  | 200 / 500 MB"),
        (
            "(b) against the floor",
            "6.00 s (5.00–7.00) | 4.00 s (3.50–6.00) (floor) | 1.50 | ≤ 1.5 | ",
        ),
        ("(b) against the cells", "6.00 s (5.00–7.00) | 3.00 s (2.50–5.00) (floor) | 2.00 |  | "),
        ("(c) nothing to do", "0.25 s (0.25–0.50) | all again |  | < 0.5 s | "),
        ("(d) 100 briefs", "44.0 s | 1100 s | 25.0 |  | 310 MB, later 260 MB"),
        (
            "(e) a word saved, a report",
            "0.75 s (0.50–1.00) | 12.00 s (12.00–12.00) | 16.0 | < 1 s | ",
        ),
        (
            "(d) 25 of them",
            "10.0 s |  | 1.10 (time a document, 100 to 25) | 0.9–1.1 | 300 MB, later 250 MB",
        ),
    ],
)
def test_each_case_is_a_row(findings: Findings, tmp_path: Path, case: str, row: str) -> None:
    """Medians, spreads and ratios are those that a reader reckons from the measurements."""
    text = write_results(findings, tmp_path / "results.md")
    assert text == (tmp_path / "results.md").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {case}")]
    assert line.endswith(f"| {row} |")


def test_the_loads_are_told(findings: Findings, tmp_path: Path) -> None:
    """What else the machine did is said for every case."""
    assert "before each case: (a) 0.2, (b) 1.0 (" in write_results(findings, tmp_path / "r.md")


def test_a_command_is_timed_and_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that holds 100 MB for most of the looks is found to do so."""
    weigh, weights, done = measure._measure_tree, [], tmp_path / "done"

    def note(pid: int) -> float:
        weights.append(weigh(pid))
        if sum(weight >= 100 for weight in weights) > len(weights) / 2:
            done.touch()
        return weights[-1]

    monkeypatch.setattr(measure, "_measure_tree", note)
    code = "import pathlib, time\nheld = bytearray(100_000_000)\n"
    code += "while not pathlib.Path('done').exists(): time.sleep(0.05)"
    began = time.perf_counter()
    result = run([sys.executable, "-c", code], {}, tmp_path, look=0.05)
    assert 0.05 <= result.seconds <= time.perf_counter() - began
    assert 100 <= result.peak_mb < 200
    assert 100 <= result.late_mb <= result.peak_mb


def test_a_command_that_fails_ends_the_bench(tmp_path: Path) -> None:
    """A failed way is no fast way: its words are shown, and nothing is compared."""
    with pytest.raises(SystemExit, match=r"ended with 3:\nno such thing"):
        run([sys.executable, "-c", "print('no such thing'); exit(3)"], {}, tmp_path)
