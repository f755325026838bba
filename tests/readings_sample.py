"""Frameworks with any number of readings, to be read whole: in both languages or in English."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sample

from report138.data.framework import load_framework
from report138.view.report import Report

CODING = (
    "segment_id",
    "track_id",
    "scenario_id",
    "coder",
    "level",
    "basis",
    "polarity",
    "trigger_track",
    "trigger_scenario",
    "note_zh",
    "note_en",
)
READINGS = "coder,label_zh,label_en,had,blind_to,note_zh,note_en"
Row = tuple[str, str, str, str, str, str]  # segment, track, scenario, level, basis, polarity

# R1 by R2, and by the tiny framework's three scenarios (sample.py), after the codebook: the source
# names A1 and A2, so that 001 and 002 are one unit of A1.
FIRM: tuple[Row, ...] = (
    ("001", "R1", "C1", "2", "direct", "+"),
    ("005", "R1", "C2", "1", "direct", ""),
    ("", "R1", "C3", "0", "", ""),
    ("", "R2", "C1", "0", "", ""),
    ("004", "R2", "C2", "3", "direct", "+"),
    ("", "R2", "C3", "0", "", ""),
)
# Another reader, who finds no link in C1, and one in C3.
OTHER: tuple[Row, ...] = (
    ("", "R1", "C1", "0", "", ""),
    *FIRM[1:5],
    ("004", "R2", "C3", "2", "direct", "+"),
)


def reverse(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the codings with the sign of every link turned round."""
    turned = {"+": "-", "-": "+"}
    return tuple((*row[:5], turned.get(row[5], row[5])) for row in rows)


def decline(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the cells of codings, each not assessable."""
    return tuple(("", *row[1:3], "NA", "", "") for row in rows)


@dataclass(frozen=True)
class World:
    """A framework to write: its readings by coder, and what of the tiny one it leaves out."""

    readings: dict[str, Sequence[Row]] = field(default_factory=dict)
    listed: bool = True  # in readings.csv
    lexicon: bool = True
    locators: bool = True
    tracks: tuple[str, ...] = ("R1", "R2")
    scenarios: tuple[str, ...] = ("C1", "C2", "C3")
    english_only: bool = False

    def write(self, folder: Path) -> Path:
        """Write the framework into a folder."""
        sample.write_tiny(folder)
        kept = {"G0", *self.tracks, *self.scenarios}
        for file, name in (("elements.csv", "id"), ("lexicon.csv", "element_id")):
            self._filter(folder, file, name, kept if self.lexicon or name == "id" else set())
        rows = [list(CODING)]
        for coder, codings in self.readings.items():
            rows += [
                [*row[:3], coder, *row[3:], *[""] * 4]
                for row in codings
                if row[1] in self.tracks and row[2] in self.scenarios
            ]
        sample.write_rows(folder / "coding.csv", rows)
        if self.listed:
            self._list_readings(folder)
        if self.locators:
            self._clear_topics(folder, kept)
        else:
            (folder / "locators.csv").unlink()
        if self.english_only:
            for path in folder.glob("*.csv"):
                sample.write_rows(path, sample.keep_english(sample.read_rows(path)))
        return folder

    def report(self, folder: Path, language: str) -> Report:
        """Write the framework and report on it."""
        return Report(load_framework(self.write(folder)), language)

    @staticmethod
    def _filter(folder: Path, file: str, name: str, kept: set[str]) -> None:
        header, *rows = sample.read_rows(folder / file)
        place = header.index(name)
        sample.write_rows(folder / file, [header, *(row for row in rows if row[place] in kept)])

    @staticmethod
    def _clear_topics(folder: Path, kept: set[str]) -> None:
        header, *rows = sample.read_rows(folder / "locators.csv")
        cleared = [[*row[:-1], row[-1] if row[-1] in kept else ""] for row in rows]
        sample.write_rows(folder / "locators.csv", [header, *cleared])

    def _list_readings(self, folder: Path) -> None:
        names = list(self.readings)
        rows = [READINGS.split(",")]
        for place, name in enumerate(names):
            others = ";".join(other for other in names if other != name)
            had = "list" if place == 0 else "sheet"
            rows.append([name, f"阅读{name}", f"Reading {name}", had, others, "", ""])
        sample.write_rows(folder / "readings.csv", rows)


TEN = {letter: (FIRM if number % 3 else OTHER) for number, letter in enumerate("ABCDEFGHIJ")}
WORLDS: dict[str, World] = {
    "no reading": World(),
    "one": World({"A": FIRM}),
    "two": World({"A": FIRM, "B": OTHER}),
    "three": World({"A": FIRM, "B": OTHER, "C": FIRM}),
    "ten": World(TEN),
    "alike": World({"A": FIRM, "B": FIRM}),
    "all NA": World({"A": decline(FIRM), "B": decline(FIRM)}),
    "one NA": World({"A": FIRM, "B": decline(FIRM)}),
    "all zero": World({name: [("", *row[1:3], "0", "", "") for row in FIRM] for name in "AB"}),
    "no cell shared": World({"A": FIRM[:3], "B": FIRM[3:]}),
    "one track": World({"A": FIRM, "B": OTHER}, tracks=("R1",)),
    "one scenario": World({"A": FIRM, "B": OTHER}, scenarios=("C2",)),
    "one cell": World({"A": FIRM, "B": OTHER}, tracks=("R1",), scenarios=("C1",)),
    "reversed": World({"A": FIRM, "B": reverse(FIRM)}),
    "hindering": World(
        {name: [*FIRM[:4], ("003", "R2", "C2", "2", "direct", "-"), FIRM[5]] for name in "AB"}
    ),
    "inferred": World({"A": [("004", "R2", "C1", "3", "inferred", "")]}),
    "no lexicon": World({"A": FIRM, "B": OTHER}, lexicon=False),
    "not listed": World({"A": FIRM, "B": OTHER}, listed=False),
    "no places": World({"A": FIRM, "B": OTHER}, locators=False),
    "English only": World({"A": FIRM, "B": OTHER}, english_only=True),
}
