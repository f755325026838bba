"""Worker processes: results as they come, and whatever dies: workers, or what they are forked from."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from report138.engine.documents import worker_pool
from report138.engine.documents.worker_pool import call_each
from report138.engine.errors import NotebookError, WorkerError

LIMIT = 120.0  # seconds for a test that may hang; on an idle machine each takes a few
FORKED = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are not forked")


class PeculiarError(Exception):
    """An error that can be pickled but not read again."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")


def work(order: str, folder: Path) -> str:
    """Do as told: return, raise, die always, or die only the first time."""
    if order == "raise":
        raise ValueError("no")
    if order == "raise oddly":
        raise PeculiarError("here", "no")
    if order == "kill the server":
        os.kill(os.getppid(), signal.SIGKILL)
    if order == "die" or (order == "die once" and not (folder / "died").exists()):
        (folder / "died").touch()
        os._exit(9)
    if order == "slow":
        time.sleep(0.5)
    return order.upper()


def run(folder: Path, orders: list[str], workers: int) -> list[Any]:
    """Call the work for each order, and return results and exceptions in their order."""
    arguments, done = [(order, folder) for order in orders], {}
    thread = threading.Thread(
        target=lambda: done.update(call_each(work, arguments, workers)), daemon=True
    )
    thread.start()
    thread.join(LIMIT)
    assert not thread.is_alive(), f"it hangs; done so far: {done}"
    assert sorted(done) == list(range(len(orders)))
    return [done[place] for place in range(len(orders))]


def test_results_and_errors_are_told_apart(tmp_path: Path) -> None:
    """A call that raises gives its exception, the others their results."""
    first, error, last = run(tmp_path, ["a", "raise", "b"], 2)
    assert (first, last) == ("A", "B")
    assert isinstance(error, ValueError)


def test_an_error_that_cannot_be_sent_is_told_in_words(tmp_path: Path) -> None:
    """An exception of some package that cannot be read back costs only its own call."""
    error, other = run(tmp_path, ["raise oddly", "a"], 2)
    assert isinstance(error, NotebookError)
    assert str(error) == "PeculiarError: here: no"
    assert other == "A"


@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_dying_worker_takes_only_its_own_call(tmp_path: Path, place: int) -> None:
    """The one that kills its process twice is named; calls before, beside and after are done."""
    orders = ["slow", "a", "b", "c", "d"]
    orders.insert(place, "die")
    done = run(tmp_path, orders, 2)
    assert isinstance(done.pop(place), WorkerError)
    assert done == ["SLOW", "A", "B", "C", "D"]


def test_who_died_by_chance_is_called_again(tmp_path: Path) -> None:
    """A worker that the system killed once does not cost a document."""
    assert run(tmp_path, ["a", "die once", "b"], 2) == ["A", "DIE ONCE", "B"]


def test_all_may_die(tmp_path: Path) -> None:
    """When every call kills its worker the run still ends, and each is named."""
    done = run(tmp_path, ["die"] * 4, 2)
    assert [type(error) for error in done] == [WorkerError] * 4


# --- while they start ---------------------------------------------------------------------------


class Starting:
    """What does something to a worker that has not come up yet: where this arrives, it is done."""

    def __init__(self, folder: Path, times: int, act: Callable[[], None]) -> None:
        self.arguments = folder, times, act

    def __reduce__(self) -> tuple[Any, ...]:
        """Be done the first so many times, and nothing after that."""
        return _act, self.arguments


def _act(folder: Path, times: int, act: Callable[[], None]) -> None:
    if len(list(folder.glob("acted-*"))) < times:
        (folder / f"acted-{os.getpid()}").touch()
        act()


def die() -> None:
    """Be killed."""
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    """Come up never."""
    time.sleep(2 * LIMIT)


def kill_the_server() -> None:
    """Kill what this process was forked from, and this process."""
    os.kill(os.getppid(), signal.SIGKILL)
    die()


@pytest.fixture
def starting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A function that says what happens to how many workers while they start."""

    def set_up(times: int, act: Callable[[], None]) -> None:
        source = Starting(tmp_path, times, act)
        monkeypatch.setattr(worker_pool, "get_kernel_server", lambda: source)

    return set_up


ORDERS = ["slow", "a", "b", "c", "d", "e"]
DONE = [order.upper() for order in ORDERS]


@pytest.mark.parametrize("times", [1, 3, 6])
def test_workers_killed_while_they_start_are_replaced(
    tmp_path: Path, starting: Callable[..., None], times: int
) -> None:
    """One that is killed before it takes a call costs nothing, all three and twice included."""
    starting(times, die)
    assert run(tmp_path, ORDERS, 3) == DONE


def test_workers_that_never_start_are_told(tmp_path: Path, starting: Callable[..., None]) -> None:
    """Where no process can be started at all, each document says so, and the run ends."""
    starting(10**6, die)
    done = run(tmp_path, ["a", "b"], 2)
    assert [str(error) for error in done] == [
        "no process to render it could be started (out of memory?)"
    ] * 2


def test_a_worker_that_does_not_come_up_is_replaced(
    tmp_path: Path, starting: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is waited for so long, and no longer."""
    run(tmp_path, ["a"], 1)  # from here on what they are forked from is ready
    monkeypatch.setattr(worker_pool, "START", 10.0)
    starting(2, hang)
    assert run(tmp_path, ORDERS, 2) == DONE


@FORKED
def test_a_fork_server_that_dies_with_its_first_worker_is_started_anew(
    tmp_path: Path, starting: Callable[..., None]
) -> None:
    """What workers are forked from may be killed while they start."""
    starting(1, kill_the_server)
    assert run(tmp_path, ORDERS, 3) == DONE


@FORKED
def test_a_fork_server_that_dies_costs_no_call(tmp_path: Path) -> None:
    """Workers go on without it, and others are started from a new one."""
    orders = ["kill the server", "a", "die once", "b", "c"]
    assert run(tmp_path, orders, 2) == [order.upper() for order in orders]


@FORKED
def test_a_dead_fork_server_that_was_waited_for_is_no_trouble(tmp_path: Path) -> None:
    """Who ends processes may have taken note of its end before the one that started it."""
    run(tmp_path, ["a"], 1)
    server = psutil.Process(worker_pool.forkserver._forkserver._forkserver_pid)
    server.kill()
    server.wait()
    assert run(tmp_path, ["a"], 1) == ["A"]


@FORKED
def test_a_fork_server_that_does_not_answer_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that hangs is ended after some time, and workers come from another."""
    run(tmp_path, ["a"], 1)
    monkeypatch.setattr(worker_pool, "START", 20.0)
    psutil.Process(worker_pool.forkserver._forkserver._forkserver_pid).suspend()
    assert run(tmp_path, ["a", "b"], 2) == ["A", "B"]
