"""Halves of surrogate pairs, which are no UTF-8: shown as what they are, and nothing is lost."""

import json
from pathlib import Path

import nbformat
import pytest
from one_notebook import make_job, write_notebook

from report138.engine.documents.rendering import render_document
from report138.engine.errors import NotebookError

SOURCES = (
    "print('before'); print('half \\ud800 here'); print('after')",
    "from IPython.display import HTML, Markdown, display\n"
    "display(HTML('<p>html \\ud801</p>')); display(Markdown('markdown \\udfff'))",
    "'text \\udc80'",
)


def render(path: Path) -> str:
    """Render a notebook in English; return its page."""
    job = make_job(path, path.parent, ("html", "ipynb", "pdf"))
    contents = render_document(job, path.parent / "out", lambda *_: None).contents
    json.loads(contents[f"{job.stem}.ipynb"])
    return contents[f"{job.stem}.html"].decode()


def test_nothing_that_a_cell_shows_is_lost(tmp_path: Path) -> None:
    """Printed text, HTML, Markdown and values: all there, each half spelt out."""
    page = render(write_notebook(tmp_path / "w.ipynb", *SOURCES))
    for shown in ("before", "after", "half \\ud800 here", "html \\ud801", "markdown \\udfff"):
        assert shown in page
    assert "text \\\\udc80" in page or "text \\udc80" in page


def test_an_error_is_named_with_it(tmp_path: Path) -> None:
    """The message of the cell arrives."""
    path = write_notebook(tmp_path / "w.ipynb", "raise ValueError('bad \\ud800')")
    with pytest.raises(NotebookError, match=r"cell 3: ValueError: bad \\ud800"):
        render(path)


def test_what_stands_in_the_notebook_itself_is_shown(tmp_path: Path) -> None:
    """In Markdown, code, tags and metadata of the file."""
    path = write_notebook(tmp_path / "w.ipynb", "pass")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].source = "print('code \ud800')"
    notebook.cells[0].source = "# Title \udc00"
    notebook.cells[0].metadata["tags"] = ["\ud800"]
    notebook.metadata["authors"] = ["A \ud800"]
    path.write_text(json.dumps(notebook), encoding="ascii")
    page = render(path)
    assert "Title \\udc00" in page and "code \\ud800" in page
