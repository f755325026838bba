"""Run the command line as a user does, in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Run:
    """What a command left behind: its status, what it printed, and where it wrote."""

    status: int
    out: str
    err: str
    folder: Path


def render(*arguments: str | Path, cwd: Path = ROOT, out: Path | None = None) -> Run:
    """Run render.py as a user does; `out`, if given, is passed on as --out."""
    command = [sys.executable, str(ROOT / "render.py"), *map(str, arguments)]
    command += ["--out", str(out)] if out else []
    done = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr, out or cwd)
