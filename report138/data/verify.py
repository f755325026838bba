"""Check every quote against a copy of the source that the user has."""

from dataclasses import dataclass
from pathlib import Path

from report138.data.check import Checked
from report138.data.read import shorten
from report138.data.schema import SEPARATOR
from report138.data.source_text import find_nearest, locate_paragraphs, normalize, read_source


@dataclass(frozen=True)
class Miss:
    """A quote that the source does not hold, with the passage that comes nearest."""

    row: int
    segment_id: str
    quote: str
    nearest: str
    place: str = ""

    def __str__(self) -> str:
        if self.place:
            return (
                f"segments.csv, row {self.row}, segment {self.segment_id}: not in {self.place}, where "
                f"its locator says: {shorten(self.quote, 90)}; {self.nearest}"
            )
        return (
            f"segments.csv, row {self.row}, segment {self.segment_id}: not in the source: "
            f"{shorten(self.quote, 90)}; nearest passage: {shorten(self.nearest, 90)}"
        )


def verify_quotes(checked: Checked, source: Path) -> tuple[int, list[Miss]]:
    """Return how many segments are in the source, and the misses.

    Segments may be quoted in two languages, one of them a translation: a segment is found
    when the source holds either.  Where the copy's paragraphs can be told apart, it must stand
    at its first locator.
    """
    copy = read_source(source)
    text, places = normalize(copy), _read_places(checked, copy)
    found, misses = 0, []
    for row in checked.tables["segments.csv"]:
        quotes = [row[f"quote_{language}"] for language in checked.languages]
        held = next((quote for quote in quotes if normalize(quote) in text), None)
        if held is None:
            nearest = [(*find_nearest(quote, text), quote) for quote in quotes]
            passage, _, quote = max(nearest, key=lambda item: item[1])
            misses.append(Miss(row.number, row["segment_id"], quote, passage))
            continue
        place = row["locator"].split(SEPARATOR)[0].strip()
        if normalize(held) in places.get(place, normalize(held)):
            found += 1
        else:
            where = [name for name, words in places.items() if normalize(held) in words]
            told = f"it stands in {', '.join(where)}" if where else "it stands elsewhere"
            misses.append(Miss(row.number, row["segment_id"], held, told, place))
    return found, misses


def _read_places(checked: Checked, copy: str) -> dict[str, str]:
    """Return the normalized text of each place that can be told in the copy."""
    rows = sorted(checked.tables["locators.csv"], key=lambda row: int(row["order"]))
    if not rows:
        return {}
    lengths = [(row["locator"], int(row["characters"])) for row in rows]
    located = locate_paragraphs(copy, lengths)
    return {name: normalize(words) for name, words in located if name != "?"}
