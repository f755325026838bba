"""Charts, controls and pages of other libraries: drawn, told in words, or named."""

from typing import Any

import pytest
from executed import make_notebook, show, write
from picture_sample import encode, make_bitmap, read, set_html, set_pdf

from report138.engine.typeset import blocks as b
from report138.engine.typeset import charts
from report138.engine.typeset.read_output import READERS

VEGA = "application/vnd.vegalite.v5+json"
CHART = {
    "title": "Sales",
    "mark": "bar",
    "data": {"values": [{"a": "north", "b": 3, "url": "x"}, {"a": "south", "b": 5, "url": "y"}]},
    "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b"}},
}
EMBEDDED = (
    "<div id='vis'></div><script>(function(spec, opt){ vegaEmbed('#vis', spec, opt) })"
    '({"title": "Sales", "mark": "bar", "data": {"url": "x.csv"}}, {"mode": "vega-lite"});</script>'
)


def read_one(data: dict[str, Any], language: str = "en") -> tuple[b.Block, list[str]]:
    """Read the one block of an output, and the warnings."""
    document = read(show(data), language=language)
    (block,) = document.blocks
    return block, document.warnings


def test_a_chart_is_named_in_the_documents_language() -> None:
    """The line is in Chinese in a Chinese document; the warning is in English, with its place."""
    data = {"application/vnd.plotly.v1+json": {"layout": {"title": "<b>销售</b>"}}}
    block, warnings = read_one(data, "zh")
    assert block.text == "一幅交互图表（plotly），文档中无法显示：销售。"
    assert warnings == ["cell 2: an interactive chart (plotly) that a document cannot show: 销售"]


@pytest.mark.parametrize("content", [{}, [], "x", 7, {"layout": []}, {"layout": {"title": 7}}])
def test_a_chart_of_any_shape_is_named(content: Any) -> None:
    """Content that is no chart's ends no export."""
    cell = show({"text/plain": "x"})
    cell.outputs[0].data = {"application/vnd.plotly.v1+json": content}
    assert read(cell).blocks[0].text == "An interactive chart (plotly) that a document cannot show."


def test_a_still_goes_before_a_chart() -> None:
    """Where an output has a picture of its chart, that is set."""
    block, _ = read_one(
        {
            "application/vnd.plotly.v1+json": {},
            "text/html": "<script>plotly</script>",
            "image/png": encode(make_bitmap()),
        }
    )
    assert block.type == "picture"


def test_a_chart_of_vega_is_drawn() -> None:
    """With the extra it is an SVG with its words, described by its title, and asks for nothing."""
    pytest.importorskip("vl_convert")
    notebook = make_notebook(show({VEGA: CHART, "text/plain": "<VegaLite 5 object>"}))
    drawing = set_html(notebook).svg
    assert drawing["aria-label"] == "Sales"
    assert "north" in [text.text for text in drawing.find_all("text")]
    assert "Report138 Sans" in str(drawing)
    assert len(set_pdf(notebook).pages) > 0


@pytest.mark.parametrize(
    "data",
    [
        {"url": "https://example.org/a.csv"},
        {"url": "file:///etc/hostname"},
        {"url": "data.csv", "format": {"type": "csv"}},
        {"url": {"signal": "x"}},
    ],
)
def test_a_chart_gets_no_data_from_elsewhere(data: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not from an address nor from a file: no process is even started."""
    pytest.importorskip("vl_convert")
    monkeypatch.setattr(charts.subprocess, "run", lambda *_, **__: pytest.fail("it was drawn"))
    nested = {"layer": [{"mark": "bar", "transform": [{"from": {"data": data}}]}]}
    for spec in ({**CHART, "data": data}, nested):
        block, warnings = read_one({VEGA: spec})
        assert block.type == "notice"
        assert "(it asks for data from elsewhere)" in warnings[0]


def test_without_the_extra_a_chart_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The warning says what would draw it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    block, warnings = read_one({VEGA: CHART})
    assert block.text == "An interactive chart (vega-lite) that a document cannot show: Sales."
    assert "extra “charts”" in warnings[0]


def test_a_chart_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart is a program, and a program may not end."""
    pytest.importorskip("vl_convert")
    monkeypatch.setattr(charts, "SECONDS", 0.01)
    block, warnings = read_one({VEGA: CHART})
    assert block.type == "notice"
    assert "takes more than 0.01 s" in warnings[0]


def test_the_page_of_an_altair_chart_is_read_as_a_chart() -> None:
    """Altair writes a page with its chart inside: here with data from a file."""
    block, _ = read_one({"text/html": EMBEDDED, "text/plain": "alt.Chart(...)"})
    assert block.text == "An interactive chart (vega-lite) that a document cannot show: Sales."


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<div id=a></div><script>Plotly.newPlot('a')</script>", "An interactive chart (plotly)"),
        ("<iframe srcdoc='leaflet'></iframe>", "An interactive chart (folium)"),
        ("<div></div><script>Bokeh.embed()</script>", "An interactive chart (bokeh)"),
        ("<canvas></canvas>", "An interactive chart that"),
        ("<script>x</script>", "A script (JavaScript)"),
        ("<video src='a'></video>", "An output (HTML)"),
    ],
)
def test_a_page_with_scripts_is_named(html: str, line: str) -> None:
    """By the library that made it, if its code gives that away; its repr is not set."""
    block, warnings = read_one({"text/html": html, "text/plain": "<folium.Map at 0x7f12>"})
    assert block.type == "notice"
    assert block.text.startswith(line)
    assert len(warnings) == 1


