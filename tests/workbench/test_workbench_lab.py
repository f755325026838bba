"""The workbench in a real JupyterLab and in Notebook 7, driven as an analyst would."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from commands import ROOT, render
from lab_server import SECONDS, TOKEN, Lab, serve, write_setting
from nbformat.v4 import new_code_cell, new_notebook
from sample import read_rows, write_tiny

pytest.importorskip("anywidget", reason="anywidget is not installed: it is in the extra `lab`")
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
SETTINGS = {
    "translation-extension/plugin": {"locale": "en"},
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
EXPLORE = f"""\
from report138.view.report import start
start({str(ROOT / "data" / "138")!r}, "en").explore()"""

CODE = """\
from report138.workbench import code
code("source.txt", "E", "data/tiny", "en")"""
SENTENCES = "借阅让阅览室和书车开到夜里。修补耽误书车。\n"


def write_notebook(path: Path, *sources: str) -> None:
    """Write a notebook of code cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=list(map(new_code_cell, sources)), metadata=KERNEL), path)


def open_server(folder: Path, program: str) -> Any:
    """Serve a notebook with the explorer."""
    if importlib.util.find_spec(program) is None:
        pytest.skip(f"{program} is not installed: it is in the extra `lab` or `test`")
    write_notebook(folder / "notebooks" / "explore.ipynb", "1 + 1", EXPLORE, "2 + 2")
    write_notebook(folder / "notebooks" / "code.ipynb", CODE)
    tiny = write_tiny(folder / "notebooks" / "data" / "tiny")
    (tiny / "locators.csv").unlink()  # its lengths are of another text
    (folder / "notebooks" / "source.txt").write_text(SENTENCES, encoding="utf-8")
    for plugin, value in SETTINGS.items():
        write_setting(folder / "settings", plugin, value)
    return serve(folder, folder / "notebooks", program, PYTHONPATH=str(ROOT))


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Run a JupyterLab of its own."""
    with open_server(tmp_path_factory.mktemp("lab"), "jupyterlab") as running:
        yield running


def run_in_lab(page: Any, lab: Lab, name: str) -> Any:
    """Open a notebook in JupyterLab, run all of it, and return the widget."""
    page.goto(f"{lab.url}lab/tree/{name}?token={TOKEN}&reset")
    page.locator("#jp-main-statusbar", has_text="| Idle").wait_for()  # it has found its kernel
    page.locator("#jp-MainMenu .lm-MenuBar-item", has_text="Run").click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    widget = page.locator(".r138")
    widget.wait_for()
    return widget


def find_cell(widget: Any, name: str) -> Any:
    """Find the cell of the grid whose label starts with a name."""
    return widget.locator(f'[role="gridcell"][aria-label^="{name}:"]')


def test_click_on_a_cell_shows_its_quotes(page: Any, lab: Lab) -> None:
    """The words on which the cell rests are there, marked, with the reasons of the readings."""
    widget = run_in_lab(page, lab, "explore.ipynb")
    find_cell(widget, "Digital reform × Trade hub").click()
    quote = widget.locator(".r138-panel blockquote").first
    quote.wait_for()
    assert quote.inner_text().startswith("以数字贸易为牵引")
    assert quote.locator("mark").all_inner_texts() == ["数字", "贸易枢纽"]
    assert "taken by 4 of 4" in widget.locator(".r138-fact").first.inner_text()


def test_keys_alone_open_a_cell(page: Any, lab: Lab) -> None:
    """Tab reaches the grid, arrows and Enter open a cell, and JupyterLab's own keys stay out of it."""
    widget = run_in_lab(page, lab, "explore.ipynb")
    widget.locator('[data-setting="language"]').focus()
    active = page.locator(".jp-Cell.jp-mod-active").inner_text()[:20]
    page.keyboard.press("Tab")
    if (
        page.evaluate("document.activeElement.className") == "r138-scroll"
    ):  # browsers let a box be scrolled
        page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    title = widget.locator(".r138-panel h3", has_text="Dual circulation × Opening-up window")
    title.wait_for()
    page.wait_for_function("document.activeElement.tagName == 'H3'")
    page.keyboard.press("Escape")
    widget.locator(".r138-hint").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "gridcell"
    assert page.locator(".jp-CodeCell").count() == 3
    assert page.locator(".jp-Cell.jp-mod-active").inner_text().startswith(active)


