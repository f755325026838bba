"""The fonts inside a page: cut down to its characters, so that it needs none of its reader's.

Which part of a page is set in which face stands here once: the style sheet takes its selectors from
here, and so does the search for the characters that each face must have.
"""

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from report138.engine.typeset import fonts

FONT = "Report138 Sans"  # the embedded subset: figure labels keep the width they were drawn for
SERIF = "Report138 Serif"


@dataclass(frozen=True)
class Face:
    """A family in one weight; `mark` stands in a page until its characters are known.

    No text can hold a mark, for its brackets are escaped.
    """

    family: str
    weight: int
    mark: Markup

    @property
    def path(self) -> Path:
        """The font that it is cut from."""
        if self.weight > 400:
            return fonts.get_heading_path()
        return fonts.get_font_paths()[self.family == SERIF]


SANS_FACES = (
    Face(FONT, 400, Markup("<regular>")),
    Face(FONT, 600, Markup("<semibold>")),
)
FACES = (*SANS_FACES, Face(SERIF, 400, Markup("<serif>")))

# Elements and classes, as the style sheet names them; all else is as what it stands in.
SANS_PARTS = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "strong", "kbd", "summary", "figure", "table", "dl"),
    *("code", "pre", ".subtitle", ".byline", ".contents", ".links", ".note", ".reading"),
    *(".notice", ".label", ".term"),
)
SERIF_PARTS = (".definitions", ".quoted")
BOLD_PARTS = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b"),
    *(".headline", ".term", ".bold", ".kw"),
)
SILENT = {"head", "style", "title", "desc", "metadata"}
COUNTERS = "0123456789."  # of lists, which a browser writes itself
SOURCE = re.compile(
    r'(font-family: "([^"]*)"; font-weight: (\d+); src: url\(data:font/woff;base64,)([^)]+)'
)
UPRIGHT_TABLES = ("BASE", "VORG", "vhea", "vmtx")  # for vertical lines, of which there are none


def embed_fonts(page: str, apart: bool = True) -> str:
    """Put the fonts into the places that a page has for them, as base64 woff.

    Each has the characters that are set in it; with `apart` off, all that the page has.
    """
    found, whole = find_characters(page) if apart else {}, set(unescape(page))
    for face in FACES:
        if face.mark in page:
            characters = {*found.get(face, whole), *COUNTERS}
            page = page.replace(face.mark, _cut_font(face.path, "".join(sorted(characters))))
    return page


def drop_fonts(page: str) -> str:
    """Return a page as it was before its fonts were put in, if it has places for them."""
    marks = {(face.family, str(face.weight)): str(face.mark) for face in FACES}
    return SOURCE.sub(lambda place: place[1] + marks.get((place[2], place[3]), place[4]), page)


def find_characters(page: str) -> dict[Face, set[str]]:
    """Return the characters of a page that are set in each face."""
    regular, semibold, running = FACES
    found: dict[Face, set[str]] = {face: set() for face in FACES}
    for text, part in _list_texts(page):
        if part.bold is not False:
            found[semibold].update(text)
        if part.bold is not True:
            found[running if part.serif else regular].update(text)
    for face in (semibold, running):  # what they lack is set in the regular sans
        known = fonts.list_characters(face.path)
        found[regular].update(char for char in found[face] if ord(char) not in known)
    return found


@dataclass(frozen=True)
class _Part:
    """How what stands in an element is set; `bold` is None where it may be either."""

    serif: bool = True
    bold: bool | None = False
    shown: bool = True

    def enter(self, element: Any) -> "_Part":
        """Return how the element is set in which this one leads."""
        names = {element.tag, *(f".{name}" for name in element.get("class", "").split())}
        serif = self.serif and names.isdisjoint(SANS_PARTS)
        serif = serif or not names.isdisjoint(SERIF_PARTS)
        own = "font-weight" in (*element.keys(), *re.findall(r"[\w-]+", element.get("style", "")))
        bold = True if not names.isdisjoint(BOLD_PARTS) else None if own else self.bold
        return _Part(serif, bold, self.shown and element.tag not in SILENT)


def _list_texts(page: str) -> Iterator[tuple[str, _Part]]:
    """Yield the texts that a page shows, and how each is set."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    parts = [_Part()]
    events = ("start", "end", "comment", "pi")
    for event, element in etree.iterwalk(html.fromstring(page.encode(), parser=parser), events):
        if event == "start":
            parts.append(parts[-1].enter(element))
            texts = (element.text, element.get("data-label"))
        else:
            if event == "end":
                parts.pop()
            texts = (element.tail,)
        yield from ((text, parts[-1]) for text in texts if text and parts[-1].shown)


@cache
def _cut_font(path: Path, characters: str) -> str:
    import uharfbuzz
    from fontTools.ttLib import TTFont

    cut = uharfbuzz.SubsetInput()
    cut.unicode_set.update(map(ord, characters))
    cut.layout_feature_tag_set.set({_to_tag("pwid")})
    cut.name_id_set.set({0, 1, 2, 13, 14})  # copyright and licence stay with the font
    cut.drop_table_tag_set.update(map(_to_tag, UPRIGHT_TABLES))
    flags = uharfbuzz.SubsetFlags
    # no mirrored characters: a page of this language is not set from right to left
    cut.flags = flags.NOTDEF_OUTLINE | flags.DESUBROUTINIZE | flags.NO_BIDI_CLOSURE
    whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    small = io.BytesIO(uharfbuzz.subset(whole, cut).blob.data)
    font = TTFont(small, lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff"
    packed = io.BytesIO()
    font.save(packed, reorderTables=None)  # or it packs every table twice
    return base64.b64encode(packed.getvalue()).decode()


def _to_tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
