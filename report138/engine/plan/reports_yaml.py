"""Station 1, plan: which notebooks make which report, and with which parameter values.

In: reports.yaml.  Out: its reports by name, with the parameters that their notebooks declare.
Values are read as text and converted by the types that the notebooks declare, so that a leading
zero survives YAML.  Every fault is reported with file and line.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError
from report138.engine.plan.catalog import Catalog
from report138.engine.plan.parameters import Parameter, merge, read_parameters

ROOT = Path(__file__).resolve().parents[3]
PLAN = ROOT / "reports.yaml"
FORMATS = ("html", "pdf", "ipynb")
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
        return merge([read_parameters(path) for path in self.notebooks])

    def place(self, key: str) -> str:
        """Say where a parameter stands in the plan, for a message."""
        return f"{self.path.name}, line {self.lines.get(key, 0)}, report {self.name}: "


def read_plan(catalog: Catalog, path: Path = PLAN) -> dict[str, ReportPlan]:
    """Read the plan; raise UsageError that names file, line, and what is allowed."""
    import yaml

    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"{path.name}: not readable as YAML: {reason}") from error
    reader = _Reader(path, catalog)
    top = reader.read_mapping(root, "the plan", ("reports",)) if root else {}
    if "reports" not in top:
        raise UsageError(f"{path.name}, line 1: expected `reports:` with reports below it")
    reports = reader.read_mapping(top["reports"], "reports", None)
    if not reports:
        raise UsageError(f"{path.name}, line 1: no report below `reports:`")
    return {name: reader.read_report(name, node) for name, node in reports.items()}


class _Reader:
    """Reads the nodes of one plan, so that every message can name the line."""

    def __init__(self, path: Path, catalog: Catalog) -> None:
        self.path, self.catalog = path, catalog

    def fail(self, node: Any, message: str) -> UsageError:
        return UsageError(f"{self.path.name}, line {node.start_mark.line + 1}: {message}")

    def read_mapping(self, node: Any, what: str, allowed: tuple[str, ...] | None) -> dict[str, Any]:
        if node.id != "mapping":
            raise self.fail(node, f"{what}: expected `key: value` lines")
        found: dict[str, Any] = {}
        for key, value in node.value:
            if allowed is not None and key.value not in allowed:
                raise self.fail(
                    key, f"{what}: unknown key {key.value}; allowed: {', '.join(allowed)}"
                )
            if key.value in found:
                raise self.fail(key, f"{what}: {key.value} stands twice")
            found[key.value] = value
        return found

    def read_texts(self, node: Any, what: str, allowed: tuple[str, ...] | None = None) -> list[str]:
        items = node.value if node.id == "sequence" else [node]
        for item in items:
            if item.id != "scalar" or item.value == "":
                raise self.fail(item, f"{what}: expected a value or a list of values")
            if allowed is not None and item.value not in allowed:
                raise self.fail(item, f"{what}: {item.value}; allowed: {', '.join(allowed)}")
        return [item.value for item in items]

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
            code: self.read_texts(entry[f"title_{code}"], f"title_{code}")[0]
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
            takes_ids = kinds[key].type == "str" and key not in CHOSEN
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
