"""What of a notebook a document is made from: not outputs, nor cells for whoever works in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from report138.engine.plan.stored_notebook import has_outputs, hash_notebook

CELL = {"cell_type": "code", "metadata": {}, "source": ["1\n", "2"], "outputs": []}


def write(path: Path, *cells: dict[str, Any], **metadata: Any) -> Path:
    """Write a notebook of some cells."""
    notebook = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def change(**parts: Any) -> dict[str, Any]:
    """Return the cell with other parts."""
    return CELL | {"execution_count": None} | parts


@pytest.mark.parametrize(
    "cells",
    [
        [change(execution_count=3)],
        [change(outputs=[{"output_type": "stream", "name": "stdout", "text": "1"}])],
        [change(metadata={"jupyter": {"source_hidden": True}, "collapsed": True})],
        [change(source="1\n2")],
        [change(id="other")],
        [change(), change(source="1/0", metadata={"tags": ["scratch"]})],
        [change(metadata={"tags": ["lab"]}, source="frame"), change()],
    ],
)
def test_what_a_run_leaves_changes_nothing(tmp_path: Path, cells: list[dict[str, Any]]) -> None:
    """Outputs, counts, folds, ids, and cells tagged scratch or lab: the document is not due."""
    base = hash_notebook(write(tmp_path / "a.ipynb", change()))
    assert hash_notebook(write(tmp_path / "b.ipynb", *cells)) == base


@pytest.mark.parametrize(
    "cells",
    [
        [change(source="3")],
        [change(metadata={"tags": ["new-page"]})],
        [change(), change()],
        [change(cell_type="markdown")],
    ],
)
def test_what_a_document_shows_changes_it(tmp_path: Path, cells: list[dict[str, Any]]) -> None:
    """Source, tags, number and type of cells."""
    base = hash_notebook(write(tmp_path / "a.ipynb", change()))
    assert hash_notebook(write(tmp_path / "b.ipynb", *cells)) != base


def test_metadata_of_the_editor_change_nothing_but_the_layout_does(tmp_path: Path) -> None:
    """The version of the kernel is none of a document's, the layout of a brief is."""
    spec = {"name": "python3"}
    base = hash_notebook(write(tmp_path / "a.ipynb", change(), kernelspec=spec))
    edited = {"kernelspec": spec | {"display_name": "x"}, "language_info": {"version": "3.99"}}
    assert hash_notebook(write(tmp_path / "b.ipynb", change(), **edited)) == base
    layout = {"kernelspec": spec, "report138": {"layout": "brief"}}
    assert hash_notebook(write(tmp_path / "c.ipynb", change(), **layout)) != base


def test_what_is_no_notebook_has_a_hash_too(tmp_path: Path) -> None:
    """Whoever runs it says what is wrong with it."""
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"\xff")
    assert len(hash_notebook(path)) == 64


def test_stored_outputs_are_seen(tmp_path: Path) -> None:
    """An output or a count is enough."""
    assert not has_outputs(write(tmp_path / "a.ipynb", change()))
    assert has_outputs(write(tmp_path / "b.ipynb", change(), change(execution_count=1)))
    assert has_outputs(write(tmp_path / "c.ipynb", change(outputs=[{"output_type": "error"}])))
