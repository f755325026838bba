"""The process that renders: `python -m report138.engine.preview.worker`.

In: lines of JSON on standard input, a selection first, then the name of a document each time, or
nothing to have the documents listed.  Out: a line of JSON for each.  It ends with its input, and is
started anew when the code of the package has changed.
"""

import gc
import json
import os
import queue
import signal
import sys
import threading
import time
from typing import Any

import msgspec

from report138.engine.documents.rendering import export_job
from report138.engine.documents.worker_pool import exit_on_sigterm
from report138.engine.errors import FAILURES
from report138.engine.plan.catalog import get_catalog
from report138.engine.plan.combine import plan_jobs
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import read_plan
from report138.engine.plan.selection import Selection
from report138.engine.preview.executed import Memory, find_folders
from report138.engine.run.execute import skip_slow_imports
from report138.engine.run.open_files import allow_open_files
from report138.engine.run.scratch import open_scratch
from report138.engine.run.warm.pool import keep_warm
from report138.errors import UserError


def main() -> None:
    """Render what is asked for until the input ends."""
    exit_on_sigterm()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what anything prints is no answer
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    selection = msgspec.json.decode(lines.get(), type=Selection)
    skip_slow_imports()
    allow_open_files()
    with keep_warm(), open_scratch():
        memory = Memory()
        gc.disable()  # a third of the time of setting a page; done while nobody waits
        while True:
            asked = json.loads(lines.get())
            answers.write(json.dumps(answer(asked, selection, memory)) + "\n")
            answers.flush()
            gc.collect()


def _read(lines: "queue.Queue[str]") -> None:
    """Take in lines; at their end leave by way of every `finally`, whatever is under way."""
    for line in sys.stdin:
        lines.put(line)
    if hasattr(signal, "pthread_kill"):  # a signal that another thread takes would wake nobody
        signal.pthread_kill(threading.main_thread().ident, signal.SIGTERM)
    else:
        os.kill(os.getpid(), signal.SIGTERM)
    lines.put("null")  # should the signal have come just before it waits


def answer(asked: str | None, selection: Selection, memory: Memory) -> dict[str, Any]:
    """List the documents, and render the one that is asked for; say what went wrong."""
    said: dict[str, Any] = {"stem": asked}
    started = time.monotonic()
    try:
        catalog = get_catalog()
        jobs, _ = plan_jobs(read_plan(catalog), selection, catalog)
        said |= describe(jobs)
        job = next((job for job in jobs if job.stem == asked), None)
        if job:
            said |= render(job, memory)
    except (UserError, *FAILURES) as error:
        said["error"] = str(error)
    except Exception as error:  # whatever it is, it is shown, and the next change is rendered
        said["error"] = f"{type(error).__name__}: {error}"
    return said | {"seconds": time.monotonic() - started}


def describe(jobs: list[Job]) -> dict[str, Any]:
    """Say which documents there are, and which folders they are made from."""
    folders = {job.framework.folder.resolve() for job in jobs}
    folders |= {folder.resolve() for job in jobs for folder in find_folders(job)}
    return {
        "documents": {job.stem: job.language for job in jobs},
        "folders": sorted(map(str, folders)),
    }


def render(job: Job, memory: Memory) -> dict[str, Any]:
    """Render the page of a document, from what its notebooks showed before as far as that holds."""
    notebook, ran = memory.execute(job)
    exported = export_job(job, notebook)
    html = exported.contents["html"].decode()
    return {"html": html, "ran": ran, "warnings": exported.warnings}


if __name__ == "__main__":
    main()
