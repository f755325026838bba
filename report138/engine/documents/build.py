"""From jobs to published documents: render what changed, one by one or in parallel.

In: jobs (station 2), how to render, where to.  Each goes through stations 3 to 5 (`rendering`), then
all of a framework to station 6 (`publish`).  Out: what became of each document.
"""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report138.engine.documents.options import RenderOptions
from report138.engine.documents.rendering import Made, OnCell, prune_failed, render_aside
from report138.engine.documents.snapshot import take_snapshot
from report138.engine.documents.worker_pool import call_each, count_workers, start_fork_server
from report138.engine.errors import NotebookError, PublishError, WorkerError, explain_disk_errors
from report138.engine.plan.fingerprint import (
    describe_dependencies,
    explain_difference,
    fingerprint,
    hash_code,
    list_versions,
)
from report138.engine.plan.job import Job
from report138.engine.publish.data_file import DataFile
from report138.engine.publish.destination import Destination
from report138.engine.publish.editions import list_data, open_staging
from report138.engine.publish.lock import hold
from report138.engine.publish.manifest import (
    ARCHIVE,
    Entries,
    Files,
    Manifest,
    find_copy,
    is_intact,
)
from report138.engine.publish.ours import hide_paths
from report138.engine.publish.publish import Batch, format_now, mend, publish_batch
from report138.engine.run.folders import sweep_folders
from report138.engine.run.open_files import allow_open_files
from report138.engine.run.scratch import open_scratch
from report138.engine.run.warm.pool import keep_warm
from report138.errors import count


@dataclass
class Outcome:
    """What became of one document: done, unchanged or failed, and why it was rendered."""

    job: Job
    status: str
    seconds: float = 0.0
    files: Files = field(default_factory=dict)
    error: str = ""
    reasons: tuple[str, ...] = ()
    heading: str = ""
    retryable: bool = False  # of a failure: another try may meet better luck
    warnings: tuple[str, ...] = ()  # what the document cannot show
    remarks: tuple[str, ...] = ()  # on what it leaves out on purpose


@dataclass(frozen=True)
class Task:
    """A document that must be rendered: what it depends on, and why it is rendered."""

    job: Job
    dependencies: dict[str, Any]
    reasons: tuple[str, ...]


def build(
    jobs: list[Job],
    options: RenderOptions,
    destination: Destination,
    on_cell: OnCell,
    say: Callable[[str], None] = print,
) -> Iterator[Outcome]:
    """Render documents, then publish them; a failure leaves the others, and what is published.

    The documents of one framework are published together, before the next framework's are
    rendered.  Raises PublishError at the end if something could not be put in its place.
    """
    allow_open_files()
    held: list[str] = []
    out = destination.out
    builder = _Builder(options, out, destination.keep, on_cell, say)
    with explain_disk_errors(out), hold(out, say):
        sweep_folders()
        prune_failed(out)
        manifest = mend(out)  # read once: no other run writes it while the folder is held
        for folder in dict.fromkeys(job.framework.folder for job in jobs):
            mine = [job for job in jobs if job.framework.folder == folder]
            with take_snapshot(mine) as copied:
                manifest, names = yield from builder.build_framework(copied, manifest)
            held += names
    if held:
        raise PublishError(
            f"{', '.join(str(out / name) for name in dict.fromkeys(held))}: another program "
            f"holds it, or a folder has its name; the new one is in {out / ARCHIVE}, and the next run puts it in its place"
        )


@dataclass(frozen=True)
class _Builder:
    """Builds frameworks one after the other: how, where to, and what hears of it."""

    options: RenderOptions
    out: Path
    keep: int | None
    on_cell: OnCell
    say: Callable[[str], None]

    def build_framework(
        self, jobs: list[Job], manifest: Manifest
    ) -> Generator[Outcome, None, tuple[Manifest, list[str]]]:
        """Render and publish the documents of one framework; return manifest, and names held."""
        documents, framework = manifest["documents"], jobs[0].framework
        batch, tasks, inputs = Batch(framework.folder), [], {}
        for task in select_due(jobs, self.out, documents, self.options):
            inputs = list_data(task.dependencies)
            if task.reasons:
                tasks.append(task)
            else:
                batch.unchanged.add(task.job.stem)
                yield leave(task.job, documents)
        data = DataFile(framework.data_file, framework.name, framework.folder, inputs)
        whole = data.is_whole(self.out, documents)
        with nullcontext() if whole and not tasks else open_staging(self.out) as staging:
            for task, outcome in self._render(tasks, staging):
                if outcome.status == "done":
                    batch.finished[task.job.stem] = _make_entry(task, outcome, self.out, documents)
                else:
                    batch.failed[task.job.stem] = _make_failure(task.job, outcome)
                yield outcome
            if batch.finished or (batch.unchanged and not whole):
                batch.finished |= data.put_aside(staging, documents)
            return publish_batch(self.out, staging, batch, self.keep, manifest)

    def _render(self, tasks: list[Task], staging: Path | None) -> Iterator[tuple[Task, Outcome]]:
        """Render here one by one, in worker processes, or on a cluster; files go aside at once."""
        if not tasks:
            return
        if self.options.dask:
            from report138.engine.documents.cluster import render_on_cluster

            packed = [(task.job, task.dependencies) for task in tasks]
            results = render_on_cluster(packed, self.options, self.out, staging, self.say)
            yield from _collect(tasks, results, self.options.strict)
            return
        workers = count_workers(self.options.jobs, len(tasks))
        if workers > 1:
            start_fork_server()  # before open_scratch, which ends all that is started below it
        with keep_warm(), open_scratch():
            if workers > 1:
                more = (self.out, staging, _show_nothing, self.options.limits)
                arguments = [(task.job, *more) for task in tasks]
                # closed before the folder that its processes write into is removed
                with closing(call_each(render_aside, arguments, workers)) as results:
                    yield from _collect(tasks, results, self.options.strict)
            else:
                yield from self._render_here(tasks, staging)

    def _render_here(
        self, tasks: list[Task], staging: Path | None
    ) -> Iterator[tuple[Task, Outcome]]:
        for task in tasks:
            started = time.monotonic()
            try:
                made = render_aside(task.job, self.out, staging, self.on_cell, self.options.limits)
            except PublishError:
                raise
            except Exception as error:  # whatever stops one document, the others go on
                yield task, _fail(task, time.monotonic() - started, error)
            else:
                yield task, _finish(task, made, self.options.strict)


