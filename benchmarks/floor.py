"""The floor: what the cells themselves and Typst take, with nothing started and nothing waited for.

`python -m benchmarks.floor` runs every cell of the 24 documents in a fork of a warmed process,
without a kernel or messages, renders the pages in this one, and prints the seconds as JSON.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.inputs import list_documents
from report138.items import BITMAPS
from report138.render import pdf
from report138.render.execute import execute, merge_notebooks, open_work_folder, skip_slow_import
from report138.warm.pool import keep_warm
from report138.warm.server import warm_up


def time_cells(notebook: Any) -> float:
    """Return the seconds that a notebook's cells take, each with the display of its result."""
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


def time_typst(jobs: list[Any]) -> list[float]:
    """Return the seconds of Typst's own compile of each document, in one process."""
    import typst

    compiled, seconds = typst.compile_with_warnings, []

    def compile_timed(*arguments: Any, **options: Any) -> Any:
        started = time.perf_counter()
        result = compiled(*arguments, **options)
        seconds.append(time.perf_counter() - started)
        return result

    typst.compile_with_warnings = compile_timed
    exporter = pdf.PdfExporter()
    with keep_warm():
        for job in jobs:
            with open_work_folder() as folder:
                exporter.from_notebook_node(execute(job, folder, lambda *_: None))
    return seconds


def main() -> None:
    """Print the seconds of cells and of Typst, a document each."""
    skip_slow_import()
    os.environ.update({BITMAPS: "0", "OPENBLAS_NUM_THREADS": "1"})
    jobs = list_documents()
    warm_up()
    cells = [time_cells(merge_notebooks(job)) for job in jobs]
    print(json.dumps({"cells": cells, "typst": time_typst(jobs)}))


if __name__ == "__main__":
    main()
