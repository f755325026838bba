"""Station 3, run: execute the notebooks of one document with papermill.

In: paths with parameters, and a private work folder.  Out: one executed notebook.

The notebooks of a report run one after the other in one kernel, each with its own parameters
injected; each also runs alone, which the tests check.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from report138.engine.errors import NotebookError
from report138.engine.notebook_tags import is_left_out
from report138.engine.run.folders import make_folder, remove_folder
from report138.engine.run.limits import USUAL, Limits, guard_kernel
from report138.engine.run.warm.pool import get_run_folder
from report138.engine.surrogates import escape_within
from report138.settings import get_settings

KERNEL_OPTIONS = (
    "--IPKernelApp.log_level=CRITICAL",  # its errors reach us anyway
    "--HistoryManager.enabled=False",
    "--IPKernelApp.ignore_cwd=True",  # see write_start
)


@dataclass(frozen=True)
class NotebookRun:
    """What one kernel runs: notebooks in order, each with its own parameters."""

    name: str
    notebooks: tuple[tuple[Path, dict[str, Any]], ...]
    subtitle: str = ""
    command: str = ""  # the command that makes it again, for the document to say
    bitmaps: bool = True  # whether figures are kept as PNG too
    folder: Path | None = None  # of what notebooks import, if not beside them


def skip_slow_imports() -> None:
    """Keep papermill from importing what it can do without and nothing here uses.

    jsonschema would read a grammar of addresses (1.7 s) and a calendar to check formats that
    notebooks have not; papermill the client of a store that no notebook here comes from.
    """
    for name in ("isoduration", "papermill.s3", "rfc3987_syntax"):
        sys.modules.setdefault(name, None)


@contextmanager
def open_work_folder() -> Iterator[Path]:
    """Make a private folder with a short path, and remove it afterwards."""
    folder = make_folder(20, get_run_folder())
    try:
        yield folder
    finally:
        remove_folder(folder)


def merge_notebooks(run: NotebookRun) -> Any:
    """Join the notebooks of a run into one, with parameters injected into each."""
    import nbformat
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    register_translator()
    merged, layout = nbformat.v4.new_notebook(), {}
    for path, values in run.notebooks:
        notebook = escape_within(load_notebook_node(str(path)))
        _require_kernel(path.name, notebook)
        # papermill asks for a language, which not every editor stores
        notebook.metadata.kernelspec.setdefault("language", "python")
        for position, cell in enumerate(notebook.cells, start=1):
            cell.metadata["report138"] = {"notebook": path.name, "cell": position}
        notebook = parameterize_notebook(notebook, values)
        prefix = _spell_in_ascii(path.stem)
        for position, cell in enumerate(notebook.cells):
            if is_left_out(cell):
                continue
            if cell.cell_type == "code":  # what is stored is of another run
                cell.outputs, cell.execution_count = [], None
            # papermill gives its cell a random id; place and notebook make a lasting one
            cell["id"] = f"{prefix}-{position:03d}"[-64:]
            cell.metadata.setdefault("report138", {"notebook": path.name, "cell": "parameters"})
            merged.cells.append(cell)
        known = {name: notebook.metadata[name] for name in ("kernelspec", "papermill")}
        merged.metadata.update(known)
        layout.update(notebook.metadata.get("report138", {}))
    named = {"subtitle": run.subtitle} if run.subtitle else {}
    merged.metadata["report138"] = {**named, "command": run.command, **layout}
    return merged


def _require_kernel(name: str, notebook: Any) -> None:
    kernel = notebook.metadata.get("kernelspec")
    if not isinstance(kernel, dict) or not isinstance(kernel.get("name"), str):
        raise NotebookError(
            f"{name}: it names no kernel (kernelspec); choose one in Jupyter, and save"
        )
    if not notebook.cells:
        raise NotebookError(f"{name}: it has no cells")


def _spell_in_ascii(name: str) -> str:
    """Write what the id of a cell may not hold as code points: a name may be in Chinese."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda found: f"u{ord(found[0]):x}", name)


