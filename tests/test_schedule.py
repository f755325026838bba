"""What a schedule does when: due, missed, failed, tried again, cut off; with a clock of its own."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from report138.render.errors import UsageError
from report138.schedule import attempts, loop, notify, service, status
from report138.schedule.attempts import wait
from report138.schedule.loop import serve
from report138.schedule.runs import append_run, read_runs
from report138.schedule.service import BusyError, Service
from report138.schedule.settings import Settings, read_settings
from report138.schedule.state import STATE, read_state
from report138.schedule.status import describe_status
from report138.schedule.supervise import Result

DONE = Result(kind="", documents={"done": 1})
BAD_DATA = Result(kind="data", error="2 faults in data/x:\n  first\n  second", can_pass=False)
CRASH = Result(kind="crash", error="the run broke off", can_pass=True)
STOPPED = Result(kind="stopped", error="the schedule was ended")


def fail(can_pass: bool, *names: str) -> Result:
    """Make a result in which documents failed."""
    failures = [{"name": name, "error": "E: e\n kept: k", "can_pass": can_pass} for name in names]
    return Result(kind="", documents={"failed": len(names)}, failures=failures)


@dataclass
class World:
    """A schedule without a worker, and its clock."""

    settings: Settings
    moment: datetime
    results: list[Result] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)  # the run of each try
    waited: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    during: Callable[[], Any] = lambda: None

    def now(self) -> datetime:
        """Return the time of this world."""
        return self.moment

    def try_once(self, run: str, *_: Any) -> Result:
        """Stand in for a worker."""
        self.tried.append(run)
        self.during()
        self.moment += timedelta(seconds=10)
        return self.results.pop(0) if self.results else DONE

    def wait(self, seconds: float, *_: Any) -> bool:
        """Let time pass."""
        self.waited.append(seconds)
        self.moment += timedelta(seconds=seconds)
        return True

    def make_service(self) -> Service:
        """Make the service."""
        return Service(self.settings, lambda: False)

    def look(self, time: str | None = None, **changes: Any) -> str | None:
        """Start a service at a time, and return what became of a run that was due, if one was."""
        if time:
            self.moment = datetime.fromisoformat(time).replace(tzinfo=UTC)
        self.settings = replace(self.settings, **changes)
        made = self.make_service()
        with made.hold():
            record = made.run_due()
        return record and record["status"]

    @property
    def due(self) -> list[str]:
        """When the runs on record were due."""
        runs = read_runs(self.settings.out)
        return [datetime.fromisoformat(run["due"]).strftime("%m-%d %H:%M") for run in runs]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A schedule for every day at seven, on a Thursday at noon."""
    options = {"out": str(tmp_path / "out"), "names": [], "data": "138", "timeout": 1.0}
    made = World(Settings("0 7 * * *", "UTC", options), datetime(2026, 1, 1, 12, tzinfo=UTC))
    monkeypatch.setattr(service.clock, "now", made.now)
    monkeypatch.setattr(status, "now", made.now)
    monkeypatch.setattr(attempts, "run_worker", made.try_once)
    monkeypatch.setattr(attempts, "wait", made.wait)
    monkeypatch.setattr(service, "report_trouble", lambda out, error: made.troubles.append(error))
    monkeypatch.setattr(service, "notify", lambda command, record: made.told.append(record) or "")
    return made


def test_without_a_memory_a_schedule_is_due_now(world: World) -> None:
    """The first start renders, whatever the hour; then the next time counts."""
    assert world.look() == "done"
    assert world.look("2026-01-02 06:59") is None
    assert world.look("2026-01-02 07:00") == "done"
    assert world.look("2026-01-02 07:01") is None
    assert world.due == ["01-01 12:00", "01-02 07:00"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 1}', '{"schema": 9}', "\0"])
def test_a_broken_memory_counts_as_none(world: World, text: str) -> None:
    """It is due now, and the file is whole again."""
    world.look()
    (world.settings.out / STATE).write_text(text)
    assert world.look() == "done"
    assert read_state(world.settings.out) is not None


