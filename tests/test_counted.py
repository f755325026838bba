"""Numbers in what the program says: one is no plural, in any message."""

import ast
import re
from collections.abc import Iterator

from commands import ROOT

from report138.errors import count

# Words of documents have a grammar of their own; large numbers, and limits, are never one.
ELSEWHERE = re.compile(r"/words/|/figures/")
NEVER_ONE = {
    "characters": "longer than is allowed",
    "bytes": "larger than is allowed",
    "cells": "as many as are no matrix any more, or more than one",
    "columns": "a constant",
    "combinations": "more than are allowed",
    "lines": "of a whole that is cut, hence of several",
    "minutes": "a constant",
    "processes": "a constant",
    "seconds": "a constant",
    "times": "a constant",
}
WORD = re.compile(r"^ (?:of |more )?([a-z]+s)\b(?<!is)(?<!has)(?<!was)(?<!stands)")


def list_counted() -> Iterator[tuple[str, str]]:
    """Yield the plural words that stand behind what is counted in a text, with their module."""
    for path in sorted(ROOT.glob("report138/**/*.py")):
        name = path.relative_to(ROOT).as_posix()
        if ELSEWHERE.search(name):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                for value, text in zip(node.values, node.values[1:], strict=False):
                    if isinstance(value, ast.FormattedValue) and isinstance(text, ast.Constant):
                        counted = "len(" in ast.unparse(value) or value.format_spec is not None
                        found = WORD.match(str(text.value))
                        if counted and found:
                            yield name, found[1]


def test_no_message_counts_without_its_singular() -> None:
    """But for what is never one: `count` is there for the rest."""
    assert {word for _, word in list_counted()} <= NEVER_ONE.keys(), list(list_counted())


def test_one_is_no_plural() -> None:
    """Thousands are grouped."""
    numbers = (0, 1, 2, 1200)
    assert [count(number, "row") for number in numbers] == [
        "0 rows",
        "1 row",
        "2 rows",
        "1,200 rows",
    ]
