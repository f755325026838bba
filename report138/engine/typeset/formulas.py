r"""Formulas: where they stand in Markdown and LaTeX, and what becomes of them.

Delimiters are read as JupyterLab reads them: $…$, $$…$$, \\(…\\), \\[…\\], \begin{align}…, none
within code, none over a blank line.  Two things differ, for the reader's sake: amounts of money
("$5 and $10") stay text, and \(…\) and \[…\] with one backslash count where they hold TeX.
Formulas are taken out before Markdown is parsed and put back into its blocks, so that nothing
in them is Markdown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from report138.engine.typeset import blocks as b

# Noncharacters, which no text may hold, around a formula's number.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")

_ENVIRONMENTS = (
    "equation|align|aligned|alignat|alignedat|flalign|gather|gathered|multline|eqnarray|split"
    "|cases|dcases|matrix|pmatrix|bmatrix|Bmatrix|vmatrix|Vmatrix|smallmatrix|array"
    "|math|displaymath|subequations"
)
_SPLIT = re.compile(
    rf"(\$\$?|\\(?:begin|end)\{{(?:{_ENVIRONMENTS})\*?\}}|\\\\?[()\[\]]|\\.|[{{}}]"
    r"|\n[ \t>]*\n[\s>]*)",
    re.S,
)
# Fenced blocks, and code within a line: JupyterLab's own patterns.
_CODE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$"
    r"|(?<![\\`])(?P<ticks>`+)(?!`)[^\n]*?[^`\n](?P=ticks)(?!`)",
    re.M | re.S,
)
_TEX_SIGNS = re.compile(r"\\[a-zA-Z]|[\^_=]")


@dataclass(frozen=True)
class Found:
    """A formula in a text: where it stands, its TeX, and whether it stands on its own line."""

    start: int
    end: int
    tex: str
    display: bool


def find_formulas(text: str, *, markdown: bool = True) -> list[Found]:
    """Find the formulas of a Markdown or LaTeX text, in order."""
    fenced = markdown and ("`" in text or "~~~" in text)
    code = [found.span() for found in _CODE.finditer(text)] if fenced else []
    tokens = list(_SPLIT.finditer(text))
    found: list[Found] = []
    position = 0
    while position < len(tokens):
        opening = tokens[position]
        closing = None
        if not _is_within(opening.start(), code):
            closing = _find_end(text, tokens, position, markdown)
        if closing is None:
            empty = opening[0] == "$$" and text.startswith("$$", opening.end())
            position += 2 if empty else 1
            continue
        found.append(_take(text, opening, tokens[closing]))
        position = closing + 1
    return found


def _is_within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _find_end(text: str, tokens: Sequence[re.Match[str]], at: int, markdown: bool) -> int | None:
    """Return which token ends the formula that the one at `at` begins; None if it begins none."""
    begin = tokens[at][0]
    end = _name_end(begin)
    if end is None:
        return None
    braces, depth, last = 0, 1, None
    for position in range(at + 1, len(tokens)):
        token = tokens[position][0]
        if token == begin and begin.startswith("\\b"):
            depth += 1
        elif token == end:
            depth -= 1
            if depth == 0 and not braces:
                last = position
                break
            last, depth = position, max(depth, 1)
        elif "\n" in token and token.strip(" \t\n\r>") == "":
            break
        elif token == "{":
            braces += 1
        elif token == "}" and braces:
            braces -= 1
    if last is None or not _means_formula(text, tokens[at], tokens[last], markdown):
        return None
    return last


def _name_end(begin: str) -> str | None:
    if begin in ("$", "$$"):
        return begin
    if begin.startswith("\\begin{"):
        return begin.replace("begin", "end", 1)
    if begin.lstrip("\\") in ("(", "["):
        return begin.translate(str.maketrans("([", ")]"))
    return None


def _means_formula(
    text: str, opening: re.Match[str], closing: re.Match[str], markdown: bool
) -> bool:
    body = text[opening.end() : closing.start()]
    if not body.strip():
        return False
    if opening[0] == "$":
        return not _is_money(text, opening, closing)
    if markdown and opening[0] in ("\\(", "\\["):
        # In Markdown these are escaped brackets, as in \[1\].
        return bool(_TEX_SIGNS.search(body)) or (opening[0] == "\\(" and body.strip().isalpha())
    return True


def _is_money(text: str, opening: re.Match[str], closing: re.Match[str]) -> bool:
    """Return whether two dollars are those of two amounts, or of one and a formula after it."""
    first = text[opening.end()]
    before, after = text[closing.start() - 1], text[closing.end() : closing.end() + 1]
    if not first.isdigit():
        return False
    return after.isdigit() or (before.isspace() and bool(after) and not after.isspace())


def _take(text: str, opening: re.Match[str], closing: re.Match[str]) -> Found:
    whole = opening[0].startswith("\\begin")
    tex = text[opening.start() : closing.end()] if whole else text[opening.end() : closing.start()]
    line = text[text.rfind("\n", 0, opening.start()) + 1 : opening.start()]
    quote = re.match(r"[ \t]*((?:>[ \t]*)+)", line)
    if quote:  # the signs of a quotation, which begin every line of it
        tex = re.sub(rf"\n(?:[ \t]*>){{1,{quote[1].count('>')}}}", "\n", tex)
    display = whole or opening[0] in ("$$", "\\[", "\\\\[")
    return Found(opening.start(), closing.end(), tex.strip(), display)


# ---- in Markdown -----------------------------------------------------------------------------


def protect(source: str) -> tuple[str, list[tuple[str, b.Formula]]]:
    """Put a mark in the place of each formula of a Markdown text, which restore() takes back."""
    source = source.replace(_OPEN, "").replace(_CLOSE, "")
    if "$" not in source and "\\" not in source:
        return source, []
    pieces, kept, end = [], [], 0
    for found in find_formulas(source):
        pieces += [source[end : found.start], f"{_OPEN}{len(kept)}{_CLOSE}"]
        kept.append((source[found.start : found.end], make_formula(found.tex, found.display)))
        end = found.end
    return "".join([*pieces, source[end:]]), kept


def restore(value: Any, kept: list[tuple[str, b.Formula]]) -> Any:
    """Put formulas back: as formulas among inlines, as they were written in code and addresses."""
    if not kept:
        return value
    if isinstance(value, str):
        return _MARK.sub(lambda found: kept[int(found[1])][0], value) if _OPEN in value else value
    if isinstance(value, (list, tuple)):
        return type(value)(one for inner in value for one in _restore_one(inner, kept))
    if is_dataclass(value):
        new = {one.name: restore(getattr(value, one.name), kept) for one in fields(value)}
        if isinstance(value, (b.Heading, b.GridCell)):
            new["inlines"] = [_set_inline(one) for one in new["inlines"]]
        if isinstance(value, b.GridCell) and value.header:
            new["inlines"] = [name_formula(one) for one in new["inlines"]]
        if isinstance(value, b.Heading):
            new["text"] = b.flatten(new["inlines"])
        return replace(value, **new)
    return value


def unquote_marks(url: str) -> str:
    """Return an address whose marks were written as percent signs with the marks themselves."""
    return url.replace(quote(_OPEN), _OPEN).replace(quote(_CLOSE), _CLOSE)


def _set_inline(inline: b.Node) -> b.Node:
    """Keep a formula within the line in a heading or a table's cell, which have one line alone."""
    alone = isinstance(inline, b.Formula) and inline.display
    return make_formula(inline.tex, False) if alone else inline


