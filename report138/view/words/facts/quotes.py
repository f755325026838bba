"""Which few quotations stand on the opening page: one for each track, of its highest level."""

import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.view.report import Report

MOST = 3  # that the page has room for


def choose_quotes(report: Report) -> pd.DataFrame:
    """Choose a short quotation for each of the tracks that stand highest in the matrix.

    Of a track the cell of the highest level, of that cell the shortest direct quotation at that
    level from a unit that most readings took; of many tracks those with the highest levels.
    Returns rows of the report's fills, by track.
    """
    found = report.cells[report.cells["state"] == "found"]
    taken = report.units[report.units["majority"]][[*CELL, "unit"]]
    fills = report.fills[(report.fills["basis"] == "direct") & (report.fills["segment_id"] != "")]
    fills = fills.merge(taken, on=[*CELL, "unit"])
    fills = fills.merge(found[[*CELL, "level"]], on=[*CELL, "level"])
    length = fills[[f"quote_{code}" for code in report.framework.languages]].apply(
        lambda quotes: quotes.str.len().where(quotes.str.len() > 0)
    )
    ranked = fills.assign(length=length.min(axis=1), height=-fills["level"].astype(int))
    best = ranked.sort_values(["height", "length"], kind="stable").drop_duplicates("track_id")
    chosen = best.head(MOST)
    return chosen.sort_values("track_id", key=lambda ids: ids.map(report.position), kind="stable")
