"""The processes that render documents at the same time: ready at once, and gone with the run."""

import multiprocessing
import os
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver

from report138.engine.run.warm.pool import Source, get_source, join

MOST = 8  # by default: a worker and its kernel take up to 400 MB
# Imported once, before the workers are forked from the process that has it.
READY = "report138.engine.documents.preload"


def count_workers(asked: int | None, documents: int) -> int:
    """Return how many documents to render at the same time: what was asked, or one more than cores.

    A worker waits for its kernel now and then, and a core would stand idle; a single core has
    enough to do with one.
    """
    cores = count_cores()
    return min(asked or min(cores + (cores > 1), MOST), documents)


def count_cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_fork_server() -> None:
    """Start what workers are forked from; like this process's tracker of resources it lives on."""
    if sys.platform == "linux":
        forkserver.set_forkserver_preload([READY])
        forkserver.ensure_running()


def open_workers(count: int) -> ProcessPoolExecutor:
    """Open a pool of processes, none of which has anything of this one's threads or state."""
    context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
    start_fork_server()
    start = (get_source(), dict(os.environ))
    return ProcessPoolExecutor(count, context, initializer=_begin, initargs=start)


def _begin(source: Source | None, environment: dict[str, str]) -> None:
    """Take kernels from the run's fork server, and end when the run does.

    The environment is that of now: the process that workers are forked from may be an older one.
    """
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # as the environment says, whatever was found out before
    threading.Thread(target=_end_with_run, daemon=True).start()
    join(source)


def _end_with_run() -> None:
    """End this process when the one that started it was killed: its queue would never tell."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)
