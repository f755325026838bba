"""What the engine knows of a framework: one folder of data files, checked elsewhere.

`cli` makes the catalog and passes it in.  A scheduled run, which starts in a process of the engine's
own, finds it by its name in the settings.
"""

import pkgutil
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from report138.settings import get_settings


@dataclass(frozen=True)
class Framework:
    """One data folder, checked: what a document of it needs and may be about."""

    name: str  # starts the name of every document
    folder: Path
    files: tuple[str, ...] = ()  # what counts in the folder, as far as it is there
    languages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # on the data, for people who ask
    warning: str = ""  # on the data, in one line, for everybody
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)  # values, by phrase
    allowed: Mapping[str, Sequence[str]] = field(default_factory=dict)  # values, by parameter
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # of values, by language
    is_default: bool = False  # taken where a command names none

    @property
    def data_file(self) -> str:
        """The name of the file that its data are published in."""
        return f"{make_stem(self.name, 'data')}.zip"


def make_stem(*parts: str) -> str:
    """Join parts to the name of a file without its ending."""
    return "-".join(re.sub(r"[^\w.]+", "_", part) for part in parts)


@dataclass(frozen=True)
class Catalog:
    """The frameworks that can be selected, and how to read one."""

    default: str
    languages: tuple[str, ...]  # of all that may be there
    phrases: tuple[str, ...]  # such as "all tracks", which each framework has its own list for
    find: Callable[[str], Path]  # by a folder's path or name
    list_names: Callable[[], list[str]]
    read: Callable[[Path], Framework]  # raises a DataError that names every fault


def get_catalog() -> Catalog:
    """Return the catalog that the settings name."""
    return pkgutil.resolve_name(get_settings().catalog)
