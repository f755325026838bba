"""The processes that render documents at the same time: ready at once, and gone with the run.

A process that dies takes no document with it but its own, which is tried again.  That it died is
read from its pipe alone, which ends with it: what it was forked from may be dead itself.
"""

import atexit
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import connection, forkserver
from typing import Any

from report138.engine.errors import NotebookError, WorkerError
from report138.engine.run.folders import MOST_ROOM, make_folder, remove_folder
from report138.engine.run.warm.pool import KernelServer, get_kernel_server, join

MOST = 8  # by default: a worker and its kernel take up to 400 MB
# Imported once, before the workers are forked from the process that has it.
PRELOAD = "report138.engine.documents.preload"
TRIES = 2  # of a document whose process dies
STARTS = (
    8  # of processes that may fail before any document is done; half of them without fork server
)
START = 60.0  # seconds to come up; one takes two at most if the machine has nothing else to do
PULSE = 1.0  # seconds between two looks at those that are starting
PAUSE = 0.1  # seconds after a start that failed
END = 5.0  # seconds until what was killed is gone

Call = tuple[Callable[..., Any], tuple[Any, ...]]


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
    if sys.platform != "linux":
        return
    forkserver.set_forkserver_preload([PRELOAD])
    _place_socket()
    try:
        forkserver.ensure_running()
    except ChildProcessError:  # it is dead, and something else in this process heard of it first
        forkserver._forkserver._forkserver_pid = None
        forkserver.ensure_running()


def call_each(
    function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]], workers: int
) -> Iterator[tuple[int, Any]]:
    """Yield for each arguments, as it is done, its place and the result or the exception.

    A call whose worker dies is called once more; if that one dies too, it gets a WorkerError.
    """
    team = _Workers([(function, given) for given in arguments], workers)
    try:
        yield from team.do_all()
    finally:
        team.end()


