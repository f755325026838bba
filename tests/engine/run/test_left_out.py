"""Cells for whoever works in a notebook: a render neither runs nor shows them."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output
from one_notebook import KERNEL

from report138.engine.run.execute import NotebookRun, merge_notebooks


def test_what_is_tagged_scratch_or_lab_is_not_run(tmp_path: Path) -> None:
    """The merged notebook, which the kernel gets, has the other cells in their places."""
    path = tmp_path / "a.ipynb"
    cells = [
        new_code_cell("language: str = 'zh'", metadata={"tags": ["parameters"]}),
        new_code_cell("1/0", metadata={"tags": ["scratch"]}),
        new_code_cell("frame", metadata={"tags": ["lab"]}),
        new_code_cell("kept", outputs=[new_output("stream", text="old")]),
    ]
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), path)
    merged = merge_notebooks(NotebookRun("a", ((path, {"language": "en"}),)))
    assert [cell.source for cell in merged.cells if "language" not in cell.source] == ["kept"]
    assert merged.cells[-1].outputs == []
    assert merged.cells[-1].metadata["report138"] == {"notebook": "a.ipynb", "cell": 4}
