"""The preview in a browser: the page reloads itself, shows errors, and asks nobody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lab_server import open_browser
from preview_session import FIRST, Preview, copy_program, edit, open_preview, write_small

BANNER = "report138-preview [role=alert]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium."""
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of a report of one small notebook, long enough to scroll."""
    folder = write_small(copy_program(tmp_path_factory.mktemp("preview")))
    edit(folder / "notebooks" / "first.ipynb", "# T", "# T" + r"\n\nA paragraph." * 80)
    with open_preview(folder, "first", "--language", "en") as opened:
        opened.settle(FIRST)
        yield opened


@pytest.fixture
def page(browser: Any, preview: Preview) -> Iterator[Any]:
    """Its page in a small window, and whatever it asks for."""
    opened = browser.new_page(viewport={"width": 390, "height": 700})
    opened.asked, opened.troubles = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("pageerror", lambda error: opened.troubles.append(str(error)))
    opened.on("console", lambda line: opened.troubles.append(line.text))
    opened.goto(f"{preview.url}{FIRST}", wait_until="load")
    yield opened
    opened.close()


def write_word(folder: Path, old: str, new: str) -> None:
    """Change a word of the notebook."""
    edit(folder / "notebooks" / "first.ipynb", old, new)


def test_the_page_reloads_itself_where_the_reader_was(page: Any, preview: Preview) -> None:
    """A saved word appears by itself; the page stands where it stood."""
    page.evaluate("scrollTo({top: 900, behavior: 'instant'})")
    write_word(preview.folder, "print(word)", "print(word, 'and a pear')")
    page.wait_for_selector("text=apple and a pear")
    assert page.evaluate("scrollY") == 900
    assert page.troubles == []
    assert {url.startswith(preview.url) or url[:5] == "data:" for url in page.asked} == {True}
    write_word(preview.folder, "print(word, 'and a pear')", "print(word)")
    page.wait_for_selector("text=apple and a pear", state="detached")


def test_an_error_stands_on_a_page_that_is_opened_later(page: Any, preview: Preview) -> None:
    """Whoever comes after it happened sees it too."""
    write_word(preview.folder, "print(word)", "print(nothing)")
    page.wait_for_selector(BANNER)
    page.reload()
    assert "first.ipynb, cell 3: NameError" in page.inner_text(BANNER, timeout=5000)
    write_word(preview.folder, "print(nothing)", "print(word)")
    page.wait_for_selector(BANNER, state="hidden")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_error_stands_above_the_last_good_page(page: Any, preview: Preview, scheme: str) -> None:
    """It is on the screen wherever the reader is, readable, and goes when it is mended."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("scrollTo({top: 900, behavior: 'instant'})")
    write_word(preview.folder, "print(word)", "print(nothing)")
    page.wait_for_selector(BANNER)
    assert "first.ipynb, cell 3: NameError: name 'nothing'" in page.inner_text(BANNER)
    assert page.is_visible("text=A paragraph. >> nth=40")
    box = page.locator(BANNER).bounding_box()
    assert (box["x"], round(box["y"]), box["width"]) == (0, 0, 390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    write_word(preview.folder, "print(nothing)", "print(word)")
    page.wait_for_selector(BANNER, state="hidden")
    assert page.troubles == []


def test_the_banner_is_accessible(page: Any, preview: Preview) -> None:
    """Axe finds nothing to object to on a page with an error, light or dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    write_word(preview.folder, "print(word)", "print(nothing)")
    page.wait_for_selector(BANNER)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page).response["violations"]
        assert [one["id"] for one in found] == []
    write_word(preview.folder, "print(nothing)", "print(word)")
    page.wait_for_selector(BANNER, state="hidden")
