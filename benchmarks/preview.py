"""From saving a notebook to the reloaded page in a browser: `render.py preview`, as a user has it.

`python -m benchmarks.preview` measures this alone, and the plain way beside it.
"""

import argparse
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import plain
from benchmarks.inputs import ROOT, list_documents, write_notebooks
from benchmarks.measure import Result, show

COPIED = ("render.py", "reports.yaml", "report138", "notebooks", "data")
# Document, notebook that is changed, arguments.
CASES = {
    "report": ("138-report-zh", "02-interlinkages", ("report", "--language", "zh")),
    "brief": ("138-brief-T1-zh", "brief", ("brief", "-p", "element=T1", "--language", "zh")),
}
PAUSE = 0.5  # seconds between two saves: a reader looks first
MOST_MS = 120_000


class Changes:
    """A notebook of a copy of the program, and words and lines that are added to it."""

    def __init__(self, folder: Path, notebook: str) -> None:
        """Read the notebook as it is shipped."""
        self.path = folder / "notebooks" / f"{notebook}.ipynb"
        self.stored = self.path.read_text(encoding="utf-8")
        self.numbers = itertools.count(100_000)

    def save(self, kind: str) -> str:
        """Save it with one word in its text, or one line in its code, that stands nowhere else."""
        word, notebook = f"w{next(self.numbers)}", json.loads(self.stored)
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == kind]
        if kind == "markdown":
            cells = [cell for cell in cells if "lang-en" not in cell["metadata"].get("tags", ())]
        added = f" {word}" if kind == "markdown" else f"\nprint('{word}')"
        cells[-1]["source"] = "".join(cells[-1]["source"]) + added
        aside = self.path.with_name(f".~{self.path.name}")  # as Jupyter saves
        aside.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
        aside.replace(self.path)
        return word


def measure_preview(folder: Path, case: str, rounds: int) -> dict[str, list[Result]]:
    """Return the seconds from saving a word, or a line of code, to the page that has it."""
    stem, notebook, arguments = CASES[case]
    changes, taken = Changes(folder, notebook), {"markdown": [], "code": []}
    with open_page(folder, stem, arguments) as page:
        # one more of each comes first, and does not count
        for kind, number in itertools.product(taken, range(rounds + 1)):
            time.sleep(PAUSE)
            began = time.perf_counter()
            word = changes.save(kind)
            page.wait_for_function(
                "word => document.readyState === 'complete' && document.body.textContent.includes(word)",
                arg=word,
                timeout=MOST_MS,
                polling=20,
            )
            if number:
                taken[kind].append(Result(time.perf_counter() - began))
    changes.path.write_text(changes.stored, encoding="utf-8")
    return taken


@contextmanager
def open_page(folder: Path, stem: str, arguments: tuple[str, ...]) -> Iterator[Any]:
    """Start a preview, and open its page in the system's Chromium."""
    from playwright.sync_api import sync_playwright

    process = subprocess.Popen(
        [sys.executable, "render.py", "preview", *arguments, "--no-browser"],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(folder)},
    )
    try:
        url = re.search(r"http://\S+", process.stdout.readline())[0]
        found = next(filter(None, map(shutil.which, plain.BROWSERS)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
            page = browser.new_page(bypass_csp=True)  # which would forbid to look for words
            page.goto(f"{url}{stem}.html")
            page.wait_for_selector("#colophon", state="attached", timeout=MOST_MS)
            yield page
            browser.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def copy_program(folder: Path) -> Path:
    """Copy what a preview works on, so that nothing of the repository is changed."""
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        folder.mkdir(exist_ok=True)
        copy(ROOT / name, folder / name)
    return folder


def measure_all(
    folder: Path, rounds: int, repeats: int, environment: dict[str, str]
) -> dict[str, list[Result]]:
    """Measure each case, and the plain way to a page, by "case markdown", "case code", "case plain"."""
    program = copy_program(folder / "program")
    jobs = [job for job in list_documents() if job.stem in {case[0] for case in CASES.values()}]
    notebooks = write_notebooks(jobs, folder / "preview-notebooks")
    found: dict[str, list[Result]] = {}
    for case, (stem, _, _) in CASES.items():
        for kind, taken in measure_preview(program, case, rounds).items():
            found[f"{case} {kind}"] = taken
        found[f"{case} plain"] = [
            plain.render(notebooks[stem], folder / f"plain-{number}", environment, ROOT, pdf=False)
            for number in range(repeats)
        ]
    return found


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preview", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="r138-bench-") as folder:
        found = measure_all(Path(folder), rounds, 3, dict(os.environ))
    print(f"load {os.getloadavg()[0]:.1f}")
    for case, results in found.items():
        print(f"{case}: {show(results)}")


if __name__ == "__main__":
    main()
