"""TeX as a tree of presentation MathML, which the page, the PDF and the words for it are made from.

latex2mathml reads the TeX.  Its tree is cleaned by lists of what is allowed, so that nothing of a
formula can be a link, a script or a style; Typst builds its equations from the same tree as
data, so that no formula is ever read as Typst markup.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from report138.engine.typeset.fonts import replace_missing

# What of MathML is kept; an element that is not here is replaced by what is in it.
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "mi": frozenset({"mathvariant"}),
    "mn": frozenset({"mathvariant"}),
    "mo": frozenset({"stretchy", "fence", "form", "minsize", "maxsize", "movablelimits"}),
    "mtext": frozenset({"mathvariant"}),
    "mspace": frozenset({"width", "linebreak"}),
    "mrow": frozenset(),
    "mfrac": frozenset({"linethickness"}),
    "msqrt": frozenset(),
    "mroot": frozenset(),
    "msub": frozenset(),
    "msup": frozenset(),
    "msubsup": frozenset(),
    "munder": frozenset(),
    "mover": frozenset({"accent"}),
    "munderover": frozenset(),
    "mstyle": frozenset({"displaystyle", "scriptlevel"}),
    "mphantom": frozenset(),
    "menclose": frozenset({"notation"}),
    "mtable": frozenset({"displaystyle", "columnlines", "rowlines"}),
    "mtr": frozenset(),
    "mtd": frozenset({"columnalign"}),
}
_LEAVES = {"mi", "mn", "mo", "mtext", "mspace"}
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2}
_PARTS |= {"msubsup": 3, "munderover": 3}
_PLAIN_VALUE = re.compile(r"[a-z0-9. -]+")
_LENGTH = re.compile(r"-?\d*\.?\d+(em|pt)")
DEEPEST = 24  # Typst calls functions 80 deep, and two calls make a level
LONGEST = 20_000  # characters of one formula; what is longer is no formula to read


@dataclass
class Element:
    """An element of presentation MathML."""

    name: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)


def parse_tex(tex: str, *, display: bool) -> Element | None:
    """Parse TeX; None if latex2mathml cannot, or leaves a command of it as text."""
    from latex2mathml.converter import convert_to_element

    if len(tex) > LONGEST:
        return None
    try:
        found = convert_to_element(normalize(tex), display="block" if display else "inline")
        tree = Element("mrow", children=_clean_all(list(found), display))
        known = not _has_command(tree) and _measure_depth(tree) <= DEEPEST
    except Exception:  # its errors are of many kinds, IndexError and RecursionError among them
        return None
    return tree if known and tree.children else None


# ---- TeX that latex2mathml does not know ---------------------------------------------------

_ALIGNED = r"align|aligned|alignat\*?|alignedat|flalign\*?|split"
_REWRITES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.S), new)
    for pattern, new in (
        (r"(?<!\\)%[^\n]*", ""),
        (r"\\(?:label|vspace)\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])", ""),
        (r"\\tag\*\s*\{([^{}]*)\}", r"\\qquad\\text{\1}"),
        (r"\\tag\s*\{([^{}]*)\}", r"\\qquad\\text{(\1)}"),
        (r"\\(?:eq)?ref\s*\{([^{}]*)\}", r"\\text{(\1)}"),
        (r"\\begin\{(?:alignat\*?|alignedat)\}\s*\{\d+\}", r"\\begin{align*}"),
        (rf"\\(begin|end)\{{(?:{_ALIGNED})\}}", r"\\\1{align*}"),
        (r"\\(begin|end)\{dcases\}", r"\\\1{cases}"),
        (r"\\(?:begin|end)\{(?:equation|displaymath|math|subequations)\*?\}", ""),
        (
            r"\\begin\{(gather|gathered|multline|eqnarray)(\*?)\}(.*?)\\end\{\1\2\}",
            lambda found: _write_rows(found[3], "rcl" if found[1] == "eqnarray" else "c"),
        ),
        (r"\\operatorname\*?\s*\{([^{}]*)\}", lambda found: _write_operator(found[1])),
        (r"\\arg\s*\\(max|min)(?![a-zA-Z])", "\\\\operatorname{arg\u2009\\1}"),
        (r"\\(arg|deg|dim|hom|ker|Pr|lg|plim)(?![a-zA-Z])", r"\\operatorname{\1}"),
        (r"\\ce\s*\{([^{}]*)\}", lambda found: _write_chemistry(found[1])),
        (r"\\mathrm\s*\{([A-Za-z])\}|\\mathrm\s+([A-Za-z])", r"\\text{\1\2}"),
        # in braces a power of a matrix is one of all of it
        (r"(\\begin\{(?:[pbBvV]?matrix|smallmatrix|cases)\})", r"{\1"),
        (r"(\\end\{(?:[pbBvV]?matrix|smallmatrix|cases)\})", r"\1}"),
        (r"\\not\s*=", r"\\neq "),
        (r"\\not\s*\\in(?![a-zA-Z])", r"\\notin "),
        (r"\\coloneqq(?![a-zA-Z])", ":="),
        (r"\\middle(?![a-zA-Z])", ""),
        (r"\\bm(?![a-zA-Z])", r"\\boldsymbol"),
        (r"\\(?:limits|allowbreak|displaylimits)(?![a-zA-Z])", ""),
    )
)


def normalize(tex: str) -> str:
    """Write TeX with the commands that latex2mathml knows."""
    for pattern, new in _REWRITES:
        tex = pattern.sub(new, tex)
    return tex.strip()


def _write_rows(body: str, columns: str) -> str:
    rows = re.split(r"\\\\(?:\[[^\]]*\])?", body)
    return (
        rf"\begin{{array}}{{{columns}}}"
        + r"\\".join(rf"\displaystyle {row}" for row in rows if row.strip())
        + r"\end{array}"
    )


def _write_operator(name: str) -> str:
    return r"\operatorname{" + re.sub(r"\\[,;: ]|~|\s+", "\u2009", name) + "}"


def _write_chemistry(formula: str) -> str:
    """Write a simple chemical formula: upright, its numbers below, charges above."""
    formula = re.sub(r"<=>", r"\\rightleftharpoons ", formula)
    formula = re.sub(r"->", r"\\rightarrow ", formula)
    formula = re.sub(r"\^\{?(\d*[+-])\}?", r"^{\1}", formula)
    formula = re.sub(r"(?<=[A-Za-z)\]])_?\{?(\d+)\}?", r"_{\1}", formula)
    return re.sub(r"(?<![\\a-zA-Z])([A-Z][a-z]?|[a-z])", r"\\mathrm{\1}", formula)


# ---- cleaning --------------------------------------------------------------------------------


_LIMITS = {"lim", "max", "min", "sup", "inf", "argmax", "argmin", "arg\u2009max", "arg\u2009min"}
_LIMITS |= {"lim\u2009sup", "lim\u2009inf", "plim", "det", "gcd", "Pr"}
# Signs as mathematics writes them.
_SIGNS = {"\u2015": "\u00af", "\u203e": "\u00af", "~": "\u223c", "*": "\u2217"}


_LETTERS = "∞∂∇∅∀∃¬√∆ð℧ϵ"


def _clean_all(found: list[Any], display: bool) -> list[Element]:
    cleaned = [one for element in found for one in _clean(element, display)]
    return _space_operators(_fence_tables(_join_upright(cleaned)))


def _clean(found: Any, display: bool) -> list[Element]:
    name, inner = str(found.tag), list(found)
    text = "" if inner else unescape(found.text or "")  # it writes symbols as &#x0003D;
    if name in ("mo", "mi") and inner:  # \mathop wraps a row in an operator
        return [Element("mi", unescape("".join(found.itertext())))]
    if name not in _ATTRIBUTES:  # mpadded among them
        return _clean_all(inner, display) or ([Element("mtext", text)] if text else [])
    if name == "mi" and not text:
        return []
    if name == "mi" and unicodedata.category(text[0]) == "Sm" and text not in _LETTERS:
        name = "mo"  # it takes ~ and some other relations for letters
    if name == "mo" and len(text) > 1 and text.isalpha() | ("\u2009" in text):
        return [Element("mi", text)]
    if name in _PARTS:
        return [_clean_parts(name, found, display)]
    kept = _keep_attributes(name, found.attrib)
    children = [] if name in _LEAVES else _clean_all(inner, display)
    if name == "mrow" and len(children) == 1:
        return children
    if name == "mtable":
        _keep_inner_lines(kept, children)
    if name in ("mi", "mn"):
        text = _choose_letters(text, kept)
    elif name == "mo":
        text = _SIGNS.get(text, text)
    return [Element(name, text, kept, children)]


def _clean_parts(name: str, found: Any, display: bool) -> Element:
    """Clean an element whose children have places, each a single one."""
    parts = [_wrap(_clean(part, display)) for part in found]
    while len(parts) < _PARTS[name]:
        parts.append(Element("mrow"))
    parts = parts[: _PARTS[name]]
    if display and name in ("msub", "msubsup", "msup") and parts[0].text in _LIMITS:
        name = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}[name]
    return Element(name, "", _keep_attributes(name, found.attrib), parts)


def _wrap(elements: list[Element]) -> Element:
    return elements[0] if len(elements) == 1 else Element("mrow", children=elements)


def _keep_attributes(name: str, given: dict[str, str]) -> dict[str, str]:
    kept = {
        key: value
        for key, value in given.items()
        if key in _ATTRIBUTES[name] and _PLAIN_VALUE.fullmatch(value)
    }
    if name == "mspace" and kept.get("width") == "negativethinmathspace":
        kept["width"] = "-0.167em"
    if name == "mspace" and not _LENGTH.fullmatch(kept.get("width", "")):
        kept.pop("width", None)
    return kept


def _choose_letters(text: str, kept: dict[str, str]) -> str:
    """Write letters of a style as the characters that Unicode has for it: browsers need those."""
    if len(text) == 1 and "\u0391" <= text <= "\u03a9":
        kept.setdefault("mathvariant", "normal")  # TeX sets capital Greek letters upright
    style = kept.get("mathvariant", "normal")
    if style == "normal" or (style == "italic" and len(text) == 1):
        return text
    letters = "".join(_find_letter(one, style.replace("-", " ").upper()) for one in text)
    if letters != text:
        kept.pop("mathvariant")
    return letters


def _find_letter(letter: str, style: str) -> str:
    plain = unicodedata.name(letter, "").removeprefix("LATIN ").removeprefix("GREEK ")
    style = {"SANS SERIF": "SANS-SERIF", "DOUBLE STRUCK": "DOUBLE-STRUCK"}.get(style, style)
    plain = plain.replace("LETTER ", "")
    for name in (f"MATHEMATICAL {style} {plain}", f"{style} {plain}", f"BLACK-LETTER {plain}"):
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return letter


def _keep_inner_lines(kept: dict[str, str], rows: list[Element]) -> None:
    """Leave out of a table's lines those at its edges, which latex2mathml lists with the others."""
    columns = max((len(row.children) for row in rows), default=0)
    for key, count in (("columnlines", columns), ("rowlines", len(rows))):
        lines = kept.pop(key, "").split()
        inner = lines[len(lines) >= count :][: count - 1] if count > 1 else []
        if "solid" in inner:
            kept[key] = " ".join(inner)


