"""The notebooks of tests/cells that hold pictures and charts, read back from HTML and PDF."""

import pytest
from pdf_text import read_text
from picture_sample import COLUMN, POINT, export_cell, list_alts, list_sizes

UNDESCRIBED = "Figure without a description"


def test_a_picture_without_words_gets_some() -> None:
    """A PNG alone in its output is set, described by a text that says what is missing."""
    page, pdf = export_cell("png-without-alt")
    assert [image["alt"] for image in page("img")] == [UNDESCRIBED]
    assert list_alts(pdf) == [UNDESCRIBED]


def test_a_broken_picture_is_named() -> None:
    """Bytes that are no PNG become one line in both documents; the text beside them does not."""
    page, pdf = export_cell("png-broken")
    line = "A picture (PNG) that cannot be shown: its data are broken."
    assert [notice.text for notice in page.select("p.notice")] == [line]
    assert page.find(["img", "pre"]) is None
    assert line.replace(" ", "") in read_text(pdf)


def test_a_small_picture_stays_small() -> None:
    """Sixteen pixels are sixteen, 12 points on paper."""
    page, pdf = export_cell("small-png")
    assert (page.img["width"], page.img["height"]) == ("16", "16")
    assert list_sizes(pdf) == [(pytest.approx(12), pytest.approx(12))]


def test_a_tall_picture_fits_its_page() -> None:
    """Of 100 by 1000 pixels nothing is cut: it becomes lower than a page's text, at its ratio."""
    page, pdf = export_cell("tall-png")
    assert (page.img["width"], page.img["height"]) == ("100", "1000")
    ((width, height),) = list_sizes(pdf)
    assert height == pytest.approx(10 * width)
    assert 600 * POINT < height <= (297 - 40) / 25.4 * 72


def test_a_jpeg_is_set() -> None:
    """A JPEG with a repr beside it is a picture without a description."""
    page, pdf = export_cell("out-jpeg")
    assert page.img["src"].startswith("data:image/jpeg;base64,")
    assert page.img["alt"] == UNDESCRIBED
    assert len(list_sizes(pdf)) == 1


@pytest.mark.parametrize("name", ["out-svg", "out-svg-only"])
def test_an_svg_keeps_its_words(name: str) -> None:
    """A drawing keeps its shapes and its text, as text in both formats."""
    page, pdf = export_cell(name)
    assert page.svg.find("text").text == "hello svg"
    assert (page.svg["width"], page.svg["height"], page.svg["role"]) == ("100", "60", "img")
    assert "hellosvg" in read_text(pdf)
    assert list_sizes(pdf) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("out-svg-only", "prose that vanishes"),
        ("out-html-only", "prose that vanishes"),
        ("out-widget", "prose that vanishes"),
        ("out-plotly", "prose that vanishes"),
    ],
)
def test_the_prose_around_an_output_stays(name: str, kept: str) -> None:
    """Heading and prose of a section stay, whatever its outputs are."""
    page, pdf = export_cell(name)
    assert page.find(["h1", "h2", "h3"], string="S")
    assert kept in page.text
    assert kept.replace(" ", "") in read_text(pdf)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("out-widget", "An interactive control (ipywidgets) that a document cannot show."),
        ("out-plotly", "An interactive chart (plotly) that a document cannot show: Sales."),
        ("geojson", "An interactive map (GeoJSON) that a document cannot show."),
        ("js-output", "A script (JavaScript) that a document does not run."),
    ],
)
def test_what_needs_a_browser_is_named(name: str, line: str) -> None:
    """It is one visible line in both documents, and its repr is not set."""
    page, pdf = export_cell(name)
    assert [notice.text for notice in page.select("p.notice")] == [line]
    assert line.replace(" ", "") in read_text(pdf)
    assert "object>" not in page.text and "alert" not in page.text


@pytest.mark.parametrize("name", ["img-attachment", "img-data-uri"])
def test_a_picture_in_markdown_is_set(name: str) -> None:
    """An attachment and a data URI are pictures of eight pixels, with their words."""
    page, pdf = export_cell(name)
    assert (page.figure.img["alt"], page.img["width"]) == ("fig", "8")
    assert list_sizes(pdf) == [(pytest.approx(6), pytest.approx(6))]
    assert list_alts(pdf) == ["fig"]


def test_a_file_beside_the_notebook_is_set() -> None:
    """A picture in a folder is read from there: 200 by 100 pixels."""
    page, pdf = export_cell("img-file")
    assert (page.img["alt"], page.img["width"], page.img["height"]) == (
        "a local picture",
        "200",
        "100",
    )
    assert list_sizes(pdf)[0] == (pytest.approx(150), pytest.approx(75))
    assert list_sizes(pdf)[0][0] < COLUMN


def test_a_missing_file_is_named() -> None:
    """A picture that is not there leaves its name."""
    page, pdf = export_cell("image-only-heading")
    assert "picture not shown (there is no such file): logo.png" in page.text
    assert "logo.png" in read_text(pdf)
