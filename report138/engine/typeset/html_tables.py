"""HTML that is made of tables, as blocks: DataFrame, Styler, great_tables, statsmodels and others.

Cells keep their text as printed; what stands beside the tables becomes caption, notes or
paragraphs.  HTML without a table is declined.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from report138.engine.typeset import blocks as b
from report138.engine.typeset import contrast, markup
from report138.engine.typeset.grids import MAX_COLUMNS, make_grid, read_text
from report138.engine.typeset.html_styles import HIDING, Styles, strip_hidden
from report138.errors import count

LIMIT = 12_000_000  # characters; what is longer is cut, with a note and a warning
NOTE = 400  # a text below a table is a note of it up to here
SIZES = re.compile(r"\d+ rows × \d+ columns")
OTHERS = ("plotly", "bokeh", "vega", "widget-view", "holoviews")  # charts with readers of their own

UNSEEN = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "title",
    "colgroup",
    "col",
    "link",
    "annotation",
}
MEDIA = {"svg", "canvas", "video", "audio", "iframe", "object", "embed"}
BROKEN = {"p", "div", "section", "article", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote"}
BROKEN |= {"header", "footer", "figure", "figcaption", "center", "details", "summary", "form"}
TABLE_PARTS = {"table", "thead", "tbody", "tfoot", "tr", "caption"}
CELLS = ("td", "th")
STYLES = {**markup.STYLES, **dict.fromkeys(markup.CODE, "code")}


def read_html_tables(content: Any, output: Any, reading: Any) -> list[b.Block] | None:
    """Read HTML with tables; decline any other."""
    if not isinstance(content, str) or "<table" not in content[:LIMIT].lower():
        return None
    if any(name in kind for kind in output.get("data", {}) for name in OTHERS):
        return None
    return read_tables(content, reading)


def read_tables(content: str, reading: Any) -> list[b.Block] | None:
    """Read a piece of HTML as tables and the text beside them; None if no table holds anything."""
    root = _parse(content[:LIMIT])
    if root is None:
        return None
    styles = Styles(root)
    if HIDING.search(content):
        strip_hidden(root, styles)
    page = _Page(styles, reading, cut=len(content) > LIMIT)
    items = list(page.read_flow(root))
    grids = [item for item in items if isinstance(item, b.Grid)]
    if not any(cell.inlines for grid in grids for row in (*grid.head, *grid.rows) for cell in row):
        return None
    blocks = _attach_notes(items)
    if page.cut:
        page.losses["the end of a long piece of HTML"] = None
        text = "HTML 过长，其余部分未显示。", "The HTML is long; the rest of it is not shown."
        blocks.append(b.Notice(reading.say(*text)))
    for loss in page.list_losses():
        reading.warn(f"text/html: left out {loss}")
    return blocks


def _parse(content: str) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    clean = content.replace("\0", "").encode("utf-8", "replace")
    try:
        return etree.fromstring(clean, parser)
    except etree.XMLSyntaxError:
        return None


@dataclass
class _Run:
    """A piece of text within a line: its styles, and where it leads."""

    text: str
    styles: tuple[str, ...] = ()
    url: str = ""


BREAK = _Run("\n")


@dataclass
class _Page:
    """A piece of HTML at work: its styles, and what had to be left out of it."""

    styles: Styles
    reading: Any
    cut: bool = False
    losses: dict[str, None] = field(default_factory=dict)

    def list_losses(self) -> list[str]:
        """List what a document cannot show, for warnings."""
        extra = {
            "bars drawn by a style sheet": self.styles.gradient,
            "colours: the style sheet is too long": self.styles.cut,
        }
        return [*self.losses, *(name for name, found in extra.items() if found)]

    # ---- what stands beside tables ---------------------------------------------------

    def read_flow(self, element: Any) -> Iterator[b.Block]:
        """Yield tables, and the text beside them in paragraphs, in order."""
        line: list[_Run] = []
        for item in self._walk(element):
            if isinstance(item, _Run) and item is not BREAK:
                line.append(item)
                continue
            yield from _make_paragraph(line)
            line = []
            if isinstance(item, b.Block):
                yield item
        yield from _make_paragraph(line)

    def _walk(self, top: Any) -> Iterator[Any]:
        """Yield tables as grids, and runs and breaks of what stands beside them."""
        # a stack rather than recursion: nobody says how deep HTML is nested
        stack: list[tuple[str, Any, tuple[str, ...], str]] = [("open", top, (), "")]
        while stack:
            step, what, styles, url = stack.pop()
            if step == "run":
                yield _Run(what, styles, url)
            elif step == "break":
                yield BREAK
            elif what.tag == "table" and not self._is_layout(what):
                yield from self._read_table(what)
            else:
                if what.tag in CELLS:
                    yield BREAK
                yield from self._open(stack, what, styles, url)

    def _open(
        self, stack: list[Any], element: Any, styles: tuple[str, ...], url: str
    ) -> Iterator[Any]:
        """Put what an element holds on the stack; yield what stands for it itself."""
        tag = element.tag
        if tag in UNSEEN:
            return
        if tag in MEDIA:
            yield self._leave_out(tag)
        elif tag == "img":
            yield _Run(self._name_picture(element), styles, url)
        elif tag == "br":
            yield BREAK
        else:
            broken = tag in BROKEN or tag in markup.HEADINGS or tag in TABLE_PARTS
            styles, url = self._add_styles(element, styles), _read_url(element) or url
            inner = [("open", child, styles, url) for child in element]
            steps: list[Any] = [("run", element.text, styles, url)] if element.text else []
            for step in inner:
                steps.append(step)
                if step[1].tail:
                    steps.append(("run", step[1].tail, styles, url))
            ends = [("break", None, (), "")] if broken else []
            stack.extend(reversed([*ends, *steps, *ends]))

    def _add_styles(self, element: Any, styles: tuple[str, ...]) -> tuple[str, ...]:
        values = self.styles.get(element)
        new = [STYLES[element.tag]] if element.tag in STYLES else []
        new += ["strong"] if element.tag in markup.HEADINGS or _is_bold(values) else []
        new += ["emphasis"] if values.get("font-style") in ("italic", "oblique") else []
        return (*styles, *(one for one in new if one not in styles))

    def _is_layout(self, table: Any) -> bool:
        """Return whether a table only puts other tables side by side."""
        return table.find(".//table") is not None and not any(
            cell.tag == "th" and cell.text for row in _list_rows(table) for cell in row
        )

    def _leave_out(self, tag: str) -> b.Notice:
        self.losses[f"<{tag}>"] = None
        return b.Notice(
            self.reading.say(
                f"表格旁的 {tag} 元素，文档无法显示",
                f"{tag}: a document cannot show it beside a table",
            )
        )

    def _name_media(self, element: Any) -> _Run:
        picture = element.tag in ("svg", "canvas")
        return _Run(self.reading.say("（图）", "(picture)") if picture else f"[{element.tag}]")

    def _name_picture(self, element: Any) -> str:
        self.losses["a picture beside or within a table"] = None
        return element.get("alt") or self.reading.say("（图）", "(picture)")

    # ---- tables -------------------------------------------------------------------------

    def _read_table(self, table: Any) -> Iterator[b.Block]:
        """Yield the text that strayed into a table, and the table."""
        parts = _Parts()
        caption = [read_text(self._read_inlines(one), " ") for one in table.findall("caption")]
        limit = self.reading.shown.max_rows
        for section, row in _list_sections(table):
            if limit and section == "tbody" and len(parts.rows) >= limit:
                parts.more += 1  # a head without thead counts as rows here: a few fewer are shown
            else:
                self._read_row(section, row, parts)
        self._settle(parts)
        if not parts.head and not parts.rows:
            return
        title = [text for text in [*caption, *parts.titles] if text]
        grid = make_grid(
            parts.head,
            parts.rows,
            caption=self.reading.say("：", ": ").join(title),
            notes=tuple(parts.notes),
        )
        for stray in _list_strays(table):
            yield from _make_paragraph([_Run(stray)])
        if len(grid.aligns) >= MAX_COLUMNS:
            self.losses[f"columns of a table beyond {MAX_COLUMNS}"] = None
            cut = f"只显示前 {MAX_COLUMNS} 列。", f"Only the first {MAX_COLUMNS} columns are shown."
            grid.notes = (*grid.notes, self.reading.say(*cut))
        yield grid

    def _read_row(self, section: str, row: list[Any], parts: "_Parts") -> None:
        """Add a row to the head or body; a lone cell across head or foot is a title or note."""
        line = row[0].getparent()
        around = [self.styles.get(one) for one in (line, line.getparent()) if one.tag != "table"]
        cells = [self._read_cell(cell, section, around) for cell in row]
        alone = len(row) == 1 and row[0].tag == "td"
        if section == "thead" and alone and not parts.head:
            parts.titles.append(read_text(cells[0].inlines, " "))
        elif section == "tfoot" and alone:
            parts.notes += [line for line in read_text(cells[0].inlines).split("\n") if line]
        elif section == "thead":
            parts.head.append(cells)
        else:
            parts.rows.append(cells)

    def _settle(self, parts: "_Parts") -> None:
        """Decide what head rows are, now that all rows are known; note those that are left out."""
        if not parts.head:
            size = _count_head(parts.rows)
            parts.head = [[replace(c, header="col") for c in row] for row in parts.rows[:size]]
            del parts.rows[:size]
        if parts.more:
            self.losses[f"{count(parts.more, 'row')} of a table"] = None
            more = f"…另有 {parts.more:,} 行", f"… {count(parts.more, 'more row')}"
            parts.notes.append(self.reading.say(*more))

    def _read_cell(self, cell: Any, section: str, around: list[dict[str, str]]) -> b.GridCell:
        values = self.styles.get(cell)
        behind = next((one["background-color"] for one in [values, *around] if _paints(one)), "")
        ink = next((one["color"] for one in [values, *around] if one.get("color")), "")
        fill, ink = _choose_colours(behind, ink)
        header = "col" if section == "thead" else "row" if cell.tag == "th" else ""
        align = values.get("text-align", "") if not header else ""
        return b.GridCell(
            self._read_inlines(cell),
            header if cell.tag == "th" or section == "thead" else "",
            _read_span(cell.get("colspan")),
            _read_span(cell.get("rowspan"), least=0),
            align=align if align in ("left", "right", "center") else "",
            fill=fill,
            ink=ink,
            bold=any(map(_is_bold, [values, *around])),
            italic=values.get("font-style") in ("italic", "oblique"),
        )

    def _read_inlines(self, element: Any) -> list[b.Node]:
        """Read what stands in a cell; a table within it becomes lines of text."""
        if len(element) == 0:  # by far most cells
            text = _squeeze(element.text or "").strip()
            return [b.Text(text)] if text else []
        runs: list[_Run] = []
        stack: list[tuple[str, Any, tuple[str, ...], str]] = []
        start = self._open(stack, element, (), "")
        runs += [item for item in start if isinstance(item, _Run)]
        while stack:
            step, what, styles, url = stack.pop()
            if step == "run":
                runs.append(_Run(what, styles, url))
            elif step == "break":
                runs.append(BREAK)
            else:
                if what.tag in CELLS and what.getprevious() is not None:
                    runs.append(_Run(" | "))  # of a table within this cell
                for item in self._open(stack, what, styles, url):
                    runs.append(item if isinstance(item, _Run) else self._name_media(what))
        return _make_inlines(runs)


@dataclass
class _Parts:
    """A table's rows as they are found."""

    head: list[list[b.GridCell]] = field(default_factory=list)
    rows: list[list[b.GridCell]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    more: int = 0  # rows beyond the limit


def _list_sections(table: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield section and cells of each row of a table itself, the foot at the end."""
    foot = []
    for child in table:
        section = child.tag if child.tag in ("thead", "tfoot") else "tbody"
        if child.tag in CELLS:
            yield section, [child]
            continue
        rows = [child] if child.tag == "tr" else list(child.iterchildren("tr"))
        for row in rows:
            cells = list(row.iterchildren(*CELLS))
            if cells and section == "tfoot":
                foot.append((section, cells))
            elif cells:
                yield section, cells
    yield from foot


def _list_rows(table: Any) -> list[list[Any]]:
    return [cells for _, cells in _list_sections(table)]


def _list_strays(table: Any) -> Iterator[str]:
    """Yield text that stands between a table's rows and cells, where none may stand."""
    for part in (table, *table.iterchildren("thead", "tbody", "tfoot", "tr")):
        for text in (part.text, *(child.tail for child in part)):
            if text and text.strip():
                yield text


def _read_span(value: str | None, least: int = 1) -> int:
    span = int(value) if value and value.isascii() and value.isdecimal() and len(value) < 9 else 1
    return max(min(span, 65534), least)


def _count_head(rows: list[list[b.GridCell]]) -> int:
    """Return how many rows at the top are column headings though no thead says so.

    Where all rows could be, the first one is; no heading reaches out of the head.
    """
    run = len(list(takewhile(_is_head, rows)))
    most = run if run < len(rows) else min(1, len(rows) - 1)
    sizes = (
        size
        for size in range(most, 0, -1)
        if all(0 < cell.rowspan <= size - at for at in range(size) for cell in rows[at])
    )
    return next(sizes, 0)


def _is_head(row: list[b.GridCell]) -> bool:
    """Return whether a row could be one of column headings."""
    named = [cell for cell in row if cell.inlines]
    return len(named) > 1 and all(cell.header for cell in named)


def _paints(values: dict[str, str]) -> bool:
    return values.get("background-color", "none") != "none"


def _is_bold(values: dict[str, str]) -> bool:
    weight = values.get("font-weight", "")
    return weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)


def _choose_colours(fill: str, ink: str) -> tuple[str, str]:
    """Return fill and ink as a document sets them: readable, and white is no colour."""
    if fill and contrast.measure_contrast(fill, contrast.WHITE) > 1.04:
        return fill, contrast.find_ink(fill, ink if ink != "none" else "")
    if not ink or ink == "none" or contrast.is_grey(ink):
        return "", ""
    return "", contrast.make_readable(ink, contrast.WHITE)


def _read_url(element: Any) -> str:
    """Return where a link leads if that is an address of the web or of mail."""
    url = (element.get("href") or "").strip() if element.tag == "a" else ""
    return url if url.startswith(("http://", "https://", "mailto:")) else ""


def _squeeze(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _make_paragraph(line: list[_Run]) -> Iterator[b.Block]:
    inlines = _make_inlines(line)
    if inlines:
        yield b.Paragraph(inlines)


def _make_inlines(runs: list[_Run]) -> list[b.Node]:
    """Make inlines of runs: white space as a browser shows it, no break at start or end."""
    inlines: list[b.Node] = []
    blank = broken = True  # whether what comes next starts a line; whether a break is no news
    for run in runs:
        if run is BREAK:
            if not broken:
                inlines.append(b.LineBreak())
            blank = broken = True
            continue
        text = _squeeze(run.text)
        text = text.lstrip(" ") if blank else text
        if text:
            inlines.append(_dress(text, run))
            blank, broken = text.endswith(" "), False
    while inlines and (
        isinstance(inlines[-1], b.LineBreak) or not b.flatten([inlines[-1]]).strip()
    ):
        inlines.pop()
    if inlines and isinstance(inlines[-1], b.Text):
        inlines[-1] = b.Text(inlines[-1].text.rstrip())
    return inlines


def _dress(text: str, run: _Run) -> b.Node:
    """Return text in its styles, the first one outermost, and its link around them."""
    styles = list(run.styles)
    node: b.Node = b.CodeSpan(text) if "code" in styles else b.Text(text)
    for style in reversed(styles):
        node = node if style == "code" else b.Styled(style, [node])
    return b.Hyperlink(run.url, [node]) if run.url else node


def _attach_notes(items: list[b.Block]) -> list[b.Block]:
    """Make what pandas says below a table, and short texts below the last one, its notes."""
    last = max(at for at, item in enumerate(items) if isinstance(item, b.Grid))
    kept: list[b.Block] = []
    for at, item in enumerate(items):
        text = read_text(item.inlines, " ") if isinstance(item, b.Paragraph) else ""
        before = kept[-1] if kept else None
        fits = SIZES.fullmatch(text) or (at > last and 0 < len(text) <= NOTE)
        linked = any(isinstance(one, b.Hyperlink) for one in b.walk(item))
        if isinstance(before, b.Grid) and fits and not linked:
            before.notes = (*before.notes, text)
        else:
            kept.append(item)
    return kept
