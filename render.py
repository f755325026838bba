"""The command line: `python render.py` renders the report; `--help` tells the rest.

Parse, call, print.  Imports stay inside the commands, so that help and checks start fast.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from report138.render.default_group import DefaultGroup
from report138.render.url import Url, parse_out

EPILOG = "Exit status: 0 done, 1 a notebook or publishing failed, 2 bad data or usage."


data_option = click.option(
    "--data", metavar="DIR", help="A framework folder, or its name under data/ (default: 138)."
)


@click.group(cls=DefaultGroup, epilog=EPILOG)
@click.version_option(package_name="report138")
def main() -> None:
    """Render analytical reports on a policy framework.  Without a command: build."""


@main.command(epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--all", "every", is_flag=True, help="Render every report of the plan.")
@data_option
@click.option("--language", "languages", multiple=True, metavar="zh|en", help="Repeatable.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["html", "pdf", "ipynb"]),
    help="Repeatable; default: what reports.yaml says.",
)
@click.option("-p", "assignments", multiple=True, metavar="NAME=VALUE", help="A parameter.")
@click.option(
    "--out",
    type=parse_out,
    metavar="DIR|URL",
    default="reports",
    show_default=True,
    help="A folder, or a place such as s3://BUCKET/FOLDER.",
)
@click.option(
    "--font",
    "added_fonts",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A font file for characters that ours lack; repeatable.",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Documents at the same time.")
@click.option("--dask", default="", metavar="ADDRESS", help="Render on a cluster: tcp://HOST:PORT.")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="Editions of a framework to keep in the archive (default: all).",
)
@click.option("--force", is_flag=True, help="Render even what has not changed.")
@click.option("--explain", is_flag=True, help="Say why each document is rendered or not.")
@click.option("-v", "--verbose", is_flag=True, help="Also print notes on the data.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
def build(
    verbose: bool, quiet: bool, explain: bool, added_fonts: tuple[Path, ...], **options: Any
) -> None:
    """Render reports of the plan, by default the one named report, in every language."""
    from report138.fonts import add_fonts
    from report138.render.build import build as run
    from report138.render.errors import PublishError
    from report138.render.jobs import Request, plan_jobs
    from report138.render.progress import open_progress

    if added_fonts:
        add_fonts(added_fonts)
    request = Request(**options)
    if isinstance(request.out, Url):
        from report138.render.remote import build_remotely as run
    jobs, notes = plan_jobs(request)
    with open_progress(jobs, quiet, explain) as progress:
        for note in notes:
            if verbose or note.startswith("skipped"):
                progress.say(note)
        outcomes, trouble = [], None
        try:
            for outcome in run(jobs, request, progress.show_cell, progress.say):
                progress.finish(outcome)
                outcomes.append(outcome)
        except PublishError as error:
            trouble = error
        else:
            progress.summarize(outcomes, request.out)
    if trouble:
        raise trouble
    sys.exit(any(outcome.status == "failed" for outcome in outcomes))


@main.command("list")
@data_option
def list_reports(data: str | None) -> None:
    """List reports, their notebooks, parameters and documents."""
    from report138.render.jobs import Request, plan_jobs
    from report138.render.plan import read_plan

    jobs, _ = plan_jobs(Request(out=Path(), every=True, data=data))
    for folder in dict.fromkeys(job.folder for job in jobs):
        click.echo(f"framework: {folder}")
    for report in read_plan().values():
        click.echo(f"\n{report.name}")
        click.echo(f"  notebooks: {', '.join(path.stem for path in report.notebooks)}")
        click.echo("  parameters:")
        for parameter in report.parameters:
            click.echo(f"    {parameter}")
        made = [job for job in jobs if job.report.name == report.name]
        click.echo(f"  documents ({', '.join(report.formats)}):")
        for job in made:
            click.echo(f"    {job.stem}")


@main.command(epilog="Exit status: 0 valid, 2 faults found.")
@click.argument("folder", required=False, metavar="[DIR]")
@data_option
def check(folder: str | None, data: str | None) -> None:
    """Check the data of a framework and list every fault."""
    from report138.characters import list_missing
    from report138.checking import check_framework
    from report138.next_steps import list_next_steps
    from report138.render.errors import UsageError
    from report138.render.jobs import choose_framework

    if folder and data and folder != data:
        raise UsageError(f"two folders: {folder} and --data {data}")
    path = choose_framework(folder or data, None)
    checked = check_framework(path)
    counts = ", ".join(f"{name} {len(rows)}" for name, rows in checked.tables.items())
    click.echo(f"{path}: no faults ({', '.join(checked.languages)}; rows: {counts})")
    for note in [*checked.notes, *list_missing(checked)]:
        click.echo(f"note: {note}")
    for step in list_next_steps(checked):
        click.echo(f"next: {step}")


@main.command()
@click.argument("name")
@click.option(
    "--in", "base", type=click.Path(path_type=Path), default=Path("data"), show_default=True
)
def new(name: str, base: Path) -> None:
    """Make the folder of a new framework, with headers and example rows."""
    from report138.new_framework import make_framework

    folder = make_framework(name, base)
    click.echo(f"{folder}: replace the examples, then: python render.py check {folder}")


@main.command(epilog="Exit status: 0 every quote found, 2 a quote is not in the source.")
@data_option
@click.option("--source", type=click.Path(path_type=Path), required=True, help="Your copy, .txt.")
def verify(data: str | None, source: Path) -> None:
    """Check every quote against your own copy of the source."""
    from report138.checking import check_framework
    from report138.render.jobs import choose_framework
    from report138.verify import verify_quotes

    found, misses = verify_quotes(check_framework(choose_framework(data, None)), source)
    for miss in misses:
        click.echo(str(miss), err=True)
    click.echo(f"{found} of {found + len(misses)} quotes are in {source}")
    sys.exit(2 if misses else 0)


@main.command()
@data_option
@click.option("--coder", required=True, help="A name or letter for the coder.")
@click.option("--source", type=click.Path(path_type=Path), help="The coder's own copy, .txt.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("coding"), show_default=True)
@click.option("--import", "filled", type=click.Path(path_type=Path), help="A filled sheet.")
@click.option("--partial", is_flag=True, help="Import although cells are without a decision.")
def code(
    data: str | None,
    coder: str,
    source: Path | None,
    out: Path,
    filled: Path | None,
    partial: bool,
) -> None:
    """Write a sheet for a second coder, or take a filled one into the data."""
    from report138.checking import check_framework
    from report138.coding.intake import import_sheet
    from report138.coding.sheet import write_sheet
    from report138.contract import ID_PATTERN
    from report138.render.errors import UsageError
    from report138.render.jobs import choose_framework

    if not ID_PATTERN.fullmatch(coder):
        raise UsageError(f"--coder {coder}: letters, digits, _ . - only")
    folder = choose_framework(data, None)
    checked = check_framework(folder)
    if filled:
        codings, segments = import_sheet(folder, checked, coder, filled, partial=partial)
        click.echo(f"{folder}: added by {coder}: codings {codings}, new segments {segments}")
        return
    if any(row["coder"] == coder for row in checked.tables["coding.csv"]):
        raise UsageError(f"--coder {coder}: has codings already; take another name or letter")
    for path in write_sheet(checked, coder, source, out):
        click.echo(path)


@main.command()
@data_option
@click.option("--out", type=click.Path(path_type=Path), help="Needed for another framework.")
def figures(data: str | None, out: Path | None) -> None:
    """Write every figure as SVG and PNG, and a page of the report as PNG."""
    from report138.render.figure_files import write_figures

    for path in write_figures(data, out):
        click.echo(path)


@main.command(epilog="Exit status: 0 compared, whether equal or not, 2 bad input.")
@click.argument("old")
@click.argument("new")
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True)
def diff(old: str, new: str, out: Path) -> None:
    """Say what changed between two data sets: editions by name, or folders."""
    from report138.changes import describe_comparison
    from report138.compare import compare
    from report138.framework import load_framework
    from report138.render.editions import find_data

    before, after = (load_framework(find_data(given, out)) for given in (old, new))
    for line in describe_comparison(compare(before, after)):
        click.echo(line)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; turn errors of the user into one message and exit status 2."""
    from report138.checking import FrameworkError
    from report138.fonts import FontError
    from report138.new_framework import NewFrameworkError
    from report138.render.errors import FAILURES, UsageError
    from report138.source_text import SourceError

    mistakes = (FontError, FrameworkError, NewFrameworkError, SourceError, UsageError)

    try:
        main(arguments, prog_name="render.py", standalone_mode=True)
    except mistakes as error:
        click.echo(f"error: {error}", err=True)
        return 2
    except FAILURES as error:
        click.echo(f"error: {error}", err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(run())
