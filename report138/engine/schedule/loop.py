"""Keep a schedule going until a signal ends it, or do what is due and return."""

import signal
import threading
import time
from datetime import datetime

from report138.engine.errors import UsageError, explain_disk_errors
from report138.engine.schedule import clock
from report138.engine.schedule.log import LOGGER
from report138.engine.schedule.runs import read_runs
from report138.engine.schedule.service import BusyError, Service
from report138.engine.schedule.settings import Settings
from report138.engine.schedule.state import read_state
from report138.engine.schedule.supervise import PULSE
from report138.errors import DataError, UserError, count

# Seconds after which the service looks again in any case: the clock may have been set, and what
# could not be written on a full disk is written then.
LOOK = 30.0


class Signals:
    """What signals have asked for: to stop, or to read the plan again."""

    def __init__(self) -> None:
        """Listen from now on, if this is the main thread; only there signals arrive."""
        self.stopping = self.reloading = False
        self.number = 0
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
                if hasattr(signal, name):
                    signal.signal(getattr(signal, name), self._stop)
            if hasattr(signal, "SIGHUP"):
                signal.signal(signal.SIGHUP, self._reload)

    def _stop(self, number: int, _: object) -> None:
        self.stopping, self.number = True, number

    def _reload(self, *_: object) -> None:
        self.reloading = True


def run_once(settings: Settings) -> int:
    """Render what is due and return the exit status."""
    signals = Signals()
    service = Service(settings, lambda: signals.stopping)
    try:
        with explain_disk_errors(settings.out), service.hold():
            record = service.run_due()
    except BusyError as error:
        LOGGER.info("%s; it does what is due", error)
        return 0
    if signals.stopping:
        return 128 + signals.number
    if record is None:
        LOGGER.info("nothing is due before %s", format_next(settings))
        return 0
    return 0 if record["status"] == "done" else 2 if record["kind"] == "data" else 1


def serve(settings: Settings) -> int:
    """Render whenever something is due, until a signal ends it; return the exit status."""
    signals = Signals()
    service = Service(settings, lambda: signals.stopping)
    try:
        with service.hold():
            read_plan(settings)
            LOGGER.info(
                "%s, %s: next %s", settings.expression, settings.zone, format_next(settings)
            )
            while not signals.stopping:
                due = settings.due_times.find_next(clock.now())
                try:
                    service.run_due()
                except UserError as error:  # the file may be mended before the next look
                    LOGGER.error("%s", error)
                except Exception:  # such as a full disk: the next look may find it better
                    LOGGER.exception("the schedule goes on")
                wait_until(due, signals)
                if signals.reloading:
                    signals.reloading = False
                    read_plan(settings)
                    service.run_now = failed_last(settings)
            LOGGER.info("ending")
    except BusyError as error:
        raise UsageError(f"{error}; end it or choose another --out") from None
    return 0


def wait_until(due: datetime, signals: Signals) -> None:
    """Wait until a run is due, a signal has come, or it is time to look again.

    In short steps, each with a look at the clock on the wall: it may jump, as after a sleep of the
    machine.
    """
    for _ in range(round(LOOK / PULSE)):
        if signals.stopping or signals.reloading or clock.now() >= due:
            return
        time.sleep(PULSE)


def read_plan(settings: Settings) -> None:
    """Read the plan and the data, and log what they hold; a fault fails the next run, not this."""
    try:
        documents = count_documents(settings)
    except (ValueError, OSError) as error:
        LOGGER.error("the plan: %s", error)
    else:
        LOGGER.info("the plan has %s", count(documents, "document"))


def count_documents(settings: Settings) -> int:
    """Return how many documents the options select; raise what is wrong with them."""
    from report138.engine.documents.options import sort_options
    from report138.engine.plan import reports_yaml
    from report138.engine.plan.catalog import get_catalog
    from report138.engine.plan.combine import plan_jobs

    selection, _, _ = sort_options(**settings.options)
    catalog = get_catalog()
    return len(plan_jobs(reports_yaml.read_plan(catalog), selection, catalog)[0])


def failed_last(settings: Settings) -> bool:
    """Return whether the newest run failed."""
    runs = read_runs(settings.out)
    return bool(runs) and runs[-1]["status"] != "done"


def format_next(settings: Settings) -> str:
    """Return the next time due, by the clock of the schedule's zone."""
    return clock.format_time(settings.due_times.find_next(clock.now()), settings.zone)


def check_first(settings: Settings) -> None:
    """Raise UsageError for options that do not fit, as long as the schedule has no memory.

    Later a plan that has become wrong fails a run, which is on record, and the schedule goes on.
    """
    read_runs(settings.out)
    if read_state(settings.out) is None:
        try:
            count_documents(settings)
        except DataError:  # bad data may be mended before a run is due
            return
