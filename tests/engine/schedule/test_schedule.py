"""What a schedule does when: due, missed, failed, tried again, cut off; with a clock of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from filelock import FileLock
from schedule_world import (
    BAD_DATA,
    CRASH,
    STOPPED,
    World,
    cut_off,
    fail,
)

from report138.engine.schedule import loop, service
from report138.engine.schedule.attempts import wait
from report138.engine.schedule.runs import read_runs
from report138.engine.schedule.service import BusyError
from report138.engine.schedule.state import STATE, read_state
from report138.engine.schedule.supervise import Result
from report138.engine.stored import StoredFileError


def test_without_a_memory_a_schedule_is_due_now(world: World) -> None:
    """The first start renders, whatever the hour; then the next time counts."""
    assert world.look() == "done"
    assert world.look("2026-01-02 06:59") is None
    assert world.look("2026-01-02 07:00") == "done"
    assert world.look("2026-01-02 07:01") is None
    assert world.due == ["01-01 12:00", "01-02 07:00"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 1}', '{"schema": 9}', "\0"])
def test_a_broken_memory_is_refused(world: World, text: str) -> None:
    """Nothing is rendered, the file stays as it is; when it is moved away, it is due now."""
    world.look()
    path = world.settings.out / STATE
    path.write_text(text)
    with pytest.raises(StoredFileError, match=r"schedule\.json: .*; move it away"):
        world.look()
    assert (path.read_text(), len(world.tried)) == (text, 1)
    path.unlink()
    assert world.look() == "done"


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
    """What would have been due by it in the past is not made up for."""
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
    """Nobody is notified of an end by a signal; the run is made up for."""
    world.results = [STOPPED]
    assert world.look() == "abandoned"
    assert world.notified == []
    assert world.look("2026-01-01 12:05") == "done"


@pytest.mark.parametrize("before", ["", "append_run"])
def test_a_run_that_was_cut_off_is_reported_and_due(world: World, before: str) -> None:
    """It is recorded as lost, user and index are notified, and it is run again."""
    cut_off(world, before)
    assert read_runs(world.settings.out) == []
    assert world.look() == "done"
    runs = read_runs(world.settings.out)
    assert [run["status"] for run in runs] == ["lost", "done"]
    assert [run["status"] for run in world.notified] == ["lost", "done"]
    assert world.troubles == [runs[0]["error"]]


def test_a_run_that_a_full_disk_cut_off_is_reported(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service lives on, and at its next look says what it could not write before."""
    made = world.make_service()
    with made.hold():
        with monkeypatch.context() as patch, pytest.raises(OSError, match="full"):
            patch.setattr(service, "append_run", Mock(side_effect=OSError("disk full")))
            made.run_due()
        assert made.run_due()["status"] == "done"
    assert [run["status"] for run in read_runs(world.settings.out)] == ["lost", "done"]


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


# --- the loop -----------------------------------------------------------------------------------


@dataclass
class Script:
    """Signals that come at times of a world's clock."""

    world: World
    stop: str
    reload: str = "2099-01-01 00:00"

    @property
    def stopping(self) -> bool:
        """Whether it is time to stop."""
        return self.world.moment >= datetime.fromisoformat(f"{self.stop}+00:00")

    @property
    def reloading(self) -> bool:
        """Whether it is time to read the plan again."""
        return self.world.moment >= datetime.fromisoformat(f"{self.reload}+00:00")

    @reloading.setter
    def reloading(self, _: bool) -> None:
        self.reload = "2099-01-01 00:00"


@pytest.fixture
def serve_until(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have the service run in a world, where waiting takes no time, until a time."""

    def sleep(seconds: float) -> None:
        world.moment += timedelta(seconds=seconds)

    def serve_in_world(*times: str) -> None:
        monkeypatch.setattr(loop, "Signals", lambda: Script(world, *times))
        assert loop.serve(world.settings) == 0

    monkeypatch.setattr(loop.time, "sleep", sleep)
    monkeypatch.setattr(loop, "read_plan", lambda _: None)
    return serve_in_world


def test_the_service_renders_when_the_time_comes(
    world: World, serve_until: Callable[..., None]
) -> None:
    """It starts within a quarter of a second of each time due, and at its first start."""
    world.moment = datetime(2026, 1, 2, 6, 58, tzinfo=UTC)
    world.settings = replace(world.settings, expression="*/5 7 * * *")
    serve_until("2026-01-02 07:08")
    assert world.due == ["01-02 06:58", "01-02 07:00", "01-02 07:05"]
    started = [datetime.fromisoformat(run["started"]) for run in read_runs(world.settings.out)]
    assert started[1:] == [datetime(2026, 1, 2, 7, minute, tzinfo=UTC) for minute in (0, 5)]


def test_the_service_makes_up_at_once_for_what_fell_due_in_a_run(
    world: World, serve_until: Callable[..., None]
) -> None:
    """A run of two minutes and ten seconds, every minute: the next one follows without a pause."""
    world.settings = replace(world.settings, expression="* * * * *")
    world.during = lambda: world.wait(120)
    serve_until("2026-01-01 12:02")
    assert world.due == ["01-01 12:00"]
    serve_until("2026-01-01 12:03")
    assert world.due == ["01-01 12:00", "01-01 12:02"]


def test_a_clock_that_jumps_ends_the_waiting(
    world: World, serve_until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine sleeps from noon to the next noon: what was due at seven is due when it wakes."""
    jumps = iter([timedelta(days=1)])

    def sleep(seconds: float) -> None:
        world.moment += next(jumps, timedelta(seconds=seconds))

    monkeypatch.setattr(loop.time, "sleep", sleep)
    serve_until("2026-01-02 12:01")
    assert world.due == ["01-01 12:00", "01-02 07:00"]


def test_a_reload_repeats_a_run_only_if_it_failed(
    world: World, serve_until: Callable[..., None]
) -> None:
    """Of two reloads the first finds a failed run, the second one that is done."""
    world.results = [BAD_DATA]
    serve_until("2026-01-01 12:05", "2026-01-01 12:02")
    assert [run["status"] for run in read_runs(world.settings.out)] == ["failed", "done"]
    serve_until("2026-01-01 12:10", "2026-01-01 12:07")
    assert len(read_runs(world.settings.out)) == 2


def test_a_service_survives_a_full_disk(
    world: World, serve_until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be written is written at the next look, half a minute later."""
    append, troubles = service.append_run, [OSError("disk full")]

    def append_later(*arguments: Any) -> None:
        if troubles:
            raise troubles.pop()
        append(*arguments)

    monkeypatch.setattr(service, "append_run", append_later)
    serve_until("2026-01-01 12:01")
    runs = read_runs(world.settings.out)
    assert [run["status"] for run in runs] == ["lost", "done"]
    assert runs[1]["started"] == "2026-01-01T12:00:40+00:00"  # 10 s for the first run


def test_waiting_ends_when_everything_is_to_stop() -> None:
    """Half an hour until the next try is no reason to live on."""
    looks: list[int] = []
    assert not wait(1800, lambda: looks.append(1) or len(looks) > 1)
    assert wait(0.01, lambda: False)