def name_formula(inline: b.Node) -> b.Node:
    """Give a formula in a header or a link its words: what is MathML alone counts as empty."""
    if not isinstance(inline, b.Formula):
        return inline
    named = inline.mathml.replace("<math", f'<math aria-label="{escape(inline.alt)}"', 1)
    return replace(inline, mathml=named)


def _restore_one(value: Any, kept: list[tuple[str, b.Formula]]) -> list[Any]:
    if not isinstance(value, b.Text) or _OPEN not in value.text:
        return [restore(value, kept)]
    pieces = _MARK.split(value.text)  # text, number, text, number, … text
    inlines: list[b.Node] = []
    for text, number in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        inlines += [replace(value, text=text)] if text else []
        inlines += [kept[int(number)][1]] if number is not None else []
    return inlines


# ---- a formula -------------------------------------------------------------------------------


@lru_cache(1024)
def make_formula(tex: str, display: bool) -> b.Formula:
    """Make a formula from its TeX; what no reader knows keeps its TeX alone."""
    from report138.engine.typeset.mathml import describe, parse_tex, to_data, write_mathml

    if tex.startswith("\\displaystyle"):
        tex = tex.removeprefix("\\displaystyle").strip()
        tex = tex if display else f"\\displaystyle {tex}"
    tree = parse_tex(tex, display=display)
    if tree is None:
        return b.Formula(tex, display)
    mathml = write_mathml(tree, display=display)
    return b.Formula(tex, display, mathml, describe(tree) or tex, to_data(tree))


# A definition of a command: \\newcommand{\\R}[1]{…}, \\def\\R{…}, \\DeclareMathOperator{\\tr}{tr}.
_DEFINITION = re.compile(
    r"\\(?P<kind>newcommand|renewcommand|providecommand|def|DeclareMathOperator)\*?\s*"
    r"\{?\s*(?P<name>\\[a-zA-Z]+)\s*\}?\s*(?:\[(?P<count>\d)\]|(?:#\d)*#(?P<last>\d))?\s*(?P<body>\{)"
)


