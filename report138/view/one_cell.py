"""One cell of the matrix for whoever types: its level, quotes, readings, reasons, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from report138.analysis.signs import sign_digit
from report138.data.framework import CopiesFrames
from report138.engine.typeset.outputs import Table, make_cell
from report138.errors import count, suggest
from report138.view.report import Report
from report138.view.tables.evidence import list_entry_columns, make_entry_row
from report138.view.words import GRAMMAR, OBJECTS
from report138.view.words.facts.cells import name_cell, select_cell
from report138.view.words.facts.ledger import Entry, list_entries, read_head
from report138.view.words.phrases import PHRASES


@dataclass(frozen=True, repr=False)
class OneCell(CopiesFrames):
    """A cell of a report's matrix; frames leave it as copies."""

    report: Report
    track: str
    scenario: str

    @cached_property
    def facts(self) -> pd.Series:
        """The cell's row of report.cells."""
        return select_cell(self.report.cells, self.scenario, self.track).iloc[0]

    @property
    def name(self) -> str:
        """The names of track and scenario."""
        return name_cell(self.report, self.track, self.scenario)

    @property
    def level(self) -> int | None:
        """The level over all readings, a rank; None where no reading judged the cell."""
        level = self.facts["level"]
        return None if pd.isna(level) else int(level)

    @property
    def status(self) -> str:
        """Whether readings agree on it: agreed or disputed; empty with one reading."""
        return str(self.facts["status"])

    @cached_property
    def entries(self) -> list[Entry]:
        """The units that some reading took, then those that some only inferred."""
        key = self.scenario, self.track
        kinds = ("direct", "inferred")
        return [one for kind in kinds for one in list_entries(self.report, kind).get(key, [])]

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """A row a unit: unit, segment_id, quote, words (on which it rests), level, basis, readings."""
        language = self.report.language
        rows = [
            {
                "unit": one.unit,
                "segment_id": one.row["segment_id"],
                "quote": self.report.read(one.row, "quote"),
                "words": ", ".join(one.words),
                "level": one.level,
                "basis": "direct" if one.direct else "inferred",
                "readings": PHRASES[language].list_coders(list(one.takers)),
            }
            for one in self.entries
        ]
        names = ["unit", "segment_id", "quote", "words", "level", "basis", "readings"]
        return pd.DataFrame(rows, columns=names)

    @cached_property
    def readings(self) -> pd.DataFrame:
        """A row a reading: coder, reading (its name), state, level, volume."""
        rows = select_cell(self.report.frame("readings"), self.scenario, self.track)
        return rows[["coder", "reading", "state", "level", "volume"]].reset_index(drop=True)

    @cached_property
    def reasons(self) -> pd.DataFrame:
        """A row a coding with a note: coder, segment_id (empty: on the whole cell), level, reason."""
        rows = select_cell(self.report.codings(), self.scenario, self.track)
        mine = rows.assign(
            reason=[self.report.read(row, "note") for row in rows.to_dict("records")]
        )
        names = ["coder", "segment_id", "level", "basis", "reason"]
        return mine.loc[mine["reason"] != "", names].reset_index(drop=True)

    @cached_property
    def missing(self) -> list[str]:
        """What would be needed for more: sentences."""
        report, facts = self.report, self.facts
        words, levels = OBJECTS[report.language], report.levels
        if not facts["judged"]:
            return [words.say_unread()]
        found = []
        if self.status == "disputed" and facts["found"] < facts["judged"]:
            without = self.readings.query("level == 0")["coder"]
            found.append(words.say_not_taken(PHRASES[report.language].list_coders(list(without))))
        if not facts["found"] and facts["inferred_volume"]:
            found.append(words.say_only_inferred())
        following = (self.level or 0) + 1
        if following <= levels.scale.top:
            step = levels.scale.get(following, sign_digit(facts))
            rule = report.said.define(step).rstrip("。.")
            found += [words.say_next(levels.head(step), rule)] if rule else []
        return found

    def to_table(self) -> Table:
        """Return what the cell rests on as a table, which a document numbers like its own."""
        report, language = self.report, self.report.language
        rows = [make_entry_row(report, one) for one in self.entries]
        shown = {name for one in self.entries for name in (*one.direct, *one.inferred)}
        whole = self.reasons.query("segment_id == ''")
        for note in whole[~whole["coder"].isin(shown)].itertuples(index=False):
            value = "" if pd.isna(note.level) else report.levels.show(note.level)
            rows.append(tuple(map(make_cell, (value, "", note.coder, note.reason))))
        head = PHRASES[language].head_cell(read_head(report, self.facts), report.said)
        if not self.facts["found"]:
            head = GRAMMAR[language].label("", report.levels.say_blank(self.facts["state"]))
        return Table(
            key=f"cell-{self.track}-{self.scenario}",
            caption=f"{self.name}{head}",
            columns=list_entry_columns(report),
            rows=tuple(rows),
            notes=tuple(self.missing),
        )

    def __repr__(self) -> str:
        told = f"level {'none' if self.level is None else self.level}"
        told += f", {self.status}" if self.status else ""
        share = f"{self.facts['found']}/{count(self.facts['judged'], 'reading')}"
        return f"<Cell {self.track} × {self.scenario}: {told}, {share}, {count(len(self.quotes), 'quote')}>"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        return self.to_table()._repr_mimebundle_(**options)


def find_cell(report: Report, one: str, other: str) -> OneCell:
    """Find a cell by a track and a scenario, each by id or name, in any order."""
    tiers = {
        tier: dict(_list_names(report, rows))
        for tier, rows in (("track", report.tracks), ("scenario", report.scenarios))
    }
    for track, scenario in ((one, other), (other, one)):
        if track in tiers["track"] and scenario in tiers["scenario"]:
            return OneCell(report, tiers["track"][track], tiers["scenario"][scenario])
    known = [name for names in tiers.values() for name in names]
    wrong = [name for name in (one, other) if name not in known]
    hint = "".join(suggest(name, known, cutoff=0.5) for name in wrong)
    ids = {tier: dict.fromkeys(names.values()) for tier, names in tiers.items()}
    listed = "; ".join(f"{tier}s: {', '.join(mine)}" for tier, mine in ids.items())
    raise ValueError(f"cell “{one}”, “{other}”: a track and a scenario are needed; {hint}{listed}")


def _list_names(report: Report, rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield the names and then the ids of elements, each with the id; of like ones the last counts."""
    for column in (*(f"name_{code}" for code in report.framework.languages), "id"):
        yield from zip(rows[column], rows["id"], strict=True)
