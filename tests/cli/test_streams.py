"""Standard streams, home and folders that are not as usual: documents are published all the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a shell")

BUILD = "build brief -p element=S1 --language zh --format html --out {out}"
PAGE = "138-brief-S1-zh.html"


def run(line: str, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell, in which RENDER is the command line."""
    program = f"{sys.executable} {ROOT / 'render.py'}"
    return subprocess.run(
        ["bash", "-c", line.replace("RENDER", program).format(out=out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize("streams", ["| true", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_who_does_not_listen_hinders_nothing(tmp_path: Path, streams: str) -> None:
    """A reader that has left, and streams that are closed: published, status 0, no word."""
    done = run(f"RENDER {BUILD} {streams}; exit ${{{{PIPESTATUS[0]}}}}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / PAGE).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_device_is_told_after_publishing(tmp_path: Path) -> None:
    """What cannot be written down costs the status, and no document."""
    done = run(f"RENDER {BUILD} > /dev/full", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("error: standard output: ")
    assert (tmp_path / PAGE).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("command", ["list", "check", "--help"])
def test_a_full_device_is_told_in_one_line(tmp_path: Path, command: str) -> None:
    """Other commands have no traceback either."""
    done = run(f"RENDER {command} > /dev/full", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_no_home_is_needed(tmp_path: Path) -> None:
    """In a home that takes no file a document is rendered, and nothing is said."""
    nowhere = {"HOME": "/dev/null/home", "XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": ""}
    done = run(f"RENDER {BUILD} --quiet", tmp_path, **nowhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / PAGE).is_file()


def test_a_home_gets_no_profile(tmp_path: Path) -> None:
    """Kernels keep their files in the run's folder; only a cache of fonts is kept for the next."""
    home = tmp_path / "home"
    home.mkdir()
    run(f"RENDER {BUILD} --quiet", tmp_path, HOME=str(home), XDG_CACHE_HOME="", XDG_CONFIG_HOME="")
    assert (tmp_path / PAGE).is_file()
    left = [path.name for path in home.rglob("*") if path.is_file()]
    assert [name for name in left if not name.startswith("fontlist")] == []


def test_few_open_files_are_told(tmp_path: Path) -> None:
    """A limit that is fixed too low is one line, and one that is not is raised."""
    fixed = run(f"ulimit -n 64; RENDER {BUILD}", tmp_path)
    assert fixed.returncode == 2
    assert fixed.stderr == (
        "error: this system allows 64 open files at a time, and rendering needs 256: see ulimit -n\n"
    )
    raised = run(f"ulimit -Sn 64; RENDER {BUILD}", tmp_path)
    assert (raised.returncode, raised.stderr) == (0, "")


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_a_removed_working_folder_is_told(tmp_path: Path, command: str) -> None:
    """Where the working folder is gone, one line says so."""
    gone = tmp_path / "gone"
    done = run(f"mkdir {gone} && cd {gone} && rmdir {gone} && RENDER {command}", tmp_path)
    assert done.returncode == 2
    assert done.stderr == "error: the working folder was removed: change to one that is there\n"


def test_temporary_files_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    """Where no folder takes temporary files, one line says so."""
    code = (
        "import sys, tempfile; tempfile._candidate_tempdir_list = lambda: ['/nonexistent']; "
        "import render; sys.exit(render.run(sys.argv[1:]))"
    )
    done = run(f'{sys.executable} -c "{code}" {BUILD}', tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "temporary" in done.stderr
