"""The command line: help that starts fast, and every mistake one message and status 2."""

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
import sample
from bs4 import BeautifulSoup
from commands import ROOT, render
from pdf_text import read_text

SLOW = ("pandas", "matplotlib", "nbconvert", "papermill", "typst")
IMPORTS = """
import runpy, sys
sys.argv = ["render.py", *sys.argv[1:]]
try:
    runpy.run_path("render.py", run_name="__main__")
except SystemExit as end:
    print("status", end.code or 0, file=sys.stderr)
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["build", "--help"], ["schedule", "--help"], ["--version"], ["check"], ["list"]],
    ids=" ".join,
)
def test_help_and_checks_import_nothing_slow(arguments: list[str]) -> None:
    """What only reads text or data loads no library of figures, frames or documents."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    status, modules = done.stderr.splitlines()[-2:]
    assert status == "status 0"
    assert not set(modules.split()) & set(SLOW)


def test_help_names_every_command_and_the_statuses() -> None:
    """Who asks for help learns what there is and how failure is told."""
    run = render("--help")
    for word in (
        "build",
        "check",
        "list",
        "figures",
        "diff",
        "schedule",
        "status",
        "Exit status: 0",
        "1 a notebook",
        "2 bad",
    ):
        assert word in run.out
    assert "--language" in render("build", "--help").out


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["-p", "nope=1"], ["-p nope=1", "no such parameter", "language: str", "framework: str"]),
        (["-p", "language"], ["expected NAME=VALUE", "language: str"]),
        (["-p", "language=fr"], ["language fr", "zh and en"]),
        (["--language", "fr"], ["language fr", "zh and en"]),
        (["--language", "zh", "-p", "language=en"], ["two languages", "zh", "en"]),
        (["--data", "nowhere"], ["nowhere", "no such folder"]),
        (["--data", "138", "-p", "framework=/tmp"], ["two frameworks", "138", "/tmp"]),
        (["--format", "docx"], ["docx", "html", "pdf", "ipynb"]),
        (["--colour", "red"], ["No such option", "--colour"]),
        (["poster"], ["poster", "report"]),
        (["build", "poster"], ["poster", "report"]),
        (["check", "nowhere"], ["nowhere", "no such folder"]),
        (["check", "--colour"], ["No such option", "--colour"]),
        (["check", "138", "--data", "139"], ["two folders", "138", "139"]),
        (["figures", "--data", "/tmp"], ["--out"]),
        (["--keep", "0"], ["--keep", "0"]),
        (["brief", "-p", "element=T9"], ["element=T9", "T1", "S8"]),
    ],
    ids=lambda value: " ".join(value) if value[0][:1].isascii() else None,
)
def test_a_mistake_is_one_message_and_status_2(
    arguments: list[str], parts: list[str], tmp_path: Path
) -> None:
    """The message says what was given and what is allowed; nothing is written, nothing shown."""
    builds = arguments[0] not in ("check", "figures")
    run = render(*arguments, out=tmp_path / "out" if builds else None)
    assert run.status == 2
    for part in parts:
        assert part in run.err
    assert "Traceback" not in run.err
    assert run.out == ""
    assert not (tmp_path / "out").exists()


def test_the_shipped_data_pass_the_check() -> None:
    """Status 0, the languages, and the number of rows of every file."""
    run = render("check")
    assert run.status == 0
    assert "no faults" in run.out
    assert "zh, en" in run.out
    assert "elements.csv 12" in run.out
    assert run.err == ""


def test_a_check_lists_every_fault(folder: Path) -> None:
    """Status 2, and each fault on a line of its own."""
    sample.set_cell(folder, "coding.csv", 2, "level", "7")
    sample.set_cell(folder, "segments.csv", 2, "kind", "story")
    run = render("check", folder)
    assert run.status == 2
    assert run.err.startswith(f"error: 2 faults in {folder}")
    assert "coding.csv, row 2, column level" in run.err
    assert "segments.csv, row 2, column kind" in run.err


def test_the_list_names_reports_notebooks_and_parameters() -> None:
    """Who wants to change something finds what there is."""
    run = render("list")
    assert run.status == 0
    for word in ("report", "01-framework", "language: str = 'zh'", "138-report-zh"):
        assert word in run.out


@pytest.mark.parametrize("name", ["figures", "check", "list"])
def test_an_output_folder_may_be_named_like_a_command(name: str) -> None:
    """The value of an option is not taken for a command."""
    run = render("--out", name, "--help")
    assert run.status == 0, run.err
    assert "--language" in run.out


def test_an_output_folder_that_is_a_file_is_a_mistake(folder: Path, tmp_path: Path) -> None:
    """A path that cannot be a folder is refused before anything runs."""
    (tmp_path / "file").write_text("mine")
    run = render("--data", folder, "--language", "en", "--format", "html", out=tmp_path / "file")
    assert run.status == 2
    assert "Traceback" not in run.err
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_nbconvert_finds_the_exporters_by_name(form: str, tmp_path: Path) -> None:
    """`jupyter nbconvert --to report138-…` executes and exports a notebook without render.py."""
    options = ["--to", f"report138-{form}", "--execute", "--output-dir", str(tmp_path)]
    notebook = ROOT / "notebooks" / "01-framework.ipynb"
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", *options, str(notebook)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    (path,) = tmp_path.iterdir()
    assert path.name == f"01-framework.{form}"
    if form == "html":
        text = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").main.get_text()
    else:
        with pikepdf.open(path) as pdf:
            text = read_text(pdf)
    # what the cells show is in it: a figure's headline and a table's rows
    for words in ("三条赛道", "贸易枢纽", "数字贸易"):
        assert words in text
