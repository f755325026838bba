"""Tags of cells that are for whoever works in a notebook, and for no document.

What is tagged `scratch` is somebody's own try; `lab` is a look behind a figure.  Neither is run
when a document is rendered.
"""

from typing import Any

LEFT_OUT = {"lab", "scratch"}


def is_left_out(cell: Any) -> bool:
    """Return whether a cell, as plain data, is for no document."""
    tags = cell["metadata"].get("tags")
    return isinstance(tags, list) and any(tag in LEFT_OUT for tag in tags if isinstance(tag, str))
