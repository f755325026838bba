"""Write the figures as files, with a hash of what they were made from."""

import hashlib
import json
from pathlib import Path

from report138.cli.frameworks import CATALOG, DEFAULT, choose_framework, read_framework
from report138.engine.errors import UsageError
from report138.engine.plan.fingerprint import CODE, hash_file
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ROOT, read_plan
from report138.whole_file import write_whole

HASH_FILE = "inputs.json"
PAGE = 2  # the page that answers in one sentence and one picture
PAGE_PPI = 110
# The folders whose code the figures follow from, and the modules that set the page.
DRAWING = (CODE.name, "figures", "sentences", "robustness")
PAGE_CODE = ("document.py", "markdown.py", "pdf.py", "table_width.py")


def write_figures(data: str | None, out: Path | None) -> list[Path]:
    """Draw every figure in every language and a page of the report; return the paths."""
    from report138.data.framework import load_framework
    from report138.view.figures import FIGURES
    from report138.view.report import Report

    folder = choose_framework(data)
    if out is None:
        if folder != choose_framework(DEFAULT):
            raise UsageError("figures of another framework need --out DIR")
        out = ROOT / "figures"
    framework = load_framework(folder)
    written = []
    for language in framework.languages:
        report = Report(framework, language)
        for key, draw in FIGURES.items():
            figure = draw(report, poster=True)
            if figure is None:
                continue
            for ending, content in (("svg", figure.svg.encode()), ("png", figure.png)):
                written.append(out / f"{key}-{language}.{ending}")
                write_whole(written[-1], content)
        written.append(out / f"page-{language}.png")
        write_whole(written[-1], _draw_page(folder, language))
    text = json.dumps(hash_inputs(folder), indent=2) + "\n"
    write_whole(out / HASH_FILE, text.encode())
    return [*written, out / HASH_FILE]


def hash_inputs(folder: Path) -> dict[str, str]:
    """Return hashes of what the figures follow from: the data, the drawing code, the page."""
    from report138.view.report import hash_data

    drawing = [path for path in CODE.rglob("*.py") if path.parent.name in DRAWING]
    page = [
        *CODE.rglob("*.typ"),
        *CODE.rglob("*.ttf"),
        *(CODE / "engine" / "typeset" / name for name in PAGE_CODE),
    ]
    digest = hashlib.sha256()
    for path in sorted([*drawing, *page]):
        digest.update(f"{path.relative_to(CODE).as_posix()}\0{hash_file(path)}".encode())
    summary = read_plan(CATALOG)["report"].notebooks[0]
    return {"data": hash_data(folder), "code": digest.hexdigest(), "page": hash_file(summary)}


def _draw_page(folder: Path, language: str) -> bytes:
    """Render the report's opening notebook and return its first page after the cover as PNG."""
    from dataclasses import replace

    from report138.engine.documents.rendering import make_run
    from report138.engine.run.execute import execute, open_work_folder
    from report138.engine.typeset.document import read_document
    from report138.engine.typeset.pdf import set_page

    report = read_plan(CATALOG)["report"]
    report = replace(report, notebooks=report.notebooks[:1])
    parameters = {"language": language, "framework": str(folder)}
    job = Job(report, read_framework(folder), language, ("pdf",), parameters)
    with open_work_folder() as work:
        notebook = execute(make_run(job), work, lambda *_: None)
    return set_page(read_document(notebook), PAGE, PAGE_PPI)
