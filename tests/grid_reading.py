"""Notebooks with tables of other libraries, read, and set in both formats."""

import io
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from report138.engine.typeset import blocks as b
from report138.engine.typeset.grids import read_text
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.html_tables import read_html_tables
from report138.engine.typeset.pdf import PdfExporter
from report138.engine.typeset.read_output import Reading
from report138.engine.typeset.shown import Shown

CELLS = Path(__file__).parent / "cells"


def open_html(name: str) -> str:
    """Return the HTML that a library made."""
    return (CELLS / "html" / f"{name}.html").read_text(encoding="utf-8")


def open_cell(name: str) -> nbformat.NotebookNode:
    """Return a notebook that shows one kind of cell."""
    return nbformat.read(CELLS / f"{name}.ipynb", as_version=4)


def read(html: str, language: str = "en", **options: Any) -> tuple[list[b.Block], list[str]]:
    """Read HTML; return its blocks and the warnings."""
    reading = Reading(language, Shown(**options))
    return read_html_tables(html, {"data": {"text/html": html}}, reading) or [], reading.warnings


def read_grid(html: str, **options: Any) -> b.Grid:
    """Read HTML that holds one table."""
    (grid,) = [block for block in read(html, **options)[0] if isinstance(block, b.Grid)]
    return grid


def list_texts(rows: list[list[b.GridCell]]) -> list[list[str]]:
    """Return the text of each cell."""
    return [[read_text(cell.inlines) for cell in row] for row in rows]


def make_notebook(*htmls: str, text: str = "", title: str = "# T") -> nbformat.NotebookNode:
    """Make a notebook whose cells show HTML."""
    cells = [new_markdown_cell(title)]
    for html in htmls:
        data = {"text/html": html, "text/plain": "PLAIN"}
        cells.append(new_code_cell("x", outputs=[new_output("display_data", data=data)]))
    return new_notebook(cells=[*cells, new_markdown_cell(text or "End.")])


def set_html(notebook: nbformat.NotebookNode, **options: Any) -> BeautifulSoup:
    """Export a notebook as HTML and parse it."""
    body, _ = HtmlExporter(**options).from_notebook_node(notebook)
    return BeautifulSoup(body, "lxml")


def set_pdf(notebook: nbformat.NotebookNode) -> pikepdf.Pdf:
    """Export a notebook as PDF and open it."""
    body, _ = PdfExporter().from_notebook_node(notebook)
    return pikepdf.open(io.BytesIO(body))
