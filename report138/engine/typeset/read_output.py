"""The outputs of a code cell as blocks: which of its forms is taken, and who reads it.

In: a cell; out: blocks, and a warning for each thing that a document cannot show.  A kind of
output has one line in READERS; its reader may decline, and the next form is tried.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from report138.engine.typeset import blocks as b
from report138.engine.typeset.code_boxes import (
    MAX_LINES,
    make_box,
    merge_streams,
    read_error,
    read_stream,
)
from report138.engine.typeset.formulas import read_latex
from report138.engine.typeset.markdown import parse_markdown
from report138.engine.typeset.outputs import (
    DOCUMENT_TYPE,
    FIGURE_TYPE,
    GALLERY_TYPE,
    PROSE_TYPE,
    TABLE_TYPE,
)
from report138.engine.typeset.pictures import read_png
from report138.engine.typeset.read_own import (
    read_figure,
    read_gallery,
    read_own_prose,
    read_own_table,
)


@dataclass
class Reading:
    """What readers know of the document and the cell at hand, and where they leave warnings."""

    language: str
    show_code: bool = False
    show_stderr: bool = False
    max_lines: int = MAX_LINES
    code_language: str = "ipython3"
    place: str = ""  # notebook and cell, for warnings
    warnings: list[str] = field(default_factory=list)

    def at(self, cell: Any, number: int) -> "Reading":
        """Return the same reading at a cell; warnings go into one list."""
        known = cell.metadata.get("report138", {})
        notebook = f"{known['notebook']}, " if "notebook" in known else ""
        return replace(self, place=f"{notebook}cell {known.get('cell', number)}")

    def say(self, chinese: str, english: str) -> str:
        """Return the one of two texts that is in the document's language."""
        return chinese if self.language == "zh" else english

    def warn(self, what: str) -> None:
        """Keep a warning of the build, in English, with its place."""
        self.warnings.append(f"{self.place}: {what}")


# A reader takes an output's content for its MIME type, and the whole output; it yields blocks, or
# None if it declines.
Reader = Callable[[Any, Any, Reading], "list[b.Block] | None"]


def _read_markdown(content: Any, _: Any, __: Reading) -> list[b.Block]:
    return parse_markdown(content)


def _read_plain(content: Any, _: Any, reading: Reading) -> list[b.Block]:
    return make_box(content, reading)


def _read_about(_: Any, __: Any, ___: Reading) -> list[b.Block]:
    return []


# In the order of preference: what is richest in what a document can show comes first.
READERS: tuple[tuple[str, Reader], ...] = (
    (DOCUMENT_TYPE, _read_about),
    (TABLE_TYPE, read_own_table),
    (FIGURE_TYPE, read_figure),
    (GALLERY_TYPE, read_gallery),
    (PROSE_TYPE, read_own_prose),
    ("text/markdown", _read_markdown),
    ("text/latex", read_latex),
    ("image/png", read_png),
    ("text/plain", _read_plain),
)


def read_outputs(cell: Any, reading: Reading) -> Iterator[b.Block]:
    """Yield the blocks of a code cell's outputs, in order."""
    for output in merge_streams(cell.get("outputs")):
        if output.get("output_type") == "stream":
            yield from read_stream(output, reading)
        elif output.get("output_type") == "error":
            yield from read_error(output, reading)
        else:
            yield from _read_data(output, reading)


def _read_data(output: Any, reading: Reading) -> list[b.Block]:
    data = output.get("data", {})
    for kind, read in READERS:
        if kind in data:
            found = read(data[kind], output, reading)
            if found is not None:
                return found
    return []
