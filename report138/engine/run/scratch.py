"""A folder for all temporary files of worker processes: what a killed one leaves goes with it."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

from report138.engine.run import marks
from report138.engine.run.folders import make_folder, remove_folder
from report138.engine.run.processes import end_family
from report138.engine.run.warm.pool import get_run_folder

FOLDERS = ("TMPDIR", "TEMP", "TMP")  # the variables that name the folder of temporary files


@contextmanager
def open_scratch() -> Iterator[None]:
    """Give this process and all that it starts a mark and a folder; end and remove them afterwards."""
    if os.name == "posix":  # lives as long as this process, and so must not bear the mark
        resource_tracker.ensure_running()
    folder = make_folder(40, get_run_folder())
    mark = secrets.token_hex(8)
    before = {name: os.environ.get(name) for name in (marks.SCRATCH, *FOLDERS)}
    usual, tempfile.tempdir = tempfile.tempdir, str(folder)
    os.environ |= {marks.SCRATCH: mark, **dict.fromkeys(FOLDERS, str(folder))}
    try:
        yield
    finally:
        tempfile.tempdir = usual
        for name, value in before.items():
            os.environ.pop(name, None)
            os.environ |= {name: value} if value is not None else {}
        end_family(None, marks.SCRATCH, mark)
        remove_folder(folder)
