"""The words of a report: all that its chapters say about a framework, without a kernel."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import yaml
from commands import ROOT

from report138.engine.typeset.outputs import Figure, Gallery, Group, Prose, Quotes, Table

ROWS = 2  # of a table: its first rows
DRAWN = re.compile(r"[\d,.%+−±?/ ]+|[ST]\d+–[ST]\d+")  # numbers, levels and labels of blocks
LONGEST = 500  # characters of a text


def list_words(folder: Path, language: str, report: str = "report") -> list[str]:
    """List each piece of text of a report once: prose, headlines, captions, heads, notes, first rows."""
    said: list[str] = [_read_plan(report).get(f"title_{language}", "")]
    for shown in run_report(folder, language, report):
        said += _read(shown)
    names = _list_names(folder)
    return [cut(text) for text in dict.fromkeys(said) if text.strip() and text not in names]


def cut(text: str) -> str:
    """Cut what goes on and on: the description of a large matrix, row by row."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _list_names(folder: Path) -> set[str]:
    """List what a figure writes of the elements: their ids and names."""
    with (folder / "elements.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row[column] for row in rows for column in ("id", "name_zh", "name_en")}


def _read_plan(report: str) -> dict[str, Any]:
    plan = yaml.safe_load((ROOT / "reports.yaml").read_text(encoding="utf-8"))
    return plan["reports"][report]


def run_report(folder: Path, language: str, report: str = "report") -> Iterator[Any]:
    """Yield what the chapters of a report show, one after the other."""
    for name in _read_plan(report)["notebooks"]:
        yield from run_notebook(ROOT / "notebooks" / f"{name}.ipynb", folder, language)


def run_notebook(path: Path, folder: Path, language: str) -> Iterator[Any]:
    """Yield what a notebook shows: its Markdown in a language, and what its cells end with."""
    names: dict[str, Any] = {}
    for cell in nbformat.read(path, as_version=4).cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown":
            if f"lang-{language}" in tags:
                yield cell.source
            continue
        if cell.cell_type != "code" or "lab" in tags:
            continue
        *lines, last = ast.parse(cell.source).body
        exec(compile(ast.Module(lines, []), path.name, "exec"), names)
        if isinstance(last, ast.Expr):
            yield eval(compile(ast.Expression(last.value), path.name, "eval"), names)
        else:
            exec(compile(ast.Module([last], []), path.name, "exec"), names)
        if "parameters" in tags:
            names.update(language=language, framework=str(folder))


def _read(shown: Any) -> list[str]:
    if isinstance(shown, str):
        return shown.splitlines()
    if isinstance(shown, Prose):
        return re.split(r"\n+", shown.markdown)
    if isinstance(shown, Gallery):
        return [text for figure in shown.figures for text in _read(figure)]
    if isinstance(shown, Figure):
        drawn = [
            text
            for text in re.findall(r"<text[^>]*>([^<]+)</text>", shown.svg)
            if not DRAWN.fullmatch(text)
        ]
        return [shown.headline, shown.reading, shown.caption, shown.alt, *drawn]
    if isinstance(shown, Table):
        cells = [
            line
            for row in shown.rows[:ROWS]
            for cell in ([row.cell] if isinstance(row, Group) else row)
            for line in cell.text.splitlines()
        ]
        heads = " | ".join(column.label for column in shown.columns)
        return [shown.caption, heads, *shown.notes, *cells]
    if isinstance(shown, Quotes):
        return ["".join(run.text for run in one.words) for one in shown.quotations[:ROWS]]
    return []
