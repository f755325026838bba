"""Frames for whoever types: the matrix with names, and rows with names beside their ids.

In: a report; out: frames of their own, which can be changed as one likes.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd

from report138.data.framework import require_known

Report = Any  # view.report imports this module

# Ids, and what the names that stand beside them are called.
BESIDE = {"track_id": "track", "scenario_id": "scenario", "element_id": "element"}


def _write(report: Report, cell: Any) -> str:
    return "" if pd.isna(cell["level"]) else report.levels.show_cell(cell)


def _name(report: Report, cell: Any) -> str:
    if pd.isna(cell["level"]) or not cell["level"]:
        return report.levels.say_blank(cell["state"])
    return report.levels.name_cell(cell)


def _share(_: Report, cell: Any) -> str:
    return f"{cell['found']}/{cell['judged']}"


# What can stand in the cells of a matrix: columns of report.cells, or made of several.
VALUES: dict[str, str | Callable[[Any, Any], Any]] = {
    "level": "level",
    "value": _write,
    "name": _name,
    "state": "state",
    "status": "status",
    "readings": _share,
    "found": "found",
    "judged": "judged",
    "volume": "volume",
}
FRAMES = ("cells", "codings", "elements", "lexicon", "quotes", "readings", "units", "words")


def make_matrix(report: Report, values: str, *, ids: bool) -> pd.DataFrame:
    """Return the matrix, scenarios by tracks; see Report.matrix."""
    require_known(values, VALUES, "values")
    cells, rows = report.cells, report.scenarios["id"]
    filled = _fill(report, cells, values)
    columns = {
        track: filled[(cells["track_id"] == track).to_numpy()].array
        for track in report.tracks["id"]
    }
    matrix = pd.DataFrame(columns, index=pd.Index(list(rows)))
    if not ids:
        matrix.index = matrix.index.map(report.names)
        matrix.columns = matrix.columns.map(report.names)
    matrix.index.name, matrix.columns.name = map(report.said.head, ("scenario", "track"))
    return matrix


def _fill(report: Report, cells: pd.DataFrame, values: str) -> pd.Series:
    made = VALUES[values]
    if isinstance(made, str):
        return cells[made]
    written = [made(report, cell) for cell in cells.to_dict("records")]
    return pd.Series(written, index=cells.index, dtype=object)


def put_side_by_side(report: Report, values: str) -> pd.DataFrame:
    """Return a row a cell and a column a reading; see Report.by_reading."""
    require_known(values, ("level", "state", "volume"), "values")
    cells, readings = report.cells, report.readings
    index = [cells["scenario_id"].map(report.names), cells["track_id"].map(report.names)]
    frame = pd.DataFrame(
        {
            label: readings.loc[readings["coder"] == coder, values].array
            for coder, label in report.labels.items()
        },
        index=pd.MultiIndex.from_arrays(index, names=["scenario", "track"]),
    )
    return frame.assign(all=cells[values].array, status=cells["status"].array)


def list_rows(report: Report, name: str) -> pd.DataFrame:
    """Return rows with names beside ids; see Report.frame."""
    require_known(name, FRAMES, "frame")
    framework = report.framework
    if name == "codings":
        return _name_ids(report, _list_codings(report))
    if name == "words":
        return _name_ids(report, report.doubt.plain_words)
    if name == "quotes":
        return framework.segments.assign(unit=framework.segments["segment_id"].map(framework.units))
    owner = framework if name in ("elements", "lexicon") else report
    return _name_ids(report, getattr(owner, name))


def _list_codings(report: Report) -> pd.DataFrame:
    framework = report.framework
    coding = framework.coding[framework.coding["coder"].isin(report.coders)].reset_index(drop=True)
    coding["unit"] = coding["segment_id"].map(framework.units).fillna("")
    segments = framework.segments.set_index("segment_id")
    for column in ("locator", *(f"quote_{code}" for code in framework.languages)):
        coding[column] = coding["segment_id"].map(segments[column]).fillna("")
    return coding


def _name_ids(report: Report, frame: pd.DataFrame) -> pd.DataFrame:
    """Put names beside the ids of elements and the codes of readings."""
    for column, named in BESIDE.items():
        if column in frame:
            names = frame[column].map(report.names).fillna("")
            frame.insert(frame.columns.get_loc(column) + 1, named, names)
    if "coder" in frame:
        labels = frame["coder"].map(report.labels).fillna(frame["coder"])
        frame.insert(frame.columns.get_loc("coder") + 1, "reading", labels)
    return frame
