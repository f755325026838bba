"""A sheet of millimetres to draw figures on, with matplotlib underneath, and the finished figure.

Every figure is laid out in millimetres from the top left corner, so what is drawn on screen,
in the PDF and in a file has one geometry, and links can be laid over it.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MplFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle

from report138 import style
from report138.engine.typeset import fonts
from report138.engine.typeset.outputs import Figure, Link, is_displayed
from report138.engine.typeset.own_figure import register_fonts

MM_PER_INCH = 25.4
PNG_DPI = 220
EDGE_MM = 6.0  # white around a poster
ALT_LIMIT = 3000  # characters: nobody listens to more, and PDF allows a string only so long
QUOTES = fonts.QUOTES_OPEN + fonts.QUOTES_CLOSE

SETTINGS = {
    "svg.fonttype": "none",  # real text: searchable, small, and coloured by the page's style
    "svg.hashsalt": "report138",
}

Line = tuple[str, float, str]  # text, size in points, colour
LEADING = 1.32


def measure_lines(lines: Sequence[Line]) -> float:
    """Return the height of a block of lines in millimetres."""
    return sum(size * LEADING / fonts.POINTS_PER_MM for _, size, _ in lines)


def set_lines(
    text: str, width: float, size: float, color: str, latin: bool, limit: int = 2, mark: str = ""
) -> list[Line]:
    """Break a text into lines of a size and a colour; `mark` follows one that is cut."""
    wrapped = fonts.wrap_text(text, width, size, limit, latin, mark) if text else []
    return [(line, size, color) for line in wrapped]


@contextmanager
def as_shipped() -> Iterator[None]:
    """Draw as matplotlib does out of the box: no matplotlibrc and no style of a notebook counts."""
    # a backend shows drawings in windows and cells, and none is needed for a file
    plain = {name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"}
    with mpl.rc_context({**plain, **SETTINGS}):
        yield


class Canvas:
    """A drawing surface of a given size; y grows downwards.

    What is drawn is kept as steps, and taken when it is saved: artists hold settings of the moment
    in which they are made.
    """

    def __init__(self, width: float, height: float, language: str) -> None:
        """Open a white sheet; the language decides how wide curly quotes are."""
        register_fonts()
        self.width, self.height = width, height
        self.latin = language != "zh"
        self.left = self.top = 0.0  # the corner of the sheet: words may widen it
        self.links: list[Link] = []
        self._steps: list[Callable[[Axes, int], Artist]] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = style.SIZE_LABEL,
        color: str = style.INK,
        align: str = "left",
        upright: bool = False,
        latin: bool | None = None,
    ) -> None:
        """Write one line of text, or one that climbs; what the font lacks becomes code points.

        `latin` says how wide curly quotes are, by default as in the language of the sheet.
        """
        latin = self.latin if latin is None else latin
        text = fonts.replace_missing(text)
        if upright:
            turned = {"rotation": 90, "rotation_mode": "anchor", "va": "center"}
            self._write(x, y, text, size, color, align, **turned)
        elif latin and any(char in QUOTES for char in text):
            width = self.measure(text, size)
            left = x - width * {"left": 0, "center": 0.5, "right": 1}[align]
            for piece in re.split(f"([{QUOTES}])", text):
                # an SVG drops the blanks that a text starts with
                blank = self.measure(piece, size) - self.measure(piece.lstrip(), size)
                start = left + blank + self._shift(piece, size)
                self._write(start, y, piece.strip(), size, color, "left")
                left += self.measure(piece, size)
        else:
            self._write(x, y, text, size, color, align)

    def _write(
        self, x: float, y: float, text: str, size: float, color: str, align: str, **more: Any
    ) -> None:
        options = {
            "fontfamily": fonts.choose_families(text),
            "fontsize": size,
            "color": color,
            "ha": align,
            "va": "center_baseline",
            "parse_math": False,  # matplotlib would take text between dollar signs for a formula
            **more,
        }
        self._steps.append(lambda axes, place: axes.text(x, y, text, zorder=place, **options))

    def _shift(self, piece: str, size: float) -> float:
        """Return how far an opening quote moves left: its ink stands at the right of its width."""
        if piece not in fonts.QUOTES_OPEN or not piece:
            return 0.0
        return self.measure(piece, size) - fonts.measure_mm(piece, size)

    def measure(self, text: str, size: float) -> float:
        """Return the width of a line of text as this sheet sets it."""
        return fonts.measure_mm(text, size, self.latin)

    def lines(
        self, x: float, y: float, lines: Sequence[Line], align: str = "left", top: bool = False
    ) -> None:
        """Write lines, the block centred on y, or below it with `top`."""
        y -= 0 if top else measure_lines(lines) / 2
        for text, size, color in lines:
            height = measure_lines([(text, size, color)])
            self.text(x, y + height / 2, text, size, color, align)
            y += height

    def paragraph(
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        size: float,
        color: str,
        align: str = "left",
        limit: int = 2,
        mark: str = "",
    ) -> None:
        """Write a text in lines of a width, the block centred on y; `mark` follows one that is cut."""
        self.lines(x, y, set_lines(text, width, size, color, self.latin, limit, mark), align)

    def climb(self, x: float, y: float, name: str, length: float, mark: str) -> None:
        """Write the name of a column, which climbs from y; `mark` follows one that is cut."""
        (line,) = fonts.wrap_text(name, length, style.SIZE_NOTE, 1, self.latin, mark)
        self.text(x, y, line, style.SIZE_NOTE, style.ACCENT, upright=True)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "none",
        edge: str = "none",
        line: float = 0.6,
        dash: bool = False,
        hatch: str | None = None,
    ) -> None:
        """Draw a rectangle; `line` is the width of its edge in points."""
        options = {
            "facecolor": fill,
            "edgecolor": edge,
            "linewidth": 0 if edge == "none" else line,
            "linestyle": (0, (2.2, 1.6)) if dash else "solid",
            "hatch": hatch,
        }
        self._add(Rectangle, (x, y), width, height, **options)

    def veil(self, x: float, y: float, width: float, height: float) -> None:
        """Pale what lies below, to let the rest stand out."""
        options = {"facecolor": style.PAPER, "alpha": 0.68, "linewidth": 0}
        self._add(Rectangle, (x, y), width, height, **options)

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = "none") -> None:
        """Draw a circle."""
        line = 0 if edge == "none" else 0.8
        self._add(Circle, (x, y), radius, facecolor=fill, edgecolor=edge, linewidth=line)

    def shape(self, corners: Sequence[tuple[float, float]], fill: str) -> None:
        """Fill a polygon."""
        self._add(Polygon, corners, facecolor=fill, linewidth=0)

    def _add(self, kind: Callable[..., Artist], *places: Any, **options: Any) -> None:
        """Put a shape above all that was drawn before."""
        # unlike add_patch and plot this measures nothing: the limits are set
        self._steps.append(
            lambda axes, place: axes.add_artist(kind(*places, zorder=place, **options))
        )

    def line(
        self, xs: Sequence[float], ys: Sequence[float], color: str = style.RULE, width: float = 0.7
    ) -> None:
        """Draw a line through points; width in points."""
        self._add(Line2D, xs, ys, color=color, lw=width, solid_capstyle="butt")

    def cross(self, x: float, y: float, size: float, color: str = style.MUTED) -> None:
        """Draw a cross: not assessable."""
        half = size / 2
        self.line((x - half, x + half), (y - half, y + half), color, 1.0)
        self.line((x - half, x + half), (y + half, y - half), color, 1.0)

    def link(
        self, target: str, title: str, x: float, y: float, width: float, height: float
    ) -> None:
        """Make an area lead to an anchor of the document."""
        self.links.append(
            Link(
                target,
                title,
                round(x / self.width, 5),
                round(y / self.height, 5),
                round(width / self.width, 5),
                round(height / self.height, 5),
            )
        )

    def save(self, *forms: str) -> list[bytes]:
        """Return the drawing as svg or png, without a date inside."""
        with as_shipped():
            figure = self._draw()
            return [_save(figure, form) for form in forms]

    def _draw(self) -> MplFigure:
        size = (self.width / MM_PER_INCH, self.height / MM_PER_INCH)
        figure = MplFigure(figsize=size, facecolor=style.PAPER)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(self.left, self.left + self.width), ylim=(self.top + self.height, self.top))
        axes.axis("off")
        for place, step in enumerate(self._steps):
            step(axes, place)
        return figure


def _save(figure: MplFigure, form: str) -> bytes:
    buffer = io.BytesIO()
    metadata = {"Date": None} if form == "svg" else {"Software": None}
    figure.savefig(buffer, format=form, dpi=PNG_DPI, metadata=metadata)
    return buffer.getvalue()


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
    svg, *png = canvas.save("svg", *(["png"] if is_displayed() else []))
    return Figure(
        key=key,
        headline=headline,
        reading=reading,
        caption=caption,
        alt=limit_alt(alt),
        svg=clean_svg(svg.decode()),
        png=png[0] if png else b"",
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
    edge, width, latin = EDGE_MM, canvas.width, canvas.latin
    small = style.SIZE_NOTE, style.MUTED, latin, 3
    above = [
        *set_lines(headline, width, style.SIZE_HEADLINE, style.ACCENT, latin),
        *set_lines(reading, width, *small),
    ]
    below = set_lines(caption, width, *small)
    top, foot = measure_lines(above) + edge * 1.6, measure_lines(below) + edge * 1.6
    canvas.lines(0, edge - top, above, top=True)
    canvas.lines(0, canvas.height + edge * 0.6, below, top=True)
    canvas.left, canvas.top = -edge, -top
    canvas.width, canvas.height = canvas.width + 2 * edge, canvas.height + top + foot


def limit_alt(alt: str) -> str:
    """Cut a description at a word or clause when it is longer than anyone would listen to."""
    if len(alt) <= ALT_LIMIT:
        return alt
    cut = max(alt.rfind(mark, 0, ALT_LIMIT) for mark in ("；", "; ", "。", ". ", "，", ", "))
    return alt[: cut if cut > 0 else ALT_LIMIT] + " …"
