"""A copy of the program with a plan of one tiny notebook, and its schedule."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import psutil
import sample
from commands import ROOT
from nbformat.v4 import new_code_cell, new_notebook

from report138.engine.schedule.runs import read_runs

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PARAMETERS = 'language: str = "en"\nframework: str = "tiny"'
PLAN = """\
reports:
  r:
    notebooks: [w]
    formats: [ipynb]
    parameters:
      language: en
"""
OPTIONS = ("r", "--data", "tiny", "--force")
PATIENCE = 60.0


@dataclass
class House:
    """A copy of the program; what its notebook does stands in a file of its own."""

    root: Path
    temporary: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def out(self) -> Path:
        """The output folder."""
        return self.root / "reports"

    @property
    def runs(self) -> list[dict[str, Any]]:
        """The runs on record."""
        return read_runs(self.out)

    @property
    def statuses(self) -> list[str]:
        """What became of the runs on record."""
        return [run["status"] for run in self.runs]

    @property
    def state(self) -> dict[str, Any]:
        """What the schedule remembers."""
        return json.loads((self.out / "schedule.json").read_text(encoding="utf-8"))

    def behave(self, code: str) -> None:
        """Say what the notebook does from now on."""
        (self.root / "cell.py").write_text(code, encoding="utf-8")

    def command(self, *arguments: str) -> list[str]:
        """Return a command of the house's own render.py."""
        return [sys.executable, str(self.root / "render.py"), *arguments]

    @property
    def environment(self) -> dict[str, str]:
        """An environment by which everything started from here can be found."""
        return {**os.environ, "TMPDIR": str(self.temporary), "PYTHONPATH": str(self.root)}

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """Start a command and return its process."""
        process = subprocess.Popen(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            **options,
        )
        self.started.append(process)
        return process

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def once(
        self, expression: str = "0 7 * * *", *options: str
    ) -> subprocess.CompletedProcess[str]:
        """Render what is due, if anything is."""
        return self.run("schedule", expression, *OPTIONS, "--tz", "UTC", "--once", *options)

    def serve(self, expression: str = "0 7 * * *", *options: str) -> subprocess.Popen[str]:
        """Start the service."""
        return self.start("schedule", expression, *OPTIONS, "--tz", "UTC", *options)

    def list_processes(self, *words: str) -> list[psutil.Process]:
        """List the processes that run in this house, however started, whose command has the words."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                # the temporary folder of a run is inside that of the house
                mine = process.environ().get("PYTHONPATH", "").startswith(str(self.root))
                alive = process.status() != psutil.STATUS_ZOMBIE
                command = " ".join(process.cmdline())
                if mine and alive and all(word in command for word in words):
                    found.append(process)
        return found

    def list_kernels(self) -> list[psutil.Process]:
        """List the kernels that run in this house: plain ones, and those forked from a warm server."""
        kernels = self.list_processes("ipykernel_launcher")
        servers = [
            process.pid for process in self.list_processes("report138.engine.run.warm.server")
        ]
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):  # gone meanwhile
                # a spare one has no session of its own yet
                if process.ppid() in servers and os.getsid(process.pid) == process.pid:
                    kernels.append(process)
        return kernels

    def check_clean(self, staging: bool = False) -> None:
        """Check that nothing runs and nothing temporary is left, nor half an edition aside."""
        assert self.list_processes() == []
        assert [str(path) for path in self.temporary.rglob("*")] == []
        assert not [path for path in self.out.rglob("*") if path.name.endswith(".part")]
        assert staging or not list(self.out.glob("archive/.new-*"))

    def close(self) -> None:
        """End what still runs."""
        for process in self.list_processes():
            with suppress(psutil.Error):
                process.kill()
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.communicate()
        shutil.rmtree(self.temporary, ignore_errors=True)


def build_house(root: Path, temporary: Path) -> House:
    """Build a house in a folder."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "report138", root / "report138", ignore=ignore)
    shutil.copy(ROOT / "render.py", root / "render.py")
    sample.write_tiny(root / "data" / "tiny")
    (root / "reports.yaml").write_text(PLAN)
    (root / "notebooks").mkdir()
    cells = [
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_code_cell(f"exec(open({str(root / 'cell.py')!r}).read())"),
    ]
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), root / "notebooks" / "w.ipynb")
    temporary.mkdir()
    house = House(root, temporary)
    house.behave("print('well')")
    return house


def wait_for(condition: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Wait until something holds, and return it."""
    end = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)
    return found


def stop(process: subprocess.Popen[str]) -> str:
    """End a service as the system does; return its log."""
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    return err
