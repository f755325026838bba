"""The outputs of a code cell as blocks: which of its forms is taken, and who reads it.

In: a cell; out: blocks, and a warning for each thing that a document cannot show.  A kind of
output has one line in READERS; its reader may decline, and the next form is tried.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from report138.engine.typeset import blocks as b
from report138.engine.typeset.cell_options import apply_options, read_options
from report138.engine.typeset.charts import (
    make_chart_reader,
    make_vega_reader,
    read_map,
    read_nothing,
    read_plotly,
    read_script,
    read_widget,
)
from report138.engine.typeset.code_boxes import (
    merge_streams,
    read_error,
    read_json,
    read_stream,
)
from report138.engine.typeset.formulas import read_latex
from report138.engine.typeset.html_tables import read_html_tables
from report138.engine.typeset.markdown import parse_markdown
from report138.engine.typeset.notebook_parts import list_outputs, read_mapping
from report138.engine.typeset.outputs import (
    DOCUMENT_TYPE,
    FIGURE_TYPE,
    GALLERY_TYPE,
    PROSE_TYPE,
    QUOTES_TYPE,
    TABLE_TYPE,
)
from report138.engine.typeset.pictures import NAMES, lift_pictures, make_picture_reader
from report138.engine.typeset.plain_text import read_plain
from report138.engine.typeset.read_html import read_html
from report138.engine.typeset.read_own import (
    read_about,
    read_figure,
    read_gallery,
    read_own_prose,
    read_own_table,
    read_quotes,
)
from report138.engine.typeset.shown import SHOWN, Shown


@dataclass
class Reading:
    """What readers know of the document and the cell at hand, and where they leave warnings."""

    language: str
    shown: Shown = SHOWN
    code_language: str = "ipython3"
    place: str = ""  # notebook and cell, for warnings
    warnings: list[str] = field(default_factory=list)  # of what a document cannot show
    remarks: list[str] = field(default_factory=list)  # on what it leaves out on purpose
    folder: Path | None = None  # the notebook's own: pictures beside it are read
    attachments: Any = None  # of the cell at hand
    has_picture: bool = False  # the cell at hand shows one
    notes: list[b.Footnote] = field(default_factory=list)  # of the whole document

    def at(self, cell: Any, number: int) -> "Reading":
        """Return the same reading at a cell; warnings go into one list."""
        known = read_mapping(cell.metadata.get("report138"))
        notebook = f"{known['notebook']}, " if "notebook" in known else ""
        kinds = {kind for output in list_outputs(cell) for kind in read_mapping(output.get("data"))}
        return replace(
            self,
            place=f"{notebook}cell {known.get('cell', number)}",
            attachments=cell.get("attachments"),
            has_picture=not kinds.isdisjoint(NAMES),
        )

    def say(self, chinese: str, english: str) -> str:
        """Return the one of two texts that is in the document's language."""
        return chinese if self.language == "zh" else english

    def warn(self, what: str) -> None:
        """Keep a warning of the build, in English, with its place."""
        self.warnings.append(f"{self.place}: {what}")

    def remark(self, what: str) -> None:
        """Keep a remark that is no warning, in English, with its place."""
        self.remarks.append(f"{self.place}: {what}")

    def leave_out(self, chinese: str, english: str, why: str = "") -> list[b.Block]:
        """Name in the document, and to the build with the reason, what cannot be shown."""
        what = english[:1].lower() + english[1:].rstrip(".")
        self.warn(f"{what} ({why})" if why else what)
        return [b.Notice(self.say(chinese, english))]


# A reader takes an output's content for its MIME type, and the whole output; it yields blocks, or
# None if it declines.
Reader = Callable[[Any, Any, Reading], "list[b.Block] | None"]


def _read_markdown(content: Any, _: Any, reading: Reading) -> list[b.Block] | None:
    return parse_markdown(content, reading) if isinstance(content, str) else None


# In the order of preference: what is richest in what a document can show comes first.
READERS: tuple[tuple[str, Reader], ...] = (
    (DOCUMENT_TYPE, read_about),
    (TABLE_TYPE, read_own_table),
    (FIGURE_TYPE, read_figure),
    (GALLERY_TYPE, read_gallery),
    (PROSE_TYPE, read_own_prose),
    (QUOTES_TYPE, read_quotes),
    ("text/markdown", _read_markdown),
    ("text/latex", read_latex),
    ("text/html", read_html_tables),
    *((mime, make_picture_reader(mime)) for mime in NAMES),
    ("application/vnd.plotly.v1+json", read_plotly),
    *(
        (f"application/vnd.vegalite.v{n}+json", make_vega_reader("vega-lite"))
        for n in range(6, 0, -1)
    ),
    *((f"application/vnd.vega.v{n}+json", make_vega_reader("vega")) for n in range(6, 1, -1)),
    ("application/vnd.bokehjs_load.v0+json", read_nothing),
    ("application/vnd.holoviews_load.v0+json", read_nothing),
    ("application/vnd.bokehjs_exec.v0+json", make_chart_reader("bokeh")),
    ("application/vnd.holoviews_exec.v0+json", make_chart_reader("holoviews")),
    ("application/vnd.jupyter.widget-view+json", read_widget),
    ("application/geo+json", read_map),
    ("text/html", read_html),
    ("application/javascript", read_script),
    ("application/json", read_json),
    ("text/plain", read_plain),
)


def read_outputs(cell: Any, reading: Reading) -> Iterator[b.Block]:
    """Yield the blocks of a code cell's outputs, in order."""
    blocks = lift_pictures(list(_read_each(cell, reading)))
    yield from apply_options(blocks, read_options(cell, reading.language), reading)


def _read_each(cell: Any, reading: Reading) -> Iterator[b.Block]:
    for output in merge_streams(list_outputs(cell)):
        if output.get("output_type") == "stream":
            yield from read_stream(output, reading)
        elif output.get("output_type") == "error":
            yield from read_error(output, reading)
        else:
            yield from _read_data(output, reading)


def _read_data(output: Any, reading: Reading) -> list[b.Block]:
    data = read_mapping(output.get("data"))
    for kind, read in READERS:
        if kind in data:
            try:
                content = data[kind] if kind.endswith("json") else _join(data[kind])
                found = read(content, output, reading)
            except RecursionError:
                return _name_unknown([kind], reading)
            if found is not None:
                return found
    return _name_unknown(list(data), reading)


def _join(content: Any) -> Any:
    """Return a text that is stored line by line as one."""
    lines = isinstance(content, list) and all(isinstance(line, str) for line in content)
    return "".join(content) if lines else content


def _name_unknown(kinds: list[str], reading: Reading) -> list[b.Block]:
    if not kinds:
        return []
    return reading.leave_out(
        f"一项输出（{kinds[0]}），文档中无法显示。",
        f"An output ({kinds[0]}) that a document cannot show.",
    )
