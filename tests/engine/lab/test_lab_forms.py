"""What a job of JupyterLab's form means for a notebook, and how jupyter-scheduler finds us."""

import importlib
import json
import shutil
import subprocess
import tomllib
from pathlib import Path

import nbformat
import pytest
from commands import ROOT

from report138 import __version__
from report138.cli.frameworks import CATALOG

MISSING = "jupyter-scheduler is not installed: it is in the extra `scheduler`"
orm = pytest.importorskip("jupyter_scheduler.orm", reason=MISSING)
lab_jobs = pytest.importorskip("report138.engine.lab.lab_jobs", reason=MISSING)

BRIEF = ROOT / "notebooks" / "brief.ipynb"
CONFIG = ROOT / "report138" / "engine" / "lab" / "jupyter"
SETTINGS_FILE = CONFIG / "jupyter_jupyter_scheduler_config.json"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"language": "fr"}, "language fr: 138 has zh and en"),
        # as jupyter-scheduler's own jobs want it: there, values are code
        ({"language": "'en'"}, "language 'en': 138 has zh and en"),
        ({"element": "S9"}, "element=S9: the framework has T1, T2, T3, S1,"),
        ({"framework": "none"}, "no such folder"),
        ({"framework": '138"); exit() #'}, "no such folder"),
    ],
    ids=str,
)
def test_value_that_does_not_fit_is_refused(given: dict[str, str], message: str) -> None:
    """A value is text, checked against type and data before a kernel starts."""
    with pytest.raises(ValueError) as caught:
        lab_jobs.plan_notebook(BRIEF, ("pdf",), given, CATALOG)
    assert message in str(caught.value)
    assert not str(caught.value).startswith("-p")


def test_language_is_the_notebooks_own_unless_given(tmp_path: Path) -> None:
    """Without parameters a job makes the one document that the notebook's defaults say."""
    path = tmp_path / "english.ipynb"
    path.write_text(BRIEF.read_text("utf-8").replace('= \\"zh\\"', '= \\"en\\"'), "utf-8")
    job = lab_jobs.plan_notebook(path, ("pdf",), {}, CATALOG)
    assert (job.language, job.formats) == ("en", ("pdf",))


def test_notebook_without_parameters_takes_none(tmp_path: Path) -> None:
    """Any notebook can be run; given a parameter that it lacks, it says that there are none."""
    path = tmp_path / "plain.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), path)
    assert lab_jobs.plan_notebook(path, ("html",), {}, CATALOG).report.notebooks == (path,)
    with pytest.raises(ValueError, match="x=1: no such parameter\nThere are none"):
        lab_jobs.plan_notebook(path, ("html",), {"x": "1"}, CATALOG)


def test_long_message_fits_the_column_that_holds_it(tmp_path: Path) -> None:
    """A message is cut to the 1024 characters that the database takes; its start stays."""
    url = f"sqlite:///{tmp_path / 'jobs.sqlite'}"
    orm.create_tables(url)
    row = {"job_id": "j-1", "runtime_environment_name": "", "input_filename": "", "name": ""}
    with orm.create_session(url)() as session:
        session.add(orm.Job(**row, parameters={}, output_formats=[]))
        session.commit()
        lab_jobs.RenderingManager("j-1", str(tmp_path), url, {}).on_failure(ValueError("x" * 5000))
        stored = session.query(orm.Job).one()
    assert (stored.status, len(stored.status_message)) == ("FAILED", 1024)
    assert stored.status_message.startswith("xxx")
    assert stored.status_message.endswith(" ...")


def test_settings_name_classes_that_are_there() -> None:
    """What the installed settings name can be imported."""
    settings = json.loads(SETTINGS_FILE.read_text("utf-8"))
    names = [name for section in settings.values() for name in section.values()]
    assert len(names) == 3
    for module, _, name in (name.rpartition(".") for name in names):
        assert hasattr(importlib.import_module(module), name)


def test_settings_are_installed_and_passed_by_make() -> None:
    """pyproject.toml installs the settings into etc/jupyter; make lab points to their folder."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    (installed,) = tools["setuptools"]["data-files"]["etc/jupyter"]
    assert ROOT / installed == SETTINGS_FILE
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    shown = subprocess.run(
        ["make", "-n", "-C", ROOT, "lab"], capture_output=True, text=True, check=True
    )
    assert f'JUPYTER_CONFIG_PATH="{CONFIG}' in shown.stdout
    assert f'JUPYTER_PATH="{CONFIG.parent}' in shown.stdout
    assert f'notebooks/explore.ipynb --ServerApp.root_dir="{ROOT}"' in shown.stdout


def test_the_extension_is_installed_whole() -> None:
    """pyproject.toml puts every file of it where JupyterLab looks, and its version is the package's."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    own = CONFIG.parent / "labextensions"
    installed = {
        (folder.removeprefix("share/jupyter/labextensions/"), ROOT / name)
        for folder, names in tools["setuptools"]["data-files"].items()
        for name in names
        if folder.startswith("share/jupyter/labextensions/")
    }
    files = [path for path in own.rglob("*") if path.is_file()]
    assert installed == {(path.parent.relative_to(own).as_posix(), path) for path in files}
    package = json.loads((own / "report138" / "package.json").read_text("utf-8"))
    assert package["version"] == __version__
