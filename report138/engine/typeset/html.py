"""The exporter report138-html: a document as one HTML file without scripts or requests."""

import base64
import re
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from traitlets import Bool

from report138 import style
from report138.engine.typeset import blocks as b
from report138.engine.typeset import fonts, web_fonts
from report138.engine.typeset.code_boxes import CODE_COLOURS
from report138.engine.typeset.contrast import make_readable
from report138.engine.typeset.document import WORDS, Document
from report138.engine.typeset.exporter import DocumentExporter
from report138.engine.typeset.grids import estimate_widths, is_unbreakable
from report138.engine.typeset.links import NO_LINKS, PageLinks
from report138.engine.typeset.web_fonts import FONT, embed_fonts

TEMPLATES = Path(__file__).parent / "templates"
PIXELS_PER_MM = 96 / 25.4
LONG_WORD = re.compile("[!-~\u00a1-\u024f]{48}")  # that hardly any line holds, as in base.typ
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")


class HtmlExporter(DocumentExporter, TemplateExporter):
    """Export an executed notebook as a self-contained page."""

    export_from_notebook = "HTML (report138)"
    output_mimetype = "text/html"
    show_code = Bool(False, help="Show the code of the notebook, folded.").tag(config=True)

    def _file_extension_default(self) -> str:
        return ".html"

    def _template_name_default(self) -> str:
        return "html"

    @property
    def template_paths(self) -> list[str]:
        """Our own template folder, and whatever the user puts before it."""
        return [*self.extra_template_basedirs, str(TEMPLATES / "html")]

    def _template_file_default(self) -> str:
        return "index.html.j2"

    def _create_environment(self) -> Any:
        environment = super()._create_environment()
        environment.autoescape = True  # data is text, whatever it looks like
        environment.filters["flatten"] = b.flatten
        return environment

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page."""
        document, resources = self.read(nb, resources, **kwargs)
        self.log_losses(document)
        return self.make_page(document), resources

    def make_page(self, document: Document, links: PageLinks = NO_LINKS) -> str:
        """Return a document's page; `links` lead to what is published beside it."""
        return embed_fonts(self.template.render(resources=gather_resources(document, links)))


def gather_resources(document: Document, links: PageLinks) -> dict[str, Any]:
    """Return what the template needs beside the notebook: the document and the look."""
    return {
        "document": document,
        "links": links,
        "mark": mark_chinese if document.language != "zh" else str,
        "words": WORDS[document.language],
        "draw": lambda figure: Markup(adapt_svg(figure)),
        "set_mathml": Markup,  # of formulas.write_mathml, which escapes it
        "draw_inline": draw_inline,
        "source": make_source,
        "stacks": is_text,
        "dress": dress_run,
        "code_colours": CODE_COLOURS,
        "colours": list_colours(),
        "is_tinted": lambda cell: cell.level is not None,
        "tint": tint_cell,
        "estimate_widths": estimate_widths,
        "is_unbreakable": is_unbreakable,
        "has_long_word": lambda text: LONG_WORD.search(text) is not None,
        "lighten": lambda ink: make_readable(ink, style.DARK[style.PAPER]),
        "fonts": web_fonts,
    }


def make_source(picture: b.Picture) -> str:
    """Return a picture as a data URI: an image may run nothing and ask for nothing."""
    data = base64.b64encode(picture.svg.encode()).decode() if picture.svg else picture.data
    return f"data:image/{picture.kind};base64,{data}"


def draw_inline(picture: b.Picture) -> Markup | None:
    """Return an SVG with text as part of the page, whose fonts it takes for what it lacks.

    None for one that is better an image: without text, or with style rules, which would reach the
    page.  The markup is that of clean_svg, which lets nothing through but shapes and text.
    """
    if "<text" not in picture.svg or "<style" in picture.svg:
        return None
    head, body = re.match(r"(<svg[^>]*>)(.*)", picture.svg, flags=re.S).groups()
    box = "" if "viewBox=" in head else f' viewBox="0 0 {picture.width:g} {picture.height:g}"'
    head = re.sub(r'\s(width|height|role|aria-label)="[^"]*"', "", head)
    words = f'role="img" aria-label="{Markup.escape(picture.alt)}"'
    size = f'width="{picture.width:.0f}" height="{picture.height:.0f}"'
    body = re.sub(r'(font-family(?:="|:\s*))([^";]*)', rf"\1\2, {FONT}", body)
    return Markup(f"{head.replace('<svg', f'<svg {words} {size}{box}', 1)}{body}")


def mark_chinese(text: str) -> str:
    """Mark the Chinese words of a text in another language, for screen readers and fonts."""
    pieces, end = [], 0
    for found in CHINESE.finditer(text):
        pieces.append(Markup.escape(text[end : found.start()]))
        pieces.append(Markup('<span lang="zh-CN">{}</span>').format(found.group()))
        end = found.end()
    return Markup("").join([*pieces, Markup.escape(text[end:])])