def test_missed_runs_are_caught_up_once(world: World) -> None:
    """After a week without the machine there is one run, for the last time due."""
    world.look()
    assert world.look("2026-01-08 09:00") == "done"
    assert world.look("2026-01-08 09:01") is None
    assert world.due == ["01-01 12:00", "01-08 07:00"]


def test_what_falls_due_during_a_run_is_run_after_it(world: World) -> None:
    """A run that is longer than the schedule's step is not joined by a second one."""
    world.look(expression="* * * * *")
    world.moment = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)
    world.during = lambda: world.wait(150)
    made = world.make_service()
    with made.hold():
        assert made.run_due()["due"].startswith("2026-01-01T12:30")
        world.during = lambda: None
        # 12:31 and 12:32 passed meanwhile
        assert made.run_due()["due"].startswith("2026-01-01T12:32")
        assert made.run_due() is None


def test_a_changed_expression_holds_from_now_on(world: World) -> None:
    """What it would have asked for in the past is not made up for."""
    world.look()
    assert world.look("2026-01-01 20:00", expression="0 18 * * *") is None
    assert world.look("2026-01-02 07:30") is None
    assert world.look("2026-01-02 18:00") == "done"


def test_what_the_old_expression_owes_is_run(world: World) -> None:
    """A change of the expression while the machine was off does not swallow a run."""
    world.look()
    assert world.look("2026-01-02 08:00", expression="0 18 * * *") == "done"
    assert world.due[-1] == "01-02 07:00"
    assert world.look("2026-01-02 08:01") is None


def test_what_the_old_expression_owes_stays_due_when_abandoned(world: World) -> None:
    """A run under a new expression that does not come to its end takes nothing with it."""
    world.look()
    world.results = [STOPPED]
    assert world.look("2026-01-02 08:00", expression="0 18 * * *") == "abandoned"
    assert world.look("2026-01-02 08:05") == "done"


def test_other_documents_are_due_at_once(world: World) -> None:
    """What is rendered has changed; how it is rendered does not count."""
    world.look()
    options = {**world.settings.options, "timeout": 9.0, "jobs": 2}
    assert world.look(options=options) is None
    assert world.look(options={**options, "names": ["brief"]}) == "done"
    assert world.look() is None


def test_a_clock_that_ran_ahead_stops_nothing(world: World) -> None:
    """A run in the year 2036 by mistake: the next day at seven is due all the same."""
    world.look("2036-01-01 12:00")
    assert world.look("2026-01-01 12:00") is None
    assert world.look("2026-01-02 07:00") == "done"


def test_what_can_pass_is_tried_again(world: World) -> None:
    """After one, five and twenty-five minutes; it is one run all the time."""
    world.results = [CRASH, fail(True, "a", "b"), CRASH]
    assert world.look() == "done"
    assert world.waited == [60, 300, 1500]
    assert len(set(world.tried)) == 1
    (run,) = read_runs(world.settings.out)
    assert (run["tries"], run["seconds"]) == (4, 1900.0)


def test_tries_come_to_an_end(world: World) -> None:
    """After the fourth try the run has failed, and the next one is due as always."""
    world.results = [CRASH] * 4
    assert world.look() == "failed"
    assert world.troubles == ["the run broke off"]
    assert world.look() is None
    assert world.look("2026-01-02 07:00") == "done"


@pytest.mark.parametrize("result", [BAD_DATA, fail(False, "a")], ids=["data", "notebook"])
def test_what_cannot_pass_is_not_tried_again(world: World, result: Result) -> None:
    """Bad data and an error in a notebook would fail again."""
    world.results = [result]
    assert world.look() == "failed"
    assert world.waited == []


def test_a_failure_says_why(world: World) -> None:
    """The heading and the first fault of the data; of documents the first three, by name."""
    world.results = [BAD_DATA]
    world.look()
    world.results = [fail(False, *"abcde")]
    world.look("2026-01-02 07:00")
    data, documents = read_runs(world.settings.out)
    assert data["error"] == "2 faults in data/x: first (and 1 more)"
    assert documents["error"] == "a: E: e; b: E: e; c: E: e (and 2 more)"
    assert world.troubles == [data["error"]]  # what documents failed, the index says by itself


