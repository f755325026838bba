"""What the style sheets of a piece of HTML say of its elements: colours, weight, alignment.

The few properties that a table keeps are read and nothing else: no address in a style is ever
followed, and a selector that is not understood matches nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

KEPT = {"color", "background-color", "font-weight", "font-style", "text-align", "display"}
HIDING = re.compile("hidden|display", re.I)  # words without which nothing is hidden
LIMIT = 500_000  # characters of style: about 10,000 rules, read in a second or two
Values = dict[str, str]
Weight = tuple[bool, int, int, int, int]  # important, ids, classes, types, order


@dataclass
class Compound:
    """Conditions that one element must meet; `before` is how the compound to the left is found."""

    tag: str = ""
    id: str = ""
    classes: list[str] = field(default_factory=list)
    places: list[tuple[int, int, bool]] = field(default_factory=list)  # a, b of an+b; from the end
    before: str = ""

    def matches(self, element: Any) -> bool:
        """Return whether an element meets all conditions."""
        return (
            self.tag in ("", element.tag)
            and self.id in ("", element.get("id"))
            and (not self.classes or set(self.classes) <= set(element.get("class", "").split()))
            and all(_stands(element, *place) for place in self.places)
        )


@dataclass
class Rule:
    """A selector as compounds from left to right, and what it gives: value and weight by name."""

    compounds: list[Compound]
    values: dict[str, tuple[str, Weight]]

    def matches(self, element: Any) -> bool:
        """Return whether the selector matches an element."""
        return _match_chain(self.compounds, element)


class Styles:
    """The style of every element of a tree."""

    def __init__(self, root: Any) -> None:
        self.cut = False  # whether a part was too long to be read
        self.gradient = False  # whether there were bars, which a table here does not draw
        self._rules: dict[str, list[Rule]] = defaultdict(list)
        self._numbers = count()  # of all rules, in order
        room = LIMIT
        for style in root.iter("style"):
            text = style.text or ""
            self.cut |= len(text) > room
            for rule in self._read_sheet(text[:room]):
                last = rule.compounds[-1]
                key = f"#{last.id}" if last.id else ("." + (last.classes or [""])[0])
                self._rules[key if key != "." else last.tag].append(rule)
            room = max(0, room - len(text))

    def get(self, element: Any) -> Values:
        """Return what style sheets, the style attribute and `hidden` say of one element."""
        found: dict[str, tuple[Weight, str]] = {}
        for rule in self._find_rules(element):
            if rule.matches(element):
                for name, (value, weight) in rule.values.items():
                    if name not in found or found[name][0] <= weight:
                        found[name] = (weight, value)
        values = {} if element.get("hidden") is None else {"display": "none"}
        values |= {name: value for name, (_, value) in found.items()}
        if element.get("style"):
            own = self._read_declarations(element.get("style")[:2000])
            values |= {name: value for name, (value, _) in own.items()}
        return values

    def _find_rules(self, element: Any) -> Iterator[Rule]:
        if self._rules:
            names = [f".{name}" for name in element.get("class", "").split()]
            for key in (f"#{element.get('id')}", *names, element.tag, ""):
                yield from self._rules.get(key, ())

    def _read_sheet(self, text: str) -> Iterator[Rule]:
        import tinycss2

        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            order = next(self._numbers)
            if rule.type == "qualified-rule":
                declared = self._read_declarations(rule.content)
                for compounds in _read_selectors(rule.prelude) if declared else ():
                    values = {
                        name: (value, (important, *_weigh(compounds), order))
                        for name, (value, important) in declared.items()
                    }
                    yield Rule(compounds, values)

    def _read_declarations(self, content: Any) -> dict[str, tuple[str, bool]]:
        import tinycss2

        found: dict[str, tuple[str, bool]] = {}
        for item in tinycss2.parse_blocks_contents(content, skip_comments=True):
            if item.type != "declaration":
                continue
            name, value = item.lower_name, ""
            if name in ("color", "background-color", "background"):
                value = _read_colour(item.value)
                functions = [one.lower_name for one in item.value if one.type == "function"]
                self.gradient |= any(one.endswith("gradient") for one in functions)
                name = "background-color" if name == "background" else name
            elif name in KEPT:
                value = " ".join(getattr(one, "lower_value", "") or "" for one in item.value)
                number = [str(one.int_value) for one in item.value if one.type == "number"]
                value = (number[0] if number else value).strip()
            if value:
                found[name] = (value, item.important)
        return found


def strip_hidden(root: Any, styles: Styles) -> None:
    """Take out what a browser does not show; the text behind it stays."""
    from lxml import etree

    for one in root.iterdescendants():
        if isinstance(one.tag, str) and styles.get(one).get("display") == "none":
            one.tag = "HIDDEN"  # no parser of HTML makes a tag in capitals
    etree.strip_elements(root, "HIDDEN", with_tail=False)


def _read_colour(tokens: list[Any]) -> str:
    """Return the first colour among tokens as #rrggbb on white; "none" for a transparent one."""
    from tinycss2.color4 import parse_color

    for token in tokens:
        colour = None if token.type == "whitespace" else parse_color(token)
        if colour is not None and not isinstance(colour, str):
            alpha = colour.alpha if colour.alpha is not None else 1.0
            parts = [part or 0.0 for part in colour.to("srgb").coordinates]
            blended = [255 * (1 + (min(max(part, 0), 1) - 1) * alpha) for part in parts]
            return "#" + "".join(f"{round(part):02x}" for part in blended) if alpha else "none"
    return ""


