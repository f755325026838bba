"""The floor: what the cells and Typst take by themselves, if nothing else took any time.

`python -m benchmarks.floor` renders the 24 documents as a run does, on all cores, and notes the
time of each cell as papermill has it and that of Typst's compile.  Then it runs the cells once
more, one document after the other, in forks of a warmed process: without kernels, messages and
neighbours.  Prints the seconds as JSON.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.inputs import list_documents
from report138.cli.configure import configure
from report138.engine.documents.rendering import export, make_run
from report138.engine.documents.worker_pool import call_each, count_cores, start_fork_server
from report138.engine.plan.job import Job
from report138.engine.run.execute import (
    execute,
    merge_notebooks,
    open_work_folder,
    skip_slow_imports,
)
from report138.engine.run.warm.pool import keep_warm
from report138.engine.run.warm.server import warm_up
from report138.settings import change_settings


def time_document(job: Job) -> tuple[float, float]:
    """Render a document in a worker; return the seconds of its cells and of Typst's compile."""
    import typst

    compiled, seconds = typst.compile_with_warnings, []

    def compile_timed(*arguments: Any, **options: Any) -> Any:
        started = time.perf_counter()
        result = compiled(*arguments, **options)
        seconds.append(time.perf_counter() - started)
        return result

    typst.compile_with_warnings = compile_timed
    with open_work_folder() as folder:
        notebook = execute(make_run(job), folder, lambda *_: None)
        export(notebook, job.formats)
    typst.compile_with_warnings = compiled
    cells = sum(cell.metadata.papermill.duration or 0.0 for cell in notebook.cells)
    return cells, sum(seconds)


def time_cells(notebook: Any) -> float:
    """Return the seconds that a notebook's cells take alone, each with the display of its result."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 -- this process ends here
        from IPython.core.interactiveshell import InteractiveShell

        shell, seconds = InteractiveShell.instance(), 0.0
        for cell in notebook.cells:
            if cell.cell_type == "code":
                started = time.perf_counter()
                shell.run_cell(cell.source).raise_error()
                seconds += time.perf_counter() - started
        os.write(writing, str(seconds).encode())
        os._exit(0)
    os.close(writing)
    with open(reading) as pipe:  # noqa: PTH123 -- a descriptor
        text = pipe.read()
    os.wait()
    if not text:
        sys.exit("a cell failed")
    return float(text)


def main() -> None:
    """Print the seconds of cells and of Typst in a run, and of the cells alone."""
    configure()
    skip_slow_imports()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    change_settings(bitmaps=False)
    jobs = list_documents()
    start_fork_server()
    with keep_warm():
        results = [
            made for _, made in call_each(time_document, [(j,) for j in jobs], count_cores())
        ]
    cells, typst = (sum(seconds) for seconds in zip(*results, strict=True))
    warm_up()
    alone = sum(time_cells(merge_notebooks(make_run(job))) for job in jobs)
    print(json.dumps({"cells": cells, "typst": typst, "alone": alone}))


if __name__ == "__main__":
    main()
