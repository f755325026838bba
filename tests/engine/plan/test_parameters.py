"""Parameters of a notebook: read as syntax, typed, and checked before anything runs."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from report138.engine.errors import UsageError
from report138.engine.plan.parameters import merge, parse_assignments, read_parameters


def write_notebook(path: Path, source: str, *, tags: tuple[str, ...] = ("parameters",)) -> Path:
    """Write a notebook with a Markdown cell and one code cell."""
    text = {"cell_type": "markdown", "metadata": {}, "source": ["# t"]}
    code = {"cell_type": "code", "metadata": {"tags": list(tags)}, "source": [source]}
    path.write_text(json.dumps({"cells": [text, code | {"outputs": [], "execution_count": None}]}))
    return path


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """A notebook with a parameter of every kind."""
    source = """\
language: str = "zh"  # zh or en
rows: int = 3
share: float = 0.5
full: bool = False
day: date = date(2021, 12, 28)
tone: Literal["calm", "loud"] = "calm"  # of voice
ids: list[str] = ["01"]
"""
    return write_notebook(tmp_path / "n.ipynb", source)


def test_lines_are_read_with_type_value_and_help(notebook: Path) -> None:
    """A line gives name, type, default, and what the comment says; without one, no help."""
    parameters = read_parameters(notebook)
    assert [item.name for item in parameters][:4] == ["language", "rows", "share", "full"]
    assert str(parameters[0]) == "language: str = 'zh'  zh or en"
    assert [str(item.kind) for item in parameters[4:]] == [
        "date",
        "Literal['calm', 'loud']",
        "list[str]",
    ]
    assert parameters[4].default == date(2021, 12, 28)
    assert (parameters[5].help, parameters[1].help) == ("of voice", "")


@pytest.mark.parametrize(
    ("assignment", "name", "value"),
    [
        ("language=0773", "language", "0773"),  # text stays as it was typed
        ("language=a=b", "language", "a=b"),
        ("language=", "language", ""),
        ("rows=12", "rows", 12),
        ("share=.25", "share", 0.25),
        ("full=true", "full", True),
        ("full=No", "full", False),
        ("day=2020-02-29", "day", date(2020, 2, 29)),
        ("tone=loud", "tone", "loud"),
        ("ids=01,02", "ids", ["01", "02"]),
    ],
)
def test_text_is_converted_to_the_type(
    notebook: Path, assignment: str, name: str, value: Any
) -> None:
    """What is typed on the command line becomes a value of the parameter's type."""
    values = parse_assignments([assignment], read_parameters(notebook))
    assert values == {name: value}
    assert type(values[name]) is type(value)


@pytest.mark.parametrize(
    ("assignment", "reason"),
    [
        ("rows=many", "-p rows=many: not a int"),
        ("share=half", "not a float"),
        ("full=perhaps", "not a bool"),
        ("day=2021-02-30", "not a date"),
        ("tone=shrill", "not a Literal['calm', 'loud']"),
        ("nope=1", "-p nope=1: no such parameter"),
        ("language", "expected NAME=VALUE"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_list(
    notebook: Path, assignment: str, reason: str
) -> None:
    """The message names the assignment and lists every parameter with type and default."""
    with pytest.raises(UsageError) as caught:
        parse_assignments([assignment], read_parameters(notebook))
    message = str(caught.value)
    assert reason in message
    assert "language: str = 'zh'  zh or en" in message
    assert "rows: int = 3" in message


def test_two_values_for_one_name_are_refused(notebook: Path) -> None:
    """The same value twice is harmless; two values are a contradiction."""
    parameters = read_parameters(notebook)
    assert parse_assignments(["rows=1", "rows=1"], parameters) == {"rows": 1}
    with pytest.raises(UsageError, match="given twice: 1 and 2"):
        parse_assignments(["rows=1", "rows=2"], parameters)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("x = 1", "line 1: expected `name: type = value  # help`"),
        ("a: int = 1\nprint(a)", "line 2: expected"),
        ("x: dict = {}", "line 1: type dict; allowed: str, int"),
        ("x: list[list[int]] = []", "line 1: type list[list[int]]"),
        ("x: int = a", "line 1"),
        ("x: int =", "line 1"),
        ("x: int", "line 1"),
    ],
)
def test_a_cell_that_is_no_list_of_parameters_is_refused(
    tmp_path: Path, source: str, reason: str
) -> None:
    """Anything but plain typed values is refused with file and line, and never run."""
    with pytest.raises(UsageError) as caught:
        read_parameters(write_notebook(tmp_path / "n.ipynb", source))
    assert f"n.ipynb, parameters cell, {reason}" in str(caught.value)


def test_a_parameters_cell_is_not_executed(tmp_path: Path) -> None:
    """A call in the cell is refused, and what it would do does not happen."""
    trace = tmp_path / "trace"
    source = f'x: str = open({str(trace)!r}, "w").name'
    with pytest.raises(UsageError):
        read_parameters(write_notebook(tmp_path / "n.ipynb", source))
    assert not trace.exists()


def test_without_a_parameters_cell_there_are_none(tmp_path: Path) -> None:
    """Other cells are not looked at."""
    path = write_notebook(tmp_path / "n.ipynb", "x: int = 1", tags=("other",))
    assert read_parameters(path) == []


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_what_is_no_notebook_is_named(tmp_path: Path, content: str) -> None:
    """A broken file is an error of usage that names it."""
    path = tmp_path / "n.ipynb"
    path.write_text(content)
    with pytest.raises(UsageError, match=r"n\.ipynb: not a readable notebook"):
        read_parameters(path)


def test_the_first_declaration_of_a_name_counts(tmp_path: Path) -> None:
    """Parameters of several notebooks are joined, each name once."""
    first = read_parameters(write_notebook(tmp_path / "a.ipynb", "x: int = 1\ny: int = 2"))
    second = read_parameters(write_notebook(tmp_path / "b.ipynb", "y: int = 3\nz: int = 4"))
    merged = merge([first, second])
    assert [(item.name, item.default) for item in merged] == [("x", 1), ("y", 2), ("z", 4)]
