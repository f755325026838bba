"""Station 2, jobs: combine the reports of the plan with a selection and the data.

In: reports as the plan has them, a selection, the catalog of frameworks.  Out: one job a document,
and notes for people.  Whatever does not fit is a UsageError before any kernel starts.
"""

from pathlib import Path
from typing import Any

from report138.engine.errors import UnknownReportError, UsageError
from report138.engine.plan.catalog import Catalog, Framework
from report138.engine.plan.job import DEFAULT_REPORT, Job
from report138.engine.plan.links import add_links
from report138.engine.plan.parameters import merge, parse_assignments
from report138.engine.plan.planned import combine_values, list_planned, list_values
from report138.engine.plan.reports_yaml import CHOSEN, ReportPlan
from report138.engine.plan.selection import Selection
from report138.errors import suggest
from report138.unseen import is_encodable

# Bytes: disks take 255 for a name, and a file is written under a longer one before it has its own.
LONGEST_STEM = 220


class Aside(str):
    """A note that is only for people who ask for more."""


def plan_jobs(
    reports: dict[str, ReportPlan], selection: Selection, catalog: Catalog
) -> tuple[list[Job], list[str]]:
    """Check the data and the selection, and return the documents to render, with notes.

    Raises DataError for bad data and UsageError for anything that does not fit.
    """
    chosen = choose_reports(reports, selection)
    known = merge([report.parameters for report in chosen])
    others: dict[str, list[str]] = {}
    for report in reports.values():
        for parameter in report.parameters:
            others.setdefault(parameter.name, []).append(report.name)
    values = parse_assignments(list(selection.assignments), known, others)
    framework, language = values.pop("framework", None), values.pop("language", None)
    folders = {
        report.name: choose_folders(report, selection.data, framework, catalog) for report in chosen
    }
    jobs: list[Job] = []
    notes: list[str] = []
    for folder in dict.fromkeys(folder for found in folders.values() for folder in found):
        framework = catalog.read(folder)
        shown = framework.name if folder == catalog.find(framework.name) else str(folder)
        given = {**values, "framework": shown}
        languages = choose_languages(selection.languages, language, framework)
        notes += [framework.warning] if framework.warning else []
        notes += map(Aside, framework.notes)
        mine: list[Job] = []
        for report in chosen:
            if folder in folders[report.name]:
                planned = report.matrix.get("language", list(catalog.languages))
                notes += [] if languages else _list_skipped(report, planned, framework)
                mine += _expand(report, selection, framework, given, languages or planned)
        jobs += add_links(mine, list_planned(reports, framework, catalog))
    _check_jobs(jobs)
    return jobs, notes


def _check_jobs(jobs: list[Job]) -> None:
    stems: set[str] = set()
    for job in jobs:
        if job.stem.lower() in stems:
            raise UsageError(f"two documents would be named {job.stem}: change the plan's values")
        stems.add(job.stem.lower())
        size = len(job.stem.encode())
        if size > LONGEST_STEM:
            raise UsageError(
                f"{job.report.path.name}, report {job.report.name}: its name and values make a file "
                f"name of {size} bytes; allowed: {LONGEST_STEM} at most: {job.stem}"
            )


def choose_reports(reports: dict[str, ReportPlan], selection: Selection) -> list[ReportPlan]:
    """Return the selected reports: by name, all, or by default the one named report."""
    if selection.every:
        if selection.names:
            raise UsageError(f"--all and the names {', '.join(selection.names)}: give one of them")
        return list(reports.values())
    default = DEFAULT_REPORT if DEFAULT_REPORT in reports else next(iter(reports))
    names = selection.names or (default,)
    for name in names:
        if name not in reports:
            raise UnknownReportError(name, _explain_unknown(name, reports), reports)
    return [reports[name] for name in dict.fromkeys(names)]


def _explain_unknown(name: str, reports: dict[str, ReportPlan]) -> str:
    """Say what a name that is no report's may have meant, if anything is like it."""
    stem = name.removesuffix(".ipynb")
    owners = [one.name for one in reports.values() if stem in {p.stem for p in one.notebooks}]
    return f"it is a notebook of {', '.join(owners)}; " if owners else suggest(name, reports)


