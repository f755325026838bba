"""An SVG from elsewhere as a drawing and nothing else: no script, no style of its page, no request.

In: markup that anybody may have written; out: markup of shapes and text with its size, or an error.
"""

import re
from dataclasses import dataclass
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
_NAMES = """
svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath
title desc clipPath mask pattern linearGradient radialGradient stop marker image style filter
feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
feSpotLight feTile feTurbulence
"""
ELEMENTS = frozenset(_NAMES.split())
# Nobody misses these; of what else is left out, the build is told.
UNSEEN = {"script", "metadata", "animate", "animateMotion", "animateTransform", "set", "cursor"}
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
MOST_ELEMENTS = 500_000  # as drawn: one that is used a hundred times counts a hundred
UNKNOWN_SIZE = (300.0, 150.0)  # what browsers take
_LENGTH = re.compile(r"\s*([0-9.]+(?:[eE][+-]?\d+)?)\s*(px|pt|pc|in|cm|mm|)\s*")
# What matplotlib writes in a drawing of our own: tags with double quotes, and this one rule.
_TAG = r"""</?[A-Za-z][\w:.-]*(?:\s+[\w:.-]+="[^"<>]*")*\s*/?>"""
_PLAIN = re.compile(rf"[^<>]*+(?:{_TAG}[^<>]*+)*+")
_OWN_RULE = "*{stroke-linejoin: round; stroke-linecap: butt}"
# An entity is never declared here, so none can grow or read a file.
_PROLOGUE = re.compile(
    r"^\ufeff?\s*(<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>|\s)*", re.S
)
_BITMAP = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_REFERENCE = re.compile(r"""(url\(\s*["']?#)([^"')\s]+)(["']?\s*\))""")
_SUSPICIOUS = re.compile(r"[\\@(]|/\*")


class SvgError(ValueError):
    """Markup that is no SVG."""


@dataclass(frozen=True)
class Drawing:
    """A clean SVG, its size in CSS pixels, its own title, and what was left out of it."""

    markup: str
    width: float
    height: float
    title: str
    left_out: tuple[str, ...]


