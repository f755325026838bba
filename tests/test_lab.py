"""The notebooks in a real JupyterLab, driven by a real browser as a reader would."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

from report138.framework import load_framework

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
TOKEN = "report138"
SECONDS = 120  # the longest wait for anything, far more than it takes

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = [
    "--no-sandbox",  # root has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, and the folder of its user's settings."""

    url: str
    settings: Path

    def fetch(self, path: str) -> Any:
        """Ask the server's API for something, past any proxy."""
        with build_opener(ProxyHandler({})).open(f"{self.url}{path}?token={TOKEN}") as answer:
            return json.load(answer)


def write_setting(folder: Path, plugin: str, value: dict[str, Any]) -> None:
    """Store what a user has set for one of JupyterLab's plugins."""
    path = folder / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def wait_for_lab(server: "subprocess.Popen[bytes]", folder: Path, log: Path) -> Lab:
    """Wait until the server has told its address and its API answers there."""
    note = folder / "runtime" / f"jpserver-{server.pid}.json"
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            lab = Lab(json.loads(note.read_text("utf-8"))["url"], folder / "settings")
            lab.fetch("api/status")
        except (OSError, ValueError, URLError):  # not written, half written, not listening
            time.sleep(0.2)
        else:
            return lab
    raise RuntimeError(f"JupyterLab does not answer:\n{log.read_text('utf-8')[-3000:]}")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Serve a copy of the notebooks in a JupyterLab that knows nothing of the user's own."""
    if importlib.util.find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed: it is in the extra `lab`")
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, folder / "notebooks")
    for plugin, value in SETTINGS.items():
        write_setting(folder / "settings", plugin, value)
    own = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    environment = {**os.environ, **{name: str(folder / path) for name, path in own.items()}}
    environment["JUPYTER_PREFER_ENV_PATH"] = "1"  # the kernel of this environment, no other
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.token={TOKEN}", "--ServerApp.port=0"]
    command += [f"--ServerApp.root_dir={folder / 'notebooks'}"]
    log = folder / "log.txt"
    with log.open("wb") as stream:
        server = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream
        )
        try:
            yield wait_for_lab(server, folder, log)
        finally:
            server.terminate()
            try:
                server.wait(SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


# Scoped to the module: while it runs, Playwright's event loop bars others from this thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start the system's Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=found, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


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
    panel = run_all_cells(page, lab, "02-interlinkages.ipynb")
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
