"""The exporter report138-pdf: a document set by Typst, tagged, with embedded Noto fonts."""

import datetime
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from traitlets import Bool, Int

from report138 import style
from report138.engine.errors import NotebookError
from report138.engine.typeset import blocks as b
from report138.engine.typeset import fonts
from report138.engine.typeset.blocks import to_plain
from report138.engine.typeset.code_boxes import MAX_LINES, OPTIONS
from report138.engine.typeset.code_colours import CODE_COLOURS
from report138.engine.typeset.document import WORDS, Document, read_document
from report138.engine.typeset.table_width import lay_out

TEMPLATE = Path(__file__).parent / "templates" / "typst" / "main.typ"
STANDARDS = ["a-2a", "ua-1"]  # checked by the compiler: a document that fails them fails to build
DEFAULT_DATE = "2000-01-01"  # of a notebook that names no data; never the time of rendering


class PdfExporter(Exporter):
    """Export an executed notebook as PDF/A-2a and PDF/UA-1."""

    export_from_notebook = "PDF (report138)"
    output_mimetype = "application/pdf"
    optimistic_validation = Bool(True, help="Validate once, at the end.").tag(config=True)
    show_code = Bool(False, help="Show the code of the notebook.").tag(config=True)
    show_stderr = Bool(False, help="Show what cells wrote to stderr.").tag(config=True)
    max_lines = Int(MAX_LINES, help="The most lines of one output to show.").tag(config=True)

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF's bytes."""
        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        options = {key: getattr(self, key) for key in OPTIONS}
        return set_pdf(read_document(nb, **options)), resources


def set_pdf(document: Document) -> bytes:
    """Compile a document to PDF; raise NotebookError with Typst's message when that fails."""
    date = document.meta.get("created", DEFAULT_DATE)
    moment = datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC)
    standards = {"pdf_standards": STANDARDS, "timestamp": int(moment.timestamp())}
    return _pack(_compile(document, format="pdf", **standards))


def set_page(document: Document, page: int, ppi: int) -> bytes:
    """Compile a document and return one of its pages, counted from 1, as PNG."""
    pages = _compile(document, format="png", ppi=ppi)
    return pages[page - 1] if isinstance(pages, list) else pages


def _compile(document: Document, **options: Any) -> Any:
    import typst

    data = _replace_missing(
        to_plain(
            {
                "meta": document.meta,
                "blocks": [
                    lay_out(block) if isinstance(block, b.Table) else block
                    for block in document.blocks
                ],
                "contents": document.contents,
                "words": WORDS[document.language],
                "look": _describe_look(),
            }
        )
    )
    try:
        with _gather_fonts() as opened:
            result, warnings = typst.compile_with_warnings(
                str(TEMPLATE),
                root=str(TEMPLATE.parent),
                font_paths=opened,
                sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
                **options,
            )
    except typst.TypstError as error:
        hints = " ".join(getattr(error, "hints", None) or [])
        raise NotebookError(f"the PDF could not be set: {error} {hints}".strip()) from error
    if warnings:
        reasons = "; ".join(str(warning) for warning in warnings)
        raise NotebookError(f"the PDF could not be set: {reasons}")
    return result


@contextmanager
def _gather_fonts() -> Iterator[Any]:
    """Open the fonts for Typst; added ones are copied together, for Typst reads folders."""
    added = fonts.get_added_paths()
    if not added:
        yield open_own_fonts()
        return
    with tempfile.TemporaryDirectory(prefix="r138-") as folder:
        for path in added:
            shutil.copy(path, folder)
        yield _open_fonts(folder)


@cache
def open_own_fonts() -> Any:
    """Open the fonts of the house once a process: that is a third of a short document's time."""
    return _open_fonts()


def _open_fonts(*more: str) -> Any:
    from typst import Fonts

    own = [str(path.parent) for path in (fonts.get_font_paths()[0], fonts.get_heading_path())]
    return Fonts(include_system_fonts=False, font_paths=[*own, *more])


def _describe_look() -> dict[str, Any]:
    return {
        "ink": style.INK,
        "muted": style.MUTED,
        "rule": style.RULE,
        "accent": style.ACCENT,
        "tint": style.TINT,
        "warn": style.WARN,
        "code": {name: light for name, (light, _) in CODE_COLOURS.items()},
        "fill": style.LEVEL_FILL,
        "text": style.LEVEL_TEXT,
        "column_mm": style.COLUMN_MM,
        "headings": [fonts.HEADINGS, fonts.SANS, *fonts.get_added_families()],
        "sans": [fonts.SANS, *fonts.get_added_families()],
        "serif": [fonts.SERIF, *fonts.get_added_families()],
    }


def _replace_missing(value: Any) -> Any:
    """Write characters that the fonts lack as code points, in every string of the data."""
    if isinstance(value, str):
        return fonts.replace_missing(value)
    if isinstance(value, dict):
        return {
            key: inner if key in ("svg", "png", "tree", "alt") else _replace_missing(inner)
            for key, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_replace_missing(inner) for inner in value]
    return value


def _pack(pdf: bytes) -> bytes:
    """Pack the many small objects of a tagged PDF into streams: about half the size."""
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        # false is what its absence means too, and some readers complain of its form
        del opened.Root.MarkInfo["/Suspects"]
        opened.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return packed.getvalue()
