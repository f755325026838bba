"""A Jupyter server without the user's own settings, and a browser to look at it."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

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
OWN = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}


@dataclass(frozen=True)
class Lab:
    """A running server: its address, the folder of all that is its own, and its process id."""

    url: str
    folder: Path
    process: int

    @property
    def settings(self) -> Path:
        """The folder of its user's settings."""
        return self.folder / "settings"

    def send(self, method: str, path: str, body: Any = None) -> bytes:
        """Send a request to the server's API, past any proxy, and return what it answers."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"token {TOKEN}"}
        request = Request(self.url + path, data=data, headers=headers, method=method)
        with build_opener(ProxyHandler({})).open(request, timeout=SECONDS) as answer:
            return answer.read()

    def fetch(self, path: str) -> Any:
        """Return what the server's API answers to a GET request."""
        return json.loads(self.send("GET", path))


def write_setting(folder: Path, plugin: str, value: dict[str, Any]) -> None:
    """Store what a user has set for one of JupyterLab's plugins."""
    path = folder / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


@contextmanager
def serve(
    folder: Path, root: Path, program: str = "jupyterlab", **environment: str
) -> Iterator[Lab]:
    """Serve a folder in JupyterLab or another program, with all that the server writes in `folder`."""
    own = {name: str(folder / path) for name, path in OWN.items()}
    (folder / OWN["JUPYTER_DATA_DIR"]).mkdir(exist_ok=True)
    own["JUPYTER_PREFER_ENV_PATH"] = "1"  # the kernel of this environment, no other
    command = [sys.executable, "-m", program, "--no-browser", "--allow-root"]
    command += [f"--ServerApp.token={TOKEN}", "--ServerApp.port=0"]
    command += [f"--ServerApp.root_dir={root}"]
    log = folder / "log.txt"
    with log.open("wb") as stream:
        server = subprocess.Popen(
            command,
            env={**os.environ, **own, **environment},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
        try:
            yield _wait(server, folder, log)
        finally:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(server: "subprocess.Popen[bytes]", folder: Path, log: Path) -> Lab:
    """Wait until the server has written its address and its API answers there."""
    note = folder / "runtime" / f"jpserver-{server.pid}.json"
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            lab = Lab(json.loads(note.read_text("utf-8"))["url"], folder, server.pid)
            lab.fetch("api/status")
        except (OSError, ValueError, URLError):  # not written, half written, not listening
            time.sleep(0.2)
        else:
            return lab
    raise RuntimeError(f"JupyterLab does not answer:\n{log.read_text('utf-8')[-3000:]}")


@contextmanager
def open_browser() -> Iterator[Any]:
    """Start the system's Chromium, or skip the test that needs it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=found, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


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
