"""The parameters of a notebook: read from its `parameters` cell, checked before anything runs.

A line of that cell is `name: type = value  # help`.  It is read as syntax, never executed.
"""

import ast
import json
import tokenize
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from report138.render.errors import UsageError

TYPES = {"str": str, "int": int, "float": float, "bool": bool}
BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook."""

    name: str
    type: str
    default: Any
    help: str

    def __str__(self) -> str:
        return f"{self.name}: {self.type} = {self.default!r}  {self.help}".rstrip()


def read_cells(path: Path) -> list[dict[str, Any]]:
    """Read a stored notebook's cells as plain data."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"{path}: not a readable notebook ({error})") from error


def read_parameters(path: Path) -> list[Parameter]:
    """Return the parameters that a notebook declares; none if it has no parameters cell."""
    for cell in read_cells(path):
        if "parameters" in cell["metadata"].get("tags", []):
            return _parse(path, "".join(cell["source"]))
    return []


def _parse(path: Path, source: str) -> list[Parameter]:
    helps = _read_comments(source)
    found = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            raise UsageError(
                f"{path.name}, parameters cell, line {node.lineno}: "
                "expected `name: type = value  # help`"
            )
        kind = ast.unparse(node.annotation)
        if kind not in TYPES:
            raise UsageError(
                f"{path.name}, parameters cell, line {node.lineno}: type {kind}; "
                f"allowed: {', '.join(TYPES)}"
            )
        default = ast.literal_eval(node.value) if node.value else None
        found.append(Parameter(node.target.id, kind, default, helps.get(node.lineno, "")))
    return found


def _read_comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("# ")
        for token in tokens
        if token.type == tokenize.COMMENT
    }


def convert(parameter: Parameter, text: str) -> Any:
    """Convert a value given as text to the parameter's type; text stays as it was typed."""
    try:
        if parameter.type == "bool":
            return BOOLEANS[text.strip().lower()]
        return TYPES[parameter.type](text)
    except (ValueError, KeyError) as error:
        raise UsageError(f"-p {parameter.name}={text}: not a {parameter.type}") from error


def parse_assignments(given: list[str], parameters: list[Parameter]) -> dict[str, Any]:
    """Turn NAME=VALUE texts into typed values; raise UsageError that lists the valid names."""
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {}
    for assignment in given:
        name, mark, text = assignment.partition("=")
        if not mark or name not in known:
            reason = "expected NAME=VALUE" if not mark else "no such parameter"
            raise UsageError(f"-p {assignment}: {reason}\n{_list(parameters)}")
        try:
            value = convert(known[name], text)
        except UsageError as error:
            raise UsageError(f"{error}\n{_list(parameters)}") from error
        if name in values and values[name] != value:
            raise UsageError(f"-p {name} is given twice: {values[name]!r} and {value!r}")
        values[name] = value
    return values


def _list(parameters: list[Parameter]) -> str:
    return "\n".join(["The parameters are:", *(f"  {parameter}" for parameter in parameters)])


def merge(lists: list[list[Parameter]]) -> list[Parameter]:
    """Join the parameters of several notebooks; the first declaration of a name counts."""
    merged: dict[str, Parameter] = {}
    for parameters in lists:
        for parameter in parameters:
            merged.setdefault(parameter.name, parameter)
    return list(merged.values())