def _join_upright(row: list[Element]) -> list[Element]:
    r"""Join upright letters that follow each other to a word, as \mathrm{GDP} means one."""
    joined: list[Element] = []
    for one in row:
        upright = one.name == "mi" and one.attributes.get("mathvariant") == "normal"
        last = joined[-1] if joined else None
        if upright and last and last.attributes.get("mathvariant") == "normal":
            joined[-1] = Element("mi", last.text + one.text, {"mathvariant": "normal"})
        else:
            joined.append(one)
    return joined


def _fence_tables(row: list[Element]) -> list[Element]:
    """Make a matrix and the brackets that latex2mathml puts beside it one row, which stretches."""
    position = 1
    while position + 1 < len(row):
        left, table, right = row[position - 1 : position + 2]
        if table.name == "mtable" and left.name == right.name == "mo" and not left.attributes:
            left.attributes = {"fence": "true", "form": "prefix", "stretchy": "true"}
            right.attributes = {"fence": "true", "form": "postfix", "stretchy": "true"}
            row = [
                *row[: position - 1],
                Element("mrow", children=[left, table, right]),
                *row[position + 2 :],
            ]
        position += 1
    return row


def _space_operators(row: list[Element]) -> list[Element]:
    """Put thin space between the name of a function and what stands beside it."""
    spaced: list[Element] = []
    for position, one in enumerate(row):
        named = _is_function(one)
        before = spaced[-1].name if spaced else "mo"
        if named and before not in ("mo", "mspace"):
            spaced.append(Element("mspace", attributes={"width": "0.167em"}))
        spaced.append(one)
        after = row[position + 1] if position + 1 < len(row) else Element("mo")
        if named and after.name not in ("mo", "mspace") and not _opens(after):
            spaced.append(Element("mspace", attributes={"width": "0.167em"}))
    return spaced


