"""Documents run in warm kernels, for tests."""

import time
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from planning import describe_folder

from report138.engine.documents.rendering import make_run
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ReportPlan
from report138.engine.run.execute import execute, open_work_folder

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PATIENCE = 20  # seconds; nothing here is a matter of speed
PARENT = "import psutil; print(psutil.Process().parent().cmdline()[3])"


def run(folder: Path, *cells: str, **options: Any) -> list[str]:
    """Run cells as the document of a job; return what each printed."""
    path = folder / f"n{len(list(folder.glob('*.ipynb')))}.ipynb"
    code = [new_code_cell(cell) for cell in cells]
    nbformat.write(new_notebook(cells=[new_markdown_cell("# T"), *code], metadata=KERNEL), path)
    plan = ReportPlan("r", (path,), {"en": "", "zh": ""}, ("html",), {}, {})
    job = Job(plan, describe_folder(folder), "en", ("html",), {"language": "en"})
    with open_work_folder() as work:
        executed = execute(make_run(job), work, lambda *_: None, **options)
    return [
        "".join(output.get("text", "") for output in cell.outputs).strip()
        for cell in executed.cells
        if cell.cell_type == "code" and "injected-parameters" not in cell.metadata.tags
    ]


def wait_until(condition: Any) -> bool:
    """Wait for something that another process does."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
