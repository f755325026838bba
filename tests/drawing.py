"""Read a figure's SVG as shapes and texts, in millimetres from the top left corner."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report138.engine.typeset.fonts import POINTS_PER_MM, measure_mm
from report138.engine.typeset.outputs import Figure, Link
from report138.view.canvas import QUOTES

SVG = "{http://www.w3.org/2000/svg}"
CAP = 0.75  # about the height of a letter, as a share of its size


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, other: "Box", slack: float = 0.05) -> bool:
        """Tell whether another one lies inside."""
        return (
            self.left - slack <= other.left
            and other.right <= self.right + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: "Box", slack: float = 0.05) -> bool:
        """Tell whether another one overlaps it."""
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )


@dataclass(frozen=True)
class Shape:
    """A drawn patch or line: its box, colours, and how it was drawn."""

    box: Box
    fill: str
    edge: str
    dashed: bool
    round: bool

    @property
    def hatched(self) -> bool:
        """Whether it is filled with a pattern."""
        return self.fill.startswith("url(")

    def is_sized(self, width: float, height: float | None = None) -> bool:
        """Tell whether it has this size."""
        height = width if height is None else height
        return abs(self.box.width - width) < 0.02 and abs(self.box.height - height) < 0.02


@dataclass(frozen=True)
class Label:
    """A line of text: its box, colour and size in points."""

    box: Box
    text: str
    fill: str
    size: float
    family: str


@dataclass(frozen=True)
class Drawing:
    """What a figure's SVG holds."""

    sheet: Box
    shapes: list[Shape]
    labels: list[Label]

    def find_inside(self, box: Box) -> list[Shape]:
        """Return the shapes inside a box."""
        return [shape for shape in self.shapes if box.holds(shape.box)]

    def read_inside(self, box: Box) -> list[str]:
        """Return the texts inside a box."""
        return [label.text for label in self.labels if box.holds(label.box)]

    @property
    def texts(self) -> list[str]:
        """All texts, in the order in which they were drawn."""
        return [label.text for label in self.labels]


def read_drawing(figure: Figure, language: str) -> Drawing:
    """Parse a figure; the language decides how wide curly quotes are."""
    root = ET.fromstring(figure.svg)
    hidden = {inner for defs in root.iter(f"{SVG}defs") for inner in defs.iter()}
    # the first path is the sheet itself
    _, *paths = (path for path in root.iter(f"{SVG}path") if path not in hidden)
    texts = [text for text in root.iter(f"{SVG}text") if text.text]
    return Drawing(
        sheet=Box(0, 0, figure.width_mm, figure.height_mm),
        shapes=[_read_shape(path) for path in paths],
        labels=[_read_label(text, language) for text in texts],
    )


def _read_style(element: ET.Element) -> dict[str, str]:
    parts = element.get("style", "").split("; ")
    return dict(part.split(": ", 1) for part in parts if ": " in part)


def _read_shape(path: ET.Element) -> Shape:
    data, style = path.get("d", ""), _read_style(path)
    numbers = [float(number) / POINTS_PER_MM for number in re.findall(r"-?\d+\.?\d*", data)]
    xs, ys = numbers[::2], numbers[1::2]
    return Shape(
        box=Box(min(xs), min(ys), max(xs), max(ys)),
        fill=style.get("fill", ""),
        edge=style.get("stroke", ""),
        dashed="stroke-dasharray" in style,
        round="C" in data,
    )


def _read_label(element: ET.Element, language: str) -> Label:
    style = _read_style(element)
    size, text = float(style["font-size"].removesuffix("px")), element.text or ""
    x, y = (float(element.get(side, "")) / POINTS_PER_MM for side in "xy")
    width = measure_mm(text, size, language != "zh")
    high = CAP * size / POINTS_PER_MM
    before = width * {"middle": 0.5, "end": 1.0}.get(style.get("text-anchor", ""), 0.0)
    if element.get("transform", "").startswith("rotate(-90 "):  # it climbs
        box = Box(x - high, y + before - width, x, y + before)
    else:
        box = Box(x - before, y - high, x - before + width, y)
    return Label(box, text, style.get("fill", ""), size, style["font-family"].strip("'"))


def get_area(figure: Figure, target: str) -> Box:
    """Return the area of the link to an anchor."""
    (link,) = (link for link in figure.links if link.target == target)
    return place_link(figure, link)


def place_link(figure: Figure, link: Link) -> Box:
    """Return the area of a link on the sheet."""
    left, top = link.x * figure.width_mm, link.y * figure.height_mm
    width, height = link.width * figure.width_mm, link.height * figure.height_mm
    return Box(left, top, left + width, top + height)


def find_collisions(labels: Sequence[Label]) -> Iterator[tuple[str, str]]:
    """Yield pairs of texts that are drawn over each other."""
    words = [label for label in labels if not set(label.text) <= set(QUOTES)]
    for position, one in enumerate(words):
        for other in words[position + 1 :]:
            if one.box.meets(other.box):
                yield one.text, other.text


def find_cut(drawing: Drawing) -> list[object]:
    """Return the texts and shapes that reach over the edge of the sheet."""
    cut: list[object] = [
        label.text for label in drawing.labels if not drawing.sheet.holds(label.box, slack=0.2)
    ]
    return cut + [shape for shape in drawing.shapes if not drawing.sheet.holds(shape.box)]