def _is_function(one: Element) -> bool:
    while one.name in _PARTS and one.name not in ("mfrac", "mroot"):
        one = one.children[0]
    return one.name == "mi" and len(one.text) > 1 and "mathvariant" not in one.attributes


def _opens(one: Element) -> bool:
    while one.children:
        one = one.children[0]
    return one.attributes.get("fence") == "true"


def _has_command(tree: Element) -> bool:
    return bool(re.match(r"\\[a-zA-Z]", tree.text)) or any(map(_has_command, tree.children))


def _measure_depth(tree: Element) -> int:
    return 1 + max(map(_measure_depth, tree.children), default=0)


# ---- writing ---------------------------------------------------------------------------------


def write_mathml(tree: Element, *, display: bool) -> str:
    """Write a tree as MathML for a page."""
    kind = ' display="block"' if display else ""
    return f"<math{kind}>{_write(tree)}</math>"


def _write(element: Element) -> str:
    attributes = "".join(
        f' {key}="{escape(value)}"' for key, value in sorted(element.attributes.items())
    )
    if element.name == "mtable":
        return f"<mtable{attributes}>{_write_cells(element)}</mtable>"
    inner = escape(element.text, quote=False) + "".join(map(_write, element.children))
    return f"<{element.name}{attributes}>{inner}</{element.name}>"


