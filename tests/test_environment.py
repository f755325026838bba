"""What stands in several files agrees: packages, version, targets, the tests that are slow."""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import SLOW
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from report138 import __version__

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
EXTRAS = PROJECT["optional-dependencies"]
USED = ("lab", "preview", "scheduler", "charts", "test")
EVERYTHING = [*RUNTIME, *(Requirement(line) for name in USED for line in EXTRAS[name])]

CONDA_NAMES = {"nbconvert": "nbconvert-core"}
CONDA_NAMES |= {"playwright": "playwright-python"}
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+ ; [^:@]+")


def read_environment() -> tuple[list[str], list[str]]:
    """Return what environment.yml takes from conda-forge and what from PyPI."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    from_pip = next(item["pip"] for item in listed if isinstance(item, dict))
    return [item for item in listed if isinstance(item, str)], from_pip


def read_pins() -> dict[str, Requirement]:
    """Return the pins of constraints.txt by canonical name."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [Requirement(line) for line in lines if not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pins}


def test_environment_equals_pyproject() -> None:
    """environment.yml asks for the same packages with the same bounds as pyproject.toml."""
    from_conda, from_pip = read_environment()
    found = [Requirement(item) for item in [*from_conda, *from_pip] if item not in ("pip", "-e .")]
    wanted = {
        CONDA_NAMES.get(item.name, canonicalize_name(item.name)): item.specifier
        for item in EVERYTHING
    }
    wanted["python"] = Requirement(f"python{PROJECT['requires-python']}").specifier
    assert {item.name: item.specifier for item in found} == wanted
    assert len(found) == len(wanted)


def test_environment_installs_the_project_last() -> None:
    """The pip section of environment.yml ends with the project itself, editable."""
    assert read_environment()[1][-1] == "-e ."


@pytest.mark.parametrize("wanted", EVERYTHING, ids=lambda wanted: wanted.name)
def test_dependency_is_pinned_within_its_bounds(wanted: Requirement) -> None:
    """constraints.txt pins every dependency to one version that pyproject.toml allows."""
    pin = read_pins()[canonicalize_name(wanted.name)]
    (version,) = pin.specifier
    assert version.operator == "=="
    assert wanted.specifier.contains(version.version)


def test_pins_hold_for_python_3_11_on_linux() -> None:
    """No marker switches a pin off where the tests have run."""
    here = {"python_version": "3.11", "sys_platform": "linux"}
    assert [name for name, pin in read_pins().items() if not pin.marker.evaluate(here)] == []


def test_constraints_name_no_address() -> None:
    """Every line of constraints.txt is a name, a version and a marker: no URL, host or path."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    strange = [line for line in lines if not (line.startswith("#") or PIN.fullmatch(line))]
    assert strange == []
    assert not [line for line in lines if "://" in line]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_lists_every_target() -> None:
    """`make` alone names each target that is meant for daily use."""
    shown = subprocess.run(["make", "-C", ROOT], capture_output=True, text=True, check=True).stdout
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^\.PHONY: (.+)", makefile, flags=re.M)[1].split()
    listed = re.findall(r"^make (\w+) +\S", shown, flags=re.M)
    assert listed == [name for name in targets if name != "constraints"]


def test_pins_are_for_every_python_3_11() -> None:
    """No pinned package that is installed here wants a later 3.11, as Debian 12 has 3.11.2."""
    pins, refused = read_pins(), []
    for package in distributions():
        name = canonicalize_name(package.metadata["Name"])
        wanted = SpecifierSet(package.metadata.get("Requires-Python") or "")
        if name in pins and "3.11.2" not in wanted:
            refused.append(f"{name} {package.version}: Python {wanted}")
    assert refused == []


def test_the_version_stands_in_one_place() -> None:
    """The command line says it, the newest release in the changelog has it, pyproject.toml does not."""
    said = subprocess.run(
        [sys.executable, ROOT / "render.py", "--version"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split()[-1] == __version__
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## \[(\d.*?)\] - \d{4}-\d\d-\d\d$", changelog, flags=re.M)[1] == __version__
    assert PROJECT["dynamic"] == ["version"]


def test_ci_runs_the_tests_with_the_oldest_python() -> None:
    """The workflow in the place where a code host looks for it calls .ci/run, which runs make test."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    steps = workflow["jobs"]["test"]["steps"]
    assert ".ci/run" in [step.get("run") for step in steps]
    (python,) = [step["with"]["python-version"] for step in steps if "with" in step]
    assert PROJECT["requires-python"] == f">={python}"
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text("utf-8").endswith("\nexec make test\n")


def test_every_slow_file_is_there() -> None:
    """A file that was renamed would go unmarked, and make quick would run it."""
    assert set(SLOW) <= {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
