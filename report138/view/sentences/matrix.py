"""The matrix: its headline, how to read it, its cells, and what their levels rest on."""

from report138.engine.typeset.outputs import Prose, write_prose
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.en import matrix as en
from report138.view.words.facts.cells import count_by, count_cells
from report138.view.words.facts.matrix import list_tiles
from report138.view.words.zh import matrix as zh

WORDS = {"zh": zh, "en": en}


def summarize_matrix(report: Report) -> str:
    """Say in one line in how many cells the text has evidence, and which track has least."""
    cells = count_cells(report.cells)
    return WORDS[report.language].summarize_matrix(cells)


def explain_matrix(report: Report) -> str:
    """Say how to read the matrix."""
    return say("explain_matrix", report.language)


def caption_matrix(report: Report) -> str:
    """Name the matrix and what it rests on."""
    return say("figure_matrix", report.language)


def summarize_part(report: Report, tracks: list[str], scenarios: list[str]) -> str:
    """Say in one line how many cells of a part of the matrix have evidence."""
    cells = report.cells
    if len(tracks) == len(report.tracks) and len(scenarios) == len(report.scenarios):
        return summarize_matrix(report)
    part = cells[cells["track_id"].isin(tracks) & cells["scenario_id"].isin(scenarios)]
    where = f"{tracks[0]}–{tracks[-1]} × {scenarios[0]}–{scenarios[-1]}"
    return WORDS[report.language].summarize_part(where, count_cells(part))


def explain_compact(report: Report) -> str:
    """Say how to read the matrix with small tiles."""
    return say("explain_compact", report.language)


def explain_overview(report: Report) -> str:
    """Say how to read the overview of a matrix that is too large to label."""
    return WORDS[report.language].explain_overview()


def describe_matrix(
    report: Report, tracks: list[str] | None = None, scenarios: list[str] | None = None
) -> str:
    """Put the matrix, or a part of it, into words, row by row, for those who do not see it."""
    cells = report.cells
    if tracks is not None:
        cells = cells[cells["track_id"].isin(tracks)]
    if scenarios is not None:
        cells = cells[cells["scenario_id"].isin(scenarios)]
    return WORDS[report.language].describe_matrix(list_tiles(report, cells))


def read_margins(report: Report) -> Prose:
    """Read the matrix by track: how many scenarios each reaches and at which levels."""
    cells, tracks = count_cells(report.cells), count_by(report, "track")
    return write_prose(WORDS[report.language].read_margins(cells, tracks))
