"""The exporter report138-pdf: a document set by Typst, tagged, with embedded Noto fonts."""

import base64
import datetime
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from traitlets import Bool

from report138 import style
from report138.engine.errors import NotebookError
from report138.engine.typeset import blocks as b
from report138.engine.typeset import fonts
from report138.engine.typeset.blocks import to_plain
from report138.engine.typeset.code_boxes import CODE_COLOURS
from report138.engine.typeset.document import WORDS, Document
from report138.engine.typeset.exporter import DocumentExporter
from report138.engine.typeset.formulas import keep_formulas
from report138.engine.typeset.grid_width import lay_out_grids
from report138.engine.typeset.pictures import remake_as_png
from report138.engine.typeset.read_back import find_strays
from report138.engine.typeset.row_headers import tag_row_headers
from report138.engine.typeset.table_width import lay_out

TEMPLATE = Path(__file__).parent / "templates" / "typst" / "main.typ"
STANDARDS = ["a-2a", "ua-1"]  # checked by the compiler: a document that fails them fails to build
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
LISTED = 20  # characters that a warning names
# Of many tables whose ends move each other from page to page: they are set where they fall.
UNSTEADY = "did not converge"
DEFAULT_DATE = "2000-01-01"  # of a notebook that names no data; never the time of rendering


class PdfExporter(DocumentExporter):
    """Export an executed notebook as PDF/A-2a and PDF/UA-1."""

    export_from_notebook = "PDF (report138)"
    output_mimetype = "application/pdf"
    show_code = Bool(False, help="Show the code of the notebook.").tag(config=True)

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF's bytes."""
        document, resources = self.read(nb, resources, **kwargs)
        pdf = set_pdf(document)
        self.log_losses(document)
        return pdf, resources


def set_pdf(document: Document) -> bytes:
    """Compile a document to PDF; raise NotebookError with Typst's message when that fails."""
    date = document.meta.get("created", DEFAULT_DATE)
    moment = datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC)
    standards = {"pdf_standards": STANDARDS, "timestamp": int(moment.timestamp())}
    blocks = _lay_out(document)
    pdf = _pack(_compile(document, blocks, format="pdf", **standards), blocks)
    if not find_strays(pdf):
        return pdf
    pdf = _pack(_compile(document, blocks, loose=True, format="pdf", **standards), blocks)
    strays = find_strays(pdf)
    if strays:
        listed = ", ".join(map(str, strays))
        document.warnings.append(f"what no page of the PDF can hold is cut: page {listed}")
    return pdf


def set_page(document: Document, page: int, ppi: int) -> bytes:
    """Compile a document and return one of its pages, counted from 1, as PNG."""
    pages = _compile(document, _lay_out(document), format="png", ppi=ppi)
    return pages[page - 1] if isinstance(pages, list) else pages


def _lay_out(document: Document) -> list[b.Block]:
    """Return the document's blocks with the widths of tables on paper."""
    return [
        part
        for block in unfold(document.blocks)
        for part in (
            [lay_out(block)]
            if isinstance(block, b.Table)
            else lay_out_grids(block, document.language)
        )
    ]


def _compile(
    document: Document,
    blocks: list[b.Block],
    *,
    keep_ends: bool = True,
    loose: bool = False,
    **options: Any,
) -> Any:
    import typst

    plain = to_plain(
        {
            "meta": document.meta,
            "blocks": blocks,
            "contents": document.contents,
            **({"title": document.title} if document.title else {}),
            "running": keep_formulas(document.title),
            "words": WORDS[document.language],
        }
    )
    characters = _Characters()
    data = characters.replace(plain)
    data["look"] = _describe_look("".join(sorted(characters.fallback)))
    data["look"] |= {"keep_ends": keep_ends, "loose": loose}
    try:
        with (
            _gather_fonts(bool(characters.fallback)) as opened,
            _open_root(characters.files) as root,
        ):
            result, warnings = typst.compile_with_warnings(
                str(root / TEMPLATE.name),
                root=str(root),
                font_paths=opened,
                sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
                **options,
            )
    except typst.TypstError as error:
        if characters.files and _replace_refused(document):
            return _compile(document, blocks, keep_ends=keep_ends, loose=loose, **options)
        hints = " ".join(getattr(error, "hints", None) or [])
        raise NotebookError(f"the PDF could not be set: {error} {hints}".strip()) from error
    reasons = "; ".join(str(warning) for warning in warnings)
    if keep_ends and UNSTEADY in reasons:
        return _compile(document, blocks, keep_ends=False, loose=loose, **options)
    if reasons:
        raise NotebookError(f"the PDF could not be set: {reasons}")
    document.warnings += characters.warn()
    return result


