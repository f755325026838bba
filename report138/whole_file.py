"""Write files so that they appear whole or not at all, and last once they are there."""

import os
import time
from pathlib import Path

PATIENCE = 5.0  # seconds; a virus scanner or a viewer often lets go after a moment
PAUSE = 0.1


class HeldError(PermissionError):
    """A file could not be replaced because another program holds it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: another program holds it")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside, make it durable, and move it into place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write_durably(aside, content)
        replace_patiently(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_patiently(source: Path, target: Path) -> None:
    """Move a file over another; raise HeldError if another program keeps that one too long."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            os.replace(source, target)  # noqa: PTH105 -- the name that tests count as a step
            return
        except PermissionError as error:
            if time.monotonic() >= end:
                raise HeldError(target) from error
            time.sleep(PAUSE)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder; Windows has no way to ask for that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
