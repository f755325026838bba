"""Load a framework folder into typed frames."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from report138.data.check import Checked, check_framework
from report138.data.find import find_framework
from report138.data.scale import Scale, read_scale
from report138.data.schema import ELEMENT_TIERS, FILES, LANGUAGES
from report138.data.units import assign_units
from report138.errors import NamesWhatThereIs, count, suggest

FLAT = frozenset((str, int, float, bool, type(None)))  # types that nobody can change
INTEGER_COLUMNS = ("order", "characters", "sentences")


class CopiesFrames(NamesWhatThereIs):
    """What can be changed leaves as a copy: what one notebook does to it the next never sees."""

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute; of a frame, an array, a mapping or a list a copy."""
        value = super().__getattribute__(name)
        return value if name.startswith("__") else _copy(value)


def _copy(value: Any) -> Any:
    if isinstance(value, (pd.DataFrame, pd.Series, np.ndarray)):
        return value.copy()
    # names are looked up thousands of times in a large matrix: flat ones are copied as a whole
    if isinstance(value, dict):
        flat = FLAT.issuperset(map(type, value.values()))
        return dict(value) if flat else {key: _copy(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return list(value) if FLAT.issuperset(map(type, value)) else [_copy(x) for x in value]
    return value


@dataclass(frozen=True)
class Framework(CopiesFrames):
    """A checked framework: one frame a file, ids as text, `level` of a coding as Int64.

    In `coding`, level <NA> means not assessable; a cell without a row was not coded.  A level is
    a rank of `scale`, whose sign stands in `polarity`.  `tiers` holds the rows of tiers.csv.
    """

    folder: Path
    name: str
    package: dict
    languages: tuple[str, ...]
    notes: tuple[str, ...]
    elements: pd.DataFrame
    segments: pd.DataFrame
    readings: pd.DataFrame
    coding: pd.DataFrame
    lexicon: pd.DataFrame
    locators: pd.DataFrame
    about: pd.DataFrame
    glossary: pd.DataFrame
    scale: Scale
    tiers: dict[str, dict[str, str]]

    def __repr__(self) -> str:
        counts = [count((self.elements["level"] == tier).sum(), tier) for tier in ELEMENT_TIERS[1:]]
        counts.append(count(len(self.coders), "reading"))
        return f"<Framework {self.name}: {', '.join(counts)} ({', '.join(self.languages)})>"

    def get_elements(self, level: str) -> pd.DataFrame:
        """Return the elements of one level (goal, track or scenario) in their order."""
        require_known(level, ELEMENT_TIERS, "level of elements")
        chosen = self.elements[self.elements["level"] == level]
        return chosen.sort_values("order", kind="stable").reset_index(drop=True)

    def get_title(self, language: str) -> str:
        """Return the framework's title in one language, or its plain title."""
        return str(self.package.get(f"title_{language}") or self.package["title"])

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit of coding that every segment stands in, by segment_id."""
        return assign_units(self.segments)

    @property
    def coders(self) -> list[str]:
        """The coders who have coded anything: in the order of readings.csv, or else of coding.csv."""
        found = list(self.coding["coder"].unique())
        listed = list(self.readings["coder"])
        return [name for name in listed if name in found] or found


def load_framework(framework: str | Path) -> Framework:
    """Load and check a framework; raise FrameworkError that names every fault."""
    folder = find_framework(framework)
    checked = check_framework(folder)
    scale = read_scale(checked.tables["scale.csv"])
    frames = {
        Path(name).stem: _to_frame(checked, name)
        for name in FILES
        if name not in ("scale.csv", "tiers.csv")
    }
    _rank_levels(frames["coding"], scale)
    return Framework(
        folder=folder,
        name=checked.package["name"],
        package=checked.package,
        languages=checked.languages,
        notes=tuple(checked.notes),
        scale=scale,
        tiers={row["tier"]: row.values for row in checked.tables["tiers.csv"]},
        **frames,
    )


def _rank_levels(coding: pd.DataFrame, scale: Scale) -> None:
    """Replace values by their ranks, and put the signs that they carry into the polarity."""
    steps = [scale.find(value) for value in coding["level"]]
    ranks = [step.rank if step else None for step in steps]
    coding["level"] = pd.array(ranks, dtype="Int64")
    signs = [step.sign if step else "" for step in steps]
    coding["polarity"] = [
        sign or given for sign, given in zip(signs, coding["polarity"], strict=True)
    ]


def require_known(value: str, allowed: Iterable[str], what: str) -> None:
    """Raise ValueError that names what is allowed, if a value is none of it."""
    known = list(dict.fromkeys(allowed))
    if value not in known:
        raise ValueError(f"{what} “{value}”: {suggest(value, known)}allowed: {', '.join(known)}")


def require_language(framework: Framework, language: str) -> str:
    """Return the language if the framework has it; raise ValueError naming those it has."""
    if language not in framework.languages:
        listed = ", ".join(framework.languages)
        known = "" if language in LANGUAGES else " (not a language of this program)"
        raise ValueError(f"language “{language}”{known}; {framework.name} has: {listed}")
    return language


def _to_frame(checked: Checked, name: str) -> pd.DataFrame:
    columns = [field.name for field in FILES[name].fields]
    records = [[row[column] for column in columns] for row in checked.tables[name]]
    frame = pd.DataFrame(records, columns=columns, dtype="string").astype(object)
    for column in INTEGER_COLUMNS:
        if column in frame:
            frame[column] = frame[column].astype(int)
    return frame
