"""The rendered report against checkers that others wrote: axe-core for HTML, pdfua for PDF."""

import base64
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from commands import Run
from fontTools.ttLib import TTFont

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FOOT = 57 + 3 * 16 + 16  # points: the lower margin, three lines, and the heading itself
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
LANGUAGES = ("zh", "en")
PAGES = ("138-report-zh.html", "138-report-en.html", "index.html")
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
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(
    browser: Any, rendered: Run, name: str, scheme: str, width: int
) -> None:
    """The page breaks none of axe's rules, in light and dark, wide and narrow."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page, _ = open_page(browser, rendered.folder / name, scheme, width)
    violations = axe.Axe().run(page).response["violations"]
    page.context.close()
    assert [(item["id"], item["nodes"][0]["html"]) for item in violations] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_page_asks_for_nothing_but_itself(browser: Any, rendered: Run, name: str) -> None:
    """Opening the page makes one request, for the file, and no message in the console."""
    path = rendered.folder / name
    page, seen = open_page(browser, path, "light", 1280)
    page.context.close()
    assert [entry for entry in seen if not entry.startswith("data:")] == [path.as_uri()]


MEASURE = """
[...document.querySelectorAll("svg text")].filter(text => text.textContent == "“")
  .map(text => text.getComputedTextLength() / parseFloat(getComputedStyle(text).fontSize))
