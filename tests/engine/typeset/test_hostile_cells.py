"""Hostile outputs in a browser: nothing runs, nothing is asked for, and axe finds nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from executed import make_notebook, show, write
from nbformat.v4 import new_code_cell, new_output
from picture_sample import encode, make_bitmap

from report138.engine.typeset.html import HtmlExporter

FAR = "https://evil.example"
SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40" onload="document.title='x'">
<script>document.title='x'</script><image href="{FAR}/a.png" width="9" height="9"/>
<style>@import url({FAR}/a.css); text {{ fill: url({FAR}/b) }}</style>
<foreignObject width="99" height="99"><img xmlns="http://www.w3.org/1999/xhtml" src="{FAR}/c.png"/></foreignObject>
<text y="20">drawn</text></svg>"""
PNG = encode(make_bitmap())
OUTPUTS: list[dict[str, Any]] = [
    {"image/svg+xml": SVG},
    {"image/png": PNG, "text/plain": '"><script>document.title="x"</script>'},
    {"image/png": f'"><img src="{FAR}/d.png">'},
    {"text/html": f"<p onclick='x'>a<img src='{FAR}/e.png' onerror='document.title=1'>b</p>"},
    {"text/html": f"<script src='{FAR}/f.js'></script><div></div>"},
    {"text/html": f"<iframe src='{FAR}/g'></iframe>"},
    {
        "text/html": f"<p style='background: url({FAR}/h)'>styled <a href='javascript:alert(1)'>j</a></p>"
    },
    {"application/javascript": "document.title='x'"},
    {
        "application/vnd.plotly.v1+json": {
            "layout": {"title": "<script>document.title='x'</script>"}
        }
    },
    {"image/svg+xml": "<svg><text>&lt;script></text></svg>", "text/plain": "plain words here"},
]
MARKDOWN = (
    f'![a]({FAR}/i.png) ![b](javascript:alert(1)) ![" onerror="x](data:image/png;base64,{{}})'
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a notebook of hostile cells, each with a caption that is hostile too."""
    caption = "#| caption: '<img src=x onerror=alert(1)>'\n"
    cells = [
        new_code_cell(caption, outputs=[new_output("display_data", data=data)]) for data in OUTPUTS
    ]
    one_line = "".join(PNG.split())
    notebook = make_notebook(write("# Chapter"), *cells, write(MARKDOWN.format(one_line)))
    notebook.cells.append(show({"image/png": PNG, "text/plain": "A red bar"}))
    page, _ = HtmlExporter().from_notebook_node(notebook)
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium, or a reason to skip."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as run:
        opened = run.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.mark.parametrize("policy", [True, False])
def test_nothing_runs_and_nothing_is_asked_for(browser: Any, page_file: Path, policy: bool) -> None:
    """With the page's own policy, and without it too: the markup itself is clean."""
    context = browser.new_context(bypass_csp=not policy)
    page, seen = context.new_page(), []
    page.on("request", lambda request: seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    page.goto(page_file.as_uri())
    title = page.title()
    broken = page.evaluate("[...document.images].filter(one => !one.naturalWidth).length")
    context.close()
    assert [entry for entry in seen if not entry.startswith("data:")] == [page_file.as_uri()]
    assert (title, broken) == ("T", 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, page_file: Path, scheme: str) -> None:
    """Pictures, captions and notices break none of its rules."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    violations = axe.Axe().run(page).response["violations"]
    context.close()
    assert [(item["id"], item["nodes"][0]["html"]) for item in violations] == []
