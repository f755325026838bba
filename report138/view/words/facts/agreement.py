"""How far the readings agree, over all of them and pair by pair."""

import math
from dataclasses import dataclass

from report138.data.schema import GIVEN
from report138.view.report import Report

MOST_PAIRS = 6  # that a sentence can list; above, the table stands in
WIDE = 0.2  # an interval of alpha from which a reader should be warned


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of agreement with its bootstrap interval; NaN where nothing varies."""

    value: float
    low: float
    high: float

    @property
    def defined(self) -> bool:
        """Whether it could be computed."""
        return not math.isnan(self.value)

    @property
    def wide(self) -> bool:
        """Whether the interval needs a warning."""
        return self.high - self.low >= WIDE


@dataclass(frozen=True)
class Agreement:
    """The readings, the cells that several judged, and how far they agree on them."""

    readings: int
    cells: int  # judged by more than one
    agreed: int
    found: int  # of these with evidence
    raw: float  # share of pairs of levels that are the same, signs included
    level: Coefficient
    evidence: Coefficient
    signs: tuple[int, int]  # pairs of links with the same sign, of all pairs of links
    dependent: list[str]  # readings that only judged quotes that were given to them
    pairs: list[tuple[str, str, int]]  # two coders, the cells on whose level and sign they agree


def find_agreement(report: Report) -> Agreement:
    """Return how far the readings agree."""
    found, cells = report.agreement, report.cells
    agreed = cells["status"] == "agreed"
    stages = report.framework.coding.groupby("coder")["stage"].agg(set)
    dependent = [report.labels[name] for name in report.coders[1:] if GIVEN in stages[name]]
    return Agreement(
        readings=len(report.coders),
        cells=int((cells["judged"] > 1).sum()),
        agreed=int(agreed.sum()),
        found=int((agreed & (cells["found"] > 0)).sum()),
        raw=found.raw,
        level=Coefficient(found.alpha, *found.alpha_interval),
        evidence=Coefficient(found.evidence_alpha, *found.evidence_interval),
        signs=(int(found.pairs["sign"].sum()), int(found.pairs["linked"].sum())),
        dependent=dependent,
        pairs=[(row.first, row.second, row.same) for row in found.pairs.itertuples(index=False)],
    )


def list_shared_words(report: Report) -> tuple[list[str], int]:
    """Return the words on which disputed cells turn, each once, and how many cells that is.

    No words where a disputed cell has none that could be named.
    """
    words = report.dividing_words
    cells = int((report.cells["status"] == "disputed").sum())
    if (words["term"] == "").any():
        return [], cells
    return list(dict.fromkeys(words["term"])), cells


def gloss_words(report: Report, words: list[str]) -> list[str]:
    """Return what each word means in the report's language, as the lexicon says; "" for the others."""
    lexicon = report.framework.lexicon
    lexicon = lexicon[lexicon["sense"] == "accepted"]  # a rejected sense means something else
    glosses = dict(zip(lexicon["term"], lexicon[f"gloss_{report.language}"], strict=True))
    return [glosses.get(word, "") for word in words]


def count_plain(report: Report) -> tuple[int, int, int] | None:
    """Return how many plain words were asked about, how many count, and of how many readings.

    None where too few readings had no word list, or there is no plain word.
    """
    asked = report.doubt.plain_words
    known = asked[asked["counts"].notna()]
    if known.empty:
        return None
    return len(known), int(known["counts"].sum()), int(known["of"].iloc[0])
