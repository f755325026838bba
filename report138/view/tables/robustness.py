"""Tables of doubt: statements, other rules, text left out."""

import numpy as np

from report138.analysis.robustness.grid import LevelGrid
from report138.analysis.robustness.statements import count_links, grade, link
from report138.analysis.robustness.variants import THRESHOLD
from report138.engine.typeset.outputs import Column, Run, Table, make_cell
from report138.view.report import Report
from report138.view.sentences import word_statement
from report138.view.tables.long import cut
from report138.view.words import GRAMMAR, say
from report138.view.words.facts.cells import name_cell
from report138.view.words.facts.statements import list_statements
from report138.view.words.phrases import PHRASES

MOST_FALLEN = 40  # cells that a row lists


def tabulate_statements(report: Report) -> Table | None:
    """List the statements that say something here, in how many readings each holds; None without.

    Beside it the sentences and paragraphs without which it fails, and the rules.
    """
    language, telling = report.language, list_statements(report)
    alone = len(report.coders) < 2 and not report.said.quoted
    if not telling or alone:
        return None
    grammar, rows, several = GRAMMAR[language], [], len(report.coders) > 1
    for key, row in report.doubt.statements.loc[telling].iterrows():
        failing = [_name_variant(report, name) for name in row["failing"]]
        without = [name for name in (*row["units"], *row["places"]) if name]
        held = make_cell(f"{len(row['readings'])}/{len(report.coders)}")
        rows.append(
            (
                make_cell(word_statement(report, key)),
                *((held,) if several else ()),
                make_cell(Run(PHRASES[language].list_places(without) or "–", "muted")),
                make_cell(Run(grammar.SEMICOLON.join(failing) or "–", "muted")),
            )
        )
    return Table(
        key="statements",
        dense=True,
        caption=say("table_statements" if several else "table_statements_alone", language),
        columns=(
            Column(say("statement", language), width=4.2, header=True),
            *((Column(say("held_in", language), "right", 0.8),) if several else ()),
            Column(say("falls_without", language), width=2.1),
            Column(say("other_rules", language), width=2.3),
        ),
        rows=tuple(rows),
    )


def tabulate_variants(report: Report) -> Table:
    """Show the size of the matrix under every rule."""
    language, rows = report.language, []
    for key, levels in report.doubt.variants.items():
        rows.append(
            (
                make_cell(Run(_name_variant(report, key), "strong" if key == "base" else "")),
                make_cell(str(int((levels > 0).sum()))),
                make_cell(str(int(link(grade(levels, report.framework.scale)).sum()))),
                make_cell(_name_most(report, levels)),
            )
        )
    return Table(
        key="variants",
        dense=True,
        caption=say("table_variants", language),
        columns=(
            Column(say("rule_variant", language), width=3.2, header=True),
            Column(report.said.say("cells_found"), "right", 1.2),
            Column(say("cells_linked", language), "right", 0.9),
            Column(report.said.say("most_links"), width=2.2),
        ),
        rows=tuple(rows),
    )


def _name_variant(report: Report, key: str) -> str:
    """Name a rule; of one that asks for a level the level as it is written."""
    if key.startswith(THRESHOLD):
        rank, levels = int(key.removeprefix(THRESHOLD)), report.levels
        level = levels.grade(levels.show_rank(rank))
        return PHRASES[report.language].name_threshold(level, rank == levels.scale.top, report.said)
    return say(f"variant_{key}", report.language)


def _name_most(report: Report, levels: np.ndarray) -> str:
    """Name the tracks with most links and how many; a dash where none can be compared."""
    grammar, judged = GRAMMAR[report.language], (levels >= 0).any(axis=0)
    links = count_links(grade(levels, report.framework.scale))
    if judged.sum() < 2 or not links.any():
        return "–"
    most, number = judged & (links == links.max()), int(links.max())
    if (most == judged).all():
        return report.said.say("all_alike") + grammar.bracket(str(number))
    names = [
        report.names[t] for t, chosen in zip(report.doubt.grid.tracks, most, strict=True) if chosen
    ]
    return PHRASES[report.language].list_tracks(names, report.said) + grammar.bracket(str(number))


def tabulate_left_out(report: Report) -> Table | None:
    """List the sentences and paragraphs without which a cell falls, and which; None without any.

    A paragraph stands here where more falls without it than without its sentences one by one.
    """
    language, doubt = report.language, report.doubt
    told: dict[str, set[str]] = {}
    places = report.units.drop_duplicates("unit").set_index("unit")["place"]
    # each is a copy: asked for once
    units, apart, grid = doubt.without_unit, doubt.without_place, doubt.grid
    for unit, levels in units.items():
        told.setdefault(places.get(unit, ""), set()).update(_list_fallen(report, grid, levels))
    rows = []
    for part, levels in [*units.items(), *apart.items()]:
        fallen = _list_fallen(report, grid, levels)
        if fallen and (part in units or set(fallen) != told.get(part)):
            if len(fallen) > MOST_FALLEN:
                fallen = [PHRASES[language].list_places(fallen)]
            rows.append(
                (
                    make_cell(Run(part, "strong")),
                    make_cell(str(int((levels > 0).sum()))),
                    make_cell(GRAMMAR[language].join(fallen)),
                )
            )
    if not rows:
        return None
    table = Table(
        key="left-out",
        dense=True,
        caption=report.said.say("table_left_out"),
        columns=(
            Column(say("place", language), width=0.9, header=True),
            Column(report.said.say("cells_found"), "right", 1),
            Column(say("cells_falling", language), width=5),
        ),
        rows=tuple(rows),
    )
    return cut(table, report)


def _list_fallen(report: Report, grid: LevelGrid, levels: np.ndarray) -> list[str]:
    def show(rank: int) -> str:
        return report.levels.show(int(rank))

    return [
        f"{name_cell(report, grid.tracks[column], grid.scenarios[row])} "
        f"{show(grid.levels[row, column])}→{show(levels[row, column])}"
        for row, column in zip(*np.nonzero(levels != grid.levels), strict=True)
    ]