def clean_svg(markup: str) -> Drawing:
    """Return the shapes and texts of an SVG; raise SvgError for what is none."""
    from lxml import etree

    root = _parse(markup)
    left_out: dict[str, None] = {}
    try:
        _clean(root, left_out)
        if _count_drawn(root) > MOST_ELEMENTS:
            raise SvgError("too many elements")
    except RecursionError as error:
        raise SvgError("nested too deeply") from error
    etree.strip_tags(root, f"{SVG}a")
    _rename_ids(root)
    etree.cleanup_namespaces(root)
    width, height = _measure(root)
    titles = (root.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
    title = next((" ".join(text.split()) for text in titles if text.strip()), "")
    clean = etree.tostring(root, encoding="unicode", with_tail=False)
    return Drawing(clean, width, height, title, tuple(left_out))


def is_plain_drawing(markup: str) -> bool:
    """Return whether an SVG is of our own drawing code, or holds no more than one of it could.

    It becomes part of a page as it is, so it must be plain to any parser: in plain tags, of what
    `clean_svg` would leave.
    """
    from lxml import etree

    if not _PLAIN.fullmatch(markup) or not markup.rstrip().endswith("</svg>"):
        return False
    try:
        root = etree.fromstring(markup.encode(), etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return False
    rules = list(root.iter(f"{SVG}style"))
    if any((one.text or "").strip() != _OWN_RULE or len(one) for one in rules) or len(rules) > 1:
        return False
    for one in rules:
        _remove(one)
    links = root.find(f".//{SVG}a") is not None
    before = _spell(root)
    _clean(root, {})
    return root.tag == f"{SVG}svg" and not links and _spell(root) == before


def _spell(root: Any) -> bytes:
    """Write a drawing so that declarations that were taken apart compare with those as given."""
    from lxml import etree

    return re.sub(rb";\s+", b";", etree.tostring(root))


def _parse(markup: str) -> Any:
    from lxml import etree

    text = _PROLOGUE.sub("", markup, count=1)
    if re.match(r"<svg(?![^>]*\sxmlns=)", text):
        text = text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, recover=recover, encoding="utf-8"
        )
        try:
            root = etree.fromstring(text.encode(errors="replace"), parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):
            break  # too deep or too long: the rest is missing
        if root is not None and root.tag == f"{SVG}svg":
            return root
    raise SvgError("not an SVG")


def _clean(element: Any, left_out: dict[str, None]) -> None:
    """Take out of an element what does not draw, and what is within that."""
    for inner in list(element):
        name = _name(inner)
        if name in ELEMENTS or name == "a":
            _clean(inner, left_out)
            continue
        # editors leave notes in namespaces of their own
        if name and name not in UNSEEN:
            left_out[name] = None
        _remove(inner)
    if _name(element) == "a":  # a link has no use in a picture; what it holds stays
        element.attrib.clear()
        return
    _clean_attributes(element, left_out)
    if _name(element) == "style":
        element.text = _clean_rules("".join(element.itertext()))


def _name(element: Any) -> str:
    """Return an element's name in SVG; nothing for a comment or what is no SVG."""
    tag = str(element.tag)
    return tag[len(SVG) :] if tag.startswith(SVG) else ""


def _clean_attributes(element: Any, left_out: dict[str, None]) -> None:
    for key, value in list(element.attrib.items()):
        if not _is_harmless(key, value, _name(element)):
            if key in ("href", f"{XLINK}href"):
                left_out["an outside reference"] = None
            del element.attrib[key]
    if "style" in element.attrib:
        element.set("style", _clean_declarations(element.get("style")))


def _remove(element: Any) -> None:
    """Take an element out of its parent; the text that follows it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _is_harmless(key: str, value: str, element: str) -> bool:
    """Return whether an attribute draws: it is no handler and refers to nothing outside."""
    if key in ("href", f"{XLINK}href"):
        bitmap = element == "image" and _BITMAP.fullmatch(value.strip())
        return value.strip().startswith("#") or bool(bitmap)
    if key == "{http://www.w3.org/XML/1998/namespace}space":
        return True
    if key.startswith("{") or key.lower().startswith("on") or key in ("src", "ping", "target"):
        return False
    return key == "style" or not _reaches_out(value)


def _reaches_out(value: str) -> bool:
    """Return whether a value of CSS names anything but a part of the same drawing."""
    if not _SUSPICIOUS.search(value):
        return False
    import tinycss2

    return any(map(_is_outside, _walk(tinycss2.parse_component_value_list(value))))


def _walk(tokens: Any) -> Any:
    for token in tokens:
        yield token
        yield from _walk(getattr(token, "arguments", None) or getattr(token, "content", None) or [])


def _is_outside(token: Any) -> bool:
    if token.type == "url":
        return not token.value.strip().startswith("#")
    if token.type == "function" and token.lower_name in ("url", "src", "image", "image-set"):
        first = next((one for one in token.arguments if one.type != "whitespace"), None)
        return first is None or first.type != "string" or not first.value.startswith("#")
    return token.type in ("at-keyword", "error")


def _clean_declarations(css: str) -> str:
    """Return a style attribute without what reaches outside."""
    if not _SUSPICIOUS.search(css):
        return css
    import tinycss2

    kept = [
        one
        for one in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
        if one.type == "declaration" and not any(map(_is_outside, _walk(one.value)))
    ]
    return ";".join(one.serialize() for one in kept)


def _clean_rules(css: str) -> str:
    """Return a style sheet's plain rules: no import, no font, nothing that reaches outside."""
    import tinycss2

    return "\n".join(
        rule.serialize()
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        if rule.type == "qualified-rule"
        and not any(map(_is_outside, _walk([*rule.prelude, *rule.content])))
    )


def _rename_ids(root: Any) -> None:
    """Number the ids: some libraries draw them at random, and one plot would be two files."""
    if any("#" in (one.text or "") for one in root.iter(f"{SVG}style")):
        return  # a rule may name them
    given = dict.fromkeys(one.get("id") for one in root.iter() if one.get("id"))
    names = {old: f"i{number}" for number, old in enumerate(given, start=1)}

    def rename(found: re.Match[str]) -> str:
        return found[1] + names.get(found[2], found[2]) + found[3]

    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, names[value])
            elif key in ("href", f"{XLINK}href") and value.startswith("#"):
                element.set(key, "#" + names.get(value[1:], value[1:]))
            elif "url(" in value:
                element.set(key, _REFERENCE.sub(rename, value))


def _count_drawn(root: Any) -> int:
    """Return how many elements a drawing has once every <use> is followed."""
    by_id = {one.get("id"): one for one in root.iter() if one.get("id")}
    counts: dict[Any, int] = {}

    def count(element: Any) -> int:
        if element not in counts:
            counts[element] = 0  # one that leads to itself draws nothing
            target = element.get("href") or element.get(f"{XLINK}href") or ""
            used = by_id.get(target[1:]) if element.tag == f"{SVG}use" else None
            inner = [*element, *([] if used is None else [used])]
            counts[element] = min(1 + sum(map(count, inner)), MOST_ELEMENTS + 1)
        return counts[element]

    return count(root)


def _measure(root: Any) -> tuple[float, float]:
    """Return a drawing's size in CSS pixels, and write it down in its root."""
    box = [float(one) for one in re.findall(r"-?[0-9.]+(?:e-?\d+)?", root.get("viewBox", ""))]
    has_box = len(box) == 4 and box[2] > 0 and box[3] > 0
    width, height = (_read_length(root.get(side, "")) for side in ("width", "height"))
    if has_box:
        width = width or (height * box[2] / box[3] if height else box[2])
        height = height or width * box[3] / box[2]
    width, height = width or UNKNOWN_SIZE[0], height or UNKNOWN_SIZE[1]
    if not has_box:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return width, height


def _read_length(value: str) -> float:
    found = _LENGTH.fullmatch(value)
    try:
        return float(found[1]) * UNITS[found[2]] if found else 0.0
    except ValueError:
        return 0.0
