"""Jobs of jupyter-scheduler, sent to a real server as JupyterLab's form sends them."""

import importlib.util
import io
import json
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
import pikepdf
import pytest
from commands import ROOT
from lab_server import SECONDS, TOKEN, Lab, open_browser, serve, write_setting

from report138.engine.documents.rendering import export

CONFIG = ROOT / "report138" / "engine" / "lab" / "jupyter"
FORMATS = ("html", "pdf", "ipynb")
PARAMETERS = ("language", "framework", "element", "reading")
DONE = ("COMPLETED", "FAILED")
BRIEF = ROOT / "notebooks" / "brief.ipynb"
CHINESE = "简报 #1.ipynb"

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("jupyter_scheduler") is None,
        reason="jupyter-scheduler is not installed: it is in the extra `scheduler`",
    ),
    pytest.mark.filterwarnings("ignore:The declarative_mixin"),  # jupyter-scheduler's own
]


def write_notebook(path: Path, *sources: str) -> Path:
    """Write a notebook that declares the brief's parameters and then runs some code."""
    notebook = nbformat.read(BRIEF, as_version=4)
    notebook.cells = [notebook.cells[0], *map(nbformat.v4.new_code_cell, sources)]
    nbformat.write(notebook, path)
    return path


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Serve the brief and some notebooks that fail, from another working folder than theirs."""
    folder = tmp_path_factory.mktemp("jobs")
    root = folder / "notebooks"
    root.mkdir()
    shutil.copy(BRIEF, root)
    shutil.copy(BRIEF, root / CHINESE)
    write_notebook(root / "broken.ipynb", "1 + 1", 'raise ValueError("no such thing")')
    write_notebook(root / "deadly.ipynb", "import os\nos._exit(3)")
    write_notebook(root / "where.ipynb", "import sys\nprint(sys.prefix)")
    write_setting(folder / "settings", "translation-extension/plugin", {"locale": "en"})
    with serve(folder, root, JUPYTER_CONFIG_PATH=str(CONFIG)) as running:
        yield running


def run_job(lab: Lab, name: str, formats: tuple[str, ...] = FORMATS, **given: str) -> Any:
    """Create a job, wait until it has ended, and return what the server says of it."""
    job = {"name": "a job", "input_uri": name, "runtime_environment_name": "report138"}
    job |= {"output_formats": list(formats), "parameters": given}
    path = f"scheduler/jobs/{json.loads(lab.send('POST', 'scheduler/jobs', job))['job_id']}"
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        found = lab.fetch(path)
        if found["status"] in DONE:
            return found
        time.sleep(0.2)
    raise TimeoutError(f"{name} is {found['status']}")


def download(lab: Lab, job: Any) -> dict[str, bytes]:
    """Have the job's files put where the server shows them, and read them there, by format."""
    lab.send("GET", f"scheduler/jobs/{job['job_id']}/download_files")
    files = lab.fetch(f"scheduler/jobs/{job['job_id']}")["job_files"]
    return {
        file["file_format"]: lab.send("GET", f"files/{quote(file['file_path'])}")
        for file in files
        if file["file_path"]
    }


@pytest.fixture(scope="module")
def files(lab: Lab) -> dict[str, bytes]:
    """The files of a job that asks for the brief, under a Chinese name, on one element in English."""
    job = run_job(lab, CHINESE, language="en", element="S2", framework="138")
    assert (job["status"], job["status_message"]) == ("COMPLETED", None)
    return download(lab, job)


def test_job_makes_a_pdf_in_the_requested_language(files: dict[str, bytes]) -> None:
    """The file is a tagged PDF in English; the notebook's default is Chinese."""
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        assert str(pdf.Root.Lang).startswith("en")
        assert pdf.Root.MarkInfo.Marked


def test_job_makes_our_page(files: dict[str, bytes]) -> None:
    """The page is that of report138-html: English, without a script, no cells of JupyterLab."""
    page = files["html"].decode()
    assert '<html lang="en"' in page
    assert "<script" not in page
    assert "jp-Cell" not in page


def test_job_gives_what_the_exporters_give(files: dict[str, bytes]) -> None:
    """HTML and PDF are byte for byte what the exporters make of the job's executed notebook."""
    notebook = nbformat.reads(files["ipynb"].decode(), as_version=4)
    assert export(notebook, ("html", "pdf")).contents == {
        form: files[form] for form in ("html", "pdf")
    }


def test_job_names_no_command(files: dict[str, bytes]) -> None:
    """A document of a notebook that the plan need not know does not say how to render it again."""
    assert "render.py" not in files["html"].decode()


def test_failing_cell_fails_the_job(lab: Lab) -> None:
    """The job is FAILED and says in which notebook and cell; only the notebook is there to read."""
    job = run_job(lab, "broken.ipynb")
    assert job["status"] == "FAILED"
    assert job["status_message"] == "broken.ipynb, cell 3: ValueError: no such thing"
    found = download(lab, job)
    assert sorted(found) == ["input", "ipynb"]
    assert b"no such thing" in found["ipynb"]


def test_dying_kernel_fails_the_job(lab: Lab) -> None:
    """A notebook that ends its kernel leaves a FAILED job whose message names the notebook."""
    job = run_job(lab, "deadly.ipynb")
    assert job["status"] == "FAILED"
    assert "deadly" in job["status_message"]


def test_bad_parameter_fails_the_job(lab: Lab) -> None:
    """A parameter that the notebook does not declare is refused with the list of those it has."""
    job = run_job(lab, "brief.ipynb", langauge="en")
    assert job["status"] == "FAILED"
    first, *others = job["status_message"].splitlines()
    assert first == "langauge=en: no such parameter; did you mean language?"
    assert [line.split(":")[0].strip() for line in others] == ["The parameters are", *PARAMETERS]


def test_job_runs_in_the_environment_of_the_server(lab: Lab) -> None:
    """The kernel of a job is that of the Python which serves JupyterLab."""
    printed = download(lab, run_job(lab, "where.ipynb", ("ipynb",)))["ipynb"].decode()
    assert json.dumps(f"{sys.prefix}\n") in printed


def test_unknown_format_leaves_the_list_of_jobs_readable(lab: Lab) -> None:
    """A job in a format that there is not fails with a message, and jobs can still be listed."""
    job = run_job(lab, "brief.ipynb", ("docx",))
    assert job["status_message"] == "format docx: allowed: html, pdf, ipynb"
    assert job["job_id"] in {item["job_id"] for item in lab.fetch("scheduler/jobs")["jobs"]}


def test_form_offers_our_formats(lab: Lab) -> None:
    """In JupyterLab the button above a notebook opens a form with our formats, all of them set."""
    with open_browser() as browser, browser.new_context() as context:
        context.set_default_timeout(SECONDS * 1000)
        page = context.new_page()
        page.goto(f"{lab.url}lab/tree/brief.ipynb?token={TOKEN}&reset")
        page.locator('[data-command="scheduling:create-from-notebook"]').click()
        for label in ("HTML (report138)", "PDF (report138)", "Notebook"):
            box = page.get_by_role("checkbox", name=label, exact=True)
            box.wait_for()
            assert box.is_checked()
