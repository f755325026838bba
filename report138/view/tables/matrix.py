"""Tables of the matrix and its margins: the numbers behind the figures."""

import pandas as pd

from report138.analysis.interlinkage import LEVELS, profile_elements
from report138.engine.typeset.outputs import Cell, Column, Run, Table, make_cell
from report138.view.report import Report, name_anchor
from report138.view.words import GRAMMAR, say
from report138.view.words.labels import LABELS

MOST_TRACKS = 12  # columns that a page can hold when it lies across


def tabulate_matrix(report: Report) -> Table:
    """Set the matrix as a table: level and number of segments, each cell with its link."""
    if len(report.tracks) > MOST_TRACKS:
        return _tabulate_by_level(report)
    language = report.language
    cells = report.cells.set_index(["scenario_id", "track_id"])
    tracks = list(report.tracks["id"])
    rows = [
        (
            make_cell(Run(report.names[scenario], "strong")),
            *(
                _make_level(cells.loc[(scenario, track)], track, scenario, language)
                for track in tracks
            ),
        )
        for scenario in report.scenarios["id"]
    ]
    return Table(
        key="matrix",
        caption=say("table_matrix", language),
        columns=(
            Column(say("scenario", language), width=2, header=True),
            *(Column(report.names[track], "center", 1.6) for track in tracks),
        ),
        rows=tuple(rows),
    )


def _tabulate_by_level(report: Report) -> Table:
    """List for each scenario its tracks by level: for more tracks than a page has columns."""
    language = report.language
    found = report.cells[report.cells["state"] == "found"]
    by_scenario = dict(tuple(found.groupby("scenario_id")))
    profile = profile_elements(report.cells, "scenario_id")
    others = [state for state in ("not_assessable", "not_coded") if profile[state].any()]
    names = ["level_0", *others]
    rows = []
    for scenario in report.scenarios["id"]:
        cells = by_scenario.get(scenario, found.head(0))
        columns = [
            _list_tracks(report, cells[cells["level"] == level], scenario) for level in LEVELS[:-1]
        ]
        blanks = [make_cell(str(profile.loc[scenario, name])) for name in names]
        rows.append((make_cell(Run(report.names[scenario], "strong")), *columns, *blanks))
    labels = [f"{level} {say(f'level_{level}', language)}" for level in LEVELS[:-1]]
    return Table(
        key="matrix",
        caption=say("table_matrix_by_level", language),
        columns=(
            Column(say("scenario", language), width=2, header=True),
            *(Column(label, width=2.2) for label in labels),
            *(Column(say(name, language), "right", 0.9) for name in names),
        ),
        rows=tuple(rows),
    )


def _list_tracks(report: Report, cells: pd.DataFrame, scenario: str) -> Cell:
    runs: list[Run] = []
    grammar = GRAMMAR[report.language]
    for _, cell in cells.iterrows():
        track = cell["track_id"]
        runs += [Run(grammar.COMMA)] if runs else []
        words = report.names[track] + grammar.bracket(str(cell["volume"]))
        runs.append(Run(words, link=name_anchor(track, scenario)))
    return make_cell(tuple(runs))


def _make_level(cell: pd.Series, track: str, scenario: str, language: str) -> Cell:
    link = name_anchor(track, scenario)
    if cell["state"] != "found":
        key = "level_0" if cell["state"] == "none_found" else cell["state"]
        return make_cell(Run(say(key, language), "muted", link))
    level, volume = int(cell["level"]), int(cell["volume"])
    count = LABELS[language].count_segments(volume)
    words = f"{level} {say(f'level_{level}', language)}"
    minus = say("hindering_too", language) if cell["hindering_volume"] else ""
    return make_cell((Run(words, link=link), Run(count, "muted")), Run(minus), level=level)


def tabulate_profiles(report: Report, by: str) -> Table:
    """Count the cells of each track or scenario by level, with breadth and volume."""
    language = report.language
    profile = profile_elements(report.cells, f"{by}_id")
    others = [state for state in ("not_assessable", "not_coded") if profile[state].any()]
    counts = [f"level_{level}" for level in LEVELS] + others + ["links", "volume"]
    labels = [f"{n} {say(f'level_{n}', language)}" for n in LEVELS]
    labels += [say(key, language) for key in (*others, "links", "volume")]
    rows = [
        (
            make_cell(Run(report.names[identifier], "strong")),
            *(make_cell(str(row[name])) for name in counts),
        )
        for identifier, row in profile.iterrows()
    ]
    return Table(
        key=f"profile-{by}",
        caption=LABELS[language].caption_profiles(by),
        columns=(
            Column(say(by, language), width=1.6, header=True),
            *(Column(label, "right", 1) for label in labels),
        ),
        rows=tuple(rows),
    )
