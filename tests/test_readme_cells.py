"""The cells that the README shows under "Add a section" come out as it says."""

import re

import pytest
from bs4 import BeautifulSoup
from commands import ROOT
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from pdf_text import read_text
from pikepdf import Pdf
from test_documentation import read

from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.pdf import PdfExporter

USE = "from report138.view import plots; plots.use()"  # as `start` does in the shipped notebooks


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[BeautifulSoup, str]:
    """The page and the text of the PDF that the README's cells make."""
    cells = [
        cell
        for cell in re.findall(r"```python\n(.*?)```", read("en"), flags=re.S)
        if "workbench" not in cell  # which is for a notebook that somebody has open
    ]
    assert len(cells) == 3
    notebook = new_notebook(cells=[new_code_cell(USE), *map(new_code_cell, cells)])
    NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": ROOT}}
    ).execute()
    page, _ = HtmlExporter().from_notebook_node(notebook)
    path = tmp_path_factory.mktemp("cells") / "cells.pdf"
    path.write_bytes(PdfExporter().from_notebook_node(notebook)[0])
    with Pdf.open(path) as pdf:
        return BeautifulSoup(page, "html.parser"), read_text(pdf)


def test_a_frame_is_a_numbered_table(made: tuple[BeautifulSoup, str]) -> None:
    """With its caption, a header cell for each column and row, and numbers to the right."""
    page, text = made
    assert page.caption.get_text(" ", strip=True) == "Table 1 Two years of trade (made-up numbers)"
    headers = [cell.text for cell in page.find("table").find_all("th") if cell.text]
    assert headers == ["exports", "imports", "2017", "2018"]
    assert "right" in page.find("td", string="2304.5")["class"]
    assert "2304.5" in text


def test_a_plot_is_a_numbered_figure(made: tuple[BeautifulSoup, str]) -> None:
    """With its caption and its description."""
    page, text = made
    assert page.figcaption.get_text(" ", strip=True) == "Figure 1 出口额"
    assert page.img["alt"] == "A line that rises from 2,304.5 to 2,521.6"
    assert "出口额" in text


def test_a_formula_is_set(made: tuple[BeautifulSoup, str]) -> None:
    """As MathML in the page."""
    page, _ = made
    assert page.math.find("munderover") or page.math.find("msubsup")
