"""The codes that a report uses: places of the source, sentences, quotations, readings."""

import re
from dataclasses import dataclass

from report138.data.framework import Framework

_NUMBERED = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True)
class Codes:
    """The places of the source by kind, as runs of codes, and an example of the others."""

    places: list[tuple[str, list[str]]]  # a kind of place, its codes such as P1–P12
    unit: tuple[str, str, str] | None  # a sentence's code, its place, its number
    clause: tuple[str, str, str, str] | None  # a clause's code, place, sentence, number
    segment: str  # the id of a quotation
    coders: list[str]
    formula: bool  # whether the source defines elements clause by clause
    marked: bool  # whether passages are marked by their origin


def find_codes(framework: Framework, coders: list[str]) -> Codes:
    """Find the codes of a report on some readings of a framework."""
    locators = framework.locators.sort_values("order", kind="stable")
    places = [
        (kind, join_runs(list(group)))
        for kind, group in locators.groupby("kind", sort=False)["locator"]
    ]
    names = sorted(set(framework.segments["unit"]) - {""})
    segments = list(framework.segments["segment_id"])
    return Codes(
        places,
        _find_part(names, 1),
        _find_part(names, 2),
        segments[0] if segments else "",
        coders,
        bool((framework.segments["kind"] == "formula").any()),
        not framework.about.empty,
    )


def _find_part(names: list[str], depth: int) -> tuple[str, ...] | None:
    """Return the first code of a place with so many numbers behind it, taken apart."""
    pattern = re.compile(r"([^.]+)" + r"\.(\d+)" * depth)
    found = next(filter(None, map(pattern.fullmatch, names)), None)
    return (found[0], *found.groups()) if found else None


def join_runs(codes: list[str]) -> list[str]:
    """Write codes that count up as P1–P12."""
    runs: list[list[str]] = []
    for code in codes:
        here, before = _NUMBERED.fullmatch(code), None
        if runs:
            before = _NUMBERED.fullmatch(runs[-1][-1])
        follows = here and before and here[1] == before[1] and int(here[2]) == int(before[2]) + 1
        if follows:
            runs[-1].append(code)
        else:
            runs.append([code])
    return [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
