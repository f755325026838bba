"""How one hears of a schedule: the log of runs, the status, and a program of the user's."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
import valid_files
from schedule_world import (
    BAD_DATA,
    World,
)

from report138.engine.errors import UsageError
from report138.engine.schedule import notify
from report138.engine.schedule.runs import append_run, read_runs
from report138.engine.schedule.settings import read_settings
from report138.engine.schedule.state import STATE
from report138.engine.schedule.status import describe_schedule

# --- the log of runs ----------------------------------------------------------------------------


def make_run(number: int) -> dict[str, Any]:
    """Make a record."""
    return valid_files.make_run(name_run(number))


def name_run(number: int) -> str:
    """Return the name of a run."""
    return f"20260101T000000-{number:06x}"


def test_an_unfinished_line_is_dropped(tmp_path: Path) -> None:
    """A crash in mid-line costs that line only, and the next one is readable."""
    append_run(tmp_path, make_run(1))
    with (tmp_path / "runs.jsonl").open("ab") as file:
        file.write(b'{"run": "20260101T000000-000002", "sta')
    assert [run["run"] for run in read_runs(tmp_path)] == [name_run(1)]
    append_run(tmp_path, make_run(3))
    assert [run["run"] for run in read_runs(tmp_path)] == [name_run(1), name_run(3)]
    assert all(json.loads(line) for line in (tmp_path / "runs.jsonl").read_text().splitlines())


def test_the_log_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest runs are kept, and they are whole."""
    monkeypatch.setattr("report138.engine.schedule.runs.LARGEST", 15_000)
    for number in range(500):
        append_run(tmp_path, make_run(number))
        assert (tmp_path / "runs.jsonl").stat().st_size < 15_500
    runs = read_runs(tmp_path)
    assert [run["run"] for run in runs] == [name_run(n) for n in range(500 - len(runs), 500)]
    assert len(runs) > 20


# --- status -------------------------------------------------------------------------------------


def test_status_without_a_schedule_says_so(tmp_path: Path) -> None:
    """It is a mistake to ask."""
    with pytest.raises(UsageError, match="no schedule has worked here"):
        describe_schedule(tmp_path)


def test_status_shows_success_failure_and_next(world: World) -> None:
    """Times are by the clock of the schedule's zone; a newer success makes all well."""
    world.results = [BAD_DATA]
    world.look(zone="Asia/Shanghai")
    lines, well = describe_schedule(world.settings.out)
    assert not well
    assert lines == [
        "schedule: 0 7 * * *, Asia/Shanghai",
        "last success: none",
        "last failure: 2026-01-01 20:00 Asia/Shanghai: 2 faults in data/x: first (and 1 more)",
        "next run: 2026-01-02 07:00 Asia/Shanghai, if a schedule is running then: none is now",
    ]
    world.look("2026-01-01 23:00")
    lines, well = describe_schedule(world.settings.out)
    assert well
    assert lines[1] == "last success: 2026-01-02 07:00 Asia/Shanghai, 10.0 s (1 done)"


def test_status_shows_what_is_overdue(world: World) -> None:
    """A quarter of an hour is allowed; then nobody has taken care of it."""
    world.look()
    for hour, expected in (("07:15", True), ("07:16", False)):
        world.moment = datetime.fromisoformat(f"2026-01-02 {hour}+00:00")
        lines, well = describe_schedule(world.settings.out)
        assert well == expected
        assert ("overdue: since 2026-01-02 07:00 UTC" in lines) == (not expected)


def test_status_shows_a_run_that_is_under_way_from_a_lost_one(world: World) -> None:
    """While its process lives it is running; otherwise it is lost, and not well."""
    seen: list[tuple[list[str], bool]] = []
    world.look()
    world.moment = datetime.now(UTC) + timedelta(days=1)
    world.during = lambda: seen.append(describe_schedule(world.settings.out))
    world.look()
    assert seen[0][1]
    assert any(line.startswith("running: since") for line in seen[0][0])
    path = world.settings.out / STATE
    # a process of that number that is younger than the run is not the one
    facts = json.loads(path.read_text())
    facts["running"] = {**valid_files.make_state()["running"], "pid": 1}
    path.write_text(json.dumps(facts))
    lines, well = describe_schedule(world.settings.out)
    assert not well
    assert any(line.startswith("lost: the run of") for line in lines)


