"""Temporary folders: whose they are, and that what killed runs left is removed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from report138.engine.run import folders
from report138.engine.run.folders import LOCK, make_folder, remove_folder, sweep_folders

MAKE = """
import sys
from report138.engine.run import folders
folders.choose_base = lambda _: sys.argv[1]
print(folders.make_folder(20), flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for temporary files."""
    monkeypatch.setattr("report138.engine.run.folders.choose_base", lambda _: str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def start(base: Path) -> tuple["subprocess.Popen[str]", Path]:
    """Start a process that makes a folder; return both."""
    command = [sys.executable, "-c", MAKE, str(base)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return process, Path(process.stdout.readline().strip())


def test_what_a_killed_process_left_is_removed(base: Path) -> None:
    """As long as the process lives its folder stays; then it goes with all in it."""
    process, folder = start(base)
    (folder / "more").mkdir()
    with process:
        sweep_folders()
        assert folder.is_dir()
        process.kill()
    sweep_folders()
    assert not folder.exists()


@pytest.mark.parametrize("left", [False, True], ids=["removed", "swept"])
def test_the_lock_of_a_folder_goes_last(
    base: Path, monkeypatch: pytest.MonkeyPatch, left: bool
) -> None:
    """By it the next run knows the folder, should this one be killed in the midst of removing it."""
    folder = make_folder(20)
    (folder / "more").mkdir()
    if left:
        folders._held.pop(folder).release()
        (folder / LOCK).touch()
    locked, remove = {}, shutil.rmtree

    def note(path: Path, **options: bool) -> None:
        locked[path] = (folder / LOCK).exists()
        remove(path, **options)

    monkeypatch.setattr(folders.shutil, "rmtree", note)
    sweep_folders() if left else remove_folder(folder)
    assert locked[folder / "more"]
    assert list(locked) == [folder / "more", folder]
    assert not folder.exists()


def test_an_empty_folder_goes_after_an_hour(base: Path) -> None:
    """A run killed between the two last steps leaves one without a lock; a young one may be in the making."""
    old, young, full = (base / f"r138-{name}" for name in ("old", "young", "full"))
    for folder in (old, young, full):
        folder.mkdir()
    (full / "x").touch()
    for folder in (old, full):
        os.utime(folder, (0, 0))
    sweep_folders()
    assert sorted(base.iterdir()) == [full, young]


def test_own_folders_stay_until_they_are_removed(base: Path) -> None:
    """A run does not take its own folders for those of another."""
    folder = make_folder(20)
    sweep_folders()
    assert folder.is_dir()
    remove_folder(folder)
    assert list(base.iterdir()) == []


def test_what_others_made_stays(base: Path) -> None:
    """Folders of another name, without a lock, or behind a link are nobody's business here."""
    aside = base / "aside"
    aside.mkdir()
    (aside / "lock").touch()
    (base / "r138-link").symlink_to(aside)
    (base / "r138-empty").mkdir()
    (base / "pymp-other").mkdir()
    (base / "pymp-other" / "lock").touch()
    before = sorted(base.rglob("*"))
    sweep_folders()
    assert sorted(base.rglob("*")) == before


def test_what_another_user_made_stays(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it could be removed, as by root."""
    process, folder = start(base)
    with process:
        process.kill()
    monkeypatch.setattr("os.getuid", lambda: folder.stat().st_uid + 1, raising=False)
    sweep_folders()
    assert folder.is_dir()
