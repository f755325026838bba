"""What a notebook shows: prose, tables, figures and the document's own metadata.

Each item displays itself in Jupyter as HTML and carries its structure beside it, under a
private MIME type, from which the exporters set the same item in HTML and in PDF.
"""

import base64
import hashlib
import re
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report138 import style
from report138.errors import NamesWhatThereIs, count
from report138.settings import get_settings

if TYPE_CHECKING:  # a notebook that shows no frame of its own loads no pandas here
    import pandas as pd
    from matplotlib.figure import Figure as Plot

DOCUMENT_TYPE = "application/vnd.report138.document+json"
TABLE_TYPE = "application/vnd.report138.table+json"
GALLERY_TYPE = "application/vnd.report138.gallery+json"
FIGURE_TYPE = "application/vnd.report138.figure+json"
PROSE_TYPE = "application/vnd.report138.prose+json"
QUOTES_TYPE = "application/vnd.report138.quotes+json"


LONGEST_REPR = 60  # characters of a text in a line that names an object


def is_displayed() -> bool:
    """Return whether anybody will see the notebook: bitmaps take half the time of a drawing."""
    return get_settings().bitmaps


def shorten(text: str) -> str:
    """Cut a text to what a line that names an object can hold."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_REPR else f"{line[: LONGEST_REPR - 1].rstrip()}…"


def name_after(*words: str) -> str:
    """Name an item after its words, so that two of a document are not taken for one."""
    return f"own-{hashlib.sha256(chr(0).join(words).encode()).hexdigest()[:10]}"


def require_words(**given: str) -> None:
    """Raise ValueError that names what stays empty."""
    for name, text in given.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{name} is empty: a document needs it")


@dataclass(frozen=True)
class Run:
    """A piece of text in one style: "", strong, muted or mark; `link` is an anchor."""

    text: str
    style: str = ""
    link: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Cell:
    """A table cell: lines of runs, an optional level to tint it with, an optional anchor."""

    lines: tuple[tuple[Run, ...], ...]
    level: int | None = None
    anchor: str = ""

    @property
    def text(self) -> str:
        """The cell's plain text."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


def make_cell(*lines: "str | Run | tuple[Run, ...]", **options: Any) -> Cell:
    """Make a cell of one line an argument; empty lines are left out."""
    made = []
    for line in lines:
        runs = line if isinstance(line, tuple) else (line if isinstance(line, Run) else Run(line),)
        if any(run.text for run in runs):
            made.append(runs)
    return Cell(tuple(made), **options)


@dataclass(frozen=True)
class Column:
    """A table column: its heading, alignment (left, right, center), relative width."""

    label: str
    align: str = "left"
    width: float = 1.0
    header: bool = False


@dataclass(frozen=True)
class Group:
    """A row that heads the rows below it and spans the table."""

    cell: Cell


