"""A file that is no notebook is named, with its cell, in one line, before anything runs."""

import json
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from one_notebook import KERNEL, make_job

from report138.engine.documents.rendering import render_document
from report138.engine.errors import NotebookError, UsageError
from report138.engine.plan.parameters import read_parameters
from report138.engine.plan.stored_notebook import read_cells


def make(**changes: Any) -> dict[str, Any]:
    """Make a notebook of one cell, with parts changed."""
    return {**new_notebook(cells=[new_code_cell("1")], metadata=KERNEL), **changes}


CELL = dict(new_code_cell("1"))
BROKEN = {
    "a BOM": (b"\xef\xbb\xbf" + json.dumps(make()).encode(), "byte order mark"),
    "nothing": (b" \n", "the file is empty"),
    "no JSON": (b"x = 1", "Expecting value: line 1"),
    "another encoding": ("标题".encode("gbk"), "can't decode"),
    "deep": (b"[" * 100_000, "recursion"),
    "a list": (b"[]", "it is no mapping"),
    "format 3": (make(nbformat=3, cells=None, worksheets=[]), "nbformat 3; allowed: 4"),
    "no cells": (make(cells=None), "it has no cells"),
    "no metadata": (make(cells=[CELL, {**CELL, "metadata": None}]), "cell 2 has no metadata"),
    "no source": (make(cells=[{**CELL, "source": [1]}]), "cell 1 has no source"),
    "an odd cell": (make(cells=["a"]), "cell 1: its cell_type is none of code, markdown, raw"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_notebook_is_named(tmp_path: Path, name: str) -> None:
    """The file, and what keeps it from being one."""
    content, reason = BROKEN[name]
    path = tmp_path / "n.ipynb"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    with pytest.raises(UsageError) as caught:
        read_cells(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: not a readable notebook: ")
    assert reason in message and "\n" not in message


def test_odd_tags_are_no_parameters(tmp_path: Path) -> None:
    """Tags that are null are none."""
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps(make(cells=[{**CELL, "metadata": {"tags": None}}])))
    assert read_parameters(path) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"metadata": {}}, "it names no kernel"),
        ({"metadata": {"kernelspec": []}}, "it names no kernel"),
        ({"cells": []}, "it has no cells"),
        (
            {"metadata": {"kernelspec": {"name": "nosuch", "language": "python"}}},
            "its kernel “nosuch” is not installed; there are: .*python3",
        ),
    ],
)
def test_a_notebook_that_cannot_run_is_named(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    """The notebook, what it lacks, and what there is."""
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps(make(**changes)))
    with pytest.raises(NotebookError, match=rf"n\.ipynb: {reason}"):
        render_document(make_job(path, tmp_path), tmp_path / "out", lambda *_: None)
