"""The command line: `python render.py` renders the report; `--help` lists the rest.

The commands are in report138/cli/.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from report138 import __version__
from report138.cli import build, data, preview, schedule
from report138.cli.configure import configure
from report138.cli.default_group import DefaultGroup
from report138.cli.say import say
from report138.cli.streams import run_apart


@click.group(cls=DefaultGroup, epilog=build.EPILOG)
@click.version_option(__version__)
def main() -> None:
    """Render analytical reports on a policy framework.  Without a command: build."""
    configure()


for command in (
    build.build,
    build.list_reports,
    preview.preview,
    schedule.schedule,
    schedule.status,
    data.check,
    data.new,
    data.verify,
    data.code,
    data.import_,
    data.export,
    build.repair,
    build.figures,
    data.diff,
):
    main.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; turn errors of the user into one message and exit status 2."""
    from report138.engine.errors import FAILURES
    from report138.errors import UserError

    try:
        check_folder()
        main(arguments, prog_name="render.py", standalone_mode=True)
    except UserError as error:
        say(f"error: {error}", err=True)
        return 2
    except FAILURES as error:
        say(f"error: {error}", err=True)
        return 1
    except OSError as error:  # a disk that is full, a folder that cannot be written
        where = f"{error.filename}: " if error.filename else ""
        say(f"error: {where}{error.strerror or error}", err=True)
        return 1
    return 0


def check_folder() -> None:
    """Refuse a working folder that was removed: every path would be looked for there."""
    from report138.engine.errors import UsageError

    try:
        Path.cwd()
    except FileNotFoundError:
        raise UsageError("the working folder was removed: change to one that is there") from None


if __name__ == "__main__":
    sys.exit(run_apart(run))
