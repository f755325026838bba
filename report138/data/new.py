"""A new framework: its folder with example rows to replace, and what is left to fill in.

The examples in the folder `example` pass the check and render at once; they say what they are.
"""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from report138.data.check import Checked
from report138.data.schema import FILES, NAME_PATTERN, NOT_ASSESSABLE, OTHER_KINDS
from report138.errors import UserError, count
from report138.whole_file import write_whole

EXAMPLE = Path(__file__).parent / "example"
SHOWN = 5
TITLES = ("title", "title_zh", "title_en", "sources")


class NewFrameworkError(UserError):
    """The folder cannot be made: its name does not fit, or it is there already."""


def make_framework(name: str, base: Path) -> Path:
    """Make the folder `base`/`name` with example files; return its path."""
    if not NAME_PATTERN.fullmatch(name) or len(name) > 40:
        raise NewFrameworkError(
            f"{name}: lower-case letters, digits, . _ - only, 40 at most, as it starts file names"
        )
    folder = base / name
    if folder.exists():
        raise NewFrameworkError(f"{folder} is there already")
    with open_aside(folder) as made:
        _write_files(made, name)
    return folder


@contextmanager
def open_aside(folder: Path) -> Iterator[Path]:
    """Open a folder to fill; at the end it becomes the one named, or the content of an empty one."""
    folder = folder.resolve()
    empty = folder.exists()  # which stays: somebody may work in it
    base = folder if empty else folder.parent
    base.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=f".{folder.name}.", dir=base, ignore_cleanup_errors=True
    ) as aside:
        made = Path(aside) / folder.name
        yield made
        if empty:
            for path in made.iterdir():
                path.rename(folder / path.name)
        else:
            made.rename(folder)


def _write_files(folder: Path, name: str) -> None:
    files = [file for file in FILES if (EXAMPLE / file).exists()]  # not all that are optional
    for file in files:
        write_whole(folder / file, (EXAMPLE / file).read_bytes())
    package = make_package(
        name,
        {
            "title": f"{name} (example)",
            "title_zh": f"{name}（例）",
            "title_en": f"{name} (example)",
        },
        files,
        sources=[{"title": "the text that was coded (example)"}],
        licenses=[{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
    )
    write_whole(folder / "datapackage.json", package)
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8").replace("{name}", name)
    write_whole(folder / "README.md", readme.encode())


def make_package(name: str, titles: dict[str, str], files: Iterable[str], **more: object) -> bytes:
    """Make datapackage.json for files of the contract; what is empty of `more` is left out."""
    package = {
        "name": name,
        **titles,
        "version": "0.1.0",
        "created": f"{date.today().isoformat()}T00:00:00Z",
        **{key: value for key, value in more.items() if value},
        "resources": [_describe(file) for file in files],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _describe(file: str) -> dict[str, object]:
    schema = {
        "fields": [{"name": field.name} for field in FILES[file].fields],
        "fieldsMatch": "subset",
        "missingValues": [""],
    }
    return {"name": Path(file).stem, "path": file, "encoding": "utf-8", "schema": schema}


def list_next_steps(checked: Checked) -> list[str]:
    """Say what a valid folder still lacks, in the order in which it is best filled."""
    steps = []
    for name, rows in checked.tables.items():
        numbers = [row.number for row in rows if any(map(is_example, row.values.values()))]
        if numbers:
            steps.append(f"{name}: replace the example in row {_list(numbers)}")
    if any(is_example(str(checked.package.get(key, ""))) for key in TITLES):
        steps.append("datapackage.json: replace the example title and source")
    scored = any(
        not row["segment_id"] and row["level"] not in ("0", NOT_ASSESSABLE)
        for row in checked.tables["coding.csv"]
    )  # whole cells with levels of their own need no quotations, hence no words and places
    if not checked.tables["segments.csv"] and not scored:
        steps.append("segments.csv: no quotation yet")
    cells = _find_uncoded(checked)
    if cells:
        are = "is" if len(cells) == 1 else "are"
        steps.append(f"coding.csv: {count(len(cells), 'cell')} {are} not coded: {_list(cells)}")
    steps += _find_unused(checked)
    if not checked.tables["lexicon.csv"] and not scored:
        steps.append("lexicon.csv: no trigger terms yet")
    if not checked.tables["locators.csv"] and not scored:
        steps.append("locators.csv: missing; the strip and the shares of text are left out")
    return steps


def _list(items: list) -> str:
    shown = ", ".join(map(str, items[:SHOWN]))
    return shown + (f" and {len(items) - SHOWN} more" if len(items) > SHOWN else "")


def _find_uncoded(checked: Checked) -> list[str]:
    rows = checked.tables["coding.csv"]
    first = rows[0]["coder"] if rows else ""
    done = {(row["track_id"], row["scenario_id"]) for row in rows if row["coder"] == first}
    return [" × ".join(cell) for cell in checked.list_cells() if cell not in done]


def _find_unused(checked: Checked) -> list[str]:
    used = {row["segment_id"] for row in checked.tables["coding.csv"]}
    unused = [
        row["segment_id"]
        for row in checked.tables["segments.csv"]
        if row["kind"] not in OTHER_KINDS and row["segment_id"] not in used
    ]
    return [f"coding.csv: no row for segment {_list(unused)}"] if unused else []


def is_example(text: str) -> bool:
    """Return whether a text is still one of the examples."""
    return bool(re.search(r"（例）|\(example\)", text))
