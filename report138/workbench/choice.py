"""What is chosen in the explorer, and the report as it would be under that choice.

Nothing here computes a matrix: the codings, or what counts as a link, are changed, and the report
does the rest as it always does.
"""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from report138.analysis.plain_words import find_plain
from report138.data.framework import Framework
from report138.data.scale import Scale
from report138.view.report import Report


@dataclass(frozen=True)
class Choice:
    """The settings of the explorer: one reading or all, which codings count, what is a link."""

    reading: str
    plain: bool
    inferred: bool
    stated: int
    language: str


@dataclass(frozen=True)
class Offer:
    """What can be chosen for a report; what would change nothing is not offered."""

    readings: tuple[str, ...]
    plain: bool
    inferred: bool
    ranks: tuple[int, ...]
    languages: tuple[str, ...]


def start_choice(report: Report) -> Choice:
    """Return the choice under which a report is what it is."""
    return Choice(report.coder, True, False, report.framework.scale.stated, report.language)


def find_offer(report: Report) -> Offer:
    """Find what can be chosen for a report."""
    framework, scale = report.framework, report.framework.scale
    coders = tuple(report.coders)
    direct = report.fills[report.fills["basis"] == "direct"]
    return Offer(
        coders if len(coders) > 1 else (),
        any(find_plain(direct, framework.lexicon)),
        bool((report.fills["basis"] == "inferred").any()),
        tuple(range(1, scale.top + 1)) if scale.top > 1 else (),
        framework.languages if len(framework.languages) > 1 else (),
    )


def read_choice(given: dict[str, Any], offer: Offer, start: Choice) -> Choice:
    """Take over what a browser sends, as far as it is offered."""

    def take(name: str, allowed: tuple[Any, ...]) -> Any:
        value = given.get(name)
        return value if value in allowed else getattr(start, name)

    return Choice(
        take("reading", (start.reading, *offer.readings)),
        take("plain", (True, False) if offer.plain else ()),
        take("inferred", (True, False) if offer.inferred else ()),
        take("stated", offer.ranks),
        take("language", offer.languages),
    )


def apply_choice(report: Report, choice: Choice) -> Report:
    """Return the report as it would be under a choice."""
    framework = report.framework
    coding = framework.coding
    if choice.inferred:
        coding["basis"] = coding["basis"].replace("inferred", "direct")
    if not choice.plain:
        # read through and not taken: where nothing else is left, the cell is found empty
        coding.loc[_rest_on_plain(framework, coding), "level"] = 0
    scale = _move_links(framework.scale, choice.stated)
    changed = replace(framework, coding=coding, scale=scale)
    return replace(report, framework=changed, coder=choice.reading, language=choice.language)


def _rest_on_plain(framework: Framework, coding: pd.DataFrame) -> list[bool]:
    """Tell which codings give a level directly and have nothing but plain words of an element."""
    rows = coding.merge(framework.segments, on="segment_id", how="left")
    texts = [name for name in framework.segments if name != "segment_id"]
    rows[texts] = rows[texts].fillna("")  # of a whole cell
    direct = (rows["basis"] == "direct") & (rows["level"].fillna(0) > 0)
    plain = find_plain(rows, framework.lexicon)
    return [bool(words) and counts for words, counts in zip(plain, direct, strict=True)]


def _move_links(scale: Scale, stated: int) -> Scale:
    """Let links begin at a rank."""
    if stated == scale.stated:
        return scale
    return replace(scale, steps=tuple(replace(s, link=s.rank >= stated) for s in scale.steps))
