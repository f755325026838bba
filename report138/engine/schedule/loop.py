"""Keep a schedule going until it is told to stop, or do what is due and return."""

import signal
import threading
import time

from report138.engine.errors import UsageError, explain_trouble
from report138.engine.schedule.log import LOGGER
from report138.engine.schedule.runs import read_runs
from report138.engine.schedule.service import BusyError, Service
from report138.engine.schedule.settings import Settings, format_time, now
from report138.engine.schedule.state import read_state
from report138.errors import DataError

# Seconds between two looks at the clock on the wall: after a sleep of the machine, or when its
# clock is set, waiting for a time due would end too late.
LOOK = 30.0
PULSE = 0.25


class Signals:
    """What the system asked for: to stop, or to read the plan again."""

    def __init__(self) -> None:
        """Listen from now on, where this is the main thread; only there signals arrive."""
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
        with explain_trouble(settings.out), service.hold():
            record = service.run_due()
    except BusyError as error:
        LOGGER.info("%s; it does what is due", error)
        return 0
    if signals.stopping:
        return 128 + signals.number
    if record is None:
        LOGGER.info("nothing is due before %s", tell_next(settings))
        return 0
    return 0 if record["status"] == "done" else 2 if record["kind"] == "data" else 1


def serve(settings: Settings) -> int:
    """Render whenever something is due, until a signal ends it; return the exit status."""
    from apscheduler.executors.pool import ThreadPoolExecutor
    from apscheduler.schedulers.background import BackgroundScheduler
    from apscheduler.triggers.interval import IntervalTrigger

    signals = Signals()
    service = Service(settings, lambda: signals.stopping)
    scheduler = BackgroundScheduler(
        timezone="UTC",
        executors={"default": ThreadPoolExecutor(1)},  # never two at once
        job_defaults={"coalesce": True, "misfire_grace_time": None},
    )

    def look() -> None:
        if not signals.stopping:
            try:
                service.run_due()
            except Exception:  # such as a full disk: the next look may find it better
                LOGGER.exception("the schedule goes on")

    try:
        with service.hold():
            read_plan(settings)
            LOGGER.info("%s, %s: next %s", settings.expression, settings.zone, tell_next(settings))
            scheduler.add_job(look, settings.trigger)
            scheduler.add_job(look, IntervalTrigger(seconds=LOOK), next_run_time=now())
            scheduler.start()
            while not signals.stopping:
                time.sleep(PULSE)
                if signals.reloading:
                    signals.reloading = False
                    read_plan(settings)
                    if failed_last(settings):
                        service.wanted = True
                        scheduler.add_job(look)
            LOGGER.info("ending")
            scheduler.shutdown(wait=True)
    except BusyError as error:
        raise UsageError(f"{error}; end it or choose another --out") from None
    return 0


def read_plan(settings: Settings) -> None:
    """Read the plan and the data, and say what they hold; a fault fails the next run, not this."""
    try:
        documents = count_documents(settings)
    except (ValueError, OSError) as error:
        LOGGER.error("the plan: %s", error)
    else:
        LOGGER.info("the plan has %d documents", documents)


def count_documents(settings: Settings) -> int:
    """Return how many documents the options ask for; raise what is wrong with them."""
    from report138.engine.documents.options import sort_options
    from report138.engine.plan import reports_yaml
    from report138.engine.plan.catalog import get_catalog
    from report138.engine.plan.combine import plan_jobs

    selection, _, _ = sort_options(**settings.options)
    catalog = get_catalog()
    return len(plan_jobs(reports_yaml.read_plan(catalog), selection, catalog)[0])


def failed_last(settings: Settings) -> bool:
    """Tell whether the newest run failed."""
    runs = read_runs(settings.out)
    return bool(runs) and runs[-1]["status"] != "done"


def tell_next(settings: Settings) -> str:
    """Return the next time due, by the clock of the schedule's zone."""
    return format_time(settings.trigger.find_next(now()), settings.zone)


def check_first(settings: Settings) -> None:
    """Refuse options that do not fit, as long as the schedule has no memory.

    Later a plan that has become wrong fails a run, which is on record, and the schedule goes on.
    """
    if read_state(settings.out) is None:
        try:
            count_documents(settings)
        except DataError:  # bad data may be mended before a run is due
            return
