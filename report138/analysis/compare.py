"""What differs between two states of a framework's data: facts, without words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from report138.analysis.readings import combine_readings, list_units, read_cells, read_fills
from report138.analysis.signs import BOTH, OPEN, SHORT
from report138.data.framework import Framework
from report138.data.scale import Scale
from report138.data.schema import FILES

# (scenario, track) -> its level with its sign, or else its state; what is not in the data is not in it
Cells = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Change:
    """An element or segment that differs: its row in each state, empty where it is not there."""

    id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def columns(self) -> list[str]:
        """The columns that differ, of what is in both states."""
        both = bool(self.before and self.after)
        return [name for name in self.after if both and self.before[name] != self.after[name]]


@dataclass(frozen=True)
class Comparison:
    """The differences between two states; ids in the order of the newer one, gone ones last."""

    before: Cells
    after: Cells
    tracks: list[str]
    scenarios: list[str]
    elements: list[Change] = field(default_factory=list)
    segments: list[Change] = field(default_factory=list)
    files: list[str] = field(default_factory=list)  # with any difference at all

    @property
    def cells(self) -> list[tuple[str, str]]:
        """The cells that are in both states with another level or state."""
        both = ((scenario, track) for scenario in self.scenarios for track in self.tracks)
        return [
            cell
            for cell in both
            if cell in self.before and cell in self.after and self.before[cell] != self.after[cell]
        ]


def compare(old: Framework, new: Framework) -> Comparison:
    """Compare two checked frameworks."""
    return Comparison(
        before=_list_levels(old),
        after=_list_levels(new),
        tracks=_join(old, new, "track"),
        scenarios=_join(old, new, "scenario"),
        elements=_list_changes(old.elements, new.elements, "id"),
        segments=_list_changes(old.segments, new.segments, "segment_id"),
        files=[name for name in FILES if _differ(_get(old, name), _get(new, name))],
    )


def _get(framework: Framework, name: str) -> Any:
    return getattr(framework, name.removesuffix(".csv"))


def _differ(one: Any, other: Any) -> bool:
    if isinstance(one, pd.DataFrame):
        return not one.equals(other)
    return bool(one != other)


def _join(old: Framework, new: Framework, level: str) -> list[str]:
    ids = [*new.get_elements(level)["id"], *old.get_elements(level)["id"]]
    return list(dict.fromkeys(ids))


def _list_levels(framework: Framework) -> Cells:
    readings = read_cells(framework, framework.coders)
    units = list_units(read_fills(framework, framework.coders), readings)
    cells = combine_readings(readings, units, framework.scale)
    return {
        (row["scenario_id"], row["track_id"]): row["state"]
        if pd.isna(row["level"])
        else _show_level(framework.scale, row)
        for row in cells.to_dict("records")
    }


def _show_level(scale: Scale, cell: dict[str, Any]) -> str:
    """Return the level of a cell with its sign; of a scale with signs the value as it stands there."""
    rank, sign = int(cell["level"]), cell["sign"]
    if any(step.rank == rank and step.sign for step in scale.steps):
        value = scale.get(rank, sign).value
        return SHORT[sign] + value.lstrip("+-") if sign in (BOTH, OPEN) else value
    return SHORT[sign] + scale.get(rank).value


def _list_changes(old: pd.DataFrame, new: pd.DataFrame, key: str) -> list[Change]:
    """List what was added, then what was removed, then what is in both and differs."""
    before, after = ({row[key]: row for row in frame.to_dict("records")} for frame in (old, new))
    added = [Change(name, {}, after[name]) for name in after if name not in before]
    removed = [Change(name, before[name], {}) for name in before if name not in after]
    both = [Change(name, before[name], after[name]) for name in after if name in before]
    return [*added, *removed, *(change for change in both if change.columns)]
