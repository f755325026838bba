"""Boxes of code and of printed text: cells' streams, tracebacks, sources, fenced code.

In: text as a notebook holds it; out: Code and Source blocks whose lines are runs in a style, of at
most so many lines.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

from report138 import style
from report138.engine.typeset import blocks as b
from report138.engine.typeset.notebook_parts import read_mapping
from report138.engine.typeset.terminal import drop_controls, read_terminal

_LONGEST_CODE = 200_000  # characters that are coloured


def join_text(content: Any) -> str:
    """Return what a notebook holds as a text or as a list of its lines."""
    if isinstance(content, (list, tuple)):
        return "".join(map(join_text, content))
    return content if isinstance(content, str) else "" if content is None else str(content)


# ---- outputs ---------------------------------------------------------------------------------


def merge_streams(outputs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield outputs, with streams of one name that follow each other as one."""

    def name(output: Any) -> str:
        return str(output.get("name", "stdout")) if output.get("output_type") == "stream" else ""

    for stream, group in groupby(outputs, name):
        if stream:
            text = "".join(join_text(output.get("text")) for output in group)
            yield {"output_type": "stream", "name": stream, "text": text}
        else:
            yield from group


def read_stream(output: Any, reading: Any) -> list[b.Block]:
    """Read a stream: what a cell printed; stderr is left out and counted unless it is asked for."""
    text = output["text"]
    if output["name"] != "stderr":
        return make_box(text, reading)
    if reading.shown.show_stderr:
        return make_box(text, reading, kind="stderr", label=reading.say("标准错误", "stderr"))
    _, count = read_terminal(text, most=0)
    if count:
        reading.remark(f"stderr left out: {count:,} line{'s' if count != 1 else ''}")
    return []


def read_error(output: Any, reading: Any) -> list[b.Block]:
    """Read an error that the notebook was allowed to make: its traceback."""
    name = drop_controls(join_text(output.get("ename"))).strip()
    value = drop_controls(join_text(output.get("evalue"))).strip()
    lines = output.get("traceback") or []
    text = "\n".join(map(join_text, lines)) if isinstance(lines, (list, tuple)) else str(lines)
    said = ": ".join(filter(None, (name, value)))
    label = reading.say("错误", "Error") + (reading.say("：", ": ") + name if name else "")
    return make_box(
        text if drop_controls(text).strip() else said, reading, kind="error", label=label
    ) or [b.Code("", kind="error", label=label)]


def read_json(content: Any, _: Any, reading: Any) -> list[b.Block]:
    """Read data that a notebook lets one unfold: here all of them are open."""
    return make_box(json.dumps(content, ensure_ascii=False, indent=2), reading)


def make_box(text: Any, reading: Any, *, kind: str = "output", label: str = "") -> list[b.Block]:
    """Make a box of printed text; what is beyond the limit of lines is counted in its last line."""
    lines, left = read_terminal(join_text(text), reading.shown.max_lines)
    if not any(run.text.strip() for line in lines for run in line):
        return []
    more = ""
    if left:
        more = reading.say(f"… 还有 {left:,} 行", f"… {left:,} more line{'s' if left > 1 else ''}")
        reading.warn(f"a long output: {left:,} of {left + len(lines):,} lines left out")
    plain = "\n".join("".join(run.text for run in line) for line in lines)
    styled = any(run.style for line in lines for run in line)
    return [b.Code(plain, kind, label, lines if styled else [], more)]


# ---- code ------------------------------------------------------------------------------------


def make_code(text: str, language: str) -> b.Code:
    """Make a box of code out of Markdown, coloured if its language is known."""
    text = drop_controls(text).rstrip("\n").expandtabs(4)
    return b.Code(text, lines=colour_code(text, language))


def make_source(text: str, language: str) -> b.Source:
    """Make a box of a cell's source."""
    text = drop_controls(text).strip("\n").expandtabs(4)
    return b.Source(text, colour_code(text, language))


def find_language(notebook: Any) -> str:
    """Return the name that Pygments has for a notebook's language."""
    about = read_mapping(notebook.metadata.get("language_info"))
    kernel = read_mapping(notebook.metadata.get("kernelspec"))
    for name in (about.get("pygments_lexer"), about.get("name"), kernel.get("language")):
        if isinstance(name, str) and name:
            return "ipython3" if name == "python" else name
    return "ipython3"


def find_fence_language(info: str) -> str:
    """Return the language that a fence names: python, {python}, {code-cell} ipython3."""
    words = info.replace("{", " ").replace("}", " ").replace(",", " ").split()
    words = [word.lstrip(".") for word in words if word != "code-cell"]
    return words[0].lower() if words else ""


# The colours of code: light (on paper too), dark; 4.5:1 or better on the tint.  Keywords are bold and
# comments slanted, so that both are known in greyscale too.
CODE_COLOURS: dict[str, tuple[str, str]] = {
    "kw": (style.ACCENT, style.DARK[style.ACCENT]),
    "fn": ("#2a5db0", "#9db8f0"),
    "str": ("#2a6b4a", "#86c9a4"),
    "num": ("#7a4b00", "#e0b97a"),
    "com": (style.MUTED, style.DARK[style.MUTED]),
    "del": ("#a3302a", "#f2958e"),
}
# Which of them a kind of token takes; one that is not here takes its parent's.
_STYLES = {
    "Keyword": "kw",
    "Keyword.Constant": "num",
    "Name.Function": "fn",
    "Name.Class": "fn",
    "Name.Decorator": "fn",
    "Name.Tag": "kw",
    "Name.Attribute": "fn",
    "Name.Builtin": "fn",
    "Name.Exception": "fn",
    "String": "str",
    "Literal": "str",
    "Number": "num",
    "Literal.Number": "num",
    "Literal.String": "str",
    "Operator.Word": "kw",
    "Comment": "com",
    "Comment.Preproc": "kw",
    "Generic.Deleted": "del",
    "Generic.Inserted": "str",
    "Generic.Heading": "kw",
    "Generic.Subheading": "kw",
    "Generic.Error": "del",
    "Generic.Traceback": "del",
}


def colour_code(text: str, language: str) -> list[list[b.CodeRun]]:
    """Return code's lines in runs by kind of token; none for a language that is not known."""
    if not language or len(text) > _LONGEST_CODE:
        return []
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return []
    lines: list[list[b.CodeRun]] = [[]]
    for kind, words in lexer.get_tokens(text):
        style = _find_style(kind)
        for number, piece in enumerate(words.split("\n")):
            if number:
                lines.append([])
            if piece and lines[-1] and lines[-1][-1].style == style:
                lines[-1][-1] = b.CodeRun(lines[-1][-1].text + piece, style)
            elif piece:
                lines[-1].append(b.CodeRun(piece, style))
    return lines if any(run.style for line in lines for run in line) else []


@lru_cache(512)
def _find_style(kind: Any) -> str:
    parts = str(kind).removeprefix("Token.").split(".")
    for length in range(len(parts), 0, -1):
        if ".".join(parts[:length]) in _STYLES:
            return _STYLES[".".join(parts[:length])]
    return ""
