"""What a notebook imports: libraries first, whatever lies in the working folder or beside it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from warm_run import run

from report138.engine.run.warm import pool

WHERE = (
    "import json, pandas, report138.view.report\nprint(json.__name__, pandas.DataFrame.__name__)"
)


@pytest.fixture(params=["warm", "plain"])
def working(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A working folder with modules named as libraries, and a folder named as this package."""
    folder = tmp_path / "working"
    (folder / "report138" / "figures").mkdir(parents=True)
    for name in ("json", "pandas", "matplotlib", "typing", "zmq"):
        (folder / f"{name}.py").write_text("raise RuntimeError('not the library')")
    (folder / "mine.py").write_text("WORD = 'from the working folder'")
    monkeypatch.chdir(folder)
    held = pool.get_kernel_server()
    pool.join(None)
    if request.param == "plain":
        yield folder
    elif sys.platform != "linux":
        pytest.skip("warm kernels are for Linux")
    else:
        with pool.keep_warm():
            yield folder
    pool.join(held)


def test_nothing_in_the_working_folder_is_taken_for_a_library(
    working: Path, tmp_path: Path
) -> None:
    """The package and its libraries are found, although the folder has files of their names."""
    assert run(tmp_path, WHERE) == ["json DataFrame"]


def test_nothing_beside_the_notebook_is_taken_for_a_library(working: Path) -> None:
    """The same where the notebook itself lies among such files."""
    assert run(working, WHERE) == ["json DataFrame"]


def test_modules_of_the_notebooks_own_are_found(working: Path, tmp_path: Path) -> None:
    """Beside the notebook, or else in the working folder."""
    (tmp_path / "beside.py").write_text("WORD = 'beside the notebook'")
    ask = "import beside, mine\nprint(beside.WORD, mine.WORD)"
    assert run(tmp_path, ask) == ["beside the notebook from the working folder"]