def choose_folders(
    report: ReportPlan, data: str | None, parameter: str | None, catalog: Catalog
) -> list[Path]:
    """Find the folders of a report: as selected, else as its plan says, else the default."""
    if data or parameter or "framework" not in report.matrix:
        return [choose_folder(data, parameter, catalog)]
    folders = [catalog.find(given) for given in report.matrix["framework"]]
    for given, folder in zip(report.matrix["framework"], folders, strict=True):
        if not folder.is_dir():
            known = ", ".join(catalog.list_names())
            raise UsageError(
                f"{report.place('framework')}framework={given}: no such folder; "
                f"{suggest(given, catalog.list_names())}allowed: a folder, or under data/: {known}"
            )
    return list(dict.fromkeys(folders))


def choose_folder(data: str | None, parameter: str | None, catalog: Catalog) -> Path:
    """Find the framework folder that an option or a parameter names, else the default."""
    for given in filter(None, (data, parameter)):
        if not is_encodable(given):
            raise UsageError(f"--data {given}: its name is not UTF-8 text")
    found = [catalog.find(given) for given in (data, parameter) if given]
    if len(found) == 2 and found[0] != found[1]:
        raise UsageError(f"two frameworks: --data {data} and -p framework={parameter}")
    return found[0] if found else catalog.find(catalog.default)


def choose_languages(
    selected: tuple[str, ...], parameter: str | None, framework: Framework
) -> tuple[str, ...]:
    """Return the selected languages, checked against those of the framework."""
    if parameter and selected and set(selected) != {parameter}:
        shown = ", ".join(selected)
        raise UsageError(f"two languages: --language {shown} and -p language={parameter}")
    chosen = tuple(dict.fromkeys((parameter,) if parameter else selected))
    for language in chosen:
        if language not in framework.languages:
            has = " and ".join(framework.languages)
            raise UsageError(f"language {language}: {framework.name} has {has}")
    return chosen


def _list_skipped(report: ReportPlan, planned: list[str], framework: Framework) -> list[str]:
    """Say which languages of the plan the framework lacks."""
    has = ", ".join(framework.languages)
    return [
        f"skipped {report.name} in {code}: {framework.name} has only {has}"
        for code in planned
        if code not in framework.languages
    ]


def _expand(
    report: ReportPlan,
    selection: Selection,
    framework: Framework,
    values: dict[str, Any],
    languages: list[str] | tuple[str, ...],
) -> list[Job]:
    """Combine the values of a report's parameters into jobs, languages innermost."""
    known = {parameter.name for parameter in report.parameters}
    fixed = {key: value for key, value in values.items() if key in known and key not in CHOSEN}
    varied = {
        key: [fixed[key]] if key in fixed else list_values(report, key, framework)
        for key in report.matrix
        if key not in CHOSEN
    }
    _check_values(report, fixed, varied, framework)
    # asked for as the notebooks have it already, it is the plan's document
    given = {
        key: value
        for key, value in fixed.items()
        if key not in varied and not report.is_default(key, value)
    }
    return [
        Job(
            report=report,
            framework=framework,
            language=language,
            formats=selection.formats or report.formats,
            parameters={
                **given,
                **combination,
                "language": language,
                "framework": values["framework"],
            },
            varied=tuple(varied),
            given=tuple(given),
            shown=selection.shown,
        )
        for combination in combine_values(report, varied)
        for language in languages
        if language in framework.languages
    ]


def _check_values(
    report: ReportPlan, fixed: dict[str, Any], varied: dict[str, list[Any]], framework: Framework
) -> None:
    """Refuse a value that the framework lacks before a kernel starts for it."""
    for key, allowed in framework.allowed.items():
        place = "-p " if key in fixed else report.place(key)
        for value in varied.get(key, [fixed.get(key, "")]):
            if value and value not in allowed:
                has = ", ".join(allowed) or "none"
                hint = suggest(value, allowed)
                raise UsageError(f"{place}{key}={value}: {hint}the framework has {has}")
