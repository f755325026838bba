"""HTML of other libraries that is no table: plain prose as what it means, the rest named.

What stands here has been shown by a browser as a page of its own; a document sets its words, and
its pictures where they are part of it.
"""

import re
from typing import Any

from report138.engine.typeset import blocks as b
from report138.engine.typeset.charts import (
    find_vega,
    leave_chart,
    name_library,
    read_script,
    read_vega,
)
from report138.engine.typeset.html_styles import Styles, strip_hidden
from report138.engine.typeset.markup import CODE, HEADINGS, STYLES, trim
from report138.engine.typeset.pictures import read_length, read_markdown_picture
from report138.engine.typeset.plain_text import is_informative

STYLED = frozenset(
    ["b", "strong", "i", "em", "s", "del", "sub", "sup", "small", "mark", "kbd", "u"]
)
INLINE = STYLED | CODE | frozenset(["a", "var", "br", "img", "span", "font", "abbr"])
HOLDERS = frozenset(
    ["html", "body", "div", "section", "article", "main", "header", "footer", "center", "p"]
)
SIMPLE = (
    INLINE | HOLDERS | HEADINGS.keys() | frozenset(["ul", "ol", "li", "pre", "blockquote", "hr"])
)
UNSEEN = ("style", "head", "title", "meta", "link")
MOST_BYTES = 5_000_000
DEEPEST = 60
_SCRIPT_END = re.compile(r"(?i)</script\s*>")


def read_html(content: Any, output: Any, reading: Any) -> list[b.Block] | None:
    """Read simple HTML as blocks; name charts; decline what its plain text says as well."""
    if not isinstance(content, str):
        return None
    plain = output.get("data", {}).get("text/plain", "")
    plain = "".join(map(str, plain)) if isinstance(plain, list) else str(plain)
    if re.search(r"<(script|iframe|object|embed|canvas)\b", content, re.I):
        return _read_page(content, plain, reading)
    if len(content) > MOST_BYTES:
        return _decline(plain, reading)
    root = _parse(content)
    if root is None:
        return []
    if any(isinstance(one.tag, str) and one.tag not in SIMPLE for one in root.iter()):
        return _decline(plain, reading)
    if _measure_depth(root) > DEEPEST:
        return _decline(plain, reading)
    return _read_holder(root, reading)


def _read_page(content: str, plain: str, reading: Any) -> list[b.Block] | None:
    """Read what needs a browser to be seen."""
    chart = find_vega(content)
    if chart is not None:
        return read_vega(chart, "vega" if "marks" in chart else "vega-lite", reading)
    seen = "".join(
        re.split(r"(?i)<script\b", part, maxsplit=1)[0] for part in _SCRIPT_END.split(content)
    )
    draws = re.search(r"<(div|canvas|iframe|object|embed|svg)\b", seen, re.I)
    library = name_library(content)
    if library and draws:
        return leave_chart(reading, library)
    if is_informative(plain):
        return _decline(plain, reading)
    frame = re.search(r"<iframe\b[^>]*\bsrc=[\"']?(https?://[^\"'\s>]+)", seen, re.I)
    if frame:
        reading.warn(f"a page from elsewhere is not fetched but linked: {frame[1]}")
        words = reading.say(
            "嵌入的网页，文档中无法显示：", "An embedded page that a document cannot show: "
        )
        return [b.Paragraph([b.Text(words), b.Hyperlink(frame[1], [b.Text(frame[1])])])]
    return leave_chart(reading, "") if draws else read_script(content, None, reading)


def _decline(plain: str, reading: Any) -> list[b.Block] | None:
    """Let the plain text speak if it says anything; else name what is left out."""
    if is_informative(plain):
        reading.warn("the HTML of an output is left out; its plain text is shown")
        return None
    return reading.leave_out(
        "一段 HTML 内容，文档中无法显示。", "An output (HTML) that a document cannot show."
    )


def _parse(content: str) -> Any:
    """Parse HTML without what is never seen; return None if nothing is left."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(content)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    strip_hidden(root, Styles(root))
    etree.strip_elements(root, *UNSEEN, etree.Comment, with_tail=False)
    etree.strip_elements(root, etree.ProcessingInstruction, with_tail=False)
    seen = root.text_content().strip() or root.find(".//img") is not None
    return root if seen or root.xpath("//*[not(self::html or self::body or self::div)]") else None


def _measure_depth(root: Any) -> int:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _read_holder(element: Any, reading: Any) -> list[b.Block]:
    """Read an element that holds blocks, or lines of text, or both."""
    blocks: list[b.Block] = []
    line: list[b.Node] = _make_text(element.text)

    def end_line() -> None:
        if (
            any(not isinstance(one, (b.Text, b.LineBreak)) for one in line)
            or b.flatten(line).strip()
        ):
            blocks.append(b.Paragraph(trim(line)))
        line.clear()

    for child in element:
        if child.tag in INLINE:
            line += _read_inline(child, reading)
        else:
            end_line()
            blocks += _read_block(child, reading)
        line += _make_text(child.tail)
    end_line()
    return blocks


def _read_block(element: Any, reading: Any) -> list[b.Block]:
    tag = element.tag
    if tag in HEADINGS:
        inlines = trim(_read_inlines(element, reading))
        text = b.flatten(inlines)
        level = HEADINGS[tag]
        return [b.Heading(level, inlines, text, depth=level)] if text.strip() else []
    if tag in ("ul", "ol"):
        items = [b.ListItem(_read_holder(item, reading)) for item in element if item.tag == "li"]
        return [b.List(tag == "ol", items)] if items else []
    if tag == "pre":
        return [b.Code(element.text_content().strip("\n"), kind="output")]
    if tag == "blockquote":
        return [b.Quote(_read_holder(element, reading))]
    if tag == "hr":
        return [b.Rule()]
    return _read_holder(element, reading)


def _read_inlines(element: Any, reading: Any) -> list[b.Node]:
    found = _make_text(element.text)
    for child in element:
        found += _read_inline(child, reading) + _make_text(child.tail)
    return found


def _read_inline(element: Any, reading: Any) -> list[b.Node]:
    tag = element.tag
    if tag == "br":
        return [b.LineBreak()]
    if tag == "img":
        size = (read_length(element.get("width")), read_length(element.get("height")))
        given = (element.get(name, "") for name in ("src", "alt"))
        return [read_markdown_picture(*given, "", reading, size)]
    inner = _read_inlines(element, reading)
    if tag in STYLED:
        return [b.Styled(STYLES[tag], inner)]
    if tag in CODE:
        return [b.CodeSpan(b.flatten(inner))]
    if tag == "a" and element.get("href", "").lower().startswith(
        ("http://", "https://", "mailto:")
    ):
        return [b.Hyperlink(element.get("href"), inner)]
    return inner


def _make_text(text: str | None) -> list[b.Node]:
    return [b.Text(re.sub(r"\s+", " ", text))] if text else []
