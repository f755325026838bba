"""JupyterLab's job form: jupyter-scheduler runs a notebook with our renderer, into our formats.

The extra `scheduler` brings jupyter-scheduler, which finds these classes by the file
jupyter/jupyter_jupyter_scheduler_config.json that is installed with the package.
"""

import asyncio
import os
import shutil
import sys
from pathlib import Path

from jupyter_scheduler.environments import EnvironmentManager
from jupyter_scheduler.executors import DefaultExecutionManager
from jupyter_scheduler.job_files_manager import Downloader, JobFilesManager
from jupyter_scheduler.models import RuntimeEnvironment

from report138.engine.documents.rendering import export, make_run
from report138.engine.errors import NotebookError, UsageError
from report138.engine.plan.catalog import Catalog
from report138.engine.plan.combine import plan_jobs
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ReportPlan
from report138.engine.plan.selection import Selection
from report138.engine.run.execute import execute, open_work_folder

# A format's name is also the ending of its files.
LABELS = {"html": "HTML (report138)", "pdf": "PDF (report138)", "ipynb": "Notebook"}
MESSAGE_LIMIT = 1024  # characters: the width of the column that holds it


class Labels(dict[str, str]):
    """Labels by format; a format that does not exist is its own label.

    Without that, jupyter-scheduler could list no job at all once one has such a format.
    """

    def __missing__(self, form: str) -> str:
        """Return the name of a format as its label."""
        return form


class RenderingEnvironment(EnvironmentManager):
    """Offers the one environment that jobs run in: the server's own, with our formats."""

    def list_environments(self) -> list[RuntimeEnvironment]:
        """Describe this Python; jupyter-scheduler would list others, and run none of them."""
        return [
            RuntimeEnvironment(
                name="report138",
                label="report138",
                description=f"The environment of this server: {sys.prefix}",
                file_extensions=["ipynb"],
                output_formats=list(LABELS),
                metadata={"path": sys.executable},
            )
        ]

    def manage_environments_command(self) -> str:
        """Offer no command."""
        return ""

    def output_formats_mapping(self) -> dict[str, str]:
        """Name the formats for the form."""
        return Labels(LABELS)


class RenderingManager(DefaultExecutionManager):
    """Runs one job, in a process of its own that jupyter-scheduler starts.

    The class that is named in the settings of the server has a catalog.
    """

    catalog: Catalog

    def execute(self) -> None:
        """Run the notebook and write the requested formats, all of them or none.

        When a cell fails, the notebook as far as it ran is still there for debugging.
        """
        source, formats = Path(self.staging_paths["input"]), self.model.output_formats or []
        # from either place `framework` finds data/; a copied folder holds the notebook's own files
        os.chdir(source.parent if self.model.package_input_folder else self.root_dir)
        job = plan_notebook(source, tuple(formats), self.model.parameters or {}, self.catalog)
        with open_work_folder() as folder:
            try:
                contents = _render(job, folder)
            except NotebookError:
                executed = folder / f"{job.stem}.ipynb"
                if "ipynb" in formats and executed.is_file():
                    shutil.copy(executed, self.staging_paths["ipynb"])
                raise
        if self.model.package_input_folder:
            self.add_side_effects_files(str(source.parent))
        for form, content in contents.items():
            Path(self.staging_paths[form]).write_bytes(content)

    def on_failure(self, e: Exception) -> None:
        """Mark the job as failed, with a message that its column can hold."""
        message = str(e) or type(e).__name__
        if len(message) > MESSAGE_LIMIT:
            message = f"{message[: MESSAGE_LIMIT - 4]} ..."
        super().on_failure(RuntimeError(message))


class RootedFilesManager(JobFilesManager):
    """Copies the files of a job into the folder that the server shows.

    jupyter-scheduler's own writes below the folder that the server was started in, looks for
    them below the one that it shows (its issue 568), and answers before they are there.
    """

    async def copy_from_staging(self, job_id: str, redownload: bool | None = False) -> None:
        """Copy a job's files from where it wrote them; what is there stays, unless a new download is requested."""
        job = self.scheduler.get_job(job_id, False)
        downloader = Downloader(
            output_formats=job.output_formats,
            output_filenames=self.scheduler.get_job_filenames(job),
            staging_paths=self.scheduler.get_staging_paths(job),
            output_dir=self.scheduler.get_local_output_path(job),
            redownload=bool(redownload),
            include_staging_files=job.package_input_folder,
        )
        await asyncio.to_thread(downloader.download)


def plan_notebook(
    path: Path, formats: tuple[str, ...], given: dict[str, str], catalog: Catalog
) -> Job:
    """Return the one document that a notebook and the parameters of a form make.

    Raise UsageError or DataError for what does not fit, before anything runs.
    """
    for form in formats:
        if form not in LABELS:
            raise UsageError(f"format {form}: allowed: {', '.join(LABELS)}")
    report = ReportPlan(
        name=path.stem,
        notebooks=(path,),
        titles={},
        formats=formats,
        matrix={},
        lines={},
    )
    declared = {item.name: item.kind.write(item.default) for item in report.parameters}
    chosen = {key: declared[key] for key in ("language",) if key in declared} | given
    assignments = tuple(f"{name}={value}" for name, value in chosen.items())
    selection = Selection(names=(path.stem,), assignments=assignments)
    try:
        jobs, _ = plan_jobs({path.stem: report}, selection, catalog)
    except UsageError as error:
        # the option of the command line; the form has none
        raise UsageError(str(error).removeprefix("-p ")) from error
    return jobs[0]


def _render(job: Job, folder: Path) -> dict[str, bytes]:
    """Execute the notebook and export it, before anything of it is written."""
    notebook = execute(make_run(job), folder, lambda *_: None)
    # a notebook from the form need not be in the plan: no command is known to render it again
    notebook.metadata["report138"]["command"] = ""
    return export(notebook, job.formats, folder=job.folder).contents
