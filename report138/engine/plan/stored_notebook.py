"""A notebook's file, checked as far as a run needs it: one message names the file, and the cell."""

import hashlib
import json
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError
from report138.engine.notebook_tags import is_left_out

FORMAT = 4
CELL_TYPES = ("code", "markdown", "raw")
BOM = b"\xef\xbb\xbf"


def read_cells(path: Path) -> list[dict[str, Any]]:
    """Read a stored notebook's cells as plain data; raise UsageError that says why it is none."""
    try:
        content = path.read_bytes()
        if content.startswith(BOM):
            raise ValueError("it starts with a byte order mark (BOM); save it as UTF-8 without one")
        if not content.strip():
            raise ValueError("the file is empty")
        notebook = json.loads(content.decode("utf-8"))
        _check(notebook)
    except OSError as error:
        raise UsageError(f"{path}: not readable ({error.strerror or error})") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not a readable notebook: {error}") from error
    return notebook["cells"]


def _check(notebook: Any) -> None:
    if not isinstance(notebook, dict):
        raise ValueError("it is no mapping")
    if notebook.get("nbformat", FORMAT) != FORMAT:
        raise ValueError(
            f"nbformat {notebook['nbformat']}; allowed: {FORMAT}, in which Jupyter saves it"
        )
    if not isinstance(notebook.get("cells"), list):
        raise ValueError("it has no cells")
    for number, cell in enumerate(notebook["cells"], start=1):
        _check_cell(number, cell)


def _check_cell(number: int, cell: Any) -> None:
    if not isinstance(cell, dict) or cell.get("cell_type") not in CELL_TYPES:
        raise ValueError(f"cell {number}: its cell_type is none of {', '.join(CELL_TYPES)}")
    if not isinstance(cell.get("metadata"), dict):
        raise ValueError(f"cell {number} has no metadata")
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise ValueError(f"cell {number} has no source")


# What editors and runs leave in metadata, and no document shows.
FLEETING = {"collapsed", "execution", "jupyter", "language_info", "papermill"}
FLEETING |= {"scrolled", "trusted", "widgets"}


def hash_notebook(path: Path) -> str:
    """Return a sha256 over what of a notebook a document is made from.

    That is neither outputs and counts, nor cells that are left out, nor what an editor notes:
    to run a notebook and save it makes no document due.
    """
    content = path.read_bytes()
    try:
        notebook = json.loads(content.decode("utf-8"))
        _check(notebook)
    except (ValueError, RecursionError):  # whoever runs it says why it is none
        return hashlib.sha256(content).hexdigest()
    kept = [
        [
            cell["cell_type"],
            "".join(cell["source"]),
            _keep(cell["metadata"]),
            cell.get("attachments"),
        ]
        for cell in notebook["cells"]
        if not is_left_out(cell)
    ]
    about = notebook.get("metadata")
    about = _keep(about) if isinstance(about, dict) else about
    text = json.dumps([kept, about], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _keep(metadata: dict[str, Any]) -> dict[str, Any]:
    """Keep of metadata what a document could show; of the kernel its name."""
    kept = {name: value for name, value in metadata.items() if name not in FLEETING}
    if isinstance(kept.get("kernelspec"), dict):
        kept["kernelspec"] = kept["kernelspec"].get("name")
    return kept


def has_outputs(path: Path) -> bool:
    """Return whether a notebook is stored with outputs, or with the counts of a run."""
    return any(cell.get("outputs") or cell.get("execution_count") for cell in read_cells(path))
