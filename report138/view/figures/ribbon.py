"""The ribbon: an overview for lay readers, tracks at the left, scenarios at the right."""

import pandas as pd

from report138 import style
from report138.engine.typeset.fonts import wrap_text
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, Line, finish, measure_lines
from report138.view.report import Report, name_anchor

WIDTH = style.COLUMN_MM
LEFT, RIGHT = 34.0, 88.0  # where ribbons start and end
MOST_LINKS = 24  # above this the ribbons are a tangle, and the matrix says it better
EDGE = 1.4  # above the first bar: half of what its name is higher
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
    names = _wrap_names(report)
    left = _stack(found, "track_id", tracks, names)
    right = _stack(found, "scenario_id", scenarios, names)
    height = max(_extent(left, names), _extent(right, names))
    canvas = Canvas(WIDTH, height, report.language)
    for stack in (left, right):
        shift = height - _extent(stack, names)
        for place in stack.values():
            place[0] += shift / 2
    cursor = {key: place[0] for key, place in (*left.items(), *right.items())}
    for _, cell in found.sort_values("level", kind="stable").iterrows():
        _draw_link(canvas, report, cell, cursor)
    _draw_nodes(canvas, names, left, LEFT - BAR, "right")
    _draw_nodes(canvas, names, right, RIGHT, "left")
    return finish(
        canvas,
        key="ribbon",
        headline=sentences.summarize_ribbon(report),
        reading=sentences.explain_ribbon(report),
        caption=sentences.caption_ribbon(report),
        alt=sentences.describe_ribbon(report),
        poster=poster,
    )


def _wrap_names(report: Report) -> dict[str, list[Line]]:
    """Set every name in lines that fit beside its bar."""
    latin, names = report.language != "zh", {}
    rooms = ((report.tracks, LEFT - BAR - 3), (report.scenarios, WIDTH - RIGHT - BAR - 3))
    for elements, room in rooms:
        for identifier in elements["id"]:
            name = report.names[identifier]
            lines = wrap_text(name, room, style.SIZE_LABEL, 2, latin, mark=identifier)
            names[identifier] = [(line, style.SIZE_LABEL, style.INK) for line in lines]
    return names


def _stack(
    found: pd.DataFrame, by: str, ids: list[str], names: dict[str, list[Line]]
) -> dict[str, list[float]]:
    """Give each element a stretch as long as its volume: id -> [top, height]."""
    volume = found.groupby(by)["volume"].sum()
    top, stack = EDGE, {}
    for identifier in ids:
        height = UNIT * int(volume.get(identifier, 0))
        # a name may be higher than its bar: half of what it has more stands above it
        more = max(0.0, measure_lines(names[identifier]) - GAP + 1 - height)
        stack[identifier] = [top + more / 2, height]
        top += height + more + GAP
    return stack


def _extent(stack: dict[str, list[float]], names: dict[str, list[Line]]) -> float:
    identifier, (top, height) = list(stack.items())[-1]
    return top + height / 2 + max(height, measure_lines(names[identifier])) / 2 + EDGE


def _draw_link(canvas: Canvas, report: Report, cell: pd.Series, cursor: dict[str, float]) -> None:
    width = UNIT * int(cell["volume"])
    start, end = cursor[cell["track_id"]], cursor[cell["scenario_id"]]
    cursor[cell["track_id"]] += width
    cursor[cell["scenario_id"]] += width
    fill = style.LEVEL_FILL[int(cell["level"])]
    canvas.band((LEFT, start), (RIGHT, end), width, fill)
    name = sentences.name_cell(report, cell["track_id"], cell["scenario_id"])
    canvas.link(name_anchor(cell["track_id"], cell["scenario_id"]), name, RIGHT - 8, end, 8, width)


def _draw_nodes(
    canvas: Canvas,
    names: dict[str, list[Line]],
    stack: dict[str, list[float]],
    x: float,
    align: str,
) -> None:
    for identifier, (top, height) in stack.items():
        canvas.box(x, top, BAR, max(height, 0.6), style.ACCENT if height else style.RULE)
        ink = style.INK if height else style.MUTED
        lines = [(line, size, ink) for line, size, _ in names[identifier]]
        edge = x - 1.8 if align == "right" else x + BAR + 1.8
        canvas.lines(edge, top + max(height, 0.6) / 2, lines, align)
