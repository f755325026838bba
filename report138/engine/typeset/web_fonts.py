"""The fonts inside a page: cut down to its characters, so that it needs none of its reader's."""

import base64
import io
import re
from functools import cache
from html import unescape
from pathlib import Path

from markupsafe import Markup

from report138.engine.typeset import fonts

FONT = "Report138 Sans"  # the embedded subset: figure labels keep the width they were drawn for
# These stand in the page until its characters are known: the regular weight and that of headings.
# No text can hold them, for its brackets are escaped.
FONT_MARKS = {400: Markup("<regular>"), 600: Markup("<semibold>")}
PLACE = re.compile(r"(?<=data:font/woff;base64,)[^)]*")
UPRIGHT_TABLES = ("BASE", "VORG", "vhea", "vmtx")  # for vertical lines, of which there are none


def embed_fonts(page: str) -> str:
    """Put the sans fonts into the places that a page has for them, as base64 woff."""
    characters = "".join(sorted(set(unescape(page))))
    paths = (fonts.get_font_paths()[0], fonts.get_heading_path())
    for mark, path in zip(FONT_MARKS.values(), paths, strict=True):
        page = page.replace(mark, _cut_font(path, characters))
    return page


def drop_fonts(page: str) -> str:
    """Return a page as it was before its fonts were put in, if it has places for them."""
    marks = iter(FONT_MARKS.values())
    return PLACE.sub(lambda place: next(marks, place[0]), page)


@cache
def _cut_font(path: Path, characters: str) -> str:
    import uharfbuzz
    from fontTools.ttLib import TTFont

    cut = uharfbuzz.SubsetInput()
    cut.unicode_set.update(map(ord, characters))
    cut.layout_feature_tag_set.set({_to_tag("pwid")})
    cut.name_id_set.set({0, 1, 2, 13, 14})  # copyright and licence stay with the font
    cut.drop_table_tag_set.update(map(_to_tag, UPRIGHT_TABLES))
    cut.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    small = io.BytesIO(uharfbuzz.subset(whole, cut).blob.data)
    font = TTFont(small, lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff"
    packed = io.BytesIO()
    font.save(packed, reorderTables=None)  # or it packs every table twice
    return base64.b64encode(packed.getvalue()).decode()


def _to_tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
