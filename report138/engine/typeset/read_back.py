"""Read a PDF back: whether all its text stands on its pages.

Typst sets what no page can hold beyond the page's edge, without a word.
"""

import io
import re

# How Typst begins each piece of text, rule or picture outside of a drawing: where it stands.
PLACED = re.compile(rb"q 1 0 0 -1 (-?[\d.]+) (-?[\d.]+) cm")


def find_strays(pdf: bytes) -> list[int]:
    """Return the pages, counted from 1, on which something begins beyond an edge."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            number
            for number, page in enumerate(opened.pages, start=1)
            if _has_strays(page.Contents.read_bytes(), [float(side) for side in page.MediaBox])
        ]


def _has_strays(content: bytes, box: list[float]) -> bool:
    left, bottom, right, top = box
    return any(
        not (left <= float(x) <= right and bottom <= float(y) <= top)
        for x, y in PLACED.findall(content)
    )
