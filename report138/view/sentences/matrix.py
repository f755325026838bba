"""The matrix: its headline, how to read it, its cells, and what their levels rest on."""

from report138.data.framework import require_known
from report138.view.report import Report
from report138.view.words.en import matrix as en
from report138.view.words.facts.cells import count_cells
from report138.view.words.facts.matrix import list_tiles
from report138.view.words.facts.readings import find_accord
from report138.view.words.facts.signs import count_all
from report138.view.words.facts.spread import list_evidence_places
from report138.view.words.zh import matrix as zh

WORDS = {"zh": zh, "en": en}


def summarize_matrix(report: Report) -> str:
    """Say in one line on how many cells readings agree, and on what the others turn."""
    words = WORDS[report.language]
    said = words.summarize_matrix(count_cells(report.cells), find_accord(report), report.said)
    return said + words.note_signs(count_all(report))


def explain_matrix(report: Report, *, margins: bool = True) -> str:
    """Say how to read the matrix, with or without its margins."""
    words = WORDS[report.language]
    counted = words.count_signs(count_all(report))
    return words.explain_matrix(len(report.coders), margins, report.said) + counted


def caption_matrix(report: Report, *, linked: bool = True) -> str:
    """Name the matrix and what it rests on; with `linked` say that its cells open."""
    return WORDS[report.language].caption_matrix(list_evidence_places(report), linked, report.said)


def summarize_part(report: Report, tracks: list[str], scenarios: list[str]) -> str:
    """Say in one line what a part of the matrix shows."""
    cells = report.cells
    _require_elements(report, tracks, scenarios)
    if len(tracks) == len(report.tracks) and len(scenarios) == len(report.scenarios):
        return summarize_matrix(report)
    part = cells[cells["track_id"].isin(tracks) & cells["scenario_id"].isin(scenarios)]
    where = _name_part(tracks, scenarios)
    accord = find_accord(report, part)
    return WORDS[report.language].summarize_part(where, count_cells(part), accord, report.said)


def _name_part(tracks: list[str], scenarios: list[str]) -> str:
    return f"{tracks[0]}–{tracks[-1]} × {scenarios[0]}–{scenarios[-1]}"


def explain_compact(report: Report, tracks: list[str], scenarios: list[str]) -> str:
    """Say how to read the matrix with small tiles; of a brief too which part of it is shown."""
    words = WORDS[report.language]
    said = words.explain_compact(len(report.coders), report.said)
    said += words.count_signs(count_all(report))
    along = scenarios if report.focus in tracks else tracks
    if report.focus and len(along) < len(report.scenarios if along is scenarios else report.tracks):
        return words.explain_part(_name_part(tracks, scenarios)) + said
    return said


def explain_overview(report: Report, *, named: bool = True) -> str:
    """Say how to read the overview of a matrix, and whether pages with names follow."""
    words = WORDS[report.language]
    return words.explain_overview(named, report.said) + words.count_signs(count_all(report))


def describe_matrix(
    report: Report, tracks: list[str] | None = None, scenarios: list[str] | None = None
) -> str:
    """Put the matrix, or a part of it, into words, row by row, for those who do not see it."""
    cells = report.cells
    _require_elements(report, tracks or [], scenarios or [])
    if tracks is not None:
        cells = cells[cells["track_id"].isin(tracks)]
    if scenarios is not None:
        cells = cells[cells["scenario_id"].isin(scenarios)]
    words = WORDS[report.language]
    return words.describe_matrix(list_tiles(report, cells), len(report.coders), report.said)


def _require_elements(report: Report, tracks: list[str], scenarios: list[str]) -> None:
    for what, given, known in (
        ("track", tracks, report.tracks["id"]),
        ("scenario", scenarios, report.scenarios["id"]),
    ):
        for one in given:
            require_known(one, known, what)


def describe_cells(report: Report) -> str:
    """Put the row or column of the element in focus into words."""
    tiles = list_tiles(report, report.shown_cells)
    return WORDS[report.language].describe_matrix(tiles, len(report.coders), report.said)
