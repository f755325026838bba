"""Jobs for tests: planned as the command line plans them, or made by hand."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report138.cli.frameworks import CATALOG, DATA_FILES
from report138.engine.plan.catalog import Framework
from report138.engine.plan.combine import plan_jobs
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import PLAN, read_plan
from report138.engine.plan.selection import Selection
from report138.settings import get_settings


def plan(*names: str, path: Path = PLAN, **options: Any) -> tuple[list[Job], list[str]]:
    """Plan documents of some reports; return jobs and notes."""
    return plan_jobs(read_plan(CATALOG, path), Selection(names, **options), CATALOG)


def describe_folder(folder: Path, name: str = "tiny") -> Framework:
    """Return what the engine knows of a data folder, without a check of it."""
    return Framework(name, folder, DATA_FILES)


def patch_settings(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Change settings of this process and its children for the length of a test."""
    for name, value in replace(get_settings(), **changes).to_environment().items():
        monkeypatch.setenv(name, value)
