"""A schedule that renders nothing, with a clock of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from report138.engine.schedule import attempts, clock, service, status
from report138.engine.schedule.runs import read_runs
from report138.engine.schedule.service import Service
from report138.engine.schedule.settings import Settings
from report138.engine.schedule.supervise import Result

DONE = Result(kind="", documents={"done": 1})
BAD_DATA = Result(kind="data", error="2 faults in data/x:\n  first\n  second", retryable=False)
CRASH = Result(kind="crash", error="the run broke off", retryable=True)
STOPPED = Result(kind="stopped", error="the schedule was ended")


def fail(retryable: bool, *names: str) -> Result:
    """Make a result in which documents failed."""
    failures = [{"name": name, "error": "E: e\n kept: k", "retryable": retryable} for name in names]
    return Result(kind="", documents={"failed": len(names)}, failures=failures)


@dataclass
class World:
    """A schedule that renders nothing, and its clock."""

    settings: Settings
    moment: datetime
    results: list[Result] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)  # the run of each try
    waited: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    notified: list[dict[str, Any]] = field(default_factory=list)
    during: Callable[[], Any] = lambda: None

    def now(self) -> datetime:
        """Return the time of this world."""
        return self.moment

    def try_once(self, run: str, *_: Any) -> Result:
        """Stand in for the process of a run."""
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
    monkeypatch.setattr(clock, "now", made.now)
    monkeypatch.setattr(status, "now", made.now)
    monkeypatch.setattr(attempts, "supervise_run", made.try_once)
    monkeypatch.setattr(attempts, "wait", made.wait)
    monkeypatch.setattr(service, "report_trouble", lambda out, error: made.troubles.append(error))
    monkeypatch.setattr(
        service, "notify", lambda command, record, **_: made.notified.append(record) or ""
    )
    return made


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