def test_one_reading_changes_the_counts(page: Any, lab: Lab) -> None:
    """With reading B alone other cells are linked, and the sentence says how many instead of how many."""
    widget = run_in_lab(page, lab, "explore.ipynb")
    said = widget.get_by_role("status")
    assert "6 of 24 cells linked" in said.inner_text()
    assert "agree on 20" in said.inner_text()
    widget.locator('[data-setting="reading"]').select_option(label="Reading B")
    widget.get_by_text("Reading B alone: 7 of 24 cells linked instead of 6").wait_for()
    label = find_cell(widget, "Dual circulation × Trade hub").get_attribute("aria-label")
    assert "level 1 (only named together)" in label
    assert "disputed" not in label


def kill_kernel(lab: Lab, name: str) -> None:
    """Kill the process of a notebook's kernel, which has no time to do anything more."""
    (kernel,) = (one["kernel"]["id"] for one in lab.fetch("api/sessions") if one["path"] == name)
    processes = psutil.Process(lab.process).children(recursive=True)
    (process,) = (one for one in processes if any(kernel in part for part in one.cmdline()))
    process.kill()
    process.wait(SECONDS)


def code_words(page: Any, widget: Any, number: int, keys: tuple[str, str, str], words: str) -> None:
    """Code all of a sentence by keys alone: its words, track, scenario and level, and a translation."""
    page.keyboard.press("Control+a")
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.activeElement.dataset.key == '{number}-track_id'")
    for key, name in zip(keys, ("scenario_id", "level", "basis"), strict=True):
        page.keyboard.type(key)
        page.keyboard.press("Tab")
        page.wait_for_function(f"document.activeElement.dataset.key == '{number}-{name}'")
    widget.locator(f'[data-key="{number}-quote_en"]').fill(words)


def test_what_was_coded_outlives_the_kernel(page: Any, lab: Lab) -> None:
    """Two sentences are coded by keys, the kernel is killed; the sheet has them, and an import takes it."""
    widget = run_in_lab(page, lab, "code.ipynb")
    widget.locator("textarea").focus()
    code_words(page, widget, 1, ("R1", "C1", "2"), "lending keeps them open")
    widget.get_by_text("1 of 2 sentences coded; 1 of 6 cells decided.", exact=True).wait_for()
    widget.locator("textarea").focus()
    page.keyboard.press("PageDown")
    code_words(page, widget, 2, ("R2", "C2", "2"), "repair holds up the bus")
    widget.get_by_text("2 of 2 sentences coded; 2 of 6 cells decided.", exact=True).wait_for()
    kill_kernel(lab, "code.ipynb")
    root = lab.folder / "notebooks"
    sheet = root / "coding" / "tiny-coding-E.csv"
    header, *rows = read_rows(sheet)
    coded = [dict(zip(header, row, strict=True)) for row in rows if row[0] == "sentence"]
    assert [(row["quote_zh"], row["level"]) for row in coded] == [
        ("借阅让阅览室和书车开到夜里。", "2"),
        ("修补耽误书车。", "2"),
    ]
    done = render(
        *("code", "--data", root / "data" / "tiny", "--coder", "E", "--import", sheet, "--partial")
    )
    assert done.status == 0, done.err
    assert "codings 2, new segments 2" in done.out


def test_notebook_7_shows_the_explorer(page: Any, tmp_path: Path) -> None:
    """The same widget opens a cell in Notebook 7."""
    with open_server(tmp_path, "notebook") as server:
        page.goto(f"{server.url}notebooks/explore.ipynb?token={TOKEN}")
        page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
        cell, widget = page.locator(".jp-CodeCell").nth(1), page.locator(".r138")
        asked = cell.locator(".jp-InputPrompt", has_text=re.compile(r"[\d*]"))
        for _ in range(SECONDS):  # keys are lost until Notebook has bound them
            if asked.count():
                break
            cell.locator(".cm-content").click()
            page.keyboard.press("Control+Enter")
            page.wait_for_timeout(500)
        widget.wait_for()
        find_cell(widget, "Digital reform × Trade hub").click()
        assert "数字" in widget.locator(".r138-panel mark").first.inner_text()