def register_translator() -> None:
    """Have papermill inject text as it is, Chinese included, and dates as dates."""
    from datetime import date

    from papermill.translators import PythonTranslator, papermill_translators

    class PlainTranslator(PythonTranslator):
        """Papermill's translator for Python, which would write text in ASCII escapes."""

        @classmethod
        def translate_str(cls, val: str) -> str:
            """Write text as Python shows it."""
            return repr(val)

        @classmethod
        def translate(cls, val: Any) -> str:
            """Write a date as a call; the notebook imports the type before its parameters."""
            if isinstance(val, date):
                return f"date({val.year}, {val.month}, {val.day})"
            return super().translate(val)

    papermill_translators.register("python", PlainTranslator)


def execute(
    run: NotebookRun,
    folder: Path,
    on_cell: Callable[[int, int], None],
    limits: Limits = USUAL,
    merged: Any = None,
) -> Any:
    """Run notebooks and return the executed one; raise NotebookError if a cell fails.

    The notebook up to the failure then stands in the work folder as <name>.ipynb.  `merged` is what
    `merge_notebooks` makes of the run, where that has been done.
    """
    skip_slow_imports()
    import nbformat
    from jupyter_client.kernelspec import NoSuchKernel
    from papermill.engines import papermill_engines
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import raise_for_execution_errors

    from report138.engine.run.client import register_engine
    from report138.engine.run.failures import (
        explain_cell_error,
        explain_end,
        explain_exit,
        explain_kernel,
    )
    from report138.engine.run.kernels import make_manager_class

    merged = merged or merge_notebooks(run)
    left = folder / f"{run.name}.ipynb"
    settings = replace(get_settings(), bitmaps=run.bitmaps)
    places = [cell.metadata["report138"] for cell in merged.cells]
    place = places[0]

    def report_cell(cell_index: int, **_: Any) -> None:
        nonlocal place
        place = places[cell_index]
        on_cell(cell_index + 1, len(places))

    with guard_kernel(limits) as guard:
        engine = register_engine(guard)
        try:
            # not papermill's execute_notebook, which would write and read it twice more
            executed = papermill_engines.execute_notebook_with_engine(
                engine,
                merged,
                papermill_engines.nb_kernel_name(engine, merged),
                progress_bar=False,
                kernel_manager_class=make_manager_class(folder, settings.to_environment()),
                on_cell_start=report_cell,
                extra_arguments=[*KERNEL_OPTIONS, *write_start(run)],
                shutdown_kernel="immediate",
            )
            raise_for_execution_errors(executed, str(left))
            stopped = find_stopped(executed)
        except PapermillExecutionError as error:
            raise explain_cell_error(error, places[error.cell_index], guard) from error
        except NoSuchKernel as error:
            raise explain_kernel(error, run.notebooks) from error
        # nbclient's ways to say that a kernel does not answer
        except (RuntimeError, TimeoutError) as error:
            nbformat.write(merged, left)
            raise explain_end(error, place, guard) from error
    if stopped is not None:
        nbformat.write(executed, left)
        raise explain_exit(executed.cells[stopped], places[stopped])
    return executed


def write_start(run: NotebookRun) -> list[str]:
    """Write the options that let notebooks import what lies beside them, and in the working folder.

    Libraries go before: a pandas.py there is not taken for pandas, nor a folder of the name of this
    package for the package, which must be there first, since a plain folder hides one in development.
    """
    beside = [run.folder] if run.folder else [path.parent for path, _ in run.notebooks]
    folders = [*dict.fromkeys(str(folder.resolve()) for folder in beside), ""]
    own = "__import__('report138.engine.run.inside', fromlist=['*'])"
    lines = (
        f"{own}.show_surrogates(get_ipython().kernel.session)",
        f"__import__('sys').path.extend({folders!r})",
    )
    return [f"--IPKernelApp.exec_lines={line}" for line in lines]


def find_stopped(executed: Any) -> int | None:
    """Return the place of a cell that ended the run by sys.exit(0): papermill lets that pass."""
    noted = (cell.metadata.get("papermill", {}) for cell in executed.cells)
    return next((place for place, one in enumerate(noted) if one.get("exception")), None)