def test_status_knows_whether_a_schedule_is_running(world: World) -> None:
    """With its process alive the next run is certain; afterwards it needs one that is started."""
    world.moment = datetime.now(UTC)  # this process, which stands for the schedule, was born before
    world.look()
    assert "none is now" not in describe_schedule(world.settings.out)[0][-1]
    path = world.settings.out / STATE
    facts = json.loads(path.read_text())
    facts["service"]["started"] = "2026-01-01T00:00:00+00:00"  # another process has its number now
    path.write_text(json.dumps(facts))
    lines, well = describe_schedule(world.settings.out)
    assert lines[-1].endswith(", if a schedule is running then: none is now")
    assert well


# --- notify -------------------------------------------------------------------------------------


@pytest.fixture
def script(tmp_path: Path) -> Iterator[Callable[[str], tuple[str, ...]]]:
    """Write a Python program, and return the command that runs it."""

    def write(code: str) -> tuple[str, ...]:
        path = tmp_path / "notify.py"
        path.write_text(code)
        return sys.executable, str(path)

    return write


def test_a_program_gets_the_run_as_json(script: Any, tmp_path: Path) -> None:
    """On standard input, Chinese as Chinese."""
    code = f"import sys; open({str(tmp_path / 'got')!r}, 'wb').write(sys.stdin.buffer.read())"
    assert notify.notify(script(code), {"error": "没有"}) == ""
    assert (tmp_path / "got").read_text("utf-8") == '{"error": "没有"}\n'


@pytest.mark.parametrize(
    ("code", "limit", "words"),
    [
        ("import sys; sys.exit('no mail today')", 60, "ended with status 1: no mail today"),
        ("import time; time.sleep(60)", 1, "took longer than 1 s and was ended"),
        (
            "import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(60)\ntime.sleep(60)",
            1,
            "took longer than 1 s and was ended",
        ),
    ],
    ids=["fails", "hangs", "forks"],
)
def test_what_goes_wrong_with_it_is_said(script: Any, code: str, limit: float, words: str) -> None:
    """Status and last words, or that it took too long; none of its processes is left."""
    assert words in notify.notify(script(code), {}, limit=limit)
    assert not list_running(script("")[1])


def list_running(path: str) -> list[str]:
    """List the commands of processes that run a script."""
    found = psutil.process_iter(["cmdline", "status"])
    alive = [one.info["cmdline"] or [] for one in found if one.info["status"] != "zombie"]
    return [" ".join(words) for words in alive if path in words]


def wait_until(condition: Callable[[], Any]) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


HANG = "import pathlib, time\npathlib.Path(__file__).with_name('mark').touch()\ntime.sleep(600)"


def test_a_program_ends_when_the_schedule_stops(script: Any, tmp_path: Path) -> None:
    """A stop is not kept waiting by a program that hangs."""
    command, mark = script(HANG), tmp_path / "mark"
    assert "was ended" in notify.notify(command, {}, is_stopping=mark.exists)
    assert not list_running(command[1])


def test_a_program_ends_when_the_service_is_killed(script: Any, tmp_path: Path) -> None:
    """What the service had started to notify the user is gone soon after it."""
    command, mark = script(HANG), tmp_path / "mark"
    code = f"from report138.engine.schedule.notify import notify; notify({command!r}, {{}})"
    with subprocess.Popen([sys.executable, "-c", code]) as service:
        wait_until(mark.exists)
        assert list_running(command[1])
        service.kill()
    wait_until(lambda: not list_running(command[1]))


def test_a_program_that_does_not_read_is_no_trouble(script: Any) -> None:
    """A long record to a program that ends at once."""
    assert notify.notify(script("pass"), {"error": "x" * 1_000_000}) == ""


@pytest.mark.parametrize(
    ("command", "part"), [("nothing-like-it -x", "there is no program"), ("a 'b", "quotation")]
)
def test_a_command_that_cannot_be_run_is_refused(command: str, part: str) -> None:
    """At the start, not at the first run."""
    with pytest.raises(UsageError, match=part):
        read_settings("@daily", "UTC", command, {})
