"""What a document depends on, hashed: when none of it changed, it need not be rendered."""

import hashlib
import json
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from report138.engine.plan.job import Job
from report138.engine.plan.stored_notebook import hash_notebook
from report138.engine.typeset.fonts import get_added_paths

# Packages whose version can change what a page looks like or says.
PACKAGES = (
    "fonttools",
    "jinja2",
    "matplotlib",
    "mistune",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "pikepdf",
    "pylopdf-fonts-zh-cn",
    "typst",
    "uharfbuzz",
)
CODE = Path(__file__).resolve().parents[2]
CODE_FORMS = (".py", ".typ", ".j2", ".ttf")  # of the files in it that documents depend on


def list_versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that matter."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "absent"
    return found


@cache
def hash_file(path: Path) -> str:
    """Return the sha256 of a file, read once in a run."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hash_code() -> str:
    """Return a sha256 over the package's modules, templates and font."""
    digest = hashlib.sha256()
    for path in sorted(CODE.rglob("*")):
        if path.suffix in CODE_FORMS:
            digest.update(f"{path.relative_to(CODE).as_posix()}\0{hash_file(path)}".encode())
    return digest.hexdigest()


def list_inputs(job: Job) -> dict[str, str]:
    """Return a sha256 of every notebook and data file of a document."""
    data = [job.framework.folder / name for name in job.framework.files]
    inputs = {f"data/{path.name}": hash_file(path) for path in data if path.is_file()}
    inputs |= {f"fonts/{path.name}": hash_file(path) for path in get_added_paths()}
    inputs |= {f"notebooks/{path.name}": hash_notebook(path) for path in job.report.notebooks}
    return inputs


def describe_dependencies(job: Job, code: str, versions: dict[str, str]) -> dict[str, Any]:
    """Return everything that a document's content follows from, except its formats."""
    return {
        "parameters": {name: _to_plain(value) for name, value in job.own_parameters.items()},
        "title": job.title,
        "shown": job.shown.list_changed(),
        "links": hashlib.sha256(repr(job.links).encode()).hexdigest(),
        "inputs": list_inputs(job),
        "code": code,
        "versions": versions,
    }


def _to_plain(value: Any) -> Any:
    """Return a value as JSON can hold it: dates as text."""
    if isinstance(value, list):
        return [_to_plain(item) for item in value]
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def explain_difference(entry: dict[str, Any] | None, dependencies: dict[str, Any]) -> list[str]:
    """Say why a document differs from its entry in the manifest; nothing if it does not."""
    if entry is None:
        return ["not rendered yet"]
    reasons = []
    for key, label in (("parameters", "parameter"), ("inputs", ""), ("versions", "version of")):
        before, now = entry.get(key, {}), dependencies[key]
        names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
        reasons += [f"changed: {label} {name}".replace("  ", " ") for name in names]
    single = {
        "title": "the title in the plan",
        "links": "the documents beside it",
        "code": "the code of report138",
    }
    for key, label in single.items():
        if entry.get(key) != dependencies[key]:
            reasons.append(f"changed: {label}")
    before, now = entry.get("shown", {}), dependencies.get("shown", {})
    names = [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]
    reasons += [f"changed: --{name.replace('_', '-')}" for name in names]
    return reasons


def fingerprint(dependencies: dict[str, Any]) -> str:
    """Return one sha256 over a document's dependencies."""
    text = json.dumps(dependencies, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
