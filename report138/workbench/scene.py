"""The whole of what the explorer shows, as plain data: settings, sentence, matrix, one open cell."""

from dataclasses import replace
from typing import Any

from report138 import style
from report138.engine.typeset.links import LANGUAGES, TAGS
from report138.view.figures.grid import GAP, ROW
from report138.view.figures.legend import SWATCH, draw_legend, list_legend
from report138.view.figures.tile import MARK, UNITS, draw_tile
from report138.view.report import Report
from report138.view.words import GRAMMAR
from report138.view.words.facts.cells import is_large, name_cell
from report138.view.words.facts.readings import spread_levels
from report138.workbench.choice import Choice, Offer
from report138.workbench.panel import Entries, make_panel
from report138.workbench.sketch import Sketch, show_colour
from report138.workbench.words import WORDS
from report138.workbench.words.facts import compare_matrices, read_standing

TILE = 22.0  # millimetres wide; less where there are many
SMALL = 15.0
HEIGHT = ROW - GAP + 0.6
COLOURS = {
    "ink": show_colour(style.INK),
    "muted": show_colour(style.MUTED),
    "rule": show_colour(style.RULE),
    "accent": show_colour(style.ACCENT),
    "paper": show_colour(style.PAPER),
}

Json = dict[str, Any]


def make_scene(report: Report, chosen: Report, choice: Choice, offer: Offer) -> Json:
    """Show a report under a choice, beside the report itself, with no cell open."""
    words = WORDS[choice.language]
    change = compare_matrices(report, chosen, plain=choice.plain, inferred=choice.inferred)
    return {
        "lang": TAGS[choice.language],
        "terms": words.TERMS,
        "title": chosen.framework.get_title(choice.language),
        "said": words.say_change(change, chosen.said),
        "controls": _list_controls(report, chosen, choice, offer),
        "columns": [{"id": i, "name": chosen.names[i]} for i in chosen.tracks["id"]],
        "rows": [_head_row(chosen, row) for row in chosen.scenarios.to_dict("records")],
        "cells": _draw_cells(chosen),
        "tile": [_find_width(chosen), HEIGHT],
        "legend": _draw_legend(chosen),
        "colours": COLOURS,
        "at": [],
        "panel": None,
    }


def open_cell(scene: Json, chosen: Report, entries: Entries, at: Any) -> Json:
    """Open the cell of a scenario and a track in a scene, or none where there is no such cell."""
    if at not in chosen.cells[["scenario_id", "track_id"]].to_numpy().tolist():
        return scene
    return scene | {"at": at, "panel": make_panel(chosen, entries, *at)}


def _find_width(report: Report) -> float:
    return SMALL if is_large(report) else TILE


def _head_row(report: Report, row: Json) -> Json:
    driver = report.read(row, "driver")
    return {"id": row["id"], "name": report.names[row["id"]], "driver": driver}


def _draw_cells(report: Report) -> list[list[Json]]:
    """Draw the tile of each cell as the figure does, and say what stands in it."""
    words, width = WORDS[report.language], _find_width(report)
    spreads = spread_levels(report)
    rows: dict[str, list[Json]] = {}
    for cell in report.cells.to_dict("records"):
        track, scenario = cell["track_id"], cell["scenario_id"]
        sketch = Sketch(width, HEIGHT, report.language)
        # a frame is drawn half outside its box
        area = (0.3, 0.3, width - 0.6, HEIGHT - 0.6)
        draw_tile(sketch, report, cell, spreads[scenario, track], area)
        said = words.say_standing(read_standing(report, cell), report.said)
        label = GRAMMAR[report.language].label(name_cell(report, track, scenario), said)
        rows.setdefault(scenario, []).append({"marks": sketch.marks, "label": label})
    return list(rows.values())


def _draw_legend(report: Report) -> list[Json]:
    drawn = []
    for kind, said in list_legend(report):
        sketch = Sketch(60.0, 5.0, report.language)
        draw_legend(sketch, [(kind, "")], 0.0)
        width = (MARK if kind in UNITS else SWATCH) + 0.8
        drawn.append({"marks": sketch.marks, "width": width, "height": 5.0, "text": said})
    return drawn


def _list_controls(report: Report, chosen: Report, choice: Choice, offer: Offer) -> list[Json]:
    """List what can be set, each with its name in the language at hand."""
    terms, levels = WORDS[choice.language].TERMS, chosen.levels
    labels = replace(report, language=choice.language).labels
    readings = [("", terms["all_readings"]), *((coder, labels[coder]) for coder in offer.readings)]
    lists = (
        ("reading", readings if offer.readings else []),
        ("stated", [(rank, levels.head_rank(rank)) for rank in offer.ranks]),
        ("language", [(code, LANGUAGES[code]) for code in offer.languages]),
    )
    controls = [
        {
            "id": name,
            "label": terms[name],
            "value": getattr(choice, name),
            "options": [{"value": value, "label": label} for value, label in options],
        }
        for name, options in lists
        if options
    ]
    checks = [name for name in ("plain", "inferred") if getattr(offer, name)]
    controls[1:1] = [{"id": n, "label": terms[n], "value": getattr(choice, n)} for n in checks]
    return controls
