"""A document as bytes for another machine: job, notebooks, data and fonts, with their hashes."""

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

from report138.engine.plan.job import Job
from report138.engine.publish.manifest import hash_bytes
from report138.engine.run.limits import USUAL, Limits
from report138.engine.typeset.fonts import get_added_paths
from report138.settings import change_settings


def pack(job: Job, dependencies: dict[str, Any], limits: Limits = USUAL) -> bytes:
    """Pack a document with everything it is made from.

    The outer part holds plain values only, which other versions of this code can read.
    """
    paths = {f"notebooks/{path.name}": path for path in job.report.notebooks}
    paths |= {f"fonts/{path.name}": path for path in get_added_paths()}
    files = {}
    for name in dependencies["inputs"]:
        path = paths.get(name, job.framework.folder / Path(name).name)
        files[name] = path.read_bytes()
    return pickle.dumps(
        {
            "facts": describe(dependencies["code"], dependencies["versions"]),
            "files": files,
            "hashes": {name: hash_bytes(content) for name, content in files.items()},
            "job": pickle.dumps(job),
            "limits": pickle.dumps(limits),
        }
    )


def describe(code: str, versions: dict[str, str]) -> dict[str, str]:
    """Return what must be the same wherever a document is rendered."""
    return {**versions, "the code of report138": code[:12]}


def unpack(package: dict[str, Any], folder: Path) -> Job:
    """Write a package's files into a folder; return its job, set up to be rendered from there.

    The settings of this process, and so of its kernels, map the framework's name or path at home,
    and added fonts, to the folder.
    """
    for name, content in package["files"].items():
        if hash_bytes(content) != package["hashes"][name]:
            raise ValueError(f"{name}: damaged on its way")
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    job = pickle.loads(package["job"])
    fonts = [str(folder / name) for name in package["files"] if name.startswith("fonts/")]
    change_settings(carried=(job.framework.name, str(folder / "data")), fonts=tuple(fonts))
    notebooks = tuple(folder / "notebooks" / path.name for path in job.report.notebooks)
    return replace(
        job,
        framework=replace(job.framework, folder=folder / "data"),
        report=replace(job.report, notebooks=notebooks),
    )
