"""Pictures of every kind, made by hand, and both documents of a cell that shows them."""

import base64
import io
import re
from pathlib import Path
from typing import Any

import pikepdf
from bs4 import BeautifulSoup, Tag
from executed import Node, make_notebook, show
from nbformat.v4 import new_code_cell, new_output
from PIL import Image

from report138.engine.typeset.document import Document, read_document
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.pdf import PdfExporter

CELLS = Path(__file__).parents[2] / "cells"
POINT = 0.75  # of a CSS pixel
COLUMN = 136 / 25.4 * 72  # points


def make_bitmap(
    kind: str = "png", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: Any
) -> bytes:
    """Make a picture of one colour."""
    saved = io.BytesIO()
    Image.new(mode, size, (200, 30, 30, 90)[: len(mode)]).save(saved, kind, **options)
    return saved.getvalue()


def make_film(kind: str) -> bytes:
    """Make a picture that moves from red to green."""
    saved = io.BytesIO()
    first, second = (Image.new("RGB", (40, 20), colour) for colour in ("#f00", "#0f0"))
    first.save(saved, kind, save_all=True, append_images=[second], lossless=True)
    return saved.getvalue()


def encode(content: bytes) -> str:
    """Write bytes in base64, broken into lines as kernels do."""
    return base64.encodebytes(content).decode()


def show_with(data: dict[str, Any], metadata: dict[str, Any], source: str = "x") -> Node:
    """Make a cell with one output that has metadata."""
    output = new_output("display_data", data=data, metadata=metadata)
    return new_code_cell(source, outputs=[output])


def read(*cells: Node, folder: Path | None = None, language: str = "en") -> Document:
    """Read cells as a document."""
    notebook = make_notebook(language=language)
    notebook.cells += cells  # past nbformat's check, which not every notebook has passed
    return read_document(notebook, folder=folder)


def show_bitmap(kind: str = "png", **options: Any) -> Node:
    """Make a cell that shows a picture."""
    return show({f"image/{kind}": encode(make_bitmap(kind, **options))})


def set_html(notebook: Node) -> Tag:
    """Return the main part of a notebook's page."""
    body, _ = HtmlExporter().from_notebook_node(notebook)
    return BeautifulSoup(body, "lxml").main


def set_pdf(notebook: Node) -> pikepdf.Pdf:
    """Return a notebook's PDF."""
    body, _ = PdfExporter().from_notebook_node(notebook)
    return pikepdf.open(io.BytesIO(body))


def export_cell(name: str) -> tuple[Tag, pikepdf.Pdf]:
    """Export a notebook of tests/cells in both formats."""
    path = str(CELLS / f"{name}.ipynb")
    page, _ = HtmlExporter().from_filename(path)
    pdf, _ = PdfExporter().from_filename(path)
    return BeautifulSoup(page, "lxml").main, pikepdf.open(io.BytesIO(pdf))


def list_bitmaps(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    """List the bitmaps of a PDF by their pixels."""
    return [
        (int(image.Width), int(image.Height))
        for page in pdf.pages
        for image in page.get("/Resources", {}).get("/XObject", {}).values()
        if image.Subtype == "/Image"
    ]


def list_sizes(pdf: pikepdf.Pdf) -> list[tuple[float, float]]:
    """List the sizes at which bitmaps stand on the pages, in points."""
    sizes = []
    for page in pdf.pages:
        matrices = [pikepdf.Matrix()]
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "q":
                matrices.append(matrices[-1])
            elif name == "Q":
                matrices.pop()
            elif name == "cm":
                matrices[-1] = pikepdf.Matrix(*map(float, operands)) @ matrices[-1]
            elif name == "Do" and page.Resources.XObject[str(operands[0])].Subtype == "/Image":
                sizes.append((abs(matrices[-1].a), abs(matrices[-1].d)))
    return sizes


def list_alts(pdf: pikepdf.Pdf) -> list[str]:
    """List the descriptions of a PDF's figures."""
    return [
        str(item.Alt)
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
    ]


def decode_source(image: Tag) -> str:
    """Return the text of an image that is an SVG."""
    found = re.fullmatch(r"data:image/svg\+xml;base64,(.*)", image["src"])
    return base64.b64decode(found[1]).decode()