"""


def test_a_quotation_mark_in_a_figure_is_as_wide_as_it_was_drawn(
    browser: Any, rendered: Run
) -> None:
    """A full em, for what follows it was placed after that: no browser trims or narrows it."""
    page, _ = open_page(browser, rendered.folder / "138-report-en.html", "light", 1280)
    widths = page.evaluate(MEASURE)
    page.context.close()
    assert widths
    assert widths == pytest.approx([1.0] * len(widths), abs=0.02)


@pytest.mark.parametrize("width", [1280, 390, 360])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_does_not_scroll_sideways(
    browser: Any, rendered: Run, name: str, width: int
) -> None:
    """What is wide scrolls inside its own box, never the page."""
    page, _ = open_page(browser, rendered.folder / name, "light", width)
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
    assert [entry for entry in loaded if entry[1] != "loaded"] == []
    names = [name.strip('"') for name, _ in loaded]
    assert names == ["Report138 Sans", "Report138 Sans", "Report138 Serif"]
    assert family.split(",")[0].strip("\"'") == "Report138 Sans"


SET = """
() => {
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const style = getComputedStyle(node.parentElement);
    if (node.parentElement.closest("svg > title, svg > desc, math")) continue;
    const family = style.fontFamily.split(",")[0].replaceAll('"', "");
    const key = family + (style.fontWeight >= 600 ? " bold" : "");
    found[key] = (found[key] || "") + node.data;
  }
  return found;
}
"""
FACE = r'font-family: "([^"]*)"; font-weight: (\d+); src: url\(data:font/woff;base64,([^)]*)'


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_face_has_what_is_set_in_it(browser: Any, rendered: Run, language: str) -> None:
    """Running text is in the serif, and the serif has the characters of running text alone."""
    path = rendered.folder / f"138-report-{language}.html"
    page, _ = open_page(browser, path, "light", 1280)
    found = {name: set(text) for name, text in page.evaluate(SET).items()}
    first = page.evaluate("getComputedStyle(document.querySelector('main > p')).fontFamily")
    page.context.close()
    assert first.startswith('"Report138 Serif"')
    faces = {
        name + (" bold" if weight == "600" else ""): set(
            map(chr, TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap())
        )
        for name, weight, data in re.findall(FACE, path.read_text(encoding="utf-8"))
    }
    blank = {char for char in set().union(*found.values()) if char.isspace()}
    lent = found["Report138 Serif"] | found["Report138 Sans bold"]
    assert found["Report138 Serif"] - blank <= faces["Report138 Serif"]
    assert faces["Report138 Serif"] - found["Report138 Serif"] <= set("0123456789. ")
    assert (
        found["Report138 Sans bold"] - blank - faces["Report138 Sans bold"]
        <= (
            faces["Report138 Sans"]  # what the weight for headings lacks
        )
    )
    assert found["Report138 Sans"] - blank <= faces["Report138 Sans"]
    assert faces["Report138 Sans"] - found["Report138 Sans"] - lent <= set("0123456789. ")


@pytest.mark.parametrize(("width", "opened"), [(390, False), (1099, False), (1280, True)])
def test_the_contents_are_folded_on_a_narrow_screen(
    browser: Any, rendered: Run, width: int, opened: bool
) -> None:
    """Below 1100 px they are one line that a key opens; from there on they stand at the left."""
    page, _ = open_page(browser, rendered.folder / "138-report-en.html", "light", width)
    link, summary = page.locator(".contents a").first, page.locator(".contents summary")
    assert (link.is_visible(), summary.is_visible()) == (opened, not opened)
    if not opened:
        summary.focus()
        page.keyboard.press("Enter")
        assert link.is_visible()
    page.context.close()


def test_the_contents_are_on_paper(browser: Any, rendered: Run) -> None:
    """Printed from a narrow window they are there; links to files beside the page are not."""
    page, _ = open_page(browser, rendered.folder / "138-report-en.html", "light", 390)
    page.emulate_media(media="print")
    shown = page.locator(".contents a").first.is_visible()
    links = [page.locator(".links").nth(place).is_visible() for place in (0, 1)]
    page.context.close()
    assert (shown, links) == (True, [False, False])


LABELS = """
[...document.querySelectorAll(".drawing svg text")].map(text =>
  parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_labels_of_figures_can_be_read(
    browser: Any, rendered: Run, language: str
) -> None:
    """At 360 px none is below 7.5 px: a figure scrolls in its box instead of shrinking."""
    page, _ = open_page(browser, rendered.folder / f"138-report-{language}.html", "light", 360)
    sizes = page.evaluate(LABELS)
    page.context.close()
    assert sizes
    assert min(sizes) >= 7.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdfua_finds_no_failure(rendered: Run, language: str) -> None:
    """The PDF passes every PDF/UA-1 rule that pdfua implements."""
    pdfua = pytest.importorskip("pdfua")
    report = pdfua.validate(str(rendered.folder / f"138-report-{language}.pdf"))
    assert [str(finding) for finding in report.findings] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_no_cell_is_cut_in_a_table_of_text(
    browser: Any, rendered: Run, language: str
) -> None:
    """At 360 px the evidence is a list: no box of such a table has more than it shows."""
    path = rendered.folder / f"138-report-{language}.html"
    page, _ = open_page(browser, path, "light", 360)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.scroll:has(.stacks)')].map(b => b.scrollWidth - b.clientWidth)"
    )
    page.context.close()
    assert len(boxes) > 5
    assert max(boxes) <= 0


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_leaves_its_cell(browser: Any, rendered: Run, language: str, width: int) -> None:
    """Nothing in a table runs over what stands beside it."""
    path = rendered.folder / f"138-report-{language}.html"
    page, _ = open_page(browser, path, "light", width)
    over = page.evaluate(
        "[...document.querySelectorAll('table :is(td, th)')]"
        ".filter(c => c.scrollWidth > c.clientWidth + 1 && !c.closest('.stacks thead'))"
        ".map(c => c.innerText)"
    )
    page.context.close()
    assert over == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_stands_at_the_foot_of_a_page(rendered: Run, language: str) -> None:
    """Below every heading of the PDF is room for three lines, and they are there."""
    with pikepdf.open(rendered.folder / f"138-report-{language}.pdf") as pdf:
        heights = [
            float(item.destination[3])
            for chapter in list_bookmarks(pdf)
            for item in (chapter, *chapter.children)
        ]
    assert len(heights) > 15
    assert min(heights) > FOOT


def list_bookmarks(pdf: pikepdf.Pdf) -> list[pikepdf.OutlineItem]:
    """List the bookmarks of the chapters."""
    with pdf.open_outline() as outline:
        return list(outline.root)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_of_the_report_is_a_subset_of_ours(rendered: Run, language: str) -> None:
    """Noto and Typst's own monospace, each cut down and inside the file."""
    with pikepdf.open(rendered.folder / f"138-report-{language}.pdf") as pdf:
        names = [
            str(item.FontName)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
    assert len(names) >= 4
    assert all(
        re.fullmatch(r"/[A-Z]{6}\+(Noto(Sans|Serif)SC-\w+|DejaVuSansMono)", n) for n in names
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_document_stays_under_a_megabyte(rendered: Run, language: str, form: str) -> None:
    """The full report can be sent by mail: under 1 MB in either form."""
    path = rendered.folder / f"138-report-{language}.{form}"
    assert path.stat().st_size < 1_000_000
