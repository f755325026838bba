"""Render one document aside: execute its notebooks, export each format, write the files down."""

import datetime
import io
import re
import shutil
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

from report138.render.errors import NotebookError, explain_trouble
from report138.render.jobs import Job
from report138.render.limits import UNLIMITED, Limits
from report138.render.manifest import Files, hash_bytes
from report138.whole_file import write_durably

FAILED = "failed"

OnCell = Callable[[Job, int, int], None]


def render_aside(
    job: Job, out: Path, staging: Path, on_cell: OnCell, limits: Limits = UNLIMITED
) -> tuple[Files, str, float]:
    """Render a document into a folder aside; return its files' facts, heading and seconds."""
    started = time.monotonic()
    contents = render_document(job, out, on_cell, limits)
    with explain_trouble(out):
        for name, content in contents.items():
            write_durably(staging / name, content)
    files = {name: describe_file(name, content) for name, content in contents.items()}
    return files, find_heading(job, contents), time.monotonic() - started


def render_document(
    job: Job, out: Path, on_cell: OnCell, limits: Limits = UNLIMITED
) -> dict[str, bytes]:
    """Execute and export one document; on failure keep the executed notebook for debugging."""
    from report138.render.execute import execute, open_work_folder

    with open_work_folder() as folder:
        try:
            notebook = execute(job, folder, lambda cell, total: on_cell(job, cell, total), limits)
            return {
                f"{job.stem}.{form}": export(notebook, form, show_code=job.show_code)
                for form in job.formats
            }
        except NotebookError as error:
            kept = _keep_failed(folder / f"{job.stem}.ipynb", out)
            message = f"{error}" + (f"\n  kept: {kept}" if kept else "")
            raise NotebookError(message, error.can_pass) from error


def export(notebook: Any, form: str, *, show_code: bool = False) -> bytes:
    """Turn an executed notebook into the bytes of one format; only the HTML can show its code."""
    if form == "ipynb":
        import nbformat

        return (nbformat.writes(notebook) + "\n").encode()
    if form == "html":
        from report138.render.html import HtmlExporter

        page, _ = HtmlExporter(show_code=show_code).from_notebook_node(notebook)
        return page.encode()
    from report138.render.pdf import PdfExporter

    return PdfExporter().from_notebook_node(notebook)[0]


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
    if job.report.titles[job.language]:
        return job.report.titles[job.language]
    for name, content in contents.items():
        if name.endswith(".html"):
            found = re.search(r"<title>(.*?)( · .*?)?</title>", content.decode(), flags=re.S)
            if found:
                return unescape(found[1])
    return " ".join([job.report.name, *(str(job.parameters[name]) for name in job.varied)])


def _keep_failed(executed: Path, out: Path) -> Path | None:
    if not executed.is_file():
        return None
    run = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S")
    target = out / FAILED / run / executed.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(executed, target)
    return target
