"""The notebooks: thin, without outputs, in both languages, each running alone."""

import ast
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from statistics import median
from typing import Any

import nbformat
import pandas as pd
import pytest
from conftest import ROOT

from report138.data.framework import load_framework
from report138.engine.typeset.outputs import DOCUMENT_TYPE
from report138.view.report import start

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LANGUAGES = ("zh", "en")
MOST_LINES = 12
MEDIAN_LINES = 3
EACH = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    """Read a notebook as it is stored."""
    return json.loads(path.read_text(encoding="utf-8"))


def list_cells(path: Path, kind: str) -> list[dict[str, Any]]:
    """Return the cells of one type, their source as text."""
    cells = [cell for cell in read(path)["cells"] if cell["cell_type"] == kind]
    return [cell | {"source": "".join(cell["source"])} for cell in cells]


def get_tags(cell: dict[str, Any]) -> list[str]:
    """Return the tags of a cell."""
    return cell["metadata"].get("tags", [])


def list_code(path: Path) -> list[str]:
    """Return the sources of the code cells, without the parameters."""
    cells = list_cells(path, "code")
    return [cell["source"] for cell in cells if "parameters" not in get_tags(cell)]


def test_there_are_notebooks() -> None:
    """The tests below have something to test."""
    assert len(NOTEBOOKS) >= 6


@EACH
def test_a_notebook_is_valid_and_runs_on_any_python(path: Path) -> None:
    """It follows the format, with cell ids, and asks for the kernel that every Jupyter has."""
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor >= 5) == (4, True)
    assert notebook.metadata.kernelspec.name == "python3"


@EACH
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    """No output, no count, and nothing that a run or an editor leaves in the metadata."""
    for cell in list_cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
    for cell in read(path)["cells"]:
        assert set(cell["metadata"]) <= {"tags"}
    assert set(read(path)["metadata"]) <= {"kernelspec", "language_info", "report138"}


@EACH
def test_there_is_one_parameters_cell(path: Path) -> None:
    """It declares language and framework, which every notebook has."""
    tagged = [cell for cell in list_cells(path, "code") if "parameters" in get_tags(cell)]
    assert len(tagged) == 1
    lines = ast.parse(tagged[0]["source"]).body
    assert [ast.unparse(line.target) for line in lines][:2] == ["language", "framework"]
    assert len([line for line in tagged[0]["source"].splitlines() if "#" in line]) == len(lines)


@EACH
def test_code_cells_are_short(path: Path) -> None:
    """A cell has twelve lines at most, most have three or fewer."""
    lengths = [len(source.splitlines()) for source in list_code(path)]
    assert max(lengths) <= MOST_LINES
    assert median(lengths) <= MEDIAN_LINES


@EACH
def test_nothing_is_defined_or_computed_in_a_notebook(path: Path) -> None:
    """No function, class, loop or condition: what has a right answer is in the package."""
    forbidden = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    forbidden += (ast.For, ast.While, ast.If, ast.ListComp, ast.DictComp, ast.GeneratorExp)
    for source in list_code(path):
        for node in ast.walk(ast.parse(source)):
            assert not isinstance(node, forbidden), source


@EACH
def test_no_number_is_typed_into_code(path: Path) -> None:
    """Thresholds and sizes are parameters or belong to the package."""
    for source in list_code(path):
        for node in ast.walk(ast.parse(source)):
            number = isinstance(node, ast.Constant) and isinstance(node.value, (int, float))
            assert not number or isinstance(node.value, bool), source


@EACH
def test_markdown_cells_stand_in_pairs(path: Path) -> None:
    """A Chinese cell and right after it its English one, with the same headings and options."""
    cells = [cell | {"source": "".join(cell["source"])} for cell in read(path)["cells"]]
    texts = [(at, cell) for at, cell in enumerate(cells) if cell["cell_type"] == "markdown"]
    assert len(texts) % 2 == 0
    for (at, chinese), (after, english) in zip(texts[::2], texts[1::2], strict=True):
        assert after == at + 1
        (first, *options), (second, *same) = get_tags(chinese), get_tags(english)
        assert (first, second) == ("lang-zh", "lang-en")
        assert options == same
        marks = [
            [line.split(" ")[0] for line in cell["source"].splitlines() if line.startswith("#")]
            for cell in (chinese, english)
        ]
        assert marks[0] == marks[1]
        assert any("\u4e00" <= char <= "\u9fff" for char in chinese["source"])


@EACH
def test_prose_holds_no_number_of_the_framework(path: Path) -> None:
    """Notebooks know no framework: no name of an element, no 138 outside the parameters."""
    names = read_names()
    for cell in list_cells(path, "markdown"):
        assert "138" not in cell["source"]
        assert not [name for name in names if name in cell["source"]]


def read_names() -> list[str]:
    """Return the names of the shipped framework's elements in both languages."""
    text = (ROOT / "data" / "138" / "elements.csv").read_text(encoding="utf-8-sig")
    rows = [line.split(",") for line in text.splitlines()[1:]]
    return [name for row in rows for name in row[3:5]]


