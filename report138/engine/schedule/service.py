"""The service: render what is due, one run at a time, and remember how each run ended."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from report138.engine.errors import PublishError
from report138.engine.publish.ours import refuse_links
from report138.engine.publish.publish import report_trouble
from report138.engine.schedule import clock
from report138.engine.schedule.attempts import describe, is_of_run, make_run_id, try_until_done
from report138.engine.schedule.log import LOGGER
from report138.engine.schedule.notify import notify
from report138.engine.schedule.runs import RUNS, Record, append_run, read_runs
from report138.engine.schedule.settings import Settings
from report138.engine.schedule.state import (
    STATE,
    Process,
    Running,
    State,
    adopt,
    find_due,
    read_state,
    write_state,
)
from report138.engine.schedule.supervise import Result, clean_up
from report138.errors import UserError

LOCK = ".schedule.lock"
STATUSES = {"stopped": "abandoned", "lost": "lost"}  # by kind; any other trouble: failed


class BusyError(RuntimeError):
    """Another schedule works in the output folder."""


class Service:
    """One schedule at work in its output folder."""

    def __init__(self, settings: Settings, is_stopping: Callable[[], bool]) -> None:
        """Take the settings, and a function that returns whether to stop."""
        self.settings, self.is_stopping = settings, is_stopping
        self.out = settings.out
        self.process = Process(os.getpid(), clock.now().isoformat())
        self.run_now = False  # whether to run once more, due or not

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Be the only schedule in the output folder; raise BusyError if another one is there."""
        self.out.mkdir(parents=True, exist_ok=True)
        refuse_links(self.out, (LOCK, RUNS, STATE))
        lock = FileLock(self.out / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise BusyError(f"{self.out}: another schedule works here") from None
        try:
            yield
        finally:
            lock.release()

    def recover(self) -> None:
        """Record a run that was cut off, and remove what is left of it."""
        state = read_state(self.out)
        if state is None or state.running is None:
            return
        running = state.running
        recorded = [record for record in read_runs(self.out) if record["run"] == running.run]
        clean_up(running.run, running.folder if is_of_run(running.folder, running.run) else None)
        if recorded:  # it had ended, and only the state does not know it yet
            self._settle(state, recorded[-1])
            return
        result = Result("lost", "the schedule was cut off while this run was under way")
        record = self._make_record(running, result, 0, None)
        append_run(self.out, record)
        self._settle(state, record)
        LOGGER.error("lost: %s; it is due again", record["error"], extra={"run": running.run})
        self._notify(record, result)

    def run_due(self) -> Record | None:
        """Render if something is due, and return the record of the run.

        First, a run that was cut off, by the end of its service or a full disk, is recorded as lost.
        """
        self.recover()
        moment, state = clock.now(), read_state(self.out)
        due = find_due(state, self.settings, moment)
        if self.run_now and due is None:
            due = moment
        self.run_now = False
        adopted = adopt(state, self.settings, moment, due is not None, self.process)
        if adopted != state and due is None:
            write_state(self.out, adopted)
        return self._run(adopted, due, moment) if due else None

    def _run(self, state: State, due: datetime, moment: datetime) -> Record:
        run = make_run_id(moment)
        state.running = Running(
            run=run, due=due.isoformat(), started=moment.isoformat(), pid=os.getpid()
        )
        LOGGER.info("due %s", due.isoformat(timespec="seconds"), extra={"run": run})

        def note_folder(folder: Path) -> None:
            state.running.folder = str(folder)
            write_state(self.out, state)

        result, tries = try_until_done(
            run, self.settings.options, self.settings.delays, self.is_stopping, note_folder
        )
        record = self._make_record(state.running, result, tries, clock.now())
        append_run(self.out, record)
        self._settle(state, record)
        if record["status"] == "done":
            LOGGER.info("done in %s s", record["seconds"], extra={"run": run})
        else:
            LOGGER.error("%s: %s", record["status"], record["error"], extra={"run": run})
        if record["status"] != "abandoned":
            self._notify(record, result)
        return record

    def _make_record(
        self, running: Running, result: Result, tries: int, ended: datetime | None
    ) -> Record:
        status = "done" if result.done else STATUSES.get(result.kind, "failed")
        started = datetime.fromisoformat(running.started)
        return {
            "run": running.run,
            "status": status,
            "due": running.due,
            "started": running.started,
            "ended": ended.isoformat() if ended else None,
            "seconds": round((ended - started).total_seconds(), 1) if ended else None,
            "tries": tries,
            "documents": result.documents,
            "kind": result.kind or ("documents" if result.failures else ""),
            "error": describe(result) if not result.done else "",
            "failures": [
                {"document": item["name"], "error": item["error"]} for item in result.failures
            ],
        }

    def _settle(self, state: State, record: Record) -> None:
        """Remember that a run has ended; unless it was cut off, what was due is taken care of."""
        state.running = None
        if record["status"] in ("done", "failed"):
            state.covered, state.last_due = record["started"], record["due"]
        if record["status"] == "done":
            state.last_done = record["ended"]
        write_state(self.out, state)

    def _notify(self, record: Record, result: Result) -> None:
        """Notify the user; put into the index what no document can say."""
        extra = {"run": record["run"]}
        if result.kind:
            try:
                report_trouble(self.out, record["error"])
            except (PublishError, UserError, OSError) as error:
                LOGGER.error("index: %s", error, extra=extra)
        trouble = notify(self.settings.notify, record, is_stopping=self.is_stopping)
        if trouble:
            LOGGER.error("%s", trouble, extra=extra)
