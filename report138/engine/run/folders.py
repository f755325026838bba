"""Private temporary folders, with paths short enough for sockets inside."""

import os
import tempfile
from pathlib import Path

SOCKET_PATH_LIMIT = 90  # bytes: a socket's path may have 103 (macOS), and the kernel adds to it


def make_folder(room: int, inside: Path | None = None) -> Path:
    """Make a private folder, in a given one or where a path has room for more of this many bytes."""
    return Path(tempfile.mkdtemp(prefix="r138-", dir=inside or _choose_base(room)))


def _choose_base(room: int) -> str:
    base = tempfile.gettempdir()
    if os.name == "posix" and len(os.fsencode(base)) > SOCKET_PATH_LIMIT - room:
        return "/tmp"
    return base
