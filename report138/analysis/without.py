"""A framework without a reading, a unit, a place or a quotation: what the others say alone."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.data.framework import Framework
from report138.data.schema import SEPARATOR
from report138.errors import suggest

TITLES = {"reading": "readings", "unit": "units", "place": "places", "segment": "quotations"}
MOST_LISTED = 20


def take_out(framework: Framework, name: str) -> Framework:
    """Return the framework without what a name stands for.

    That is a reading, by its coder; a unit or a place of the source, which goes from every
    reading, but for what stands in other places too; or a quotation, by its segment_id.  What a
    reading then finds no more in a cell that it had judged, it searched for and did not find.
    """
    kinds = dict(reversed(list(_list_names(framework))))
    if name not in kinds:
        raise ValueError(f"what is left out “{name}”: {_list_known(kinds, name)}")
    kind = kinds[name]
    if kind == "reading":
        kept = framework.readings[framework.readings["coder"] != name]
        coding = framework.coding[framework.coding["coder"] != name]
        return replace(framework, readings=kept, coding=coding.reset_index(drop=True))
    return replace(framework, coding=_drop(framework.coding, _find_segments(framework, kind, name)))


def _list_known(kinds: dict[str, str], name: str) -> str:
    """List what can be taken out, close matches first and of each kind a few."""
    listed = []
    for kind, title in TITLES.items():
        names = sorted((one for one in kinds if kinds[one] == kind), key=_split)
        more = f" … ({len(names)})" if len(names) > MOST_LISTED else ""
        listed.append(f"{title}: {', '.join(names[:MOST_LISTED]) or 'none'}{more}")
    return suggest(name, kinds) + "; ".join(listed)


def _split(name: str) -> list[tuple[int, str]]:
    """Split a name so that P9.10 stands behind P9.2."""
    parts = re.findall(r"\d+|\D+", name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _list_names(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield names with what they stand for; of one that stands for several things the first holds."""
    coding = framework.coding
    coded = set(coding.loc[coding["segment_id"] != "", "segment_id"])
    segments = framework.segments[framework.segments["segment_id"].isin(coded)]
    yield from ((coder, "reading") for coder in framework.coders)
    yield from ((framework.units[name], "unit") for name in segments["segment_id"])
    yield from ((place, "place") for place in segments["locator"] if SEPARATOR not in place)
    yield from ((name, "segment") for name in segments["segment_id"])


def _find_segments(framework: Framework, kind: str, name: str) -> set[str]:
    segments = framework.segments["segment_id"]
    if kind == "unit":
        return {segment for segment in segments if framework.units[segment] == name}
    if kind == "place":
        return set(segments[framework.segments["locator"] == name])
    return {name}


def _drop(coding: pd.DataFrame, segments: set[str]) -> pd.DataFrame:
    """Drop what quotations give; where it was evidence, the cell was still searched."""
    gone = coding["segment_id"].isin(segments) & (coding["level"].fillna(0) > 0)
    found = coding[gone & (coding["basis"] == "direct")].drop_duplicates(["coder", *CELL])
    empty = {name: "" for name in coding.columns if name not in ("coder", *CELL)}
    searched = found.assign(**empty | {"level": 0})
    searched["level"] = searched["level"].astype(coding["level"].dtype)
    return pd.concat([coding[~gone], searched], ignore_index=True)
