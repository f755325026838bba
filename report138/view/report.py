"""The report at hand: a framework, a language, and the cells that follow from its coding."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from report138.analysis.plain_words import find_dividing_words
from report138.analysis.readings import combine_readings, list_units, read_cells, read_fills
from report138.analysis.robustness.agreement import Agreement, compare_readings
from report138.analysis.robustness.doubt import Doubt
from report138.analysis.without import take_out
from report138.data.find import find_framework
from report138.data.framework import (
    CopiesFrames,
    Framework,
    load_framework,
    require_known,
    require_language,
)
from report138.data.schema import FILES, UNLISTED
from report138.engine.typeset.outputs import DOCUMENT_TYPE, is_displayed
from report138.errors import count
from report138.view import plots
from report138.view.cover import list_facts, name_item, name_licence
from report138.view.frames import list_rows, make_matrix, put_side_by_side
from report138.view.levels import Levels
from report138.view.names import Names
from report138.view.words import OBJECTS, say

COMPOSER = "report138"  # named as author where the data name nobody

# What tables, figures and sentences are made with: completion leaves it out.
INNER = {
    *("blind", "describe", "dividing_words", "fills", "focused", "get_source", "latin", "levels"),
    *("other_language", "position", "read", "said", "shown_cells"),
}


@dataclass(frozen=True, repr=False)
class Report(CopiesFrames):
    """What every table, figure and sentence is made from.

    For whoever types: `matrix`, `cell`, `reading`, `by_reading`, `without`, `codings`, `frame`.
    """

    framework: Framework
    language: str
    focus: str = ""  # the id of one track or scenario: a brief on it
    coder: str = ""  # of the one reading that it is made from; empty: all of them
    left_out: tuple[str, ...] = ()  # what of the framework is taken out; see without

    # ---- for whoever types ---------------------------------------------------------------

    def matrix(self, values: str = "level", *, ids: bool = False) -> pd.DataFrame:
        """Return the matrix as a frame, scenarios by tracks, with names; with `ids` ids instead.

        `values`: level (its rank), value (as the data write it), name, state, status (agreed or
        disputed), readings ("2/4"), found, judged, volume.

        >>> report.matrix("readings")
        """
        return make_matrix(self, values, ids=ids)

    def cell(self, one: str, other: str) -> Any:
        """Return one cell of the matrix: level, quotes, readings, reasons, what is missing.

        The track and the scenario are named by id or by name, in any order.

        >>> report.cell(track, scenario).quotes
        """
        # made with tables, which are made from reports: looked up when it is asked for
        return import_module("report138.view.one_cell").find_cell(self, one, other)

    def reading(self, coder: str) -> "Report":
        """Return the report made from one reading alone.

        >>> report.reading("B").matrix()
        """
        require_known(coder, self.coders, "reading")
        return replace(self, coder=coder)

    def by_reading(self, values: str = "level") -> pd.DataFrame:
        """Return a row a cell and a column a reading, then what holds over all; level, state or volume.

        >>> report.by_reading().query("status == 'disputed'")
        """
        return put_side_by_side(self, values)

    def without(self, *names: str) -> "Report":
        """Return the report without some readings, units, places or quotations, by their names.

        A unit or place goes from every reading.  Names stand in `report.codings()`, in the
        columns coder, unit, locator and segment_id.

        >>> report.without("P9.1").matrix() - report.matrix()
        """
        framework = self.framework
        for name in names:
            framework = take_out(framework, name)
        if self.coder and self.coder not in framework.coders:
            raise ValueError(f"reading {self.coder}: nothing is left of it")
        return replace(self, framework=framework, left_out=(*self.left_out, *names))

    def codings(self) -> pd.DataFrame:
        """Return every coding with its quote, names beside ids.

        >>> report.codings().groupby("reading").size()
        """
        return self.frame("codings")

    def frame(self, name: str) -> pd.DataFrame:
        """Return rows with names beside ids, a copy.

        `name`: cells, codings, elements, lexicon, quotes, readings, units or words.

        >>> report.frame("cells").query("state == 'none_found'")
        """
        return list_rows(self, name)

    def __dir__(self) -> list[str]:
        public = (name for name in dir(type(self)) if not name.startswith("_"))
        fields = ("framework", "language", "focus", "coder", "left_out")
        return sorted({*public, *fields} - INNER)

    def __repr__(self) -> str:
        told = [self.framework.name, self.language]
        told += [f"focus {self.focus}"] if self.focus else []
        told += [f"reading {self.coder}"] if self.coder else [count(len(self.coders), "reading")]
        told += [f"without {', '.join(self.left_out)}"] if self.left_out else []
        size = f"{len(self.scenarios)} × {len(self.tracks)} cells"
        return f"<Report {', '.join([*told, size])}>"

    # ---- what follows from the coding ----------------------------------------------------

    @cached_property
    def tracks(self) -> pd.DataFrame:
        """The tracks in their order."""
        return self.framework.get_elements("track")

    @cached_property
    def scenarios(self) -> pd.DataFrame:
        """The scenarios in their order."""
        return self.framework.get_elements("scenario")

    @cached_property
    def coders(self) -> list[str]:
        """The coders of the readings that the report is made from, in their order."""
        return [self.coder] if self.coder else self.framework.coders

    @cached_property
    def readings(self) -> pd.DataFrame:
        """The cells of each reading; see analysis.readings.read_cells."""
        return read_cells(self.framework, self.coders)

    @cached_property
    def fills(self) -> pd.DataFrame:
        """Every coding that gives a cell a level, a row each, of all readings.

        A row has the coder, the cell (track_id and scenario_id), level, sign, basis (direct or
        inferred), quote, locator, and the unit and place that it stands in; codings that found
        nothing have none.  See readings.read_fills.
        """
        return read_fills(self.framework, self.coders)

    @cached_property
    def units(self) -> pd.DataFrame:
        """The units that some reading took, by cell; see readings.list_units."""
        return list_units(self.fills, self.readings)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Every cell of the matrix over all readings; see readings.combine_readings."""
        return combine_readings(self.readings, self.units, self.framework.scale)

    @cached_property
    def dividing_words(self) -> pd.DataFrame:
        """The words on which disputed cells turn; see plain_words.find_dividing_words."""
        return find_dividing_words(self.cells, self.fills, self.framework.lexicon)

    @cached_property
    def shown_cells(self) -> pd.DataFrame:
        """The cells that tables list: all of them, or those of the element in focus."""
        if not self.focus:
            return self.cells
        mine = (self.cells["track_id"] == self.focus) | (self.cells["scenario_id"] == self.focus)
        return self.cells[mine]

    @cached_property
    def focused(self) -> pd.Series:
        """The row of the element in focus; raise ValueError where none is."""
        if not self.focus:
            raise ValueError("no element is in focus: start_brief opens a report on one")
        elements = self.framework.elements
        return elements[elements["id"] == self.focus].iloc[0]

    @cached_property
    def doubt(self) -> Doubt:
        """How far the matrix survives doubt about it; see robustness.doubt."""
        return Doubt(
            self.readings,
            self.fills,
            self.cells,
            self.units,
            self.framework.lexicon,
            self.blind,
            self.framework.scale,
        )

    @cached_property
    def blind(self) -> tuple[str, ...]:
        """The coders who had no word list and saw no other reading's quotes."""
        listed = self.framework.readings
        unlisted = set(listed.loc[listed["had"] == UNLISTED, "coder"])
        return tuple(coder for coder in self.coders if coder in unlisted)

    @cached_property
    def agreement(self) -> Agreement:
        """How far the readings agree; see robustness.agreement."""
        return compare_readings(self.readings, self.framework.scale)

    @cached_property
    def labels(self) -> dict[str, str]:
        """How each reading is named, by coder: as readings.csv says, or else by the coder alone."""
        listed = self.framework.readings.to_dict("records")
        named = {row["coder"]: self.read(row, "label") for row in listed}
        return {coder: named.get(coder) or coder for coder in self.coders}

    @cached_property
    def levels(self) -> Levels:
        """How levels are written, named and coloured."""
        return Levels(self.framework.scale, self.language, self.other_language or "")

    @cached_property
    def said(self) -> Names:
        """What tiers, source, unit and levels are called."""
        framework = self.framework
        # nothing is found: a text was read, unless the data speak of other judgements
        judged = framework.scale.own or "source" in framework.tiers
        meant = self.fills.empty and not judged
        quoted = meant or not framework.segments.empty
        return Names(self.levels, self.language, self.framework.tiers, quoted)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of every element, by id."""
        elements = self.framework.elements
        return dict(zip(elements["id"], elements[f"name_{self.language}"], strict=True))

    @cached_property
    def position(self) -> dict[str, int]:
        """The place of every track and scenario among its like, by id."""
        return {
            identifier: place
            for ids in (self.tracks["id"], self.scenarios["id"])
            for place, identifier in enumerate(ids)
        }

    @property
    def other_language(self) -> str | None:
        """The framework's other language, if it has one."""
        others = [code for code in self.framework.languages if code != self.language]
        return others[0] if others else None

    @property
    def latin(self) -> bool:
        """Whether figures are set in Latin letters, whose quotes are narrower than Chinese ones."""
        return self.language != "zh"

    def read(self, row: "pd.Series | dict[str, Any]", stem: str) -> str:
        """Return a bilingual field in the report's language, or else in the other one."""
        other = self.other_language
        return row[f"{stem}_{self.language}"] or (row[f"{stem}_{other}"] if other else "")

    def get_source(self) -> str:
        """Return the citation of the source as datapackage.json gives it."""
        sources = self.framework.package.get("sources", [])
        titles = [name_item(item, self.language) for item in sources]
        return "; ".join(filter(None, titles))

    def describe(self) -> dict[str, Any]:
        """Return the metadata of the document: what it is of, which data, which language."""
        package = self.framework.package
        licences = map(name_licence, package.get("licenses", []))
        licence = "; ".join(filter(None, licences)) or say("not_stated", self.language)
        quoted = say("quotes_owned", self.language) if self.said.quoted else ""
        title, name = self.framework.get_title(self.language), f"name_{self.language}"
        return {
            "framework": self.framework.name,
            "language": self.language,
            "title": self.names[self.focus] if self.focus else title,
            "subtitle": title if self.focus else "",
            "author": self._list_authors(),
            "source": self.get_source(),
            "facts": list_facts(self.framework, self.language, self.coders),
            "keywords": [*self.tracks[name], *self.scenarios[name]],
            "version": package["version"],
            "created": package["created"][:10],
            "license": licence + quoted,
            "data_hash": hash_data(self.framework.folder),
        }

    def explore(self) -> Any:
        """Show the matrix so that it can be explored, in a notebook.

        A click on a cell, or Enter, opens its words, reasons and readings; what counts can be
        set, and a sentence says what that changes.  Without the extra `lab`, and in documents,
        this is the figure of the matrix.
        """
        return _open_workbench().explore(self)

    def code(self, source: str | Path, reading: str) -> Any:
        """Show a copy of the source sentence by sentence to code it as a new reading.

        What is chosen is kept at once in the sheet that `render.py code --import` takes.  Nothing
        of other readings is shown; a notebook that has them nowhere in memory calls
        `report138.workbench.code` instead.
        """
        framework = self.framework.folder
        return _open_workbench().code(source, reading, framework=framework, language=self.language)

    def _list_authors(self) -> list[str]:
        """List who made the data; the source's author has not written this document."""
        people = self.framework.package.get("contributors", [])
        return [item["title"] for item in people if item.get("title")] or [COMPOSER]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = {"text/markdown": OBJECTS[self.language].sum_up(self)} if is_displayed() else {}
        # what is left of the data is no document of theirs
        about = {} if self.left_out else {DOCUMENT_TYPE: self.describe()}
        return {**shown, "text/plain": repr(self), **about}