def test_a_page_from_elsewhere_is_a_link() -> None:
    """A video in a frame is an address in the document."""
    address = "https://www.youtube.com/embed/x"
    block, _ = read_one({"text/html": f'<iframe src="{address}"></iframe>'})
    assert block.inlines[-1] == b.Hyperlink(address, [b.Text(address)])


def test_simple_html_is_what_it_means() -> None:
    """Headings, paragraphs, lists, styles and links; no address that runs."""
    html = (
        "<style>p{}</style><div><h4>H</h4>a <b>b</b><br>c"
        "<ul><li>d<li><i>e</i></ul><pre>f\n g</pre><blockquote>q</blockquote>"
        "<a href='javascript:alert(1)'>j</a> <a href='https://k.example/'>k</a></div><!-- l -->"
    )
    blocks = read(
        show({"text/html": html, "text/plain": "<IPython.core.display.HTML object>"})
    ).blocks
    assert [block.type for block in blocks] == [
        "heading",
        "paragraph",
        "list",
        "code",
        "quote",
        "paragraph",
    ]
    assert blocks[1].inlines[1] == b.Styled("strong", [b.Text("b")])
    assert blocks[1].inlines[2] == b.LineBreak()
    assert blocks[5].inlines[:2] == [b.Hyperlink("", [b.Text("j")]), b.Text(" ")]
    assert blocks[5].inlines[2] == b.Hyperlink("https://k.example/", [b.Text("k")])


@pytest.mark.parametrize(
    "html",
    [
        "<details><summary>More</summary><p>inside</p></details>",
        "<dl><dt>term</dt><dd>what it is</dd></dl>",
        "<div class='alert alert-warning'>mind <b>this</b></div>",
        "<figure><p>a <q>b</q></p><figcaption>c</figcaption></figure>",
        "<ol start='3'><li>x<ul><li>y</li></ul></li></ol>",
        "义乌<br>\n的 <sub>2</sub>",
    ],
)
def test_html_that_a_cell_shows_is_read_as_in_markdown(html: str) -> None:
    """Folded parts, definitions, boxes and lists are the same blocks from either."""
    shown = read(show({"text/html": html, "text/plain": "<IPython.core.display.HTML object>"}))
    written = read(write(html))
    texts = [b.to_plain(document.blocks) for document in (shown, written)]
    for block in texts[0]:
        block["computed"] = False
    assert texts[0] == texts[1] != []
    assert shown.warnings == []


def test_html_beyond_that_leaves_the_word_to_the_plain_text() -> None:
    """What an estimator of scikit-learn says in plain text is set; the build is told."""
    html = "<div><input type=checkbox><label>LinearRegression</label></div>"
    block, warnings = read_one({"text/html": html, "text/plain": "LinearRegression()"})
    assert (block.type, block.text) == ("code", "LinearRegression()")
    assert warnings == ["cell 2: the HTML of an output is left out; its plain text is shown"]


@pytest.mark.parametrize("plain", ["Words", "<IPython.core.display.HTML object>"])
def test_html_too_deep_to_be_read_is_not_left_out_in_silence(plain: str) -> None:
    """What lies deeper than the parser follows is said by the plain text, or named."""
    block, warnings = read_one({"text/html": "<div>" * 300 + "words", "text/plain": plain})
    assert block.type == ("code" if plain == "Words" else "notice")
    assert len(warnings) == 1


@pytest.mark.parametrize("html", ["", " ", "<style>a{}</style>", "<div></div>", "<!-- x -->"])
def test_html_that_shows_nothing_is_nothing(html: str) -> None:
    """A style sheet alone is invisible in a notebook too."""
    document = read(show({"text/html": html, "text/plain": "<IPython.core.display.HTML object>"}))
    assert (document.blocks, document.warnings) == ([], [])


def test_addresses_are_never_set() -> None:
    """They differ at each run: an object alone is named, one within text loses its address."""
    block, _ = read_one({"text/plain": "<a.B object at 0x7f00a1>"})
    assert block == b.Notice("An object (a.B) that a document cannot show.", computed=True)
    block, _ = read_one({"text/plain": "{'k': <a.B object at 0x7f00a1>}"})
    assert block.text == "{'k': <a.B object at …>}"


def test_an_output_of_an_unknown_kind_is_named() -> None:
    """By its MIME type."""
    block, warnings = read_one({"application/x-new": "1"})
    assert block.text == "An output (application/x-new) that a document cannot show."
    assert len(warnings) == 1


@pytest.mark.parametrize("content", [None, 7, "", [], {}, ["a", "b"], [1], "<", "\x00"])
@pytest.mark.parametrize("kind", [kind for kind, _ in READERS])
def test_no_content_of_any_kind_ends_an_export(kind: str, content: Any) -> None:
    """Whatever stands under a MIME type, a document is read."""
    cell = show({"text/plain": "x"})
    cell.outputs[0].data = {kind: content}
    read(cell)
