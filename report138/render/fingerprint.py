"""What a document depends on, hashed: when none of it changed, it need not be rendered."""

import hashlib
import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from report138.contract import FILES
from report138.render.plan import Job

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
)
CODE = Path(__file__).resolve().parents[1]


def list_versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that matter."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "absent"
    return found


def hash_file(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hash_code() -> str:
    """Return a sha256 over the package's modules and templates."""
    digest = hashlib.sha256()
    for path in sorted(CODE.rglob("*")):
        if path.suffix in (".py", ".typ", ".j2"):
            digest.update(f"{path.relative_to(CODE).as_posix()}\0{hash_file(path)}".encode())
    return digest.hexdigest()


def list_inputs(job: Job) -> dict[str, str]:
    """Return the sha256 of every notebook and data file of a document."""
    names = [*FILES, "datapackage.json"]
    data = [job.folder / name for name in names if (job.folder / name).is_file()]
    inputs = {f"data/{path.name}": hash_file(path) for path in data}
    inputs |= {f"notebooks/{path.name}": hash_file(path) for path in job.report.notebooks}
    return inputs


def describe_dependencies(job: Job, code: str, versions: dict[str, str]) -> dict[str, Any]:
    """Return everything that a document's content follows from, except its formats."""
    return {
        "parameters": job.parameters,
        "title": job.report.titles[job.language],
        "inputs": list_inputs(job),
        "code": code,
        "versions": versions,
    }


def fingerprint(dependencies: dict[str, Any]) -> str:
    """Return one sha256 over a document's dependencies."""
    text = json.dumps(dependencies, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
