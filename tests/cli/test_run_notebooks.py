"""`check` says which notebooks are stored with the outputs of a run."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from report138.cli import notebooks


def test_a_notebook_stored_with_outputs_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was run is named, with what removes them; one that was not, and no notebook, are not."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    output = new_output("stream", text="1")
    for name, outputs in (("clean", []), ("run", [output])):
        notebook = new_notebook(cells=[new_code_cell("1", outputs=outputs)])
        nbformat.write(notebook, folder / f"{name}.ipynb")
    (folder / "broken.ipynb").write_text("no notebook")
    monkeypatch.setattr(notebooks, "ROOT", tmp_path)
    (note,) = notebooks.list_run_notebooks()
    assert note.startswith("notebooks/run.ipynb is stored with outputs")
    assert "Clear Outputs of All Cells" in note
