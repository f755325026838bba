"""Frameworks as the engine knows them: here its rooms and those of the data meet."""

from pathlib import Path

from report138.data.check import Checked, check_framework
from report138.data.find import find_framework, list_frameworks
from report138.data.schema import FILES, LANGUAGES
from report138.engine.plan.catalog import Catalog, Framework
from report138.errors import count

DEFAULT = "138"
DATA_FILES = (*FILES, "datapackage.json", "README.md")
# Instead of a list of ids, the plan may say one of these.
PHRASES = {
    "all tracks": ("track",),
    "all scenarios": ("scenario",),
    "all tracks and scenarios": ("track", "scenario"),
}


def read_framework(folder: Path) -> Framework:
    """Check a folder and return what the engine must know of it; raise FrameworkError."""
    checked = check_framework(folder)
    name = str(checked.package["name"])
    return Framework(
        name=name,
        folder=folder,
        files=DATA_FILES,
        languages=checked.languages,
        notes=tuple(checked.notes),
        warning=summarize_warnings(checked, folder),
        lists={phrase: checked.list_ids(*levels) for phrase, levels in PHRASES.items()},
        names={code: name_elements(checked, code) for code in checked.languages},
        allowed={
            "element": checked.list_ids("track", "scenario"),
            "reading": list_coders(checked),
        },
        is_default=name == DEFAULT,
    )


def summarize_warnings(checked: Checked, folder: Path) -> str:
    """Say in one line how many warnings there are, and how they are listed."""
    if not checked.warnings:
        return ""
    number = count(len(checked.warnings), "warning")
    return f"{number} on the data, listed by: python render.py check {folder}"


def list_coders(checked: Checked) -> list[str]:
    """Return the coders who have coded anything, in the order of their first rows."""
    return list(dict.fromkeys(row["coder"] for row in checked.tables["coding.csv"]))


def name_elements(checked: Checked, language: str) -> dict[str, str]:
    """Return the names of the elements in a language, by id."""
    return {row["id"]: row[f"name_{language}"] for row in checked.tables["elements.csv"]}


def choose_framework(data: str | None) -> Path:
    """Find the folder that a command names, or the default one."""
    return find_framework(data or DEFAULT)


CATALOG = Catalog(
    default=DEFAULT,
    languages=LANGUAGES,
    phrases=tuple(PHRASES),
    find=find_framework,
    list_names=list_frameworks,
    read=read_framework,
)
