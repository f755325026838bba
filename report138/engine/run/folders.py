"""Private temporary folders, with paths short enough for sockets inside."""

import os
import re
import tempfile
from pathlib import Path

SOCKET_PATH_LIMIT = 90  # bytes: a socket's path may have 103 (macOS), and the kernel adds to it


def make_folder(room: int, inside: Path | None = None) -> Path:
    """Make a private folder, in a given one or where a path has room for more of this many bytes."""
    return Path(tempfile.mkdtemp(prefix="r138-", dir=inside or _choose_base(room)))


def is_ours(folder: Path) -> bool:
    """Return whether a folder is one that we could have made: its place and the form of its name."""
    places = {Path(tempfile.gettempdir()), Path(_choose_base(SOCKET_PATH_LIMIT))}
    return (
        folder.parent in places
        and re.fullmatch(r"r138-[a-z0-9_]{8}", folder.name) is not None
        and not folder.is_symlink()
    )


def _choose_base(room: int) -> str:
    base = tempfile.gettempdir()
    if os.name == "posix" and len(os.fsencode(base)) > SOCKET_PATH_LIMIT - room:
        return "/tmp"
    return base
