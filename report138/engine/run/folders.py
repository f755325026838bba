"""Private temporary folders, with paths short enough for sockets inside.

The process that made one holds a lock in it, which the system drops with the process: so the next
run can tell what a killed one has left.
"""

import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX, LOCK = "r138-", "lock"
SOCKET_PATH_LIMIT = 90  # bytes: a socket's path may have 103 (macOS), and the kernel adds to it
UNLOCKED = 3600  # seconds: no run takes so long to lock the folder that it has made
MOST_ROOM = 60  # bytes that any path inside needs

_held: dict[Path, FileLock] = {}


def make_folder(room: int, inside: Path | None = None) -> Path:
    """Make a private folder, in a given one or where a path has room for more of this many bytes."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=inside or choose_base(room)))
        if inside:  # which goes with that one
            return folder
        lock = FileLock(folder / LOCK)
        with suppress(Timeout):
            lock.acquire(timeout=0)
            if (folder / LOCK).exists():
                _held[folder] = lock
                return folder
        # another run has just taken it for one that was left


def is_ours(folder: Path) -> bool:
    """Return whether a folder is one that we could have made: its place and the form of its name."""
    places = {Path(tempfile.gettempdir()), Path(choose_base(SOCKET_PATH_LIMIT))}
    return (
        folder.parent in places
        and re.fullmatch(f"{PREFIX}[a-z0-9_]{{8}}", folder.name) is not None
        and not folder.is_symlink()
    )


def remove_folder(folder: Path) -> None:
    """Remove a folder of this process with all in it."""
    _empty(folder)
    lock = _held.pop(folder, None)
    if lock:
        lock.release()  # Windows removes no file that is open
    shutil.rmtree(folder, ignore_errors=True)


def _empty(folder: Path) -> None:
    """Remove all in a folder but its lock, by which the next run knows it if this one is killed here."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name == LOCK:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def sweep_folders() -> None:
    """Remove what killed runs of this user have left among the temporary files."""
    for base in {tempfile.gettempdir(), choose_base(MOST_ROOM)}:
        for folder in Path(base).glob(f"{PREFIX}*"):
            remove_if_left(folder)


def remove_if_left(folder: Path) -> None:
    """Remove a folder that this module made, if it is this user's and its process is gone."""
    with suppress(Timeout, OSError):
        mine = not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()
        if not mine or folder.is_symlink():
            return
        if not (folder / LOCK).is_file():
            old = time.time() - folder.lstat().st_mtime > UNLOCKED
            if old and not any(folder.iterdir()):
                folder.rmdir()
            return
        with FileLock(folder / LOCK, timeout=0):
            _empty(folder)
            shutil.rmtree(folder, ignore_errors=True)


def choose_base(room: int) -> str:
    """Return the folder for temporary files, or another one where its path is too long."""
    base = tempfile.gettempdir()
    if os.name == "posix" and len(os.fsencode(base)) > SOCKET_PATH_LIMIT - room:
        return "/tmp"
    return base
