"""The readings: what each coder had, what each found, and on how many cells two agree."""

import pandas as pd

from report138.engine.typeset.outputs import Column, Run, Table, make_cell
from report138.view.report import Report
from report138.view.words import GRAMMAR, say
from report138.view.words.facts.agreement import MOST_PAIRS
from report138.view.words.facts.parts import split_names
from report138.view.words.phrases import PHRASES


def tabulate_readings(report: Report) -> Table | None:
    """List the readings: what the coder had, had not seen, and found; None without any."""
    language = report.language
    if not report.coders:
        return None
    listed = report.framework.readings.set_index("coder", drop=False)
    rows = []
    for coder, cells in report.readings.groupby("coder", sort=False):
        levels = cells["level"].fillna(0)
        row = listed.loc[coder] if coder in listed.index else pd.Series(dtype=object)
        rows.append(
            (
                make_cell(Run(report.labels[coder], "strong")),
                make_cell(say(f"had_{row['had']}", language) if row.get("had") else "–"),
                make_cell(_list_unseen(report, row) or "–"),
                make_cell(str(int((levels > 0).sum()))),
                make_cell(str(int((levels >= report.framework.scale.stated).sum()))),
            )
        )
    return Table(
        key="readings",
        caption=say("table_readings", language),
        columns=(
            Column(say("coder", language), width=1.2, header=True),
            Column(say("had", language), width=3),
            Column(say("blind_to", language), width=1.2),
            Column(report.said.say("cells_found"), "right", 1.3),
            Column(say("cells_linked", language), "right", 0.8),
        ),
        rows=tuple(rows),
        notes=(say("note_readings", language),) if len(report.coders) > 1 else (),
    )


def _list_unseen(report: Report, row: pd.Series) -> str:
    """List the readings that a coder had not seen."""
    return PHRASES[report.language].list_coders(split_names(row.get("blind_to", "")))


def tabulate_pairs(report: Report) -> Table | None:
    """List every pair of readings with what they agree on; None where a sentence lists them."""
    language, show = report.language, GRAMMAR[report.language].show_coefficient
    pairs = report.agreement.pairs
    if len(pairs) <= MOST_PAIRS:
        return None
    rows = [
        (
            make_cell(f"{row.first} – {row.second}"),
            make_cell(f"{row.evidence}/{row.cells}"),
            make_cell(f"{row.level}/{row.cells}"),
            make_cell(f"{row.sign}/{row.linked}" if row.linked else "–"),
            make_cell(show(row.kappa)),
        )
        for row in pairs.itertuples(index=False)
    ]
    return Table(
        key="pairs",
        dense=True,
        caption=say("table_pairs", language),
        columns=(
            Column(say("pair", language), width=2, header=True),
            Column(report.said.say("same_evidence"), "right", 1.6),
            Column(say("same_level", language), "right", 1.4),
            Column(say("same_sign", language), "right", 1.8),
            Column("kappa", "right", 1),
        ),
        rows=tuple(rows),
        notes=(say("note_pairs", language),),
    )
