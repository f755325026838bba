"""The ribbon: an overview for lay readers, tracks at the left, scenarios at the right."""

import pandas as pd

from report138 import look, sentences
from report138.canvas import Canvas
from report138.finishing import finish
from report138.items import Figure, name_anchor
from report138.report import Report

WIDTH = look.COLUMN_MM
LEFT, RIGHT = 34.0, 88.0  # where ribbons start and end
MOST_LINKS = 24  # above this the ribbons are a tangle, and the matrix says it better
UNIT = 2.0  # one segment of volume
BAR = 2.2
GAP = 3.4


def draw_ribbon(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw a ribbon for each cell with evidence, as wide as its volume, coloured by level.

    Returns None when there are more links than a reader can follow, or none.
    """
    found = report.cells[report.cells["state"] == "found"]
    if found.empty or len(found) > MOST_LINKS:
        return None
    tracks, scenarios = list(report.tracks["id"]), list(report.scenarios["id"])
    left = _stack(found, "track_id", tracks)
    right = _stack(found, "scenario_id", scenarios)
    height = max(_extent(left), _extent(right)) + 1
    canvas = Canvas(WIDTH, height, report.language)
    for stack, shift in ((left, height - _extent(left)), (right, height - _extent(right))):
        for place in stack.values():
            place[0] += shift / 2
    cursor = {key: place[0] for key, place in (*left.items(), *right.items())}
    for _, cell in found.sort_values("level", kind="stable").iterrows():
        _draw_link(canvas, report, cell, cursor)
    _draw_nodes(canvas, report, left, LEFT - BAR, "right")
    _draw_nodes(canvas, report, right, RIGHT, "left")
    return finish(
        canvas,
        key="ribbon",
        headline=sentences.summarize_ribbon(report),
        reading=sentences.explain_ribbon(report),
        caption=sentences.caption_ribbon(report),
        alt=sentences.describe_ribbon(report),
        poster=poster,
    )


def _stack(found: pd.DataFrame, by: str, ids: list[str]) -> dict[str, list[float]]:
    """Give each element a stretch as long as its volume: id -> [top, height]."""
    volume = found.groupby(by)["volume"].sum()
    top, stack = 0.5, {}
    for identifier in ids:
        height = UNIT * int(volume.get(identifier, 0))
        stack[identifier] = [top, height]
        top += max(height, 1.5) + GAP
    return stack


def _extent(stack: dict[str, list[float]]) -> float:
    top, height = list(stack.values())[-1]
    return top + max(height, 1.5) + 2


def _draw_link(canvas: Canvas, report: Report, cell: pd.Series, cursor: dict[str, float]) -> None:
    width = UNIT * int(cell["volume"])
    start, end = cursor[cell["track_id"]], cursor[cell["scenario_id"]]
    cursor[cell["track_id"]] += width
    cursor[cell["scenario_id"]] += width
    fill = look.LEVEL_FILL[int(cell["level"])]
    canvas.band((LEFT, start), (RIGHT, end), width, fill)
    name = sentences.name_cell(report, cell["track_id"], cell["scenario_id"])
    canvas.link(name_anchor(cell["track_id"], cell["scenario_id"]), name, RIGHT - 8, end, 8, width)


def _draw_nodes(
    canvas: Canvas, report: Report, stack: dict[str, list[float]], x: float, align: str
) -> None:
    room = (x if align == "right" else WIDTH - x - BAR) - 3
    for identifier, (top, height) in stack.items():
        canvas.box(x, top, BAR, max(height, 0.6), look.ACCENT if height else look.RULE)
        ink = look.INK if height else look.MUTED
        name = canvas.wrap(report.names[identifier], room, look.SIZE_LABEL)
        lines = [(line, look.SIZE_LABEL, ink) for line in name]
        edge = x - 1.8 if align == "right" else x + BAR + 1.8
        canvas.lines(edge, top + max(height, 0.6) / 2, lines, align)
