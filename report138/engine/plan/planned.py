"""What the plan as a whole makes of one framework, whatever part of it is selected."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError
from report138.engine.plan.catalog import Catalog, Framework
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import CHOSEN, ReportPlan

MOST_DOCUMENTS = 10_000  # of one report and language


def list_values(report: ReportPlan, key: str, framework: Framework) -> list[Any]:
    """Return the values that the plan gives a parameter: its own, or a list of the framework's."""
    given = report.matrix[key]
    if isinstance(given, str):
        return list(framework.lists[given])
    parameter = next(item for item in report.parameters if item.name == key)
    return [parameter.convert(text, report.place(key)) for text in given]


def list_planned(
    reports: Mapping[str, ReportPlan], framework: Framework, catalog: Catalog
) -> list[Job]:
    """List the documents of the plan on a framework, in the plan's order, languages innermost.

    What the framework lacks, a language or an element, the plan does not make of it.
    """
    return [
        job
        for report in reports.values()
        if _is_planned(report, framework.folder, catalog)
        for job in _combine(report, framework, catalog.languages)
    ]


def _is_planned(report: ReportPlan, folder: Path, catalog: Catalog) -> bool:
    named = report.matrix.get("framework")
    return named is None or folder in map(catalog.find, named)


def _combine(report: ReportPlan, framework: Framework, languages: tuple[str, ...]) -> Iterator[Job]:
    varied = {
        key: list_values(report, key, framework) for key in report.matrix if key not in CHOSEN
    }
    for values in combine_values(report, varied):
        if not all(_has(framework, key, value) for key, value in values.items()):
            continue
        for code in report.matrix.get("language", languages):
            if code in framework.languages:
                yield Job(report, framework, code, report.formats, values, tuple(varied))


def combine_values(report: ReportPlan, varied: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Yield each combination of the values of a report; raise UsageError where there are too many."""
    count = prod(map(len, varied.values()))
    if count > MOST_DOCUMENTS:
        raise UsageError(
            f"{report.place(next(iter(varied)))}{count:,} combinations of parameters; "
            f"allowed: {MOST_DOCUMENTS:,} at most"
        )
    for combination in product(*varied.values()):
        yield dict(zip(varied, combination, strict=True))


def _has(framework: Framework, key: str, value: Any) -> bool:
    return not value or value in framework.allowed.get(key, [value])
