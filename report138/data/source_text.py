"""The user's own copy of the source: read, split, and quotes verified in it.  It is never kept."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from report138.data.check import Checked
from report138.data.read import quote_value
from report138.data.schema import find_first_place
from report138.errors import UserError

NOWHERE = "?"  # the locator of a paragraph that fits no known place
MOST_LINES = 40  # of a paragraph that a picture parts, or a copy that breaks its lines
# Full-width forms of ASCII, and the ideographic space, are the same text as their narrow forms.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# A run of stops with the quotes and brackets that close after it; a Latin stop needs a blank
# and a capital behind it, since it also stands in numbers and short forms.
_SENTENCE = re.compile(r".*?(?:[。！？]+[”’」』）]*|[.!?]+[”’)]*(?=\s+[“‘A-Z])|$)", re.S)


class SourceError(UserError):
    """The copy of the source cannot be read as text."""


def read_source(path: Path) -> str:
    """Read a text file in UTF-8 or, as Chinese files often are, in GB18030."""
    try:
        if path.exists() and not path.is_file():
            raise SourceError(f"{path}: no file; give your copy of the source, as .txt")
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
    if not raw.strip():
        raise SourceError(f"{path}: the file is empty")
    if raw.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SourceError(f"{path}: not a text file; save the source as .txt first")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError(f"{path}: neither UTF-8 nor GB18030 text")


def normalize(text: str) -> str:
    """Drop white space and page breaks and narrow full-width forms; nothing else is forgiven."""
    narrowed = text.translate(_NARROW)
    return "".join(char for char in narrowed if not _is_blank(char))


def _is_blank(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cf", "Cc")


def find_nearest(quote: str, text: str) -> tuple[str, float]:
    """Return the passage of a normalized text most like a quote, and how like it is (0 to 1)."""
    quote = normalize(quote)
    matcher = SequenceMatcher(None, quote, text, autojunk=False)
    start, best = 0, -1.0
    for block in sorted(matcher.get_matching_blocks(), key=lambda found: -found.size)[:5]:
        left = max(0, block.b - block.a)
        ratio = SequenceMatcher(None, quote, text[left : left + len(quote)], autojunk=False).ratio()
        if ratio > best:
            start, best = left, ratio
    return text[start : start + len(quote)], best


def split_sentences(paragraph: str) -> list[str]:
    """Split a paragraph after its full stops, question and exclamation marks."""
    return [part.strip() for part in _SENTENCE.findall(paragraph) if part.strip()]


def locate_paragraphs(text: str, lengths: list[tuple[str, int]]) -> list[tuple[str, str]]:
    """Give the paragraphs of a copy their locators, by their known lengths in order.

    `lengths` holds (locator, characters without white space).  Lines broken by a picture are
    joined where that makes the length right; a paragraph that fits no place is NOWHERE.
    Without lengths the paragraphs are numbered L1, L2, ...
    """
    lines = [line.strip().lstrip("#").strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    if not lengths:
        return [(f"L{number}", line) for number, line in enumerate(lines, start=1)]
    located, position = [], 0
    waiting = list(lengths)
    while position < len(lines):
        place, used = _match(lines, position, waiting)
        locator = NOWHERE if place is None else waiting.pop(place)[0]
        located.append((locator, _join(lines[position : position + used])))
        position += used
    return located


def list_lengths(checked: Checked) -> list[tuple[str, int]]:
    """List the places of locators.csv in the text's order, each with its characters."""
    rows = sorted(checked.tables["locators.csv"], key=lambda row: int(row["order"]))
    return [(row["locator"], int(row["characters"])) for row in rows]


def _join(lines: list[str]) -> str:
    """Join lines that a picture had parted; English words keep a blank between them."""
    joined = lines[0]
    for line in lines[1:]:
        joined += (" " if joined[-1].isascii() and line[0].isascii() else "") + line
    return joined


def _match(
    lines: list[str], position: int, waiting: list[tuple[str, int]]
) -> tuple[int | None, int]:
    """Find the first waiting place that the next lines, joined, are as long as."""
    sizes, total = [], 0
    for line in lines[position : position + MOST_LINES]:
        total += len(normalize(line))
        sizes.append(total)
    for place, (_, characters) in enumerate(waiting):
        if characters in sizes:
            return place, sizes.index(characters) + 1
    return None, 1


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
                f"its locator says: {quote_value(self.quote, 90)}; {self.nearest}"
            )
        return (
            f"segments.csv, row {self.row}, segment {self.segment_id}: not in the source: "
            f"{quote_value(self.quote, 90)}; nearest passage: {quote_value(self.nearest, 90)}"
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
        place = find_first_place(row["locator"])
        if normalize(held) in places.get(place, normalize(held)):
            found += 1
        else:
            where = [name for name, words in places.items() if normalize(held) in words]
            elsewhere = f"it stands in {', '.join(where)}" if where else "it stands elsewhere"
            misses.append(Miss(row.number, row["segment_id"], held, elsewhere, place))
    return found, misses


def _read_places(checked: Checked, copy: str) -> dict[str, str]:
    """Return the normalized text of each place that can be told apart in the copy."""
    lengths = list_lengths(checked)
    located = locate_paragraphs(copy, lengths) if lengths else []
    return {name: normalize(words) for name, words in located if name != NOWHERE}
