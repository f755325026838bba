"""Worker processes: results as they come, and the death of a worker."""

import os
import time
from pathlib import Path

import pytest

from report138.engine.documents.worker_pool import call_each
from report138.engine.errors import WorkerError


def work(order: str, folder: Path) -> str:
    """Do as told: return, raise, die always, or die only the first time."""
    if order == "raise":
        raise ValueError("no")
    if order == "die" or (order == "die once" and not (folder / "died").exists()):
        (folder / "died").touch()
        os._exit(9)
    if order == "slow":
        time.sleep(0.5)
    return order.upper()


def run(folder: Path, orders: list[str], workers: int) -> list[object]:
    """Call the work for each order, and return results and exceptions in their order."""
    done = dict(call_each(work, [(order, folder) for order in orders], workers))
    assert sorted(done) == list(range(len(orders)))
    return [done[place] for place in range(len(orders))]


def test_results_and_errors_are_told_apart(tmp_path: Path) -> None:
    """A call that raises gives its exception, the others their results."""
    first, error, last = run(tmp_path, ["a", "raise", "b"], 2)
    assert (first, last) == ("A", "B")
    assert isinstance(error, ValueError)


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
