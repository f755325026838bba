"""Tables that are too long for a report: a summary stands for them, and the data hold the rows."""

from collections import Counter
from dataclasses import replace

from report138.engine.typeset.links import make_stem
from report138.engine.typeset.outputs import Column, Group, Run, Table, make_cell
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.phrases import PHRASES

MOST_ROWS = 120  # of one table: about six pages, so that a report stays one


def is_long(number: int) -> bool:
    """Tell whether a table with so many rows is left to the data."""
    return number > MOST_ROWS


def count_by_scenario(report: Report, key: str, keys: list[tuple[str, str]]) -> Table:
    """Count rows by scenario where they are too many to list; `keys` are their cells."""
    language = report.language
    numbers = Counter(scenario for scenario, _ in keys)
    cells = Counter(scenario for scenario, _ in set(keys))
    rows = [
        (
            make_cell(Run(report.names[scenario], "strong")),
            make_cell(str(cells[scenario])),
            make_cell(str(numbers[scenario])),
        )
        for scenario in report.scenarios["id"]
        if numbers[scenario]
    ]
    return Table(
        key=key,
        dense=True,
        caption=report.said.say(f"table_{key.replace('-', '_')}"),
        columns=(
            Column(report.said.say("scenario"), width=4, header=True),
            Column(say("cells", language), "right", 1),
            Column(say("rows", language), "right", 1),
        ),
        rows=tuple(rows[:MOST_ROWS]),
        notes=(name_file(report, len(keys)),),
    )


def leave_empty(table: Table) -> Table:
    """Leave out the columns in which no row says anything; the data have nothing for them."""
    rows = [row for row in table.rows if not isinstance(row, Group)]
    filled = [any(row[place].text for row in rows) for place in range(len(table.columns))]
    return replace(
        table,
        columns=tuple(column for column, kept in zip(table.columns, filled, strict=True) if kept),
        rows=tuple(
            row
            if isinstance(row, Group)
            else tuple(cell for cell, kept in zip(row, filled, strict=True) if kept)
            for row in table.rows
        ),
    )


def cut(table: Table, report: Report) -> Table:
    """Keep the first rows of a long table, and say how many there are and where all stand."""
    number = len(table.rows)
    if not is_long(number):
        return table
    words = PHRASES[report.language].cut_table(MOST_ROWS, number, _name_zip(report))
    return replace(table, rows=table.rows[:MOST_ROWS], notes=(*table.notes, words))


def name_file(report: Report, number: int) -> str:
    """Say where the rows stand that a table only counts."""
    return PHRASES[report.language].leave_rows(number, _name_zip(report))


def _name_zip(report: Report) -> str:
    return f"{make_stem(report.framework.name, 'data')}.zip"
