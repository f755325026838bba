"""The brief as a document: its name, its two pages, its page for the screen."""

import ast
import io

import pikepdf
import pytest
from bs4 import BeautifulSoup
from conftest import Reports
from executed import show_item
from planning import plan

from report138.engine.documents.rendering import make_run, render_document
from report138.engine.plan.job import Job
from report138.engine.run.execute import merge_notebooks
from report138.engine.typeset.pdf import PdfExporter


def plan_brief(element: str) -> Job:
    """Plan the brief on an element of the shipped framework, in English."""
    options = {"languages": ("en",), "assignments": (f"element={element}",)}
    (job,), _ = plan("brief", **options)
    return job


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The brief on the second track of the shipped framework, the longest, by file name."""
    out = tmp_path_factory.mktemp("brief")
    return render_document(plan_brief("T2"), out, lambda *_: None).contents


def count_pages(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def test_the_file_name_carries_the_element(brief: dict[str, bytes]) -> None:
    """Framework, report, element and language stand in it."""
    assert sorted(brief) == ["138-brief-T2-en.html", "138-brief-T2-en.pdf"]


def test_the_brief_has_two_pages_at_most(brief: dict[str, bytes]) -> None:
    """The brief with most text still fits."""
    assert count_pages(brief["138-brief-T2-en.pdf"]) <= 2


def test_the_page_has_one_heading_and_no_contents(
    brief: dict[str, bytes], shipped_reports: Reports
) -> None:
    """The name of the element heads it; two pages need no contents; every link arrives."""
    page = BeautifulSoup(brief["138-brief-T2-en.html"], "lxml")
    headings = [heading.get_text() for heading in page.find_all("h1")]
    assert headings == [shipped_reports["en"].names["T2"]]
    assert page.find("nav", class_="contents") is None
    links = {link["href"] for link in page.find_all("a") if link["href"].startswith("#")}
    assert links <= {f"#{element['id']}" for element in page.find_all(id=True)}


def test_another_brief_has_two_pages_at_most() -> None:
    """The third track has as much text; the notebook's cells are run here, without a kernel."""
    notebook = merge_notebooks(make_run(plan_brief("T3")))
    names: dict[str, object] = {}
    for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
        *lines, last = ast.parse(cell.source).body
        exec(ast.unparse(lines if isinstance(last, ast.Expr) else [*lines, last]), names)
        if isinstance(last, ast.Expr):
            cell.outputs = show_item(eval(ast.unparse(last), names)).outputs
    assert count_pages(PdfExporter().from_notebook_node(notebook)[0]) <= 2
