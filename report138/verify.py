"""Check every quote against a copy of the source that the user has."""

from dataclasses import dataclass
from pathlib import Path

from report138.checking import Checked
from report138.reading import shorten
from report138.source_text import find_nearest, normalize, read_source


@dataclass(frozen=True)
class Miss:
    """A quote that the source does not hold, with the passage that comes nearest."""

    row: int
    segment_id: str
    quote: str
    nearest: str

    def __str__(self) -> str:
        return (
            f"segments.csv, row {self.row}, segment {self.segment_id}: not in the source: "
            f"{shorten(self.quote, 90)}; nearest passage: {shorten(self.nearest, 90)}"
        )


def verify_quotes(checked: Checked, source: Path) -> tuple[int, list[Miss]]:
    """Return how many segments are in the source, and the misses.

    Segments may be quoted in two languages, one of them a translation: a segment is found
    when the source holds either.
    """
    text = normalize(read_source(source))
    found, misses = 0, []
    for row in checked.tables["segments.csv"]:
        quotes = [row[f"quote_{language}"] for language in checked.languages]
        if any(normalize(quote) in text for quote in quotes):
            found += 1
            continue
        nearest = [(*find_nearest(quote, text), quote) for quote in quotes]
        passage, _, quote = max(nearest, key=lambda item: item[1])
        misses.append(Miss(row.number, row["segment_id"], quote, passage))
    return found, misses
