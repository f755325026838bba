"""The processes that render documents at the same time: ready at once, and gone with the run.

A worker that dies takes no other document with it.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from typing import Any

from report138.engine.errors import WorkerError
from report138.engine.run.warm.pool import KernelServer, get_kernel_server, join

# A pool prepares one call more than it has workers, to be ready when one is free.
PREFETCHED = 1
MOST = 8  # by default: a worker and its kernel take up to 400 MB
# Imported once, before the workers are forked from the process that has it.
PRELOAD = "report138.engine.documents.preload"


def count_workers(jobs: int | None, documents: int) -> int:
    """Return how many documents to render at the same time: as given, or one more than cores.

    A worker waits for its kernel now and then, and a core would stand idle; a single core has
    enough to do with one.
    """
    cores = count_cores()
    return min(jobs or min(cores + (cores > 1), MOST), documents)


def count_cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_fork_server() -> None:
    """Start what workers are forked from; like this process's tracker of resources it lives on."""
    if sys.platform == "linux":
        forkserver.set_forkserver_preload([PRELOAD])
        forkserver.ensure_running()


def open_workers(count: int) -> ProcessPoolExecutor:
    """Open a pool of processes, none of which has anything of this one's threads or state."""
    context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
    start_fork_server()
    start = (get_kernel_server(), dict(os.environ))
    return ProcessPoolExecutor(count, context, initializer=_begin, initargs=start)


def _begin(server: KernelServer | None, environment: dict[str, str]) -> None:
    """Take kernels from the run's server of warm kernels, and end when the run does.

    The environment is that of now: the process that workers are forked from may be an older one.
    """
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # as the environment says, whatever was found out before
    threading.Thread(target=_end_with_run, daemon=True).start()
    join(server)


def _end_with_run() -> None:
    """End this process when the one that started it was killed: its queue would never end."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)


def call_each(
    function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]], workers: int
) -> Iterator[tuple[int, Any]]:
    """Yield for each arguments, as it is done, its place and the result or the exception.

    When a worker dies, its pool loses every call and does not say whose fault it was.  Those that
    may have been running are then called once more, each alone; one that dies again gets a
    WorkerError, and the others go on.
    """
    waiting = list(range(len(arguments)))
    while waiting:
        lost = yield from _call_in_pool(function, arguments, waiting, workers)
        suspects = lost[: workers + PREFETCHED]
        for place in suspects:
            if (yield from _call_in_pool(function, arguments, [place], workers=1)):
                yield (
                    place,
                    WorkerError("the process that rendered it died, twice (out of memory?)"),
                )
        waiting = lost[len(suspects) :]


def _call_in_pool(
    function: Callable[..., Any],
    arguments: Sequence[tuple[Any, ...]],
    places: list[int],
    workers: int,
) -> Iterator[tuple[int, Any]]:
    """Yield what is done; return the places that a dying worker took with it, in order."""
    lost = []
    with open_workers(min(workers, len(places))) as pool:
        waiting = {pool.submit(function, *arguments[place]): place for place in places}
        try:
            for future in as_completed(waiting):
                error = future.exception()
                if isinstance(error, BrokenProcessPool):
                    lost.append(waiting[future])
                else:
                    yield waiting[future], error or future.result()
        finally:
            pool.shutdown(cancel_futures=True)
    return sorted(lost)


def exit_on_sigterm() -> None:
    """Leave by way of every `finally` on SIGTERM: no kernel or folder stays behind."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _exit)


def _exit(*_: object) -> None:
    for child in multiprocessing.active_children():  # a pool would wait for its documents
        child.terminate()
    sys.exit(128 + signal.SIGTERM)
