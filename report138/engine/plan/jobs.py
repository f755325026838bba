"""The documents to render: a plan, a checked framework and a request, combined."""

import re
import shlex
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from report138.data.check import Checked, check_framework
from report138.data.find import find_framework, list_frameworks
from report138.data.schema import LANGUAGES
from report138.engine.errors import UsageError
from report138.engine.plan.parameters import merge, parse_assignments
from report138.engine.plan.reports_yaml import CHOSEN, PHRASES, ReportPlan, read_plan
from report138.engine.publish.url import Url
from report138.engine.run.limits import UNLIMITED, Limits

DEFAULT_FRAMEWORK = "138"
DEFAULT_REPORT = "report"
ADDRESS = re.compile(r"(tcp|tls)://[^\s/:]+:\d+|(tcp|tls)://\[[0-9a-fA-F:]+\]:\d+")


@dataclass(frozen=True)
class Request:
    """What the user asked for."""

    out: Path | Url
    names: tuple[str, ...] = ()
    every: bool = False
    data: str | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    assignments: tuple[str, ...] = ()
    force: bool = False
    jobs: int | None = 1  # documents at the same time; None: one more than cores
    dask: str = ""  # the address of a cluster's scheduler; empty: render here
    keep: int | None = None  # editions of a framework; None: all
    show_code: bool = False
    limits: Limits = UNLIMITED  # what the notebooks of one document may use


@dataclass(frozen=True)
class Job:
    """One document to render."""

    report: ReportPlan
    framework_name: str
    folder: Path
    language: str
    formats: tuple[str, ...]
    parameters: dict[str, Any] = field(default_factory=dict)
    varied: tuple[str, ...] = ()  # the parameters, besides language, that the plan varies
    show_code: bool = False  # folded into the HTML

    @property
    def stem(self) -> str:
        """The name of its files, without the ending: it carries the plan's values."""
        values = [str(self.parameters[name]) for name in self.varied]
        parts = [self.framework_name, self.report.name, *values, self.language]
        return "-".join(re.sub(r"[^\w.]+", "_", part) for part in parts)

    @property
    def command(self) -> str:
        """The command that renders it again, for the colophon; never with a path."""
        words = ["python", "render.py", "build"]
        words += [self.report.name] if self.report.name != DEFAULT_REPORT else []
        words += ["--data", self.framework_name] if self.framework_name != DEFAULT_FRAMEWORK else []
        for parameter in self.report.parameters:
            name = parameter.name
            if name in self.parameters and name not in CHOSEN:
                words += ["-p", f"{name}={parameter.kind.write(self.parameters[name])}"]
        words += ["--show-code"] if self.show_code else []
        return shlex.join([*words, "--language", self.language])

    @property
    def files(self) -> list[str]:
        """The names of its files."""
        return [f"{self.stem}.{form}" for form in self.formats]


def plan_jobs(
    request: Request, plan: dict[str, ReportPlan] | None = None
) -> tuple[list[Job], list[str]]:
    """Check the data and the request, and return the documents to render, with notes.

    Without a plan it is the one in reports.yaml.  Raises FrameworkError for bad data and
    UsageError for anything that does not fit.
    """
    if isinstance(request.out, Path) and request.out.exists() and not request.out.is_dir():
        raise UsageError(f"--out {request.out}: a file, not a folder")
    if request.dask and not ADDRESS.fullmatch(request.dask):
        raise UsageError(f"--dask {request.dask}: expected tcp://HOST:PORT or tls://HOST:PORT")
    reports = choose_reports(plan or read_plan(), request)
    known = merge([report.parameters for report in reports])
    values = parse_assignments(list(request.assignments), known)
    asked_framework, asked_language = values.pop("framework", None), values.pop("language", None)
    folders = {
        report.name: choose_frameworks(report, request.data, asked_framework) for report in reports
    }
    jobs: list[Job] = []
    notes: list[str] = []
    for folder in dict.fromkeys(folder for chosen in folders.values() for folder in chosen):
        checked = check_framework(folder)
        asked = choose_language(request.languages, asked_language, checked)
        notes += checked.notes
        for report in reports:
            if folder in folders[report.name]:
                made, skipped = _expand(report, request, checked, folder, values, asked)
                jobs += made
                notes += skipped
    if request.show_code and not any("html" in job.formats for job in jobs):
        raise UsageError("--show-code: only the HTML can show code, and none is asked for")
    stems: dict[str, Job] = {}
    for job in jobs:
        if job.stem.lower() in stems:
            raise UsageError(f"two documents would be named {job.stem}: change the plan's values")
        stems[job.stem.lower()] = job
    return jobs, notes


