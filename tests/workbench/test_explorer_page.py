"""The explorer in a browser: by keys, for screen readers, in light and dark, wide and narrow."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bare_page import open_page, write_page
from conftest import Reports
from large_sample import write_sized
from sample import HOSTILE, HOSTILE_NAME

from report138.view.report import Report
from report138.workbench import explore

pytest.importorskip("anywidget", reason="anywidget is not installed: it is in the extra `lab`")
VIEWS = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]
Opener = Callable[..., Any]


@pytest.fixture
def opener(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open the explorer of a report on a bare page, with a cell open if one is named."""
    pages = []

    def show(report: Report, *at: str, scheme: str = "light", width: int = 1280) -> Any:
        widget = explore(report)
        widget.choice = {**widget.choice, "at": list(at)}
        path = write_page(tmp_path / "page.html", widget, "choice", "scene")
        pages.append(open_page(browser, path, scheme, width))
        return pages[-1]

    yield show
    for page in pages:
        page.context.close()


def name_focus(page: Any) -> str:
    """Return what a screen reader calls the element that has the focus."""
    return page.evaluate(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    )


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_no_violation(
    shipped_reports: Reports, opener: Opener, language: str, scheme: str, width: int
) -> None:
    """With a cell open the explorer breaks none of axe's rules, contrast among them."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opener(shipped_reports[language], "S1", "T2", scheme=scheme, width=width)
    violations = axe.Axe().run(page).response["violations"]
    assert [(item["id"], item["nodes"][0]["html"]) for item in violations] == []


def test_one_cell_stands_in_the_order_of_tab(tiny_reports: Reports, opener: Opener) -> None:
    """Of all cells the Tab key reaches one, from which the arrows lead on; the ends hold."""
    page = opener(tiny_reports["en"])
    assert page.locator('[role="gridcell"][tabindex="0"]').count() == 1
    page.locator('[role="gridcell"][tabindex="0"]').focus()
    steps = [
        ("ArrowUp", 0),
        ("ArrowRight", 1),
        ("ArrowRight", 1),
        ("ArrowDown", 3),
        ("Home", 2),
        ("End", 3),
    ]
    names = page.locator('[role="gridcell"]').evaluate_all("all => all.map(one => one.ariaLabel)")
    for key, expected in [*steps, ("Control+End", 5), ("Control+Home", 0)]:
        page.keyboard.press(key)
        assert name_focus(page) == names[expected], key
    assert page.locator('[role="gridcell"][tabindex="0"]').count() == 1


@pytest.mark.parametrize("key", ["Enter", " "])
def test_keys_open_a_cell_and_close_it(tiny_reports: Reports, opener: Opener, key: str) -> None:
    """Enter and Space ask for the cell; once it is there its heading has the focus, Escape gives it back."""
    report = tiny_reports["en"]
    page = opener(report)
    page.locator('[role="gridcell"]').first.focus()
    page.keyboard.press(key)
    assert page.evaluate("asked.at(-1)[1].at") == ["C1", "R1"]
    widget = explore(report)
    widget.choice = {**widget.choice, "at": ["C1", "R1"]}
    page.evaluate("scene => answer('scene', scene)", widget.scene)
    assert name_focus(page) == "Lending × Reading room"
    page.keyboard.press("Escape")
    assert page.evaluate("asked.at(-1)[1].at") == []
    assert name_focus(page).startswith("Lending × Reading room: level 2")


def test_an_opened_cell_leaves_the_others_as_they_are(
    tiny_reports: Reports, opener: Opener
) -> None:
    """The matrix, which may be large, is drawn anew only where its cells are others."""
    page, widget = opener(tiny_reports["en"]), explore(tiny_reports["en"])
    page.evaluate("window.first = document.querySelector('[role=\"grid\"]')")
    chosen = "[...document.querySelectorAll('[aria-selected=\"true\"]')].map(one => one.ariaLabel)"
    same = "first === document.querySelector('[role=\"grid\"]')"
    for at, name in ((["C1", "R1"], "Lending × Reading room"), (["C2", "R2"], "Repair × Book bus")):
        widget.choice = {**widget.choice, "at": at}
        page.evaluate("scene => answer('scene', scene)", widget.scene)
        (label,) = page.evaluate(chosen)
        assert label.startswith(name)
        assert page.evaluate(same)
    widget.choice = {**widget.choice, "at": [], "reading": "L"}
    page.evaluate("scene => answer('scene', scene)", widget.scene)
    assert page.evaluate(chosen) == []
    assert not page.evaluate(same)


def test_setting_keeps_the_focus(tiny_reports: Reports, opener: Opener) -> None:
    """What is drawn anew leaves the focus on the setting that was changed, and the change is told."""
    report = tiny_reports["en"]
    page = opener(report)
    page.locator('[data-setting="reading"]').focus()
    page.locator('[data-setting="reading"]').select_option(label="L")
    assert page.evaluate("asked.at(-1)[1].reading") == "L"
    widget = explore(report)
    widget.choice = {**widget.choice, "reading": "L"}
    page.evaluate("scene => answer('scene', scene)", widget.scene)
    assert page.evaluate("document.activeElement.dataset.setting") == "reading"
    assert page.locator('[role="status"]').inner_text().startswith("L alone: 2 of 6 cells linked")


def test_narrow_page_does_not_scroll_sideways(tmp_path: Path, opener: Opener) -> None:
    """At 390 pixels a matrix of 12 columns scrolls within its own box; the page stays as wide."""
    page = opener(write_sized(tmp_path / "large", (40, 12)), "S1", "T1", width=390)
    wide, inner = page.evaluate(
        "[document.documentElement.scrollWidth, document.querySelector('.r138-scroll').scrollWidth]"
    )
    assert wide == 390
    assert inner > 390


def test_hostile_texts_are_shown_as_they_are(hostile_reports: Reports, opener: Opener) -> None:
    """Names and notes that look like markup are read, and nothing of them runs."""
    page = opener(hostile_reports["en"], "C1", "R1")
    assert page.locator("th[scope=row]").first.inner_text().startswith(f"{HOSTILE_NAME} C1")
    assert HOSTILE in page.locator(".r138-note").first.inner_text()
    assert page.locator(".r138 script").count() == 0
