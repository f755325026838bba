"""Tables of what the framework is made of."""

import pandas as pd

from report138.engine.typeset.outputs import Cell, Column, Run, Table, make_cell
from report138.view.figures.drivers import fits_drivers
from report138.view.figures.tree import fits_tree
from report138.view.report import Report
from report138.view.tables.long import cut, leave_empty
from report138.view.words import say
from report138.view.words.facts.parts import split_names
from report138.view.words.phrases import PHRASES


def make_bilingual(report: Report, row: pd.Series, stem: str, style: str = "") -> Cell:
    """Set a field in the report's language and, below it and muted, in the other."""
    other = report.other_language
    first = report.read(row, stem)
    second = row[f"{stem}_{other}"] if other else ""
    below = () if second == first else (Run(second, "muted", lang=other or ""),)
    return make_cell(Run(first, style), *below)


def make_locator(locator: str) -> Cell:
    """Set the places of a row, joined by blanks, small."""
    return make_cell(Run(" ".join(split_names(locator)), "muted"))


def tabulate_goals_and_tracks(report: Report) -> Table | None:
    """List goals and tracks with what each is to build; None where the figure says as much."""
    elements = report.framework.elements
    told = elements[["locator", *(f"aim_{code}" for code in report.framework.languages)]]
    if fits_tree(report) and not (told != "").to_numpy().any():
        return None
    language = report.language
    goals, tracks = (len(report.framework.get_elements(tier)) for tier in ("goal", "track"))
    rows = []
    for tier in ("goal", "track"):
        for _, row in report.framework.get_elements(tier).iterrows():
            rows.append(
                (
                    make_cell(Run(row["id"], "muted")),
                    make_bilingual(report, row, "name", "strong"),
                    make_cell(report.said.say(tier)),
                    make_bilingual(report, row, "aim"),
                    make_locator(row["locator"]),
                )
            )
    table = Table(
        key="tracks",
        caption=PHRASES[language].caption_goals(goals, tracks, report.said),
        columns=(
            Column("", width=0.5),
            Column(say("name", language), width=2.2, header=True),
            Column(say("tier", language), width=1),
            Column(say("aim", language), width=3.6),
            Column(say("locator", language), width=0.9),
        ),
        rows=tuple(rows),
    )
    return cut(leave_empty(table), report)


def tabulate_scenarios(report: Report) -> Table | None:
    """List the scenarios with driver and quality; None without any, or where a figure has them."""
    told = report.scenarios[
        [f"{stem}_{code}" for stem in ("driver", "quality") for code in report.framework.languages]
    ]
    if fits_drivers(report) or not (told != "").to_numpy().any():
        return None
    language = report.language
    rows = [
        (
            make_cell(Run(row["id"], "muted")),
            make_bilingual(report, row, "name", "strong"),
            make_bilingual(report, row, "driver"),
            make_bilingual(report, row, "quality"),
            make_locator(row["locator"]),
        )
        for _, row in report.scenarios.iterrows()
    ]
    table = Table(
        key="scenarios",
        caption=report.said.say("table_scenarios"),
        columns=(
            Column("", width=0.5),
            Column(say("name", language), width=2.2, header=True),
            Column(say("driver", language), width=2.4),
            Column(say("quality", language), width=2.9),
            Column(say("locator", language), width=0.9),
        ),
        rows=tuple(rows),
    )
    return cut(leave_empty(table), report)