def unfold(blocks: list[b.Block]) -> Iterator[b.Block]:
    """Yield blocks with those that a page folds as they are: a table among them may lie across."""
    for block in blocks:
        if not isinstance(block, b.Details):
            yield block
            continue
        if block.inlines and not block.computed:
            yield b.Paragraph([b.Styled("strong", block.inlines)])
        yield from block.blocks


@contextmanager
def _open_root(files: dict[str, bytes]) -> Iterator[Path]:
    """Give Typst its templates, with a document's pictures beside them if it has any."""
    if not files:
        yield TEMPLATE.parent
        return
    with tempfile.TemporaryDirectory(prefix="r138-") as folder:
        root = Path(folder).resolve()
        for template in TEMPLATE.parent.glob("*.typ"):
            shutil.copy(template, root)
        for name, content in files.items():
            (root / name).write_bytes(content)
        yield root


def _replace_refused(document: Document) -> bool:
    """Mend or name the pictures that Typst does not take; return whether there were any."""
    found = False
    for block in [one for one in b.walk(document.blocks) if isinstance(one, b.Picture)]:
        if _is_taken(block):
            continue
        found = True
        if not block.svg:
            block.kind, block.data = "png", remake_as_png(block.data)
        if block.svg or not _is_taken(block):
            document.warnings.append(
                f"a picture ({block.kind}) that the PDF cannot hold: {block.alt}"
            )
            block.kind, block.svg, block.data = "svg+xml", EMPTY, ""
    return found


def _is_taken(picture: b.Picture) -> bool:
    """Return whether Typst sets a picture, tried alone."""
    import typst

    characters = _Characters()
    plain = characters.replace(to_plain(picture))
    call = f'#set document(title: "-")\n#image("{plain["file"]}", format: "{plain["format"]}", alt: "-")'
    with _gather_fonts(bool(characters.fallback)) as opened, _open_root(characters.files) as root:
        (root / TEMPLATE.name).write_text(call)
        try:
            typst.compile(
                str(root / TEMPLATE.name),
                root=str(root),
                font_paths=opened,
                format="pdf",
                pdf_standards=STANDARDS,
                timestamp=0,
            )
        except typst.TypstError:
            return False
    return True


@contextmanager
def _gather_fonts(fallback: bool) -> Iterator[Any]:
    """Open the fonts for Typst; added ones are copied together, for Typst reads folders."""
    added = fonts.get_added_paths()
    if not added:
        yield fonts.open_own_fonts(fallback)
        return
    with tempfile.TemporaryDirectory(prefix="r138-") as folder:
        for path in added:
            shutil.copy(path, folder)
        yield fonts.open_fonts(fallback, folder)


def _describe_look(fallback: str) -> dict[str, Any]:
    added = fonts.get_added_families()
    sans = _list_fallbacks(fallback, *fonts.FALLBACKS)
    serif = _list_fallbacks(fallback, fonts.FALLBACK_SERIF, *fonts.FALLBACKS)
    return {
        "ink": style.INK,
        "muted": style.MUTED,
        "rule": style.RULE,
        "accent": style.ACCENT,
        "tint": style.TINT,
        "warn": style.WARN,
        "code": {name: light for name, (light, _) in CODE_COLOURS.items()},
        "fill": style.SHADE_FILL,
        "text": style.SHADE_TEXT,
        "column_mm": style.COLUMN_MM,
        "landscape_mm": style.LANDSCAPE_MM,
        "headings": [*sans, fonts.HEADINGS, fonts.SANS, *added],
        "sans": [*sans, fonts.SANS, *added],
        "serif": [*serif, fonts.SERIF, *added],
    }