def expand_macros(blocks: list[b.Block]) -> list[b.Block]:
    """Make formulas anew with the commands that formulas before them define, if any do."""
    formulas = [one for one in b.walk(blocks) if isinstance(one, b.Formula)]
    if not any(_DEFINITION.search(one.tex) for one in formulas):
        return blocks
    known: dict[str, tuple[int, str]] = {}
    expanded = [_expand_in(block, known) for block in blocks]
    return [
        one
        for one in expanded
        if not isinstance(one, b.Paragraph) or b.flatten(one.inlines).strip()
    ]


def _expand_in(value: Any, known: dict[str, tuple[int, str]]) -> Any:
    if isinstance(value, b.Formula):
        tex = _expand(_take_definitions(value.tex, known), known)
        return make_formula(tex, value.display) if tex.strip() else b.Text("")
    if isinstance(value, (list, tuple)):
        return type(value)(_expand_in(one, known) for one in value)
    if is_dataclass(value):
        new = {one.name: _expand_in(getattr(value, one.name), known) for one in fields(value)}
        if isinstance(value, b.Heading):
            new["text"] = b.flatten(new["inlines"])
        return replace(value, **new)
    return value


def _take_definitions(tex: str, known: dict[str, tuple[int, str]]) -> str:
    """Add a formula's definitions to those known, and return what is left of it."""
    while found := _DEFINITION.search(tex):
        end = _find_brace(tex, found.start("body"))
        body = tex[found.end("body") : end]
        if found["kind"] == "DeclareMathOperator":
            body = f"\\operatorname{{{body}}}"
        known[found["name"]] = (int(found["count"] or found["last"] or 0), body)
        tex = tex[: found.start()] + tex[end + 1 :]
    return tex


def _find_brace(tex: str, start: int) -> int:
    """Return where the brace that opens at `start` is closed, or the text's last place."""
    depth = 0
    for place, sign in enumerate(tex[start:], start):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return place
    return len(tex) - 1


def _expand(tex: str, known: dict[str, tuple[int, str]]) -> str:
    """Put commands' bodies in their place; one that calls itself ends at a limit."""
    if not known:
        return tex
    names = re.compile("|".join(rf"{re.escape(name)}(?![a-zA-Z])" for name in known))
    for _ in range(200):
        found = names.search(tex)
        if not found or len(tex) > 20_000:
            break
        count, body = known[found[0]]
        end, given = found.end(), []
        for _ in range(count):
            end += len(tex[end:]) - len(tex[end:].lstrip())
            close = _find_brace(tex, end) if tex[end : end + 1] == "{" else end
            given.append(tex[end + 1 : close] if close > end else tex[end : end + 1])
            end = close + 1
        for number, value in enumerate(given, start=1):
            body = body.replace(f"#{number}", value)
        tex = f"{tex[: found.start()]}{{{body}}}{tex[end:]}"
    return tex


def keep_formulas(inlines: Sequence[b.Node]) -> list[b.Node]:
    """Return inlines as text and formulas alone, without links and marks; [] if there is no formula."""
    if not any(isinstance(one, b.Formula) and one.tree for one in b.walk(inlines)):
        return []
    found: list[b.Node] = []
    for inline in inlines:
        inner = keep_formulas(getattr(inline, "inlines", []))
        if isinstance(inline, b.Formula) and inline.tree:
            found.append(name_formula(inline))
        else:
            found += inner or [b.Text(b.flatten([inline]))]
    return found


def read_latex(content: Any, output: Any, reading: Any) -> list[b.Block] | None:
    """Read LaTeX as MathJax shows it: its formulas as such, what is between them as text."""
    if not isinstance(content, str) or not content.strip():
        return None
    others = set(output.get("data", {})) & {"text/plain", "text/html", "text/markdown"}
    found = find_formulas(content, markdown=False)
    if not found or re.search(r"\\begin\{(tabular|table|longtable|document|figure)", content):
        if others:
            return None
        reading.warn("LaTeX that is no formula is shown as its source")
        return [b.Code(content.strip("\n"), kind="output")]
    inlines: list[b.Node] = []
    end = 0
    for one in found:
        inlines += [b.Text(content[end : one.start])]
        # sympy asks for display style within a line, and means a line of its own
        alone = content.strip() == content[one.start : one.end]
        inlines += [make_formula(one.tex, one.display or alone)]
        end = one.end
    inlines += [b.Text(content[end:])]
    return [b.Paragraph([one for one in inlines if b.flatten([one]).strip()])]


def warn_of_unset(blocks: Any, warn: Any) -> None:
    """Warn of each formula that is shown as its TeX."""
    for one in b.walk(blocks):
        if isinstance(one, b.Formula) and not one.mathml:
            tex = one.tex if len(one.tex) <= 60 else f"{one.tex[:59]}…"
            warn(f"a formula that cannot be set is shown as its TeX: {tex}")
