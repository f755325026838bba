"""Stations 3 to 5, run, document, html/pdf: render one document into a folder aside.

In: a job.  `run` executes its notebooks into one notebook, `typeset` reads that into a document
and sets it as page and PDF.  Out: files in a folder aside, and what the manifest says of them.
"""

import datetime
import io
import re
import shutil
import time
from collections.abc import Callable, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from report138.engine.errors import NotebookError, explain_disk_errors
from report138.engine.plan.job import Job
from report138.engine.plan.parameters import read_parameters
from report138.engine.publish.manifest import Files, hash_bytes
from report138.engine.publish.ours import FAILED
from report138.engine.run.execute import NotebookRun
from report138.engine.run.limits import USUAL, Limits
from report138.engine.typeset.links import NO_LINKS, PageLinks
from report138.engine.typeset.shown import SHOWN, Shown
from report138.whole_file import write_durably

KEPT = "\n  kept: "
RUNS = 20  # whose failed notebooks stay; those of the run under way come on top

OnCell = Callable[[Job, int, int], None]


class Rendered(NamedTuple):
    """The bytes of a document by file name, or by format; what it cannot show or leaves out."""

    contents: dict[str, bytes]
    warnings: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()  # on what it leaves out on purpose


class Made(NamedTuple):
    """A document's files as the manifest has them, its heading, and what it cannot show."""

    files: Files
    heading: str
    seconds: float
    warnings: tuple[str, ...]
    remarks: tuple[str, ...]


def render_aside(job: Job, out: Path, staging: Path, on_cell: OnCell, limits: Limits) -> Made:
    """Render a document into a folder aside."""
    started = time.monotonic()
    rendered = render_document(job, out, on_cell, limits)
    return put_aside(job, rendered, time.monotonic() - started, out, staging)


def put_aside(job: Job, rendered: Rendered, seconds: float, out: Path, staging: Path) -> Made:
    """Write a rendered document into a folder aside."""
    contents, warnings, remarks = rendered
    with explain_disk_errors(out):
        for name, content in contents.items():
            write_durably(staging / name, content)
    files = {name: describe_file(name, content) for name, content in contents.items()}
    return Made(files, find_heading(job, contents), seconds, warnings, remarks)


def render_document(job: Job, out: Path, on_cell: OnCell, limits: Limits = USUAL) -> Rendered:
    """Execute and export one document; on failure keep the executed notebook for debugging."""
    from report138.engine.run.execute import execute, open_work_folder

    with open_work_folder() as folder:
        left = folder / f"{job.stem}.ipynb"
        run = make_run(job)
        try:
            notebook = execute(run, folder, lambda cell, total: on_cell(job, cell, total), limits)
            exported = _export_or_leave(job, notebook, left)
        except NotebookError as error:
            kept = keep_failed(left, out)
            raise NotebookError(
                f"{error}" + (f"{KEPT}{kept}" if kept else ""), error.retryable
            ) from error
    contents = {f"{job.stem}.{form}": content for form, content in exported.contents.items()}
    return exported._replace(contents=contents)


def make_run(job: Job) -> NotebookRun:
    """Return what a kernel must run for a job: each notebook with the values that it declares."""
    return NotebookRun(
        name=job.stem,
        notebooks=tuple(
            (path, _choose_values(path, job.parameters)) for path in job.report.notebooks
        ),
        subtitle=job.title,
        command=job.command,
        bitmaps="ipynb" in job.formats,
        folder=job.folder,
    )


def _choose_values(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    declared = {parameter.name for parameter in read_parameters(path)}
    return {name: value for name, value in values.items() if name in declared}


def _export_or_leave(job: Job, notebook: Any, left: Path) -> Rendered:
    """Export a document; if that fails, leave its notebook in a file."""
    import nbformat

    try:
        return export_job(job, notebook)
    except NotebookError:
        nbformat.write(notebook, left)
        raise


def export_job(job: Job, notebook: Any) -> Rendered:
    """Turn the executed notebook of a job into the bytes of each of its formats."""
    return export(notebook, job.formats, job.shown, job.folder, job.report.name, job.links)


def export(
    notebook: Any,
    formats: Sequence[str],
    shown: Shown = SHOWN,
    folder: Path | None = None,
    name: str = "",
    links: PageLinks = NO_LINKS,
) -> Rendered:
    """Turn an executed notebook into the bytes of each format.

    Pictures are read from `folder` and below; `name` is the title of a notebook that has none.
    """
    import nbformat

    # past nbconvert's preprocessors, which have nothing to do and copy the notebook each time
    from report138.engine.typeset.document import read_document
    from report138.engine.typeset.pdf import set_pdf

    read = cache(lambda: read_document(notebook, folder=folder, name=name, shown=shown))
    makers = {
        "html": lambda: get_html_exporter().make_page(read(), links).encode(),
        "pdf": lambda: set_pdf(read()),
        "ipynb": lambda: (nbformat.writes(notebook) + "\n").encode(),
    }
    contents = {form: makers[form]() for form in formats}
    if not contents.keys() - {"ipynb"}:
        return Rendered(contents)
    return Rendered(contents, tuple(read().warnings), tuple(read().remarks))


@cache
def get_html_exporter() -> Any:
    """Return the exporter of pages, set up once a process: templates are compiled in it."""
    from report138.engine.typeset.html import HtmlExporter

    return HtmlExporter()


def describe_file(name: str, content: bytes) -> dict[str, Any]:
    """Return what the manifest says of a file."""
    facts: dict[str, Any] = {"sha256": hash_bytes(content), "bytes": len(content)}
    if name.endswith(".pdf"):
        import pikepdf

        with pikepdf.open(io.BytesIO(content)) as pdf:
            facts["pages"] = len(pdf.pages)
    return facts


def find_heading(job: Job, contents: dict[str, bytes]) -> str:
    """Return a document's own heading: the plan's title, or what its page or PDF is about."""
    if job.title:
        return " ".join([job.title, *job.list_given()])
    for name, content in contents.items():
        if name.endswith(".html"):
            found = re.search(r"<title>(.*?)( · .*?)?</title>", content.decode(), flags=re.S)
            if found:
                return unescape(found[1])
    return " ".join([job.report.name, *(str(job.parameters[name]) for name in job.varied)])


def prune_failed(out: Path) -> None:
    """Remove failed notebooks of older runs; what people have put beside them stays."""
    runs = [path for path in (out / FAILED).glob("*") if re.fullmatch(r"\d{8}T\d{6}", path.name)]
    for folder in sorted(runs)[:-RUNS]:
        if not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def keep_failed(executed: Path, out: Path) -> Path | None:
    """Move a notebook that failed to where people look for it; return that place."""
    if not executed.is_file():
        return None
    run = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S")
    target = out / FAILED / run / executed.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(executed, target)
    return target