def _open_workbench() -> Any:
    """Import the room above, which only what a notebook types leads to."""
    return import_module("report138.workbench")


def hash_data(folder: Path) -> str:
    """Return a sha256 over the files of a framework folder, by name and content."""
    digest = hashlib.sha256()
    for name in sorted([*FILES, "datapackage.json"]):
        path = folder / name
        if path.is_file():
            digest.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def name_anchor(track: str, scenario: str) -> str:
    """Name the anchor of a cell; a colon stands in no id, so no two cells share a name."""
    return f"cell-{track}:{scenario}"


def start(framework: str, language: str, reading: str = "") -> Report:
    """Open a framework for a notebook; show the result to give the document its metadata.

    `reading` names the coder of one reading; without it the report is made from all of them.

    Notebooks of one document run in one kernel: what one of them computed serves the next, as
    long as no file of the framework has changed.
    """
    plots.use_with_pyplot()
    return _open(framework, language, reading, hash_data(find_framework(framework)))


@lru_cache(maxsize=2)
def _open(framework: str, language: str, reading: str, _: str) -> Report:
    loaded = load_framework(framework)
    if reading and reading not in loaded.coders:
        known = ", ".join(loaded.coders) or "none"
        raise ValueError(f"reading {reading}: {loaded.name} has {known}")
    return Report(loaded, require_language(loaded, language), coder=reading)


def start_brief(framework: str, language: str, element: str, reading: str = "") -> Report:
    """Open a framework with one track or scenario in focus, by default the first scenario."""
    report = start(framework, language, reading)
    known = [*report.tracks["id"], *report.scenarios["id"]]
    chosen = element or report.scenarios["id"].iloc[0]
    if chosen not in known:
        raise ValueError(f"element {chosen}: the framework has {', '.join(known)}")
    return replace(report, focus=chosen)
