"""A job of one notebook, written for the test at hand."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from planning import describe_folder

from report138.engine.plan.fingerprint import hash_file
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ReportPlan

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def write_notebook(path: Path, *sources: str) -> Path:
    """Write a notebook: a title, its parameters, and code cells."""
    parameters = new_code_cell('language: str = "zh"', metadata={"tags": ["parameters"]})
    cells = [new_markdown_cell("# T"), parameters, *map(new_code_cell, sources)]
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), path)
    hash_file.cache_clear()
    return path


def make_job(path: Path, folder: Path, formats: tuple[str, ...] = ("html", "ipynb")) -> Job:
    """Make the job of a report of one notebook, named after it."""
    report = ReportPlan(path.stem, (path,), {"zh": "", "en": ""}, formats, {}, {})
    return Job(report, describe_folder(folder), "en", formats, {"language": "en"})
