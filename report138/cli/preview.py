"""The command that shows documents in a browser while their sources change."""

import signal

import click

from report138.cli.options import data_option, language_option, parameter_option
from report138.cli.say import say


@click.command(epilog="Exit status: 0 ended by Ctrl-C or SIGTERM, 2 bad data or usage.")
@click.argument("name", required=False, metavar="[REPORT]")
@data_option
@language_option
@parameter_option
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help="Default: one that is free."
)
@click.option("--no-browser", is_flag=True, help="Print the address; open nothing.")
def preview(
    name: str | None,
    data: str | None,
    languages: tuple[str, ...],
    assignments: tuple[str, ...],
    port: int | None,
    no_browser: bool,
) -> None:
    """Show a report in the browser, renewed whenever notebooks, data, plan or code change."""
    from report138.engine.plan.selection import Selection
    from report138.engine.preview.service import serve

    for ending in (signal.SIGINT, signal.SIGTERM):  # a script's shell has the first one ignored
        signal.signal(ending, signal.default_int_handler)
    selection = Selection(
        names=(name,) if name else (),
        data=data,
        languages=languages,
        formats=("html",),
        assignments=assignments,
    )
    serve(selection, port, not no_browser, say)
