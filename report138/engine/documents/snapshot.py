"""A copy of what documents are made from: what was hashed is what is rendered and published.

In: jobs of one framework.  Out: the same jobs, set up to be rendered from the copy, so that data or
notebooks that change while they run, and perhaps change back, make no mixture.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ReportPlan
from report138.engine.run.execute import open_work_folder
from report138.settings import change_settings, get_settings


@contextmanager
def take_snapshot(jobs: list[Job]) -> Iterator[list[Job]]:
    """Copy the data and notebooks of a framework's jobs; notebooks find the copy by its name."""
    with open_work_folder() as folder:
        framework = jobs[0].framework
        # the folder keeps its name: it stands in messages
        data = folder / "data" / framework.folder.name
        _copy([framework.folder / name for name in framework.files], data)
        copied = replace(framework, folder=data)
        before = get_settings().carried
        change_settings(carried=(framework.name, str(data)))

        @cache
        def copy_report(name: str) -> ReportPlan:
            report = next(job.report for job in jobs if job.report.name == name)
            return replace(report, notebooks=_copy(report.notebooks, folder / "notebooks"))

        try:
            yield [
                replace(
                    job,
                    framework=copied,
                    report=copy_report(job.report.name),
                    home=job.folder,
                    parameters=job.own_parameters,
                )
                for job in jobs
            ]
        finally:
            change_settings(carried=before)


def _copy(paths: tuple[Path, ...] | list[Path], folder: Path) -> tuple[Path, ...]:
    """Copy files, as far as they are there, into a folder; return the copies."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(
        Path(shutil.copyfile(path, folder / path.name)) for path in paths if path.is_file()
    )
