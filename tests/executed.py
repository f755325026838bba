"""Executed notebooks made by hand, without a kernel: cells that show items of a report."""

from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from report138.engine.typeset.outputs import DOCUMENT_TYPE, Table
from report138.view import figures, sentences, tables
from report138.view.report import Report
from report138.view.tables import parts

Node = nbformat.NotebookNode


def list_scenarios(report: Report) -> Table:
    """List the scenarios in a table although the figure of drivers shows them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "fits_drivers", lambda _: False)
        return tables.tabulate_scenarios(report)


def show(data: dict[str, Any]) -> Node:
    """Make a code cell with one output."""
    return new_code_cell("call()", outputs=[new_output("execute_result", data=data)])


def show_item(item: Any) -> Node:
    """Make a cell that shows a table, figure, sentence or report as Jupyter would."""
    return show(item._repr_mimebundle_())


def write(source: str, *tags: str) -> Node:
    """Make a Markdown cell with tags."""
    return new_markdown_cell(source, metadata={"tags": list(tags)})


def make_notebook(*cells: Node, language: str = "en", **meta: Any) -> Node:
    """Make an executed notebook that names its document."""
    about = {"title": "T", "language": language, **meta}
    return new_notebook(cells=[show({DOCUMENT_TYPE: about, "text/plain": "about"}), *cells])


def make_report(report: Report, *extra: Node) -> Node:
    """Make a small report: two chapters with a figure, tables, prose, and cells of one's own."""
    notebook = new_notebook(
        cells=[
            show_item(report),
            write("# 甲\n\n## 乙", "lang-zh"),
            write("# One\n\n## Two", "lang-en"),
            show_item(sentences.tell(report, "event")),
            show_item(figures.draw_matrix(report)),
            show_item(tables.tabulate_levels(report)),
            show_item(list_scenarios(report)),
            write("# 丙", "lang-zh"),
            write("# Three", "lang-en"),
            show_item(tables.tabulate_ledger(report)),
            show_item(tables.tabulate_gaps(report)),
            show_item(tables.tabulate_lexicon(report)),
            show_item(figures.draw_tree(report)),
            show_item(figures.draw_matrix(report)),
            *extra,
        ]
    )
    notebook.metadata["report138"] = {"subtitle": "S"}
    return notebook
