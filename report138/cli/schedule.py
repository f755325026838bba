"""The commands that render on a schedule and say how it is doing."""

import sys
from pathlib import Path
from typing import Any

import click

from report138.cli.options import build_options, out_option
from report138.cli.say import say
from report138.engine.publish.destination import Url

TIMEOUT = 1800.0  # seconds for one document: the largest report tried takes about 200


@click.command(epilog="Exit status: 0 done or nothing due, 1 the run failed, 2 bad data or usage.")
@click.argument("expression", metavar="'MIN HOUR DAY MONTH WEEKDAY'")
@build_options
@click.option("--tz", metavar="ZONE", help="Such as Asia/Shanghai (default: this machine's).")
@click.option("--once", is_flag=True, help="Render what is due, and return.")
@click.option("--notify", metavar="COMMAND", help="Gets each run as JSON on its standard input.")
@click.option(
    "--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--quiet", is_flag=True, help="Log what fails only.")
def schedule(
    expression: str,
    tz: str | None,
    once: bool,
    notify: str | None,
    log_format: str,
    quiet: bool,
    **options: Any,
) -> None:
    """Render on a schedule, written as five fields of cron in quotes, such as '0 7 * * MON'."""
    from report138.engine.errors import UsageError
    from report138.engine.schedule.log import open_log
    from report138.engine.schedule.loop import check_first, run_once, serve
    from report138.engine.schedule.settings import read_settings

    if isinstance(options["out"], Url):
        raise UsageError(
            f"--out {options['out']}: a schedule keeps its memory there: give a folder"
        )
    options["timeout"] = options["timeout"] or TIMEOUT
    settings = read_settings(expression, tz, notify, options)
    check_first(settings)
    open_log(log_format, quiet)
    sys.exit(run_once(settings) if once else serve(settings))


@click.command(epilog="Exit status: 0 all is well, 1 the last run failed or is overdue.")
@out_option
def status(out: Path) -> None:
    """Say how the schedule of an output folder is doing."""
    from report138.engine.schedule.status import describe_schedule

    lines, well = describe_schedule(out)
    for line in lines:
        say(line)
    sys.exit(0 if well else 1)