def test_an_abandoned_run_stays_due(world: World) -> None:
    """Who ends the schedule by a signal is not told of it; the run is made up for."""
    world.results = [STOPPED]
    assert world.look() == "abandoned"
    assert world.told == []
    assert world.look("2026-01-01 12:05") == "done"


def cut_off(world: World, before: str = "") -> None:
    """Kill the service in mid-run, or at one of its last steps."""

    class Killed(BaseException):
        """Stands in for SIGKILL: nothing of the service runs after it."""

    def die(*_: Any) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        if before:
            patch.setattr(service, before, die)
        else:
            world.during = die
        with pytest.raises(Killed):
            world.look()
    world.during = lambda: None


@pytest.mark.parametrize("before", ["", "append_run"])
def test_a_run_that_was_cut_off_is_reported_and_due(world: World, before: str) -> None:
    """It is lost, the user and the index are told, and it is run again."""
    cut_off(world, before)
    assert read_runs(world.settings.out) == []
    assert world.look() == "done"
    runs = read_runs(world.settings.out)
    assert [run["status"] for run in runs] == ["lost", "done"]
    assert [run["status"] for run in world.told] == ["lost", "done"]
    assert world.troubles == [runs[0]["error"]]


def test_a_run_that_ended_before_its_service_is_not_lost(world: World) -> None:
    """The log has it already: it is neither reported twice nor run again."""
    kept = service.Service._settle

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    service.Service._settle = die
    try:
        with pytest.raises(KeyboardInterrupt):
            world.look()
    finally:
        service.Service._settle = kept
    assert read_state(world.settings.out).running is not None
    assert world.look() is None
    assert [run["status"] for run in read_runs(world.settings.out)] == ["done"]


def test_a_folder_has_one_schedule(world: World) -> None:
    """Another process that holds the lock is respected."""
    world.look()
    with FileLock(world.settings.out / service.LOCK), pytest.raises(BusyError):
        world.look()


# --- the log of runs ----------------------------------------------------------------------------


def make_run(number: int) -> dict[str, Any]:
    """Make a record."""
    return {"run": f"r{number}", "status": "done", "due": "2026-01-01T00:00:00+00:00"}


def test_an_unfinished_line_is_dropped(tmp_path: Path) -> None:
    """A crash in mid-line costs that line only, and the next one is readable."""
    append_run(tmp_path, make_run(1))
    with (tmp_path / "runs.jsonl").open("ab") as file:
        file.write(b'{"run": "r2", "sta')
    append_run(tmp_path, make_run(3))
    assert [run["run"] for run in read_runs(tmp_path)] == ["r1", "r3"]
    assert all(json.loads(line) for line in (tmp_path / "runs.jsonl").read_text().splitlines())


def test_the_log_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest runs are kept, and they are whole."""
    monkeypatch.setattr("report138.schedule.runs.LARGEST", 5000)
    for number in range(500):
        append_run(tmp_path, make_run(number))
        assert (tmp_path / "runs.jsonl").stat().st_size < 5200
    runs = read_runs(tmp_path)
    assert [run["run"] for run in runs] == [f"r{n}" for n in range(500 - len(runs), 500)]
    assert len(runs) > 20


# --- status -------------------------------------------------------------------------------------


def test_status_without_a_schedule_says_so(tmp_path: Path) -> None:
    """It is a mistake to ask."""
    with pytest.raises(UsageError, match="no schedule has worked here"):
        describe_status(tmp_path)


def test_status_tells_success_failure_and_next(world: World) -> None:
    """Times are by the clock of the schedule's zone; a newer success makes all well."""
    world.results = [BAD_DATA]
    world.look(zone="Asia/Shanghai")
    lines, well = describe_status(world.settings.out)
    assert not well
    assert lines == [
        "schedule: 0 7 * * *, Asia/Shanghai",
        "last success: none",
        "last failure: 2026-01-01 20:00 Asia/Shanghai: 2 faults in data/x: first (and 1 more)",
        "next run: 2026-01-02 07:00 Asia/Shanghai",
    ]
    world.look("2026-01-01 23:00")
    lines, well = describe_status(world.settings.out)
    assert well
    assert lines[1] == "last success: 2026-01-02 07:00 Asia/Shanghai, 10.0 s (1 done)"


