"""The process of one scheduled run: `python -m report138.engine.schedule.run_process`.

It reads the options of a build as one line of JSON, and writes one line of JSON for each event.
A process of its own for each run: the service stays small, new code and packages are
used from the next run on, and whatever goes wrong ends here.  When its input ends, the service is
gone, and so it ends too.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from typing import Any, TextIO

from report138.engine.documents.worker_pool import exit_on_sigterm
from report138.engine.errors import PublishError
from report138.errors import UserError

LAST_SECONDS = 15.0  # to clean up in, when the service is gone

Report = Callable[..., None]


def render(options: dict[str, Any], report: Report) -> None:
    """Build what the options say; report each document's outcome, and at the end how it ended."""
    from report138.engine.documents.build import build
    from report138.engine.documents.options import sort_options
    from report138.engine.plan.catalog import get_catalog
    from report138.engine.plan.combine import plan_jobs
    from report138.engine.plan.reports_yaml import read_plan

    try:
        selection, how, destination = sort_options(**options)
        catalog = get_catalog()
        jobs, notes = plan_jobs(read_plan(catalog), selection, catalog)
        report("planned", documents=len(jobs), notes=notes)
        for outcome in build(
            jobs, how, destination, lambda *_: None, lambda line: report("message", text=line)
        ):
            report(
                "document",
                name=outcome.job.stem,
                status=outcome.status,
                seconds=round(outcome.seconds, 2),
                error=outcome.error,
                retryable=outcome.retryable,
            )
            for warning in outcome.warnings:
                report("message", text=f"{outcome.job.stem}: warning: {warning}")
    except UserError as error:
        report("end", kind="data", error=str(error), retryable=False)
    except PublishError as error:
        report("end", kind="publishing", error=str(error), retryable=True)
    else:
        report("end", kind="", error="", retryable=False)


def follow_service(channel: TextIO) -> None:
    """Wait until the service is gone, then leave as on SIGTERM, and if that fails, at once."""
    channel.read()
    if os.name == "posix":
        import signal

        threading.Timer(LAST_SECONDS, os._exit, (1,)).start()
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        os._exit(1)


def main() -> None:
    """Render one run; standard output is kept for events, and whatever else prints goes to the log."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def report(event: str, **facts: Any) -> None:
        channel.write(json.dumps({"event": event, **facts}, ensure_ascii=False) + "\n")
        channel.flush()

    exit_on_sigterm()
    options = json.loads(sys.stdin.readline())
    threading.Thread(target=follow_service, args=(sys.stdin,), daemon=True).start()
    render(options, report)


if __name__ == "__main__":
    main()
