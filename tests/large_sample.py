"""Frameworks of any size, and one that shares no id, name or number with the shipped one."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import sample
from doubt_sample import write_framework

from report138.framework import load_framework
from report138.report import Report

# Exactly 60 characters, the last of which tell one from another.
LONG = "Integrated services for every district and quarter of city {:>1}"


def write_sized(
    folder: Path,
    shape: tuple[int, int],
    *,
    coded: bool = True,
    name: Callable[[str], str] | None = None,
    coders: Sequence[str] = ("A",),
    language: str = "en",
) -> Report:
    """Write a framework of scenarios by tracks; `name` makes other names from ids.

    Cells are found (levels 1, 2, 3 in turn), searched without result, not assessable and not
    coded by turns, row after row, by every coder alike.
    """
    rows = list(_code(shape, coders)) if coded else []
    report = write_framework(folder, shape, rows)
    if name:
        table = sample.read_rows(folder / "elements.csv")
        named = [[*row[:3], name(row[0]), name(row[0]), *row[5:]] for row in table[1:]]
        sample.write_rows(folder / "elements.csv", [table[0], *named])
        report = Report(load_framework(folder), language)
    return report


def _code(shape: tuple[int, int], coders: Sequence[str]) -> Iterable[str]:
    scenarios, tracks = shape
    for place in range(scenarios * tracks):
        cell = f"T{place % tracks + 1},S{place // tracks + 1}"
        for coder in coders:
            if place % 4 == 0:
                yield f"N{place},{cell},{coder},{place // 4 % 3 + 1},direct,+"
            elif place % 4 < 3:
                yield f",{cell},{coder},{'0' if place % 4 == 1 else 'NA'},,"