def _list_fallbacks(characters: str, *families: str) -> list[dict[str, str]]:
    """Name for each fallback family the characters that it is for."""
    listed = []
    for family in families:
        known = fonts.list_characters(fonts.get_fallback_path(family)) if characters else ()
        own = "".join(char for char in characters if ord(char) in known)
        listed += [{"name": family, "covers": f"[{own}]"}] if own else []
        characters = "".join(char for char in characters if char not in own)
    return listed


class _Characters:
    """Writes characters that no font has as code points, in every string of the data."""

    def __init__(self) -> None:
        self.missing: dict[str, None] = {}
        self.fallback: set[str] = set()  # those that are in the fallback only
        self.files: dict[str, bytes] = {}  # pictures: JSON has no bytes, and Typst reads no base64

    def replace(self, value: Any, mono: bool = False) -> Any:
        """Return nested data with such characters replaced; code has a font of its own."""
        if isinstance(value, str):
            return value if value.isascii() and value.isprintable() else self._write(value, mono)
        if isinstance(value, dict):
            kind = value.get("type")
            if kind == b.Picture.type:
                value = self._put_aside(value)
            mono = mono or kind == "source" or (kind == "code" and "kind" in value)
            return {key: self._replace_in(key, inner, mono) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.replace(inner, mono) for inner in value]
        return value

    def _replace_in(self, key: str, value: Any, mono: bool) -> Any:
        if key not in ("svg", "png"):
            return self.replace(value, mono)
        self.fallback |= set(fonts.find_fallback(value))
        return fonts.name_fallbacks(value) if key == "svg" else value

    def _put_aside(self, picture: dict[str, Any]) -> dict[str, Any]:
        """Put a picture's bytes into a file."""
        form = {"svg+xml": "svg", "jpeg": "jpg"}.get(picture["kind"], picture["kind"])
        svg = picture["svg"]
        name = f"picture-{len(self.files) + 1}.{form}"
        if svg:
            self.fallback |= set(fonts.find_fallback(svg))
            content = fonts.name_fallbacks(fonts.replace_missing(svg)).encode()
        else:
            content = base64.b64decode(picture["data"])
        self.files[name] = content
        return {**picture, "svg": "", "data": "", "file": name, "format": form}

    def _write(self, text: str, mono: bool) -> str:
        if not fonts.needs_fallback(text):
            return text
        self.fallback |= set(fonts.find_fallback(text))
        self.missing |= dict.fromkeys(fonts.find_missing(text, mono))
        return fonts.replace_missing(text, mono)

    def warn(self) -> list[str]:
        """Name the characters that are missing, in one warning."""
        if not self.missing:
            return []
        listed = ", ".join(f"U+{ord(char):04X} {char}" for char in list(self.missing)[:LISTED])
        more = len(self.missing) - LISTED
        return [
            f"characters that no font has are written as code points in the PDF: {listed}"
            f"{f' and {more} more' if more > 0 else ''}; --font FILE adds a font that has them"
        ]


def _pack(pdf: bytes, blocks: list[b.Block]) -> bytes:
    """Pack the many small objects of a tagged PDF into streams: about half the size."""
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        # false is what its absence means too, and some readers complain of its form
        del opened.Root.MarkInfo["/Suspects"]
        tag_row_headers(opened, blocks)
        _name_outline(opened, blocks)
        opened.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return packed.getvalue()


def _name_outline(pdf: Any, blocks: list[b.Block]) -> None:
    """Say formulas in words in the outline, where Typst has their signs alone: a fraction as "ab"."""
    headings = [one for one in b.walk(blocks) if isinstance(one, b.Heading)]
    items = list(_list_outline(pdf.Root.get("/Outlines")))
    if not 0 <= len(items) - len(headings) <= 1:  # that of the colophon is the last
        return
    for item, heading in zip(items, headings, strict=False):
        if any(isinstance(one, b.Formula) for one in b.walk(heading.inlines)):
            item.Title = heading.text


def _list_outline(parent: Any) -> Iterator[Any]:
    """Yield the items of an outline below another, in order."""
    item = parent.get("/First") if parent is not None else None
    while item is not None:
        yield item
        yield from _list_outline(item)
        item = item.get("/Next")
