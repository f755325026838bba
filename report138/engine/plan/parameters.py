"""The parameters of a notebook: read from its `parameters` cell, checked before anything runs.

A line of that cell is `name: type = value  # help`.  It is read as syntax, never executed.
Types are str, int, float, bool, date, Literal[...], and list[...] of these.
"""

import ast
import math
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError
from report138.engine.plan.stored_notebook import read_cells
from report138.errors import suggest
from report138.unseen import is_encodable

BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
SIMPLE = {
    "str": str,
    "int": int,
    "float": lambda text: _to_finite(float(text)),
    "bool": lambda text: BOOLEANS[text.strip().lower()],
    "date": lambda text: date.fromisoformat(text.strip()),
}


def _to_finite(number: float) -> float:
    """Refuse what is no number: it would be no JSON either."""
    if not math.isfinite(number):
        raise ValueError(number)
    return number


ALLOWED = "str, int, float, bool, date, Literal[...], list[...] of these"


@dataclass(frozen=True)
class Kind:
    """A type: one of SIMPLE, or a choice of texts, or a list of either."""

    name: str
    options: tuple[str, ...] = ()
    many: bool = False

    def __str__(self) -> str:
        """Write the type as it stands in the notebook."""
        inner = f"Literal[{', '.join(map(repr, self.options))}]" if self.options else self.name
        return f"list[{inner}]" if self.many else inner

    def convert(self, given: str | list[str]) -> Any:
        """Turn text into a value; raise ValueError or KeyError when it does not fit."""
        if self.many:
            parts = given.split(",") if isinstance(given, str) else given
            return [self._convert_one(part) for part in parts if part != ""]
        if not isinstance(given, str):
            raise ValueError("a list")
        return self._convert_one(given)

    def _convert_one(self, text: str) -> Any:
        if self.options:
            if text not in self.options:
                raise ValueError(text)
            return text
        return SIMPLE[self.name](text)

    def write(self, value: Any) -> str:
        """Turn a value back into the text that `convert` takes."""
        return ",".join(str(item) for item in value) if self.many else str(value)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook."""

    name: str
    kind: Kind
    default: Any
    help: str

    def convert(self, given: str | list[str], place: str) -> Any:
        """Convert a value given as text; text stays as it was typed, zeros included."""
        try:
            return self.kind.convert(given)
        except (ValueError, KeyError) as error:
            shown = ",".join(given) if isinstance(given, list) else given
            raise UsageError(f"{place}{self.name}={shown}: not a {self.kind}") from error

    def __str__(self) -> str:
        return f"{self.name}: {self.kind} = {self.default!r}  {self.help}".rstrip()


def read_parameters(path: Path) -> list[Parameter]:
    """Return the parameters that a notebook declares; none if it has no parameters cell."""
    for cell in read_cells(path):
        if "parameters" in (cell["metadata"].get("tags") or []):
            return _parse(path, "".join(cell["source"]))
    return []


def _parse(path: Path, source: str) -> list[Parameter]:
    try:
        lines = ast.parse(source).body
    except SyntaxError as error:
        raise UsageError(
            f"{path.name}, parameters cell, line {error.lineno}: {error.msg}"
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise UsageError(f"{path.name}, parameters cell: not readable ({error})") from error
    helps = _read_comments(source)
    return [_parse_line(path, node, helps.get(node.lineno, "")) for node in lines]


def _parse_line(path: Path, node: ast.stmt, comment: str) -> Parameter:
    place = f"{path.name}, parameters cell, line {node.lineno}"
    if (
        not isinstance(node, ast.AnnAssign)
        or not isinstance(node.target, ast.Name)
        or not node.value
    ):
        raise UsageError(f"{place}: expected `name: type = value  # help`")
    kind = _parse_kind(node.annotation)
    if kind is None:
        raise UsageError(f"{place}: type {ast.unparse(node.annotation)}; allowed: {ALLOWED}")
    try:
        default = _read_value(node.value)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise UsageError(f"{place}: the default is not a plain value") from error
    return Parameter(node.target.id, kind, default, comment)


def _parse_kind(node: ast.expr) -> Kind | None:
    if isinstance(node, ast.Name):
        return Kind(node.id) if node.id in SIMPLE else None
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return None
    if node.value.id == "Literal":
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        options = tuple(item.value for item in inner if isinstance(item, ast.Constant))
        texts = all(isinstance(option, str) for option in options)
        return Kind("str", options) if len(options) == len(inner) and texts else None
    if node.value.id == "list":
        kind = _parse_kind(node.slice)
        return Kind(kind.name, kind.options, many=True) if kind and not kind.many else None
    return None


def _read_value(node: ast.expr) -> Any:
    """Evaluate a plain value, or a call such as date(2021, 12, 28), without running code."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "date":
        return date(*(ast.literal_eval(argument) for argument in node.args))
    if isinstance(node, ast.List):
        return [_read_value(item) for item in node.elts]
    return ast.literal_eval(node)


def _read_comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("# ")
        for token in tokens
        if token.type == tokenize.COMMENT
    }


def parse_assignments(
    given: list[str], parameters: list[Parameter], others: Mapping[str, list[str]] | None = None
) -> dict[str, Any]:
    """Turn NAME=VALUE texts into typed values; raise UsageError that lists the valid names.

    `others` names the reports that are not asked for, by the parameters that they have.
    """
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {}
    for assignment in given:
        name, mark, text = assignment.partition("=")
        if not is_encodable(assignment):
            raise UsageError(f"-p {assignment}: not UTF-8 text")
        if not mark or name not in known:
            reason = "expected NAME=VALUE" if not mark else "no such parameter"
            if mark and (having := (others or {}).get(name)):
                reason = (
                    f"no such parameter here, but in the report {' and '.join(having)}: name it"
                )
            elif hint := suggest(name, known):
                reason += f"; {hint.strip()}"
            raise UsageError(f"-p {assignment}: {reason}\n{list_parameters(parameters)}")
        try:
            value = known[name].convert(text, "-p ")
        except UsageError as error:
            raise UsageError(f"{error}\n{list_parameters(parameters)}") from error
        if name in values and values[name] != value:
            raise UsageError(f"-p {name} is given twice: {values[name]!r} and {value!r}")
        values[name] = value
    return values


def list_parameters(parameters: list[Parameter]) -> str:
    """List parameters with type, default and help, for a message."""
    if not parameters:
        return "There are none."
    return "\n".join(["The parameters are:", *(f"  {parameter}" for parameter in parameters)])


def merge(lists: list[list[Parameter]]) -> list[Parameter]:
    """Join the parameters of several notebooks; the first declaration of a name counts."""
    merged: dict[str, Parameter] = {}
    for parameters in lists:
        for parameter in parameters:
            merged.setdefault(parameter.name, parameter)
    return list(merged.values())
