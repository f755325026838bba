"""The sheet: millimetres from the top left, text as typed, links in fractions of the sheet."""

import pytest
from drawing import Drawing, read_drawing

from report138 import style
from report138.engine.typeset.outputs import Figure
from report138.view.canvas import Canvas, clean_svg, finish


def draw(canvas: Canvas) -> Figure:
    """Finish a sheet with words that do not matter here."""
    return finish(canvas, key="k", headline="h", reading="r", caption="c", alt="a")


def read(canvas: Canvas, language: str = "en") -> Drawing:
    """Finish a sheet and parse it."""
    return read_drawing(draw(canvas), language)


def test_a_box_stands_where_it_was_put() -> None:
    """Ten millimetres from the left and twenty from the top, thirty by five."""
    canvas = Canvas(100, 50, "en")
    canvas.box(10, 20, 30, 5, fill=style.ACCENT)
    (shape,) = read(canvas).shapes
    box = (shape.box.left, shape.box.top, shape.box.width, shape.box.height)
    assert box == pytest.approx((10, 20, 30, 5), abs=0.01)
    assert shape.fill == style.ACCENT


@pytest.mark.parametrize("text", ["$x$", "a_b^c", "\\alpha", "<b>&amp;</b>", "100 %"])
def test_text_is_drawn_as_typed(text: str) -> None:
    """Dollar signs start no formula, and markup is no markup."""
    canvas = Canvas(60, 10, "en")
    canvas.text(5, 5, text)
    assert read(canvas).texts == [text]


def test_a_missing_character_is_drawn_as_its_number() -> None:
    """The font has no Arabic: the code point stands for the letter."""
    canvas = Canvas(60, 10, "en")
    canvas.text(5, 5, "a ا")
    assert read(canvas).texts == ["a U+0627"]


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_quotes_do_not_shift_aligned_text(align: str, share: float) -> None:
    """English text between curly quotes stands where it would as one piece of that width."""
    canvas = Canvas(60, 10, "en")
    left = 30 - share * canvas.measure("“ab”", 8)
    canvas.text(30, 5, "“ab”", 8, align=align)
    (middle,) = (label for label in read(canvas).labels if label.text == "ab")
    assert middle.box.left == pytest.approx(left + canvas.measure("“", 8), abs=0.05)


def test_later_marks_lie_on_earlier_ones() -> None:
    """What is drawn last stands last in the file, so that a digit is not under its tile."""
    canvas = Canvas(50, 50, "en")
    canvas.box(1, 1, 9, 9, fill=style.ACCENT)
    canvas.dot(5, 5, 2, style.PAPER)
    canvas.line((0, 10), (5, 5), style.RULE)
    kinds = [(shape.fill, shape.edge) for shape in read(canvas).shapes]
    assert kinds == [(style.ACCENT, ""), (style.PAPER, ""), ("none", style.RULE)]


def test_a_link_is_a_fraction_of_the_sheet() -> None:
    """Links scale with the figure: a quarter, a half, a tenth."""
    canvas = Canvas(200, 100, "en")
    canvas.link("there", "words", 50, 50, 20, 10)
    (link,) = draw(canvas).links
    assert (link.x, link.y, link.width, link.height) == (0.25, 0.5, 0.1, 0.1)
    assert (link.target, link.title) == ("there", "words")


def test_prologue_and_metadata_are_dropped() -> None:
    """What names versions and addresses goes; the drawing stays."""
    svg = '<?xml version="1"?>\n<!DOCTYPE svg "x">\n<!-- made -->\n<svg><metadata>\nd</metadata><g/></svg>'
    assert clean_svg(svg) == "<svg><g/></svg>\n"
