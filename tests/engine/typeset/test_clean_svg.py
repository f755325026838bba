"""SVG from elsewhere: what draws is kept, what runs or reaches out is not."""

import re

import pytest
from executed import make_notebook, show
from pdf_text import read_text
from picture_sample import read, set_html, set_pdf

from report138.engine.typeset.clean_svg import MOST_ELEMENTS, SvgError, clean_svg

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def clean(body: str, attributes: str = 'width="40" height="20"') -> str:
    """Clean a drawing with a body."""
    return clean_svg(f"<svg {NS} {attributes}>{body}</svg>").markup


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
        "<rect onclick='alert(1)' ONLOAD='alert(1)' width='1' height='1'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>alert</body></foreignObject>",
        "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
        "<use href='https://evil.example/a.svg#alert'/>",
        "<image href='https://evil.example/alert.png'/>",
        "<image href='file:///alert.png'/>",
        "<image href='alert.png'/>",
        "<image href='data:image/svg+xml;base64,alert'/>",
        "<rect fill='url(https://evil.example/alert)'/>",
        "<rect style='fill: url(\"//evil.example/alert\")'/>",
        "<rect style='fill: u\\72l(//evil.example/alert)'/>",
        "<rect style='background: image-set(\"alert\" 1x)'/>",
        "<style>@import url(//evil.example/alert);</style>",
        "<style>@font-face { src: url(alert) }</style>",
        "<style>rect { fill: url(//evil.example/alert) }</style>",
        "<style>rect { fill: u\\52 L(//evil.example/alert) }</style>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<metadata>alert</metadata>",
        "<!-- alert -->",
        "<?xml-stylesheet href='alert.css'?>",
        "<iframe src='alert'/>",
    ],
)
def test_nothing_runs_and_nothing_reaches_out(body: str) -> None:
    """No script, handler, page within the drawing, address, or file is left."""
    found = clean(body)
    assert "alert" not in found.lower() and "evil" not in found


def test_what_draws_is_kept() -> None:
    """Shapes, texts, styles, gradients, parts used twice, and bitmaps within."""
    found = clean(
        "<defs><linearGradient id='g'/><path id='p' d='M0 0h1'/></defs>"
        "<style>.a { fill: red }</style><use xlink:href='#p'/>"
        "<rect class='a' style='fill: url(#g); stroke: rgb(1,2,3)'/>"
        "<text x='1'>a<tspan>b</tspan>c</text>"
        "<image href='data:image/png;base64,AAAA'/>"
    )
    for kept in (".a { fill: red }", "stroke: rgb(1,2,3)", "data:image/png;base64,AAAA"):
        assert kept in found
    assert '<text x="1">a<tspan>b</tspan>c</text>' in found


def test_words_in_a_link_and_after_a_script_stay() -> None:
    """Taking out an element takes none of the text that follows it."""
    found = clean("<text>a<a href='https://x.example'>b</a>c<script>d</script>e</text>")
    assert "<text>abce</text>" in found.replace("<tspan>", "").replace("</tspan>", "")


def test_entities_are_not_expanded() -> None:
    """A document type with entities that grow or read a file is left out whole."""
    declared = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    found = clean_svg(f"<?xml version='1.0'?>{declared}<svg {NS}><text>&a;&f;x</text></svg>")
    assert re.sub("<[^>]*>", "", found.markup) == "x"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="72pt" height="36pt"', (96, 48)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('viewBox="0 0 30 10"', (30, 10)),
        ('width="60" viewBox="0 0 30 10"', (60, 20)),
        ('width="100%" height="100%" viewBox="0 0 30 10"', (30, 10)),
        ('width="0" height="x"', (300, 150)),
        ("", (300, 150)),
    ],
)
def test_a_drawing_has_its_natural_size(attributes: str, size: tuple[float, float]) -> None:
    """In CSS pixels: by its own sides, else its view box, else what browsers take."""
    found = clean_svg(f"<svg {NS} {attributes}/>")
    assert (found.width, found.height) == pytest.approx(size)