def _write_cells(table: Element) -> str:
    """Write the rows of a table; browsers know no lines but those of a style sheet."""
    down, across = (table.attributes.get(key, "").split() for key in ("columnlines", "rowlines"))
    written = ""
    for y, row in enumerate(table.children):
        written += "<mtr>"
        for x, cell in enumerate(row.children):
            lines = ["right"] * (down[x : x + 1] == ["solid"])
            lines += ["below"] * (across[y : y + 1] == ["solid"])
            ruled = f'<mtd class="{" ".join(lines)}"' if lines else "<mtd"
            written += _write(cell).replace("<mtd", ruled, 1)
        written += "</mtr>"
    return written


def to_data(element: Element) -> dict[str, Any]:
    """Return a tree as JSON can hold it: what templates/typst/formula.typ sets."""
    data: dict[str, Any] = {"n": element.name}
    if element.text:
        data["t"] = _replace_missing(element.text)
    if element.attributes:
        data["a"] = element.attributes
    if element.children:
        data["c"] = list(map(to_data, element.children))
    return data


# What Typst's own font for formulas has (New Computer Modern Math), in whole ranges.
_IN_FONT = re.compile(
    "[ -~\u00a0-\u017f\u0391-\u03c9\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5\u2010-\u2027\u202f-\u2064"
    "\u2100-\u214f\u2190-\u23ff\u2460-\u25ff\u27c0-\u27ff\u2900-\u2bff\U0001d400-\U0001d7ff]*"
)


def _replace_missing(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if _IN_FONT.fullmatch(text):
        return text
    return "".join(one if _IN_FONT.fullmatch(one) else replace_missing(one) for one in text)


_ACCENT_WORDS = {"^": "hat", "\u223c": "tilde", "\u02dc": "tilde", "\u00af": "bar", "\u02d9": "dot"}
_ACCENT_WORDS |= {"\u2192": "vec", "\u00a8": "ddot", "\u02c7": "check", "\u02d8": "breve"}


def describe(element: Element) -> str:
    """Return a tree as a line of text, for those who hear a formula or search for it."""
    words = re.sub(r"\s+", " ", _describe(element)).strip()
    return re.sub(r"(^|[(\[,;^_/=] ?)([−±]) ", r"\1\2", words)  # a sign, not a difference


def _describe(element: Element) -> str:
    name, parts = element.name, element.children
    if name == "mo" and len(element.text) == 1 and element.text in "=<>≤≥≈∼≠→+−±×∈≡∣∝⇒":
        return f" {element.text} "
    if name == "mspace":
        return " "
    if name == "mfrac":
        sign = ", " if element.attributes.get("linethickness") == "0" else "/"
        return sign.join(map(_bracket, parts))
    if name == "msqrt":
        return f"√({''.join(map(_describe, parts))})"
    if name == "mroot":
        return f"root({_describe(parts[1])}, {_describe(parts[0])})"
    if name in ("msub", "munder"):
        return f"{_describe(parts[0])}_{_bracket(parts[1])}"
    if name == "mover" and parts[1].text in _ACCENT_WORDS:
        return f"{_ACCENT_WORDS[parts[1].text]}({_describe(parts[0])})"
    if name in ("msup", "mover"):
        return f"{_describe(parts[0])}^{_bracket(parts[1])}"
    if name in ("msubsup", "munderover"):
        return f"{_describe(parts[0])}_{_bracket(parts[1])}^{_bracket(parts[2])}"
    if name == "mtable":
        aligned = element.attributes.get("displaystyle") == "true"
        return "; ".join(_describe_row(row, " " if aligned else ", ") for row in parts)
    return element.text + "".join(map(_describe, parts))


def _describe_row(row: Element, between: str) -> str:
    return between.join(filter(None, (_describe(cell).strip() for cell in row.children)))


def _bracket(element: Element) -> str:
    words = _describe(element).strip()
    return words if len(words) < 2 or words.isalnum() else f"({words})"
