"""What changed between two states of a framework's data: found by a pure function, then told."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from report138.data.framework import Framework
from report138.data.schema import FILES, LANGUAGES
from report138.view.report import Report

STATES = {"not_assessable": "NA", "not_coded": "–"}
ABSENT = ""  # a cell whose track or scenario is not in this state of the data
Cells = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Change:
    """One thing that changed: what it is, and what it was and became, if it is in both."""

    kind: str  # added, removed, renamed, changed
    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Comparison:
    """The differences between two states; ids in the order of the newer one."""

    versions: tuple[str, str]
    elements: list[Change] = field(default_factory=list)
    segments: list[Change] = field(default_factory=list)
    files: list[str] = field(default_factory=list)  # with any difference at all
    tracks: list[str] = field(default_factory=list)
    scenarios: list[str] = field(default_factory=list)
    before: Cells = field(default_factory=dict)  # (scenario, track) -> level
    after: Cells = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[str, str]]:
        """The cells that are in both states with another level."""
        both = [(scenario, track) for scenario in self.scenarios for track in self.tracks]
        return [
            cell
            for cell in both
            if ABSENT
            not in (old := self.before.get(cell, ABSENT), new := self.after.get(cell, ABSENT))
            and old != new
        ]


def compare(old: Framework, new: Framework) -> Comparison:
    """Compare two checked frameworks."""
    return Comparison(
        versions=(_name_version(old), _name_version(new)),
        elements=_compare_elements(old, new),
        segments=_compare_segments(old.segments, new.segments),
        files=[name for name in FILES if not _get(old, name).equals(_get(new, name))],
        tracks=_join(old, new, "track"),
        scenarios=_join(old, new, "scenario"),
        before=_list_levels(old),
        after=_list_levels(new),
    )


def _name_version(framework: Framework) -> str:
    package = framework.package
    return f"{framework.name} {package['version']}, {str(package['created'])[:10]}"


def _get(framework: Framework, name: str) -> pd.DataFrame:
    return getattr(framework, name.removesuffix(".csv"))


def _join(old: Framework, new: Framework, level: str) -> list[str]:
    """List the ids of both states, those that are gone last."""
    ids = [*new.get_elements(level)["id"], *old.get_elements(level)["id"]]
    return list(dict.fromkeys(ids))


def _list_levels(framework: Framework) -> Cells:
    """Return the level of every cell as a short word."""
    cells = Report(framework, framework.languages[0]).cells
    return {
        (row.scenario_id, row.track_id): STATES.get(row.state) or str(row.level)
        for row in cells.itertuples()
    }


def _compare_elements(old: Framework, new: Framework) -> list[Change]:
    before, after = (_index(item.elements, "id") for item in (old, new))
    changes = [Change("added", _title(i, after[i])) for i in after if i not in before]
    changes += [Change("removed", _title(i, before[i])) for i in before if i not in after]
    for identifier in (i for i in after if i in before):
        was, now = before[identifier], after[identifier]
        names = [f"name_{code}" for code in LANGUAGES if was[f"name_{code}"] != now[f"name_{code}"]]
        for name in names:
            changes.append(Change("renamed", identifier, was[name], now[name]))
        others = [name for name in now if was[name] != now[name] and name not in names]
        if others:
            changes.append(Change("changed", _title(identifier, now), after=", ".join(others)))
    return changes


def _compare_segments(old: pd.DataFrame, new: pd.DataFrame) -> list[Change]:
    before, after = (_index(frame, "segment_id") for frame in (old, new))
    changes = [Change("added", i) for i in after if i not in before]
    changes += [Change("removed", i) for i in before if i not in after]
    for identifier in (i for i in after if i in before):
        was, now = before[identifier], after[identifier]
        columns = [name for name in now if was[name] != now[name]]
        if columns:
            changes.append(Change("changed", identifier, after=", ".join(columns)))
    return changes


def _index(frame: pd.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in frame.to_dict("records")}


def _title(identifier: str, row: dict[str, Any]) -> str:
    return f"{identifier} {row['name_en'] or row['name_zh']}"
