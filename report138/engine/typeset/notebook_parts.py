"""The parts of a notebook, of which anything may have become anything else."""

from typing import Any


def read_mapping(found: Any) -> dict[str, Any]:
    """Return a mapping as it was found, and an empty one for anything else."""
    return dict(found) if isinstance(found, dict) else {}


def list_outputs(cell: Any) -> list[dict[str, Any]]:
    """Return a cell's outputs, as far as they are some."""
    found = cell.get("outputs")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
