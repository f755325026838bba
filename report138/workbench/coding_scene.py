"""The whole of what the desk of a coder shows, as plain data."""

from pathlib import Path
from typing import Any

from report138 import style
from report138.coding.desk import Cell, Coding, Desk, Sentence
from report138.coding.instructions import read_names
from report138.data.schema import NOT_ASSESSABLE
from report138.engine.typeset.links import TAGS
from report138.view.figures.tile import draw_box
from report138.view.words import GRAMMAR
from report138.workbench.scene import COLOURS, HEIGHT, SMALL
from report138.workbench.sketch import Sketch
from report138.workbench.words import WORDS

Json = dict[str, Any]
FILLED = ("track_id", "scenario_id", "level", "basis", "polarity", "kind")


class DeskScene:
    """How a desk is shown in one language."""

    def __init__(self, desk: Desk, language: str) -> None:
        self.desk, self.language, self.words = desk, language, WORDS[language]
        self.said = read_names(desk.checked, language, quoted=True)
        self.levels = self.said.levels
        self.elements = {row["id"]: row for row in desk.checked.tables["elements.csv"]}

    def show(self, message: str, cell: Cell | None) -> Json:
        """Show all of the desk; `message` is what the last change has to tell, if anything."""
        desk = self.desk
        sentences = [self._show_sentence(one) for one in desk.sentences]
        faulty = sum(bool(coding["faults"]) for one in sentences for coding in one["codings"])
        coded = sum(bool(one["codings"]) for one in sentences)
        path = _shorten(desk.path)
        saved = self.words.say_saved if desk.path.exists() else self.words.say_unsaved
        counts = len(sentences), coded, len(desk.cells), len(desk.list_open_cells()), faulty
        return {
            "lang": TAGS[self.language],
            "terms": self._list_terms(),
            "colours": COLOURS,
            "said": self.words.say_progress(*counts),
            "saved": saved(path),
            "message": message,
            "sentences": sentences,
            "options": {name: self._list_options(name) for name in FILLED},
            "texts": [name for name in desk.columns if name.startswith(("quote_", "note_"))],
            "rules": [
                {"head": self.levels.head(step), "rule": self.said.define(step)}
                for step in self.levels.steps
            ],
            "columns": [{"id": i, "name": self._name(i)} for i in desk.choices["track_id"]],
            "rows": [{"id": i, "name": self._name(i)} for i in desk.choices["scenario_id"]],
            "cells": self._draw_cells(),
            "tile": [SMALL, HEIGHT],
            "at": [cell[1], cell[0]] if cell else [],
            "cell": self._show_cell(cell) if cell else None,
        }

    def name_cell(self, cell: Cell) -> str:
        """Name a cell by its track and scenario."""
        return " × ".join(map(self._name, cell))

    def _name(self, identifier: str) -> str:
        return self.elements[identifier][f"name_{self.language}"]

    def _list_terms(self) -> Json:
        own = {f"{tier}_id": self.said.head(tier) for tier in ("track", "scenario")}
        return {**self.words.TERMS, **self.words.CODING, **own, "grid": self.words.CODING["cells"]}

    def _list_options(self, name: str) -> list[Json]:
        """List what a column may hold, each with its words and what the codebook says of it."""
        return [
            {"value": value, **self._describe(name, value)} for value in self.desk.choices[name]
        ]

    def _describe(self, name: str, value: str) -> Json:
        if name == "level":
            step = self.desk.scale.find(value)
            if step is None:
                return {"label": f"{value} {self.words.CODING['NA']}", "rule": ""}
            head = self.levels.head(step)
            label = head if step.rank or head == value else f"{value} {self.levels.label(step)}"
            return {"label": label, "rule": self.said.define(step)}
        if name in ("track_id", "scenario_id"):
            row = self.elements[value]
            facts = (row[f"{stem}_{self.language}"] for stem in ("driver", "quality", "aim"))
            return {
                "label": f"{value} {self._name(value)}",
                "rule": GRAMMAR[self.language].SEMICOLON.join(filter(None, facts)),
            }
        terms = self.words.CODING
        return {"label": terms[value], "rule": terms.get(f"rule_{value}", "")}

    def _show_sentence(self, sentence: Sentence) -> Json:
        return {
            "place": sentence.place,
            "text": sentence.text,
            "lang": self.desk.find_language(sentence.text),
            "codings": [self._show_coding(sentence, coding) for coding in sentence.codings],
        }

    def _show_coding(self, sentence: Sentence, coding: Coding) -> Json:
        faults = self.desk.list_faults(sentence, coding)
        own = f"quote_{self.desk.find_language(sentence.text)}"
        return {
            "number": coding.number,
            "words": coding.values.get(own, ""),
            "values": coding.values,
            "faults": [self._say_fault(*fault) for fault in faults],
        }

    def _say_fault(self, kind: str, what: str) -> str:
        tier = what.removesuffix("_id")
        named = self.said.head(tier) if what in ("track_id", "scenario_id") else what
        return self.words.say_fault(kind, named)

    def _draw_cells(self) -> list[list[Json]]:
        tracks = self.desk.choices["track_id"]
        return [
            [self._draw_cell((track, scenario)) for track in tracks]
            for scenario in self.desk.choices["scenario_id"]
        ]

    def _draw_cell(self, cell: Cell) -> Json:
        """Draw what the coder has for a cell: evidence, a level of its own, or nothing yet."""
        sketch = Sketch(SMALL, HEIGHT, self.language)
        if cell not in self.desk.cells:  # an item with itself
            return {"marks": [], "label": self.name_cell(cell)}
        area, middle = (0.3, 0.3, SMALL - 0.6, HEIGHT - 0.6), (SMALL / 2, HEIGHT / 2)
        rank, given = self.desk.find_level(cell), self.desk.cells[cell].get("level", "")
        step = self.desk.scale.find(given)
        rank = rank or (step.rank if step else 0)
        if rank:
            draw_box(sketch, self.levels.shade(rank), area)
            value = given and self.levels.write(step) if step else self.levels.show_rank(rank)
            sketch.text(*middle, value, style.SIZE_DIGIT, self.levels.ink(rank), "center")
            said = self.levels.grade(value)
        elif given == NOT_ASSESSABLE:
            draw_box(sketch, 0, area)
            sketch.cross(*middle, 4)
            said = self.words.CODING["NA"]
        elif given:
            draw_box(sketch, 0, area)
            sketch.text(*middle, given, style.SIZE_DIGIT, style.MUTED, "center")
            said = self.levels.name(0)
        else:
            sketch.box(*area, edge=style.MUTED, line=0.5, dash=True)
            said = self.words.CODING["open"]
        return {
            "marks": sketch.marks,
            "label": GRAMMAR[self.language].label(self.name_cell(cell), said),
        }

    def _show_cell(self, cell: Cell) -> Json:
        return {
            "title": self.name_cell(cell),
            "track": cell[0],
            "scenario": cell[1],
            "evidence": self.desk.find_level(cell) > 0,
            "values": self.desk.cells[cell],
            "notes": [name for name in self.desk.columns if name.startswith("note_")],
        }


def _shorten(path: Path) -> str:
    """Write a path from the working folder, where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
