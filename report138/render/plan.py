"""The plan: which notebooks make which report, and the documents that follow from it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report138.contract import LANGUAGES
from report138.render.errors import UsageError
from report138.render.parameters import Parameter, merge, read_parameters

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("html", "pdf", "ipynb")
KEYS = ("title_zh", "title_en", "notebooks", "language", "formats")


@dataclass(frozen=True)
class ReportPlan:
    """One report of the plan: its notebooks in order, its titles, languages and formats."""

    name: str
    notebooks: tuple[Path, ...]
    titles: dict[str, str]
    languages: tuple[str, ...]
    formats: tuple[str, ...]

    @property
    def parameters(self) -> list[Parameter]:
        """The parameters of all its notebooks, each name once."""
        return merge([read_parameters(path) for path in self.notebooks])


@dataclass(frozen=True)
class Job:
    """One document to render."""

    report: ReportPlan
    framework_name: str
    folder: Path
    language: str
    formats: tuple[str, ...]
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The name of its files, without the ending."""
        return f"{self.framework_name}-{self.report.name}-{self.language}"


def read_plan(path: Path = ROOT / "reports.yaml") -> dict[str, ReportPlan]:
    """Read the plan; raise UsageError that names file, report and key."""
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise UsageError(f"{path.name}: not readable ({error})") from error
    reports = (content or {}).get("reports") if isinstance(content, dict) else None
    if not isinstance(reports, dict) or not reports:
        raise UsageError(f"{path.name}: expected `reports:` with at least one report below it")
    return {name: _read_report(path, str(name), entry) for name, entry in reports.items()}


def _read_report(path: Path, name: str, entry: Any) -> ReportPlan:
    place = f"{path.name}, report {name}"
    if not isinstance(entry, dict):
        raise UsageError(f"{place}: expected keys {', '.join(KEYS)}")
    for key in entry:
        if key not in KEYS:
            raise UsageError(f"{place}: unknown key {key}; allowed: {', '.join(KEYS)}")
    notebooks = tuple(
        path.parent / "notebooks" / f"{stem}.ipynb" for stem in entry.get("notebooks", [])
    )
    if not notebooks:
        raise UsageError(f"{place}: notebooks is empty")
    for notebook in notebooks:
        if not notebook.is_file():
            raise UsageError(f"{place}: no notebook {notebook.stem} in notebooks/")
    return ReportPlan(
        name=name,
        notebooks=notebooks,
        titles={code: str(entry.get(f"title_{code}", "")) for code in LANGUAGES},
        languages=_choose(place, "language", entry.get("language", LANGUAGES), LANGUAGES),
        formats=_choose(place, "formats", entry.get("formats", FORMATS[:2]), FORMATS),
    )


def _choose(place: str, key: str, given: Any, allowed: tuple[str, ...]) -> tuple[str, ...]:
    values = [given] if isinstance(given, str) else list(given)
    for value in values:
        if value not in allowed:
            raise UsageError(f"{place}: {key} {value}; allowed: {', '.join(allowed)}")
    return tuple(values)
