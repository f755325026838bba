"""The size and kind of the matrix, as far as it decides why a statistic is not computed."""

from dataclasses import dataclass

from report138.view.report import Report


@dataclass(frozen=True)
class Size:
    """How many tracks and scenarios there are, and whether these are the same items."""

    tracks: int
    scenarios: int
    square: bool


def measure_size(report: Report) -> Size:
    """Measure the matrix at hand."""
    rows, columns = (
        sorted(map(report.names.get, x["id"])) for x in (report.tracks, report.scenarios)
    )
    return Size(len(report.tracks), len(report.scenarios), rows == columns)
