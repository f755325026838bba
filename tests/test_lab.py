"""The notebooks in a real JupyterLab, driven by a real browser as a reader would."""

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lab_server import SECONDS, TOKEN, Lab, open_browser, serve, write_setting

from report138.data.framework import load_framework

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))

LANGUAGE = "translation-extension/plugin"
SETTINGS = {
    LANGUAGE: {"locale": "en"},  # whatever the language of the system
    "notebook-extension/tracker": {"windowingMode": "none"},  # else cells out of sight are missing
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}

MENU = "#jp-MainMenu .lm-MenuBar-item"
TROUBLE = ", ".join(
    f'.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.{kind}"]'
    for kind in ("error", "stderr")
)
IDLE = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
# after an error the cells that follow stay without a count
FINISHED = """([panel, idle, trouble]) => {
    const all = selector => [...panel.querySelectorAll(selector)];
    const prompts = all(".jp-CodeCell .jp-InputPrompt").map(prompt => prompt.textContent);
    const done = prompts.every(prompt => /\\d/.test(prompt)) || all(trouble).length > 0;
    return all(idle).length > 0 && done && !prompts.some(prompt => prompt.includes("*"));
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Serve a copy of the notebooks in a JupyterLab that knows nothing of the user's own."""
    if importlib.util.find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed: it is in the extra `lab`")
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, folder / "notebooks")
    for plugin, value in SETTINGS.items():
        write_setting(folder / "settings", plugin, value)
    with serve(folder, folder / "notebooks") as running:
        yield running


# Scoped to the module: while it runs, Playwright's event loop bars others from this thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start the system's Chromium."""
    with open_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Open an empty page of a new visitor."""
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        context.set_default_timeout(SECONDS * 1000)
        yield context.new_page()


def run_all_cells(page: Any, lab: Lab, name: str) -> Any:
    """Open a notebook, choose Run > Run All Cells, and wait until the kernel has finished."""
    page.goto(f"{lab.url}lab/tree/{name}?token={TOKEN}&reset")
    panel = page.locator(".jp-NotebookPanel")
    page.locator("#jp-main-statusbar", has_text="| Idle").wait_for()  # it has found its kernel
    page.locator(MENU, has_text="Run").click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    page.wait_for_function(FINISHED, arg=[panel.element_handle(), IDLE, TROUBLE])
    return panel


@pytest.mark.parametrize("name", NAMES)
def test_notebook_runs_without_error(page: Any, lab: Lab, name: str) -> None:
    """Run All Cells runs every cell of a notebook, and none shows an error or a warning."""
    panel = run_all_cells(page, lab, name)
    assert panel.locator(TROUBLE).all_inner_texts() == []


def test_matrix_is_visible(page: Any, lab: Lab) -> None:
    """The lead matrix is on screen, large enough to read; its alternative text names all rows."""
    from playwright.sync_api import expect

    rows = load_framework("138").get_elements("scenario")["name_zh"]
    panel = run_all_cells(page, lab, "00-summary.ipynb")
    matrix = panel.locator(".jp-CodeCell", has_text="draw_matrix").locator("img")
    matrix.scroll_into_view_if_needed()
    expect(matrix).to_be_in_viewport(timeout=SECONDS * 1000)
    assert matrix.evaluate("image => image.naturalWidth") > 400
    # where there is none, JupyterLab says "Image"
    assert [name for name in rows if name not in matrix.get_attribute("alt")] == []


def test_lab_offers_simplified_chinese(lab: Lab) -> None:
    """JupyterLab lists Simplified Chinese among its languages."""
    assert "zh_CN" in lab.fetch("lab/api/translations/")["data"]


def test_interface_speaks_chinese(page: Any, lab: Lab) -> None:
    """With Simplified Chinese chosen in the settings, the menus are in Chinese."""
    write_setting(lab.settings, LANGUAGE, {"locale": "zh_CN"})
    try:
        page.goto(f"{lab.url}lab?token={TOKEN}")
        page.locator(MENU).first.wait_for()
        assert "文件" in page.locator(MENU).all_inner_texts()
    finally:
        write_setting(lab.settings, LANGUAGE, SETTINGS[LANGUAGE])
