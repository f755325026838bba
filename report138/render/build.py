"""Build documents: check the data, plan the jobs, render what changed, publish it."""

import datetime
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report138.checking import Checked, check_framework
from report138.framework_path import find_framework
from report138.render import publish
from report138.render.errors import NotebookError, UsageError
from report138.render.fingerprint import (
    describe_dependencies,
    fingerprint,
    hash_code,
    list_versions,
)
from report138.render.parameters import parse_assignments
from report138.render.plan import Job, ReportPlan, read_plan

DEFAULT_FRAMEWORK = "138"
FAILED = "failed"

OnCell = Callable[[Job, int, int], None]


@dataclass(frozen=True)
class Request:
    """What the user asked for."""

    out: Path
    data: str | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    assignments: tuple[str, ...] = ()
    force: bool = False


@dataclass
class Outcome:
    """What became of one document: done, unchanged or failed."""

    job: Job
    status: str
    seconds: float = 0.0
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    error: str = ""


def plan_jobs(request: Request) -> tuple[list[Job], list[str]]:
    """Check the data and the request, and return the documents to render, with notes.

    Raises FrameworkError for bad data and UsageError for anything that does not fit.
    """
    plan = read_plan()
    report = plan.get("report") or next(iter(plan.values()))
    values = parse_assignments(list(request.assignments), report.parameters)
    folder = choose_framework(request.data, values.pop("framework", None))
    checked = check_framework(folder)
    languages, notes = choose_languages(report, checked, request.languages, values)
    name = str(checked.package["name"])
    shown = name if folder == find_framework(name) else str(folder)
    jobs = [
        Job(
            report=report,
            framework_name=name,
            folder=folder,
            language=language,
            formats=request.formats or report.formats,
            parameters={**values, "language": language, "framework": shown},
        )
        for language in languages
    ]
    return jobs, [*checked.notes, *notes]


def choose_framework(data: str | None, parameter: str | None) -> Path:
    """Find the framework folder that was asked for, in one way or the other."""
    found = [find_framework(given) for given in (data, parameter) if given]
    if len(found) == 2 and found[0] != found[1]:
        raise UsageError(f"two frameworks: --data {data} and -p framework={parameter}")
    return found[0] if found else find_framework(DEFAULT_FRAMEWORK)


def choose_languages(
    report: ReportPlan, checked: Checked, asked: tuple[str, ...], values: dict[str, Any]
) -> tuple[list[str], list[str]]:
    """Return the languages to render and notes on those skipped.

    One that was asked for and is lacking is an error; one that only the plan names is skipped.
    """
    name, known = checked.package["name"], checked.languages
    parameter = values.pop("language", None)
    if parameter and asked and set(asked) != {parameter}:
        raise UsageError(
            f"two languages: --language {', '.join(asked)} and -p language={parameter}"
        )
    wanted = list(dict.fromkeys((parameter,) if parameter else asked))
    for language in wanted:
        if language not in known:
            raise UsageError(f"language {language}: {name} has {' and '.join(known)}")
    if wanted:
        return wanted, []
    skipped = [language for language in report.languages if language not in known]
    notes = [f"skipped {language}: {name} has only {', '.join(known)}" for language in skipped]
    return [language for language in report.languages if language in known], notes


def build(jobs: list[Job], request: Request, on_cell: OnCell) -> Iterator[Outcome]:
    """Render and publish one document after the other; a failure leaves the others alone."""
    code, versions = hash_code(), list_versions()
    for job in jobs:
        dependencies = describe_dependencies(job, code, versions)
        mark = fingerprint(dependencies)
        manifest = publish.read_manifest(request.out)
        entry = manifest["documents"].get(job.stem, {})
        if not request.force and _is_current(request.out, job, entry, mark):
            files = {name: entry["files"][name] for name in _name_files(job)}
            yield Outcome(job, "unchanged", files=files)
            continue
        yield _build_one(job, request, on_cell, manifest, dependencies, mark)


def _name_files(job: Job) -> list[str]:
    return [f"{job.stem}.{form}" for form in job.formats]


def _is_current(out: Path, job: Job, entry: dict[str, Any], mark: str) -> bool:
    files = entry.get("files", {})
    return (
        entry.get("fingerprint") == mark
        and all(name in files for name in _name_files(job))
        and publish.is_intact(out, {name: files[name] for name in _name_files(job)})
    )


def _build_one(
    job: Job,
    request: Request,
    on_cell: OnCell,
    manifest: dict[str, Any],
    dependencies: dict[str, Any],
    mark: str,
) -> Outcome:
    started = time.monotonic()
    try:
        contents = _render(job, request.out, on_cell)
        files = publish.publish(request.out, contents)
    except NotebookError as error:
        return Outcome(job, "failed", time.monotonic() - started, error=str(error))
    seconds = time.monotonic() - started
    before = manifest["documents"].get(job.stem, {})
    kept = before.get("files", {}) if before.get("fingerprint") == mark else {}
    manifest["documents"][job.stem] = {
        "report": job.report.name,
        "framework": job.framework_name,
        "language": job.language,
        **dependencies,
        "fingerprint": mark,
        "status": "done",
        "rendered": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 2),
        "files": {**kept, **files},
    }
    publish.write_manifest(request.out, manifest)
    return Outcome(job, "done", seconds, files)


def _render(job: Job, out: Path, on_cell: OnCell) -> dict[str, bytes]:
    """Execute and export one document; on failure keep the executed notebook for debugging."""
    from report138.render.execute import execute, open_work_folder

    with open_work_folder() as folder:
        try:
            notebook = execute(job, folder, lambda cell, total: on_cell(job, cell, total))
            return {f"{job.stem}.{form}": export(notebook, form) for form in job.formats}
        except NotebookError as error:
            kept = _keep_failed(folder / f"{job.stem}.ipynb", out)
            raise NotebookError(f"{error}" + (f"\n  kept: {kept}" if kept else "")) from error


def export(notebook: Any, form: str) -> bytes:
    """Turn an executed notebook into the bytes of one format."""
    if form == "ipynb":
        import nbformat

        return (nbformat.writes(notebook) + "\n").encode()
    if form == "html":
        from report138.render.html import HtmlExporter as Exporter
    else:
        from report138.render.pdf import PdfExporter as Exporter
    body, _ = Exporter().from_notebook_node(notebook)
    return body.encode() if isinstance(body, str) else body


def _keep_failed(executed: Path, out: Path) -> Path | None:
    if not executed.is_file():
        return None
    run = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S")
    target = out / FAILED / run / executed.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(executed, target)
    return target
