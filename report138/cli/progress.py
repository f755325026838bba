"""Progress for people: a bar on a terminal, plain lines elsewhere, a summary at the end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from report138.cli.say import say
from report138.engine.documents.build import Outcome
from report138.engine.plan.job import Job
from report138.engine.publish.destination import Url
from report138.engine.publish.manifest import matches
from report138.errors import count
from report138.unseen import escape


class Lines:
    """Progress as plain lines, for logs and pipes."""

    def __init__(self, quiet: bool, explain: bool) -> None:
        """Print nothing but errors when quiet; with `explain` also the reasons."""
        self.quiet, self.explain = quiet, explain

    def say(self, line: str) -> None:
        """Print a line."""
        if not self.quiet:
            say(line)

    def show_cell(self, job: Job, cell: int, total: int) -> None:
        """Name a document when its first cell runs; later cells make no line."""
        if cell == 1:
            self.say(f"{job.stem}: running {count(total, 'cell')}")

    def finish(self, outcome: Outcome) -> None:
        """Say what became of a document."""
        if self.explain:
            for reason in outcome.reasons or ("nothing changed",):
                self.say(f"{outcome.job.stem}: {reason}")
        if outcome.status == "failed":
            say(f"{outcome.job.stem}: failed: {outcome.error}", err=True)
        elif outcome.status == "unchanged" and not self.explain:
            self.say(f"{outcome.job.stem}: unchanged")
        for warning in outcome.warnings:
            self.say(f"{outcome.job.stem}: warning: {warning}")
        for remark in outcome.remarks:
            self.say(f"{outcome.job.stem}: {remark}")

    def summarize(self, outcomes: list[Outcome], out: Path | Url, there: bool) -> None:
        """Name every file: path, size, the time its document took, and if it is not in place.

        At a URL none is looked at again: `there` says whether all was published.
        """
        for outcome in outcomes:
            for name, entry in outcome.files.items():
                size = f"{entry['bytes'] / 1000:.0f} KB"
                took = f"{outcome.seconds:.1f} s" if outcome.status == "done" else outcome.status
                known = there or outcome.status == "unchanged"
                well = known if isinstance(out, Url) else matches(out / name, entry)
                place = "" if well else "  not published"
                self.say(f"{out / name}  {size}  {took}{place}")
        failed = sum(outcome.status == "failed" for outcome in outcomes)
        if failed:
            say(f"{failed} of {count(len(outcomes), 'document')} failed", err=True)


class Bar(Lines):
    """Progress as a bar over documents and their cells, on a terminal."""

    def __init__(self, bar: Any, documents: int, explain: bool) -> None:
        """Draw on a running rich progress bar."""
        super().__init__(quiet=False, explain=explain)
        self.bar, self.task = bar, bar.add_task("", total=documents)
        self.done = 0

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        self.bar.console.print(escape(line), markup=False, highlight=False, soft_wrap=True)

    def show_cell(self, job: Job, cell: int, total: int) -> None:
        """Move the bar by one cell."""
        share = self.done + (cell - 1) / total
        self.bar.update(self.task, completed=share, description=f"{job.stem} {cell}/{total}")

    def finish(self, outcome: Outcome) -> None:
        """Move the bar to the end of a document."""
        self.done += 1
        self.bar.update(self.task, completed=self.done, description=outcome.job.stem)
        super().finish(outcome)


@contextmanager
def open_progress(jobs: list[Job], quiet: bool, explain: bool) -> Iterator[Lines]:
    """Open the kind of progress that fits where the output goes."""
    if quiet or not sys.stdout.isatty():
        yield Lines(quiet, explain)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, transient=True) as bar:
        yield Bar(bar, len(jobs), explain)
