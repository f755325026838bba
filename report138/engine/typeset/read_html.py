"""HTML of other libraries that is no table: prose as if it stood in Markdown, the rest named.

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
from report138.engine.typeset.html_styles import HIDING, Styles, strip_hidden
from report138.engine.typeset.markdown import parse_html
from report138.engine.typeset.markup import (
    CODE,
    HEADINGS,
    LISTS,
    PLAIN_BLOCKS,
    PLAIN_INLINES,
    STYLES,
)
from report138.engine.typeset.plain_text import is_informative

# What is said in words and pictures alone; of a page with any other tag its plain text says more.
SIMPLE = {*STYLES, *CODE, *HEADINGS, *LISTS, *PLAIN_INLINES, *PLAIN_BLOCKS}
SIMPLE |= {"li", "dl", "dt", "dd", "blockquote", "pre", "details", "hr", "br", "img", "wbr"}
SIMPLE -= {"button", "form", "noscript"}
UNSEEN = ("style", "head", "title", "meta", "link")
MOST_BYTES = 5_000_000
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
    root, whole = _parse(content)
    if not whole:
        return _decline(plain, reading)
    if root is None:
        return []
    if any(isinstance(one.tag, str) and one.tag not in SIMPLE for one in root.iter()):
        return _decline(plain, reading)
    from lxml import html

    return parse_html(html.tostring(root, encoding="unicode"), reading)


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


def _parse(content: str) -> tuple[Any, bool]:
    """Parse HTML without what is never seen; return None if nothing is left, and whether all was read."""
    from lxml import etree, html

    parser = html.HTMLParser()
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, True
    whole = all(error.type_name != "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    if HIDING.search(content):
        strip_hidden(root, Styles(root))
    etree.strip_elements(root, *UNSEEN, etree.Comment, with_tail=False)
    etree.strip_elements(root, etree.ProcessingInstruction, with_tail=False)
    seen = root.text_content().strip() or root.find(".//img") is not None
    shown = seen or root.xpath("//*[not(self::html or self::body or self::div)]")
    return root if shown else None, whole
