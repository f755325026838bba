"""A kernel that hangs, dies, eats memory, prints or forks without end: contained, and named."""

import os
import re
import secrets
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import resource_tracker
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
import sample
from commands import render
from house import House, build_house, wait_for
from one_notebook import make_job, write_notebook

from report138.engine.documents.build import Outcome, build
from report138.engine.documents.options import RenderOptions
from report138.engine.errors import UsageError
from report138.engine.publish.destination import Destination
from report138.engine.run import client, limits
from report138.engine.run.failures import describe_status
from report138.engine.run.limits import Limits

EXITED = "it called exit() (SystemExit: 0)"
FORKS = """
import os, signal, sys, time
def leave(session):
    if os.fork() == 0:
        if session:
            os.setsid()
        if os.fork():
            os._exit(0)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        time.sleep(60)
        os._exit(0)  # not to go on as a second kernel
for session in (False, True) * 5:
    leave(session)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files, its path short enough for sockets; empty again at the end."""
    resource_tracker.ensure_running()  # lives as long as this process, and so not in here
    base = Path(f"/tmp/t{secrets.token_hex(4)}")
    base.mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("TMPDIR", str(base))
    yield base
    assert list(base.iterdir()) == []
    base.rmdir()


def list_started(base: Path) -> list[str]:
    """List the living processes that were started, by whatever way, with this folder for files."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            mine = process.environ().get("TMPDIR") == str(base)
            alive = process.status() != psutil.STATUS_ZOMBIE
            found += [str(process)] if mine and alive else []
    return found


def run(base: Path, path: Path, **most: float) -> Outcome:
    """Build one document from a notebook, within limits; nothing of it may be left."""
    sample.write_tiny(path.parent)
    options, destination = RenderOptions(limits=Limits(**most)), Destination(path.parent / "out")
    (outcome,) = build([make_job(path, path.parent)], options, destination, lambda *_: None)
    assert list_started(base) == []
    return outcome


def tell(outcome: Outcome, cell: int) -> str:
    """Check that the document failed at a cell of its notebook; return the reason."""
    assert outcome.status == "failed"
    start, line = f"w.ipynb, cell {cell}: ", outcome.error.partition("\n")[0]
    assert line.startswith(start), outcome.error
    return line.removeprefix(start)


def test_a_cell_that_hangs_is_stopped(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time limit counts for the whole document; the cell that ran then is named."""
    mark = tmp_path / "hangs"
    late = f"import pathlib; pathlib.Path({str(mark)!r}).touch()\nwhile True: pass"
    path = write_notebook(tmp_path / "w.ipynb", "1", late)
    # the time is over when the cell hangs, however long the kernel took to get there
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + 1000 * mark.exists())
    monkeypatch.setattr(limits, "time", clock)
    outcome = run(temporary, path, seconds=900)
    assert tell(outcome, 4) == "stopped: the document took longer than 900 s (--timeout)"
    assert outcome.retryable


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os; os._exit(3)", "Kernel died: it ended with status 3"),
        (
            "import os; os.kill(os.getpid(), 9)",
            "Kernel died: it was ended by SIGKILL (out of memory?)",
        ),
        ("import sys; sys.exit(3)", "SystemExit: 3"),
        ("import sys; sys.exit(0)", "it called exit() (SystemExit: 0)"),
        ("raise SystemExit", "it called exit() (SystemExit)"),
        ("import argparse; argparse.ArgumentParser().parse_args(['--help'])", EXITED),
        ("import click; click.command()(lambda: None)([])", EXITED),
        ("exit()", "it called exit()"),
        ("quit", "it called exit()"),
        ("import os; os._exit(0)", "Kernel died: it ended with status 0"),
    ],
    ids=lambda value: value[:20],
)
def test_a_kernel_that_ends_is_named(
    temporary: Path, tmp_path: Path, source: str, reason: str
) -> None:
    """The notebook, the cell and the way in which the kernel ended."""
    outcome = run(temporary, write_notebook(tmp_path / "w.ipynb", source, "1"))
    assert tell(outcome, 3) == reason