def _read_selectors(tokens: list[Any]) -> Iterator[list[Compound]]:
    """Yield the selectors of a list that are understood."""
    part: list[Any] = []
    for token in [*tokens, None]:
        if token is None or (token.type == "literal" and token.value == ","):
            compounds = _read_selector(part)
            if compounds:
                yield compounds
            part = []
        else:
            part.append(token)


def _read_selector(tokens: list[Any]) -> list[Compound]:
    """Return a selector's compounds; none at all if there is anything else in it."""
    compounds, new, before = [], True, ""
    tokens = [token for token in tokens if token.type != "comment"]
    for position, token in enumerate(tokens):
        if token.type == "whitespace" or token == ">":
            new, before = True, ">" if token == ">" else before or " "
            continue
        if new:
            compounds.append(Compound(before=before if compounds else ""))
            new, before = False, ""
        previous = tokens[position - 1] if position else None
        if not _add_condition(compounds[-1], token, previous):
            return []
    return compounds


def _add_condition(compound: Compound, token: Any, previous: Any) -> bool:
    """Add what a token says to a compound; return False for what is not understood."""
    from tinycss2.nth import parse_nth

    if token.type == "hash" and token.is_identifier:
        compound.id = token.value
    elif token.type == "ident" and previous == ".":
        compound.classes.append(token.value)
    elif token.type == "ident" and previous == ":":
        if token.lower_value not in ("first-child", "last-child"):
            return False
        compound.places.append((0, 1, token.lower_value == "last-child"))
    elif token.type == "ident":
        compound.tag = token.lower_value
    elif token.type == "function" and token.lower_name in ("nth-child", "nth-last-child"):
        nth = parse_nth(token.arguments)
        if nth is None:
            return False
        compound.places.append((*nth, token.lower_name == "nth-last-child"))
    else:
        return token in (".", ":", "*")
    return True


def _weigh(compounds: list[Compound]) -> tuple[int, int, int]:
    return (
        sum(bool(one.id) for one in compounds),
        sum(len(one.classes) + len(one.places) for one in compounds),
        sum(bool(one.tag) for one in compounds),
    )


def _match_chain(compounds: list[Compound], element: Any) -> bool:
    """Return whether compounds match an element and what stands around it, from the right.

    Taking the nearest match for each blank is exact but where a child combinator stands left of
    it, which tables do not need.
    """
    if not compounds[-1].matches(element):
        return False
    for position in range(len(compounds) - 1, 0, -1):
        direct = compounds[position].before == ">"
        element = element.getparent()
        while element is not None and not compounds[position - 1].matches(element):
            element = None if direct else element.getparent()
        if element is None:
            return False
    return True


def _stands(element: Any, a: int, b: int, from_end: bool) -> bool:
    """Return whether an element is the an+b-th child of its parent."""
    place = sum(1 for _ in element.itersiblings(preceding=not from_end)) + 1 - b
    return place == 0 if a == 0 else place % a == 0 and place // a >= 0