def choose_reports(plan: dict[str, ReportPlan], request: Request) -> list[ReportPlan]:
    """Return the reports that were asked for: by name, all, or the one named report."""
    if request.every:
        if request.names:
            raise UsageError(f"--all and the names {', '.join(request.names)}: give one of them")
        return list(plan.values())
    names = request.names or (DEFAULT_REPORT if DEFAULT_REPORT in plan else next(iter(plan)),)
    for name in names:
        if name not in plan:
            raise UsageError(f"report {name}: the plan has {', '.join(plan)}")
    return [plan[name] for name in dict.fromkeys(names)]


def choose_frameworks(report: ReportPlan, data: str | None, parameter: str | None) -> list[Path]:
    """Find the folders of a report: as asked for, else as its plan says, else the default."""
    if data or parameter or "framework" not in report.matrix:
        return [choose_framework(data, parameter)]
    folders = [find_framework(given) for given in report.matrix["framework"]]
    for given, folder in zip(report.matrix["framework"], folders, strict=True):
        if not folder.is_dir():
            known = ", ".join(list_frameworks())
            raise UsageError(
                f"{report.place('framework')}framework={given}: no such folder; "
                f"allowed: a folder, or under data/: {known}"
            )
    return list(dict.fromkeys(folders))


def choose_framework(data: str | None, parameter: str | None) -> Path:
    """Find the framework folder that was asked for, in one way or the other."""
    found = [find_framework(given) for given in (data, parameter) if given]
    if len(found) == 2 and found[0] != found[1]:
        raise UsageError(f"two frameworks: --data {data} and -p framework={parameter}")
    return found[0] if found else find_framework(DEFAULT_FRAMEWORK)


def choose_language(
    asked: tuple[str, ...], parameter: str | None, checked: Checked
) -> tuple[str, ...]:
    """Return the languages asked for, checked against those of the framework."""
    if parameter and asked and set(asked) != {parameter}:
        shown = ", ".join(asked)
        raise UsageError(f"two languages: --language {shown} and -p language={parameter}")
    wanted = tuple(dict.fromkeys((parameter,) if parameter else asked))
    for language in wanted:
        if language not in checked.languages:
            has = " and ".join(checked.languages)
            raise UsageError(f"language {language}: {checked.package['name']} has {has}")
    return wanted


def _expand(
    report: ReportPlan,
    request: Request,
    checked: Checked,
    folder: Path,
    values: dict[str, Any],
    asked: tuple[str, ...],
) -> tuple[list[Job], list[str]]:
    """Combine the values of a report's parameters into jobs, languages innermost."""
    name = str(checked.package["name"])
    shown = name if folder == find_framework(name) else str(folder)
    known = {parameter.name: parameter for parameter in report.parameters}
    fixed = {key: value for key, value in values.items() if key in known}
    varied = {
        key: [fixed[key]] if key in fixed else _list_values(report, key, checked)
        for key in report.matrix
        if key not in CHOSEN
    }
    _check_elements(report, fixed, varied, checked)
    planned = report.matrix.get("language", list(LANGUAGES))
    languages = asked or tuple(code for code in planned if code in checked.languages)
    missing = [] if asked else [code for code in planned if code not in checked.languages]
    has = ", ".join(checked.languages)
    notes = [f"skipped {report.name} in {code}: {name} has only {has}" for code in missing]
    jobs = [
        Job(
            report=report,
            framework_name=name,
            folder=folder,
            language=language,
            formats=request.formats or report.formats,
            parameters={
                **fixed,
                **dict(zip(varied, combination, strict=True)),
                "language": language,
                "framework": shown,
            },
            varied=tuple(varied),
            show_code=request.show_code,
        )
        for combination in product(*varied.values())
        for language in languages
    ]
    return jobs, notes


def _list_values(report: ReportPlan, key: str, checked: Checked) -> list[Any]:
    given = report.matrix[key]
    if isinstance(given, str):
        return list_elements(checked, *PHRASES[given])
    parameter = next(item for item in report.parameters if item.name == key)
    return [parameter.convert(text, report.place(key)) for text in given]


def list_elements(checked: Checked, *levels: str) -> list[str]:
    """Return the ids of the elements of some levels, in order."""
    rows = [row for row in checked.tables["elements.csv"] if row["level"] in levels]
    rows.sort(key=lambda row: (levels.index(row["level"]), int(row["order"])))
    return [row["id"] for row in rows]


def _check_elements(
    report: ReportPlan, fixed: dict[str, Any], varied: dict[str, list[Any]], checked: Checked
) -> None:
    """Refuse an `element` that the framework lacks before a kernel starts for it."""
    known = list_elements(checked, "track", "scenario")
    place = "-p " if "element" in fixed else report.place("element")
    for value in varied.get("element", [fixed.get("element", "")]):
        if value and value not in known:
            raise UsageError(f"{place}element={value}: the framework has {', '.join(known)}")
