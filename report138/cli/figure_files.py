"""Write the figures as files, and a page of the report."""

from collections.abc import Iterator
from pathlib import Path

from report138.cli.frameworks import CATALOG, DEFAULT, choose_framework, read_framework
from report138.cli.sheet_picture import draw_sheet
from report138.engine.errors import UsageError, explain_disk_errors
from report138.engine.plan.catalog import Framework
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ROOT, read_plan
from report138.whole_file import write_whole

PAGE = 2  # the page that answers in one sentence and one picture
PAGE_PPI = 110


def write_figures(data: str | None, out: Path | None) -> list[Path]:
    """Draw every figure in every language and a page of the report; return the paths."""
    folder = choose_framework(data)
    if out is None:
        if folder != choose_framework(DEFAULT):
            raise UsageError("figures of another framework need --out DIR")
        out = ROOT / "figures"
    with explain_disk_errors(out, "each file that is there is whole"):
        out.mkdir(parents=True, exist_ok=True)  # what cannot be written is told before it is drawn
        files = {
            out / name: content
            for draw in (draw_figures, draw_pages)
            for name, content in draw(folder)
        }
        for path, content in files.items():
            write_whole(path, content)
    return list(files)


def draw_figures(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the file name and content of every figure of a framework, in every language.

    Beside them the matrix as a sheet, for those who bring their own.
    """
    from report138.data.framework import load_framework
    from report138.view.figures import FIGURES
    from report138.view.report import Report

    framework = load_framework(folder)
    for language in framework.languages:
        report = Report(framework, language)
        for key, draw in FIGURES.items():
            figure = draw(report, poster=True)
            if figure is not None:
                yield f"{key}-{language}.svg", figure.svg.encode()
                yield f"{key}-{language}.png", figure.png
                sheet = draw_sheet(framework, language, figure.png) if key == "matrix" else None
                if sheet:
                    yield f"sheet-{language}.png", sheet


def draw_pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the file name and content of the report's first page after the cover, in every language."""
    framework = read_framework(folder)
    for language in framework.languages:
        yield f"page-{language}.png", _draw_page(framework, language)


def _draw_page(framework: Framework, language: str) -> bytes:
    """Render the report's opening notebook and return its first page after the cover as PNG."""
    from dataclasses import replace

    from report138.engine.documents.rendering import make_run
    from report138.engine.run.execute import execute, open_work_folder
    from report138.engine.typeset.document import read_document
    from report138.engine.typeset.pdf import set_page

    report = read_plan(CATALOG)["report"]
    report = replace(report, notebooks=report.notebooks[:1])
    parameters = {"language": language, "framework": str(framework.folder)}
    job = Job(report, framework, language, ("pdf",), parameters)
    with open_work_folder() as work:
        notebook = execute(make_run(job), work, lambda *_: None)
    return set_page(read_document(notebook), PAGE, PAGE_PPI)