def test_ids_are_the_same_whatever_they_were() -> None:
    """A library draws them at random; one drawing must be one file."""
    body = "<clipPath id='{0}'/><g clip-path='url(#{0})'/><use href='#{0}'/>"
    assert clean(body.format("p81ab")) == clean(body.format("p7fe3"))
    assert "url(#i1)" in clean(body.format("p81ab"))


def test_the_own_title_is_the_description() -> None:
    """A drawing that says what it shows needs no other words."""
    svg = f"<svg {NS}><title>What it\n shows</title></svg>"
    document = read(show({"image/svg+xml": svg}))
    assert (document.blocks[0].alt, document.warnings) == ("What it shows", [])


@pytest.mark.parametrize("text", ["", "x", "<b/>", "<html><svg/></html>"])
def test_what_is_no_drawing_is_refused(text: str) -> None:
    """Other markup, broken markup, none."""
    with pytest.raises(SvgError):
        clean_svg(text)


def test_a_drawing_that_unfolds_without_end_is_refused() -> None:
    """Ten parts that each use the one before ten times are 10 000 million shapes."""
    uses = [f"<use href='#a{n}'/>" * 10 for n in range(10)]
    parts = "<g id='a0'><path d='M0 0'/></g>" + "".join(
        f"<g id='a{n}'>{used}</g>" for n, used in enumerate(uses, start=1)
    )
    with pytest.raises(SvgError):
        clean(parts)
    assert MOST_ELEMENTS < 10**10


def test_a_drawing_nested_without_end_is_refused() -> None:
    """Thousands of levels end no process."""
    with pytest.raises(SvgError):
        clean("<g>" * 5000 + "</g>" * 5000)


def test_foreign_parts_that_are_left_out_are_said() -> None:
    """Words within a foreignObject are lost, and the build is told."""
    body = "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>w</p></foreignObject>"
    svg = f"<svg {NS}><title>Some title</title>{body}</svg>"
    assert read(show({"image/svg+xml": svg})).warnings == [
        "cell 2: parts of a picture (SVG) were left out: foreignObject"
    ]


def test_characters_that_no_font_has_are_named_in_the_pdf() -> None:
    """A drawing's text becomes code points like any other, or the PDF would not be valid."""
    svg = f"<svg {NS} width='300' height='40'><text y='20'>a\u0627b</text></svg>"
    notebook = make_notebook(show({"image/svg+xml": svg}))
    assert "aU+0627b" in read_text(set_pdf(notebook))
    assert set_html(notebook).svg.find("text").text == "a\u0627b"


def test_markup_of_a_page_cannot_leave_its_picture() -> None:
    """A drawing is an image in the page: none of its elements are part of the page."""
    svg = f"<svg {NS}><style>p {{ display: none }}</style><text>in</text></svg>"
    main = set_html(make_notebook(show({"image/svg+xml": svg})))
    assert main.find(["svg", "style", "text"]) is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script><text>in</text>",
        "<text onclick='alert(1)'>in</text>",
        "<a href='javascript:alert(1)'><text>in</text></a>",
        "<foreignObject><p>x</p></foreignObject><text>in</text>",
        "<text font-family='x&quot; onload=&quot;alert(1)'>in</text>",
        "<text>&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;in</text>",
        "<image href='http://example.org/a.png'/><text>in</text>",
    ],
)
def test_a_drawing_within_the_page_is_shapes_and_text(inside: str) -> None:
    """One with text stands in the page itself, without what could run, lead out or ask."""
    notebook = make_notebook(show({"image/svg+xml": f"<svg {NS} viewBox='0 0 9 9'>{inside}</svg>"}))
    drawing = set_html(notebook).svg
    assert "in" in drawing.find("text").text
    assert {element.name for element in drawing.find_all(True)} <= {"text", "g", "image"}
    names = {name for one in [drawing, *drawing.find_all(True)] for name in one.attrs}
    assert not [name for name in names if name.startswith("on") or name.endswith("href")]
