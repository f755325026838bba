"""Whether a place is ours to write to: what another program has there is left alone."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from report138.engine.errors import UsageError
from report138.engine.publish.index_page import GENERATOR, INDEX
from report138.engine.publish.manifest import ARCHIVE, MANIFEST
from report138.engine.stored import read_stored

FAILED = "failed"
FOLDERS = (ARCHIVE, FAILED)
# The folders of a path from the root on, in the words of an error; not those of a URL
FOLDERS_OF_PATH = re.compile(
    r"(?<![\w.:/\\~-])(?:[A-Za-z]:)?[\\/]{1,2}(?:[^\\/\s'\"<>|:*?]+[\\/])+"
)


def check_place(out: Path, names: Iterable[str]) -> None:
    """Refuse a folder with a foreign index, or with links among names of ours that lead out of it."""
    if not os.path.lexists(out / MANIFEST):
        refuse_foreign_index(read_stored(out / INDEX) if (out / INDEX).is_file() else None, out)
    refuse_links(out, [*names, *FOLDERS, *_list_names(out)])


def _list_names(out: Path) -> Iterable[str]:
    for folder in FOLDERS:
        if (out / folder).is_dir():
            yield from (f"{folder}/{path.name}" for path in (out / folder).iterdir())


def refuse_links(out: Path, names: Iterable[str]) -> None:
    """Refuse symbolic links that lead out of a folder: what is written there would be elsewhere."""
    root = Path(os.path.realpath(out))
    for name in names:
        path = out / name
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
            raise UsageError(f"{path}: a symbolic link that leads out of the folder: remove it")


def refuse_foreign_index(content: bytes | None, place: object) -> None:
    """Refuse to replace an index that does not say that we made it."""
    if content is not None and GENERATOR.encode() not in content:
        raise UsageError(
            f"{place}: its {INDEX} was not made by this program, and there is no {MANIFEST}: "
            "choose another --out, or move it away"
        )


def hide_paths(text: str) -> str:
    """Return a message that readers may see: of paths of this machine the last name only."""
    return FOLDERS_OF_PATH.sub("", text)
