"""A preview of a copy of this program, as a user starts it, and what a browser gets from it."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from commands import ROOT
from one_notebook import write_notebook

SECONDS = 120  # the longest wait for anything, far more than it takes
PLAN = """reports:
  first:
    notebooks: [first]
    parameters: {language: [zh, en]}
  chapters:
    notebooks: [first, second]
    parameters: {language: [en]}
"""
FIRST, SECOND = "138-first-en.html", "138-chapters-en.html"


def copy_program(folder: Path, *names: str) -> Path:
    """Copy the program with its data into a folder of a test's own, with two small notebooks."""
    shutil.copytree(
        ROOT / "report138", folder / "report138", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "data" / "138", folder / "data" / "138")
    for name in ("render.py", *names):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def write_small(folder: Path) -> Path:
    """Add a plan of two reports with notebooks of a few cells."""
    (folder / "notebooks").mkdir(exist_ok=True)
    (folder / "reports.yaml").write_text(PLAN, encoding="utf-8")
    write_notebook(folder / "notebooks" / "first.ipynb", "word = 'apple'\nprint(word)")
    write_notebook(folder / "notebooks" / "second.ipynb", "print(6 * 7)")
    return folder


def save(path: Path, text: str) -> None:
    """Save as Jupyter and many editors do: another file takes the place of the old one."""
    aside = path.with_name(f".~{path.name}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def edit(path: Path, old: str, new: str) -> None:
    """Replace some text of a file, which has it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    save(path, text.replace(old, new))


@dataclass
class Preview:
    """A running preview."""

    folder: Path
    process: "subprocess.Popen[str]"
    url: str
    said: list[str] = field(default_factory=list)

    def ask(self, path: str, token: str | None = None, host: str | None = None) -> tuple[int, str]:
        """Return status and text of an answer."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=SECONDS)
        start = parts.path if token is None else f"/{token}/"
        connection.request("GET", start + path, headers={"Host": host or parts.netloc})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def follow(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield each state of a document, as its page hears of it."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=SECONDS)
        stem = name.removesuffix(".html")
        connection.request("GET", f"{parts.path}events/{stem}")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                yield json.loads(line[6:])

    def wait(self, name: str, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Look at a document until it is in a state."""
        return next(state for state in self.follow(name) if fits(state))

    def settle(self, name: str) -> str:
        """Wait until a document is rendered from its sources as they are; return the page."""
        self.wait(name, lambda state: not state["busy"])
        return self.ask(name)[1]

    def await_text(self, name: str, text: str) -> str:
        """Wait until a page has some text; return the page."""
        for _ in self.follow(name):
            page = self.ask(name)[1]
            if text in page:
                return page
        raise AssertionError(text)

    def await_error(self, name: str) -> str:
        """Wait until a document could not be rendered; return the message."""
        return self.wait(name, lambda state: state["error"] and not state["busy"])["error"]

    def list_processes(self) -> list[psutil.Process]:
        """List it with all that it has started."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]


@contextmanager
def open_preview(folder: Path, *arguments: str, **environment: str) -> Iterator[Preview]:
    """Start a preview, and end it by Ctrl-C."""
    process = start(folder, *arguments, **environment)
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"{line}{process.stdout.read()}"
        preview = Preview(folder, process, found[0])
        reader = threading.Thread(target=lambda: preview.said.extend(process.stdout), daemon=True)
        reader.start()
        yield preview
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        finally:
            process.kill()


def start(folder: Path, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    """Start the command without a browser; errors go where the rest does."""
    return subprocess.Popen(
        [sys.executable, "render.py", "preview", *arguments, "--no-browser"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(folder)} | environment,
        start_new_session=True,
    )


def is_gone(processes: list[psutil.Process], seconds: float = 10.0) -> bool:
    """Return whether all these processes end soon."""
    until = time.monotonic() + seconds
    while any(map(_runs, processes)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(_runs, processes))


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
