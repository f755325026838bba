"""A notebook's file, checked as far as a run needs it: one message names the file, and the cell."""

import json
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError

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