def test_explore_is_ten_worked_steps() -> None:
    """The notebook to play in has ten steps, each with a line on it, and is in no report."""
    texts = [
        cell["source"] for cell in list_cells(ROOT / "notebooks" / "explore.ipynb", "markdown")
    ]
    assert [text.startswith("## ") for text in texts] == [False] * 2 + [True] * 20
    assert "explore" not in (ROOT / "reports.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@EACH
def test_looks_behind_figures_run(path: Path, language: str) -> None:
    """What is tagged `lab` shows a frame, or a check that holds; no document runs it."""
    looks = [cell["source"] for cell in list_cells(path, "code") if "lab" in get_tags(cell)]
    known = {"report": start("138", language)}
    for source in looks:
        *lines, last = source.splitlines()
        exec("\n".join(lines), known)
        shown = eval(last, known)
        assert shown is True or not shown.empty
    assert not any("profile.sum()" in look for look in looks) or known["profile"].sum() == 24


# Papermill as the renderer runs it: without writing the notebook twice a cell.
SCRIPT = """
import os, sys
from pathlib import Path
from report138.engine.errors import NotebookError
from report138.engine.run.execute import execute, open_work_folder
from report138.engine.documents.rendering import make_run
from report138.engine.plan.catalog import Framework
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ReportPlan
import nbformat

base, *sources = map(Path, sys.argv[1:])
for source in sources:
    cwd = base / source.stem
    cwd.mkdir()
    os.chdir(cwd)
    for language in ("zh", "en"):
        report = ReportPlan("alone", (source,), {"zh": "", "en": ""}, ("ipynb",), {}, {})
        job = Job(report, Framework("138", Path()), language, ("ipynb",), {"language": language})
        try:
            with open_work_folder() as folder:
                notebook = execute(make_run(job), folder, lambda *_: None)
            nbformat.write(notebook, base / f"{source.stem}-{language}.ipynb")
        except NotebookError as error:
            print(f"{source.stem}-{language}: {error}", file=sys.stderr)
"""


@dataclass(frozen=True)
class Runs:
    """Where the executed notebooks and their working folders are, and what went wrong."""

    base: Path
    errors: str


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Every notebook run alone in both languages, each from a folder of its own."""
    base = tmp_path_factory.mktemp("alone")

    def run(paths: list[Path]) -> str:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(base), *map(str, paths)],
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONUTF8": "1"},
            check=False,
        )
        return done.stderr

    with ThreadPoolExecutor(2) as pool:  # two processes, half of the notebooks each
        return Runs(base, "".join(pool.map(run, [NOTEBOOKS[::2], NOTEBOOKS[1::2]])))


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notebook_runs_alone(runs: Runs, path: Path, language: str) -> None:
    """Without the others, from any folder, it shows its document and something in every cell."""
    target = runs.base / f"{path.stem}-{language}.ipynb"
    assert target.is_file(), runs.errors
    executed = nbformat.read(target, as_version=4)
    shown = [output for cell in executed.cells for output in cell.get("outputs", [])]
    data = [output.get("data", {}) for output in shown]
    about = [item[DOCUMENT_TYPE] for item in data if DOCUMENT_TYPE in item]
    assert [item["language"] for item in about] == [language]
    assert not [output for output in shown if output.output_type in ("stream", "error")]
    # a figure or table that refuses its data shows nothing: there are three of these at most
    looks = [cell for cell in list_cells(path, "code") if "lab" in get_tags(cell)]
    assert len(shown) >= len(list_code(path)) - len(looks) - 3
    written = {file.name for file in (runs.base / path.stem).iterdir()}
    assert written == ({"explore.xlsx"} if path.stem == "explore" else set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_of_explore_show_what_they_say(runs: Runs, language: str) -> None:
    """By value: the matrix, the first cell's quotes, what one reading and one sentence change."""
    executed = nbformat.read(runs.base / f"explore-{language}.ipynb", as_version=4)
    data = {cell.source: cell.outputs[-1].data for cell in executed.cells if cell.get("outputs")}
    assert len(data) == len(list_code(ROOT / "notebooks" / "explore.ipynb"))

    def show(start: str) -> Any:
        return next(shown for source, shown in data.items() if start in source)

    def tabulate(start: str) -> list[list[Any]]:
        return pd.read_html(StringIO(show(start)["text/html"]))[0].to_numpy().tolist()

    first, *_ = load_framework("138").get_elements("scenario")[f"name_{language}"]
    told = f"<Report 138, {language}, 4 readings, 8 × 3 cells>"
    assert show("from report138.view import")["text/plain"] == told
    assert [row[1:] for row in tabulate("matrix =")][:2] == [[2, 0, 0], [0, 3, 0]]
    assert [row[1] for row in tabulate("cell.quotes")] == ["P3.2.1", "P7.1"]
    assert [row[-1] for row in tabulate("report.by_reading()")] == ["disputed"] * 4
    # without its formula the first scenario has no link left, and is the one cell that falls
    assert tabulate("unit =") == [[first, 0, 2]]
    workbook = pd.read_excel(runs.base / "explore" / "explore.xlsx")
    assert (len(workbook), workbook["track_id"].iloc[0]) == (158, "T1")