def test_a_cell_that_eats_memory_is_stopped(temporary: Path, tmp_path: Path) -> None:
    """What its processes hold together counts, also when each holds less than the limit."""
    eat = "import os, time\nfor i in range(3): os.fork()\nx = os.urandom(10**8); time.sleep(60); os._exit(0)"
    outcome = run(temporary, write_notebook(tmp_path / "w.ipynb", eat), memory=500_000_000)
    assert re.fullmatch(
        r"stopped: its kernel held [5-9]\d\d\.\d MB of memory, more than 500\.0 MB \(--memory-limit\)",
        tell(outcome, 3),
    )


def test_memory_is_limited_where_no_limit_is_named(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kernel may hold three quarters of the machine's memory; here, less."""
    monkeypatch.setattr(limits, "SHARE", 5e8 / psutil.virtual_memory().total)
    eat = "import os, time\nx = os.urandom(5 * 10**8); time.sleep(60)"
    assert "more than 500.0 MB" in tell(
        run(temporary, write_notebook(tmp_path / "w.ipynb", eat)), 3
    )


def test_shared_pages_count_once(temporary: Path, tmp_path: Path) -> None:
    """Four processes that share 200 MB do not hold 800 MB."""
    if sys.platform != "linux":
        pytest.skip("only Linux tells which pages are shared")
    share = (
        "import os, time\nx = os.urandom(2 * 10**8)\nfor i in range(2):\n    if os.fork() == 0:\n"
        "        time.sleep(2); os._exit(0)\ntime.sleep(1.5)"
    )
    path = write_notebook(tmp_path / "w.ipynb", share)
    assert run(temporary, path, memory=600_000_000).status == "done"


def test_a_memory_limit_that_is_too_small_is_refused() -> None:
    """The message says how much a kernel needs at least."""
    with pytest.raises(UsageError, match=r"--memory-limit 299\.0 MB: a kernel needs 300\.0 MB"):
        Limits(memory=299_000_000)


def test_the_shipped_report_keeps_to_the_smallest_limit(tmp_path: Path) -> None:
    """The smallest limit that is allowed is one that work can be done with."""
    limit = ("--memory-limit", "300M", "--language", "en", "--format", "ipynb")
    outcome = render("build", "report", *limit, out=tmp_path / "out")
    assert outcome.status == 0, outcome.err


TOO_LARGE = "stopped: it showed more than 64.0 MB at once"
FLOODS = {
    "print": "for i in range(1000): print('x' * 100_000)",
    "write": "import os\nfor i in range(1000): os.write(1, b'x' * 100_000)",
    "error": "raise ValueError('x' * 20_000_000)",
}


@pytest.mark.parametrize("kind", FLOODS)
def test_a_flood_of_text_is_stopped(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """100 MB of text end the document; what is kept for debugging stays small."""
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # ipykernel captures less when it is set
    outcome = run(temporary, write_notebook(tmp_path / "w.ipynb", FLOODS[kind]))
    reasons = ("stopped: it printed more than 10.0 MB", TOO_LARGE)  # what comes at once, or not
    assert tell(outcome, 3) in reasons
    (kept,) = (tmp_path / "out" / "failed").rglob("*.ipynb")
    assert kept.stat().st_size < 11_000_000


def test_one_output_too_large_is_not_taken_in(temporary: Path, tmp_path: Path) -> None:
    """100 MB in one message never reach this process; a message that the limit allows does."""
    path = write_notebook(tmp_path / "w.ipynb", "print('x' * 100_000_000)")
    before = psutil.Process().memory_info().rss
    assert tell(run(temporary, path), 3) == TOO_LARGE
    assert psutil.Process().memory_info().rss - before < 50_000_000


def test_an_output_that_takes_its_time_arrives(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a cell showed may arrive long after its end; past the limit the reason is named."""
    assert client.ARRIVAL >= 30
    taken = client.GuardedClient.process_message

    def take_slowly(self: client.GuardedClient, msg: dict, *place: object) -> object:
        time.sleep(1.5 if msg["msg_type"] == "stream" else 0)
        return taken(self, msg, *place)

    monkeypatch.setattr(client.GuardedClient, "process_message", take_slowly)
    late = "import time\nfor i in range(4):\n    print(i, flush=True); time.sleep(0.3)"
    path = write_notebook(tmp_path / "w.ipynb", late)
    outcome = run(temporary, path)
    assert outcome.status == "done", outcome.error
    monkeypatch.setattr(client, "ARRIVAL", 1)
    write_notebook(path, late + "\n")
    slow = "its output did not arrive in time: is the machine busy?"
    assert tell(run(temporary, path), 3) == slow


def test_figures_are_not_taken_for_printed_text(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Images have a larger limit of their own, which also holds."""
    show = "from IPython.display import HTML\ndisplay(HTML('x' * 11_000_000))"
    path = write_notebook(tmp_path / "w.ipynb", show)
    assert run(temporary, path).status == "done"
    monkeypatch.setattr(client, "SHOWN", 10_000_000)
    write_notebook(path, show + "\n")
    assert tell(run(temporary, path), 3) == "stopped: it showed more than 10.0 MB"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_processes_that_leave_are_ended(temporary: Path, tmp_path: Path) -> None:
    """Daemons in sessions of their own that ignore signals end with their document."""
    assert run(temporary, write_notebook(tmp_path / "w.ipynb", FORKS)).status == "done"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kernel_that_forks_on_and_on_is_stopped(temporary: Path, tmp_path: Path) -> None:
    """More processes than anybody needs end the document, all at once."""
    bomb = "import os, time\nfor i in range(8): os.fork()\ntime.sleep(60); os._exit(0)"
    outcome = run(temporary, write_notebook(tmp_path / "w.ipynb", bomb))
    assert tell(outcome, 3) == "stopped: its kernel started more than 200 processes"


@pytest.mark.parametrize(("status", "words"), [(None, ""), (-200, "signal 200"), (-15, "SIGTERM")])
def test_an_end_is_described(status: int | None, words: str) -> None:
    """Also where the status is not known, or the signal has no name."""
    assert words in describe_status(status)


HANG = "import time\nopen('{}', 'w').close()\nwhile True: time.sleep(0.1)"


@pytest.fixture
def house(tmp_path: Path, temporary: Path) -> Iterator[House]:
    """A house of a test's own, with a plan of two documents."""
    made = build_house(tmp_path / "house", temporary / "h")
    plan = made.root / "reports.yaml"
    plan.write_text(plan.read_text().replace("language: en", "language: [zh, en]"))
    made.behave(HANG.format(made.root / "hangs"))
    yield made
    made.close()


@pytest.mark.skipif(os.name != "posix", reason="ends processes by signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_that_is_told_to_end_leaves_nothing(house: House, jobs: str) -> None:
    """SIGTERM ends kernels and workers, and removes every file that was not finished."""
    process = house.start("build", "r", "--data", "tiny", "--jobs", jobs)
    wait_for((house.root / "hangs").exists, "the notebook runs")
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM
    house.check_clean()


@pytest.mark.skipif(os.name != "posix", reason="ends processes by signals")
def test_a_killed_worker_leaves_nothing(house: House) -> None:
    """Its kernel and its files go when the build ends; another try may do better."""
    process = house.start("build", "r", "--data", "tiny", "--jobs", "2")
    wait_for((house.root / "hangs").exists, "the notebook runs")
    house.behave("1")
    for kernel in house.list_kernels():
        kernel.suspend()  # so that it does not notice by itself that its worker is gone
    workers = house.list_processes("forkserver")
    for worker in workers:  # but not what they are forked from
        if worker.parent() in workers:
            worker.kill()
    process.communicate(timeout=60)
    assert process.returncode == 0
    house.check_clean()
