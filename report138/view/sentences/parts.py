"""What the framework is made of, the passages of the data, and the answer that opens a report."""

from report138.data.framework import require_known
from report138.engine.typeset.outputs import Prose, escape_markdown, write_prose
from report138.view.report import Report
from report138.view.words.en import parts as en
from report138.view.words.facts.cells import count_cells
from report138.view.words.facts.parts import (
    count_given,
    has_details,
    list_drivers,
    list_parts,
    list_places,
    split_names,
)
from report138.view.words.facts.signs import count_all
from report138.view.words.zh import parts as zh

WORDS = {"zh": zh, "en": en}
# What a report may tell; a framework need not have all of it, and may have more.
PASSAGES = (
    "question",
    "event",
    "event_short",
    "period",
    "source_short",
    "claim",
    "source_note",
    "naming",
    "undefined",
    "outside",
    "limits",
    "readings",
)


def summarize_parts(report: Report) -> str:
    """Say in one line how many goals, tracks and scenarios there are."""
    return WORDS[report.language].summarize_parts(list_parts(report), report.said)


def explain_tree(report: Report) -> str:
    """Say how to read the framework tree."""
    return WORDS[report.language].explain_tree(has_details(report), list_parts(report), report.said)


def caption_tree(report: Report) -> str:
    """Name the framework tree and its places in the source."""
    return WORDS[report.language].caption_tree(list_places(report))


def describe_tree(report: Report) -> str:
    """Put the framework tree into words."""
    return WORDS[report.language].describe_tree(list_drivers(report), report.said)


def tell(report: Report, key: str) -> Prose:
    """Show a passage of about.csv, marked with its basis; nothing if the framework has it not.

    Raise ValueError for a key that no framework has.
    """
    rows = report.framework.about
    require_known(key, [*PASSAGES, *rows["key"]], "passage")
    rows = rows[rows["key"] == key]
    if rows.empty:
        return Prose("")
    row = rows.iloc[0]
    mark = WORDS[report.language].mark_passage(row["basis"], split_names(row["locator"]))
    return Prose(escape_markdown(report.read(row, "text")) + escape_markdown(mark))


def state_answer(report: Report) -> Prose:
    """Answer in one sentence what the framework is and where the text links its parts."""
    parts, cells = list_parts(report), count_cells(report.cells)
    words, signs = WORDS[report.language], count_all(report)
    return write_prose(words.state_answer(parts, cells, signs, report.said))


def read_tracks(report: Report) -> Prose:
    """Say for how many tracks the source states an aim, and for how many a driver."""
    given = [count_given(report, "track", stem) for stem in ("aim", "driver")]
    if not any(given):
        return Prose("")
    return write_prose(WORDS[report.language].read_tracks(report.said, len(report.tracks), *given))


def read_scenarios(report: Report) -> Prose:
    """Say for how many scenarios the source names a driver and a quality."""
    given = [count_given(report, "scenario", stem) for stem in ("driver", "quality")]
    if not any(given):
        return Prose("")
    number = len(report.scenarios)
    return write_prose(WORDS[report.language].read_scenarios(report.said, number, *given))
