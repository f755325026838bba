"""What notebooks showed when they last ran: only those run again of which code or inputs changed.

What code cells show follows from code, parameters, data and files beside the notebooks; prose is
set anew around it.  A notebook of which nothing else has changed runs alone, unless one of the report
takes a name from those before it: then all of them run, as in a build.
"""

import re
import symtable
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from report138.engine.documents.rendering import make_run
from report138.engine.errors import NotebookError
from report138.engine.plan.job import Job
from report138.engine.preview.watch import is_source
from report138.engine.run.execute import NotebookRun, execute, merge_notebooks, open_work_folder

Key = tuple[Any, ...]
STAR = re.compile(r"\bimport\s*\*")
MAGIC = re.compile(r"^\s*[%!?]|\?$", flags=re.M)


@dataclass
class Memory:
    """The executed notebooks of each document, by what they follow from."""

    known: dict[str, dict[Key, Any]] = field(default_factory=dict)
    chained: set[str] = field(default_factory=set)  # documents whose notebooks need each other

    def execute(self, job: Job) -> tuple[Any, int]:
        """Return the executed notebook of a job, and how many of its notebooks had to run."""
        run, inputs = make_run(job), list_inputs(job)
        stored = [merge_notebooks(replace(run, notebooks=(one,))) for one in run.notebooks]
        keys = [make_key(part, inputs) for part in stored]
        known = self.known.get(job.stem, {})
        due = [place for place, key in enumerate(keys) if key not in known]
        if due and (job.stem in self.chained or needs_earlier(stored)):
            due = [*range(len(stored))]
        try:
            ran = _run(run, stored, due)
        except NotebookError as error:
            if len(due) == len(stored) or "NameError" not in str(error):
                raise
            self.chained.add(job.stem)
            due = [*range(len(stored))]
            ran = _run(run, stored, due)
        parts = {key: known[key] for key in keys if key in known}
        parts |= {keys[place]: part for place, part in zip(due, ran, strict=True)}
        # not what was made of data that changed meanwhile, and perhaps changed back
        self.known[job.stem] = parts if list_inputs(job) == inputs else {}
        whole = [_renew(part, parts[key]) for part, key in zip(stored, keys, strict=True)]
        return join(whole), len(due)


def _run(run: NotebookRun, stored: Sequence[Any], due: Sequence[int]) -> list[Any]:
    """Run some of the notebooks one after the other in one kernel."""
    if not due:
        return []
    some = replace(run, notebooks=tuple(run.notebooks[place] for place in due))
    merged = join([stored[place] for place in due])
    with open_work_folder() as folder:
        done = execute(some, folder, lambda *_: None, merged=merged)
    cells = iter(done.cells)
    return [
        {"metadata": done.metadata, "cells": [next(cells) for _ in stored[place].cells]}
        for place in due
    ]


def _renew(part: Any, executed: Any) -> Any:
    """Put what the code cells showed into the notebook as it is now stored."""
    part.metadata = {**executed["metadata"], **part.metadata}
    shown = (cell for cell in executed["cells"] if cell.cell_type == "code")
    for cell in part.cells:
        if cell.cell_type == "code":
            cell.outputs = next(shown).outputs
    return part


def needs_earlier(notebooks: Sequence[Any]) -> bool:
    """Return whether a notebook uses a name that only one before it makes, or may do so."""
    before: set[str] = set()
    for notebook in notebooks:
        used, made = set(), set()
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            if STAR.search(cell.source):
                return True
            try:
                top = symtable.symtable(cell.source, "cell", "exec")
            except (SyntaxError, ValueError):  # it fails when it runs, or is a command of IPython
                if MAGIC.search(cell.source):
                    return True
                continue
            for name in _list_outer(top):
                used |= {name.get_name()} if name.is_referenced() else set()
                made |= {name.get_name()} if name.is_assigned() or name.is_imported() else set()
        if (used - made) & before:
            return True
        before |= made
    return False


def _list_outer(table: symtable.SymbolTable) -> Iterator[symtable.Symbol]:
    """Yield the names that a piece of code uses or makes outside of its functions and classes."""
    whole = table.get_type() == "module"
    yield from (name for name in table.get_symbols() if whole or name.is_global())
    for inner in table.get_children():
        yield from _list_outer(inner)


def join(parts: Sequence[Any]) -> Any:
    """Join notebooks into one, as `merge_notebooks` does."""
    import nbformat

    merged, layout = nbformat.v4.new_notebook(), {}
    for part in parts:
        merged.cells += part.cells
        merged.metadata.update(part.metadata)
        layout |= part.metadata["report138"]
    merged.metadata["report138"] = layout
    return merged


def make_key(part: Any, inputs: Key) -> Key:
    """Return what the outputs of a notebook follow from; its parameters are in a cell of code."""
    code = (cell for cell in part.cells if cell.cell_type == "code")
    cells = tuple((cell.source, *cell.metadata.get("tags", ())) for cell in code)
    return (inputs, part.metadata.kernelspec.name, cells)


def list_inputs(job: Job) -> Key:
    """List what the cells of a document may read: its data, and what lies beside its notebooks."""
    data = [job.framework.folder / name for name in job.framework.files]
    others = [
        path
        for folder in find_folders(job)
        for path in folder.rglob("*")
        if path.suffix != ".ipynb" and is_source(path, folder)
    ]
    data += Path.cwd().glob("*.py")  # which they may import
    return tuple((str(path), *_stamp(path)) for path in sorted({*data, *others}) if path.is_file())


def find_folders(job: Job) -> set[Path]:
    """Return the folders that the notebooks of a job are in."""
    return {path.parent for path in job.report.notebooks}


def _stamp(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino
