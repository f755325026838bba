"""Where a framework folder is: a path, or a name under data/, from any working folder.

Apart from framework.py, since the command line finds folders without loading pandas.
"""

from pathlib import Path

from report138.settings import get_settings

ROOT = Path(__file__).resolve().parents[2]  # of this repository


def find_framework(framework: str | Path) -> Path:
    """Resolve a folder path, or a name under data/, from any working folder."""
    name, folder = get_settings().carried
    if name and str(framework) == name:
        return Path(folder)
    given = expand_home(framework)
    bases = [Path.cwd(), *Path.cwd().parents, ROOT]
    candidates = [given, *(base / "data" / given for base in bases)]
    for candidate in candidates:
        if (candidate / "datapackage.json").is_file() or (candidate / "elements.csv").is_file():
            return candidate.resolve()
    return given


def expand_home(path: str | Path) -> Path:
    """Return a path with its ~ resolved, or as it is if there is no such home."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def list_frameworks() -> list[str]:
    """List the names under the data/ of this repository."""
    return sorted(path.parent.name for path in ROOT.glob("data/*/datapackage.json"))
