"""A sheet that notes what is drawn on it, for the browser to draw: one geometry, one set of colours."""

from collections.abc import Sequence
from typing import Any

from report138 import style
from report138.engine.typeset.fonts import POINTS_PER_MM
from report138.view.canvas import Canvas

Mark = dict[str, Any]


class Sketch(Canvas):
    """A canvas whose marks are plain data, in millimetres; colours stand with their dark twins."""

    def __init__(self, width: float, height: float, language: str) -> None:
        """Open an empty sheet."""
        self.width, self.height, self.latin = width, height, language != "zh"
        self.marks: list[Mark] = []

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
        """Note a line of text."""
        anchor = {"left": "start", "center": "middle", "right": "end"}[align]
        if text:
            self._note(
                "text", text=text, x=x, y=y, size=size / POINTS_PER_MM, anchor=anchor, fill=color
            )

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
        """Note a rectangle."""
        line = 0 if edge == "none" else line / POINTS_PER_MM
        more = {"dash": True} if dash else {}
        more |= {"hatch": True} if hatch else {}
        self._note(
            "box", x=x, y=y, width=width, height=height, fill=fill, edge=edge, line=line, **more
        )

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = "none") -> None:
        """Note a circle as the square that it fills."""
        self.box(x - radius, y - radius, 2 * radius, 2 * radius, fill, edge)

    def shape(self, corners: Sequence[tuple[float, float]], fill: str) -> None:
        """Note a polygon."""
        self._note("shape", points=[[round(x, 2), round(y, 2)] for x, y in corners], fill=fill)

    def line(
        self, xs: Sequence[float], ys: Sequence[float], color: str = style.RULE, width: float = 0.7
    ) -> None:
        """Note a line through points."""
        points = [[round(x, 2), round(y, 2)] for x, y in zip(xs, ys, strict=True)]
        self._note("line", points=points, edge=color, line=width / POINTS_PER_MM)

    def _note(self, kind: str, **values: Any) -> None:
        noted = {name: round(v, 2) if isinstance(v, float) else v for name, v in values.items()}
        noted |= {name: show_colour(noted[name]) for name in ("fill", "edge") if name in noted}
        self.marks.append({"kind": kind, **noted})


def show_colour(colour: str) -> str:
    """Write a colour of the house so that it suits light and dark pages."""
    return f"light-dark({colour}, {style.DARK[colour]})" if colour in style.DARK else colour