def test_status_tells_what_is_overdue(world: World) -> None:
    """A quarter of an hour is allowed; then nobody has taken care of it."""
    world.look()
    for time, expected in (("07:15", True), ("07:16", False)):
        world.moment = datetime.fromisoformat(f"2026-01-02 {time}+00:00")
        lines, well = describe_status(world.settings.out)
        assert well == expected
        assert ("overdue: since 2026-01-02 07:00 UTC" in lines) == (not expected)


def test_status_tells_a_run_that_is_under_way_from_a_lost_one(world: World) -> None:
    """While its process lives it is running; otherwise it is lost, and not well."""
    seen: list[tuple[list[str], bool]] = []
    world.look()
    world.moment = datetime.now(UTC) + timedelta(days=1)
    world.during = lambda: seen.append(describe_status(world.settings.out))
    world.look()
    assert seen[0][1]
    assert any(line.startswith("running: since") for line in seen[0][0])
    path = world.settings.out / STATE
    # a process of that number that is younger than the run is not the one
    facts = json.loads(path.read_text())
    facts["running"] = {"run": "r", "started": "2026-01-01T00:00:00+00:00", "pid": 1, "due": "d"}
    path.write_text(json.dumps(facts))
    lines, well = describe_status(world.settings.out)
    assert not well
    assert any(line.startswith("lost: the run of") for line in lines)


# --- notify -------------------------------------------------------------------------------------


@pytest.fixture
def script(tmp_path: Path) -> Iterator[Callable[[str], tuple[str, ...]]]:
    """Write a Python program, and return the command that runs it."""
    import sys

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
    ("code", "words"),
    [
        ("import sys; sys.exit('no mail today')", "ended with status 1: no mail today"),
        ("import time; time.sleep(60)", "took longer than 1 s and was ended"),
        (
            "import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(60)\ntime.sleep(60)",
            "took longer than 1 s and was ended",
        ),
    ],
    ids=["fails", "hangs", "forks"],
)
def test_what_goes_wrong_with_it_is_said(script: Any, code: str, words: str) -> None:
    """Status and last words, or that it took too long; none of its processes is left."""
    import psutil

    assert words in notify.notify(script(code), {}, limit=1)
    names = [" ".join(p.info["cmdline"] or []) for p in psutil.process_iter(["cmdline"])]
    assert not [name for name in names if script("")[1] in name]


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


# --- the loop -----------------------------------------------------------------------------------


def test_the_service_fires_when_the_time_comes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """APScheduler calls at the time due, long before the next look at the clock."""
    fired: list[datetime] = []

    class Soon:
        """A signal that comes when the work is done."""

        reloading = False

        @property
        def stopping(self) -> bool:
            """Stop after the first call, or when it is too late."""
            return bool(fired) or datetime.now(UTC) > begun + timedelta(seconds=20)

    begun = datetime.now(UTC)
    due = begun + timedelta(seconds=1.5)
    monkeypatch.setattr(loop, "Signals", Soon)
    monkeypatch.setattr(loop, "read_plan", lambda _: None)
    monkeypatch.setattr(loop, "now", lambda: begun + timedelta(hours=1))  # no look meanwhile
    monkeypatch.setattr(loop.Service, "run_due", lambda _: fired.append(datetime.now(UTC)))
    monkeypatch.setattr(
        "report138.schedule.due.DueTrigger.get_next_fire_time",
        lambda _, previous, now: due if previous is None else due + timedelta(days=1),
    )
    assert serve(world.settings) == 0
    assert fired
    assert fired[0] >= due


def test_waiting_ends_when_everything_is_to_stop() -> None:
    """Half an hour until the next try is no reason to live on."""
    asked: list[int] = []
    assert not wait(1800, lambda: asked.append(1) or len(asked) > 1)
    assert wait(0.01, lambda: False)
