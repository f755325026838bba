"""Coding by hand in a browser: words by keys, fields that keep the focus, for screen readers."""

from pathlib import Path
from typing import Any

import pytest
from bare_page import open_page, write_page
from sample import write_hostile

from report138.workbench import code

pytest.importorskip("anywidget", reason="anywidget is not installed: it is in the extra `lab`")
SOURCE = "𠮷借阅让阅览室和书车开到夜里。修补耽误书车。\n<b>书车</b>下乡。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    """The widget of a coder whose framework has names like code."""
    folder = write_hostile(tmp_path / "data" / "tiny")
    (folder / "locators.csv").unlink()
    (tmp_path / "source.txt").write_text(SOURCE, encoding="utf-8")
    return code(tmp_path / "source.txt", "E", folder, "en")


def ask(widget: Any, content: Any) -> dict[str, Any]:
    """Give the widget what a page has asked for, and return what then stands there."""
    widget._handle_custom_msg(content, [])
    return widget.scene


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1400), ("dark", 1400), ("light", 390), ("dark", 390)]
)
def test_axe_finds_no_violation(
    browser: Any, desk: Any, tmp_path: Path, scheme: str, width: int
) -> None:
    """With a coding and a cell open the desk breaks none of axe's rules, and fits the page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    ask(desk, {"do": "quote", "sentence": 0, "start": 1, "end": 7})
    ask(desk, {"do": "decide", "track": "R2", "scenario": "C1", "name": "level", "value": "NA"})
    ask(desk, {"do": "open", "track": "R1", "scenario": "C1"})
    page = open_page(browser, write_page(tmp_path / "page.html", desk, "scene"), scheme, width)
    violations = axe.Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert [(item["id"], item["nodes"][0]["html"]) for item in violations] == []
    assert wide == width


def test_words_are_taken_by_keys(browser: Any, desk: Any, tmp_path: Path) -> None:
    """Shift and arrows select words, Enter takes them, counted as Python counts; then the first field waits."""
    page = open_page(browser, write_page(tmp_path / "page.html", desk, "scene"))
    page.locator("textarea").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("typed letters change nothing")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    asked = page.evaluate("asked.at(-1)[1]")
    assert asked == {"do": "quote", "sentence": 0, "start": 1, "end": 7}
    page.evaluate("scene => answer('scene', scene)", ask(desk, asked))
    assert page.locator("fieldset legend").first.inner_text() == "借阅让阅览室"
    assert page.evaluate("document.activeElement.closest('.r138-field').textContent").startswith(
        "Track"
    )
    assert page.locator("textarea").input_value() == "𠮷借阅让阅览室和书车开到夜里。"
    page.keyboard.type("R")
    page.evaluate("scene => answer('scene', scene)", ask(desk, page.evaluate("asked.at(-1)[1]")))
    page.keyboard.type("2")  # the choice goes on although an answer has come
    assert page.evaluate("asked.at(-1)[1].value") == "R2"
    assert page.locator(".r138 b").count() == 0


def test_typing_goes_on_while_it_is_kept(browser: Any, desk: Any, tmp_path: Path) -> None:
    """A text is sent as it is typed, and what comes back leaves caret and blanks where they are."""
    scene = ask(desk, {"do": "quote", "sentence": 1, "start": 0, "end": 2})
    number = scene["sentences"][1]["codings"][0]["number"]
    page = open_page(browser, write_page(tmp_path / "page.html", desk, "scene"))
    field = page.locator(f'[data-key="{number}-quote_en"]')
    field.focus()
    page.keyboard.type("repair ")
    page.wait_for_function("asked.length && asked.at(-1)[1].value == 'repair '")
    page.evaluate("scene => answer('scene', scene)", ask(desk, page.evaluate("asked.at(-1)[1]")))
    page.keyboard.type("shop")
    assert field.input_value() == "repair shop"
    page.wait_for_function("asked.at(-1)[1].value == 'repair shop'")


def test_keys_decide_on_a_cell(browser: Any, desk: Any, tmp_path: Path) -> None:
    """On a cell 0 says none found, N not assessable, Delete takes it back."""
    page = open_page(browser, write_page(tmp_path / "page.html", desk, "scene"))
    page.locator('[role="gridcell"]').first.focus()
    for key, value in (("0", "0"), ("n", "NA"), ("Delete", "")):
        page.keyboard.press(key)
        asked = page.evaluate("asked.at(-1)[1]")
        assert asked == {
            "do": "decide",
            "track": "R1",
            "scenario": "C1",
            "name": "level",
            "value": value,
        }
        page.evaluate("scene => answer('scene', scene)", ask(desk, asked))
        assert page.evaluate("document.activeElement.getAttribute('role')") == "gridcell"


def test_arrows_lead_from_sentence_to_sentence(browser: Any, desk: Any, tmp_path: Path) -> None:
    """In the list the arrows choose a sentence, which stands in the box; Enter leads there."""
    page = open_page(browser, write_page(tmp_path / "page.html", desk, "scene"))
    page.locator('[role="listbox"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert (
        page.locator('[role="option"][aria-selected="true"]')
        .inner_text()
        .endswith("<b>书车</b>下乡。")
    )
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "<b>书车</b>下乡。"
