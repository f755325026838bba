"""Where kernels keep what packages would put into the user's home, which may be full, or none."""

import os
import sys
from pathlib import Path


def choose_homes(folder: Path) -> dict[str, str]:
    """Return variables that send packages to a folder of the run.

    IPython's profile always goes there.  Matplotlib's cache does where it could not be in its
    usual place: to list the fonts of the system anew takes a second or more.
    """
    homes = {"IPYTHONDIR": str(folder / "ipython")}
    if "MPLCONFIGDIR" not in os.environ and not all(map(_is_usable, _list_usual())):
        homes["MPLCONFIGDIR"] = str(folder / "matplotlib")
    return homes


def _list_usual() -> list[Path]:
    """List the folders that matplotlib uses by itself."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return [Path("~/.matplotlib")]
    bases = (("XDG_CONFIG_HOME", "~/.config"), ("XDG_CACHE_HOME", "~/.cache"))
    return [Path(os.environ.get(name) or usual) / "matplotlib" for name, usual in bases]


def _is_usable(folder: Path) -> bool:
    """Return whether a folder is there, or can be made, and can be written."""
    try:
        folder = folder.expanduser()
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # the second where the user has no home
        return False
    return os.access(folder, os.W_OK)
