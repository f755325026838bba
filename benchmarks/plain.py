"""The plain way: papermill, then `jupyter nbconvert --to html` and `--to webpdf`, a document each.

It is given an advantage: a report's six notebooks come as one, so that it pays for one kernel and
three commands a document and not for six kernels and eighteen commands.
"""

import os
import shutil
import sys
from pathlib import Path

from benchmarks.measure import Result, add, run

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def prepare(folder: Path) -> dict[str, str] | None:
    """Return an environment in which nbconvert finds the system's Chromium; None without one.

    Playwright looks for a browser of its own download only, so a folder of such downloads is
    made, with a link to the browser of the system.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        wanted = Path(playwright.chromium.executable_path)
    download = wanted.parents[1].name  # chromium-1255
    shell = download.replace("chromium", "chromium_headless_shell")
    for name in (
        f"{download}/{wanted.parent.name}/{wanted.name}",
        f"{shell}/chrome-headless-shell-linux64/chrome-headless-shell",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(found)
    return {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(folder)}


def render(
    notebook: Path,
    out: Path,
    environment: dict[str, str],
    folder: Path,
    look: float = 0.0,
    pdf: bool = True,
) -> Result:
    """Render one document: execute, HTML, and PDF if it is wanted."""
    out.mkdir(parents=True, exist_ok=True)
    executed, home = str(out / notebook.name), Path(sys.executable).parent
    convert = [str(home / "jupyter-nbconvert"), executed, "--output-dir", str(out)]
    sandbox = "--WebPDFExporter.disable_sandbox=True"  # without it no Chromium starts as root
    commands = (
        [str(home / "papermill"), str(notebook), executed, "--no-progress-bar"],
        [*convert, "--to", "html"],
        [*convert, "--to", "webpdf", sandbox],
    )
    return add([run(command, environment, folder, look) for command in commands[: 2 + pdf]])
