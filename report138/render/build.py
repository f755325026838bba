"""Build documents: render what changed, one by one or in parallel, and publish it."""

import datetime
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from report138.render import publish
from report138.render.errors import NotebookError
from report138.render.fingerprint import (
    describe_dependencies,
    explain_difference,
    fingerprint,
    hash_code,
    list_versions,
)
from report138.render.jobs import Job, Request

FAILED = "failed"

OnCell = Callable[[Job, int, int], None]


@dataclass
class Outcome:
    """What became of one document: done, unchanged or failed, and why it was rendered."""

    job: Job
    status: str
    seconds: float = 0.0
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    error: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """A document that must be rendered: what it depends on, and why it is rendered."""

    job: Job
    dependencies: dict[str, Any]
    reasons: tuple[str, ...]


def build(jobs: list[Job], request: Request, on_cell: OnCell) -> Iterator[Outcome]:
    """Render and publish documents; a failure leaves the others, and what is published, alone."""
    tasks = []
    for task in sort_out(jobs, request):
        if task.reasons:
            tasks.append(task)
        else:
            entry = publish.read_manifest(request.out)["documents"][task.job.stem]
            files = {name: entry["files"][name] for name in task.job.files}
            yield Outcome(task.job, "unchanged", files=files)
    if request.jobs > 1 and len(tasks) > 1:
        yield from _build_in_parallel(tasks, request)
        return
    for task in tasks:
        started = time.monotonic()
        try:
            contents = render_document(task.job, request.out, on_cell)
        except Exception as error:  # whatever stops one document, the others go on
            yield _fail(task, started, error)
        else:
            yield _finish(task, request.out, contents, time.monotonic() - started)


def sort_out(jobs: list[Job], request: Request) -> Iterator[Task]:
    """Say for each document what it depends on, and why it must be rendered, if it must."""
    code, versions = hash_code(), list_versions()
    documents = publish.read_manifest(request.out)["documents"]
    for job in jobs:
        dependencies = describe_dependencies(job, code, versions)
        entry = documents.get(job.stem)
        reasons = explain_difference(entry, dependencies)
        files = (entry or {}).get("files", {})
        missing = [name for name in job.files if name not in files]
        if entry and missing:
            reasons.append(f"not rendered yet: {', '.join(missing)}")
        elif entry and not publish.is_intact(
            request.out, {name: files[name] for name in job.files}
        ):
            reasons.append("a published file is missing or was changed")
        if request.force:
            reasons.append("--force")
        yield Task(job, dependencies, tuple(reasons))


def _build_in_parallel(tasks: list[Task], request: Request) -> Iterator[Outcome]:
    """Render in processes of their own; only this process publishes."""
    # spawn: a fresh interpreter each, nothing of this one's threads or state in it
    with ProcessPoolExecutor(request.jobs, mp_context=get_context("spawn")) as pool:
        waiting: dict[Future[tuple[dict[str, bytes], float]], Task] = {
            pool.submit(_render_timed, task.job, request.out): task for task in tasks
        }
        for future in as_completed(waiting):
            task = waiting[future]
            try:
                contents, seconds = future.result()
            except Exception as error:  # whatever ended the worker, the others go on
                yield _fail(task, time.monotonic(), error)
            else:
                yield _finish(task, request.out, contents, seconds)


def _render_timed(job: Job, out: Path) -> tuple[dict[str, bytes], float]:
    started = time.monotonic()
    return render_document(job, out, lambda *_: None), time.monotonic() - started


def _fail(task: Task, started: float, error: Exception) -> Outcome:
    known = isinstance(error, NotebookError)
    message = str(error) if known else f"{type(error).__name__}: {error}"
    return Outcome(
        task.job, "failed", time.monotonic() - started, error=message, reasons=task.reasons
    )


def _finish(task: Task, out: Path, contents: dict[str, bytes], seconds: float) -> Outcome:
    """Publish a document's files and enter them into the manifest."""
    job, mark = task.job, fingerprint(task.dependencies)
    files = publish.publish(out, contents)
    manifest = publish.read_manifest(out)
    before = manifest["documents"].get(job.stem, {})
    kept = before.get("files", {}) if before.get("fingerprint") == mark else {}
    manifest["documents"][job.stem] = {
        "report": job.report.name,
        "framework": job.framework_name,
        "language": job.language,
        **task.dependencies,
        "fingerprint": mark,
        "status": "done",
        "rendered": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 2),
        "files": {**kept, **files},
    }
    publish.write_manifest(out, manifest)
    return Outcome(job, "done", seconds, files, reasons=task.reasons)


def render_document(job: Job, out: Path, on_cell: OnCell) -> dict[str, bytes]:
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
