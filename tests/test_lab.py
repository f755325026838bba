"""The notebooks in a real JupyterLab, driven by a real browser as a reader would."""

import importlib.util
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lab_server import SECONDS, TOKEN, Lab, serve, write_setting

from report138.data.framework import load_framework
from report138.engine.plan.stored_notebook import has_outputs, hash_notebook

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
OURS = ROOT / "report138" / "engine" / "lab"  # as make lab says
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
ZH = 'language: str = \\"zh\\"'
PAGE = "<!DOCTYPE html><title>t</title><h1>A report</h1>"
# after an error the cells that follow stay without a count
FINISHED = """([panel, idle, trouble]) => {
    const all = selector => [...panel.querySelectorAll(selector)];
    const prompts = all(".jp-CodeCell .jp-InputPrompt").map(prompt => prompt.textContent);
    const done = prompts.every(prompt => /\\d/.test(prompt)) || all(trouble).length > 0;
    return all(idle).length > 0 && done && !prompts.some(prompt => prompt.includes("*"));
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Serve notebooks, data and a report in a JupyterLab that knows nothing of the user's own."""
    if importlib.util.find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed: it is in the extra `lab`")
    folder = tmp_path_factory.mktemp("lab")
    tree = folder / "tree"
    for name in ("notebooks", "data"):
        shutil.copytree(ROOT / name, tree / name)
    english = (
        (NOTEBOOKS / "00-summary.ipynb").read_text("utf-8").replace(ZH, ZH.replace("zh", "en", 1))
    )
    (tree / "notebooks" / "english.ipynb").write_text(english, "utf-8")
    (tree / "reports").mkdir()
    (tree / "reports" / "report.html").write_text(PAGE, "utf-8")
    for plugin, value in SETTINGS.items():
        write_setting(folder / "settings", plugin, value)
    ours = {"JUPYTER_PATH": str(OURS), "JUPYTER_CONFIG_PATH": str(OURS / "jupyter")}
    with serve(folder, tree, **ours) as running:
        yield running


def open_notebook(page: Any, lab: Lab, name: str) -> Any:
    """Open a notebook, and wait until it has found its kernel."""
    page.goto(f"{lab.url}lab/tree/notebooks/{name}?token={TOKEN}&reset")
    page.locator("#jp-main-statusbar", has_text="| Idle").wait_for()
    return page.locator(".jp-NotebookPanel")


def run_all_cells(page: Any, lab: Lab, name: str) -> Any:
    """Open a notebook, choose Run > Run All Cells, and wait until the kernel has finished."""
    panel = open_notebook(page, lab, name)
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


def list_headings(panel: Any) -> list[str]:
    """Return the headings that can be seen."""
    heads = panel.locator(".jp-MarkdownOutput :is(h1, h2)")
    return [head.inner_text().strip("¶") for head in heads.all() if head.is_visible()]


@pytest.mark.parametrize(
    ("name", "only", "button", "back"),
    [
        ("00-summary.ipynb", "要点", "显示英文", "只看中文"),
        ("english.ipynb", "At a glance", "Show Chinese", "English only"),
    ],
)
def test_only_the_language_at_hand_is_shown(
    page: Any, lab: Lab, name: str, only: str, button: str, back: str
) -> None:
    """The cells of the other language are hidden; one click shows them, one more hides them."""
    panel = open_notebook(page, lab, name)
    panel.get_by_text(button, exact=True).wait_for()
    assert list_headings(panel) == [only]
    panel.get_by_text(button, exact=True).click()
    assert list_headings(panel) == ["要点", "At a glance"]
    panel.get_by_text(back, exact=True).click()
    assert list_headings(panel) == [only]


def test_a_notebook_in_one_language_has_no_button(page: Any, lab: Lab) -> None:
    """Where nothing is hidden there is nothing to show."""
    path = lab.folder / "tree" / "notebooks" / "plain.ipynb"
    notebook = json.loads((NOTEBOOKS / "00-summary.ipynb").read_text("utf-8"))
    notebook["cells"] = notebook["cells"][2:3]
    path.write_text(json.dumps(notebook), "utf-8")
    panel = open_notebook(page, lab, "plain.ipynb")
    panel.locator(".report138-language").wait_for(state="attached")
    assert not panel.locator(".report138-language").is_visible()


def test_run_and_saved_it_makes_no_document_due(page: Any, lab: Lab) -> None:
    """Run All and save: the file has outputs, and its documents follow from the same cells."""
    path = lab.folder / "tree" / "notebooks" / "brief.ipynb"
    before = hash_notebook(path)
    panel = run_all_cells(page, lab, path.name)
    panel.locator(".jp-Cell").first.click()
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !document.querySelector('.lm-TabBar-tab.jp-mod-dirty')")
    assert has_outputs(path)
    assert hash_notebook(path) == before


def test_data_can_be_edited(page: Any, lab: Lab) -> None:
    """A file of the data opens in an editor, not in a view that cannot be written in."""
    page.goto(f"{lab.url}lab/tree/data/138/readings.csv?token={TOKEN}&reset")
    page.locator(".jp-FileEditor .cm-content").wait_for()


def test_a_report_can_be_looked_at(page: Any, lab: Lab) -> None:
    """A page under reports/ opens beside the notebooks."""
    page.goto(f"{lab.url}lab/tree/reports/report.html?token={TOKEN}&reset")
    page.frame_locator(".jp-HTMLViewer iframe").get_by_text("A report").wait_for()
