"""The commands that check, make, code and compare data."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report138.cli.options import Folder, data_option, out_option
from report138.cli.say import say

if TYPE_CHECKING:
    from report138.data.check import Checked


@click.command(epilog="Exit status: 0 no errors, 2 errors found, with --strict warnings too.")
@click.argument("folder", required=False, metavar="[DIR]")
@data_option
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
def check(folder: str | None, data: str | None, strict: bool) -> None:
    """Check the data of a framework: list what keeps reports from being made, and warnings."""
    from report138.cli.frameworks import choose_framework
    from report138.cli.notebooks import list_run_notebooks
    from report138.data.check import check_framework
    from report138.data.new import list_next_steps
    from report138.engine.errors import UsageError
    from report138.view.missing_characters import list_missing

    if folder and data and folder != data:
        raise UsageError(f"two folders: {folder} and --data {data}")
    path = choose_framework(folder or data)
    checked = check_framework(path, strict=strict)
    say(_sum_up(path, checked, list(checked.tables)))
    for line in checked.warnings.list_lines():
        say(f"warning: {line}")
    for note in [*checked.notes, *list_missing(checked), *list_run_notebooks()]:
        say(f"note: {note}")
    for step in list_next_steps(checked):
        say(f"next: {step}")


def _sum_up(folder: Path, checked: "Checked", files: list[str]) -> str:
    """Say in a line that there are no errors, how many warnings, and the rows of some files."""
    from report138.errors import count

    number = len(checked.warnings)
    rated = f"no errors, {count(number, 'warning')}" if number else "no faults"
    counts = ", ".join(f"{name} {len(checked.tables[name])}" for name in files)
    return f"{folder}: {rated} ({', '.join(checked.languages)}; rows: {counts})"


@click.command()
@click.argument("name")
@click.option(
    "--in", "base", type=click.Path(path_type=Path), default=Path("data"), show_default=True
)
def new(name: str, base: Path) -> None:
    """Make the folder of a new framework, with headers and example rows."""
    from report138.data.new import make_framework
    from report138.engine.errors import explain_disk_errors

    with explain_disk_errors(base / name, "nothing is left there"):
        folder = make_framework(name, base)
    say(f"{folder}: replace the examples, then: python render.py check {folder}")


@click.command(epilog="Exit status: 0 every quote found, 2 a quote is not in the source.")
@data_option
@click.option("--source", type=click.Path(path_type=Path), required=True, help="Your copy, .txt.")
def verify(data: str | None, source: Path) -> None:
    """Check every quote against your own copy of the source."""
    from report138.cli.frameworks import choose_framework
    from report138.data.check import check_framework
    from report138.data.source_text import verify_quotes
    from report138.errors import count

    found, misses = verify_quotes(check_framework(choose_framework(data)), source)
    for miss in misses:
        say(str(miss), err=True)
    whole = found + len(misses)
    say(f"{found} of {count(whole, 'quote')} {'is' if 1 in (found, whole) else 'are'} in {source}")
    sys.exit(2 if misses else 0)


@click.command()
@data_option
@click.option("--coder", required=True, help="A name or letter for the coder.")
@click.option("--source", type=click.Path(path_type=Path), help="The coder's own copy, .txt.")
@click.option("--out", type=Folder(), default="coding", show_default=True)
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
    """Write a sheet for another reading, or take a filled one into the data."""
    from report138.cli.frameworks import choose_framework, summarize_warnings
    from report138.coding.import_sheet import import_sheet
    from report138.coding.write_sheet import write_sheet
    from report138.data.check import check_framework
    from report138.data.schema import explain_coder
    from report138.engine.errors import UsageError, explain_disk_errors

    if allowed := explain_coder(coder):
        raise UsageError(f"--coder {coder}: {allowed}")
    folder = choose_framework(data)
    checked = check_framework(folder)
    if filled:
        with explain_disk_errors(folder, "the data are as they were"):
            codings, segments = import_sheet(folder, checked, coder, filled, partial=partial)
        say(f"{folder}: added by {coder}: codings {codings}, new segments {segments}")
        if warning := summarize_warnings(check_framework(folder), folder):
            say(warning)
        known = {row["coder"] for row in checked.tables["readings.csv"]}
        if known and coder not in known:
            say(f"readings.csv has a row for {coder}: fill in had, blind_to and the notes")
        return
    if any(row["coder"] == coder for row in checked.tables["coding.csv"]):
        raise UsageError(f"--coder {coder}: has codings already; take another name or letter")
    with explain_disk_errors(out, "no sheet that was there is changed"):
        paths = write_sheet(checked, coder, source, out)
    for path in paths:
        say(str(path))


@click.command("import", epilog="Exit status: 0 written, 2 faults found and nothing written.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx|csv")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--link-from", metavar="VALUE", help="The first value that is a link.")
def import_(file: Path, folder: Path, link_from: str | None) -> None:
    """Make a framework folder of a matrix in a spreadsheet; say what was guessed."""
    from report138.cli.frameworks import summarize_warnings
    from report138.coding.write_framework import import_matrix
    from report138.engine.errors import explain_disk_errors

    with explain_disk_errors(folder, "nothing is left there"):
        checked, found = import_matrix(file, folder, link_from)
    for line in found.said:
        say(f"taken: {line}")
    for line in found.left_out:
        say(f"left out: {line}")
    for line in found.warned:
        say(f"warning: {line}")
    say(_sum_up(folder, checked, [name for name, rows in checked.tables.items() if rows]))
    for note in checked.notes:
        say(f"note: {note}")
    if warning := summarize_warnings(checked, folder):
        say(warning)
    say(f"next: python render.py --data {folder}")


@click.command(epilog="Exit status: 0 written, 2 bad data, or the file is there already.")
@data_option
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.xlsx")
def export(data: str | None, out: Path | None) -> None:
    """Write matrix, readings and ledger to one workbook (default: NAME-matrix.xlsx)."""
    from report138.cli.frameworks import choose_framework
    from report138.coding.export_workbook import export_workbook
    from report138.engine.errors import explain_disk_errors

    with explain_disk_errors(out or Path.cwd(), "what was there is whole"):
        path, left_out = export_workbook(choose_framework(data), out)
    say(str(path))
    for line in left_out:
        say(f"left out: {line}")


@click.command(epilog="Exit status: 0 compared, whether equal or not, 2 bad input.")
@click.argument("old")
@click.argument("new")
@out_option
def diff(old: str, new: str, out: Path) -> None:
    """Say what changed between two data sets: editions by name, or folders."""
    from report138.analysis.compare import compare
    from report138.cli.describe_changes import describe_comparison
    from report138.data.framework import load_framework

    before, after = (load_framework(find_data(given, out)) for given in (old, new))
    for line in describe_comparison(before, after, compare(before, after)):
        say(line)


def find_data(given: str, out: Path) -> Path:
    """Find a data set: an edition by its name or folder, or a framework by folder or name."""
    from report138.data.find import find_framework
    from report138.engine.errors import UsageError
    from report138.engine.publish.editions import ARCHIVE, find_edition_data

    folder = find_edition_data(given, out) or find_framework(given)
    if not folder.is_dir():
        raise UsageError(f"{given}: no edition in {out / ARCHIVE}, and no folder with data")
    return folder
