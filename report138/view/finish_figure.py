"""From a drawing to a figure: the words that go with it, for a document or on a poster."""

import re

from report138 import style
from report138.engine.typeset.outputs import Figure
from report138.settings import get_settings
from report138.view.canvas import MM_PER_INCH, Canvas, Line, measure_lines

EDGE_MM = 6.0  # white around a poster
ALT_LIMIT = 3000  # characters: nobody listens to more, and PDF allows a string only so long


def finish(
    canvas: Canvas,
    *,
    key: str,
    headline: str,
    reading: str,
    caption: str,
    alt: str,
    poster: bool = False,
) -> Figure:
    """Turn a drawing into a figure to show, with links and the words that go with it.

    A document sets headline, reading and caption as text of its own; a `poster`, for a file
    that stands alone, has them in the drawing.
    """
    if poster:
        add_words(canvas, headline, reading, caption)
    return Figure(
        key=key,
        headline=headline,
        reading=reading,
        caption=caption,
        alt=shorten(alt),
        svg=clean_svg(canvas.save("svg").decode()),
        png=canvas.save("png") if get_settings().bitmaps else b"",
        width_mm=canvas.width,
        height_mm=canvas.height,
        links=tuple(canvas.links),
    )


def clean_svg(svg: str) -> str:
    """Drop matplotlib's prologue, comments and metadata, which name versions and addresses."""
    svg = re.sub(
        r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", "", svg, flags=re.S
    )
    return re.sub(r"\n\s*\n+", "\n", svg).strip() + "\n"


def add_words(canvas: Canvas, headline: str, reading: str, caption: str) -> None:
    """Widen the sheet and set a headline and reading above the drawing, a caption below."""
    edge = EDGE_MM
    above: list[Line] = [
        (line, style.SIZE_HEADLINE, style.ACCENT)
        for line in canvas.wrap(headline, canvas.width, style.SIZE_HEADLINE)
    ]
    above += [
        (line, style.SIZE_NOTE, style.MUTED)
        for line in canvas.wrap(reading, canvas.width, style.SIZE_NOTE, 3)
    ]
    below: list[Line] = [
        (line, style.SIZE_NOTE, style.MUTED)
        for line in canvas.wrap(caption, canvas.width, style.SIZE_NOTE, 3)
    ]
    top, foot = measure_lines(above) + edge * 1.6, measure_lines(below) + edge * 1.6
    canvas.lines(0, edge - top, above, top=True)
    canvas.lines(0, canvas.height + edge * 0.6, below, top=True)
    canvas.axes.set(xlim=(-edge, canvas.width + edge), ylim=(canvas.height + foot, -top))
    canvas.width, canvas.height = canvas.width + 2 * edge, canvas.height + top + foot
    canvas.figure.set_size_inches(canvas.width / MM_PER_INCH, canvas.height / MM_PER_INCH)


def shorten(alt: str) -> str:
    """Cut a description at a word or clause when it is longer than anyone would listen to."""
    if len(alt) <= ALT_LIMIT:
        return alt
    cut = max(alt.rfind(mark, 0, ALT_LIMIT) for mark in ("；", "; ", "。", ". ", "，", ", "))
    return alt[: cut if cut > 0 else ALT_LIMIT] + " …"
