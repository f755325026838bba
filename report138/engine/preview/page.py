"""Pages as the preview shows them: the exported page, and a script that reloads it.

The script is added to what is sent, never to what is exported; the page's own policy, which forbids
all scripts and requests, is sent as a header that allows this one, and requests to this server.
"""

import json
import re
from functools import cache
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

from markupsafe import escape

from report138.engine.preview.site import GONE, Shown, Site

FONT = "font.otf"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
WORDS = {
    "zh": {
        "failed": "渲染失败，下面是上一次成功的版本",
        "none": "渲染失败",
        "busy": "正在渲染……",
        "ended": "预览已结束，页面不再更新",
        "list": "预览",
        "colon": "：",
        GONE: "计划中已没有这份文档",
    },
    "en": {
        "failed": "Not rendered; below is the last good version",
        "none": "Not rendered",
        "busy": "Rendering …",
        "ended": "The preview has ended; this page is no longer renewed",
        "list": "Preview",
        "colon": ": ",
        GONE: GONE[:1].upper() + GONE[1:],
    },
}


def dress(
    page: str, stem: str, state: dict[str, Any], language: str, nonce: str
) -> tuple[str, str]:
    """Return a page with the script that reloads it, and the policy to send with it."""
    (policy,) = POLICY.findall(page[: page.index("<title>")])
    head, _, tail = POLICY.sub("", page, count=1).rpartition("</body>")
    facts = {
        "nonce": nonce,
        "data-state": json.dumps(state, ensure_ascii=False),
        "data-events": f"events/{quote(stem)}",
        "data-font": FONT,
        "data-words": json.dumps(find_words(language), ensure_ascii=False),
    }
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in facts.items())
    script = f"<script {attributes}>\n{read('page.js')}</script>\n"
    more = f"script-src 'nonce-{nonce}'; connect-src 'self'; frame-ancestors 'none'"
    policy = policy.replace("font-src data:", "font-src data: 'self'")
    return f"{head}{script}</body>{tail}", f"{policy}; {more}"


def find_words(language: str) -> dict[str, str]:
    """Return the words of a language, or else the English ones."""
    return WORDS.get(language, WORDS["en"])


@cache
def read(name: str) -> str:
    """Return a file of this room."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def make_page(stem: str, shown: Shown) -> str:
    """Return the newest good page of a document, or one that says that there is none yet."""
    waiting = "" if shown.error else f"<p>{find_words(shown.language)['busy']}</p>"
    return shown.page or _fill(stem, waiting, shown.language)


def make_index(site: Site) -> str:
    """Return the list of the documents."""
    words = find_words(site.language)
    failed = f"{words['none']}{words['colon']}"
    rows = "".join(
        f'<li><a href="{quote(stem)}.html">{escape(stem)}</a>'
        f"{f'<small>{failed}{escape(shown.error)}</small>' if shown.error else ''}</li>"
        for stem, shown in site.documents.items()
    )
    return _fill(words["list"], f"<ul>{rows}</ul>", site.language)


def _fill(title: str, content: str, language: str) -> str:
    lang = "zh-CN" if language == "zh" else language
    return Template(read("frame.html")).substitute(lang=lang, title=escape(title), content=content)