def select_due(
    jobs: list[Job],
    out: Path,
    documents: Entries,
    options: RenderOptions,
    intact: Callable[[Path, Files], bool] = is_intact,
) -> Iterator[Task]:
    """Say for each document what it depends on, and why it must be rendered, if it must."""
    code, versions = hash_code(), list_versions()
    for job in jobs:
        dependencies = describe_dependencies(job, code, versions)
        entry = documents.get(job.stem)
        reasons = explain_difference(entry, dependencies)
        files = (entry or {}).get("files", {})
        missing = [name for name in job.files if name not in files]
        if entry and missing:
            reasons.append(f"not rendered yet: {', '.join(missing)}")
        elif entry and not intact(
            out / ARCHIVE / entry["edition"], {name: files[name] for name in job.files}
        ):
            reasons.append("a published file is missing or was changed")
        if options.strict and (entry or {}).get("warnings"):
            reasons.append("--strict: it has warnings")
        if options.force:
            reasons.append("--force")
        yield Task(job, dependencies, tuple(reasons))


def leave(job: Job, documents: Entries) -> Outcome:
    """Return the outcome of a document that is left as it is."""
    entry = documents[job.stem]
    files = {name: entry["files"][name] for name in job.files}
    return Outcome(job, "unchanged", files=files, warnings=tuple(entry.get("warnings", ())))


def _collect(
    tasks: list[Task], results: Iterator[tuple[int, Any]], strict: bool
) -> Iterator[tuple[Task, Outcome]]:
    """Turn what other processes give back into outcomes."""
    for place, made in results:
        if isinstance(made, PublishError):
            raise made
        if isinstance(made, BaseException):  # whatever ended one document, the others go on
            yield tasks[place], _fail(tasks[place], 0.0, made)
        else:
            yield tasks[place], _finish(tasks[place], made, strict)


def _show_nothing(*_: Any) -> None:
    """Stand in for the display of cells in a worker, which has no terminal of its own."""


def _finish(task: Task, made: Made, strict: bool) -> Outcome:
    job, reasons, warnings = task.job, task.reasons, made.warnings
    if strict and warnings:
        error = "\n  ".join([f"{count(len(warnings), 'warning')}, and --strict", *warnings])
        return Outcome(job, "failed", made.seconds, error=error, reasons=reasons)
    return Outcome(
        job=job,
        status="done",
        seconds=made.seconds,
        files=made.files,
        reasons=reasons,
        heading=made.heading,
        warnings=warnings,
        remarks=made.remarks,
    )


def _fail(task: Task, seconds: float, error: BaseException) -> Outcome:
    known = isinstance(error, (NotebookError, WorkerError))
    message = str(error) if known else f"{type(error).__name__}: {error}"
    retryable = getattr(error, "retryable", isinstance(error, (WorkerError, OSError, MemoryError)))
    return Outcome(
        task.job, "failed", seconds, error=message, reasons=task.reasons, retryable=retryable
    )


def _make_entry(task: Task, outcome: Outcome, out: Path, documents: Entries) -> dict[str, Any]:
    """Make a document's entry for the manifest, with formats that are still the same."""
    job, mark = task.job, fingerprint(task.dependencies)
    before = documents.get(job.stem, {})
    kept = before.get("files", {}) if before.get("fingerprint") == mark else {}
    kept = {name: facts for name, facts in kept.items() if find_copy(out, before, name)}
    return {
        "report": job.report.name,
        "framework": job.framework.name,
        "language": job.language,
        "heading": outcome.heading,
        **task.dependencies,
        "fingerprint": mark,
        "status": "done",
        "rendered": format_now(),
        "seconds": round(outcome.seconds, 2),
        "edition": before.get("edition", ""),
        "files": {**kept, **outcome.files},
        "warnings": [hide_paths(warning) for warning in outcome.warnings],
    }


def _make_failure(job: Job, outcome: Outcome) -> dict[str, str]:
    """Make the note on a failure, for the manifest and the index."""
    return {
        "framework": job.framework.name,
        "when": format_now(),
        "error": outcome.error.partition("\n")[0],
    }