@cache
def dress_run(words: str) -> Markup:
    """Return the attributes of a run of code: a class, and colours for a light and a dark page."""
    classes, rules = [], []
    for word in words.split():
        kind, _, colours = word.partition(":")
        if colours:
            light, dark = map(Markup.escape, colours.split(","))
            name = "color" if kind == "ink" else "background"
            rules.append(f"{name}:{light};{name}:light-dark({light},{dark})")
        else:
            classes.append(word)
    named = Markup(' class="{}"').format(" ".join(classes)) if classes else Markup("")
    return named + (Markup(' style="{}"').format(";".join(rules)) if rules else "")


def is_text(table: b.Table) -> bool:
    """Return whether a table holds text to read rather than numbers to compare."""
    aligns = [column.align for column in table.columns]
    return "right" not in aligns and aligns.count("left") > 1


def list_colours() -> dict[str, tuple[str, str]]:
    """List the page's colours by variable name: light, dark."""
    light = {
        "ink": style.INK,
        "muted": style.MUTED,
        "rule": style.RULE,
        "level-3": style.LEVEL_FILL[3],
        "accent": style.ACCENT,  # where it equals a level, a drawing's colour counts as this one
        "warn": style.WARN,
        "paper": style.PAPER,
        "tint": style.TINT,
        "level-1": style.LEVEL_FILL[1],
        "level-2": style.LEVEL_FILL[2],
    }
    return {name: (colour, style.DARK[colour]) for name, colour in light.items()}


def tint_cell(cell: Any) -> Markup:
    """Return the colours of a tile that the page has no class for, for light and dark pages."""
    if cell.level is None or cell.level < len(style.LEVEL_FILL):
        return Markup("")
    rules = (
        f"{name}:{colour};{name}:light-dark({colour},{style.DARK[colour]})"
        for name, shades in (("background", style.SHADE_FILL), ("color", style.SHADE_TEXT))
        for colour in (shades[cell.level],)
    )
    return Markup(' style="{}"').format(";".join(rules))


def adapt_svg(figure: b.Figure) -> str:
    """Make a figure's SVG part of a page: own ids, page colours, title, description, links."""
    key = figure.key
    # within tags only: what stands between them is text
    svg = re.sub(r"<[^>]*>", lambda tag: _adapt_tag(tag.group(), key), figure.svg)
    # matplotlib's one style rule would reach the whole page
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", svg, count=1, flags=re.S)
    head, body = re.match(r"(<svg[^>]*>)(.*)</svg>", svg, flags=re.S).groups()
    head = re.sub(r' (width|height)="[^"]*"', "", head)
    size = f'style="min-width: {figure.width_mm * PIXELS_PER_MM:.0f}px"'
    named = f'{size} role="group" aria-labelledby="{key}-title" aria-describedby="{key}-desc"'
    words = (
        f'<title id="{key}-title">{Markup.escape(figure.headline)}</title>'
        f'<desc id="{key}-desc">{Markup.escape(figure.alt)}</desc>'
    )
    return head.replace("<svg", f"<svg {named}", 1) + words + body + _lay_links(figure) + "</svg>"


@cache
def _name_colours() -> dict[str, str]:
    return {light: f"var(--{name})" for name, (light, _) in list_colours().items()}


def _adapt_tag(tag: str, key: str) -> str:
    tag = re.sub(r'\bid="', f'id="{key}-', tag)
    tag = tag.replace("url(#", f"url(#{key}-").replace('href="#', f'href="#{key}-')
    names = _name_colours()
    tag = re.sub(r"(?<=: )#[0-9a-f]{6}\b", lambda found: names.get(found[0], found[0]), tag)
    tag = _MORE.sub(_add_dark, tag)
    return tag.replace(f"'{fonts.SANS}'", f"'{FONT}', '{fonts.SANS}', sans-serif")


# The tiles of longer scales are rare, so that they carry their dark colours with them.
_MORE = re.compile(rf"([\w-]+): ({'|'.join(style.MORE_FILL)})\b")


def _add_dark(found: re.Match[str]) -> str:
    name, colour = found.groups()
    return f"{found[0]}; {name}: light-dark({colour}, {style.DARK[colour]})"


def _lay_links(figure: b.Figure) -> str:
    """Lay the figure's links over it, in the unit of its view box (points)."""
    width, height = (side * fonts.POINTS_PER_MM for side in (figure.width_mm, figure.height_mm))
    return "".join(
        f'<a href="#{Markup.escape(link.target)}" aria-label="{Markup.escape(link.title)}">'
        f'<rect class="link" x="{link.x * width:.2f}" y="{link.y * height:.2f}" '
        f'width="{link.width * width:.2f}" height="{link.height * height:.2f}"/></a>'
        for link in figure.links
        if link.target
    )
