"""Call a function for many things in worker processes, and survive the death of a worker."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from report138.engine.documents.worker_pool import open_workers
from report138.engine.errors import WorkerError

# A pool hands out one call more than it has workers, to be ready when one is free.
PREFETCHED = 1


def call_each(
    function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]], workers: int
) -> Iterator[tuple[int, Any]]:
    """Yield for each arguments, as it is done, its place and the result or the exception.

    When a worker dies, its pool loses every call and does not say whose fault it was.  Those that
    may have been running are then called once more, each alone; who dies again gets a
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