@dataclass(frozen=True)
class Table(NamesWhatThereIs):
    """A table as data; `rows` holds lists of cells and groups, `dense` sets it small in print."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Group, ...]
    notes: tuple[str, ...] = ()
    dense: bool = False

    @classmethod
    def from_frame(
        cls,
        frame: "pd.DataFrame",
        caption: str,
        *,
        notes: tuple[str, ...] = (),
        key: str = "",
        dense: bool = False,
    ) -> "Table":
        """Make a table of a frame: numbered, captioned and tagged like those of the report.

        An index with a name, or of words, heads the rows; numbers stand at the right.  `key`
        names the table in the document, by default after its caption.

        >>> Table.from_frame(report.matrix(), caption="Levels by hand")
        """
        from report138.engine.typeset.own_table import read_frame

        require_words(caption=caption)
        given = read_frame(frame)
        columns = [
            Column(one.label, "right" if one.numeric else "left", one.width, one.header)
            for one in given
        ]
        rows = zip(*(one.texts for one in given), strict=True)
        return cls(
            key=key or name_after(caption, *(one.label for one in given)),
            caption=caption,
            columns=tuple(columns),
            rows=tuple(tuple(make_cell(*text.splitlines()) for text in row) for row in rows),
            notes=(notes,) if isinstance(notes, str) else tuple(notes),
            dense=dense,
        )

    def to_frame(self) -> "pd.DataFrame":
        """Return the table's words as a frame; what heads groups of rows stands in the first column.

        >>> tables.tabulate_gaps(report).to_frame()
        """
        import pandas as pd

        labels = [column.label for column in self.columns]
        grouped = any(isinstance(row, Group) for row in self.rows)
        records, head = [], ""
        for row in self.rows:
            if isinstance(row, Group):
                head = row.cell.text
            else:
                records.append([*([head] if grouped else []), *(cell.text for cell in row)])
        return pd.DataFrame(records, columns=[*([""] if grouped else []), *labels])

    def __repr__(self) -> str:
        rows = sum(not isinstance(row, Group) for row in self.rows)
        size = f"{count(rows, 'row')} × {count(len(self.columns), 'column')}"
        return f"<Table {self.key}: {shorten(self.caption)} ({size})>"

    def to_json(self) -> dict[str, Any]:
        """Return the table as plain data for the exporters."""
        rows = [
            {"group": asdict(row.cell)}
            if isinstance(row, Group)
            else {"cells": list(map(asdict, row))}
            for row in self.rows
        ]
        return {**asdict(self), "rows": rows}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        plain = "\n".join(
            row.cell.text if isinstance(row, Group) else " | ".join(cell.text for cell in row)
            for row in self.rows
        )
        shown = {"text/html": _table_html(self)} if is_displayed() else {}
        return {**shown, "text/plain": f"{self.caption}\n{plain}", TABLE_TYPE: self.to_json()}


@dataclass(frozen=True)
class Link:
    """An area of a figure that leads to an anchor; sides are fractions of the figure."""

    target: str
    title: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Figure(NamesWhatThereIs):
    """A drawn figure: a headline with the finding, a line on how to read it, a caption."""

    key: str
    headline: str
    reading: str
    caption: str
    alt: str
    svg: str
    png: bytes = field(repr=False)
    width_mm: float = 0.0
    height_mm: float = 0.0
    links: tuple[Link, ...] = ()

    @classmethod
    def from_matplotlib(
        cls,
        plot: "Plot",
        *,
        headline: str,
        caption: str,
        alt: str,
        reading: str = "",
        key: str = "",
    ) -> "Figure":
        """Make a figure of a plot: numbered, captioned and tagged like those of the report.

        `headline` says what it shows, `caption` what it is of, `alt` the same in words for whoever
        cannot see it, `reading` how to read it.  `key` names the figure in the document, by
        default after its words.  The plot's text is set in the fonts of the house; the plot itself
        is closed, or a notebook would show it beside the figure.

        >>> axes = report.matrix().sum().plot.barh()
        >>> Figure.from_matplotlib(axes.figure, headline="…", caption="…", alt="…")
        """
        from report138.engine.typeset.own_figure import draw_plot

        require_words(headline=headline, caption=caption, alt=alt)
        words = {"headline": headline, "reading": reading, "caption": caption, "alt": alt}
        drawing = draw_plot(plot, bitmap=is_displayed())
        return cls(key=key or name_after(*words.values()), **words, **vars(drawing))

    def save(self, path: "str | Path") -> Path:
        """Write the drawing as .svg, .png or .pdf, by the name's ending; return the path.

        The folder must be there, as for matplotlib's savefig.

        >>> figures.draw_matrix(report).save("matrix.pdf")
        """
        from report138.engine.typeset.own_figure import write_drawing

        return write_drawing(self.svg, self.png, self.width_mm, Path(path))

    def __repr__(self) -> str:
        size = f"{self.width_mm:.0f} × {self.height_mm:.0f} mm"
        return f"<Figure {self.key}: {shorten(self.headline)} ({size})>"

    def to_json(self) -> dict[str, Any]:
        """Return the figure as plain data for the exporters, without the bitmap."""
        data = asdict(self)
        del data["png"]
        return data

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = {"text/html": _figure_html(self)} if is_displayed() else {}
        return {**shown, "text/plain": f"{self.headline}\n{self.alt}", FIGURE_TYPE: self.to_json()}


@dataclass(frozen=True)
class Gallery(NamesWhatThereIs):
    """Several figures shown one after the other."""

    figures: tuple[Figure, ...]

    def __repr__(self) -> str:
        return f"<Gallery of {len(self.figures)}: {', '.join(one.key for one in self.figures)}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundles = [figure._repr_mimebundle_() for figure in self.figures]
        html = "".join(bundle.get("text/html", "") for bundle in bundles)
        return {
            **({"text/html": html} if html else {}),
            "text/plain": "\n".join(bundle["text/plain"] for bundle in bundles),
            GALLERY_TYPE: [figure.to_json() for figure in self.figures],
        }


@dataclass(frozen=True)
class Prose(NamesWhatThereIs):
    """Sentences made from computed facts, as Markdown; `plain` if there is no markup in them."""

    markdown: str
    plain: str | None = None

    def __str__(self) -> str:
        return self.markdown if self.plain is None else self.plain

    def __repr__(self) -> str:
        return f"<Prose: {shorten(str(self))}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        shown = {"text/markdown": self.markdown, "text/plain": self.markdown}
        plain = self.plain if self.markdown else ""
        return shown if plain is None or "\n" in plain else {**shown, PROSE_TYPE: plain.strip()}


def write_prose(text: str) -> Prose:
    """Make prose of plain text: whatever stands in it, Markdown shows it as it is."""
    return Prose(escape_markdown(text), text)


def escape_markdown(text: str) -> str:
    """Return text from the data so that Markdown shows it as it stands."""
    marked = re.sub(r"([\\`*_\[\]<>~|$&]|:(?=//))", r"\\\1", text)
    if re.search(r"[\\^_=]", text):  # escaped brackets around these would be those of a formula
        marked = re.sub(r"\\([\\\[])", lambda found: f"&#{ord(found[1])};", marked)
    # at the start of a line these would open a heading, a list, a quotation or a definition
    return re.sub(r"(?m)^(\s*)([#+\-=:]|\d+(?=[.)]))", _escape_start, marked)


def _escape_start(match: re.Match[str]) -> str:
    blank, mark = match.groups()
    return f"{blank}{mark}\\" if mark.isdigit() else f"{blank}\\{mark}"


@dataclass(frozen=True)
class Quotation:
    """Words of a source, their place in it, and what they mean in the document's language.

    `words` are runs, of which triggers may be marked; `locator` is a line that may lead to an
    anchor of the document by `link`; `lang` is the language of the words if not the document's.
    """

    words: tuple[Run, ...]
    locator: str = ""
    link: str = ""
    translation: str = ""
    lang: str = ""

    @property
    def text(self) -> str:
        """The quoted words."""
        return "".join(run.text for run in self.words)


@dataclass(frozen=True)
class Quotes(NamesWhatThereIs):
    """A few quotations shown together: two or three short ones side by side."""

    quotations: tuple[Quotation, ...]

    def __repr__(self) -> str:
        first = f": {shorten(self.quotations[0].text)}" if self.quotations else ""
        return f"<Quotes, {len(self.quotations)}{first}>"

    def to_json(self) -> dict[str, Any]:
        """Return the quotations as plain data for the exporters."""
        return asdict(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        parts = ([one.text, one.translation, one.locator] for one in self.quotations)
        plain = "\n\n".join("\n".join(filter(None, part)) for part in parts)
        html = "".join(map(_quotation_html, self.quotations))
        shown = {"text/html": html} if html and is_displayed() else {}
        return {**shown, "text/plain": plain, QUOTES_TYPE: self.to_json()}


def _quotation_html(one: Quotation) -> str:
    lang = f' lang="{escape(one.lang)}"' if one.lang else ""
    words = f"<blockquote{lang}><p>{''.join(map(_run_html, one.words))}</p></blockquote>"
    translation = f"<p><small>{escape(one.translation)}</small></p>" if one.translation else ""
    locator = f"<figcaption>{escape(one.locator)}</figcaption>" if one.locator else ""
    return f"<figure>{words}{translation}{locator}</figure>"


def _figure_html(figure: Figure) -> str:
    kind, content = ("png", figure.png) if figure.png else ("svg+xml", figure.svg.encode())
    encoded = base64.b64encode(content).decode()
    width = round(figure.width_mm * 96 / 25.4 * 1.25)
    image = (
        f'<img src="data:image/{kind};base64,{encoded}" alt="{escape(figure.alt)}" width="{width}">'
    )
    reading = f"<br>{escape(figure.reading)}" if figure.reading else ""
    return (
        f"<figure><p><strong>{escape(figure.headline)}</strong>{reading}</p>"
        f"{image}<figcaption>{escape(figure.caption)}</figcaption></figure>"
    )


def _table_html(table: Table) -> str:
    """Write a table for a notebook, with the tints of the page."""
    head = "".join(
        f'<th scope="col" style="{_ALIGN[column.align]}; {_HEADER}">{escape(column.label)}</th>'
        for column in table.columns
    )
    body = []
    for row in table.rows:
        if isinstance(row, Group):
            span = len(table.columns)
            body.append(
                f'<th scope="rowgroup" colspan="{span}" style="{_ALIGN["left"]}; {_HEADER}">'
                f"{_cell_html(row.cell)}</th>"
            )
        else:
            body.append("".join(map(_table_cell_html, row, table.columns)))
    rows = "".join(f"<tr>{cells}</tr>" for cells in body)
    notes = "".join(f"<p><small>{escape(note)}</small></p>" for note in table.notes)
    caption = f'<caption style="{_CAPTION}">{escape(table.caption)}</caption>'
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}"


_ALIGN = {side: f"text-align: {side}" for side in ("left", "right", "center")}
_CAPTION = f"{_ALIGN['left']}; font-weight: bold"
_HEADER = f"background: {style.TINT}; color: {style.INK}"


def _table_cell_html(cell: Cell, column: Column) -> str:
    tag, scope = ("th", ' scope="row"') if column.header else ("td", "")
    looks = _ALIGN[column.align]
    if cell.level is not None:
        looks += f"; background: {style.SHADE_FILL[cell.level]}"
        looks += f"; color: {style.SHADE_TEXT[cell.level]}"
    return f'<{tag}{scope} style="{looks}">{_cell_html(cell)}</{tag}>'


def _cell_html(cell: Cell) -> str:
    return "<br>".join("".join(map(_run_html, line)) for line in cell.lines)


def _run_html(run: Run) -> str:
    tag = {"strong": "strong", "muted": "small", "mark": "mark"}.get(run.style)
    return f"<{tag}>{escape(run.text)}</{tag}>" if tag else escape(run.text)
