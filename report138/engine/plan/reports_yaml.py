"""Station 1, plan: which notebooks make which report, and with which parameter values.

In: reports.yaml.  Out: its reports by name, with the parameters that their notebooks declare.
Values are read as text and converted by the types that the notebooks declare, so that a leading
zero survives YAML.  Every fault is reported with file and line.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError
from report138.engine.plan.catalog import Catalog
from report138.engine.plan.parameters import Kind, Parameter, merge, read_parameters
from report138.errors import suggest
from report138.text_file import decode_text
from report138.unseen import find_unseen, name_character

ROOT = Path(__file__).resolve().parents[3]
PLAN = ROOT / "reports.yaml"
FORMATS = ("html", "pdf", "ipynb")  # the best to read on a screen first
TAGS = {"scalar": "str", "sequence": "seq", "mapping": "map"}  # what YAML calls them
KEYS = ("title_zh", "title_en", "notebooks", "formats", "parameters")
# These two say of which framework and in which language; no other value fits them.
CHOSEN = ("language", "framework")


@dataclass(frozen=True)
class ReportPlan:
    """One report: its notebooks in order, titles, formats, and parameter values to combine.

    `matrix` maps a parameter to its values as text, or to a phrase of the catalog; `lines` gives
    the line of each parameter in the plan.
    """

    name: str
    notebooks: tuple[Path, ...]
    titles: dict[str, str]
    formats: tuple[str, ...]
    matrix: dict[str, list[str] | str]
    lines: dict[str, int]
    path: Path = PLAN

    @cached_property
    def parameters(self) -> list[Parameter]:
        """The parameters of all its notebooks, each name once."""
        return merge(self._declared)

    @cached_property
    def _declared(self) -> list[list[Parameter]]:
        return [read_parameters(path) for path in self.notebooks]

    def is_default(self, name: str, value: Any) -> bool:
        """Return whether every notebook that has a parameter takes this value by itself."""
        return all(
            parameter.default == value
            for parameters in self._declared
            for parameter in parameters
            if parameter.name == name
        )

    def place(self, key: str) -> str:
        """Say where a parameter stands in the plan, for a message."""
        return f"{self.path.name}, line {self.lines.get(key, 0)}, report {self.name}: "


def read_plan(catalog: Catalog, path: Path = PLAN) -> dict[str, ReportPlan]:
    """Read the plan; raise UsageError that names file, line, and what is allowed."""
    root = _compose(path)
    reader = _Reader(path, catalog)
    top = reader.read_mapping(root, "the plan", ("reports",)) if root else {}
    if "reports" not in top:
        raise UsageError(f"{path.name}, line 1: expected `reports:` with reports below it")
    reports = reader.read_mapping(top["reports"], "reports", None)
    if not reports:
        raise UsageError(f"{path.name}, line 1: no report below `reports:`")
    return {name: reader.read_report(name, node) for name, node in reports.items()}


def _compose(path: Path) -> Any:
    """Return the tree of a YAML file, every value as text; raise UsageError that names the line."""
    import yaml

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path.name}: not readable ({error.strerror or error})") from error
    text, found = decode_text(raw)
    if found:
        raise UsageError(f"{path.name}: {found}; save it as UTF-8 text")
    try:
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f", line {mark.line + 1}" if mark else ""
        reason = " ".join(filter(None, [error.context, error.problem]))
        raise UsageError(f"{path.name}{place}: not readable as YAML: {reason}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        found = name_character(chr(error.character))
        raise UsageError(f"{path.name}, line {line}: {found} is not allowed in YAML") from error
    except RecursionError as error:
        raise UsageError(f"{path.name}: lists or mappings too deep in each other") from error
    except (ValueError, OverflowError) as error:  # an escape that names no character
        raise UsageError(f"{path.name}: not readable as YAML: {error}") from error


def _name_kind(node: Any) -> str:
    return (
        "nothing" if node.id == "scalar" else f"a {'list' if node.id == 'sequence' else 'mapping'}"
    )


class _Reader:
    """Reads the nodes of one plan, so that every message can name the line."""

    def __init__(self, path: Path, catalog: Catalog) -> None:
        self.path, self.catalog = path, catalog

    def fail(self, node: Any, message: str) -> UsageError:
        return UsageError(f"{self.path.name}, line {node.start_mark.line + 1}: {message}")

    def read_mapping(self, node: Any, what: str, allowed: tuple[str, ...] | None) -> dict[str, Any]:
        if node.id != "mapping":
            raise self.fail(node, f"{what}: expected `key: value` lines")
        self.check_tag(node, what)
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = self.read_text(key, f"{what}, a key")
            if allowed is not None and name not in allowed:
                listed = ", ".join(allowed) or "none, since the notebooks declare none"
                raise self.fail(
                    key, f"{what}: unknown key {name}; {suggest(name, allowed)}allowed: {listed}"
                )
            if name in found:
                raise self.fail(key, f"{what}: {name} stands twice")
            found[name] = value
        return found

    def read_text(self, node: Any, what: str) -> str:
        """Read one value: text that is not empty and that can be seen."""
        if node.id != "scalar" or node.value == "":
            raise self.fail(node, f"{what}: expected a value, found {_name_kind(node)}")
        self.check_tag(node, what)
        if unseen := [*find_unseen(node.value), *re.findall(r"[\t\r\n]", node.value)]:
            found = ", ".join(map(name_character, unseen))
            raise self.fail(node, f"{what}: {found}, which cannot be seen; allowed: visible text")
        return node.value

    def check_tag(self, node: Any, what: str) -> None:
        """Refuse a tag such as !!python/name: nothing here takes one."""
        if node.tag != f"tag:yaml.org,2002:{TAGS[node.id]}":
            raise self.fail(node, f"{what}: the tag {node.tag}; allowed: none")

    def read_texts(self, node: Any, what: str, allowed: tuple[str, ...] | None = None) -> list[str]:
        items = node.value if node.id == "sequence" else [node]
        if node.id == "sequence":
            self.check_tag(node, what)
        if not items:
            listed = f": {', '.join(allowed)}" if allowed else ""
            raise self.fail(node, f"{what}: an empty list; allowed: at least one value{listed}")
        texts = [
            self.read_text(item, f"{what}: expected a value or a list of values") for item in items
        ]
        for item, text in zip(items, texts, strict=True):
            if allowed is not None and text not in allowed:
                raise self.fail(
                    item, f"{what}: {text}; {suggest(text, allowed)}allowed: {', '.join(allowed)}"
                )
        return texts

    def read_report(self, name: str, node: Any) -> ReportPlan:
        entry = self.read_mapping(node, f"report {name}", KEYS)
        if "notebooks" not in entry:
            raise self.fail(node, f"report {name}: notebooks is missing")
        folder = self.path.parent / "notebooks"
        known = tuple(sorted(path.stem for path in folder.glob("*.ipynb")))
        notebooks = self.read_texts(entry["notebooks"], f"report {name}, notebooks", known)
        formats = FORMATS[:2]
        if "formats" in entry:
            what = f"report {name}, formats"
            formats = tuple(self.read_texts(entry["formats"], what, FORMATS))
        titles = {
            code: self.read_text(entry[f"title_{code}"], f"report {name}, title_{code}")
            for code in self.catalog.languages
            if f"title_{code}" in entry
        }
        plan = ReportPlan(
            name=name,
            notebooks=tuple(folder / f"{stem}.ipynb" for stem in notebooks),
            titles=titles,
            formats=formats,
            matrix={},
            lines={},
            path=self.path,
        )
        if "parameters" in entry:
            self.read_matrix(plan, entry["parameters"])
        return plan

    def read_matrix(self, plan: ReportPlan, node: Any) -> None:
        kinds = {parameter.name: parameter for parameter in plan.parameters}
        what = f"report {plan.name}, parameters"
        for key, value in self.read_mapping(node, what, tuple(kinds)).items():
            plan.lines[key] = value.start_mark.line + 1
            takes_ids = kinds[key].kind == Kind("str") and key not in CHOSEN
            if takes_ids and value.id == "scalar" and value.value in self.catalog.phrases:
                plan.matrix[key] = value.value
                continue
            allowed = self.catalog.languages if key == "language" else None
            texts = self.read_texts(value, f"{what}, {key}", allowed)
            for text in texts:
                if takes_ids and (text in self.catalog.phrases or text.startswith("all ")):
                    phrases = ", ".join(self.catalog.phrases)
                    raise self.fail(value, f"{what}, {key}: {text}; allowed: a list, or {phrases}")
                kinds[key].convert(text, plan.place(key))
            plan.matrix[key] = texts
