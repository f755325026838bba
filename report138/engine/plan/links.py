"""Which documents a page links to: those that the plan makes beside it, rendered in this run or not.

So a page is the same whatever else is rendered with it, and names nothing that the plan lacks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import FORMATS
from report138.engine.typeset.links import (
    LANGUAGES,
    LinkGroup,
    PageLink,
    PageLinks,
    name_report,
)

DATA = {"zh": "数据 ZIP", "en": "Data ZIP"}


def add_links(jobs: Iterable[Job], planned: Sequence[Job]) -> list[Job]:
    """Return documents with links to what the plan makes of their framework."""
    return [replace(job, links=find_links(job, planned)) for job in jobs]


def find_links(job: Job, planned: Sequence[Job]) -> PageLinks:
    """Find what a page links to.

    Itself in other languages and as PDF, its data, and in its language the documents of other
    reports: those on the same values, as far as both vary them.
    """
    own = [
        PageLink(LANGUAGES.get(other.language, other.language), find_file(other), other.language)
        for other in planned
        if other.report.name == job.report.name
        and other.language != job.language
        and _write_values(other) == _write_values(job)
    ]
    if "pdf" in job.report.formats:
        own.append(PageLink("PDF", f"{job.stem}.pdf"))
    own.append(PageLink(DATA.get(job.language, DATA["en"]), job.framework.data_file))
    others = [
        other
        for other in planned
        if other.report.name != job.report.name
        and other.language == job.language
        and _agree(_write_values(job), _write_values(other))
    ]
    names = dict.fromkeys(other.report.name for other in others)
    groups = [
        LinkGroup(
            name_report(name, job.language),
            tuple(_make_link(other) for other in others if other.report.name == name),
        )
        for name in names
    ]
    return PageLinks(tuple(own), tuple(groups))


def find_file(job: Job) -> str:
    """Return the file of a document that is best read on a screen."""
    form = next(form for form in FORMATS if form in job.formats)
    return f"{job.stem}.{form}"


def _make_link(job: Job) -> PageLink:
    """Link to a document by its values and their names, or its title."""
    names = job.framework.names.get(job.language, {})
    values = _write_values(job).values()
    label = ", ".join(f"{value} {names.get(value, '')}".strip() for value in values)
    file = find_file(job)
    form = "" if file.endswith(".html") else f" ({file.rpartition('.')[2]})"
    return PageLink((label or job.title or job.report.name) + form, file)


def _write_values(job: Job) -> dict[str, str]:
    return {name: str(job.parameters[name]) for name in (*job.varied, *job.given)}


def _agree(mine: dict[str, str], theirs: dict[str, str]) -> bool:
    return all(mine[name] == theirs[name] for name in mine.keys() & theirs.keys())