class _Workers:
    """Workers, the calls that wait for one, and what has gone wrong."""

    def __init__(self, calls: Sequence[Call], most: int) -> None:
        self.calls, self.most = calls, most
        self.waiting = deque(range(len(calls)))
        self.workers: list[_Worker] = []
        self.deaths: Counter[int] = Counter()  # by place
        self.failed = 0  # starts, since a call was last done

    def do_all(self) -> Iterator[tuple[int, Any]]:
        """Yield results and exceptions until no call is left."""
        while self.waiting or self._count_busy():
            self._fill()
            self._hand_out()
            if not self.workers:
                lost = WorkerError("no process to render it could be started (out of memory?)")
                yield from ((place, lost) for place in self.waiting)
                return
            yield from self._look()

    def end(self) -> None:
        """End all workers: those that still have a call are not needed any more."""
        for worker in self.workers:
            worker.kill()
        for worker in self.workers:
            worker.process.join(END)

    def _count_busy(self) -> int:
        return sum(worker.place is not None for worker in self.workers)

    def _fill(self) -> None:
        """Start as many workers as there are calls for."""
        wanted = min(self.most, len(self.waiting) + self._count_busy())
        while len(self.workers) < wanted and self.failed < STARTS:
            try:
                self.workers.append(_Worker(forked=self.failed < STARTS // 2))
            except (OSError, EOFError):  # as when the fork server has died
                self._note_failed_start()

    def _note_failed_start(self) -> None:
        self.failed += 1
        time.sleep(PAUSE)

    def _hand_out(self) -> None:
        """Give every idle worker a call; one that is dead takes none."""
        for worker in self.workers:
            if self.waiting and worker.idle and worker.send(self.waiting[0], self.calls):
                self.waiting.popleft()

    def _look(self) -> Iterator[tuple[int, Any]]:
        """Wait for news; hand out the next call before the answer to one is looked at."""
        news = connection.wait([worker.pipe for worker in self.workers], PULSE)
        now = time.monotonic()
        for worker in list(self.workers):
            if worker.pipe in news:
                try:
                    place, answer = worker.read()
                except (OSError, EOFError):
                    yield from self._lose(worker)
                    continue
                self._hand_out()
                if place is not None:
                    self.failed = 0
                    yield place, answer
            elif not worker.ready and now > worker.deadline:
                worker.kill()
                yield from self._lose(worker)

    def _lose(self, worker: "_Worker") -> Iterator[tuple[int, Any]]:
        """Give up a dead worker; its call goes to the end, where less runs beside it."""
        self.workers.remove(worker)
        worker.pipe.close()
        if worker.place is None:
            self._note_failed_start()
            return
        self.deaths[worker.place] += 1
        if self.deaths[worker.place] < TRIES:
            self.waiting.append(worker.place)
        else:
            error = WorkerError("the process that rendered it died, twice (out of memory?)")
            yield worker.place, error


def _place_socket() -> None:
    """Keep the socket of the fork server in a folder of which can be told whose it is."""
    config = multiprocessing.current_process()._config
    if "tempdir" not in config:
        folder = make_folder(MOST_ROOM)
        config["tempdir"] = str(folder)
        atexit.register(remove_folder, folder)


class _Worker:
    """A process that does one call after the other, and the pipe to it."""

    def __init__(self, forked: bool) -> None:
        """Start it, which raises OSError or EOFError where it fails."""
        forked = forked and sys.platform == "linux"
        context = multiprocessing.get_context("forkserver" if forked else "spawn")
        self.pipe, theirs = context.Pipe()
        start = (theirs, get_kernel_server(), dict(os.environ))
        self.process = context.Process(target=_work, args=start, daemon=True)
        self.place: int | None = None  # of the call in its hands
        self.ready = False
        self.deadline = time.monotonic() + START
        timer = threading.Timer(START, _kill_fork_server)
        timer.daemon = True
        with theirs:
            timer.start()
            try:
                start_fork_server()
                self.process.start()
            except BaseException:
                self.pipe.close()
                raise
            finally:
                timer.cancel()

    @property
    def idle(self) -> bool:
        """Whether it has come up and has no call."""
        return self.ready and self.place is None

    def send(self, place: int, calls: Sequence[Call]) -> bool:
        """Send it a call; return whether it was there to take it."""
        try:
            self.pipe.send(calls[place])
        except OSError:
            return False
        self.place = place
        return True

    def read(self) -> tuple[int | None, Any]:
        """Return the place of a call and its answer, or no place where it has come up."""
        answer = self.pipe.recv()
        place, self.place, self.ready = self.place, None, True
        return place, answer

    def kill(self) -> None:
        """End it at once, unless it has ended: another process may have its number by now."""
        with suppress(OSError, EOFError):
            if self.pipe.poll(0):
                self.pipe.recv_bytes()
            # not its own kill, which takes it for dead where the fork server is
            os.kill(self.process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _kill_fork_server() -> None:
    """End a fork server that does not answer: what waits for it goes on."""
    pid = forkserver._forkserver._forkserver_pid
    if pid is not None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _work(
    pipe: connection.Connection, server: KernelServer | None, environment: dict[str, str]
) -> None:
    """Do what comes through a pipe until it ends."""
    _begin(server, environment)
    with suppress(OSError, EOFError):
        pipe.send(None)  # it has come up
        while True:
            function, arguments = pipe.recv()
            pipe.send_bytes(_pack(_call(function, arguments)))


def _begin(server: KernelServer | None, environment: dict[str, str]) -> None:
    """Take kernels from the run's server of warm kernels, and end when the run does.

    The environment is that of now: the process that workers are forked from may be an older one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which ends this one
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # as the environment says, whatever was found out before
    threading.Thread(target=_end_with_run, daemon=True).start()
    join(server)


def _end_with_run() -> None:
    """End this process when the one that started it was killed, whatever it is doing."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)


def _call(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    try:
        return function(*arguments)
    except BaseException as error:
        return error


def _pack(answer: Any) -> bytes:
    """Pickle an answer; not every exception of another package comes out as it went in."""
    try:
        content = pickle.dumps(answer)
        pickle.loads(content)
    except Exception:
        return pickle.dumps(NotebookError(f"{type(answer).__name__}: {answer}"))
    return content


def exit_on_sigterm() -> None:
    """Leave by way of every `finally` on SIGTERM: no kernel or folder stays behind."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
