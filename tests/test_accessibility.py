"""The rendered report against checkers that others wrote: axe-core for HTML, pdfua for PDF."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import Run

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
LANGUAGES = ("zh", "en")
VIEWS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)]


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


def open_page(browser: Any, path: Path, scheme: str, width: int) -> tuple[Any, list[str]]:
    """Open a page as a reader would; return it with the requests and messages that it made."""
    # axe is injected into the page, which the page's own policy rightly forbids
    view = {"width": width, "height": 900}
    context = browser.new_context(viewport=view, color_scheme=scheme, bypass_csp=True)
    page, seen = context.new_page(), []
    page.on("request", lambda request: seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto(path.as_uri())
    return page, seen


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation(
    browser: Any, rendered: Run, language: str, scheme: str, width: int
) -> None:
    """The page breaks none of axe's rules, in light and dark, wide and narrow."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page, _ = open_page(browser, rendered.folder / f"138-report-{language}.html", scheme, width)
    violations = axe.Axe().run(page).response["violations"]
    page.context.close()
    assert [(item["id"], item["nodes"][0]["html"]) for item in violations] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_nothing_but_itself(browser: Any, rendered: Run, language: str) -> None:
    """Opening the page makes one request, for the file, and no message in the console."""
    path = rendered.folder / f"138-report-{language}.html"
    page, seen = open_page(browser, path, "light", 1280)
    page.context.close()
    assert [entry for entry in seen if not entry.startswith("data:")] == [path.as_uri()]


@pytest.mark.parametrize("width", [1280, 390, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_does_not_scroll_sideways(
    browser: Any, rendered: Run, language: str, width: int
) -> None:
    """What is wide scrolls inside its own box, never the page."""
    path = rendered.folder / f"138-report-{language}.html"
    page, _ = open_page(browser, path, "light", width)
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.context.close()
    assert over <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_figure_labels_are_set_in_the_embedded_font(
    browser: Any, rendered: Run, language: str
) -> None:
    """The font of the drawings comes with the page, so labels are as wide as they were drawn."""
    path = rendered.folder / f"138-report-{language}.html"
    page, _ = open_page(browser, path, "light", 1280)
    loaded = page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].map(font => [font.family, font.status]))"
    )
    family = page.evaluate("getComputedStyle(document.querySelector('svg text')).fontFamily")
    page.context.close()
    assert [name.strip('"') for name, status in loaded if status == "loaded"] == ["Report138 Sans"]
    assert family.split(",")[0].strip("\"'") == "Report138 Sans"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdfua_finds_no_failure(rendered: Run, language: str) -> None:
    """The PDF passes every PDF/UA-1 rule that pdfua implements."""
    pdfua = pytest.importorskip("pdfua")
    report = pdfua.validate(str(rendered.folder / f"138-report-{language}.pdf"))
    assert [str(finding) for finding in report.findings] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_document_stays_under_a_megabyte(rendered: Run, language: str, form: str) -> None:
    """The full report can be sent by mail: under 1 MB in either form."""
    path = rendered.folder / f"138-report-{language}.{form}"
    assert path.stat().st_size < 1_000_000
