"""The commands that render and list documents and figures."""

import sys
from pathlib import Path
from typing import Any

import click

from report138.cli.options import Folder, build_options, data_option, out_option
from report138.cli.say import say
from report138.engine.publish.destination import Url

EPILOG = "Exit status: 0 done, 1 a notebook or publishing failed, 2 bad data or usage."


@click.command(epilog=EPILOG)
@build_options
@click.option("--explain", is_flag=True, help="Say why each document is rendered or not.")
@click.option("-v", "--verbose", is_flag=True, help="Also print notes on the data.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
def build(**options: Any) -> None:
    """Render reports of the plan, by default the one named report, in every language."""
    from report138.engine.documents.prestart import prestart

    with prestart(options):
        _build(**options)


def _build(*, verbose: bool, quiet: bool, explain: bool, **options: Any) -> None:
    from report138.cli.frameworks import CATALOG
    from report138.cli.progress import open_progress
    from report138.engine.documents.build import build as build_documents
    from report138.engine.documents.options import sort_options
    from report138.engine.documents.worker_pool import exit_on_sigterm
    from report138.engine.plan.combine import Aside, plan_jobs
    from report138.engine.plan.reports_yaml import read_plan

    exit_on_sigterm()
    selection, how, destination = sort_options(**options)
    if isinstance(destination.out, Url):
        from report138.engine.documents.remote import build_remotely as build_documents
    jobs, notes = plan_jobs(read_plan(CATALOG), selection, CATALOG)
    with open_progress(jobs, quiet, explain) as progress:
        for note in notes:
            if verbose or not isinstance(note, Aside):
                progress.say(note)
        outcomes, there = [], False
        try:
            for outcome in build_documents(
                jobs, how, destination, progress.show_cell, progress.say
            ):
                progress.finish(outcome)
                outcomes.append(outcome)
            there = True
        finally:  # what was made is listed before what could not be published
            progress.summarize(outcomes, destination.out, there)
    sys.exit(any(outcome.status == "failed" for outcome in outcomes))


@click.command()
@out_option
def repair(out: Path) -> None:
    """Make a manifest that is lost or damaged again from the archive; the old one is kept."""
    from report138.engine.publish.rebuild import rebuild

    for line in rebuild(out):
        click.echo(line)


@click.command("list")
@data_option
def list_reports(data: str | None) -> None:
    """List reports, their notebooks, parameters and documents."""
    from report138.cli.frameworks import CATALOG
    from report138.engine.plan.combine import plan_jobs
    from report138.engine.plan.reports_yaml import read_plan
    from report138.engine.plan.selection import Selection

    reports = read_plan(CATALOG)
    jobs, _ = plan_jobs(reports, Selection(every=True, data=data), CATALOG)
    for folder in dict.fromkeys(job.framework.folder for job in jobs):
        say(f"framework: {folder}")
    for report in reports.values():
        say(f"\n{report.name}")
        say(f"  notebooks: {', '.join(path.stem for path in report.notebooks)}")
        say("  parameters:")
        for parameter in report.parameters:
            say(f"    {parameter}")
        made = [job for job in jobs if job.report.name == report.name]
        say(f"  documents ({', '.join(report.formats)}):")
        for job in made:
            say(f"    {job.stem}")


@click.command()
@data_option
@click.option("--out", type=Folder(), help="Needed for another framework.")
def figures(data: str | None, out: Path | None) -> None:
    """Write every figure as SVG and PNG, and a page of the report as PNG."""
    from report138.cli.figure_files import write_figures

    for path in write_figures(data, out):
        say(str(path))
