"""Render documents on a Dask cluster: bytes go out, bytes come back, this process publishes them.

Only workers with the versions of this machine get a document.  A worker may die, and others may
join; while any is left, every document is rendered or fails for a reason of its own.
"""

import logging
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from report138.engine.documents.dask_task import render_package
from report138.engine.documents.options import RenderOptions
from report138.engine.documents.package import describe, pack
from report138.engine.documents.rendering import KEPT, Made, Rendered, keep_failed, put_aside
from report138.engine.documents.usable_workers import UsableWorkers
from report138.engine.errors import ClusterError, PublishError, UsageError, WorkerError
from report138.engine.plan.job import Job
from report138.engine.run.execute import open_work_folder
from report138.engine.run.limits import Limits

CONNECT = 10.0  # seconds to reach the scheduler
PULSE = 1.0  # seconds between two looks at the workers
RETRIES = 1  # of a document whose process died; the scheduler counts dead workers itself

Packed = tuple[Job, dict[str, Any]]  # a document and what it depends on


def render_on_cluster(
    tasks: Sequence[Packed],
    options: RenderOptions,
    out: Path,
    staging: Path,
    say: Callable[[str], None],
) -> Iterator[tuple[int, Made | Exception]]:
    """Yield for each document, as it is done, its place and the result or the exception.

    Raises ClusterError when there is no cluster, or no worker that may be used, to begin with.
    """
    address = options.dask
    code, versions = tasks[0][1]["code"], tasks[0][1]["versions"]
    with connect(address) as client:
        workers = UsableWorkers(client, describe(code, versions), say)
        workers.wait()
        dispatcher = _Dispatcher(client, workers, tasks, options.limits)
        try:
            for place, answer, seconds in dispatcher.collect():
                yield place, _finish(tasks[place][0], answer, out, staging, seconds)
        except (PublishError, UsageError):
            raise
        except Exception as error:  # whatever it is, what was done is published
            lost = WorkerError(f"{address}: the cluster was lost: {str(error) or 'no answer'}")
            yield from ((place, lost) for place in dispatcher.left)


@contextmanager
def connect(address: str) -> Iterator[Any]:
    """Connect with a scheduler, and leave it in the end; its own log lines are not for readers."""
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "--dask: the package distributed is not installed: pip install -e '.[dask]'"
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", message="Sending large graph")
    try:
        client = Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"--dask {address}: no scheduler answers there within {CONNECT:.0f} seconds"
        ) from error
    try:
        yield client
    finally:
        client.close(timeout=CONNECT)


class _Dispatcher:
    """Sends documents to a cluster: knows those that wait, and those that are there."""

    def __init__(
        self, client: Any, workers: UsableWorkers, tasks: Sequence[Packed], limits: Limits
    ) -> None:
        self.client, self.workers, self.tasks, self.limits = client, workers, tasks, limits
        self.waiting = deque(range(len(tasks)))
        self.flying: dict[Any, tuple[int, float, set[str]]] = {}  # place, start, allowed workers

    @property
    def left(self) -> list[int]:
        """The places of documents without an answer."""
        return sorted([*self.waiting, *(place for place, *_ in self.flying.values())])

    def collect(self) -> Iterator[tuple[int, Any, float]]:
        """Yield places, answers or exceptions, and seconds; keep every worker busy, none more."""
        while self.waiting or self.flying:
            self.workers.wait()
            self._take_back_stranded()
            while self.waiting and len(self.flying) < self.workers.slots:
                self._send(self.waiting.popleft())
            for future in self._wait():
                answer = self._read(future)  # it stays among those left if the cluster is lost
                place, started, _ = self.flying.pop(future)
                if isinstance(answer, dict) and "facts" in answer:
                    self.workers.refuse(answer["worker"], answer["facts"])
                    self.waiting.appendleft(place)
                else:
                    yield place, answer, time.monotonic() - started

    def _send(self, place: int) -> None:
        job, dependencies = self.tasks[place]
        allowed = set(self.workers.threads)
        future = self.client.submit(
            render_package,
            pack(job, dependencies, self.limits),
            key=f"{job.stem}-{time.monotonic_ns()}",
            pure=False,
            retries=RETRIES,
            workers=sorted(allowed),
        )
        self.flying[future] = (place, time.monotonic(), allowed)

    def _wait(self) -> list[Any]:
        from distributed import wait
        from distributed.client import FuturesCancelledError

        try:
            with self.client.as_current():
                wait(list(self.flying), timeout=PULSE, return_when="FIRST_COMPLETED")
        except TimeoutError:
            return []
        except FuturesCancelledError:
            pass  # those that are done are read first
        done = [future for future in self.flying if future.done()]
        return sorted(done, key=lambda future: future.cancelled())

    def _read(self, future: Any) -> Any:
        """Return an answer, or the error in its place; a cancelled one means a lost scheduler."""
        from distributed.scheduler import KilledWorker

        if future.cancelled():
            raise ClusterError("the scheduler is gone")
        error = future.exception()
        if isinstance(error, KilledWorker):
            return WorkerError(f"its worker died, {error.allowed_failures + 1} times")
        return error or future.result()

    def _take_back_stranded(self) -> None:
        """Take back documents whose allowed workers are all gone: others may be there by now."""
        for future, (place, _, allowed) in list(self.flying.items()):
            if not allowed & set(self.workers.threads):
                future.cancel()
                del self.flying[future]
                self.waiting.appendleft(place)


def _finish(job: Job, answer: Any, out: Path, staging: Path, seconds: float) -> Made | Exception:
    """Put a document's files aside, or its failed notebook where people look for it."""
    if isinstance(answer, Exception):
        return answer
    if "contents" in answer:
        rendered = Rendered(*(answer[part] for part in Rendered._fields))
        return put_aside(job, rendered, seconds, out, staging)
    error = answer["error"]
    if answer.get("notebook"):
        with open_work_folder() as folder:
            executed = folder / f"{job.stem}.ipynb"
            executed.write_bytes(answer["notebook"])
            error.args = (f"{error}{KEPT}{keep_failed(executed, out)}",)
    return error
